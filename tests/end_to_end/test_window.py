"""A real process of the window on a real screen: a first run by keyboard, closed, opened again, asked twice, and ended by the system."""

import json
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDateEdit

from tests.conftest import HOME
from tests.end_to_end.processes import MAIN, tool
from tests.fakes import FakeClock
from tests.ui.desktop import Desktop
from tests.ui.hands import OpenWindow, control, name_of

CANARY = "canary-7d1e5"
LONGEST_WAIT = 20.0
TITLE = "^Recovery Tracker$"
PACKAGES = {"openbox": "openbox", "xdotool": "xdotool"}


@pytest.fixture(scope="module")
def zone():
    """A zone in which it is not the first of a month, nor will be while these tests run, so that yesterday is one step down."""
    now = datetime.now(UTC)  # noqa: TID251 - real time
    while_it_runs = (now, now + timedelta(minutes=10))
    zones = ("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago")
    return next(name for name in zones if all(at.astimezone(ZoneInfo(name)).day != 1 for at in while_it_runs))


@pytest.fixture(scope="module")
def steps(qapp, tmp_path_factory):  # noqa: ARG001 - the application has to exist
    """How many Tabs lie between the controls of a first run, counted in a window of this process."""
    window = OpenWindow(tmp_path_factory.mktemp("steps") / "diary", FakeClock.at())
    with closing(window):
        window.strike(Qt.Key.Key_Return)
        begin = _tabs(window, "Begin the plan", control(window.window, "Day", QDateEdit))
        window.control("Begin the plan").click()
        window.strike("6")
        note = _tabs(window, "Note")
        window.strike("x", Qt.Key.Key_Return)
        return {"begin": begin, "note": note, "ice": _tabs(window, "Start ice")}


def _tabs(window, name, start=None):
    if start is not None:
        start.setFocus()
    for count in range(60):
        if name_of(QApplication.focusWidget()) == name:
            return count
        window.strike(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")


class Screen:
    """A desktop with a window manager, and hands on its keyboard."""

    def __init__(self, desktop: Desktop, folder: Path, data: Path, zone: str) -> None:
        missing = [package for program, package in PACKAGES.items() if shutil.which(program) is None]
        if missing:
            pytest.fail("These tests need a window manager and a keyboard. Install them with: sudo apt install " + " ".join(missing))
        (folder / "tmp").mkdir()
        self.data = data
        self.environment = {
            **desktop.environment,
            "TZ": zone,
            "TMPDIR": str(folder / "tmp"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONFAULTHANDLER": "1",
        }
        self.environment.pop("QT_QPA_PLATFORM", None)
        self.started = [subprocess.Popen(["openbox"], env=self.environment, stderr=subprocess.DEVNULL)]

    def start(self, *, before=()):
        """Start the app; the process."""
        process = subprocess.Popen(
            [*before, sys.executable, str(MAIN), "--data-dir", str(self.data)], env=self.environment, stderr=subprocess.PIPE, text=True
        )
        self.started.append(process)
        return process

    def told(self, *arguments):
        """What the command line answers in JSON."""
        command = [sys.executable, str(MAIN), "--data-dir", str(self.data), *arguments, "--json"]
        return json.loads(subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=30, check=True).stdout)

    def windows(self, *options):
        """The numbers of the windows of the app in view."""
        found = self._xdotool("search", "--onlyvisible", *options, "--name", TITLE)
        return found.stdout.split()

    def wait_for_window(self):
        """Wait until the window is in view and has the keyboard."""
        _wait(lambda: self.windows() and self._xdotool("getactivewindow").stdout.strip() in self.windows(), "no window with the keyboard")

    def keys(self, *keys):
        """Strike keys, with a short rest between them."""
        self._xdotool("key", "--delay", "40", *keys)

    def write(self, text):
        """Type text."""
        self._xdotool("type", "--delay", "15", text)

    def minimise(self):
        """Put the window away."""
        self._xdotool("windowminimize", "--sync", self.windows()[0])

    def close(self):
        """End what still runs."""
        for process in reversed(self.started):
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()

    def _xdotool(self, *words):
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=20, check=False)


def _wait(is_so, words):
    end = time.monotonic() + LONGEST_WAIT
    while not is_so():
        assert time.monotonic() < end, words
        time.sleep(0.1)


