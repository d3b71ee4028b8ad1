"""Changes of every kind, undone and done again at random: the diary before each of them comes back exactly."""

import contextlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tests.storage.diaries import HARD_TEXT
from tracker.app import Tracker
from tracker.domain.entries import Amount, Entry
from tracker.domain.medicines import Medicine
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.times import moment_now
from tracker.errors import Refused
from tracker.services.history import Change
from tracker.storage.version import TABLES

A_MINUTE = timedelta(minutes=1)


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
        with contextlib.suppress(Refused):  # a session would begin after its end
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
        tracker.planner.start_again_with_ice,
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


def _undo(tracker: Tracker, _pick: int) -> None:
    tracker.history.undo()


def _redo(tracker: Tracker, _pick: int) -> None:
    tracker.history.redo()


def _session(tracker: Tracker, pick: int) -> None:
    changes: list[Callable[[], object]] = [
        lambda: tracker.timekeeper.start_session(("ice", "heat", "massage")[pick % 3], 5 + pick % 20, before=pick % 11),
        tracker.timekeeper.stop_session,
        lambda: tracker.journal.add(a_session("massage", "2026-11-24T09:00", after=pick % 11)),
        tracker.timekeeper.settle,
    ]
    with contextlib.suppress(Refused):  # another runs
        changes[pick % len(changes)]()


KINDS = [
    *(_add, _add, _change, _delete, _bring_back),
    *(_question, _question, _appointment, _activities),
    *(_episode, _episode, _plan, _plan, _reminder, _reminder, _medicine, _medicine),
    *(_session, _session, _session),
]
CHANGES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 1000)), max_size=12)
STEPS = st.lists(st.tuples(st.sampled_from([*KINDS, *[_undo] * 8, *[_redo] * 4]), st.integers(0, 1000)), max_size=30)
A_LONG_WHILE = timedelta(minutes=30)
# Where the diary may differ once a change was taken back. Tombstones stay for ever, else another copy of the diary would bring back what was
# taken back; for the same reason what is put back counts as written then.
OF_MERGING = ("tombstones", "updated_at", "checksum")
TALLIES = ("tallies", "entry_tallies", "passing_tallies")
Diary = dict[str, list[dict[str, object]]]


def _diary(tracker: Tracker) -> Diary:
    """Every row of every table, but for what merging needs (`OF_MERGING`), and whether the clock has written down an end yet."""
    database = tracker.diary._database
    rows = {table: [dict(row) for row in database.rows(f"SELECT * FROM {table}")] for table in TABLES - {OF_MERGING[0], *TALLIES}}  # noqa: S608 - our names
    for session in rows["sessions"]:
        if session["ended_by"] in {"planned", "presumed"}:
            session |= {"ended_at": None, "ended_by": None}
    # A text of JSON is compared by what it says.
    plain = (
        {name: json.loads(value) if name == "content" else value for name, value in row.items() if name not in OF_MERGING}
        for table in rows
        for row in rows[table]
    )
    everything = iter(list(plain))
    return {table: sorted((next(everything) for _row in found), key=repr) for table, found in rows.items()}


def _differs(now: Diary, before: Diary) -> Diary:
    """What is not as it was: all of it but entries new in the bin, where an entry lies whose adding was taken back."""
    known = {entry["id"] for entry in before["entries"]}
    taken_back = {entry["id"] for entry in now["entries"] if entry["deleted_at"] is not None} - known
    stands = {table: [row for row in rows if not {row.get("id"), row.get("entry_id")} & taken_back] for table, rows in now.items()}
    return {table: [row for row in stands[table] + before[table] if (row in stands[table]) != (row in before[table])] for table in now} | {
        table: rows for table, rows in stands.items() if len(rows) != len(before[table])
    }


class _Walk:
    """Changes, undos and redos at random, and how the diary stood before and after each change."""

    def __init__(self, tracker: Tracker, clock: FakeClock) -> None:
        self.tracker = tracker
        self.clock = clock
        self.done: list[tuple[Diary, Diary]] = []
        self.undone: list[tuple[Diary, Diary]] = []

    def take(self, do: Callable[[Tracker, int], object], pick: int) -> None:
        self.clock.advance(A_LONG_WHILE if pick % 7 == 0 else A_MINUTE)
        if do is _undo:
            self._turn(self.tracker.history.undo, self.done, self.undone, 0)
        elif do is _redo:
            self._turn(self.tracker.history.redo, self.undone, self.done, 1)
        else:
            self._change(do, pick)

    def _turn(self, turn: Callable[[], Change | None], source: list[tuple[Diary, Diary]], target: list[tuple[Diary, Diary]], side: int) -> None:
        assert (turn() is not None) == bool(source)
        if source:
            target.append(source.pop())
            assert not any(_differs(_diary(self.tracker), target[-1][side]).values())

    def _change(self, do: Callable[[Tracker, int], object], pick: int) -> None:
        before, last = _diary(self.tracker), self.tracker.history.last
        do(self.tracker, pick)
        # A session that has run its time was done: its start, and what was before it, is taken back no more.
        kept = len(self.tracker.history._done)
        if kept < len(self.done):
            del self.done[: len(self.done) - kept]
            assert _diary(self.tracker) == before
        elif self.tracker.history.last is not last:
            self.done.append((before, _diary(self.tracker)))
            self.undone.clear()
        else:
            # What leaves nothing to take back has changed nothing; but the bin and the ends the clock has set are no change of a person's.
            assert _diary(self.tracker) == before


@settings(max_examples=15)
@given(CHANGES, STEPS)
def test_the_diary_as_it_was_before_each_change_comes_back_exactly(
    earlier: list[tuple[Callable[[Tracker, int], None], int]], steps: list[tuple[Callable[[Tracker, int], None], int]]
) -> None:
    clock = FakeClock.at()
    with tempfile.TemporaryDirectory() as name:
        with contextlib.closing(opened(Path(name), clock)) as before:
            for do, pick in earlier:
                clock.advance(A_MINUTE)
                do(before, pick)
        with contextlib.closing(opened(Path(name), clock)) as tracker:
            walk = _Walk(tracker, clock)
            for do, pick in steps:
                walk.take(do, pick)
            while walk.done:
                walk.take(_undo, 1)
            assert tracker.history.undo() is None
            assert tracker.diary.check() >= 0
