"""How an episode went: the days until pain had halved, the days higher than usual, and its course by day since onset.

All of it is worked out on daily values (the median of "now" of a site), on calendar days. A day without an entry has no value:
it is neither zero nor filled in, and only the days that have one count towards the least data.

Half: the first week is the onset's day and the six after it; its median needs 4 logged days. From 14 logged days on, the day
looked for is the first one from which the median of the last 7 calendar days stays at or under half of that for 7 days in a row;
a day with nothing logged in its last 7 days breaks the row. A first week with a median of 0 has no half.

Higher: 2 points or more above the median of the 14 calendar days before, that day not included. A day is judged where 14 days
were logged at any time before it and 7 of them lie in those 14 calendar days.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from statistics import median

from tracker.domain.episodes import Episode
from tracker.domain.pain_seen import Pain
from tracker.domain.statistics.figures import DAY, LEAST_IN_A_WEEK, WINDOW_DAYS, day_values, middle
from tracker.domain.statistics.stretches import onsets_of, stretch_lines

LEAST_DAYS_FOR_HALF = 14
DAYS_TO_STAY = 7
USUAL_DAYS = 14
LEAST_DAYS_BEFORE = 14
LEAST_IN_USUAL_DAYS = 7
HIGHER_BY = 2
ROUNDING = 1e-9  # 2.8 less 0.8 is a little under 2 in binary

Points = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class HalfWay:
    """When pain had halved: days logged `n` of `days`, the first week's median and half of it in points 0-10, and the day, if it came.

    `day_number` counts from the onset, whose day is 0. `in_first_week` is how many days of the first week were logged.
    """

    n: int
    days: int
    first_week: float | None = None
    half: float | None = None
    reached: date | None = None
    day_number: int | None = None
    in_first_week: int = 0

    @property
    def enough(self) -> bool:
        """Whether it can be said at all: 14 days logged, and a first week with 4 logged days and a median above 0."""
        return self.n >= LEAST_DAYS_FOR_HALF and self.half is not None


@dataclass(frozen=True, slots=True)
class HigherDay:
    """A day 2 points or more above `usual`, the median of the 14 days before; points 0-10."""

    day: date
    value: float
    usual: float


@dataclass(frozen=True, slots=True)
class HigherDays:
    """The days of a period higher than usual; `n` days of it were logged, `judged` of them had enough before them.

    `latest` are those the logged days of the period end with, none lower between them; empty where the last logged day was as usual.
    """

    n: int
    judged: int
    days: tuple[HigherDay, ...] = ()
    latest: tuple[HigherDay, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether any day of the period could be judged."""
        return self.judged > 0

    def usual_on(self, day: date) -> float | None:
        """What was usual before a day, where that was higher; found by halving, as the days are in order."""
        place = bisect_left(self.days, day, key=lambda higher: higher.day)
        return self.days[place].usual if place < len(self.days) and self.days[place].day == day else None


@dataclass(frozen=True, slots=True)
class EpisodeCourse:
    """An episode by days since its onset, at one site: points and the segments of the 7-day median, each (day number, points 0-10).

    `label` is what the person wrote as its cause, or nothing; `ended` is None while it goes on; `last` is its last day, or today.
    """

    label: str
    onset: date
    ended: date | None
    last: date
    points: Points
    line: tuple[Points, ...]
    half: HalfWay


def half_way(values: Mapping[date, float], onset_day: date, last_day: date) -> HalfWay:
    """When the pain of an episode had halved, from its daily values; those outside the two days, both included, do not count."""
    inside = {day: value for day, value in values.items() if onset_day <= day <= last_day}
    first_values = [value for day, value in inside.items() if (day - onset_day).days < WINDOW_DAYS]
    first_week = float(median(first_values)) if len(first_values) >= LEAST_IN_A_WEEK else None
    half = first_week / 2 if first_week else None
    reached = _stays_under(inside, half, last_day) if half is not None and len(inside) >= LEAST_DAYS_FOR_HALF else None
    number = None if reached is None else (reached - onset_day).days
    return HalfWay(len(inside), (last_day - onset_day).days + 1, first_week, half, reached, number, len(first_values))


def higher_days(values: Mapping[date, float], first: date, last: date) -> HigherDays:
    """The days of a period, both ends included, that were higher than usual; daily values from before the period tell what was usual."""
    days = sorted(values)
    inside = [day for day in days if first <= day <= last]
    found = _usual_before_each(values, days, bisect_left(days, first), bisect_left(days, last + DAY))
    higher = tuple(HigherDay(day, values[day], usual) for day, usual in found if values[day] - usual >= HIGHER_BY - ROUNDING)
    higher_by_day = {found.day: found for found in higher}
    latest = [higher_by_day[day] for day in takewhile(higher_by_day.__contains__, reversed(inside))]
    return HigherDays(len(inside), len(found), higher, tuple(reversed(latest)))


def episode_course(entries: Iterable[Pain], episode: Episode, site: str | None, today: date) -> EpisodeCourse:
    """The course of an episode at a site from the pain entries that belong to it, up to its end or today."""
    values = day_values((entry for entry in entries if episode.holds(entry.moment.at)), site)
    onset, ended = episode.onset.day, None if episode.ended is None else episode.ended.day
    # An entry may carry a later local day than the end or today, where they were made in different zones.
    last = max(onset, today if ended is None else min(ended, today), *values)
    # Ice begun again within it cuts its line too.
    lines = stretch_lines(values, onsets_of([episode]))
    line = tuple(_numbered(segment, onset) for segments in lines for segment in segments)
    return EpisodeCourse(episode.cause, onset, ended, last, _numbered(values.items(), onset), line, half_way(values, onset, last))


def _numbered(values: Iterable[tuple[date, float]], onset: date) -> Points:
    return tuple(((day - onset).days, value) for day, value in values)


def _stays_under(values: Mapping[date, float], half: float, last: date) -> date | None:
    """The first of 7 calendar days in a row, 4 of them logged, with the median of the last 7 days at or under a value, up to `last`.

    After a gap a single low day would be the median of seven days; four are what a median of a week takes elsewhere.
    """
    days = sorted(values)
    row, day = 0, days[0]
    # Day by day of the calendar and not of the log: days without an entry are part of the row, as long as their last week has one.
    while day <= last:
        recent = _between(values, days, day - (WINDOW_DAYS - 1) * DAY, day + DAY)
        row = row + 1 if recent and median(recent) <= half else 0
        if row >= DAYS_TO_STAY and len(recent) >= LEAST_IN_A_WEEK:
            return day - (DAYS_TO_STAY - 1) * DAY
        day += DAY
    return None


def _usual_before_each(values: Mapping[date, float], days: Sequence[date], begin: int, end: int) -> list[tuple[date, float]]:
    """The logged days of a range that have enough before them, each with the median of the 14 days before it."""
    found = []
    oldest = 0
    # `oldest` only ever moves on: years of days are gone through once. The first days have too few before them.
    for place in range(max(begin, LEAST_DAYS_BEFORE), end):
        day = days[place]
        while (day - days[oldest]).days > USUAL_DAYS:
            oldest += 1
        if place - oldest >= LEAST_IN_USUAL_DAYS:
            found.append((day, float(middle(sorted([values[each] for each in days[oldest:place]])))))
    return found


def _between(values: Mapping[date, float], days: Sequence[date], first: date, end: date) -> list[float]:
    """The values from a day up to, not including, another; `days` are the logged days in order."""
    return [values[day] for day in days[bisect_left(days, first) : bisect_left(days, end)]]
