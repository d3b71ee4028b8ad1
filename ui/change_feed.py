"""The one signal by which screens learn that the diary changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import QObject, Signal

from tracker.changes import Touched


class ChangeFeed(QObject):
    """Pages publish what a change touched; whoever shows it asks its service again.

    `reading` is around all that is asked at once: then it is of one instant of the diary, and each thing is read once.
    """

    changed = Signal(object)  # Touched

    def __init__(self, reading: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        super().__init__()
        self.reading = reading

    def publish(self, touched: Touched) -> None:
        """Tell everyone; a change that touched nothing is not worth telling."""
        if touched:
            with self.reading():
                self.changed.emit(touched)
