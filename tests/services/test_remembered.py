"""What the diary remembers of its readings is what it holds, whoever writes what, in any order."""

import contextlib
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import FakeClock
from tests.services.diaries import opened
from tests.services.test_undo_at_random import A_MINUTE, KINDS, _redo, _undo
from tracker.app import Tracker
from tracker.domain.entries import Kind
from tracker.domain.reminders.facts import Answer
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.errors import Refused
from tracker.storage.diary import Diary
from tracker.storage.shown_notices import CAUTIONS, HELP

A_DAY = timedelta(days=1)


def _remind(tracker: Tracker, _pick: int) -> None:
    group = tracker.reminders.due(QuietHours())
    if group is not None:
        tracker.reminders.answer(group.reminders[0].id, Answer.SNOOZE_15)


def _pause(tracker: Tracker, pick: int) -> None:
    if pick % 2:
        tracker.pause.begin(tracker.clock.now() + A_DAY)
    else:
        tracker.pause.end()


def _draft(tracker: Tracker, pick: int) -> None:
    if pick % 3:
        tracker.form_drafts.keep(f"entry {pick % 4}", {"note": str(pick)})
    else:
        tracker.form_drafts.forget(f"entry {pick % 4}")


def _notice(tracker: Tracker, pick: int) -> None:
    if pick % 2:
        tracker.planner.shown_help()
    else:
        tracker.planner.shown_cautions()


def _purge(tracker: Tracker, _pick: int) -> None:
    tracker.diary.entries.purge(tracker.clock.now(), tracker.clock.now())


def _elapsed(tracker: Tracker, _pick: int) -> None:
    tracker.timekeeper.keep_elapsed()


WRITES = [*KINDS, _undo, _redo, _remind, _pause, _draft, _notice, _purge, _elapsed]
STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(WRITES), st.integers(0, 1000)), max_size=12)


def _readings(diary: Diary, clock: FakeClock) -> dict[str, object]:
    """All that is remembered, by the name of what reads it."""
    entries, today, now = diary.entries, clock.now().date(), clock.now()
    ids = [row[0] for row in diary._database.execute("SELECT id FROM entries ORDER BY id")]
    raised = [row[0] for row in diary._database.execute("SELECT id FROM reminders_raised ORDER BY id")]
    readings: dict[str, Callable[[], object]] = {
        "get": lambda: [entries.get(id_) for id_ in ids],
        "between": lambda: [entries.between(today - A_DAY, today), entries.between(today - A_DAY, today, (Kind.DOSE,))],
        "since": lambda: [entries.since(now - A_DAY, (kind,)) for kind in Kind],
        "latest": lambda: [entries.latest(kind, now) for kind in Kind],
        "most_used": lambda: [entries.most_used(kind, 8) for kind in Kind],
        "words_used": lambda: entries.words_used("words", 8),
        "places_used": lambda: entries.places_used(today - A_DAY, today),
        "running_sessions": entries.running_sessions,
        "days": entries.days,
        "elapsed": lambda: [diary.elapsed.get(id_) for id_ in ids],
        "episodes": diary.episodes.all,
        "plan_versions": diary.episodes.plan_versions,
        "notices": lambda: [diary.occasions.last_shown(kind) for kind in (HELP, CAUTIONS)],
        "questions": diary.visits.questions,
        "appointments": diary.visits.appointments,
        "activities": diary.visits.activities,
        "draft": lambda: diary.drafts.kept_last("entry"),
        "medicines": diary.medicines.own,
        "limits": diary.medicines.limits,
        "names_used": lambda: diary.medicines.names_used(8),
        "rules": diary.reminders.rules,
        "raised": lambda: [diary.reminders.get(id_) for id_ in raised],
        "due_since": lambda: diary.reminders.due_since(now - A_DAY),
        "pause": diary.watch.pause,
        "plan_changed_at": diary.reminders.plan_changed_at,
        "arranged_at": diary.reminders.arranged_at,
    }
    return {name: read() for name, read in readings.items()}


class _Walk:
    """Writes of this program and of another one, and after each of them all readings beside those of a look that remembers nothing."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self._clock = clock
        self._here, self._elsewhere, self._fresh = (opened(folder, clock) for _number in range(3))

    def take(self, write: Callable[[Tracker, int], object], pick: int, *, is_here: bool = True) -> None:
        self._clock.advance(A_MINUTE)
        with contextlib.suppress(Refused):  # another program has changed the same thing: nothing was written
            write(self._here if is_here else self._elsewhere, pick)
        self._fresh.diary._database._memory.forget()
        assert _readings(self._here.diary, self._clock) == _readings(self._fresh.diary, self._clock)

    def close(self) -> None:
        for tracker in (self._here, self._elsewhere, self._fresh):
            tracker.close()


def test_each_write_is_seen_by_all_that_was_read_before(tmp_path: Path, clock: FakeClock) -> None:
    with contextlib.closing(_Walk(tmp_path, clock)) as walk:
        for pick in range(3):
            for write in dict.fromkeys(WRITES):
                walk.take(write, pick)


@settings(max_examples=5)
@given(STEPS)
def test_what_is_remembered_is_what_a_fresh_look_finds(steps: list[tuple[bool, Callable[[Tracker, int], None], int]]) -> None:
    with tempfile.TemporaryDirectory() as name, contextlib.closing(_Walk(Path(name), FakeClock.at())) as walk:
        for is_here, write, pick in steps:
            walk.take(write, pick, is_here=is_here)
