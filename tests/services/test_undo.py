"""Changes taken back and done again one by one: what is refused, what is named, and what others have written since."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_moment, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tests.storage.diaries import all_rows
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.domain.entries import EndedBy, Session
from tracker.domain.medicines import limit_id
from tracker.domain.plan.protocol import FIRST_PLAN_ID
from tracker.errors import Refused

A_MINUTE = timedelta(minutes=1)


def test_taking_back_the_end_of_an_episode_is_refused_while_another_runs_and_can_be_tried_again(tracker: Tracker) -> None:
    tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    tracker.planner.end_episode(a_moment("2026-11-21T10:00"))
    elsewhere = opened(tracker.diary.paths.data, FakeClock.at())
    elsewhere.planner.start_episode(a_moment("2026-11-22T10:00"))
    with pytest.raises(Refused, match="already open"):
        tracker.history.undo()
    assert [episode.is_open for episode in tracker.planner.episodes()] == [False, True]
    elsewhere.history.undo()
    elsewhere.close()
    assert tracker.history.undo() is not None
    assert [episode.is_open for episode in tracker.planner.episodes()] == [True]


def test_a_change_on_an_episode_that_fails_leaves_nothing_to_take_back(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5))
    tracker.diary._database.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(Exception, match="cannot be reached or written"):
        tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    tracker.diary._database.conn.execute("PRAGMA query_only = OFF")
    undone = tracker.history.undo()
    assert undone is not None
    assert undone.touched == Touched.DIARY
    assert tracker.journal.entries() == []


def test_a_change_that_cannot_be_committed_leaves_nothing_to_take_back(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills up at the very end of a transaction."""
    states = tracker.diary.states
    whole = states.writing

    @contextlib.contextmanager
    def full() -> Iterator[None]:
        is_whole = not tracker.diary._database.conn.in_transaction
        with whole():
            yield
            if is_whole:
                raise Refused("The disk is full.")

    monkeypatch.setattr(states, "writing", full)
    with pytest.raises(Refused, match="full"):
        tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    monkeypatch.undo()
    assert (tracker.planner.episodes(), tracker.history.undo()) == ([], None)


@pytest.fixture
def elsewhere(tracker: Tracker, clock: FakeClock) -> Iterator[Tracker]:
    """The same diary as the command line opens it."""
    with contextlib.closing(opened(tracker.diary.paths.data, clock)) as other:
        yield other


def _refused(tracker: Tracker, clock: FakeClock, why: str = "another program") -> bool:
    """Whether undo is refused and changes nothing, now and later."""
    before = all_rows(tracker.diary.paths.diary)
    for _time in range(2):
        clock.advance(A_MINUTE)
        with pytest.raises(Refused, match=why):
            tracker.history.undo()
    return all_rows(tracker.diary.paths.diary) == before


def test_what_the_command_line_changed_since_is_not_overwritten(tracker: Tracker, elsewhere: Tracker, clock: FakeClock) -> None:
    entry = tracker.journal.add(an_entry(5, note="mine")).entry
    assert entry is not None
    tracker.journal.change(an_entry(6, id=entry.id))
    elsewhere.journal.change(an_entry(7, id=entry.id, note="theirs"))
    assert _refused(tracker, clock)
    assert tracker.journal.entries()[0].note == "theirs"


def test_what_the_command_line_deleted_since_stays_deleted(tracker: Tracker, elsewhere: Tracker, clock: FakeClock) -> None:
    entry = tracker.journal.add(an_entry(5)).entry
    assert entry is not None
    tracker.journal.change(an_entry(6, id=entry.id))
    elsewhere.journal.delete([entry.id])
    assert _refused(tracker, clock)


def test_an_episode_in_which_the_command_line_went_on_stays(tracker: Tracker, elsewhere: Tracker, clock: FakeClock) -> None:
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    elsewhere.planner.tick(eased=True)
    assert _refused(tracker, clock)
    # Taken back where it was done, it is in nobody's way any more.
    elsewhere.history.undo()
    assert tracker.history.undo() is not None
    assert tracker.planner.episodes() == []


def test_a_plan_the_command_line_changed_since_stays_in_force(tracker: Tracker, elsewhere: Tracker, clock: FakeClock) -> None:
    tracker.plans.change("ice.session", 10)
    clock.advance(A_MINUTE)
    elsewhere.plans.change("heat.a_day", 2)
    assert _refused(tracker, clock)


def test_questions_and_medicines_the_command_line_changed_stay(tracker: Tracker, elsewhere: Tracker, clock: FakeClock) -> None:
    tracker.visits.ask("May I run?")
    elsewhere.visits.edit_question(tracker.visits.questions()[0].id, "May I swim?")
    assert _refused(tracker, clock)
    tracker.medicines.lower_limit("paracetamol", mg=2000)
    elsewhere.medicines.lower_limit("paracetamol", mg=1000)
    assert _refused(tracker, clock)


