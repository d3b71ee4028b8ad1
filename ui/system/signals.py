"""Signals by which the system asks for an end, heard at once: Python runs their handlers when it runs itself, and a window at rest runs nothing."""

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

# Windows knows no SIGHUP.
ENDS = ("SIGTERM", "SIGINT", "SIGHUP")


class EndSignals(QObject):
    """From now until `stop` each of ENDS calls `end`, between two events of the window."""

    def __init__(self, end: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        known = [getattr(signal, name) for name in ENDS if hasattr(signal, name)]
        self._before = {number: signal.signal(number, lambda *_args: end()) for number in known}
        self._pipe: tuple[int, int] | None = None
        # Windows sends none of them to a window, and takes a socket there, whose import every start would wait for.
        if sys.platform != "win32":
            self._pipe = reader, writer = os.pipe()
            for side in self._pipe:
                os.set_blocking(side, False)
            signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
            notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, self)
            # To read is enough: it is Python that runs, and so the handlers do.
            notifier.activated.connect(lambda: os.read(reader, 64))

    def stop(self) -> None:
        """Leave the signals to whoever had them before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._pipe is not None:
            signal.set_wakeup_fd(-1)
            for notifier in self.findChildren(QSocketNotifier):
                notifier.setEnabled(False)
            for side in self._pipe:
                os.close(side)
            self._pipe = None
