"""The sessions without an end as they stand now, by the wall clock and the clock of the computer's start together."""

from datetime import datetime, timedelta

from tracker.domain.entries import EndedBy, Session
from tracker.domain.sessions import ZERO, Elapsed, begun, elapsed_of, ended, ended_by_clock, ends_at, time_left
from tracker.domain.times import Clock
from tracker.storage.elapsed import ElapsedStore
from tracker.storage.entries import EntryStore


class RunningSessions:
    """Knows how far each has come; what is left of one never grows, also across a restart of the app."""

    def __init__(self, entries: EntryStore, store: ElapsedStore, clock: Clock) -> None:
        self._entries = entries
        self._store = store
        self._clock = clock
        # The last look at each, seconds old: between two looks the wall clock may be set forward and back again.
        self._looked: dict[str, Elapsed | None] = {}

    def begin(self, session: Session) -> None:
        """A session begins now."""
        self._looked[session.id] = begun(self._clock.boot_time())
        self.keep([session])

    def keep(self, sessions: list[Session] | None = None) -> None:
        """Write down how far they have come, by default all that run, for the next start of the app."""
        for session in self._entries.running_sessions() if sessions is None else sessions:
            self._store.put(session.id, self._elapsed(session), self._clock.now())

    def running(self) -> Session | None:
        """The session that runs now."""
        return next((session for session in self._entries.running_sessions() if self.left(session)), None)

    def left(self, session: Session) -> timedelta:
        """What is left of a session without an end; nothing once it is over."""
        return time_left(session, self._elapsed(session))

    def ends_at(self, session: Session) -> datetime:
        """When a session that runs will be over, as the wall clock goes now."""
        return ends_at(session, self._clock.now(), self.left(session))

    def as_of_now(self, session: Session) -> Session:
        """The session as it stands now: one that is over has ended at its planned end, even if nobody was looking."""
        if session.ended_at is not None or self.left(session):
            return session
        return ended(session, session.planned_end, EndedBy.PRESUMED)

    def stopped(self, session: Session) -> Session:
        """The session ended by the button, as long as it has run."""
        return ended(session, session.moment.at + self._elapsed(session).length, EndedBy.BUTTON)

    def run_out(self) -> Session | None:
        """A session that is over and has its end written down nowhere, now with its end."""
        for session in self._entries.running_sessions():
            elapsed = self._elapsed(session)
            if time_left(session, elapsed) == ZERO:
                return ended_by_clock(session, elapsed)
        return None

    def _elapsed(self, session: Session) -> Elapsed:
        if session.id not in self._looked:
            self._looked[session.id] = self._store.get(session.id)
        looked = elapsed_of(session, self._looked[session.id], self._clock.now(), self._clock.boot_time())
        self._looked[session.id] = looked
        return looked
