"""Leads from the answer to a notice to the right place of the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.domain.entries import Kind
from ui.notifications.actions import Destination, Goal
from ui.window.bring_to_front import bring_to_front

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


class Routes(QObject):
    """Takes the window and what opens the small entry window; a route brings the window to the front."""

    def __init__(self, window: "MainWindow", show_quick_entry: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._show_quick_entry = show_quick_entry

    def follow(self, destination: Destination) -> None:
        """Go where the person wants to be."""
        if destination.goal is Goal.QUICK_ENTRY:
            self._show_quick_entry()
            return
        bring_to_front(self._window)
        if destination.goal in {Goal.PLAN, Goal.REPORT, Goal.SETTINGS}:
            self._window.show_page(destination.goal.value)
            return
        self._window.show_page("today")
        self._on_today(destination)

    def _on_today(self, destination: Destination) -> None:
        today = self._window.today
        match destination.goal:
            case Goal.SESSION:
                today.start_session(destination.about)
            case Goal.EXERCISES:
                today.start_exercises()
            case Goal.AFTER_SESSION:
                today.ask_after(destination.about)
            case Goal.DAY_NOTE:
                today.add(Kind.DAY_NOTE)
