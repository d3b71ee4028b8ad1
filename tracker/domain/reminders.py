"""When a session is due: ice by its cycle, heat and exercises at their times, all outside the quiet hours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.domain.entries import Session
from tracker.domain.phases import PhaseState
from tracker.domain.protocol import Phase, Protocol
from tracker.domain.sessions import HEAT, ICE, rest_over_at
from tracker.domain.times import local_moment

EXERCISES = "exercises"
DEFAULT_TIMES = {HEAT: (time(9), time(14), time(19)), EXERCISES: (time(8), time(13), time(18))}
DAYS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The local hours in which nothing is raised but the end of a session; from start up to, not including, end."""

    start: time = time(22)
    end: time = time(7)

    def holds(self, wall: time) -> bool:
        """Whether a local time lies in them; equal bounds mean there are none."""
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end

    def first_loud(self, at: datetime, zone: str) -> datetime:
        """The instant itself, or the end of the quiet hours it lies in."""
        local = at.astimezone(ZoneInfo(zone))
        if not self.holds(local.time()):
            return at
        morning = datetime.combine(local.date(), self.end)
        if morning <= local.replace(tzinfo=None):
            morning += timedelta(days=1)
        return local_moment(morning, zone).moment.at


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be reminded of, and the instant it is due."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reminder depends on beside the plan: the sessions of the episode, the quiet hours and the zone."""

    sessions: Sequence[Session]
    quiet: QuietHours
    zone: str


def due_at(state: PhaseState, plan: Protocol, around: Surroundings, after: datetime) -> Reminder | None:
    """The session due next in this phase; of those at fixed times the first at or after an instant. None outside the phases."""
    if state.phase is Phase.ICE and state.anchor is not None and state.ice_over_at is not None:
        rest = plan.phases[Phase.ICE].rest
        wanted = rest_over_at(around.sessions, rest.minutes if rest else timedelta(0), state.anchor) or state.anchor
        due = around.quiet.first_loud(wanted, around.zone)
        if due < state.ice_over_at:
            return Reminder(ICE, due)
        return _first(HEAT, around, max(after, state.ice_over_at))
    if state.phase is Phase.HEAT:
        return _first(HEAT, around, after)
    if state.phase is Phase.STRETCH:
        return _first(EXERCISES, around, after)
    return None


def next_reminder(state: PhaseState, plan: Protocol, around: Surroundings, now: datetime) -> Reminder | None:
    """What comes next, now at the earliest: an ice session that is overdue is due now, or when the quiet hours end."""
    due = due_at(state, plan, around, now)
    if due is None or due.at >= now:
        return due
    at = around.quiet.first_loud(now, around.zone)
    if state.ice_over_at is not None and at >= state.ice_over_at:
        return _first(HEAT, around, state.ice_over_at)
    return Reminder(due.kind, at)


def _first(kind: str, around: Surroundings, after: datetime) -> Reminder | None:
    times = DEFAULT_TIMES[kind]
    return next((Reminder(kind, at) for at in _instants(times, around.zone, after) if not _is_quiet(at, around)), None)


def _is_quiet(at: datetime, around: Surroundings) -> bool:
    return around.quiet.holds(at.astimezone(ZoneInfo(around.zone)).time())


def _instants(times: Iterable[time], zone: str, after: datetime) -> Iterator[datetime]:
    today: date = after.astimezone(ZoneInfo(zone)).date()
    for day in (today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)):
        for wall in sorted(times):
            at = local_moment(datetime.combine(day, wall), zone).moment.at
            if at >= after:
                yield at
