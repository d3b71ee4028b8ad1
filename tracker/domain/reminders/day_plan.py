"""What a day has planned, and beside it what was done of it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tracker.domain import Value, value
from tracker.domain.entries import Activity, DayNote, Entry, PainEntry, Session
from tracker.domain.plan.phases import courses
from tracker.domain.plan.protocol import EPISODE_PHASES, Figure, Phase, PhasePlan
from tracker.domain.plan.strength import set_names
from tracker.domain.reminders.facts import Facts
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.reminders.silence import WARM, is_exercise
from tracker.domain.sessions import ICE, counts_as_done
from tracker.domain.times import Moment, day_bounds, local_moment

WALKING = "walking"


@value()
class Planned(Value):
    """One planned thing of a local day: how often (None: as it feels good, or by its cycle), when it is reminded of, and what was done.

    `kind` is that of a reminder, or "walking"; `text` is that of an own reminder, or the name of the one exercise. What was stopped before
    half its length is not among what was done.
    """

    kind: str
    count: int | None
    times: tuple[datetime, ...]
    done: tuple[Entry, ...]
    is_running: bool = False
    text: str = ""

    @property
    def times_done(self) -> int:
        """How often it was done."""
        return len(self.done)


class ExerciseCount(NamedTuple):
    """One exercise of a day: its name, how often it is planned (None: no number, or not in the plan), and its sessions that were done."""

    name: str
    planned: int | None
    done: tuple[Session, ...] = ()


def exercise_counts(plan: PhasePlan, sessions: Iterable[Session]) -> list[ExerciseCount]:
    """Each exercise by itself: those of the plan in its order, then others that were done, by the first time."""
    done: dict[str, list[Session]] = {}
    for session in sorted(sessions, key=lambda session: session.moment.at):
        if is_exercise(session.kind) and counts_as_done(session):
            done.setdefault(session.kind.casefold(), []).append(session)
    planned = [
        ExerciseCount(exercise.name, _whole(exercise.dosage.times_a_day or plan.a_day), tuple(done.pop(exercise.name.casefold(), ())))
        for exercise in plan.exercises
    ]
    return [*planned, *(ExerciseCount(others[0].kind, None, tuple(others)) for others in done.values())]


def is_wanted_on(rule: Rule, day: date, zone: str) -> bool:
    """Whether a rule that is on makes strength exercises a thing planned on a local day."""
    # On which days it was wanted before the rule was changed last is not kept: nothing was planned then, as far as is known.
    return rule.is_on and rule.falls_on(day) and (rule.since is None or Moment.of(rule.since, zone).day <= day)


def day_plan(rules: Iterable[Rule], facts: Facts, entries: Sequence[Entry], day: date, now: datetime) -> list[Planned]:
    """What the plan and the reminders have for a local day, the entries of that day beside it; nothing of the plan before the first episode."""
    phases = _phases_of(facts, day)
    rules = [rule for rule in rules if rule.is_on]
    found = [*_sessions(rules, facts, entries, day, phases, now)]
    if phases & set(EPISODE_PHASES):
        walks = tuple(entry for entry in entries if isinstance(entry, Activity) and entry.kind == WALKING)
        found.append(Planned(WALKING, None, (), walks))
    for kind, type_ in ((ReminderKind.PAIN, PainEntry), (ReminderKind.DAY_NOTE, DayNote)):
        if times := _times(rules, facts, kind, day):
            found.append(Planned(kind.value, 1, times, tuple(entry for entry in entries if isinstance(entry, type_))))
    own = [rule for rule in rules if rule.kind is ReminderKind.OWN]
    return [*found, *(Planned(rule.kind.value, len(times), times, (), text=rule.text) for rule in own if (times := _rule_times(rule, facts, day)))]


def _sessions(rules: Sequence[Rule], facts: Facts, entries: Sequence[Entry], day: date, phases: set[Phase], now: datetime) -> Iterable[Planned]:
    sessions = [entry for entry in entries if isinstance(entry, Session)]
    # A day that is over is set beside the plan it had, not the one of today.
    at = min(now, day_bounds(day, facts.zone)[1])
    if Phase.WELL in phases:
        strength = set_names(facts.phase_plan(Phase.WELL, at))
        yield from _strength(rules, facts, [session for session in sessions if session.kind.casefold() in strength], day, now)
        sessions = [session for session in sessions if session.kind.casefold() not in strength]
    if Phase.ICE in phases:
        yield _line(ReminderKind.ICE, None, (), [session for session in sessions if session.kind == ICE], now)
    if phases & {Phase.HEAT, Phase.STRETCH}:
        # "Up to so many a day" is a ceiling and no number to reach: nothing is set against it.
        warm = [session for session in sessions if session.kind in WARM]
        yield _line(ReminderKind.HEAT, None, _times(rules, facts, ReminderKind.HEAT, day), warm, now)
    if Phase.STRETCH in phases:
        times = _times(rules, facts, ReminderKind.EXERCISES, day)
        for exercise in exercise_counts(facts.phase_plan(Phase.STRETCH, at), sessions):
            runs = _runs([session for session in sessions if session.kind.casefold() == exercise.name.casefold()], now)
            yield Planned(ReminderKind.EXERCISES.value, exercise.planned, times, exercise.done, is_running=runs, text=exercise.name)


def _strength(rules: Sequence[Rule], facts: Facts, sessions: Sequence[Session], day: date, now: datetime) -> Iterable[Planned]:
    """Each exercise of the set by itself: once on the days on which the person wants to be reminded of it, on others what was done."""
    at = min(now, day_bounds(day, facts.zone)[1])
    is_wanted = any(rule.kind is ReminderKind.STRENGTH and is_wanted_on(rule, day, facts.zone) for rule in rules)
    count = 1 if is_wanted and facts.state(at - timedelta.resolution).checked else None
    times = _times(rules, facts, ReminderKind.STRENGTH, day)
    for exercise in exercise_counts(facts.phase_plan(Phase.WELL, at), sessions):
        runs = _runs([session for session in sessions if session.kind.casefold() == exercise.name.casefold()], now)
        if count or exercise.done or runs:
            yield Planned(ReminderKind.STRENGTH.value, count, times, exercise.done, is_running=runs, text=exercise.name)


def _line(kind: ReminderKind, count: int | None, times: tuple[datetime, ...], sessions: Sequence[Session], now: datetime) -> Planned:
    done = tuple(session for session in sessions if counts_as_done(session))
    return Planned(kind.value, count, times, done, is_running=_runs(sessions, now))


def _runs(sessions: Iterable[Session], now: datetime) -> bool:
    return any(session.ended_at is None and now < session.planned_end for session in sessions)


def _phases_of(facts: Facts, day: date) -> set[Phase]:
    start, end = day_bounds(day, facts.zone)
    spans = [span for _episode, own in courses(facts.versions, facts.episodes, end) for span in own]
    return {span.phase for span in spans if span.start < end and (span.end is None or span.end > start)}


def _times(rules: Iterable[Rule], facts: Facts, kind: ReminderKind, day: date) -> tuple[datetime, ...]:
    return tuple(sorted(at for rule in rules if rule.kind is kind for at in _rule_times(rule, facts, day)))


def _rule_times(rule: Rule, facts: Facts, day: date) -> tuple[datetime, ...]:
    if not rule.falls_on(day):
        return ()
    instants = (local_moment(datetime.combine(day, wall), facts.zone).moment.at for wall in rule.walls())
    return tuple(at for at in instants if facts.state(at).phase in rule.phases)


def _whole(figure: Figure | None) -> int | None:
    return None if figure is None else round(figure.value)
