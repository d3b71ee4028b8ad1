"""What damage keeps from being read is found in the newest sound backup, and taken back entry by entry."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_dose, an_entry
from tests.fakes import FakeClock
from tracker.app import Tracker, open_tracker
from tracker.domain.entries import Entry
from tracker.paths import Paths
from tracker.services.recovery import KeptThings

LOST = (an_entry(7, "2026-11-24T09:00", note="first", sites=("lower back left",)), a_dose("Panadol", "2026-11-24T20:00", note="second"))
KEPT = an_entry(3, "2026-11-25T08:00", note="untouched")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock.at()


@pytest.fixture
def tracker(paths: Paths, clock: FakeClock) -> Iterator[Tracker]:
    """A diary that was backed up, and two entries of which are then damaged."""
    with closing(open_tracker(paths, clock)) as tracker:
        for entry in (*LOST, KEPT):
            tracker.journal.add(entry)
        tracker.backups.back_up()
    spoil(paths, *(entry.id for entry in LOST))
    with closing(open_tracker(paths, clock)) as tracker:
        yield tracker


def spoil(paths: Paths, *ids: str) -> None:
    with closing(sqlite3.connect(paths.diary)) as conn, conn:
        for id_ in ids:
            conn.execute("UPDATE entries SET day = '2026-q1-24' WHERE id = ?", [id_])


def kept(tracker: Tracker) -> KeptThings:
    found = tracker.recovery.kept(tracker.recovery.damage())
    assert found is not None
    return found


def told(entries: list[Entry]) -> list[tuple[str, object, str]]:
    return [(entry.id, entry.moment, entry.note) for entry in entries]


@pytest.mark.damaged
def test_what_the_newest_sound_backup_has_is_told_the_newest_first(tracker, clock):
    found = kept(tracker)
    assert found.made_at == clock.now()
    assert [lost.thing.note for lost in found.things] == ["second", "first"]


@pytest.mark.damaged
def test_one_is_taken_back_with_its_own_id_and_time_and_the_other_is_still_offered(tracker):
    found = kept(tracker)
    change = tracker.recovery.take_back([found.things[1]], found)
    assert change.remark.startswith("Brought back from the backup (Pain 7, 24 Nov 2026, 09:00")
    assert told(tracker.journal.entries()) == told([LOST[0], KEPT])
    assert tracker.journal.get(LOST[0].id).sites == LOST[0].sites
    assert [lost.thing.note for lost in kept(tracker).things] == ["second"]


def test_all_are_taken_back_at_once_and_nothing_is_damaged_any_more(tracker):
    found = kept(tracker)
    tracker.recovery.take_back(found.things, found)
    assert told(tracker.journal.entries()) == told([*LOST, KEPT])
    assert tracker.recovery.damage() == ()
    assert "whole" in tracker.backups.check()


def test_taking_back_is_undone_into_the_bin_and_done_again(tracker):
    found = kept(tracker)
    tracker.recovery.take_back(found.things, found)
    tracker.history.undo()
    assert told(tracker.journal.entries()) == told([KEPT])
    assert {entry.id for entry, _gone in tracker.journal.binned()} == {entry.id for entry in LOST}
    tracker.history.redo()
    assert told(tracker.journal.entries()) == told([*LOST, KEPT])


@pytest.mark.damaged
def test_an_entry_that_is_gone_without_having_been_deleted_is_offered_and_one_deleted_for_good_is_not(paths, clock, tracker):
    gone, deleted = an_entry(2, "2026-11-23T08:00", note="gone"), an_entry(1, "2026-11-23T09:00", note="deleted for good")
    with closing(open_tracker(paths, clock)) as other:
        for entry in (gone, deleted):
            other.journal.add(entry)
        found = kept(other)
        other.recovery.take_back(found.things, found)
        other.backups.back_up()
        other.journal.delete([deleted.id])
        clock.advance(days=31)
        other.journal.empty_old_bin()
    with closing(sqlite3.connect(paths.diary)) as conn, conn:
        conn.execute("DELETE FROM entries WHERE id = ?", [gone.id])
    spoil(paths, LOST[0].id)
    assert {lost.thing.note for lost in kept(tracker).things} == {"first", "gone"}


@pytest.mark.damaged
def test_without_a_sound_backup_nothing_is_offered(tracker, paths):
    for backup in paths.backups.glob("*.sqlite3"):
        backup.write_bytes(backup.read_bytes()[:-1] + b"!")
    assert tracker.recovery.kept(tracker.recovery.damage()) is None


def test_what_cannot_be_read_is_let_go_of_with_a_word_and_all_else_stays(tracker, paths):
    tracker.history.remember("before", back=lambda: None, again=None)
    change = tracker.recovery.let_go()
    (copy,) = paths.data.glob("damaged-*")
    assert change.remark == (
        "Gone from the diary: Entries: 2 (November 2026). "
        f"The diary is whole again, and backups are made as before. The damaged file is kept as {copy}."
    )
    assert (tracker.recovery.damage(), tracker.recovery.noticed()) == ((), ())
    assert told(tracker.journal.entries()) == told([KEPT])
    assert tracker.history.last is None
    tracker.backups.back_up()


def test_what_the_backup_has_is_brought_back_before_the_rest_is_let_go_of(tracker):
    later = an_entry(4, "2026-11-25T09:00", note="of no backup")
    tracker.journal.add(later)
    tracker.diary._database.execute("UPDATE entries SET note = 'changed' WHERE id = ?", [later.id])
    tracker.diary._database.conn.commit()
    found = kept(tracker)
    tracker.recovery.take_back(found.things, found)
    assert tracker.recovery.let_go().remark.startswith("Gone from the diary: Entries: 1 (November 2026).")
    assert told(tracker.journal.entries()) == told([*LOST, KEPT])


def test_a_whole_diary_has_nothing_to_take_back(paths, clock):
    with closing(open_tracker(paths, clock)) as tracker:
        tracker.journal.add(KEPT)
        tracker.backups.back_up()
        assert tracker.recovery.damage() == ()
        assert tracker.recovery.kept(()) is None
