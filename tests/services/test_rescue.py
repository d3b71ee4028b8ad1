"""A diary that cannot be opened comes back from a backup, and nothing of the damaged file is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tracker.app import open_tracker
from tracker.cli import run
from tracker.errors import DiaryDamaged, Refused
from tracker.paths import Paths
from tracker.services.backups import bring_back, refuse_while_window_is_open
from tracker.services.rescue import newest_sound


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock.at("2026-11-25T13:05", "Europe/London")


@pytest.fixture
def backed_up(paths: Paths, clock: FakeClock) -> Paths:
    tracker = open_tracker(paths, clock)
    tracker.journal.add(an_entry(pain=7, at="2026-11-25T12:00"))
    tracker.backups.back_up()
    tracker.close()
    return paths


def pains(paths: Paths, clock: FakeClock) -> list[float]:
    tracker = open_tracker(paths, clock)
    found = [entry.pain for entry in tracker.journal.pain_entries()]
    tracker.close()
    return found


def bring_back_newest(paths: Paths, clock: FakeClock) -> None:
    backup = newest_sound(paths, clock)
    assert backup is not None
    bring_back(paths, clock, backup.path)


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00 and then nothing that makes sense", os.urandom(9000)], ids=["empty", "cut", "noise"])
def test_a_damaged_diary_comes_back_from_its_newest_backup_and_is_kept(backed_up, clock, damage):
    backed_up.diary.write_bytes(damage)
    with pytest.raises(DiaryDamaged):
        open_tracker(backed_up, clock)
    bring_back_newest(backed_up, clock)
    assert pains(backed_up, clock) == [7]
    (kept,) = backed_up.data.glob("damaged-*.sqlite3")
    assert kept.read_bytes() == damage


def test_a_missing_diary_comes_back(backed_up, clock):
    backed_up.diary.unlink()
    bring_back_newest(backed_up, clock)
    assert pains(backed_up, clock) == [7]


def test_what_is_no_backup_leaves_the_damaged_file_where_it_is(backed_up, clock, tmp_path):
    backed_up.diary.write_bytes(b"broken")
    other = tmp_path / "other.sqlite3"
    other.write_bytes(b"not a backup at all" * 20)
    before = sorted(backed_up.data.iterdir())
    with pytest.raises(Refused):
        bring_back(backed_up, clock, other)
    assert sorted(backed_up.data.iterdir()) == before
    assert backed_up.diary.read_bytes() == b"broken"


def test_without_a_backup_nothing_is_offered_and_nothing_moves(paths, clock):
    open_tracker(paths, clock).close()
    paths.diary.write_bytes(b"broken")
    assert newest_sound(paths, clock) is None
    assert paths.diary.read_bytes() == b"broken"


def test_a_backup_that_was_tampered_with_is_not_the_newest_sound_one(backed_up, clock):
    (backup,) = backed_up.backups.glob("*.sqlite3")
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 0xFF
    backup.write_bytes(content)
    assert newest_sound(backed_up, clock) is None


def test_the_command_line_restores_over_a_damaged_diary(backed_up, clock, capsys):
    (backup,) = backed_up.backups.glob("*.sqlite3")
    backed_up.diary.write_bytes(b"broken")
    arguments = ["--data-dir", str(backed_up.data), "restore", str(backup)]
    assert run(arguments, clock, lambda *_args: 0) == 0
    assert "in place" in capsys.readouterr().out
    assert pains(backed_up, clock) == [7]


def test_the_newest_backup_stays_where_an_older_one_took_the_place_of_a_damaged_diary(backed_up, clock):
    (older,) = backed_up.backups.glob("*.sqlite3")
    older = older.rename(backed_up.data.parent / "older.sqlite3")
    tracker = open_tracker(backed_up, clock)
    tracker.journal.add(an_entry(pain=8, at="2026-11-25T12:30"))
    newest = tracker.backups.back_up()
    tracker.close()
    backed_up.diary.write_bytes(b"broken")
    clock.advance(minutes=1)
    bring_back(backed_up, clock, older)
    clock.advance(minutes=1)
    tracker = open_tracker(backed_up, clock)
    tracker.backups.back_up()
    tracker.backups.restore(newest)
    tracker.close()
    assert pains(backed_up, clock) == [7, 8]


def test_two_damaged_files_of_one_second_are_both_kept(backed_up, clock):
    for damage in (b"broken", b"broken again", b"and again"):
        backed_up.diary.write_bytes(damage)
        bring_back_newest(backed_up, clock)
    assert {file.read_bytes() for file in backed_up.data.glob("damaged-*.sqlite3")} == {b"broken", b"broken again", b"and again"}


def test_files_are_not_moved_under_an_open_window(backed_up):
    backed_up.lock.write_text(f"{os.getpid()}\nrecovery-tracker\nhere\n")
    with pytest.raises(Refused, match="window"):
        refuse_while_window_is_open(backed_up)
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True).stdout
    backed_up.lock.write_text(f"{gone.strip()}\nrecovery-tracker\nhere\n")
    refuse_while_window_is_open(backed_up)
