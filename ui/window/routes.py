"""Leads from the answer to a notice, and from the guide, to the right place of the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.domain.entries import Kind
from tracker.domain.words import session_name
from tracker.library.exercises import exercise
from ui.notifications.actions import Destination, Goal
from ui.window.bring_to_front import bring_to_front

if TYPE_CHECKING:
    from tracker.domain.guide import LogTarget
    from ui.window.main_window import MainWindow

LOGGED_ON_TODAY = {"session": Kind.SESSION, "dose": Kind.DOSE, "activity": Kind.ACTIVITY, "day_note": Kind.DAY_NOTE}


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
        if self._window.is_locked:  # the page is in view once it is unlocked, and nothing is begun by who cannot unlock it
            return
        if destination.goal in {Goal.PLAN, Goal.REPORT, Goal.SETTINGS}:
            self._window.show_page(destination.goal.value)
            if destination.goal is Goal.SETTINGS:
                self._open_backups()
            return
        self._window.show_page("today")
        self._on_today(destination)

    def log(self, target: "LogTarget") -> None:
        """Open the form that logs what was read of in the guide."""
        bring_to_front(self._window)
        if target.form == "appointment":
            self._arrange(target.kind)
            return
        self._window.show_page("today")
        if target.form == "exercise":
            self._do_exercise(target.kind)
        else:
            # Which medicine it was the person says: a name that stands ready would look like advice.
            about = "" if target.form == "dose" else target.kind
            self._window.today.add(LOGGED_ON_TODAY[target.form], about)

    def _do_exercise(self, key: str) -> None:
        """Step by step where the plan has it, else logged by hand."""
        today, known = self._window.today, exercise(key)
        if not today.start_exercise(key):
            today.add(Kind.SESSION, known.name if known else key)

    def _open_backups(self) -> None:
        """The one reminder that leads to Settings is about the backups, whatever section was open."""
        from ui.pages.settings.page import SettingsPage

        page = self._window.pages["settings"]
        if isinstance(page, SettingsPage):
            page.open_backups()

    def _arrange(self, kind: str) -> None:
        from ui.pages.report.page import ReportPage

        self._window.show_page("report")
        page = self._window.pages["report"]
        if isinstance(page, ReportPage):
            page.arrange(session_name(kind) if kind else "")

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
