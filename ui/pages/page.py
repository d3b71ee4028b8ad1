"""What every page of the window can be asked."""

from datetime import timedelta

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.desk import Desk
from ui.widgets.layouts import PageFrame
from ui.widgets.opener import Opener


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the innermost part that was opened around the focus, where nothing within has taken the key."""
        focused = QApplication.focusWidget()
        if event.key() != Qt.Key.Key_Escape or focused is None:
            super().keyPressEvent(event)
            return
        around = [opener for opener in self.findChildren(Opener) if opener.is_around(focused)]
        innermost = [opener for opener in around if not any(opener.holds(other) for other in around)]
        for opener in innermost:
            opener.close_up()
        if not innermost:
            super().keyPressEvent(event)
