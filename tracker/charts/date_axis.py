"""The ticks of a date axis, from one day to many years: as many as fit, at days a person would choose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.domain.figures import DAY
from tracker.domain.words import day_and_month, month_name

HOUR_STEPS = (1, 2, 3, 6, 12)
DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
LONGEST_BY_HOUR = 2
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


def date_ticks(first: date, last: date, most: int) -> list[Tick]:
    """Ticks for a period, both ends included; never more than `most`, at least one."""
    for ticks in _from_fine_to_coarse(first, last):
        if 0 < len(ticks) <= max(most, 1):
            return ticks
    return [_day_tick(datetime.combine(first, time()), None)]


def _from_fine_to_coarse(first: date, last: date) -> Iterator[list[Tick]]:
    start, end = datetime.combine(first, time()), datetime.combine(last, time()) + DAY
    if (last - first).days < LONGEST_BY_HOUR:
        for hours in HOUR_STEPS:
            yield _hour_ticks(start, end, timedelta(hours=hours))
    for days in DAY_STEPS:
        yield _day_ticks(start, end, days * DAY)
    for months in MONTH_STEPS:
        yield _month_ticks(start, end, months)
    for years in YEAR_STEPS:
        january = [datetime(year, 1, 1) for year in range(first.year, last.year + 1) if year % years == 0]  # noqa: DTZ001 - local wall-clock time
        yield [Tick(at, str(at.year)) for at in january if start <= at < end]


def _steps(start: datetime, end: datetime, step: timedelta) -> list[datetime]:
    return [start + number * step for number in range(-((start - end) // step))]


def _hour_ticks(start: datetime, end: datetime, step: timedelta) -> list[Tick]:
    return [Tick(at, at.strftime("%H:%M"), day_and_month(at.date()) if at.time() == time() else "") for at in _steps(start, end, step)]


def _day_ticks(start: datetime, end: datetime, step: timedelta) -> list[Tick]:
    ticks: list[Tick] = []
    year: int | None = None
    for at in _steps(start, end, step):
        ticks.append(_day_tick(at, year))
        year = at.year
    return ticks


def _day_tick(at: datetime, year_before: int | None) -> Tick:
    return Tick(at, day_and_month(at.date()), str(at.year) if at.year != year_before else "")


def _month_ticks(start: datetime, end: datetime, step: int) -> list[Tick]:
    months = range(start.year * MONTHS_A_YEAR + start.month - 1, end.year * MONTHS_A_YEAR + end.month)
    firsts = [datetime(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1) for month in months if month % step == 0]  # noqa: DTZ001 - local wall-clock time
    ticks: list[Tick] = []
    year: int | None = None
    for at in firsts:
        if start <= at < end:
            ticks.append(Tick(at, month_name(at.month), str(at.year) if at.year != year else ""))
            year = at.year
    return ticks
