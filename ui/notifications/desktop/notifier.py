"""Shows notices without ever making the window wait: the desktop's service first, the passed-in window when that does not answer."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.notifications.desktop.notice import Notice

if TYPE_CHECKING:
    from ui.notifications.desktop.loop_thread import LoopThread

PATIENCE_MS = 2300  # a little more than the service is given; holds even when its thread is stuck


class Notifier(QObject):
    """Takes notices and gives back answers; `fallback` is called on this thread with a notice the desktop did not show.

    `delivered` tells which notice the desktop shows, so that no former one of its key stays elsewhere.
    """

    answered = Signal(str, str)  # notice key, button key
    clicked = Signal(str)  # notice key
    delivered = Signal(str)  # notice key

    _settled = Signal(int, bool)
    _pressed_there = Signal(str, str)
    _clicked_there = Signal(str)

    def __init__(self, fallback: Callable[[Notice], None], icon: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fallback = fallback
        self._icon = icon
        self._thread: LoopThread | None = None
        self._closed = False
        self._numbers = count(1)
        self._waiting: dict[int, Notice] = {}
        # These signals are emitted on the loop's thread; queued, their slots run on the window's, where alone widgets may be touched.
        queued = Qt.ConnectionType.QueuedConnection
        self._settled.connect(self._on_settled, queued)
        self._pressed_there.connect(self.answered, queued)
        self._clicked_there.connect(self.clicked, queued)

    def show(self, notice: Notice) -> None:
        """Return at once; the desktop or the fallback shows the notice within 2.5 seconds."""
        if self._closed:
            return
        number = next(self._numbers)
        self._waiting[number] = notice
        QTimer.singleShot(PATIENCE_MS, self, partial(self._on_settled, number, False))
        self._running_thread().show(notice, partial(self._waiting.__contains__, number), partial(self._settled.emit, number))

    def withdraw(self, key: str) -> None:
        """Take the notice away, and do not show it if it still waits."""
        for number in [number for number, notice in self._waiting.items() if notice.key == key]:
            del self._waiting[number]
        self._withdraw_there(key)

    def close(self) -> None:
        """Take shown notices away and end the thread, within a second; nothing is shown from now on."""
        self._closed = True
        self._waiting.clear()
        if self._thread is not None:
            self._thread.close()
            self._thread = None

    def _running_thread(self) -> "LoopThread":
        if self._thread is None:
            from ui.notifications.desktop.loop_thread import LoopThread

            self._thread = LoopThread(self._icon, self._pressed_there.emit, self._clicked_there.emit)
        return self._thread

    def _on_settled(self, number: int, delivered: bool) -> None:
        notice = self._waiting.pop(number, None)
        if notice is None:
            return
        if delivered:
            self.delivered.emit(notice.key)
            return
        # A former one of this key may stand there, from when the desktop was not slow, and this one may just have come.
        self._withdraw_there(notice.key)
        self._fallback(notice)

    def _withdraw_there(self, key: str) -> None:
        if self._thread is not None:
            self._thread.withdraw(key)
