"""Every deed of every kind taken back and done again."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tests.storage.diaries import HARD_TEXT, without_stamps
from tracker.app import Tracker
from tracker.changes import Changes
from tracker.domain.entries import Entry
from tracker.domain.plan.protocol import Phase
from tracker.domain.times import moment_now
from tracker.errors import Refused

A_MINUTE = timedelta(minutes=1)


def test_taking_back_the_end_of_an_episode_is_refused_while_another_runs_and_can_be_tried_again(tracker: Tracker) -> None:
    tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    tracker.planner.end_episode(a_moment("2026-11-21T10:00"))
    elsewhere = opened(tracker.diary.paths.data, FakeClock.at())
    elsewhere.planner.start_episode(a_moment("2026-11-22T10:00"))
    with pytest.raises(Refused, match="already open"):
        tracker.journal.undo()
    assert [episode.is_open for episode in tracker.planner.episodes()] == [False, True]
    elsewhere.journal.undo()
    elsewhere.close()
    assert tracker.journal.undo() is not None
    assert [episode.is_open for episode in tracker.planner.episodes()] == [True]


def test_a_deed_on_an_episode_that_fails_leaves_nothing_to_take_back(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5))
    tracker.diary._database.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(Exception, match="can only be read"):
        tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    tracker.diary._database.conn.execute("PRAGMA query_only = OFF")
    undone = tracker.journal.undo()
    assert undone is not None
    assert undone.changes == Changes.PAIN
    assert tracker.journal.entries() == []


def test_a_deed_that_cannot_be_committed_leaves_nothing_to_take_back(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills up at the very end of a transaction."""
    episodes = tracker.diary.episodes
    whole = episodes.writing

    @contextlib.contextmanager
    def full() -> Iterator[None]:
        is_whole = not tracker.diary._database.conn.in_transaction
        with whole():
            yield
            if is_whole:
                raise Refused("The disk is full.")

    monkeypatch.setattr(episodes, "writing", full)
    with pytest.raises(Refused, match="full"):
        tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    monkeypatch.undo()
    assert (tracker.planner.episodes(), tracker.journal.undo()) == ([], None)


def _add(tracker: Tracker, pick: int) -> None:
    makers: list[Callable[[], Entry]] = [
        lambda: an_entry(pick % 11, sites=("neck",), words=("dull",), woke=bool(pick % 2)),
        lambda: a_session(before=pick % 11),
        lambda: an_activity(minutes=pick % 100),
        lambda: a_day_note(mood=pick % 11),
        lambda: a_dose(units=1 + pick % 5, ingredients={"paracetamol": 1 + pick, HARD_TEXT: None}),
        lambda: a_function({"put on socks": pick % 11, HARD_TEXT: 3}),
    ]
    tracker.journal.add(makers[pick % len(makers)]())


def _change(tracker: Tracker, pick: int) -> None:
    if entries := tracker.journal.entries():
        tracker.journal.change(replace(entries[pick % len(entries)], note=f"changed {pick}", moment=a_moment(f"2026-11-2{pick % 5}T10:00")))


def _delete(tracker: Tracker, pick: int) -> None:
    if entries := tracker.journal.entries():
        tracker.journal.delete({entries[pick % len(entries)].id, entries[0].id})


def _bring_back(tracker: Tracker, pick: int) -> None:
    if binned := tracker.journal.binned():
        tracker.journal.bring_back(binned[pick % len(binned)][0].id)


def _question(tracker: Tracker, pick: int) -> None:
    questions = tracker.notebook.questions()
    if pick % 3 == 0 or not questions:
        tracker.notebook.ask(f"question {pick}")
        return
    chosen = questions[pick % len(questions)]
    deeds: list[Callable[[], object]] = [
        lambda: tracker.notebook.edit_question(chosen.id, f"other words {pick}"),
        lambda: tracker.notebook.tick_question(chosen.id, asked=chosen.asked_at is None),
        lambda: tracker.notebook.delete_question(chosen.id),
    ]
    deeds[pick % len(deeds)]()


