"""What a day has planned, and beside it what was done of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.entries import Activity, DayNote, Entry, PainEntry, Session
from tracker.domain.plan.phases import phase_spans
from tracker.domain.plan.protocol import PLANNED_PHASES, Figure, Phase
from tracker.domain.reminders.facts import Facts
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.reminders.silence import WARM, is_exercise
from tracker.domain.sessions import ICE
from tracker.domain.times import day_bounds, local_moment

WALKING = "walking"


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned thing of a local day: how often (None: as it feels good, or by its cycle), when it is reminded of, and what was done.

    `kind` is that of a reminder, or "walking"; `text` is that of an own reminder.
    """

    kind: str
    count: int | None
    times: tuple[datetime, ...]
    done: tuple[Entry, ...]
    is_running: bool = False
    text: str = ""

    @property
    def times_done(self) -> int:
        """How often it was done; exercises one after another are done once when each was."""
        return rounds(self.done) if self.kind == ReminderKind.EXERCISES else len(self.done)


def rounds(entries: Iterable[Entry]) -> int:
    """How often the exercises among these were done: as often as the one done most."""
    counts = Counter(entry.kind for entry in entries if isinstance(entry, Session) and is_exercise(entry.kind))
    return max(counts.values(), default=0)


def day_plan(rules: Iterable[Rule], facts: Facts, entries: Sequence[Entry], day: date, now: datetime) -> list[Planned]:
    """What the plan and the reminders have for a local day, the entries of that day beside it; nothing of the plan without an episode."""
    phases = _phases_of(facts, day)
    rules = [rule for rule in rules if rule.is_on]
    found = [*_sessions(rules, facts, entries, day, phases, now)]
    if phases:
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
    if Phase.ICE in phases:
        yield _line(ReminderKind.ICE, None, (), [session for session in sessions if session.kind == ICE], now)
    if phases & {Phase.HEAT, Phase.STRETCH}:
        count = _whole(facts.phase_plan(Phase.HEAT, at).a_day)
        warm = [session for session in sessions if session.kind in WARM]
        yield _line(ReminderKind.HEAT, count, _times(rules, facts, ReminderKind.HEAT, day), warm, now)
    if Phase.STRETCH in phases:
        count = _whole(facts.phase_plan(Phase.STRETCH, at).a_day)
        exercises = [session for session in sessions if is_exercise(session.kind)]
        yield _line(ReminderKind.EXERCISES, count, _times(rules, facts, ReminderKind.EXERCISES, day), exercises, now)


def _line(kind: ReminderKind, count: int | None, times: tuple[datetime, ...], sessions: Sequence[Session], now: datetime) -> Planned:
    done = tuple(session for session in sessions if session.ended_at is not None)
    runs = any(session.ended_at is None and now < session.planned_end for session in sessions)
    return Planned(kind.value, count, times, done, is_running=runs)


def _phases_of(facts: Facts, day: date) -> set[Phase]:
    start, end = day_bounds(day, facts.zone)
    spans = [span for episode in facts.episodes if episode.onset.at < end for span in phase_spans(facts.versions, episode, end)]
    return {span.phase for span in spans if span.start < end and (span.end is None or span.end > start)} & set(PLANNED_PHASES)


def _times(rules: Iterable[Rule], facts: Facts, kind: ReminderKind, day: date) -> tuple[datetime, ...]:
    return tuple(sorted(at for rule in rules if rule.kind is kind for at in _rule_times(rule, facts, day)))


def _rule_times(rule: Rule, facts: Facts, day: date) -> tuple[datetime, ...]:
    if not rule.falls_on(day):
        return ()
    instants = (local_moment(datetime.combine(day, wall), facts.zone).moment.at for wall in rule.walls())
    return tuple(at for at in instants if facts.state(at).phase in rule.phases)


def _whole(figure: Figure | None) -> int | None:
    return None if figure is None else round(figure.value)
