"""A window at rest hears at once that it is to end."""

import os
import signal
import threading

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from ui.system.signals import EndSignals

TOO_LATE_MS = 5_000


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_is_heard_while_nothing_wakes_the_window(name):
    heard, loop = [], QEventLoop()

    def end():
        heard.append(name)
        loop.quit()

    before = signal.getsignal(getattr(signal, name))
    signals = EndSignals(end)
    late = QTimer(singleShot=True, interval=TOO_LATE_MS)
    late.timeout.connect(lambda: heard.append("late"))
    late.timeout.connect(loop.quit)
    late.start()
    sender = threading.Timer(0.1, lambda: os.kill(os.getpid(), getattr(signal, name)))
    sender.start()
    try:
        loop.exec()
    finally:
        sender.join()
        late.stop()
        signals.stop()
    assert heard == [name]
    assert signal.getsignal(getattr(signal, name)) == before
