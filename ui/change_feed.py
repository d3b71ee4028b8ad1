"""The one signal by which screens learn that the diary changed."""

from PySide6.QtCore import QObject, Signal

from tracker.changes import Touched


class ChangeFeed(QObject):
    """Pages publish what a change touched; whoever shows it asks its service again."""

    changed = Signal(object)  # Touched

    def publish(self, touched: Touched) -> None:
        """Tell everyone; a change that touched nothing is not worth telling."""
        if touched:
            self.changed.emit(touched)
