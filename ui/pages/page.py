"""What every page of the window can be asked."""

from datetime import timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.layouts import PageFrame


class Page(PageFrame):
    """A page of the window; it shows what its services tell when it is asked to `refresh`, and asks the window by signals of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def refresh(self) -> None:
        """Ask the services again and show what they tell."""

    def pressed_beside(self, focused: QWidget) -> QWidget:
        """What has to be in view with what has the focus, since it is pressed next; by default nothing else."""
        return focused

    def tick(self) -> None:
        """Show what the clock has changed: the time of `changes_in` is over, or half a minute has passed."""

    def changes_in(self) -> timedelta | None:
        """How long what the page shows stays as it is, if nobody does anything; None: it does not change by itself."""
        return None

    def edit(self, id_: str) -> None:
        """Open an entry for editing, where the page can."""

    def new_entry(self) -> bool:
        """Open a new entry; whether the page can."""
        return False

    def first_control(self) -> QObject | None:
        """What gets the focus when the page is opened by keyboard."""
        return None
