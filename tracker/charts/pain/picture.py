"""The pain picture as data: what is drawn of one site, or of several beside each other and never pooled."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from tracker.charts.chart import ChartSource, Marked
from tracker.charts.pain.marks import ALL_MARKS, KINDS_MARKED, Mark, MarkKind, marks_of, onset_mark, visit_mark
from tracker.domain.entries import Entry, PainEntry
from tracker.domain.happenings import Happening, happenings_of
from tracker.domain.pain_seen import Pain, PainSeen
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase
from tracker.domain.statistics.figures import (
    DAY,
    WINDOW_DAYS,
    Logged,
    Segment,
    WeekComparison,
    comparison_of_readings,
    first_day,
    logged_of,
    medians_by_day,
    range_of,
)
from tracker.domain.statistics.recovery import HigherDays
from tracker.domain.statistics.stretches import Onset, SinceOnset, Stretch, since_onset, stretch_lines, stretches
from tracker.domain.statistics.trend import Trend
from tracker.domain.statistics.worst import Reached, worst_of
from tracker.domain.times import Moment
from tracker.domain.visits import Appointment

# The most logged six are drawn; the others are named beside the legend.
MOST_SITES = 6
NONE_HIGHER = HigherDays(0, 0)
MEDIAN_REACH = timedelta(days=WINDOW_DAYS - 1)  # the median of the first days looks back so far

Line = tuple[tuple[tuple[date, float], ...], ...]
Span = tuple[Phase, datetime, datetime | None]


class Reading(NamedTuple):
    """Pain at a site in points 0-10, in local wall-clock time, and what the entry says besides; `range` is what of it is of this site alone."""

    at: datetime
    value: float
    worst: float | None = None
    least: float | None = None
    words: tuple[str, ...] = ()
    note: str = ""
    range: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteCourse:
    """Pain at one site: its readings, oldest first, and the 7-day median in segments; `site` None means entries that name no site.

    `line` is that of the latest stretch, `earlier` has those of the stretches before it; `looks_back` tells that the first of them counts
    days before the period. `since` is what was logged since the latest onset of the period, if it holds one.
    """

    site: str | None = None
    readings: tuple[Reading, ...] = ()
    line: Line = ()
    earlier: Line = ()
    looks_back: bool = False
    since: SinceOnset | None = None


@dataclass(frozen=True, kw_only=True)  # without slots: start, end and the marks in view are asked for by every part of the drawing
class PainPicture:
    """Everything the pain chart shows, in local wall-clock time without zone and in points 0-10.

    One course is drawn as it is, several as a line each; `others` are sites that have none. An open phase goes on until `now`. `stretches`
    are those of the period, which is one without any. `trend` and `higher`, the days higher than usual, are those of the one site; `worst`
    is the highest of the period at any place. `with_headline` False leaves the answer in words away from the top, for a page that says it
    already.
    """

    first: date
    last: date
    now: datetime
    courses: tuple[SiteCourse, ...] = (SiteCourse(),)
    stretches: tuple[Stretch, ...] = ()
    others: tuple[str | None, ...] = ()
    phases: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    shown_marks: frozenset[MarkKind] = ALL_MARKS
    with_phases: bool = True
    trend: Trend | None = None
    higher: HigherDays = NONE_HIGHER
    worst: Reached | None = None
    with_headline: bool = True
    began: date | None = None

    @property
    def worst_elsewhere(self) -> Reached | None:
        """The highest of the period where it is of other places than the one site the chart follows, and above all that is shown of it."""
        worst = self.worst
        if worst is None or not worst.sites or not self.is_of_one_site or self.followed.site in worst.sites:
            return None
        return worst if all(reading.value < worst.points for reading in self.shown) else None

    @cached_property
    def start(self) -> datetime:
        """The beginning of the first day."""
        return datetime.combine(self.first, time())

    @cached_property
    def end(self) -> datetime:
        """The end of the last day."""
        return datetime.combine(self.last, time()) + DAY

    @property
    def followed(self) -> SiteCourse:
        """The course of the one site that is followed, or of the first of several."""
        return self.courses[0]

    @property
    def is_of_one_site(self) -> bool:
        """Whether one site alone is shown."""
        return len(self.courses) == 1

    @property
    def stretch(self) -> Stretch:
        """The latest stretch of the period."""
        return self.stretches[-1] if self.stretches else Stretch(self.first, self.last)

    @property
    def onset(self) -> Onset | None:
        """The latest onset that the period holds."""
        return self.stretch.onset_inside

    @property
    def is_empty(self) -> bool:
        """Whether no reading lies in the period."""
        return not any(self.shown_of(course) for course in self.courses)

    @property
    def shown(self) -> tuple[Reading, ...]:
        """The readings of the one site inside the period, oldest first."""
        return self.shown_of(self.followed)

    @property
    def comparison(self) -> WeekComparison:
        """The first week of the latest stretch against its last, at the one site."""
        return self.comparison_of(self.followed)

    @property
    def logged(self) -> Logged:
        """How much was logged in the period at the one site."""
        return logged_of([reading.at.date() for reading in self.shown], self.first, self.last)

    @cached_property
    def chosen_marks(self) -> tuple[Mark, ...]:
        """The marks inside the period that are to be shown, oldest first."""
        chosen = (mark for mark in self.marks if mark.kind in self.shown_marks and self.start <= mark.at < self.end)
        return tuple(sorted(chosen, key=lambda mark: mark.at))

    @cached_property
    def lane_marks(self) -> tuple[Mark, ...]:
        """Those that lie in a lane."""
        return tuple(mark for mark in self.chosen_marks if mark.lane is not None)

    @cached_property
    def line_marks(self) -> tuple[Mark, ...]:
        """Those with a line of their own."""
        return tuple(mark for mark in self.chosen_marks if mark.lane is None)

    def shown_of(self, course: SiteCourse) -> tuple[Reading, ...]:
        """The readings of a course inside the period, oldest first."""
        return self._between(course, self.first, self.last)

    def comparison_of(self, course: SiteCourse) -> WeekComparison:
        """The first week of the latest stretch against its last, of a course."""
        shown = self._between(course, max(self.stretch.first, self.first), min(self.stretch.last, self.last))
        readings = ((reading.at.date(), reading.value) for reading in shown)
        # Worst and least of 24 hours are the entry's, so that they count only where the entry is of this one place.
        ranges = ((reading.at.date(), value) for reading in shown for value in reading.range)
        return comparison_of_readings(readings, course.site, self.stretch.first, self.stretch.last, ranges)

    @staticmethod
    def _between(course: SiteCourse, first: date, last: date) -> tuple[Reading, ...]:
        """The readings of a course on the days from the first to the last."""
        # Found by halving, as the readings are in order: words, legend and drawing each ask for this again.
        days = (first, last + DAY)
        begin, end = (bisect_left(course.readings, datetime.combine(day, time()), key=_time_of) for day in days)
        return course.readings[begin:end]


def pain_of(source: ChartSource) -> PainPicture:
    """The picture of what is asked for."""
    is_alone = source.sites is None
    picture = pain_picture(
        source.pain_looking_back(),
        source.spans(),
        source.site,
        source.days,
        source.now,
        sites=source.sites,
        happenings=source.happenings(),
        onsets=source.onsets(),
        appointments=source.appointments(),
        # Both are of one site; of several, pooled, they would mean nothing.
        trend=source.trend() if is_alone else None,
        higher=source.higher_days() if is_alone else NONE_HIGHER,
    )
    shown = frozenset(kind for mark in source.marks for kind in KINDS_MARKED.get(mark, ()))
    # An onset is always marked: the line breaks there.
    return replace(picture, began=source.began(), shown_marks=shown | {MarkKind.ONSET}, with_phases=Marked.PHASES in source.marks)


def pain_picture(
    entries: Sequence[Entry | PainSeen],
    spans: Iterable[PhaseSpan],
    site: str | None,
    period: tuple[date, date],
    now: Moment,
    *,
    sites: Sequence[str | None] | None = None,
    happenings: Iterable[Happening] | None = None,
    onsets: Sequence[Onset] = (),
    appointments: Iterable[Appointment] = (),
    trend: Trend | None = None,
    higher: HigherDays = NONE_HIGHER,
) -> PainPicture:
    """The picture of one site over a period, from entries and phases; phases are shown in the zone of `now`.

    With `sites`, the most important first, a line for each of the first six instead. Pain entries from before the period are to be among
    them: the line of a stretch begins with its 7th logged day, and what was typical before an onset stands beside what came since. What is
    marked are the `happenings`, by default those among the entries.
    """
    first, last = period
    onsets = [onset for onset in onsets if onset.day <= last]
    pain: list[Pain] = [entry for entry in entries if isinstance(entry, (PainEntry, PainSeen))]
    chosen, spans = tuple(sites or (site,)), list(spans)
    beside = happenings_of(entries) if happenings is None else happenings
    marks = (
        *marks_of(beside, [span for span in spans if span.phase is Phase.WELL]),
        *map(visit_mark, appointments),
        *(onset_mark(onset, now.day) for onset in onsets),
    )
    return PainPicture(
        first=first,
        began=first_day(pain),
        last=last,
        now=now.local,
        courses=tuple(_course(pain, site, period, onsets) for site in chosen[:MOST_SITES]),
        stretches=stretches(onsets, first, last),
        others=chosen[MOST_SITES:],
        phases=tuple(_local_span(span, now.zone) for span in spans),
        marks=tuple(sorted(marks, key=lambda mark: (mark.at, mark.kind))),
        trend=trend,
        higher=higher,
        worst=worst_of(entry for entry in pain if first <= entry.moment.day <= last),
    )


def _course(pain: Sequence[Pain], site: str | None, period: tuple[date, date], onsets: Sequence[Onset]) -> SiteCourse:
    first, last = period
    # The wall-clock time of each once: years of entries are gone through several times.
    at_site = [(entry.moment.local, value, entry) for entry in pain if (value := entry.reading_at(site)) is not None]
    inside = [_reading(at, value, entry) for at, value, entry in at_site if first <= entry.moment.day <= last]
    # By value too: two readings of one minute would else come in the order of the table, another after an import.
    inside.sort(key=lambda reading: reading[:2])
    values = medians_by_day((entry.moment.day, value) for _at, value, entry in at_site)
    # The median first, the cut after: the line of the first days looks back over days before the period.
    *earlier, line = (_inside(segments, first, last) for segments in stretch_lines(values, onsets))
    latest, before = stretches(onsets, first, last)[-1].onset_inside, tuple(segment for segments in earlier for segment in segments)
    since = since_onset(((at, value) for at, value, _entry in at_site), latest, last) if latest is not None else None
    return SiteCourse(site, tuple(inside), line, before, _looks_back(values, [*before, *line], first, onsets), since)


def _looks_back(values: Iterable[date], line: Iterable[Sequence[tuple[date, float]]], first: date, onsets: Sequence[Onset]) -> bool:
    """Whether the line counts days before the first one of the period."""
    begins = max((onset.day for onset in onsets if onset.day <= first), default=date.min)
    reaches = any(max(begins, first - MEDIAN_REACH) <= day < first for day in values)
    # Once the line has run a week inside the period, it counts no day before it.
    return reaches and any(segment[0][0] < first + MEDIAN_REACH for segment in line)


def _time_of(reading: Reading) -> datetime:
    return reading.at


def _reading(at: datetime, value: float, entry: Pain) -> Reading:
    return Reading(at, value, entry.worst, entry.least, entry.words, entry.note, range_of(entry))


def _inside(segments: Iterable[Segment], first: date, last: date) -> Line:
    kept = (tuple(point for point in segment if first <= point[0] <= last) for segment in segments)
    return tuple(segment for segment in kept if segment)


def _local_span(span: PhaseSpan, zone: str) -> Span:
    end = None if span.end is None else Moment.of(span.end, zone).local
    return span.phase, Moment.of(span.start, zone).local, end
