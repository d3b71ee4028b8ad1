"""Every figure of a period and a site, worked out anew each time from the entries of the diary."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property

from tracker.domain.entries import Activity, Function, Kind, Session
from tracker.domain.pain_seen import PainSeen
from tracker.domain.periods import USUAL, Period, SiteChoice
from tracker.domain.plan.session_offers import strength_exercises
from tracker.domain.statistics.day_parts import PartDifference, by_day_part
from tracker.domain.statistics.figures import Logged, Segment, WeekComparison, day_values, logged, sites_logged, usual_site, week_comparison
from tracker.domain.statistics.function_course import FunctionCourse, function_course
from tracker.domain.statistics.hours import HourOfDay, by_hour
from tracker.domain.statistics.next_day import NextDay, next_day
from tracker.domain.statistics.places import PlaceFigure, WholeBody, by_place, whole_body
from tracker.domain.statistics.recovery import LEAST_DAYS_BEFORE, USUAL_DAYS, EpisodeCourse, HigherDays, episode_course, higher_days
from tracker.domain.statistics.stretches import Onset, SinceOnset, Stretch, onsets_of, since_onset, stretch_lines, stretches
from tracker.domain.statistics.treatments import Treatment, treatments
from tracker.domain.statistics.trend import Trend, trend
from tracker.domain.times import Clock, moment_now
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.language import _
from tracker.library.body import place_named, place_words
from tracker.services.journal import Journal
from tracker.services.planner import Planner

SITES_NAMED = 12
# What the first days of a period look back on at a site: "usual" on 14 calendar days and 14 logged ones, the line and what was typical before
# an onset on 7 of each. Twice as many logged days, as some may hold entries that damage has made unreadable.
LOGGED_DAYS_BEFORE = 2 * LEAST_DAYS_BEFORE


class Figures:
    """The figures of one site over one period; each is worked out when it is asked for. A site of None: the entries that name none.

    Weeks, trend and line are of the latest stretch in the period: they never reach across an onset.
    """

    def __init__(self, journal: Journal, planner: Planner, period: Period, site: SiteChoice, today: date) -> None:
        self._journal = journal
        self._planner = planner
        self.today = today
        self._pain = journal.pain(period.first, period.last)
        self.period = period
        self.site = usual_site(self._pain) if site.usual else site.name

    def pain_looking_back(self, sites: Sequence[str | None]) -> list[PainSeen]:
        """The pain of the period, and those before it that a figure of the period at these sites looks back on."""
        return [*self._journal.pain_looking_back(self.period.first, sites, USUAL_DAYS, LOGGED_DAYS_BEFORE), *self._pain]

    def began(self) -> date | None:
        """The local day of the first pain entry of the diary; None without one up to the end of the period."""
        first = self._journal.first_pain_day()
        return None if first is None or first > self.period.last else first

    def onsets(self) -> tuple[Onset, ...]:
        """Every onset of the diary."""
        return onsets_of(self._planner.episodes())

    def stretch(self) -> Stretch:
        """The days of the latest stretch in the period."""
        return stretches(self.onsets(), self.period.first, self.period.last)[-1]

    def logged(self) -> Logged:
        """How much was logged in the period."""
        return logged(self._pain, self.site, self.period.first, self.period.last)

    def since_onset(self) -> SinceOnset | None:
        """What was logged since the latest onset in the period, and before it; None where the period holds none."""
        onset = self.stretch().onset_inside
        if onset is None:
            return None
        return since_onset(self._readings(self._looking_back), onset, self.period.last)

    def comparison(self) -> WeekComparison:
        """The last week of the stretch against its first."""
        stretch = self.stretch()
        return week_comparison(self._pain, self.site, stretch.first, stretch.last)

    def trend(self) -> Trend:
        """Where the daily values of the stretch go."""
        stretch = self.stretch()
        return trend(self._values_looking_back, stretch.first, stretch.last)

    def days_of_stretch(self) -> int:
        """The logged days of the stretch in the period."""
        stretch = self.stretch()
        return logged(self._pain, self.site, stretch.first, stretch.last).days_logged

    def line(self) -> list[Segment]:
        """The 7-day median at each logged day of the stretch in the period; its days before the period count towards the first ones."""
        onsets = [onset for onset in self.onsets() if onset.day <= self.period.last]
        segments = stretch_lines(self._values_looking_back, onsets)[-1]
        kept = [[point for point in segment if point[0] >= self.period.first] for segment in segments]
        return [segment for segment in kept if segment]

    def by_hour(self) -> tuple[HourOfDay, ...]:
        """Pain through the day, hour by hour."""
        return by_hour(self._readings(self._pain))

    def by_day_part(self) -> tuple[PartDifference, ...]:
        """Which part of the day differs from the others within the same days."""
        return by_day_part(self._readings(self._pain))

    def body(self) -> tuple[PlaceFigure, ...]:
        """Every site of the period beside each other, whichever was chosen."""
        return by_place(self._pain)

    def whole_body(self) -> WholeBody:
        """All places together, the worst of the period among it, whichever site was chosen."""
        return whole_body(self._pain)

    def courses(self) -> tuple[EpisodeCourse, ...]:
        """Each episode that touches the period, whole: from its onset to its end, or to today."""
        episodes = self._planner.episodes()
        touching = [
            episode
            for episode in episodes
            if episode.onset.day <= self.period.last and (episode.ended is None or episode.ended.day >= self.period.first)
        ]
        # Episodes come in order of onset, so those of the first hold for all.
        pain = self._journal.pain_entries(touching[0].onset.day) if touching else []
        return tuple(episode_course(pain, episode, self.site, self.today) for episode in touching)

    def higher_days(self) -> HigherDays:
        """The days higher than usual; those before the period tell what was usual."""
        return higher_days(self._values_looking_back, self.period.first, self.period.last)

    def treatments(self) -> tuple[Treatment, ...]:
        """What was tried in the period, and the pain before and after it, whichever site was chosen."""
        return _treatments(self._journal, self._planner, self.period)

    def next_day(self) -> NextDay:
        """Activity and the pain of the next day."""
        found = self._journal.entries(self.period.first, self.period.last, (Kind.ACTIVITY,))
        activities = (entry for entry in found if isinstance(entry, Activity))
        return next_day(day_values(self._pain, self.site), activities, self.period.first, self.period.last)

    def function(self) -> FunctionCourse:
        """How well the person's own activities went."""
        found = self._journal.entries(self.period.first, self.period.last, (Kind.FUNCTION,))
        return function_course(entry for entry in found if isinstance(entry, Function))

    @cached_property
    def _looking_back(self) -> list[PainSeen]:
        # The line of a stretch, what was typical before an onset and what was usual need the days before.
        return self.pain_looking_back([self.site])

    @cached_property
    def _values_looking_back(self) -> dict[date, float]:
        return day_values(self._looking_back, self.site)

    def _readings(self, entries: Iterable[PainSeen]) -> list[tuple[datetime, float]]:
        """The readings at the site as (wall-clock time, points)."""
        readings = ((entry.moment.local, entry.reading_at(self.site)) for entry in entries)
        return [(at, value) for at, value in readings if value is not None]


