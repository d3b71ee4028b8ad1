"""Pain over the body: on how many days each site was logged, its median, its highest and its lowest; and the same of the whole body.

A site below the least data has its days and what it reached, and no median. Sites are never pooled: the whole body has no median. The worst
and the least of 24 hours belong to the whole entry, so they count in the whole body's row, and in a site's row where the entry names that
site alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from tracker.domain.pain_seen import Pain
from tracker.domain.statistics.figures import sites_logged
from tracker.domain.statistics.worst import Reached, highest_of, least_of, lowest_of, reached_at, worst_of

LEAST_AT_A_SITE = 3


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One site: its readings, the days that have one, and their median in points 0-10; None below 3 readings. No site: entries that name none.

    `highest` and `lowest` are there from the first reading on; `first` is the first day.
    """

    site: str | None
    n: int
    days: int
    median: float | None = None
    highest: Reached | None = None
    lowest: Reached | None = None
    first: date | None = None

    @property
    def enough(self) -> bool:
        """Whether there are 3 readings or more."""
        return self.n >= LEAST_AT_A_SITE


@dataclass(frozen=True, slots=True)
class WholeBody:
    """All entries together: how many, on how many days, and the highest and lowest they tell of."""

    n: int
    days: int
    highest: Reached | None = None
    lowest: Reached | None = None


def by_place(entries: Iterable[Pain]) -> tuple[PlaceFigure, ...]:
    """Every site logged, the one with the most days first, of equals the most logged, then the one that hurt most, then the latest used."""
    entries = list(entries)
    by_site: dict[str | None, list[Pain]] = {}
    for entry in entries:
        named: list[str | None] = [reading.name for reading in entry.sites]
        for site in named or [None]:
            by_site.setdefault(site, []).append(entry)
    # The sort keeps the order of the latest used among those that are alike in all else.
    return tuple(sorted((_place(site, by_site[site]) for site, _n in sites_logged(entries)), key=_rank))


def first_days(entries: Iterable[Pain]) -> dict[str | None, date]:
    """The first day of each site logged, whatever the order of the entries; None is the site of those that name none."""
    found: dict[str | None, date] = {}
    for entry in entries:
        day = entry.moment.day
        for site in [reading.name for reading in entry.sites] or (None,):
            found[site] = min(found.get(site, day), day)
    return found


def _rank(place: PlaceFigure) -> tuple[float, float, float]:
    return -place.days, -place.n, -place.highest.points if place.highest else 0.0


def whole_body(entries: Iterable[Pain]) -> WholeBody:
    """All entries together."""
    entries = list(entries)
    return WholeBody(len(entries), len({entry.moment.day for entry in entries}), worst_of(entries), least_of(entries))


def _place(site: str | None, entries: Sequence[Pain]) -> PlaceFigure:
    """The figures of a site from the entries that have a reading of it, one at least."""
    values = [value for entry in entries if (value := entry.reading_at(site)) is not None]
    days = {entry.moment.day for entry in entries}
    reached = [each for entry in entries for each in reached_at(entry, site)]
    typical = float(median(values)) if len(values) >= LEAST_AT_A_SITE else None
    return PlaceFigure(site, len(values), len(days), typical, highest_of(reached), lowest_of(reached), min(days))
