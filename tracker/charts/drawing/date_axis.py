"""The ticks of a date axis, from some minutes to many years: as many as fit, at times a person would choose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain, islice

from tracker.domain.statistics.figures import DAY
from tracker.domain.words import day_and_month, month_name
from tracker.formats.texts import time_text

# Steps at which a person would put ticks: parts of a day, whole weeks, parts of a year, round numbers of years.
HOUR_STEPS = (0.25, 0.5, 1, 2, 3, 6, 12)
DAY_STEPS = (1, 2, 3, 4, 7, 14)
MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
# Over more days than this an hour says nothing: days are named alone.
LONGEST_BY_HOUR = 2 * DAY
HALF_DAY = timedelta(hours=12)
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis and its label; a second line holds what the first leaves out, where it changes."""

    at: datetime
    label: str
    below: str = ""

    @property
    def text(self) -> str:
        """Both lines."""
        return f"{self.label}\n{self.below}" if self.below else self.label


def date_ticks(start: datetime, end: datetime, most: int, anchor: datetime | None = None) -> list[Tick]:
    """Ticks from a local time up to another, which is left out; never more than `most`, at least one.

    Days are counted from `anchor`, a midnight, so that the ticks stay where they are while another part is looked at.
    """
    # The steps come from fine to coarse, and lazily: the first that is not too dense ends the search.
    inside = _finest_that_fit(
        chain(_by_hour(start, end, anchor or _midnight(start)), _by_day(start, end, anchor or _midnight(start))), start, end, most
    )
    # A part too short for any tick still says where it is, by its beginning.
    return _with_second_line_where_it_changes(inside or [_day_tick(start) if start == _midnight(start) else _hour_tick(start)])


def column_ticks(start: datetime, end: datetime, most: int, anchor: datetime | None = None) -> list[Tick]:
    """The same for a chart with a column a day: a tick stands at the noon of its day, under its column, and none stands by the hour."""
    # Ticks are sought where days begin, and moved to the noon under which the column stands: so the window moves the other way.
    earlier, later = start - HALF_DAY, end - HALF_DAY
    inside = _finest_that_fit(_by_day(earlier, later, anchor or _midnight(start)), earlier, later, most)
    noons = [Tick(tick.at + HALF_DAY, tick.label, tick.below) for tick in inside]
    return _with_second_line_where_it_changes(noons or [_day_tick(start)])


def with_last(ticks: list[Tick], last: datetime) -> list[Tick]:
    """The ticks and one more at the last day, where none stands there."""
    if ticks and ticks[-1].at >= last:
        return ticks
    year = next((tick.below for tick in reversed(ticks) if tick.below), "")
    end = _day_tick(last)
    return [*ticks, Tick(last, end.label, "" if end.below == year else end.below)]


def _finest_that_fit(steps: Iterable[Iterable[Tick]], start: datetime, end: datetime, most: int) -> list[Tick]:
    """The finest of the ticks of which there are not too many inside; none where there are never any."""
    for ticks in steps:
        # One too many says enough: the days of a century are not gone through.
        inside = list(islice((tick for tick in ticks if start <= tick.at < end), max(most, 1) + 1))
        if 0 < len(inside) <= max(most, 1):
            return inside
    return []


def _midnight(at: datetime) -> datetime:
    return datetime.combine(at.date(), time())


def _by_hour(start: datetime, end: datetime, anchor: datetime) -> Iterator[Iterable[Tick]]:
    if end - start <= LONGEST_BY_HOUR:
        for hours in HOUR_STEPS:
            yield map(_hour_tick, _steps(start, end, timedelta(hours=hours), anchor))


def _by_day(start: datetime, end: datetime, anchor: datetime) -> Iterator[Iterable[Tick]]:
    """By days, months and years, from fine to coarse."""
    for days in DAY_STEPS:
        yield map(_day_tick, _steps(start, end, days * DAY, anchor))
    for months in MONTH_STEPS:
        yield _month_ticks(start, end, months)
    for years in YEAR_STEPS:
        yield [Tick(datetime(year, 1, 1), str(year)) for year in range(start.year, end.year + 1) if year % years == 0]  # noqa: DTZ001 - local wall-clock time


def _steps(start: datetime, end: datetime, step: timedelta, anchor: datetime) -> Iterator[datetime]:
    # Counted from the anchor and not from the view: ticks would jump to other days while one zooms or moves along.
    return (anchor + number * step for number in range((start - anchor) // step, (end - anchor) // step + 1))


def _hour_tick(at: datetime) -> Tick:
    return Tick(at, time_text(at), day_and_month(at.date()))


def _day_tick(at: datetime) -> Tick:
    return Tick(at, day_and_month(at.date()), str(at.year))


def _month_ticks(start: datetime, end: datetime, step: int) -> list[Tick]:
    # Months since the year 0, so that steps of 2, 3 and 6 fall on the same months every year.
    months = range(start.year * MONTHS_A_YEAR + start.month - 1, end.year * MONTHS_A_YEAR + end.month)
    firsts = [datetime(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1) for month in months if month % step == 0]  # noqa: DTZ001 - local wall-clock time
    return [Tick(at, month_name(at.month), str(at.year)) for at in firsts]


def _with_second_line_where_it_changes(ticks: list[Tick]) -> list[Tick]:
    befores = [None, *(tick.below for tick in ticks)]
    return [Tick(tick.at, tick.label, "" if tick.below == before else tick.below) for tick, before in zip(ticks, befores, strict=False)]
