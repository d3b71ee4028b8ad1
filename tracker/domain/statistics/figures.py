"""The figures of pain that do not mislead: daily values, the 7-day median, the first week against the last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from tracker.domain.pain_seen import Pain

WINDOW_DAYS = 7
LEAST_LOGGED_DAYS = 7
# Logged days that a median of a week takes: four entries of one bad morning are no week.
LEAST_IN_A_WEEK = 4
LONGEST_BRIDGED_GAP = 3
# A change people notice (Farrar 2001; Ostelo 2008): either of the two.
NOTICED_POINTS, NOTICED_PER_CENT = 2, 30
DAY = timedelta(days=1)

Segment = list[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Week:
    """The readings of up to seven days, both ends included: how many, on how many days, their median, worst and least, in points 0-10.

    Worst and least count what the person gave as such of the last 24 hours, besides the readings.
    """

    first: date
    last: date
    n: int
    days_logged: int = 0
    typical: float | None = None
    worst: float | None = None
    least: float | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """How many readings a period has, both ends included, and on how many of its days; a day without one is missing, not zero."""

    first: date
    last: date
    n: int
    days_logged: int

    @property
    def days(self) -> int:
        """The days of the period."""
        return (self.last - self.first).days + 1

    @property
    def missing_days(self) -> int:
        """The days of the period without a reading."""
        return self.days - self.days_logged


def first_day(entries: Iterable[Pain]) -> date | None:
    """The local day of the first of the entries; None without any."""
    return min((entry.moment.day for entry in entries), default=None)


@dataclass(frozen=True, slots=True)
class WeekComparison:
    """The first seven days against the last seven, at one site, of days that no onset cuts."""

    site: str | None
    first: date
    last: date
    n: int
    first_week: Week
    last_week: Week

    @property
    def weeks_apart(self) -> bool:
        """Whether no day belongs to both weeks."""
        return self.first_week.last < self.last_week.first

    @property
    def enough(self) -> bool:
        """Whether a comparison says anything: 4 logged days in each week, and two weeks that share no day."""
        return self.weeks_apart and min(self.first_week.days_logged, self.last_week.days_logged) >= LEAST_IN_A_WEEK

    @property
    def change(self) -> float | None:
        """The last week's median less the first week's, in points; below zero is lower. None while it is too early to say."""
        before, after = self.first_week.typical, self.last_week.typical
        if not self.enough or before is None or after is None:
            return None
        return after - before

    @property
    def per_cent(self) -> float | None:
        """The change in per cent of the first week's median; None where that is 0 or it is too early to say."""
        # Of a median of 0 there is no per cent.
        if self.change is None or not self.first_week.typical:
            return None
        return 100 * self.change / self.first_week.typical

    @property
    def is_lower(self) -> bool:
        """Whether the last week is lower than the first."""
        return self.change is not None and self.change < 0


def day_values(entries: Iterable[Pain], site: str | None) -> dict[date, float]:
    """The median of "now" of each logged day at a site, or of the entries without one; points 0-10, in order of day."""
    return medians_by_day(_readings(entries, site))


def medians_by_day(readings: Iterable[tuple[date, float]]) -> dict[date, float]:
    """The median of each day's readings, in order of day."""
    by_day: dict[date, list[float]] = {}
    for day, value in readings:
        by_day.setdefault(day, []).append(value)
    return {day: float(middle(sorted(by_day[day]))) for day in sorted(by_day)}


def sites_logged(entries: Iterable[Pain]) -> list[tuple[str | None, int]]:
    """Each site with the number of its readings, the most logged first, of equals the latest used; None is "no site named"."""
    used: dict[str | None, list[datetime]] = {}
    for entry in entries:
        for site in _sites_of(entry):
            used.setdefault(site, []).append(entry.moment.at)
    counts = ((site, len(times), max(times)) for site, times in used.items())
    return [(site, count) for site, count, _latest in sorted(counts, key=lambda item: item[1:], reverse=True)]


def usual_site(entries: Iterable[Pain]) -> str | None:
    """The site logged most; None where no entry names one, or most do not."""
    sites = sites_logged(entries)
    return sites[0][0] if sites else None