class Statistics:
    """Finds the site a person means, and the figures of a period at it."""

    def __init__(self, journal: Journal, planner: Planner, clock: Clock) -> None:
        self._journal = journal
        self._planner = planner
        self._clock = clock

    def sites(self, period: Period) -> list[str | None]:
        """The sites logged in a period, the most logged first; None stands for entries that name none."""
        return [name for name, _count in sites_logged(self._journal.pain(period.first, period.last))]

    def site_named(self, words: str, period: Period) -> str | None:
        """The site a person means by its name as shown, or by "" the entries that name none; raises Refused where it was not logged."""
        wanted = place_named(words) or None
        sites = self.sites(period)
        if wanted in sites:
            return wanted
        alike = [site for site in sites if site is not None and site.casefold() == (wanted or "").casefold()]
        if alike:
            return alike[0]
        if not sites:
            raise Refused(_("No pain is logged in {period}. Nothing was worked out; choose other days.").format(period=period.words))
        raise Refused(
            _("No pain is logged at “{site}” in {period}. Nothing was worked out; logged are: {sites}.").format(
                site=words[:40], period=period.words, sites=_named(sites)
            )
        )

    def figures(self, period: Period, site: SiteChoice = USUAL) -> Figures:
        """The figures of a period at a site, by default the one logged most in the period."""
        return Figures(self._journal, self._planner, period, site, moment_now(self._clock).day)

    def treatments(self) -> tuple[Treatment, ...]:
        """What was tried in the whole diary; no pain entry is read for it."""
        return _treatments(self._journal, self._planner)


def _treatments(journal: Journal, planner: Planner, period: Period | None = None) -> tuple[Treatment, ...]:
    found = journal.entries(period.first if period else None, period.last if period else None, (Kind.SESSION,))
    return treatments((entry for entry in found if isinstance(entry, Session)), strength_exercises(planner.versions()))


def site_words(site: str | None) -> str:
    """The name of a site as it is shown; that of none for entries that name none."""
    return _("no place named") if site is None else place_words(site)


def _named(sites: list[str | None]) -> str:
    named = in_a_row(site_words(site) for site in sites[:SITES_NAMED])
    return named if len(sites) <= SITES_NAMED else f"{named}, \N{HORIZONTAL ELLIPSIS}"
