"""Pain through the day: the median and the quartiles of each hour, by the clock where it was lived.

The quartiles lie between neighbouring values in proportion, as `numpy.percentile` has it by default ("linear").
An hour below the least data has its number of entries and no figures; it is neither zero nor filled in from its neighbours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import quantiles

HOURS = 24
LEAST_IN_AN_HOUR = 3


@dataclass(frozen=True, slots=True)
class HourOfDay:
    """The entries from `hour`:00 up to the next hour: how many, their median and quartiles in points 0-10; None below 3 entries."""

    hour: int
    n: int
    median: float | None = None
    lower: float | None = None
    upper: float | None = None

    @property
    def enough(self) -> bool:
        """Whether there are 3 entries or more."""
        return self.n >= LEAST_IN_AN_HOUR


def by_hour(readings: Iterable[tuple[datetime, float]]) -> tuple[HourOfDay, ...]:
    """All 24 hours of the local day from readings as (wall-clock time, points 0-10)."""
    by_clock: list[list[float]] = [[] for _hour in range(HOURS)]
    for at, value in readings:
        by_clock[at.hour].append(value)
    return tuple(_hour_of(hour, values) for hour, values in enumerate(by_clock))


def _hour_of(hour: int, values: Sequence[float]) -> HourOfDay:
    if len(values) < LEAST_IN_AN_HOUR:
        return HourOfDay(hour, len(values))
    # "inclusive" is the method the docstring names; the default of this function is another one.
    lower, middle, upper = quantiles(values, n=4, method="inclusive")
    return HourOfDay(hour, len(values), middle, lower, upper)
