"""Holds back what is not needed to see the window until the window has been seen."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

# A window on another workspace, or behind a locked screen, is painted only when the person comes to it; its reminders do not wait for that.
UNSEEN_MS = 30_000


class FirstPaint(QObject):
    """Takes the window that is about to be shown, or none where the app begins out of sight: then an idle event loop is enough.

    `unseen_ms`: how long it waits at most, in milliseconds.
    """

    done = Signal()  # once

    def __init__(self, window: QWidget | None, unseen_ms: int = UNSEEN_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._rest = QTimer(self)  # a timer without a length waits until all that the window system asked for is done
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rest)
        if window is None:
            self._rest.start(0)
        else:
            window.installEventFilter(self)
            self._rest.start(unseen_ms)

    def stop(self) -> None:
        """Wait no more; `done` does not come."""
        self._rest.stop()
        self._look_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The event comes before the painting, which is one piece with that of all the window holds."""
        if event.type() == QEvent.Type.Paint:
            self._look_away()
            self._rest.start(0)
        return super().eventFilter(watched, event)

    def _on_rest(self) -> None:
        self._look_away()
        self.done.emit()

    def _look_away(self) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
