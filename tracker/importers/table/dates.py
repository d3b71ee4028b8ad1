"""Dates and times as tables write them: as they tell themselves, or in the order a format has, in a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tracker.domain.times import EARLIEST_YEAR, Moment, is_in_the_future, local_moment
from tracker.errors import Refused
from tracker.importers.source import shown
from tracker.importers.table.mapping import COUNTED_FROM_1904, Dates
from tracker.importers.written.clocks import clock
from tracker.importers.written.dates import DAY_FIRST, MONTH_FIRST, SURE, YEAR_FIRST, Reading, is_serial, order_of, readings
from tracker.language import _

__all__ = ["DateReader", "UnclearDates", "clock", "lived"]

HOUR = timedelta(hours=1)
# Between the days from which Excel counts and those of old ones on a Macintosh.
SINCE_1904 = timedelta(days=1462)
# The zones named Etc/GMT go from 12 hours west to 14 hours east.
LEAST_HOURS, MOST_HOURS = -12, 14
# Numbers first, then what is slow: nearly every cell of a table is ISO 8601, and passes here.
_SHORT_NUMBERS = re.compile(r"\D*\d{1,2}\D", re.ASCII)
# The formats that are offered: whatever marks stand between the numbers, with two digits of the year or four.
_WAYS = {DAY_FIRST: "%d/%m/%Y", MONTH_FIRST: "%m/%d/%Y", YEAR_FIRST: "%Y/%m/%d"}
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
        found = _readings(cell, written)
        if len(found) == 1:
            return found[0].wall, found[0].has_time
        if written is None:
            raise Refused(_("“{cell}” is not a date that exists, written like {example}.").format(cell=shown(cell), example="2026-11-25"))
        raise Refused(_("“{cell}” is not a date that exists, written like {example}.").format(cell=shown(cell), example=shown(written)))

    def refuse_unclear(self, cell: str) -> None:
        """Raise UnclearDates for a date whose numbers alone do not tell which of them is the day."""
        if self.dates.format is None and _SHORT_NUMBERS.match(cell) and any(reading.order != SURE for reading in readings(cell)):
            # Of 31/12/25 the year may come first, but no month does.
            left = [format_ for order, format_ in _WAYS.items() if any(reading.order == order for reading in readings(cell))]
            one_way, other_way = left[:2] if len(left) > 1 else list(_WAYS.values())[:2]
            raise UnclearDates(
                _(
                    "Dates like “{cell}” can be read in more than one way. Nothing was imported; "
                    "say which in the mapping under [dates]: {day_first} or {month_first}."
                ).format(cell=shown(cell), day_first=f'format = "{one_way}"', month_first=f'format = "{other_way}"')
            )


def _readings(cell: str, format_: str | None) -> tuple[Reading, ...]:
    """How a cell is read in a format: by the order of its numbers, however they stand apart and with or without a time; else to the letter."""
    if format_ is None:
        return readings(cell)
    if format_ == COUNTED_FROM_1904:
        return tuple(found._replace(wall=found.wall + SINCE_1904) if is_serial(cell) else found for found in readings(cell))
    if (order := order_of(format_)) and (found := readings(cell, order)):
        return found
    try:
        wall = datetime.strptime(cell, format_)  # noqa: DTZ007 - the zone follows
    except ValueError:
        # The names in a format are those of the computer's language, and the file's may be of another.
        return tuple(reading for reading in readings(cell) if reading.order == SURE)
    return (Reading(SURE, wall, _TIME_DIRECTIVE.search(format_) is not None),)


def lived(wall: datetime, zone: str, now: datetime, cell: str) -> Moment:
    """The moment of a time, local to the zone where it has no offset; one with an offset keeps the day it was lived there. Raises Refused."""
    if wall.year < EARLIEST_YEAR:
        raise Refused(_("“{cell}” is too long ago to be right.").format(cell=shown(cell)))
    try:
        moment = local_moment(wall, zone).moment if wall.tzinfo is None else _elsewhere(wall, zone)
    except OverflowError:
        raise Refused(_("“{cell}” is not a date that exists, written like {example}.").format(cell=shown(cell), example="2026-11-25")) from None
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
