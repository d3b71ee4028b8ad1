"""A real process of the window on the accessibility bus, listened to as a screen reader does."""

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBusConnection, QDBusInterface
from PySide6.QtWidgets import QApplication

from tests.end_to_end.processes import MAIN
from tests.end_to_end.screen import a_screen, wait
from tests.fakes import FakeClock
from tests.ui.hands import OpenWindow, name_of

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
EVENTS = "interface='org.a11y.atspi.Event.Object',member='Announcement'"
NAMES = ("session of the test", "ears of the test")
POLITE, URGENT = 1, 2
NARROW_SIZE = (900, 600)
MEDICINE = 1  # its place in the menu, counted from the activity, which is marked at first


class Listener:
    """Hears what the app says, from the moment a screen reader would; takes the file to keep it in."""

    def __init__(self, environment: dict[str, str], heard: Path) -> None:
        if not LAUNCHER.exists():
            pytest.fail("This test needs the accessibility bus. Install it with: sudo apt install at-spi2-core")
        self._heard = heard
        self._started = [subprocess.Popen([LAUNCHER, "--launch-immediately"], env=environment, stderr=subprocess.DEVNULL)]
        session = QDBusConnection.connectToBus(environment["DBUS_SESSION_BUS_ADDRESS"], NAMES[0])
        wait(lambda: self._door(session).isValid(), "no accessibility bus")
        address = self._door(session).call("GetAddress").arguments()[0]
        # An app tells of nothing that nobody has asked for, and of it only while whoever asked is connected.
        registry = QDBusInterface(*REGISTRY, QDBusConnection.connectToBus(address, NAMES[1]))
        assert registry.call("RegisterEvent", "object:announcement").errorMessage() == ""
        # A slot of Python cannot be connected to signals of all senders.
        with heard.open("w") as file:
            self._started.append(subprocess.Popen(["dbus-monitor", "--address", address, EVENTS], env=environment, stdout=file))

    @staticmethod
    def _door(session: QDBusConnection) -> QDBusInterface:
        return QDBusInterface("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", session)

    def said(self) -> list[tuple[int, str]]:
        """What was said by now, and how urgent each was."""
        lines = self._heard.read_text(encoding="utf-8")
        return [(int(urgency), words) for urgency, words in re.findall(r'int32 (\d)\n +int32 \d+\n +variant +string "(.*)"', lines)]

    def hears(self, urgency: int, words: str) -> bool:
        """Whether something that begins so was said by now."""
        return any(how == urgency and said.startswith(words) for how, said in self.said())

    def close(self) -> None:
        """Listen no more."""
        for name in NAMES:
            QDBusConnection.disconnectFromBus(name)
        for process in reversed(self._started):
            process.terminate()
            process.wait()


def _tabs_to_add(folder: Path) -> int:
    """How many Tabs lie between where the focus is first and what adds to the day, counted in a window of this process, as narrow as the screen."""
    with closing(OpenWindow(folder, FakeClock.at(), size=NARROW_SIZE)) as window:
        for count in range(60):
            if name_of(QApplication.focusWidget()) == "Add":
                return count
            window.strike(Qt.Key.Key_Tab)
    raise AssertionError("Tab does not reach what adds to the day")


@pytest.mark.usefixtures("qapp")
def test_what_is_saved_and_a_dose_over_the_limit_reach_the_accessibility_bus(tmp_path):
    with a_screen(tmp_path, "Europe/London") as screen:
        dose = [sys.executable, str(MAIN), "--data-dir", str(screen.data), "dose", "Panadol", "4000"]
        subprocess.run(dose, env=screen.environment, check=True, timeout=30, capture_output=True)
        tabs = _tabs_to_add(screen.data)
        screen.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        with closing(Listener(screen.environment, tmp_path / "heard")) as listener:
            screen.start()
            screen.wait_for_window()
            screen.keys(*["Tab"] * tabs, "space", *["Down"] * MEDICINE, "Return")
            screen.write("Panadol 1000")
            over = "Paracetamol comes to 5,000 mg in 24 hours, over 4,000 mg."
            wait(lambda: listener.hears(URGENT, over), "nothing was said of the limit")
            screen.keys("Return")
            wait(lambda: listener.hears(POLITE, "Information. Entry saved (Panadol"), "it was not said that it was saved")
