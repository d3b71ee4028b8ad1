"""Instants that remember the zone they were lived in."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from tracker.domain import Value, value
from tracker.domain.words import time_words
from tracker.errors import Refused
from tracker.formats.texts import time_text
from tracker.language import _

# The times of a person's reminders on the days of a week or two: each look asks for the same.
WALLS_REMEMBERED = 2_000
# A clock that is set a little wrong must not keep an entry out.
FUTURE_ALLOWED = timedelta(minutes=5)
EARLIEST_YEAR, LATEST_YEAR = 1900, 9998  # every day up to there has a next one, in every zone
FIRST_DAY, LAST_DAY = date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)
# In UTC the first of those days may begin a day before, and the last end a day after.
FIRST_INSTANT, END_OF_INSTANTS = datetime(EARLIEST_YEAR - 1, 12, 31, tzinfo=UTC), datetime(LATEST_YEAR + 1, 1, 2, tzinfo=UTC)


class BootTime(NamedTuple):
    """A reading of the clock that runs since the computer was started: sleep counts, and nobody can set it.

    `boot` names that start. Readings of two starts, or of two computers, are not to be compared.
    """

    boot: str
    since: timedelta


class Clock(Protocol):
    """What tells the time: implemented by main, and by the tests."""

    def now(self) -> datetime:
        """This instant, aware and in UTC."""
        ...

    def zone(self) -> str:
        """The IANA name of the zone the person is in."""
        ...

    def boot_time(self) -> BootTime:
        """The clock that runs since the computer was started."""
        ...


class SteadyTime:
    """Instants that go on evenly from what the wall clock showed at the beginning, however that is set meanwhile."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.begin()

    def begin(self) -> None:
        """Take the wall clock as it is now."""
        self._began, self._booted = self._clock.now(), self._clock.boot_time()

    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        return self._began + (self._clock.boot_time().since - self._booted.since)


def rules_of(zone: str) -> tzinfo:
    """The rules of a zone by its name; those of UTC where this computer knows none, as of an entry made where there are newer tables."""
    try:
        return ZoneInfo(zone)
    # A name of no file, of a folder, or that can be none.
    except (LookupError, ValueError, OSError):
        return UTC


def can_be_reckoned_with(at: datetime) -> bool:
    """Whether there is room before and after an instant for every reckoning: it is of a day that can be typed, somewhere on Earth."""
    return FIRST_INSTANT <= at < END_OF_INSTANTS


def likely_day(day: date) -> date:
    """The day, or the nearest one with which can be reckoned."""
    return min(max(day, FIRST_DAY), LAST_DAY)


@value()
class Moment(Value):
    """An instant with the zone and offset it was made in, and the local day the person lived.

    The day is kept, never worked out again: a journey or a renamed zone does not move an entry.
    """

    at: datetime
    zone: str
    offset: timedelta
    day: date

    def __post_init__(self) -> None:
        if self.at.utcoffset() != timedelta(0):
            raise ValueError("an instant is aware and in UTC")

    @classmethod
    def of(cls, at: datetime, zone: str) -> "Moment":
        """The moment of an aware instant, as lived in the zone."""
        local = at.astimezone(rules_of(zone))
        return cls(at.astimezone(UTC), zone, local.utcoffset() or timedelta(0), local.date())

    @property
    def local(self) -> datetime:
        """The wall-clock time where it was lived, without zone."""
        return (self.at + self.offset).replace(tzinfo=None)


class Read(NamedTuple):
    """A moment read from what a person typed, and whether the clock change moved it."""

    moment: Moment
    moved: bool = False

    @property
    def remark(self) -> str:
        """A sentence when the time typed does not exist, else nothing."""
        if not self.moved:
            return ""
        return _("The clocks went forward then, so that time did not exist; {time} is used.").format(time=time_text(self.moment.local))


def moment_now(clock: Clock) -> Moment:
    """The present moment."""
    return Moment.of(clock.now(), clock.zone())


def local_moment(wall: datetime, zone: str) -> Read:
    """The moment of a wall-clock time: one that does not exist moves forward, one that exists twice is the first."""
    # fold=0 takes the first of two; without a zone, since two times of different zones would be one key.
    return _first_local_moment(wall.replace(tzinfo=None, fold=0), zone)


@lru_cache(maxsize=WALLS_REMEMBERED)
def _first_local_moment(wall: datetime, zone: str) -> Read:
    there = rules_of(zone)
    # To UTC and back: a wall-clock time that does not exist comes back as another.
    moment = Moment.of(wall.replace(tzinfo=there).astimezone(UTC), zone)
    return Read(moment, moved=moment.local != wall)


def read_moment(text: str, zone: str) -> Read:
    """Read ISO 8601, local to the zone where it has no offset; raises Refused."""
    written = text.strip()
    try:
        parsed = datetime.fromisoformat(written)
    except ValueError:
        raise Refused(
            _("{text} is not a time that exists. Nothing was changed; write it like 2026-11-25T13:05.").format(text=_quoted(written))
        ) from None
    # fromisoformat takes a day by itself for its midnight, which nobody meant.
    if len(written) <= len("2026-11-25"):
        raise Refused(_("{text} has no time of day. Nothing was changed; write it like 2026-11-25T08:00.").format(text=_quoted(written)))
    _refuse_unlikely_year(parsed, written)
    return local_moment(parsed, zone) if parsed.tzinfo is None else Read(Moment.of(parsed, zone))


def read_day(text: str) -> date:
    """Read a local day like 2026-11-25; raises Refused."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(_("{text} is not a day that exists. Nothing was changed; write it like 2026-11-25.").format(text=_quoted(text))) from None
    _refuse_unlikely_year(day, text)
    return day


def is_in_the_future(at: datetime, now: datetime) -> bool:
    """Whether the instant lies further ahead than a clock set a little wrong explains (5 minutes)."""
    return at > now + FUTURE_ALLOWED


def in_the_future(moment: Moment) -> str:
    """What is said of a time that lies ahead."""
    return _("{time} is in the future. Nothing was changed; choose a time that has passed.").format(time=time_words(moment.local))


def refuse_future(moment: Moment, now: datetime) -> None:
    """Raise Refused for a time more than 5 minutes ahead."""
    if is_in_the_future(moment.at, now):
        raise Refused(in_the_future(moment), "moment")


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """The instants at which a local day begins and ends, in UTC."""
    # By the beginning of the next day, not 24 hours later: where the clocks change a day has 23 or 25.
    start = local_moment(datetime.combine(day, time()), zone).moment.at
    end = local_moment(datetime.combine(day + timedelta(days=1), time()), zone).moment.at
    return start, end


def _refuse_unlikely_year(day: date, text: str) -> None:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise Refused(_("{text} cannot be right. Nothing was changed; check the year.").format(text=_quoted(text)))


def _quoted(text: str) -> str:
    # It stands in a sentence, on a terminal too: a whole file may have been pasted, and controls could do more than be shown.
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[:40])
    return f"“{shown}”"
