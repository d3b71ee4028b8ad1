"""Stretches of the diary: the days from one onset to the next, so that no line, week or trend reaches across an onset.

An onset is an episode's begin, or ice begun again. Its local day is the first of its stretch; the days before the first onset are a
stretch too. The end of an episode is no cut. Of several onsets on a day an episode's begin is the one named, else the last.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from tracker.domain.episodes import Episode, EventKind
from tracker.domain.statistics.figures import DAY, LEAST_IN_A_WEEK, WINDOW_DAYS, Segment, trailing_median
from tracker.domain.times import Moment

# An episode is called new on the day of its onset and the thirteen after it.
NEW_DAYS = 14


@dataclass(frozen=True, slots=True)
class Onset:
    """When pain set in: an episode's begin, or, with `is_again`, when ice was begun again in it."""

    moment: Moment
    is_again: bool = False

    @property
    def day(self) -> date:
        """Its local day, the first of its stretch."""
        return self.moment.day

    def is_new(self, today: date) -> bool:
        """Whether it lies less than 14 days back."""
        return (today - self.day).days < NEW_DAYS


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a stretch that lie in a period, both ends included, and the onset it begins with, which may lie before the period."""

    first: date
    last: date
    onset: Onset | None = None

    @property
    def onset_inside(self) -> Onset | None:
        """The onset, where the period holds it."""
        return self.onset if self.onset is not None and self.onset.day == self.first else None


@dataclass(frozen=True, slots=True)
class SinceOnset:
    """What was logged since an onset: on how many days, lowest and highest in points 0-10; `before` is what was typical before it.

    Lowest and highest are None where nothing was logged; `before` is None below 4 logged days.
    """

    onset: Onset
    days_logged: int
    lowest: float | None = None
    highest: float | None = None
    before: float | None = None


def onsets_of(episodes: Iterable[Episode]) -> tuple[Onset, ...]:
    """Every onset of these episodes, one a day, in order of time."""
    found: dict[date, Onset] = {}
    episodes = list(episodes)
    again = (Onset(event.moment, is_again=True) for episode in episodes for event in episode.events if event.kind is EventKind.ICE)
    begun = (Onset(episode.onset) for episode in episodes)
    # Later ones take the place of earlier ones of their day: so the begins come last.
    for onsets in (again, begun):
        found.update((onset.day, onset) for onset in sorted(onsets, key=lambda onset: onset.moment.at))
    return tuple(sorted(found.values(), key=lambda onset: onset.day))


def stretches(onsets: Sequence[Onset], first: date, last: date) -> tuple[Stretch, ...]:
    """The stretches of a period, both ends included, in order of time; one at least. Onsets one a day and in order."""
    starts = [first, *(onset.day for onset in onsets if first < onset.day <= last)]
    ends = [*(start - DAY for start in starts[1:]), last]
    return tuple(Stretch(start, end, _onset_on(onsets, start)) for start, end in zip(starts, ends, strict=True))


def stretch_lines(values: Mapping[date, float], onsets: Sequence[Onset]) -> list[list[Segment]]:
    """The 7-day line of each stretch of daily values in order of time, in segments; none of a stretch below 7 logged days."""
    days = sorted(values)
    cuts = [0, *(bisect_left(days, onset.day) for onset in onsets), len(days)]
    pieces = (days[cuts[number] : cuts[number + 1]] for number in range(len(cuts) - 1))
    return [trailing_median({day: values[day] for day in piece}) for piece in pieces]


def since_onset(readings: Iterable[tuple[datetime, float]], onset: Onset, last: date) -> SinceOnset:
    """What readings as (wall-clock time, points 0-10) say of the time from an onset to a day, that included, and of the days before it.

    A reading of the onset's own day that was made before the onset counts only where the day has no later one.
    """
    found: list[tuple[datetime, float]] = []
    before: list[tuple[date, float]] = []
    for at, value in readings:
        day = at.date()
        if day > last:
            continue
        if day < onset.day:
            before.append((day, value))
        else:
            found.append((at, value))
    began = onset.moment.local
    if any(at.date() == onset.day and at >= began for at, _value in found):
        found = [(at, value) for at, value in found if at >= began]
    values = [value for _at, value in found]
    days_logged = len({at.date() for at, _value in found})
    return SinceOnset(onset, days_logged, min(values, default=None), max(values, default=None), _typical_of(before))


def _typical_of(readings: Iterable[tuple[date, float]]) -> float | None:
    """The median of the last 7 logged days; None below 4."""
    by_day: dict[date, list[float]] = {}
    for day, value in readings:
        by_day.setdefault(day, []).append(value)
    days = sorted(by_day)[-WINDOW_DAYS:]
    return float(median(median(by_day[each]) for each in days)) if len(days) >= LEAST_IN_A_WEEK else None


def _onset_on(onsets: Sequence[Onset], day: date) -> Onset | None:
    """The onset that a day's stretch begins with."""
    before = bisect_left(onsets, day + DAY, key=lambda onset: onset.day)
    return onsets[before - 1] if before else None
