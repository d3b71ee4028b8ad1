"""Recording, changing and deleting, and taking every deed back and doing it again."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_day_note, a_moment, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import a_draft, opened
from tests.storage.diaries import all_rows, without_stamps
from tracker.app import Tracker
from tracker.changes import Changes
from tracker.domain.entries import EndedBy, Entry
from tracker.errors import Refused

MINUTES = timedelta(minutes=1)


def _held(tracker: Tracker) -> list[dict[str, object]]:
    return [{**without_stamps(entry), "created_at": entry.created_at} for entry in tracker.journal.entries()]


def test_a_draft_becomes_an_entry_and_says_what_it_changed(tracker: Tracker, clock: FakeClock) -> None:
    deed = tracker.journal.record(a_draft(clock, 6, note="stiff"))
    assert (deed.changes, deed.issues) == (Changes.PAIN, ())
    (entry,) = tracker.journal.pain_entries()
    assert deed.entry is not None
    assert (entry.pain, entry.note, entry.created_at, entry.id) == (6, "stiff", clock.now(), deed.entry.id)
    assert tracker.journal.latest_pain() == entry


def test_a_draft_with_issues_comes_back_with_them_and_nothing_is_saved(tracker: Tracker, clock: FakeClock) -> None:
    deed = tracker.journal.record(a_draft(clock, 11, a_moment("2026-11-25T14:00")))
    assert [issue.field for issue in deed.issues] == ["pain", "moment"]
    assert (deed.changes, deed.entry, tracker.journal.entries()) == (Changes.NONE, None, [])
    assert tracker.journal.undo() is None


def test_a_time_to_come_is_refused_beyond_five_minutes(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5, "2026-11-25T13:10"))
    for change in (tracker.journal.add, tracker.journal.change):
        (kept,) = tracker.journal.entries()
        with pytest.raises(Refused, match="still to come"):
            change(replace(kept, moment=a_moment("2026-11-25T13:10:01")))
    assert len(tracker.journal.entries()) == 1


def test_deleting_moves_to_the_bin_for_thirty_days_and_back(tracker: Tracker, clock: FakeClock) -> None:
    entry = an_entry()
    tracker.journal.add(entry)
    assert tracker.journal.delete([entry.id]).changes == Changes.PAIN
    assert tracker.journal.entries() == []
    ((binned, gone_at),) = tracker.journal.binned()
    assert (binned.id, gone_at) == (entry.id, clock.now() + timedelta(days=30))
    deed = tracker.journal.bring_back(entry.id[:8])
    assert deed.entry is not None
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
    for deed in (tracker.journal.find, tracker.journal.bring_back):
        with pytest.raises(Refused):
            deed(start)


def test_the_beginning_of_an_id_is_enough_unless_two_begin_so(tracker: Tracker) -> None:
    for number in range(2):
        tracker.journal.add(replace(an_entry(), id=f"aaaa{number}" + "b" * 31))
    assert tracker.journal.find("aaaa1").id.startswith("aaaa1")
    with pytest.raises(Refused, match="Several"):
        tracker.journal.find("aaaa")


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
    undone = tracker.journal.undo()
    assert (undone is not None and undone.changes, _held(tracker)) == (Changes.PAIN, before)
    redone = tracker.journal.redo()
    assert (redone is not None and redone.changes, _held(tracker)) == (Changes.PAIN, after)
    assert tracker.journal.redo() is None


def test_a_new_deed_closes_the_way_to_what_was_taken_back(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5))
    tracker.journal.undo()
    tracker.journal.add(an_entry(6))
    assert tracker.journal.redo() is None
    assert [entry.pain for entry in tracker.journal.pain_entries()] == [6]


def test_undo_that_fails_changes_nothing_and_can_be_tried_again(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5))
    tracker.diary._database.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(Exception, match="can only be read"):
        tracker.journal.undo()
    tracker.diary._database.conn.execute("PRAGMA query_only = OFF")
    assert len(tracker.journal.entries()) == 1
    assert tracker.journal.undo() is not None
    assert tracker.journal.entries() == []


def _add(tracker: Tracker, pick: int) -> None:
    makers: list[Callable[[], Entry]] = [
        lambda: an_entry(pick % 11, sites=("neck",), words=("dull",)),
        lambda: a_session(before=pick % 11),
        lambda: an_activity(minutes=pick % 100),
        lambda: a_day_note(mood=pick % 11),
    ]
    tracker.journal.add(makers[pick % 4]())


def _change(tracker: Tracker, pick: int) -> None:
    if entries := tracker.journal.entries():
        tracker.journal.change(replace(entries[pick % len(entries)], note=f"changed {pick}", moment=a_moment(f"2026-11-2{pick % 5}T10:00")))


def _delete(tracker: Tracker, pick: int) -> None:
    if entries := tracker.journal.entries():
        tracker.journal.delete({entries[pick % len(entries)].id, entries[0].id})


def _bring_back(tracker: Tracker, pick: int) -> None:
    if binned := tracker.journal.binned():
        tracker.journal.bring_back(binned[pick % len(binned)][0].id)


def _undo_and_redo(tracker: Tracker, pick: int) -> None:
    for _number in range(pick % 3):
        tracker.journal.undo()
    if pick % 2:
        tracker.journal.redo()


DEEDS = st.lists(st.tuples(st.sampled_from([_add, _add, _change, _delete, _bring_back, _undo_and_redo]), st.integers(0, 1000)), max_size=14)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(DEEDS)
def test_undoing_everything_gives_the_starting_diary_and_redoing_everything_the_end(deeds: list[tuple[Callable[[Tracker, int], None], int]]) -> None:
    clock = FakeClock.at()
    with tempfile.TemporaryDirectory() as name:
        tracker = opened(Path(name), clock)
        for do, pick in deeds:
            clock.advance(MINUTES)
            do(tracker, pick)
        end = _held(tracker)
        while tracker.journal.redo():
            pass
        latest = _held(tracker)
        while tracker.journal.undo():
            clock.advance(MINUTES)
        assert tracker.journal.entries() == []
        while tracker.journal.redo():
            clock.advance(MINUTES)
        assert _held(tracker) == latest
        assert end == latest or any(do is _undo_and_redo for do, _pick in deeds)
        tracker.close()


def test_a_deed_is_one_transaction(tracker: Tracker, tmp_path: Path) -> None:
    """Taking back "delete one, save the other" is all done or not at all."""
    old, new = an_entry(3), an_entry(4)
    tracker.journal.add(old)
    before = all_rows(tmp_path / "data" / "diary.sqlite3")
    with pytest.raises(Refused):
        tracker.journal._apply([old], [replace(new, id="short")])
    assert all_rows(tmp_path / "data" / "diary.sqlite3") == before
