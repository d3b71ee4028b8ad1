"""Sessions against the clock: which one runs, which one has ended unseen, and when the rest after it is over."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from tracker.domain.entries import EndedBy, Session

ICE, HEAT, CONTRAST, PRESSURE = "ice", "heat", "contrast", "pressure"
MASSAGE, PHYSIOTHERAPY, OTHER = "massage", "physiotherapy", "other"
STRETCHES = "stretches"
SESSION_KINDS = (ICE, HEAT, CONTRAST, PRESSURE, STRETCHES, MASSAGE, PHYSIOTHERAPY, OTHER)
# Whoever looks later than this did not see it end: the app was closed, or the computer slept.
ON_TIME = timedelta(seconds=60)


def as_of(session: Session, now: datetime) -> Session:
    """The session as it stands now: one whose planned end has passed has ended then, even if nobody was looking."""
    if session.ended_at is None and session.planned_end <= now:
        return ended(session, session.planned_end, EndedBy.PRESUMED)
    return session


def ended(session: Session, at: datetime, by: EndedBy) -> Session:
    """The session with its end, not before its start and not after its planned end."""
    return replace(session, ended_at=max(session.moment.at, min(at, session.planned_end)), ended_by=by)


def ended_by_clock(session: Session, seen_at: datetime) -> Session:
    """The session ended at its planned end; presumed where the end was not seen within a minute."""
    seen_in_time = seen_at - session.planned_end <= ON_TIME
    return ended(session, session.planned_end, EndedBy.PLANNED if seen_in_time else EndedBy.PRESUMED)


def running(sessions: Iterable[Session], now: datetime) -> Session | None:
    """The session that runs at an instant."""
    return next((session for session in sessions if session.ended_at is None and session.moment.at <= now < session.planned_end), None)


def rest_over_at(sessions: Iterable[Session], rest: timedelta, since: datetime) -> datetime | None:
    """When the rest after the latest ice session begun since an instant is over; a running one counts by its planned end."""
    ends = [session.ended_at or session.planned_end for session in sessions if session.kind == ICE and session.moment.at >= since]
    return max(ends) + rest if ends else None


def counts_as_done(session: Session) -> bool:
    """Whether it has ended and took half of its planned length or more; one stopped before that is kept as it happened."""
    return session.ended_at is not None and 2 * session.length >= session.planned
