"""What the desktop tells of its lock and of sleep."""

import pytest
from PySide6.QtCore import QObject

from tests.ui.system.bus_message import BusMessage
from ui.system.desktop_lock import DesktopLock


@pytest.fixture
def heard(qapp, monkeypatch):  # noqa: ARG001 - the application has to exist
    monkeypatch.setattr(DesktopLock, "_listen", lambda _lock: None)
    owner = QObject()
    lock = DesktopLock(owner)
    times = []
    lock.locked.connect(lambda: times.append(1))
    yield lock, times
    owner.deleteLater()


@pytest.mark.parametrize(("told", "locks"), [((True,), True), ((False,), False), ((), True)], ids=["comes on", "goes", "the session's own"])
def test_the_lock_and_sleep_are_told_and_their_end_is_not(heard, told, locks):
    lock, times = heard
    lock.on_told(BusMessage(*told))
    assert times == []
    lock.follow(is_wanted=True)
    lock.on_told(BusMessage(*told))
    assert bool(times) is locks
    lock.follow(is_wanted=False)
    lock.on_told(BusMessage(True))
    assert bool(times) is locks
