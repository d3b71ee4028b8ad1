"""Every change of every kind taken back and done again."""

import contextlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tests.storage.diaries import HARD_TEXT
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.domain.entries import Amount, Entry
from tracker.domain.medicines import Medicine
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.sync.records import Section
from tracker.domain.times import moment_now
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
    with pytest.raises(Exception, match="can only be read"):
        tracker.planner.start_episode(a_moment("2026-11-20T10:00"))
    tracker.diary._database.conn.execute("PRAGMA query_only = OFF")
    undone = tracker.history.undo()
    assert undone is not None
    assert undone.touched == Touched.DIARY
    assert tracker.journal.entries() == []


def test_a_change_that_cannot_be_committed_leaves_nothing_to_take_back(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
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
    assert (tracker.planner.episodes(), tracker.history.undo()) == ([], None)


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
    questions = tracker.visits.questions()
    if pick % 3 == 0 or not questions:
        tracker.visits.ask(f"question {pick}")
        return
    chosen = questions[pick % len(questions)]
    changes: list[Callable[[], object]] = [
        lambda: tracker.visits.edit_question(chosen.id, f"other words {pick}"),
        lambda: tracker.visits.tick_question(chosen.id, asked=chosen.asked_at is None),
        lambda: tracker.visits.delete_question(chosen.id),
    ]
    changes[pick % len(changes)]()


def _appointment(tracker: Tracker, pick: int) -> None:
    arranged = tracker.visits.appointments()
    moment = a_moment(f"2026-12-0{1 + pick % 3}T09:00")
    if pick % 3 == 0 or not arranged:
        tracker.visits.arrange(moment, f"physio {pick}")
    elif pick % 3 == 1:
        tracker.visits.change_appointment(replace(arranged[pick % len(arranged)], moment=moment, note=f"note {pick}"))
    else:
        tracker.visits.delete_appointment(arranged[pick % len(arranged)].id)


def _activities(tracker: Tracker, pick: int) -> None:
    words = ("put on socks", "lift my child", "drive", "sleep", HARD_TEXT)
    tracker.visits.set_activities([word for number, word in enumerate(words) if pick >> number & 1])


def _episode(tracker: Tracker, pick: int) -> None:
    now = moment_now(tracker.clock)
    changes: list[Callable[[], object]] = [
        lambda: tracker.planner.start_episode(now, ("neck",), f"cause {pick}"),
        tracker.planner.end_episode,
        tracker.planner.reopen_episode,
        lambda: tracker.planner.edit_onset(now),
        lambda: tracker.planner.set_phase(Phase.HEAT, reason=f"reason {pick}"),
        lambda: tracker.planner.tick(eased=bool(pick % 2)),
    ]
    with contextlib.suppress(Refused):  # a change out of turn changes nothing, and that is looked at
        changes[pick % len(changes)]()


def _plan(tracker: Tracker, pick: int) -> None:
    plans = tracker.plans
    changes: list[Callable[[], object]] = [
        lambda: plans.change("ice.session", 5 + pick % 10),
        lambda: plans.change_all([("heat.a_day", 1 + pick % 4), ("ice.session", None)]),
        lambda: plans.reset("ice.session"),
        lambda: plans.choose_preset(plans.presets()[pick % 2].key),
        lambda: plans.put_exercise(Phase.STRETCH, PlannedExercise(key=f"own-{pick % 3}", name=f"exercise {pick}")),
        lambda: plans.remove_exercise(Phase.STRETCH, plans.in_force().phases[Phase.STRETCH].exercises[0].key),
        plans.use_default,
    ]
    with contextlib.suppress(Refused, IndexError):  # nothing left to remove, or a figure beyond the preset's bounds
        changes[pick % len(changes)]()


def _reminder(tracker: Tracker, pick: int) -> None:
    reminders = tracker.reminders
    rule = reminders.rules()[pick % len(reminders.rules())]
    if pick % 3 == 0:
        reminders.add(Rule(kind=ReminderKind.OWN, times=(time(pick % 24),), text=f"stand up {pick}"))
    elif pick % 3 == 1 or not rule.is_own:
        reminders.change(replace(rule, is_on=not rule.is_on))
    else:
        reminders.remove(rule.id)


def _medicine(tracker: Tracker, pick: int) -> None:
    medicines, own = tracker.medicines, tracker.medicines.own()
    if pick % 4 == 0:
        medicines.lower_limit("paracetamol", mg=(None, 1000.0, 2000.0)[pick % 3], doses=pick % 2 + 1)
    elif pick % 4 == 1 or not own:
        with contextlib.suppress(Refused):  # one of that name is there
            medicines.add_own(Medicine(name=f"own {pick}", amounts=(Amount("ibuprofen", 100 + pick),)))
    elif pick % 4 == 2:
        medicines.change_own(replace(own[pick % len(own)], amounts=(Amount(HARD_TEXT, pick % 7 or None),)))
    else:
        medicines.remove_own(own[pick % len(own)].id)


def _undo_and_redo(tracker: Tracker, pick: int) -> None:
    for _number in range(pick % 4):
        tracker.history.undo()
    if pick % 2:
        tracker.history.redo()


def _held(tracker: Tracker) -> dict[str, object]:
    """All that an archive of the diary would say of what stands, but for when it was written.

    Plans and rules of the app are put in place and never removed, so that of them is compared what is in force; what lies in the bin is gone.
    """
    standing = tracker.diary.archive.read().copy.standing()
    held = {
        f"{section} {id_}": (json.loads(record.content), record.created_at if section is Section.ENTRIES else None)
        for (section, id_), record in standing.items()
        if section not in {Section.PLANS, Section.RULES} and record.deleted_at is None
    }
    rules = [replace(rule, since=None) for rule in tracker.reminders.rules()]
    return {**held, "plan": tracker.plans.in_force(), "rules": rules}


KINDS = [
    *(_add, _add, _change, _delete, _bring_back),
    *(_question, _question, _appointment, _activities),
    *(_episode, _episode, _plan, _plan, _reminder, _reminder, _medicine, _medicine),
    _undo_and_redo,
]
CHANGES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 1000)), max_size=16)


