"""Dates and times as tables write them: ISO 8601 or a format, in a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tracker.domain.times import EARLIEST_YEAR, Moment, is_in_the_future, local_moment
from tracker.errors import Refused
from tracker.importers.source import shown
from tracker.importers.table.mapping import Dates
from tracker.language import _

NOON = 12
# The first time of 13 digits in milliseconds is in 2001, as is the first of 10 digits in seconds: the digits tell them apart.
MILLISECONDS, MILLISECOND_DIGITS = 1000, 13
HOUR = timedelta(hours=1)
# The zones named Etc/GMT go from 12 hours west to 14 hours east.
LEAST_HOURS, MOST_HOURS = -12, 14
_UNCLEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)", re.ASCII)
# Seconds or milliseconds since 1970, from 2001 to 2286.
_UNIX = re.compile(r"\d{10}|\d{13}", re.ASCII)
# `(?(4)m...)`: an m has to follow where a or p stands, and may not where none does.
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?(4)m\.?)", re.ASCII | re.IGNORECASE)
_TIME_DIRECTIVE = re.compile(r"%[HIcX]")


class UnclearDates(Refused):
    """Dates like 01/02/2026 and no word about which number is the day: the whole file is refused."""


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the moments of a table as its mapping says, local to `zone` where a cell has no offset."""

    dates: Dates
    zone: str
    now: datetime

    def moment(self, day_cell: str, clock_cell: str) -> Moment:
        """The moment of a date, or a date and time, with the time cell beside it ("" for none); raises Refused."""
        if not day_cell:
            raise Refused(_("The row has no date."))
        wall, has_time = self._wall(day_cell)
        if clock_cell:
            wall = datetime.combine(wall.date(), clock(clock_cell))
        elif not has_time:
            wall = datetime.combine(wall.date(), self.dates.time)
        return lived(wall, self.zone, self.now, day_cell)

    def _wall(self, cell: str) -> tuple[datetime, bool]:
        written = self.dates.format
        if written is None:
            return _iso(cell)
        try:
            wall = datetime.strptime(cell, written)  # noqa: DTZ007 - the zone follows
        except ValueError:
            raise Refused(_("“{cell}” is not a date in the format {format}.").format(cell=shown(cell), format=shown(written))) from None
        return wall, _TIME_DIRECTIVE.search(written) is not None

    def refuse_unclear(self, cell: str) -> None:
        """Raise UnclearDates for a date that can be read in more than one way."""
        if self.dates.format is None and _UNCLEAR.match(cell):
            raise UnclearDates(
                _(
                    "Dates like “{cell}” can be read in more than one way. Nothing was imported; "
                    "say which in the mapping under [dates]: {day_first} or {month_first}."
                ).format(cell=shown(cell), day_first='format = "%d/%m/%Y"', month_first='format = "%m/%d/%Y"')
            )


def lived(wall: datetime, zone: str, now: datetime, cell: str) -> Moment:
    """The moment of a time, local to the zone where it has no offset; one with an offset keeps the day it was lived there. Raises Refused."""
    if wall.year < EARLIEST_YEAR:
        raise Refused(_("“{cell}” is too long ago to be right.").format(cell=shown(cell)))
    try:
        moment = local_moment(wall, zone).moment if wall.tzinfo is None else _elsewhere(wall, zone)
    except OverflowError:
        raise Refused(_("“{cell}” is beyond the calendar.").format(cell=shown(cell))) from None
    if is_in_the_future(moment.at, now):
        raise Refused(_("“{cell}” is in the future.").format(cell=shown(cell)))
    return moment


def _elsewhere(wall: datetime, zone: str) -> Moment:
    """The moment of a time with an offset; one written in UTC says nothing of where it was lived."""
    here = Moment.of(wall, zone)
    offset = wall.utcoffset() or timedelta(0)
    # UTC is how programs write an instant: nobody was in that zone for it.
    if not offset or offset == here.offset:
        return here
    hours = offset / HOUR
    # The signs of these names are turned round: Etc/GMT-2 is two hours east.
    there = f"Etc/GMT{-hours:+.0f}" if hours.is_integer() and LEAST_HOURS <= hours <= MOST_HOURS else zone
    return Moment(wall.astimezone(UTC), there, offset, wall.date())


def _iso(cell: str) -> tuple[datetime, bool]:
    try:
        if _UNIX.fullmatch(cell):
            return datetime.fromtimestamp(int(cell) / (MILLISECONDS if len(cell) == MILLISECOND_DIGITS else 1), UTC), True
        # `datetime.fromisoformat` takes a day alone for its midnight; here such a row gets the time of rows without one.
        if len(cell) <= len("2026-11-25"):
            return datetime.combine(date.fromisoformat(cell), time()), False
        return datetime.fromisoformat(cell), True
    except ValueError:
        raise Refused(_("“{cell}” is not a date that exists, written like 2026-11-25.").format(cell=shown(cell))) from None


def clock(cell: str) -> time:
    """The time of day in a cell, with or without am and pm; raises Refused."""
    found = _CLOCK.fullmatch(cell)
    try:
        if found is not None:
            return time(_hour(int(found[1]), found[4]), int(found[2]), int(found[3] or 0))
    # An hour of 25 is refused below, in the same words as what is no clock at all.
    except ValueError:
        pass
    raise Refused(_("“{cell}” is not a time of day, written like 20:00.").format(cell=shown(cell)))


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= NOON:
        raise ValueError
    # 12 am is 0, 12 pm is 12.
    return hour % NOON + (NOON if half in "pP" else 0)