def _appointment(tracker: Tracker, pick: int) -> None:
    arranged = tracker.notebook.appointments()
    moment = a_moment(f"2026-12-0{1 + pick % 3}T09:00")
    if pick % 3 == 0 or not arranged:
        tracker.notebook.arrange(moment, f"physio {pick}")
    elif pick % 3 == 1:
        tracker.notebook.change_appointment(replace(arranged[pick % len(arranged)], moment=moment, note=f"note {pick}"))
    else:
        tracker.notebook.delete_appointment(arranged[pick % len(arranged)].id)


def _activities(tracker: Tracker, pick: int) -> None:
    words = ("put on socks", "lift my child", "drive", "sleep", HARD_TEXT)
    tracker.notebook.set_activities([word for number, word in enumerate(words) if pick >> number & 1])


def _episode(tracker: Tracker, pick: int) -> None:
    now = moment_now(tracker.clock)
    deeds: list[Callable[[], object]] = [
        lambda: tracker.planner.start_episode(now, ("neck",), f"cause {pick}"),
        tracker.planner.end_episode,
        tracker.planner.reopen_episode,
        lambda: tracker.planner.edit_onset(now),
        lambda: tracker.planner.set_phase(Phase.HEAT, reason=f"reason {pick}"),
        lambda: tracker.planner.tick(eased=bool(pick % 2)),
    ]
    with contextlib.suppress(Refused):  # a deed out of turn changes nothing, and that is looked at
        deeds[pick % len(deeds)]()


def _undo_and_redo(tracker: Tracker, pick: int) -> None:
    for _number in range(pick % 4):
        tracker.journal.undo()
    if pick % 2:
        tracker.journal.redo()


def _held(tracker: Tracker) -> tuple[object, ...]:
    entries = [{**without_stamps(entry), "created_at": entry.created_at} for entry in tracker.journal.entries()]
    notebook = tracker.notebook
    return (entries, notebook.questions(), notebook.appointments(), notebook.activities(), tracker.planner.episodes())


KINDS = [_add, _add, _change, _delete, _bring_back, _question, _question, _appointment, _activities, _episode, _episode, _undo_and_redo]
DEEDS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 1000)), max_size=16)


@settings(max_examples=20)
@given(DEEDS)
def test_undoing_all_deeds_of_all_kinds_gives_the_start_and_redoing_all_the_end(deeds: list[tuple[Callable[[Tracker, int], None], int]]) -> None:
    clock = FakeClock.at()
    with tempfile.TemporaryDirectory() as name:
        tracker = opened(Path(name), clock)
        start = _held(tracker)
        for do, pick in deeds:
            clock.advance(A_MINUTE)
            do(tracker, pick)
        while tracker.journal.redo():
            clock.advance(A_MINUTE)
        end = _held(tracker)
        while tracker.journal.undo():
            clock.advance(A_MINUTE)
        assert _held(tracker) == start
        while tracker.journal.redo():
            clock.advance(A_MINUTE)
        assert _held(tracker) == end
        tracker.close()


@settings(max_examples=20)
@given(DEEDS)
def test_each_step_back_shows_the_diary_as_it_was_before_the_deed(deeds: list[tuple[Callable[[Tracker, int], None], int]]) -> None:
    clock = FakeClock.at()
    with tempfile.TemporaryDirectory() as name:
        tracker = opened(Path(name), clock)
        seen = [_held(tracker)]
        for do, pick in deeds:
            clock.advance(A_MINUTE)
            if do is not _undo_and_redo:
                do(tracker, pick)
                seen += [_held(tracker)] if _held(tracker) != seen[-1] else []
        seen.pop()
        while seen and tracker.journal.undo():
            clock.advance(A_MINUTE)
            if _held(tracker) == seen[-1]:
                seen.pop()
        assert seen == []
        tracker.close()
