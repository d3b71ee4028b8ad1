"""What reminders depend on: the plan, what is done, what was raised already, and when nothing may be raised."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.domain import Value, value
from tracker.domain.entries import Session
from tracker.domain.episodes import Episode
from tracker.domain.ids import new_id
from tracker.domain.plan.phases import PhaseState, state_at
from tracker.domain.plan.protocol import Phase, PhasePlan, PlanVersion, plan_at
from tracker.domain.reminders.quiet_hours import Pause, QuietHours
from tracker.domain.reminders.rules import Rule
from tracker.domain.sessions import as_of, running
from tracker.domain.visits import Appointment

STATES_KNOWN = 1_000
BETWEEN_GROUPS = timedelta(seconds=60)
SNOOZED = "snooze_"


class How(StrEnum):
    """How a reminder was raised: by itself on time, with others on time, or late."""

    RAISED = "raised"
    GROUPED = "grouped"
    LATE = "late"


class Answer(StrEnum):
    """What the person answered; none is no answer."""

    START = "start"
    SNOOZE_15 = "snooze_15"
    SNOOZE_30 = "snooze_30"
    SNOOZE_60 = "snooze_60"
    SKIP = "skip"
    OPENED = "opened"

    @property
    def snooze(self) -> timedelta | None:
        """How long until it comes again, where that was the answer."""
        return timedelta(minutes=int(self.removeprefix(SNOOZED))) if self.startswith(SNOOZED) else None


@value(kw_only=True)
class Raised(Value):
    """A reminder that was raised: when it was due, when and how it was raised, and what was answered.

    `about` is the id of the session or appointment it concerns; `round` counts the repeats, 0 being the first time.
    """

    id: str = field(default_factory=new_id)
    rule_id: str
    kind: str
    due_at: datetime
    first_due_at: datetime
    raised_at: datetime
    how: How = How.RAISED
    about: str = ""
    text: str = ""
    round: int = 0
    answer: str | None = None
    answered_at: datetime | None = None
    snoozed_until: datetime | None = None


class Due(NamedTuple):
    """A rule that falls due at an instant; what comes again after a snooze or unanswered fell due first at another."""

    rule: Rule
    at: datetime
    first_at: datetime
    about: str = ""
    round: int = 0
    text: str = ""

    @property
    def comes_again(self) -> bool:
        """Whether it was raised before."""
        return self.at != self.first_at

    @property
    def key(self) -> tuple[str, datetime, str]:
        """What is raised once only, whatever the clock does."""
        return self.rule.id, self.at, self.about


class KnownStates:
    """Where a plan and its episodes are at the instants that were asked for: each look at the clock asks for the same ones."""

    def __init__(self, versions: Sequence[PlanVersion] = (), episodes: Sequence[Episode] = ()) -> None:
        self.versions = versions
        self.episodes = episodes
        self._by_instant: dict[datetime, PhaseState] = {}

    def at(self, at: datetime) -> PhaseState:
        """The state at an instant."""
        if at not in self._by_instant:
            # Each look adds its own instant.
            if len(self._by_instant) >= STATES_KNOWN:
                self._by_instant.clear()
            self._by_instant[at] = state_at(self.versions, self.episodes, at)
        return self._by_instant[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that reminders depend on beside their rules: the sessions of the week and since the anchor, the last days that hold pain, a note, a walk,
    something drunk or a flare, and so on.

    `watched_since` is since when somebody looks, in this zone: nothing before it was missed. `plan_changed_at` is when the person
    changed the episode last: what the plan would have had before that is no reminder missed either.
    """

    zone: str
    quiet: QuietHours = field(default_factory=QuietHours)
    pause: Pause | None = None
    versions: Sequence[PlanVersion] = ()
    episodes: Sequence[Episode] = ()
    sessions: Sequence[Session] = ()
    pain_days: frozenset[date] = frozenset()
    note_days: frozenset[date] = frozenset()
    walk_days: frozenset[date] = frozenset()
    drink_days: frozenset[date] = frozenset()
    flare_days: frozenset[date] = frozenset()
    has_activities: bool = False
    scored_on: date | None = None
    appointments: Sequence[Appointment] = ()
    arranged_at: Mapping[str, datetime] = field(default_factory=dict)
    backed_up_at: datetime | None = None
    raised: Sequence[Raised] = ()
    watched_since: datetime | None = None
    plan_changed_at: datetime | None = None
    known_states: KnownStates | None = field(default=None, compare=False, repr=False)

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def state(self, at: datetime) -> PhaseState:
        """Where the plan is at an instant."""
        known = self.known_states
        if known is not None and known.versions is self.versions and known.episodes is self.episodes:
            return known.at(at)
        return state_at(self.versions, self.episodes, at)

    def phase_plan(self, phase: Phase, at: datetime) -> PhasePlan:
        """What the plan in force at an instant says of a phase."""
        return plan_at(self.versions, at).phases[phase]

    def is_held(self, now: datetime) -> bool:
        """Whether nothing may be raised now: in the quiet hours, in a pause, or within a minute of the last group."""
        if self.quiet.hold(now, self.zone) or (self.pause is not None and self.pause.holds(now)):
            return True
        # A clock put back leaves groups that lie ahead: they hold nothing back.
        return any(timedelta(0) <= now - reminder.raised_at < BETWEEN_GROUPS for reminder in self.raised)

    def held_since(self, now: datetime) -> datetime | None:
        """Since when a pause or the quiet hours hold back what falls due, if they do."""
        # The earlier of the two, where a pause and the quiet hours overlap: what fell due in either waits.
        since = [self.pause.at] if self.pause is not None and self.pause.holds(now) else []
        if self.quiet.hold(now, self.zone):
            since.append(self.quiet.evening_before(now, self.zone))
        return min(since, default=None)

    def first_free(self, at: datetime) -> datetime:
        """The instant itself, or the end of the pause and the quiet hours it lies in."""
        unpaused = self.pause.until if self.pause is not None and self.pause.holds(at) else at
        return self.quiet.first_loud(unpaused, self.zone)

    def is_session_running(self, now: datetime) -> bool:
        """Whether a session runs."""
        return running((as_of(session, now) for session in self.sessions), now) is not None

    def ended_sessions(self, now: datetime) -> Iterator[tuple[Session, datetime]]:
        """The sessions that are over, each with its end."""
        for session in (as_of(session, now) for session in self.sessions):
            if session.ended_at is not None and session.ended_at <= now:
                yield session, session.ended_at


class Group(NamedTuple):
    """What is raised at once, in one notice; late where any of it was missed."""

    reminders: tuple[Raised, ...]

    @property
    def is_late(self) -> bool:
        """Whether any of it is late."""
        return any(reminder.how is How.LATE for reminder in self.reminders)
