"""A time of day, in hours and minutes."""

from datetime import time

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QTimeEdit

from ui.widgets.fields import inset


class TimeField(QTimeEdit):
    """Takes its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDisplayFormat("HH:mm")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)

    def wall(self) -> time:
        """The time shown."""
        return time(self.time().hour(), self.time().minute())

    def show_wall(self, wall: time) -> None:
        """Show a time without a signal."""
        blocked = self.blockSignals(True)
        self.setTime(QTime(wall.hour, wall.minute))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page changes no time that is not in hand."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