def test_doing_again_does_not_overwrite_either(tracker: Tracker, elsewhere: Tracker) -> None:
    entry = tracker.journal.add(an_entry(5)).entry
    assert entry is not None
    tracker.journal.change(an_entry(6, id=entry.id))
    tracker.history.undo()
    elsewhere.journal.change(an_entry(7, id=entry.id))
    with pytest.raises(Refused, match="another program"):
        tracker.history.redo()
    assert [entry.pain for entry in tracker.journal.pain_entries()] == [7]


def test_what_others_write_beside_it_is_in_nobodys_way(tracker: Tracker, elsewhere: Tracker) -> None:
    tracker.timekeeper.start_session("ice", 20)
    theirs = elsewhere.journal.add(an_entry(7)).entry
    tracker.history.undo()
    assert tracker.journal.entries() == [theirs and tracker.journal.get(theirs.id)]


def test_starts_and_stops_of_sessions_are_taken_back_one_by_one(tracker: Tracker, clock: FakeClock) -> None:
    tracker.planner.start_episode(a_moment("2026-11-25T13:00"))
    started = tracker.timekeeper.start_session("ice", 20, before=6)
    clock.advance(A_MINUTE)
    stopped = tracker.timekeeper.stop_session()
    assert (started.remark, stopped.remark) == ("Ice started (13:05)", "Ice stopped (13:06)")
    undone = tracker.history.undo()
    assert undone is not None
    assert undone.remark == "Undone: Ice stopped (13:06)"
    running = tracker.timekeeper.running_session()
    assert running is not None
    assert (running.id, running.before) == (started.entry and started.entry.id, 6)
    tracker.history.undo()
    assert (tracker.timekeeper.running_session(), len(tracker.planner.episodes())) == (None, 1)
    tracker.history.redo()
    assert tracker.timekeeper.running_session() == running


def test_a_session_that_ran_to_its_end_was_done_and_nothing_up_to_its_start_is_taken_back(tracker: Tracker, clock: FakeClock) -> None:
    tracker.journal.add(an_entry(5))
    tracker.timekeeper.start_session("ice", 20)
    tracker.visits.ask("May I run?")
    clock.advance(minutes=20)
    assert tracker.timekeeper.settle().entry is not None
    tracker.history.undo()
    assert (tracker.visits.questions(), tracker.history.last) == ([], None)
    assert tracker.history.undo() is None
    (session,) = (entry for entry in tracker.journal.entries() if isinstance(entry, Session))
    assert (session.ended_by, len(tracker.journal.entries())) == (EndedBy.PLANNED, 2)


def test_a_change_that_is_not_the_last_is_not_taken_back_by_itself(tracker: Tracker) -> None:
    first = tracker.journal.add(an_entry(5)).undoable
    tracker.visits.ask("May I run?")
    with pytest.raises(Refused, match=r"something else was done after “Entry saved \(Pain 5, 13:05\)”"):
        tracker.history.undo(first)
    assert (len(tracker.journal.entries()), len(tracker.visits.questions())) == (1, 1)
    tracker.history.undo()
    tracker.history.undo(first)
    assert tracker.journal.entries() == []


def test_the_first_plan_and_the_rules_of_the_app_leave_no_tombstone_when_taken_back(tracker: Tracker) -> None:
    """They have one id on every computer: a tombstone would delete what another one has of them."""
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    rule = tracker.reminders.rules()[0]
    tracker.reminders.change(replace(rule, is_on=not rule.is_on))
    tracker.medicines.lower_limit("paracetamol", mg=2000)
    while tracker.history.undo():
        pass
    stones = {row[0] for row in all_rows(tracker.diary.paths.diary)["tombstones"]}
    assert not stones & {FIRST_PLAN_ID, rule.id, limit_id("paracetamol")}
    assert tracker.diary.episodes.plan_versions() == tracker.medicines._store.limits() == []


def test_what_merging_kept_of_a_question_comes_back_with_it(tracker: Tracker, clock: FakeClock) -> None:
    tracker.visits.ask("May I run?")
    (question,) = tracker.visits.questions()
    with contextlib.closing(opened(tracker.diary.paths.data.parent / "there", clock)) as there:
        tracker.merging.export(archive := tracker.diary.paths.data.parent / "archive.json")
        there.merging.merge(archive)
        for diary, words in ((tracker, "here"), (there, "there")):
            clock.advance(A_MINUTE)
            diary.visits.edit_question(question.id, words)
        there.merging.export(archive)
    tracker.merging.merge(archive)
    assert tracker.conflicts.count() == 1
    tracker.visits.delete_question(question.id)
    assert tracker.conflicts.count() == 0
    tracker.history.undo()
    assert tracker.conflicts.count() == 1
