"""How bad pain was at the worst, and how little at the least: of everything that entries say, with when and where.

A "now" is of the place that has it; the worst and the least of the 24 hours before belong to the whole entry, and to a place only where
the entry names that place alone. Of equal values a "now" goes before what was told of 24 hours, then the latest: that is the one a person
can still be asked about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.pain_seen import Pain
from tracker.domain.times import Moment


@dataclass(frozen=True, slots=True)
class Reached:
    """A value that pain reached, in points 0-10: the moment of its entry, the places it may be of, and the words of that entry.

    With `of_24_hours` it was told as the worst or the least of the 24 hours before the moment.
    """

    points: float
    moment: Moment
    sites: tuple[str, ...] = ()
    of_24_hours: bool = False
    words: tuple[str, ...] = ()

    @property
    def site(self) -> str | None:
        """The one place it is of; None where that is not known."""
        return self.sites[0] if len(self.sites) == 1 else None


def worst_of(entries: Iterable[Pain]) -> Reached | None:
    """The highest of every "now", at any place, and of every worst of 24 hours; None of no entry."""
    # Of years of entries a few reach the highest: only of these is it worked out where and when.
    tops = [(max(_values(entry, entry.worst)), entry) for entry in entries]
    most = max((top for top, _entry in tops), default=None)
    return highest_of(reached for top, entry in tops if top == most for reached in (*nows_of(entry), *_told(entry, entry.worst)))


def least_of(entries: Iterable[Pain]) -> Reached | None:
    """The lowest of every "now", at any place, and of every least of 24 hours; None of no entry."""
    bottoms = [(min(_values(entry, entry.least)), entry) for entry in entries]
    least = min((bottom for bottom, _entry in bottoms), default=None)
    return lowest_of(reached for bottom, entry in bottoms if bottom == least for reached in (*nows_of(entry), *_told(entry, entry.least)))


def pain_now(entries: Iterable[Pain]) -> Reached | None:
    """The highest "now" of the latest entry; None of no entry."""
    latest = max(entries, key=lambda entry: entry.moment.at, default=None)
    return None if latest is None else highest_of(nows_of(latest))


def _values(entry: Pain, told: float | None) -> list[float]:
    """Every value of an entry for now, in points 0-10, and the one of 24 hours where it was told."""
    values = [entry.pain, *(reading.pain for reading in entry.sites)]
    return values if told is None else [*values, told]


def nows_of(entry: Pain) -> tuple[Reached, ...]:
    """Each value that an entry has for now, with the places that have it."""
    places: dict[float, list[str]] = {reading.pain: [] for reading in entry.sites}
    for reading in entry.sites:
        places[reading.pain].append(reading.name)
    # The pain of the entry itself where no place has it: it is of the places together.
    places.setdefault(entry.pain, [reading.name for reading in entry.sites])
    return tuple(Reached(points, entry.moment, tuple(names), words=entry.words) for points, names in places.items())


def reached_at(entry: Pain, site: str | None) -> tuple[Reached, ...]:
    """What an entry says of one place, or, for none, an entry that names none: its now, and the worst and least that can only be of it."""
    now = entry.reading_at(site)
    if now is None:
        return ()
    sites = () if site is None else (site,)
    found = (Reached(now, entry.moment, sites, words=entry.words),)
    if len(entry.sites) > 1:
        return found
    return (*found, *_told(entry, entry.worst), *_told(entry, entry.least))


def highest_of(values: Iterable[Reached]) -> Reached | None:
    """The highest of them."""
    return max(values, key=lambda reached: (reached.points, *_known_best(reached)), default=None)


def lowest_of(values: Iterable[Reached]) -> Reached | None:
    """The lowest of them."""
    return max(values, key=lambda reached: (-reached.points, *_known_best(reached)), default=None)


def _known_best(reached: Reached) -> tuple[bool, datetime]:
    return not reached.of_24_hours, reached.moment.at


def _told(entry: Pain, points: float | None) -> Iterator[Reached]:
    if points is not None:
        yield Reached(points, entry.moment, tuple(reading.name for reading in entry.sites), of_24_hours=True, words=entry.words)