@contextmanager
def _screen(tmp_path, zone):
    home = tmp_path / "home"
    home.mkdir()
    with Desktop(home) as desktop, closing(Screen(desktop, tmp_path, tmp_path / "data", zone)) as screen:
        yield screen


def _first_run(screen, steps):
    """What the app is; it began yesterday; a 6 with a note; ice."""
    screen.wait_for_window()
    screen.keys("Return")
    screen.keys("Down", *["Tab"] * steps["begin"], "space")
    _wait(lambda: screen.told("status")["phase"] == "ice", "the plan did not begin")
    screen.keys("6", *["Tab"] * steps["note"])
    screen.write(CANARY)
    screen.keys("Return")
    _wait(lambda: screen.told("entries"), "the entry was not saved")
    screen.keys(*["Tab"] * steps["ice"], "space", "space")
    _wait(lambda: len(screen.told("entries")) == 2, "the ice did not start")


def _close_by_keyboard(screen, process):
    screen.keys("ctrl+q")
    time.sleep(0.7)
    assert process.poll() is None, "it closed without a question"
    screen.keys("Tab", "space")
    return process.wait(LONGEST_WAIT)


def test_a_day_with_the_window(tmp_path, zone, steps):
    log = tmp_path / "sockets"
    with _screen(tmp_path, zone) as screen:
        first = screen.start(before=(tool("strace"), "-f", "--seccomp-bpf", "-qq", "--signal=none", "--trace=socket", "-o", str(log)))
        _first_run(screen, steps)
        assert (_close_by_keyboard(screen, first), first.stderr.read()) == (0, "")
        _shows_what_was_saved(screen, zone)
        second = screen.start()
        screen.wait_for_window()
        _raises_the_first(screen)
        _ends_on_sigterm(screen, second)
    _says_nothing_on_the_network(log)
    _keeps_everything_in_its_folder(tmp_path)
    assert _open_to_others(tmp_path / "data") == []


def _shows_what_was_saved(screen, zone):
    session, pain = sorted(screen.told("entries"), key=lambda entry: entry["kind"], reverse=True)
    assert (pain["pain"], pain["note"], pain["zone"]) == (6, CANARY, zone)
    assert session["ended_at"] is None
    onset = datetime.fromisoformat(screen.told("status")["onset"])
    assert timedelta(hours=23) < datetime.now(UTC) - onset < timedelta(hours=26)  # noqa: TID251 - real time


def _raises_the_first(screen):
    """The session of before still runs; a second start brings the window back and ends."""
    assert screen.told("status")["session"] is not None
    screen.minimise()
    _wait(lambda: not screen.windows(), "it was not put away")
    again = screen.start()
    assert again.wait(LONGEST_WAIT) == 0
    assert again.stderr.read() == ""
    screen.wait_for_window()


def _ends_on_sigterm(screen, process):
    backups = set((screen.data / "backups").iterdir())
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(LONGEST_WAIT) == 0
    assert time.monotonic() - begun < 2
    assert set((screen.data / "backups").iterdir()) - backups
    assert process.stderr.read() == ""


def _says_nothing_on_the_network(log):
    calls = log.read_text(encoding="utf-8", errors="replace")
    assert "AF_UNIX" in calls
    assert "AF_INET" not in calls


def _keeps_everything_in_its_folder(tmp_path):
    data = tmp_path / "data"
    files = [path for root in (tmp_path, HOME) for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    holding = {path for path in files if CANARY.encode() in path.read_bytes() or CANARY.encode("utf-16-le") in path.read_bytes()}
    assert data / "diary.sqlite3" in holding
    assert {path for path in holding if data not in path.parents} == set()
    assert {path.suffix for path in holding} == {".sqlite3"}


def _open_to_others(folder):
    everything = [folder, *folder.rglob("*")]
    return [(path.name, stat.filemode(path.lstat().st_mode)) for path in everything if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def test_a_folder_open_to_others_would_be_seen(tmp_path):
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "diary").write_text("x")
    (tmp_path / "data" / "diary").chmod(0o644)
    assert _open_to_others(tmp_path / "data") == [("diary", "-rw-r--r--")]
