"""A real process of the window on a real screen: a first run by keyboard, closed, opened again, asked twice, and ended by the system."""

import signal
import stat
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDateEdit

from tests.conftest import HOME
from tests.end_to_end.processes import tool
from tests.end_to_end.screen import LONGEST_WAIT, a_screen, wait
from tests.fakes import FakeClock
from tests.ui.hands import OpenWindow, control, name_of
from tracker.formats.texts import choose_formats

QUICK_ENTRY = "^Recovery Tracker: Pain now$"
CANARY = "canary-7d1e5"
NARROW_SIZE = (900, 600)
SECONDS_TO_CLOSE = 5  # a few tenths on a quiet computer; no desktop kills a program so soon


@pytest.fixture(scope="module")
def zone():
    """A zone in which it is not the first of a month, nor will be while these tests run, so that yesterday is one step down."""
    now = datetime.now(UTC)  # noqa: TID251 - real time
    while_it_runs = (now, now + timedelta(minutes=10))
    zones = ("Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago")
    return next(name for name in zones if all(at.astimezone(ZoneInfo(name)).day != 1 for at in while_it_runs))


@pytest.fixture(scope="module")
def steps(qapp, tmp_path_factory):  # noqa: ARG001 - the application has to exist
    """How many Tabs lie between the controls of a first run, counted in a window of this process, in one column as on the small screen."""
    # The processes have no country: their days and times are written in English as anywhere, with parts at which Tab stops.
    choose_formats("")
    window = OpenWindow(tmp_path_factory.mktemp("steps") / "diary", FakeClock.at(), size=NARROW_SIZE)
    with closing(window):
        window.strike(Qt.Key.Key_Return)
        yesterday = _tabs(window, "Yesterday", control(window.window, "Day", QDateEdit))
        begin = _tabs(window, "Begin the plan")
        window.control("Begin the plan").click()
        window.strike("6")
        note = _tabs(window, "Note")
        window.strike("x", Qt.Key.Key_Return)
        ice = _tabs(window, "Start ice")
    choose_formats(None)
    return {"yesterday": yesterday, "begin": begin, "note": note, "ice": ice}


def _tabs(window, name, start=None):
    if start is not None:
        start.setFocus()
    for count in range(60):
        if name_of(QApplication.focusWidget()) == name:
            return count
        window.strike(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")


def _first_run(screen, steps):
    """What the app is; it began yesterday; a 6 with a note; ice."""
    screen.wait_for_window()
    screen.keys("Return")
    screen.keys(*["Tab"] * steps["yesterday"], "space", *["Tab"] * steps["begin"], "space")
    wait(lambda: screen.told("status")["phase"] == "ice", "the plan did not begin")
    screen.keys("6", *["Tab"] * steps["note"])
    screen.write(CANARY)
    screen.keys("Return")
    wait(lambda: screen.told("entries"), "the entry was not saved")
    # The cautions come first, and the focus is on them.
    screen.keys(*["Tab"] * steps["ice"], "space", "Tab", "space")
    wait(lambda: len(screen.told("entries")) == 2, "the ice did not start")


def test_a_day_with_the_window(tmp_path, zone, steps):
    log = tmp_path / "sockets"
    with a_screen(tmp_path, zone) as screen:
        first = screen.start(before=(tool("strace"), "-f", "--seccomp-bpf", "-qq", "--signal=none", "--trace=socket", "-o", str(log)))
        _first_run(screen, steps)
        assert (screen.quit(first), first.stderr.read()) == (0, "")
        _shows_what_was_saved(screen, zone)
        second = screen.start()
        screen.wait_for_window()
        _raises_the_first(screen, tmp_path / "opened")
        _is_asked_for_the_quick_entry(screen)
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


def _raises_the_first(screen, log):
    """The session of before still runs; a second start brings the window back and ends, without Qt."""
    assert screen.told("status")["session"] is not None
    screen.minimise()
    wait(lambda: not screen.windows(), "it was not put away")
    again = screen.start(before=(tool("strace"), "-f", "--seccomp-bpf", "-qq", "--signal=none", "--trace=open,openat", "-o", str(log)))
    assert again.wait(LONGEST_WAIT) == 0
    assert again.stderr.read() == ""
    screen.wait_for_window()
    opened = log.read_text(encoding="utf-8", errors="replace")
    assert "second_start" in opened
    assert "PySide6" not in opened


def _is_asked_for_the_quick_entry(screen):
    again = screen.start("--quick-entry")
    assert (again.wait(LONGEST_WAIT), again.stderr.read()) == (0, "")
    wait(lambda: screen.windows(title=QUICK_ENTRY), "the small window did not open")
    screen.keys("Escape")
    wait(lambda: not screen.windows(title=QUICK_ENTRY), "the small window did not close")


def _ends_on_sigterm(screen, process):
    backups = set((screen.data / "backups").iterdir())
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(LONGEST_WAIT) == 0
    assert time.monotonic() - begun < SECONDS_TO_CLOSE
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
