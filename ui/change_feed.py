"""The one signal by which screens learn that the diary changed."""

from PySide6.QtCore import QObject, Signal

from tracker.changes import Changes


class ChangeFeed(QObject):
    """Pages publish what a deed changed; whoever shows it asks its service again."""

    changed = Signal(object)  # Changes

    def publish(self, changes: Changes) -> None:
        """Tell everyone; a deed that changed nothing is not worth telling."""
        if changes:
            self.changed.emit(changes)
