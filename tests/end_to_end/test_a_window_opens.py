"""Whatever of a diary is damaged, and whatever fails while the window is made: a process of its own shows a window that says so."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.end_to_end.processes import LONGEST_SECONDS, ROOT
from tests.fakes import FakeClock
from tracker.app import open_tracker
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.library.look import palette
from tracker.paths import Paths
from tracker.services.demo.fill import Demonstration

# What a window says of damage in an open diary.
TOLD = re.compile(r"\d entr(?:y|ies) of [^.]* cannot be read\.|Damage keeps a part of the diary from being read: ")

# Opens the app, tells which window comes and what it says, and closes it. The first argument is run before; the last says how many tenths of a
# second a window that has nothing to say of damage is waited for.
LOOK = """
import json, sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

app = QApplication([])

from tests.fakes import FakeClock
from tests.ui.hands import words
from tracker.paths import Paths
from tracker.start_options import StartOptions
from ui.application import run_window
from ui.window.main_window import MainWindow

exec(sys.argv[1])
looks, told = [], []
MOST_LOOKS = int(sys.argv[3])


def look():
    # A reminder that is due has a small window of its own here.
    shown = (window for window in app.topLevelWidgets() if window.isVisible() and type(window).__name__ != "ReminderWindow")
    window = next(shown, None)
    looks.append(window)
    # A window says what is damaged a moment after its first page is there; one that never does is closed in the end.
    if window is None or isinstance(window, MainWindow) and not window.head.damage_strip.isVisible() and len(looks) < MOST_LOOKS:
        return
    timer.stop()
    told.append((type(window).__name__, words(window), window.grab().toImage().pixelColor(2, 2).name()))
    window.close_at_once() if isinstance(window, MainWindow) else window.reject()


timer = QTimer()
timer.timeout.connect(look)
timer.start(100)
code = run_window(Paths(Path(sys.argv[2])), FakeClock.at(), StartOptions())
print(json.dumps([*told[0], code]))
"""
# One cell of each part of the diary, and what a flipped bit makes of it.
CELLS = {
    "plan_versions.content": "'{\"nbme\": 1}'",
    "plan_versions.since": "'2026-q1-18T06:40:00.000000+00:00'",
    "phase_events.kind": "'stret#h'",
    "phase_events.at": "'2026-q1-28T10:00:00.000000+00:00'",
    "episodes.at": "'2026-q1-23T14:11:00.000000+00:00'",
    "episodes.day": "'2026-q1-23'",
    "episodes.ended_at": "'2026-q1-19T09:00:00.000000+00:00'",
    "appointments.at": "'2026-q1-25T13:05:00.000000+00:00'",
    "appointments.updated_at": "'2026-q1-25T13:05:00.000000+00:00'",
    "medicine_limits.ingredient": "'ibuprogen'",
    "medicine_limits.mg_in_24_hours": "-1",
    "reminders_raised.due_at": "'2026-q1-25T13:05:00.000000+00:00'",
    "reminders_raised.rule_id": "'x'",
    "entries.day": "'2026-q1-24'",
    "entries.at": "'2026-q1-25T13:05:00.000000+00:00'",
    "entries.deleted_at": "'2026-q1-25T13:05:00.000000+00:00'",
    "entries.created_at": "'2026-q1-25T13:05:00.000000+00:00'",
    "entries.kind": "'pakn'",
    "pain.pain": "99",
    "pain_sites.name": "'lower bacj'",
}


@dataclass(frozen=True)
class Opened:
    """What a process showed: the kind of its window, all it says, the colour of its ground, its exit code, what it wrote on standard error."""

    window: str
    says: str
    ground: str
    code: int
    errors: str


def opened(data: Path, before: str = "", most_looks: int = 80) -> Opened:
    """Start the app on a data folder in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "faulthandler", "-c", LOOK, before, str(data), str(most_looks)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False, env=environment, cwd=data.parent)
    assert done.returncode == 0, done.stderr
    return Opened(*json.loads(done.stdout), done.stderr)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a diary that holds something of everything, and a backup of it."""
    data = tmp_path_factory.mktemp("filled") / "data"
    clock = FakeClock.at()
    with closing(open_tracker(Paths(data), clock)) as tracker:
        Demonstration(tracker.diary, clock).fill()
        tracker.journal.add(an_entry(4, note="to be deleted"))
        tracker.medicines.lower_limit("ibuprofen", mg=1000)
        tracker.reminders.due(QuietHours())
        clock.advance(days=1)
        assert tracker.reminders.due(QuietHours())
        tracker.backups.back_up()
    return data


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("cell", CELLS)
def test_a_damaged_cell_leaves_a_window_that_says_what_is_wrong(data: Path, cell: str) -> None:
    table, column = cell.split(".")
    with closing(sqlite3.connect(data / "diary.sqlite3")) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        sql = f"UPDATE {table} SET {column} = {CELLS[cell]} WHERE rowid = (SELECT max(rowid) FROM {table})"  # noqa: S608 - our own words
        assert conn.execute(sql).rowcount == 1
    shown = opened(data)
    assert (shown.window, shown.errors) == ("MainWindow", "")
    assert TOLD.search(shown.says), shown.says[:200]


FAILING = """
import {module}

def fail(*_arguments, **_options):
    raise ValueError("canary of a note")

{module}.{name} = fail
"""


def test_a_window_that_fails_while_it_is_made_says_so_with_the_details_to_copy(data: Path) -> None:
    shown = opened(data, FAILING.format(module="ui.window.main_window", name="Navigation"))
    assert (shown.window, shown.code, shown.errors) == ("RefusalDialog", 1, "")
    assert "Something went wrong in the app. What was saved before is safe; try again." in shown.says
    assert {"Copy details", "Try again", "Quit"} <= set(shown.says.splitlines())
    assert "canary" not in shown.says
    assert "canary" not in (data / "recovery-tracker.log").read_text(encoding="utf-8")


def test_a_page_that_fails_while_it_is_made_leaves_a_window_that_says_so(data: Path) -> None:
    shown = opened(data, FAILING.format(module="ui.pages.today.page", name="DayCard"))
    assert (shown.window, shown.code, shown.errors) == ("MainWindow", 0, "")
    assert "Something went wrong in the app." in shown.says
    assert "Copy details" in shown.says.splitlines()


def test_what_fails_over_a_diary_that_is_damaged_too_shows_its_backups(data: Path) -> None:
    with closing(sqlite3.connect(data / "diary.sqlite3")) as conn, conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE entries SET kind = 'pakn' WHERE rowid = (SELECT max(rowid) FROM entries)")
    shown = opened(data, FAILING.format(module="ui.window.main_window", name="Navigation"))
    assert (shown.window, shown.code, shown.errors) == ("RecoveryScreen", 1, "")
    assert "Open the newest sound backup" in shown.says


@pytest.mark.parametrize(("chosen", "ground"), [({}, "light"), ({"theme": "dark"}, "dark"), ({"theme": "dark", "contrast": "high"}, "black")])
def test_what_stands_in_the_place_of_the_window_looks_as_the_person_chose_it(data: Path, chosen: dict[str, str], ground: str) -> None:
    Paths(data).diary.write_bytes(bytes(4096))
    Paths(data).settings.write_text(json.dumps({"theme": "light", "contrast": "usual", **chosen}), encoding="utf-8")
    shown = opened(data)
    assert (shown.window, shown.ground) == ("RecoveryScreen", palette(ground).background.casefold())
