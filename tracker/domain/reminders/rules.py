"""The rules by which reminders fall due: of which kind, at which local times, on which days, in which phases."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracker.domain import Value, value
from tracker.domain.entries import Issue, name_issues, range_issue
from tracker.domain.ids import new_id, shared_id
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.quiet_hours import Hours
from tracker.language import _

EVERY_DAY = tuple(range(7))
EVERY_PHASE = tuple(Phase)
SNOOZES = (15, 30, 60)
# Minutes, here and in the next line.
LEAST_EVERY, MOST_EVERY = 5, 720
LEAST_BETWEEN, MOST_BETWEEN = 5, 240
MOST_REPEATS = 10
MOST_TIMES = 24


class ReminderKind(StrEnum):
    """What a reminder is about, in the order in which a group lists what is due at the same instant."""

    ICE = "ice"
    HEAT = "heat"
    EXERCISES = "exercises"
    STRENGTH = "strength"
    PHASE_SWITCH = "phase_switch"
    AFTER_SESSION = "after_session"
    PAIN = "pain"
    DAY_NOTE = "day_note"
    WALKING = "walking"
    BREAK = "break"
    FLUIDS = "fluids"
    RELAXATION = "relaxation"
    FUNCTION = "function"
    APPOINTMENT = "appointment"
    BACKUP = "backup"
    OWN = "own"


RANK = {kind: place for place, kind in enumerate(ReminderKind)}
# Not raised while a session runs: whoever has one on is busy with what they remind of.
OF_SESSIONS = frozenset({ReminderKind.ICE, ReminderKind.HEAT, ReminderKind.EXERCISES, ReminderKind.STRENGTH, ReminderKind.RELAXATION})
# These fall due by what happened, not by the clock: they have no times, and stay due where their rule was changed since.
BY_EVENT = frozenset({ReminderKind.ICE, ReminderKind.PHASE_SWITCH, ReminderKind.AFTER_SESSION})


class Repeat(NamedTuple):
    """Raise again every so many minutes until answered, at most so many times."""

    minutes: int
    times: int


@value(kw_only=True)
class Rule(Value):
    """One reminder as the person has it; weekdays count from 0, Monday, and `since` is when it was changed last.

    It falls due at its times, or every so many minutes within its hours; on one day alone where `day` is given.
    Those by event (ice by its cycle, the phase switch, pain after a session) have no times.
    """

    id: str = field(default_factory=new_id)
    kind: ReminderKind
    is_on: bool = True
    times: tuple[time, ...] = ()
    every: int | None = None
    hours: Hours = field(default_factory=Hours)
    weekdays: tuple[int, ...] = EVERY_DAY
    day: date | None = None
    phases: tuple[Phase, ...] = EVERY_PHASE
    repeat: Repeat | None = None
    snooze: int = SNOOZES[0]
    silent_when_done: bool = True
    text: str = ""
    since: datetime | None = None

    @property
    def is_own(self) -> bool:
        """Whether the person wrote it; the others come with the app and can be turned off, not removed."""
        return self.kind is ReminderKind.OWN

    @property
    def is_of_the_plan(self) -> bool:
        """Whether it depends on where the person is in the plan."""
        return set(self.phases) != set(EVERY_PHASE)

    def falls_on(self, day: date) -> bool:
        """Whether a local day is one of its days."""
        return day.weekday() in self.weekdays and self.day in {None, day}

    def walls(self) -> list[time]:
        """Its wall-clock times on a day, in order."""
        return sorted(set(self.times if self.every is None else _steps(self.hours, self.every)))


def default_id(kind: ReminderKind | str) -> str:
    """The id of the rule of a kind that comes with the app, the same on every computer."""
    return shared_id(f"reminder:{kind}")


def rule_issues(rule: Rule) -> list[Issue]:
    """What is wrong with a rule, field by field."""
    return [*_time_issues(rule), *_day_issues(rule), *_again_issues(rule), *(name_issues("text", (rule.text,)) if rule.is_own else ())]


def _time_issues(rule: Rule) -> list[Issue]:
    if rule.kind in BY_EVENT:
        return []
    if rule.every is None and not 0 < len(rule.times) <= MOST_TIMES:
        return [Issue("times", _("A reminder has from 1 to {most} times a day. Nothing was changed.").format(most=MOST_TIMES))]
    if rule.every is not None and not LEAST_EVERY <= rule.every <= MOST_EVERY:
        return [range_issue("every", LEAST_EVERY, MOST_EVERY)]
    if rule.every is not None and rule.hours.start >= rule.hours.end:
        return [Issue("hours", _("It has to end after it begins. Nothing was changed; check both."))]
    return []


def _day_issues(rule: Rule) -> list[Issue]:
    issues: list[Issue] = []
    if not rule.weekdays or not set(rule.weekdays) <= set(EVERY_DAY):
        issues.append(Issue("weekdays", _("Choose at least one. Nothing was changed.")))
    if not rule.phases:
        issues.append(Issue("phases", _("Choose at least one. Nothing was changed.")))
    return issues


def _again_issues(rule: Rule) -> list[Issue]:
    issues: list[Issue] = []
    if rule.snooze not in SNOOZES:
        issues.append(Issue("snooze", _("It can come again after 15, 30 or 60 minutes. Nothing was changed.")))
    if rule.repeat and not (LEAST_BETWEEN <= rule.repeat.minutes <= MOST_BETWEEN and 0 < rule.repeat.times <= MOST_REPEATS):
        issues.append(
            Issue(
                "repeat",
                _("It can be repeated every {least} to {most} minutes, at most {times} times. Nothing was changed.").format(
                    least=LEAST_BETWEEN, most=MOST_BETWEEN, times=MOST_REPEATS
                ),
            )
        )
    return issues


def _steps(hours: Hours, every: int) -> Iterator[time]:
    """From the start of the hours on, up to, not including, their end."""
    # Times of day know no arithmetic, so they are put on a day: any will do.
    at, end = datetime.combine(date.min, hours.start), datetime.combine(date.min, hours.end)
    while at < end:
        yield at.time()
        at += timedelta(minutes=every)
