"""Recording, changing and deleting, and taking every change back and doing it again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import a_dose, a_function, a_moment, a_session, an_entry, an_episode
from tests.fakes import FakeClock
from tests.services.diaries import a_draft
from tests.storage.diaries import all_rows, without_stamps
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.domain.entries import EndedBy
from tracker.domain.sync.sections import Section
from tracker.errors import Refused
from tracker.services.history import IntendedChange
from tracker.services.journal import usual_places


def _held(tracker: Tracker) -> list[dict[str, object]]:
    return [{**without_stamps(entry), "created_at": entry.created_at} for entry in tracker.journal.entries()]


def test_a_draft_becomes_an_entry_and_says_what_it_changed(tracker: Tracker, clock: FakeClock) -> None:
    change = tracker.journal.record(a_draft(clock, 6, note="stiff"))
    assert (change.touched, change.issues) == (Touched.DIARY, ())
    (entry,) = tracker.journal.pain_entries()
    assert change.entry is not None
    assert (entry.pain, entry.note, entry.created_at, entry.id) == (6, "stiff", clock.now(), change.entry.id)
    assert tracker.journal.latest_pain() == entry


def test_a_draft_with_issues_comes_back_with_them_and_nothing_is_saved(tracker: Tracker, clock: FakeClock) -> None:
    change = tracker.journal.record(a_draft(clock, 11, a_moment("2026-11-25T14:00")))
    assert [issue.field for issue in change.issues] == ["pain", "moment"]
    assert (change.touched, change.entry, tracker.journal.entries()) == (Touched.NONE, None, [])
    assert tracker.history.undo() is None


def test_a_time_to_come_is_refused_beyond_five_minutes(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5, "2026-11-25T13:10"))
    for change in (tracker.journal.add, tracker.journal.change):
        (kept,) = tracker.journal.entries()
        with pytest.raises(Refused, match="is in the future"):
            change(replace(kept, moment=a_moment("2026-11-25T13:10:01")))
    assert len(tracker.journal.entries()) == 1


def test_deleting_moves_to_the_bin_for_thirty_days_and_back(tracker: Tracker, clock: FakeClock) -> None:
    entry = an_entry()
    tracker.journal.add(entry)
    assert tracker.journal.delete([entry.id]).touched == Touched.DIARY
    assert tracker.journal.entries() == []
    ((binned, gone_at),) = tracker.journal.binned()
    assert (binned.id, gone_at) == (entry.id, clock.now() + timedelta(days=30))
    change = tracker.journal.bring_back(entry.id[:8])
    assert change.entry is not None
    assert [one.id for one in tracker.journal.entries()] == [entry.id]


def test_the_bin_is_emptied_of_what_lay_there_thirty_days(tracker: Tracker, clock: FakeClock) -> None:
    entry = an_entry()
    tracker.journal.add(entry)
    tracker.journal.delete([entry.id])
    clock.advance(days=30)
    assert tracker.journal.empty_old_bin() == 0
    clock.advance(seconds=1)
    assert tracker.journal.empty_old_bin() == 1
    assert tracker.journal.binned() == []


@pytest.mark.parametrize("start", ["", "abc", "zzzz", "\udcff" * 8, "%%%%", "____"])
def test_an_id_that_is_nobodys_is_refused(tracker: Tracker, start: str) -> None:
    tracker.journal.add(an_entry())
    for change in (tracker.journal.find, tracker.journal.bring_back):
        with pytest.raises(Refused):
            change(start)


def test_the_beginning_of_an_id_is_enough_unless_two_begin_so(tracker: Tracker) -> None:
    for number in range(2):
        tracker.journal.add(replace(an_entry(), id=f"aaaa{number}" + "b" * 31))
    assert tracker.journal.find("aaaa1").id.startswith("aaaa1")
    with pytest.raises(Refused, match="Several"):
        tracker.journal.find("aaaa")


def test_several_are_deleted_in_one_change_and_taken_back_in_one(tracker: Tracker) -> None:
    entries = [an_entry(3, "2026-11-24T10:00"), a_dose(at="2026-11-24T11:00"), a_function(at="2026-11-24T12:00")]
    for entry in entries:
        tracker.journal.add(entry)
    change = tracker.journal.delete(entry.id for entry in entries)
    assert (change.touched, change.remark) == (Touched.DIARY, "3 entries deleted")
    assert tracker.journal.entries() == []
    tracker.history.undo()
    assert [entry.id for entry in tracker.journal.entries()] == [entry.id for entry in entries]


def test_deleting_nothing_is_no_change(tracker: Tracker) -> None:
    assert tracker.journal.delete([]).touched == Touched.NONE
    assert tracker.history.undo() is None


def test_one_of_several_that_is_gone_keeps_all_of_them(tracker: Tracker) -> None:
    entry = an_entry()
    tracker.journal.add(entry)
    with pytest.raises(Refused):
        tracker.journal.delete([entry.id, an_entry().id])
    assert [one.id for one in tracker.journal.entries()] == [entry.id]


def test_an_entry_that_is_gone_cannot_be_changed(tracker: Tracker) -> None:
    with pytest.raises(Refused):
        tracker.journal.change(an_entry())
    with pytest.raises(Refused):
        tracker.journal.delete([an_entry().id])
    assert tracker.journal.entries() == []


def test_a_session_whose_end_has_passed_is_shown_as_ended_presumably(tracker: Tracker, clock: FakeClock) -> None:
    tracker.journal.add(a_session(running=True))
    clock.advance(minutes=19)
    assert tracker.journal.entries()[0].ended_by is None  # type: ignore[attr-defined]
    clock.advance(minutes=1)
    assert tracker.journal.entries()[0].ended_by is EndedBy.PRESUMED  # type: ignore[attr-defined]


def test_taking_back_a_change_brings_the_old_values(tracker: Tracker, clock: FakeClock) -> None:
    tracker.journal.add(an_entry(5, note="old"))
    before = _held(tracker)
    clock.advance(minutes=1)
    tracker.journal.change(replace(tracker.journal.entries()[0], note="new"))
    after = _held(tracker)
    clock.advance(minutes=1)
    undone = tracker.history.undo()
    assert (undone is not None and undone.touched, _held(tracker)) == (Touched.DIARY, before)
    redone = tracker.history.redo()
    assert (redone is not None and redone.touched, _held(tracker)) == (Touched.DIARY, after)
    assert tracker.history.redo() is None


def test_a_new_change_closes_the_way_to_what_was_taken_back(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5))
    tracker.history.undo()
    tracker.journal.add(an_entry(6))
    assert tracker.history.redo() is None
    assert [entry.pain for entry in tracker.journal.pain_entries()] == [6]


def test_undo_that_fails_changes_nothing_and_can_be_tried_again(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5))
    tracker.diary._database.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(Exception, match="cannot be reached or written"):
        tracker.history.undo()
    tracker.diary._database.conn.execute("PRAGMA query_only = OFF")
    assert len(tracker.journal.entries()) == 1
    assert tracker.history.undo() is not None
    assert tracker.journal.entries() == []


def test_a_change_is_one_transaction(tracker: Tracker, tmp_path: Path) -> None:
    """Where a part of it fails, the rest is not done either, and there is nothing to take back."""
    old, new = an_entry(3), an_entry(4)
    tracker.journal.add(old)
    last, before = tracker.history.last, all_rows(tmp_path / "data" / "diary.sqlite3")

    def delete_and_fail() -> None:
        tracker.diary.entries.put_in_bin([old.id], tracker.clock.now())
        tracker.diary.entries.put([replace(new, id="short")], tracker.clock.now())

    with pytest.raises(Refused):
        tracker.history.make(lambda: IntendedChange("both", [(Section.ENTRIES, old.id)], delete_and_fail))
    assert all_rows(tmp_path / "data" / "diary.sqlite3") == before
    assert tracker.history.last is last


def test_the_places_that_stand_ready_are_those_of_the_last_entry_unless_an_episode_has_begun_since() -> None:
    entry, begun = an_entry(5, "2026-11-20T10:00", sites=("neck",)), an_episode("2026-11-24T14:10", sites=("lower back left",))
    earlier = replace(begun, onset=a_moment("2026-11-19T10:00"))
    assert usual_places(entry, earlier) == usual_places(entry, None) == ("neck",)
    assert usual_places(entry, begun) == usual_places(None, begun) == ("lower back left",)
    assert usual_places(None, None) == ()
