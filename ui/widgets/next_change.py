"""When what is shown changes by itself: how long a time that counts stays as it is, and the one timer that waits for it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)
A_LITTLE_LATER_MS = 15  # so that the turn of a second is surely over
LONGEST = timedelta(hours=12)  # a Qt timer holds no more milliseconds than 32 bits can
SEEN_AGAIN = {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange}


def of_seconds(left: timedelta) -> timedelta | None:
    """How long the whole seconds of what is left, rounded up, stay the same; None where nothing is left."""
    return (left % SECOND or SECOND) if left > timedelta(0) else None


def of_minutes(left: timedelta) -> timedelta | None:
    """As long as more than a minute is left, how long the whole minutes stay the same; then as `of_seconds`."""
    return left % MINUTE or MINUTE if left > MINUTE else of_seconds(left)


def of_the_clock(now: datetime) -> timedelta:
    """How long the hours and minutes of a time of day stay the same."""
    return MINUTE - timedelta(seconds=now.second, microseconds=now.microsecond)


def soonest(*waits: timedelta | None) -> timedelta | None:
    """The shortest of these; None where nothing changes by itself."""
    return min((wait for wait in waits if wait is not None), default=None)


class NextChange(QObject):
    """Takes a window, and what tells how long all that can be seen in it stays as it is; says when that is over.

    Nothing runs while the window is hidden or minimised, nor where nothing changes by itself.
    """

    due = Signal()

    def __init__(self, window: QWidget, changes_in: Callable[[], timedelta | None]) -> None:
        super().__init__(window)
        self._window, self._changes_in = window, changes_in
        self.timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.look)
        window.installEventFilter(self)

    def look(self) -> None:
        """Have what can be seen shown as it is now, and wait for its next change."""
        if self._is_seen():
            self.due.emit()
        self.wait()

    def wait(self) -> None:
        """Wait for the next change of what can be seen: it is another than before."""
        wait = self._changes_in() if self._is_seen() else None
        if wait is None:
            self.timer.stop()
        else:
            self.timer.start(ceil(min(wait, LONGEST) / MILLISECOND) + A_LITTLE_LATER_MS)

    def _is_seen(self) -> bool:
        return self._window.isVisible() and not self._window.isMinimized()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window comes into view, or goes."""
        if watched is self._window and event.type() in SEEN_AGAIN:
            # In the next turn of the event loop: the window is told of it after those who listen.
            QTimer.singleShot(0, self, self.look)
        return super().eventFilter(watched, event)
