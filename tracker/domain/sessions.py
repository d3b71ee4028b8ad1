"""Sessions against the clock: which one runs, which one has ended unseen, and when the rest after it is over."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from tracker.domain.entries import EndedBy, Session
from tracker.domain.times import BootTime

ICE, HEAT, CONTRAST, PRESSURE = "ice", "heat", "contrast", "pressure"
WARM_BATH, SELF_MASSAGE, RELAXATION, YOGA = "warm-bath", "self-massage", "relaxation", "yoga"
MASSAGE, PHYSIOTHERAPY, MANUAL_THERAPY, ACUPUNCTURE, OTHER = "massage", "physiotherapy", "manual-therapy", "acupuncture", "other"
STRETCHES = "stretches"
STRENGTH = "strength set"  # the exercises of keeping well in turn; each is kept by its own name
# What the plan has beside its exercises; a warm bath is damp heat by another way.
KINDS_OF_THE_PLAN = (ICE, HEAT, WARM_BATH, CONTRAST, PRESSURE)
# What people do or have done beside any plan, which never tells them to.
TREATMENTS = (MASSAGE, SELF_MASSAGE, PHYSIOTHERAPY, MANUAL_THERAPY, ACUPUNCTURE, YOGA, RELAXATION, OTHER)
SESSION_KINDS = (*KINDS_OF_THE_PLAN, STRETCHES, *TREATMENTS)
# What people call a kind, or what it is done with.
_CALLED = {
    "chiropractic": MANUAL_THERAPY,
    "chiropractic, osteopathy": MANUAL_THERAPY,
    "osteopathy": MANUAL_THERAPY,
    "foam roller": SELF_MASSAGE,
    "foam rolling": SELF_MASSAGE,
    "tennis ball": SELF_MASSAGE,
    "heat pad": HEAT,
    "heating pad": HEAT,
    "damp heat": HEAT,
    "contrast shower": CONTRAST,
    "finger pressure": PRESSURE,
    "meditation": RELAXATION,
}
# Whoever looks later than this did not see it end: the app was closed, or the computer slept.
ON_TIME = timedelta(seconds=60)
CLOCKS_AGREE = timedelta(seconds=2)
ZERO = timedelta(0)


class Elapsed(NamedTuple):
    """How far a session had come when somebody looked: by the larger of two clocks, and as far as the boot clock alone knows.

    `counted` tells an end that was slept through from one that a clock set forward brought; `seen_at` is what the boot clock showed.
    """

    length: timedelta
    counted: timedelta
    seen_at: BootTime


def begun(boot: BootTime) -> Elapsed:
    """Nothing has elapsed yet."""
    return Elapsed(ZERO, ZERO, boot)


def elapsed_of(session: Session, last: Elapsed | None, now: datetime, boot: BootTime) -> Elapsed:
    """How far a session has come now, from the last look at it: a wall clock set back prolongs nothing, one set forward ends it early.

    Across a start of the computer the boot clock says nothing, and what had elapsed at the last look stands.
    """
    by_wall = max(ZERO, now - session.moment.at)
    if last is None:
        return Elapsed(by_wall, by_wall, boot)
    if last.seen_at.boot != boot.boot:
        length = max(by_wall, last.length)
        return Elapsed(length, length, boot)
    since = max(ZERO, boot.since - last.seen_at.since)
    return Elapsed(max(by_wall, last.length + since), last.counted + since, boot)


def time_left(session: Session, elapsed: Elapsed) -> timedelta:
    """What is left of a session that runs; nothing once it is over."""
    return max(ZERO, session.planned - elapsed.length)


def ends_at(session: Session, now: datetime, left: timedelta) -> datetime:
    """When a session that runs will be over, as the wall clock goes now: its planned end, but where that clock was set."""
    at = now + left
    # The two clocks drift by less than this in a session, and are read one after the other.
    return session.planned_end if abs(at - session.planned_end) < CLOCKS_AGREE else at


def as_of(session: Session, now: datetime) -> Session:
    """The session as it stood at an instant by the wall clock alone: one whose planned end had passed had ended then."""
    if session.ended_at is None and session.planned_end <= now:
        return ended(session, session.planned_end, EndedBy.PRESUMED)
    return session


def ended(session: Session, at: datetime, by: EndedBy) -> Session:
    """The session with its end, not before its start and not after its planned end."""
    return replace(session, ended_at=max(session.moment.at, min(at, session.planned_end)), ended_by=by)


def ended_by_clock(session: Session, elapsed: Elapsed) -> Session:
    """The session ended at its planned end; presumed where the end was not seen within a minute."""
    # By what the boot clock counted: where the clock was set forward the person still lies there, and has to hear the alarm.
    seen_in_time = elapsed.counted - session.planned <= ON_TIME
    return ended(session, session.planned_end, EndedBy.PLANNED if seen_in_time else EndedBy.PRESUMED)


def running(sessions: Iterable[Session], now: datetime) -> Session | None:
    """The session that runs at an instant by the wall clock alone; one that began ahead of it runs too, since the clock was set back."""
    return next((session for session in sessions if session.ended_at is None and now < session.planned_end), None)


def rest_over_at(sessions: Iterable[Session], rest: timedelta, since: datetime) -> datetime | None:
    """When the rest after the latest ice session begun since an instant is over; a running one counts by its planned end."""
    ends = [session.ended_at or session.planned_end for session in sessions if session.kind == ICE and session.moment.at >= since]
    return max(ends) + rest if ends else None


def kind_called(name: str) -> str:
    """The kind of session that a name stands for, whatever its capitals and hyphens: "Warm bath", "osteopathy"; any other name as it is."""
    plain = " ".join(name.replace("-", " ").split()).casefold()
    known = plain.replace(" ", "-")
    return known if known in SESSION_KINDS else _CALLED.get(plain, name)


def counts_as_done(session: Session) -> bool:
    """Whether it has ended and took half of its planned length or more; one stopped before that is kept as it happened."""
    return session.ended_at is not None and 2 * session.length >= session.planned
