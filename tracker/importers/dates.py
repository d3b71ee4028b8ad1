"""Dates and times as tables write them: ISO 8601 or a format, in a zone."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from tracker.domain.times import EARLIEST_YEAR, Moment, is_in_the_future, local_moment
from tracker.errors import Refused
from tracker.importers.mapping import Dates
from tracker.importers.source import shown
from tracker.language import _

NOON = 12
_UNCLEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)", re.ASCII)
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
            wall = datetime.combine(wall.date(), _clock(clock_cell))
        elif not has_time:
            wall = datetime.combine(wall.date(), self.dates.time)
        if wall.year < EARLIEST_YEAR:
            raise Refused(_("“{cell}” is too long ago to be right.").format(cell=shown(day_cell)))
        return self._lived(wall, day_cell)

    def _wall(self, cell: str) -> tuple[datetime, bool]:
        written = self.dates.format
        if written is None:
            return _iso(cell)
        try:
            wall = datetime.strptime(cell, written)  # noqa: DTZ007 - the zone follows
        except ValueError:
            raise Refused(_("“{cell}” is not a date in the format {format}.").format(cell=shown(cell), format=shown(written))) from None
        return wall, _TIME_DIRECTIVE.search(written) is not None

    def _lived(self, wall: datetime, cell: str) -> Moment:
        try:
            moment = local_moment(wall, self.zone).moment if wall.tzinfo is None else Moment.of(wall, self.zone)
        except OverflowError:
            raise Refused(_("“{cell}” is beyond the calendar.").format(cell=shown(cell))) from None
        if is_in_the_future(moment.at, self.now):
            raise Refused(_("“{cell}” is still to come.").format(cell=shown(cell)))
        return moment

    def refuse_unclear(self, cell: str) -> None:
        """Raise UnclearDates for a date that can be read in more than one way."""
        if self.dates.format is None and _UNCLEAR.match(cell):
            raise UnclearDates(
                _(
                    "Dates like “{cell}” can be read in more than one way. Nothing was imported; "
                    "say which in the mapping under [dates]: {day_first} or {month_first}."
                ).format(cell=shown(cell), day_first='format = "%d/%m/%Y"', month_first='format = "%m/%d/%Y"')
            )


def _iso(cell: str) -> tuple[datetime, bool]:
    try:
        if len(cell) <= len("2026-11-25"):
            return datetime.combine(date.fromisoformat(cell), time()), False
        return datetime.fromisoformat(cell), True
    except ValueError:
        raise Refused(_("“{cell}” is not a date that exists, written like 2026-11-25.").format(cell=shown(cell))) from None


def _clock(cell: str) -> time:
    found = _CLOCK.fullmatch(cell)
    try:
        if found is not None:
            return time(_hour(int(found[1]), found[4]), int(found[2]), int(found[3] or 0))
    except ValueError:
        pass
    raise Refused(_("“{cell}” is not a time of day, written like 20:00.").format(cell=shown(cell)))


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= NOON:
        raise ValueError
    return hour % NOON + (NOON if half in "pP" else 0)
