"""Gathers from plan and diary what the reminders depend on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tracker.domain.entries import Activity, DayNote, Entry, Function, Kind, PainEntry, Session
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import state_at
from tracker.domain.plan.protocol import PlanVersion
from tracker.domain.reminders.day_plan import WALKING
from tracker.domain.reminders.facts import Facts, KnownStates, Raised
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.domain.times import Clock, Moment, day_bounds
from tracker.services.planner import Planner
from tracker.services.running_sessions import RunningSessions
from tracker.storage.entries import EntryStore
from tracker.storage.reminder_watch import WatchStore
from tracker.storage.reminders import ReminderStore
from tracker.storage.visits import VisitStore

REMEMBERED = timedelta(days=31)
RECENT = timedelta(days=3)
# The days of a week, from the first hour of Monday on, whichever day it is.
A_WEEK = timedelta(days=8)
A_MOMENT = timedelta(minutes=1)
# All that a window asks within one reading of the diary, it asks in less.
A_READING = timedelta(seconds=1)
# What lies farther ahead was not written by a clock that was set back since.
AHEAD = timedelta(days=1)


class ReminderFacts:
    """Knows where each fact is kept."""

    def __init__(
        self,
        planner: Planner,
        entries: EntryStore,
        running: RunningSessions,
        visits: VisitStore,
        store: ReminderStore,
        watch: WatchStore,
        newest_backup_at: Callable[[], datetime | None],
        clock: Clock,
        reading_number: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._planner = planner
        self._entries = entries
        self._running = running
        self._visits = visits
        self._store = store
        self._watch = watch
        self._newest_backup_at = newest_backup_at
        self._clock = clock
        self._states = KnownStates()
        self._reading_number = reading_number
        self._known: tuple[int, Moment, Facts] | None = None  # of the last reading of the diary, in which nothing changes

    def at(self, moment: Moment, quiet: QuietHours, watched_since: datetime | None = None) -> Facts:
        """The facts at a moment: what was done, logged or raised later is left out; within one reading of the diary now is one moment."""
        number = self._reading_number()
        if self._known is None or self._known[0] != number or not _is_same_now(self._known[1], moment):
            facts = self._gathered(moment)
            self._known = None if number is None else (number, moment, facts)
        else:
            facts = self._known[2]
        return replace(facts, quiet=quiet, watched_since=watched_since)

    def _gathered(self, moment: Moment) -> Facts:
        versions = self._planner.versions()
        episodes = [_episode_at(episode, moment.at) for episode in self._planner.followed() if episode.onset.at <= moment.at]
        anchor = state_at(versions, episodes, moment.at).anchor
        states = self._states_of(versions, episodes)
        lately = self._entries.since(moment.at - RECENT, (Kind.PAIN, Kind.DAY_NOTE, Kind.ACTIVITY))
        lately = [entry for entry in lately if entry.moment.at <= moment.at]
        notes = [entry for entry in lately if isinstance(entry, DayNote)]
        return Facts(
            zone=moment.zone,
            quiet=QuietHours(),
            pause=self._watch.pause(),
            versions=states.versions,
            episodes=states.episodes,
            sessions=self._sessions(min(anchor or moment.at, moment.at - A_WEEK), moment.at),
            pain_days=_days(entry for entry in lately if isinstance(entry, PainEntry)),
            note_days=_days(notes),
            walk_days=_days(entry for entry in lately if isinstance(entry, Activity) and entry.kind == WALKING),
            drink_days=_days(note for note in notes if note.fluids),
            flare_days=_days(note for note in notes if note.flare),
            has_activities=bool(self._visits.activities()),
            scored_on=self._scored_on(moment.at),
            appointments=self._visits.appointments(),
            arranged_at=self._store.arranged_at(),
            backed_up_at=self._backed_up_at(moment.zone),
            raised=self._raised(moment.at),
            plan_changed_at=self._store.plan_changed_at(),
            known_states=states,
        )

    def _states_of(self, versions: Sequence[PlanVersion], episodes: Sequence[Episode]) -> KnownStates:
        """What was worked out for earlier facts, where the plan and the episodes are the same."""
        if (self._states.versions, self._states.episodes) != (versions, episodes):
            self._states = KnownStates(versions, episodes)
        return self._states

    def _sessions(self, since: datetime, until: datetime) -> list[Session]:
        """What was begun up to an instant; by a clock that was set back some of it lies ahead, and counts all the same."""
        last = until + AHEAD if self._is_now(until) else until
        found = self._entries.since(since, (Kind.SESSION,))
        return [self._running.as_of_now(session) for session in found if isinstance(session, Session) and session.moment.at <= last]

    def _is_now(self, at: datetime) -> bool:
        # The clock went on a little since the moment was taken.
        return at > self._clock.now() - A_MOMENT

    def _scored_on(self, until: datetime) -> date | None:
        last = self._entries.latest(Kind.FUNCTION, until)
        return last.moment.day if isinstance(last, Function) else None

    def _backed_up_at(self, zone: str) -> datetime | None:
        """When the newest backup was made; where there never was one, when the diary began."""
        # A diary without a backup is counted from its first day, so that the reminder comes in time there too.
        newest = self._newest_backup_at()
        days = None if newest else self._entries.days()
        return day_bounds(days[0], zone)[0] if days else newest

    def _raised(self, at: datetime) -> list[Raised]:
        """What was raised of late; by a clock that was set back some of it lies ahead, and is remembered all the same."""
        found = self._store.due_since(at - REMEMBERED)
        return found if self._is_now(at) else [raised for raised in found if raised.raised_at <= at]


def _is_same_now(first: Moment, later: Moment) -> bool:
    return first.zone == later.zone and timedelta(0) <= later.at - first.at < A_READING


def _days(entries: Iterable[Entry]) -> frozenset[date]:
    return frozenset(entry.moment.day for entry in entries)


def _episode_at(episode: Episode, at: datetime) -> Episode:
    """An episode as it stood at an instant, without what came later."""
    ended = episode.ended if episode.ended is not None and episode.ended.at <= at else None
    return replace(episode, ended=ended, events=episode.events_until(at))