@settings(max_examples=20)
@given(CHANGES, CHANGES)
def test_undoing_all_changes_of_all_kinds_gives_the_start_and_redoing_all_the_end(
    earlier: list[tuple[Callable[[Tracker, int], None], int]], changes: list[tuple[Callable[[Tracker, int], None], int]]
) -> None:
    clock = FakeClock.at()
    with tempfile.TemporaryDirectory() as name:
        with contextlib.closing(opened(Path(name), clock)) as before:
            for do, pick in earlier:
                clock.advance(A_MINUTE)
                do(before, pick)
        tracker = opened(Path(name), clock)
        start = _held(tracker)
        for do, pick in changes:
            clock.advance(A_MINUTE)
            do(tracker, pick)
        while tracker.history.redo():
            clock.advance(A_MINUTE)
        end = _held(tracker)
        while tracker.history.undo():
            clock.advance(A_MINUTE)
        assert _held(tracker) == start
        while tracker.history.redo():
            clock.advance(A_MINUTE)
        assert _held(tracker) == end
        tracker.close()


@settings(max_examples=20)
@given(CHANGES)
def test_each_step_back_shows_the_diary_as_it_was_before_the_change(changes: list[tuple[Callable[[Tracker, int], None], int]]) -> None:
    clock = FakeClock.at()
    with tempfile.TemporaryDirectory() as name:
        tracker = opened(Path(name), clock)
        seen = [_held(tracker)]
        for do, pick in changes:
            clock.advance(A_MINUTE)
            if do is not _undo_and_redo:
                do(tracker, pick)
                seen += [_held(tracker)] if _held(tracker) != seen[-1] else []
        seen.pop()
        while seen and tracker.history.undo():
            clock.advance(A_MINUTE)
            if _held(tracker) == seen[-1]:
                seen.pop()
        assert seen == []
        tracker.close()
