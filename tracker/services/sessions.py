"""Sessions against the clock: which one runs, and where the person is in the plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tracker.changes import Touched
from tracker.domain.entries import EndedBy, Entry, Kind, PainEntry, Session
from tracker.domain.episodes import begun_later, episode_at
from tracker.domain.plan.phases import PhaseState
from tracker.domain.plan.protocol import plan_at
from tracker.domain.plan.session_offers import session_length
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.domain.sessions import running
from tracker.domain.status import Status
from tracker.domain.sync.sections import Section
from tracker.domain.times import Clock, Moment, moment_now
from tracker.domain.words import moment_words, session_name
from tracker.errors import Refused
from tracker.language import _
from tracker.services.history import Change, History, IntendedChange
from tracker.services.planner import Planner
from tracker.services.running_sessions import RunningSessions
from tracker.storage.entries import EntryStore

if TYPE_CHECKING:
    from tracker.services.reminders import Reminders

LONGEST_SESSION = timedelta(days=1)


class Timekeeper:
    """The sessions of the plan against the clock: which runs, and what was done today.

    `reading_number` tells which reading of the diary is under way, None outside of one: frame, page and tray show one status then.
    """

    def __init__(
        self,
        planner: Planner,
        entries: EntryStore,
        running: RunningSessions,
        reminders: "Callable[[], Reminders]",
        clock: Clock,
        history: History,
        reading_number: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._planner = planner
        self._history = history
        self._entries = entries
        self._running = running
        self._reminders = reminders
        self._clock = clock
        self._reading_number = reading_number
        self._known_status: tuple[int, QuietHours, Status] | None = None

    def status(self, quiet: QuietHours, at: Moment | None = None) -> Status:
        """Where the person is, now or at another moment; within one reading of the diary now is one moment."""
        number = self._reading_number()
        if at is not None or number is None:
            return self._status(quiet, at)
        if self._known_status is None or self._known_status[:2] != (number, quiet):
            self._known_status = number, quiet, self._status(quiet, None)
        return self._known_status[2]

    def _status(self, quiet: QuietHours, at: Moment | None) -> Status:
        moment = at or moment_now(self._clock)
        # Without a plan that can be told it is as without one: nothing is offered, and no episode stands beside a phase that is not known.
        episodes, versions, state = self._planner.followed(), self._planner.versions(), self._planner.state(moment.at)
        plan = plan_at(versions, moment.at)
        sessions = self._sessions(moment.at, state) if at is not None else self._sessions_now(moment.at, state)
        session = running((_session_at(session, moment.at) for session in sessions), moment.at) if at is not None else self.running_session()
        last = self._entries.latest(Kind.PAIN, moment.at)
        return Status(
            at=moment,
            episode=episode_at(episodes, moment.at),
            state=state,
            plan=plan,
            session=session,
            session_ends_at=None if session is None else session.planned_end if at is not None else self._running.ends_at(session),
            find_reminder=cache(lambda: self._reminders().next(quiet, moment)),
            last_pain=last if isinstance(last, PainEntry) else None,
            sessions=tuple(sessions),
            begun_later=begun_later(episodes, moment.at) if at is None else None,
        )

    def start_session(self, kind: str, minutes: float | None = None, *, before: float | None = None) -> Change:
        """Let a session run from now; raises Refused while another runs. Its length is the plan's where none is given; `before`: points 0-10."""
        now = moment_now(self._clock)
        planned = timedelta(minutes=minutes) if minutes is not None else self._planned_length(kind, now.at)
        session = Session(moment=now, kind=kind, planned=planned, before=before)

        def decided() -> IntendedChange:
            if self.running_session() is not None:
                raise Refused(_("A session is running already. Nothing was changed; stop it first."))
            return self._kept(_("{session} started"), session, now.at)

        done = self._history.make(decided)._replace(entry=session)
        self._running.begin(session)
        return done

    def stop_session(self) -> Change:
        """End the running session now; nothing happens where none runs."""
        session = self.running_session()
        if session is None:
            return Change()
        stopped = self._running.stopped(session)
        return self._history.make(lambda: self._kept(_("{session} stopped"), stopped, self._clock.now()))._replace(entry=stopped)

    def settle(self) -> Change:
        """Write down the end of a session whose planned end has passed; the answer holds it, if there was one."""
        over = self._running.run_out()
        if over is None:
            return Change()
        self._entries.put([over], self._clock.now())
        # It has run its time: taking back the start now would take a session that was done out of the diary, and the rest after it.
        self._history.forget_through((Section.ENTRIES, over.id))
        return Change(Touched.DIARY, over)

    def running_session(self) -> Session | None:
        """The session that runs now."""
        return self._running.running()

    def kept(self, id_: str) -> Session | None:
        """A session as the diary has it now; None where it is not there any more."""
        found = self._entries.get(id_)
        return found if isinstance(found, Session) else None

    def left(self, session: Session) -> timedelta:
        """What is left of a session that runs; it never grows, however the clock is set."""
        return self._running.left(session)

    def ends_at(self, session: Session) -> datetime:
        """When a session that runs will be over, as the wall clock goes now."""
        return self._running.ends_at(session)

    def keep_elapsed(self) -> None:
        """Write down how far the session that runs has come, for the next start of the app."""
        self._running.keep()

    def _sessions_now(self, now: datetime, state: PhaseState) -> list[Session]:
        # With the clock set back what has been lies ahead: the rest after it counts all the same. More than a day is no clock set back.
        return [session for session in self._sessions_since(now, state) if session.moment.at <= now + LONGEST_SESSION]

    def _sessions(self, at: datetime, state: PhaseState) -> list[Session]:
        return [session for session in self._sessions_since(at, state) if session.moment.at <= at]

    def _sessions_since(self, at: datetime, state: PhaseState) -> list[Session]:
        # One that began a day ago may still run: no session is longer.
        found: list[Entry] = self._entries.since(min(state.anchor or at, at - LONGEST_SESSION), (Kind.SESSION,))
        return [self._running.as_of_now(session) for session in found if isinstance(session, Session)]

    def _planned_length(self, kind: str, at: datetime) -> timedelta:
        length = session_length(plan_at(self._planner.versions(), at), kind)
        if length is None:
            raise Refused(_("The plan has no length for that. Nothing was started; give the minutes."))
        return length

    def _kept(self, name: str, session: Session, now: datetime) -> IntendedChange:
        keys = [(Section.ENTRIES, session.id)]
        when = moment_words(Moment.of(session.ended_at or session.moment.at, session.moment.zone).local, moment_now(self._clock).day)
        return IntendedChange(name.format(session=session_name(session.kind)), keys, lambda: self._entries.put([session], now), when)


def _session_at(session: Session, at: datetime) -> Session:
    """The session as it stood at an instant: one that ended later was running, unless it was logged by hand."""
    if session.ended_at is not None and session.ended_at > at and session.ended_by is not EndedBy.BY_HAND:
        return replace(session, planned=session.ended_at - session.moment.at, ended_at=None, ended_by=None)
    return session
