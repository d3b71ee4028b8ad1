"""A reminder reaches the person whatever the desktop lacks: by a service that shows it, or by the own window within 2.5 s; nothing ever stalls."""

import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from tests.builders import a_session
from tests.ui.desktop import Desktop
from tests.ui.hands import settle
from ui.notifications.desktop import Notifier
from ui.notifications.popup import ReminderWindow, ReminderWindows
from ui.window.surroundings import make_reminder_notices

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer
WITHIN_MS, STALL = 2500, 2.0
NEVER_ANSWERS = """
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection()
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
print("ready", flush=True)
while True:
    bus.receive()
"""


class Pulse:
    """Beats every 20 ms with the event loop, and knows the longest while it missed."""

    def __init__(self):
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(20)

    def _beat(self):
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self):
        self._beat()
        self._timer.stop()


@pytest.fixture
def desktop(tmp_path, monkeypatch):
    """A real bus with a real notification service."""
    with Desktop(tmp_path) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        yield desktop


@pytest.fixture
def no_service(desktop):
    """A bus on which nobody shows notices."""
    desktop.kill_service()


@pytest.fixture
def silent_service(desktop):
    """A notification service that takes every message and answers none."""
    desktop.kill_service()
    service = subprocess.Popen([sys.executable, "-c", NEVER_ANSWERS], env=desktop.environment, stdout=subprocess.PIPE, text=True)
    assert service.stdout.readline() == "ready\n"
    yield
    service.kill()
    service.wait()
    service.stdout.close()


@pytest.fixture
def no_bus(monkeypatch):
    """No D-Bus at all."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")


@pytest.fixture
def in_heat(opened, keep):
    """A window in the heat phase whose notices go the real way."""
    keep(a_session("heat", "2026-11-25T12:30"), onset="2026-11-20T10:00")
    window = opened()
    windows = ReminderWindows()
    notifier = Notifier(windows.show)
    notices = make_reminder_notices(window.desk, window.tracker, notifier)
    window.looks.reminder_due.disconnect()
    window.looks.reminder_due.connect(notices.remind)
    for source in (notifier, windows):
        source.answered.connect(notices.on_answered)
        notices.outdated.connect(source.withdraw)
    yield window
    windows.close_all()
    notifier.close()


def own_windows():
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ReminderWindow) and widget.isVisible()]


def answer_of_heat(window):
    (raised,) = window.tracker.reminders.raised_between(window.clock.now(), window.clock.now().replace(hour=23))
    return raised.answer


def fall_due(window):
    window.clock.set("2026-11-25T18:59:30")
    window.later(seconds=30)


@pytest.mark.parametrize("lack", ["no_service", "silent_service", "no_bus"])
def test_the_own_window_shows_it_in_time_and_nothing_stalls(in_heat, lack, request, qtbot):
    request.getfixturevalue(lack)
    pulse = Pulse()
    fall_due(in_heat)
    qtbot.waitUntil(lambda: bool(own_windows()), timeout=WITHIN_MS)
    qtbot.wait(300)
    pulse.stop()
    (shown,) = own_windows()
    assert pulse.longest < STALL
    assert shown.windowTitle() == "Damp heat, if you like"
    assert [button.text() for button in shown.findChildren(QPushButton)] == ["Start", "Skip", "15 min", "30 min", "60 min", "Open", "Close"]


def test_the_own_window_puts_it_off_as_long_as_wanted(in_heat, no_bus, qtbot):  # noqa: ARG001 - it has to be so
    fall_due(in_heat)
    qtbot.waitUntil(lambda: bool(own_windows()), timeout=WITHIN_MS)
    next(button for button in own_windows()[0].findChildren(QPushButton) if button.text() == "60 min").click()
    settle()
    assert (answer_of_heat(in_heat), own_windows()) == ("snooze_60", [])


def test_a_service_shows_it_with_its_buttons_and_brings_the_answer(in_heat, desktop, qtbot):
    fall_due(in_heat)
    desktop.wait_displayed(1)
    desktop.press("Skip")
    qtbot.waitUntil(lambda: answer_of_heat(in_heat) == "skip", timeout=20_000)
    assert own_windows() == []


def test_what_was_done_meanwhile_leaves_the_screen(in_heat, desktop):
    in_heat.tracker.planner.shown_cautions()
    fall_due(in_heat)
    desktop.wait_displayed(1)
    in_heat.press("Start heat")
    desktop.wait_displayed(0)


def test_the_own_notice_goes_too_when_it_was_done_meanwhile(in_heat, no_bus, qtbot):  # noqa: ARG001 - it has to be so
    in_heat.tracker.planner.shown_cautions()
    fall_due(in_heat)
    qtbot.waitUntil(lambda: bool(own_windows()), timeout=WITHIN_MS)
    in_heat.press("Start heat")
    assert own_windows() == []
