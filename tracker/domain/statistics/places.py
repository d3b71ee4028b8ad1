"""Pain over the body: the median of each site and on how many days it was logged.

A site below the least data has its numbers of entries and days, and no median. Sites are never pooled.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from tracker.domain.entries import PainEntry
from tracker.domain.statistics.figures import sites_logged

LEAST_AT_A_SITE = 3


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One site: its readings, the days that have one, and their median in points 0-10; None below 3 readings. No site: entries that name none."""

    site: str | None
    n: int
    days: int
    median: float | None = None

    @property
    def enough(self) -> bool:
        """Whether there are 3 readings or more."""
        return self.n >= LEAST_AT_A_SITE


def by_place(entries: Iterable[PainEntry]) -> tuple[PlaceFigure, ...]:
    """Every site logged, the most logged first, of equals the latest used."""
    entries = list(entries)
    readings: dict[str | None, list[float]] = {}
    days: dict[str | None, set[date]] = {}
    for entry in entries:
        for site, value in _readings_of(entry):
            readings.setdefault(site, []).append(value)
            days.setdefault(site, set()).add(entry.moment.day)
    return tuple(_place(site, readings[site], len(days[site])) for site, _n in sites_logged(entries))


def _readings_of(entry: PainEntry) -> list[tuple[str | None, float]]:
    named: list[tuple[str | None, float]] = [(reading.name, reading.pain) for reading in entry.sites]
    return named or [(None, entry.pain)]


def _place(site: str | None, values: list[float], days: int) -> PlaceFigure:
    typical = float(median(values)) if len(values) >= LEAST_AT_A_SITE else None
    return PlaceFigure(site, len(values), days, typical)