def trailing_median(values: Mapping[date, float], window: int = WINDOW_DAYS) -> list[Segment]:
    """At each logged day from the 7th on the median of the daily values of the last `window` days, that day included.

    A segment ends where more than 3 days between two logged days are missing. The values are those of one stretch.
    """
    days = sorted(values)
    segments: list[Segment] = []
    oldest = 0
    for position, day in enumerate(days):
        # `oldest` only ever moves on: years of days are gone through once.
        while (day - days[oldest]).days >= window:
            oldest += 1
        if position < LEAST_LOGGED_DAYS - 1:
            continue
        # A line over a longer gap would show days that nobody logged.
        if not segments or missing_between(days[position - 1], day) > LONGEST_BRIDGED_GAP:
            segments.append([])
        segments[-1].append((day, float(middle(sorted([values[each] for each in days[oldest : position + 1]])))))
    return segments


def middle(ordered: Sequence[float]) -> float:
    """The median of values in order: of the few of a day or a week `statistics.median` takes some ten times as long, and years have thousands."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def missing_between(day: date, other: date) -> int:
    """The whole days between two days, neither included."""
    return (other - day).days - 1


def logged(entries: Iterable[Pain], site: str | None, first: date, last: date) -> Logged:
    """How much was logged at a site in a period, both ends included."""
    return logged_of([day for day, _value in _readings(entries, site)], first, last)


def logged_of(days: Iterable[date], first: date, last: date) -> Logged:
    """The same from the local day of each reading."""
    inside = [day for day in days if first <= day <= last]
    return Logged(first, last, len(inside), len(set(inside)))


def week_comparison(entries: Iterable[Pain], site: str | None, first: date, last: date) -> WeekComparison:
    """How the last 7 days of a stretch compare with its first 7, at a site; both ends included.

    The method and its least data: a median of each week from 4 logged days on (Farrar 2001, Ostelo 2008 for what is noticed).
    """
    at_site = [entry for entry in entries if entry.reading_at(site) is not None]
    ranges = ((entry.moment.day, value) for entry in at_site for value in range_of(entry))
    return comparison_of_readings(_readings(at_site, site), site, first, last, ranges)


def comparison_of_readings(
    readings: Iterable[tuple[date, float]], site: str | None, first: date, last: date, ranges: Iterable[tuple[date, float]] = ()
) -> WeekComparison:
    """The same from readings as (local day, points 0-10), and what was given as worst or least of 24 hours in the same form."""
    inside = [(day, value) for day, value in readings if first <= day <= last]
    given = [(day, value) for day, value in ranges if first <= day <= last]
    return WeekComparison(
        site=site,
        first=first,
        last=last,
        n=len(inside),
        first_week=_week(inside, given, first, min(last, first + (WINDOW_DAYS - 1) * DAY)),
        last_week=_week(inside, given, max(first, last - (WINDOW_DAYS - 1) * DAY), last),
    )


def range_of(entry: Pain) -> tuple[float, ...]:
    """The worst and the least of the last 24 hours, where they were given and can only be of the one site, or of none."""
    if len(entry.sites) > 1:
        return ()
    return tuple(value for value in (entry.worst, entry.least) if value is not None)


def _week(readings: Sequence[tuple[date, float]], ranges: Sequence[tuple[date, float]], first: date, last: date) -> Week:
    inside = [(day, value) for day, value in readings if first <= day <= last]
    if not inside:
        return Week(first, last, 0)
    values = [value for _day, value in inside]
    reached = [*values, *(value for day, value in ranges if first <= day <= last)]
    return Week(first, last, len(values), len({day for day, _value in inside}), float(median(values)), max(reached), min(reached))


def _readings(entries: Iterable[Pain], site: str | None) -> list[tuple[date, float]]:
    readings = ((entry.moment.day, entry.reading_at(site)) for entry in entries)
    return [(day, value) for day, value in readings if value is not None]


def _sites_of(entry: Pain) -> tuple[str | None, ...]:
    return tuple([reading.name for reading in entry.sites]) or (None,)
