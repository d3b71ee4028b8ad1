"""A real process that has something to tell on a desktop without a bus or with a service that never answers: its own window, beside the work."""

import shutil
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from tests.end_to_end.processes import MAIN
from tests.ui.desktop import Desktop

LONGEST_WAIT = 20.0
NOTICE = "^Ice, if you like$"
TITLE = "^Recovery Tracker$"
PACKAGES = {"openbox": "openbox", "xdotool": "xdotool"}


class Person:
    """A window manager, a keyboard and a mouse on a desktop, and the app started on a diary."""

    def __init__(self, environment, folder):
        missing = [package for program, package in PACKAGES.items() if shutil.which(program) is None]
        if missing:
            pytest.fail("These tests need a window manager and a keyboard. Install them with: sudo apt install " + " ".join(missing))
        self.folder = folder
        self.environment = {**environment, "TZ": _where_it_is_noon()}
        self.environment.pop("QT_QPA_PLATFORM", None)
        self.manager = subprocess.Popen(["openbox"], env=self.environment, stderr=subprocess.DEVNULL)
        self.app = None

    def do(self, *command):
        """Run a command of the app to its end."""
        subprocess.run([*self._main(), *command], env=self.environment, check=True, timeout=60, capture_output=True)

    def start(self):
        """Start the window."""
        self.app = subprocess.Popen(self._main(), env=self.environment, stderr=subprocess.PIPE, text=True)

    def xdotool(self, *words):
        """What xdotool answers."""
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=20, check=False).stdout.strip()

    def windows(self, title):
        """The numbers of the windows in view that have a title."""
        return self.xdotool("search", "--onlyvisible", "--name", title).split()

    def has_keyboard(self, title):
        """Whether the window of a title has the keyboard."""
        return self.xdotool("getactivewindow") in self.windows(title)

    def close(self):
        """End what runs."""
        for process in (self.app, self.manager):
            if process is not None:
                process.kill()
                process.wait()
        if self.app is not None and self.app.stderr is not None:
            self.app.stderr.close()

    def _main(self):
        return [sys.executable, str(MAIN), "--data-dir", str(self.folder)]


def _where_it_is_noon():
    """A zone in which the local time is between 12:00 and 13:00, so that no quiet hours are in the way."""
    hours = 12 - datetime.now(UTC).hour  # noqa: TID251 - real time
    return f"Etc/GMT{-hours:+d}"


def _ago(**parts):
    return (datetime.now(UTC) - timedelta(**parts)).isoformat(timespec="seconds")  # noqa: TID251 - real time


def _wait(is_so, words, seconds=LONGEST_WAIT):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, words
        time.sleep(0.05)


@pytest.fixture
def person(tmp_path):
    """Somebody in the ice phase, whose rest is over."""
    home = tmp_path / "home"
    home.mkdir()
    with Desktop(home) as desktop, closing(Person(desktop.environment, tmp_path / "data")) as person:
        person.desktop = desktop
        person.do("episode", "start", "--at", _ago(hours=4))
        person.do("session", "ice", "--minutes", "20", "--at", _ago(hours=2, minutes=30))
        yield person


@pytest.mark.parametrize("lack", ["no bus", "a service that answers nobody"])
def test_the_own_window_comes_and_leaves_the_keyboard_where_it_is(person, lack):
    if lack == "no bus":
        person.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere/bus"
    else:
        person.desktop.freeze(person.desktop.service)
    person.start()
    _wait(lambda: person.has_keyboard(TITLE), "no window with the keyboard")
    _wait(lambda: person.windows(NOTICE), "no notice")
    assert person.has_keyboard(TITLE)
    person.xdotool("mousemove", "--window", person.windows(NOTICE)[0], "20", "20", "click", "1")
    _wait(lambda: not person.windows(NOTICE), "the notice stayed though it was pressed")
    assert person.app.poll() is None


def test_a_service_that_works_shows_it_once(person):
    person.start()
    person.desktop.wait_displayed(1, LONGEST_WAIT)
    time.sleep(1)
    assert (person.desktop.displayed(), person.windows(NOTICE)) == (1, [])
    assert "Ice, if you like" in person.desktop.closed_notice()["message"]
