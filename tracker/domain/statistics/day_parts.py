"""Whether a part of the day stands out: only by what differs within the same days.

Mornings of the bad weeks and evenings of the good ones tell of the weeks, not of the hours. So of each day that has readings in two parts
or more, the median of a part is set against the median of all readings of the day's other parts. A claim takes 7 such days and a bootstrap
interval of the median difference that leaves out 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median

from tracker.domain.statistics.relief import median_interval

HOURS_OF_A_PART = 6
LEAST_SHARED_DAYS = 7


class DayPart(StrEnum):
    """The parts of the local day, of six hours each, from midnight on."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def begins(self) -> int:
        """Its first hour."""
        return HOURS_OF_A_PART * list(DayPart).index(self)


@dataclass(frozen=True, slots=True)
class PartDifference:
    """A part of the day against the other parts of the same days: on how many days, and the median difference in points.

    Above zero is more pain in this part. `interval` is its 95 % bootstrap interval; both are None below 7 days.
    """

    part: DayPart
    n: int
    difference: float | None = None
    interval: tuple[float, float] | None = None

    @property
    def enough(self) -> bool:
        """Whether there are 7 days or more."""
        return self.n >= LEAST_SHARED_DAYS

    @property
    def shown(self) -> bool:
        """Whether it may be told: the interval leaves out 0."""
        return self.interval is not None and (self.interval[0] > 0 or self.interval[1] < 0)


def by_day_part(readings: Iterable[tuple[datetime, float]]) -> tuple[PartDifference, ...]:
    """All four parts of the day from readings as (wall-clock time, points 0-10)."""
    by_day: dict[date, dict[DayPart, list[float]]] = {}
    for at, value in readings:
        by_day.setdefault(at.date(), {}).setdefault(_part_of(at), []).append(value)
    return tuple(_part(part, [_difference(day, part) for day in by_day.values() if part in day and len(day) > 1]) for part in DayPart)


def _part_of(at: datetime) -> DayPart:
    return list(DayPart)[at.hour // HOURS_OF_A_PART]


def _difference(day: Mapping[DayPart, Sequence[float]], part: DayPart) -> float:
    others = [value for other, values in day.items() if other is not part for value in values]
    return median(day[part]) - median(others)


def _part(part: DayPart, differences: Sequence[float]) -> PartDifference:
    if len(differences) < LEAST_SHARED_DAYS:
        return PartDifference(part, len(differences))
    return PartDifference(part, len(differences), float(median(differences)), median_interval(differences))
