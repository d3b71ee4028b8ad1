"""The days that charts, figures and the report can be of, and the sites logged in them."""

from datetime import date, timedelta

from tracker.domain.periods import Period
from tracker.domain.statistics.figures import sites_logged
from tracker.domain.times import Clock, moment_now
from tracker.errors import Refused
from tracker.language import _
from tracker.services.journal import Journal
from tracker.services.planner import Planner
from tracker.services.visits import Visits

SIX_WEEKS, LEAST_RECENT, LEAST_OF_EPISODE = 42, 7, 15


class Periods:
    """Finds the period meant: by its days, by the episode, or by the last visit."""

    def __init__(self, journal: Journal, planner: Planner, visits: Visits, clock: Clock) -> None:
        self._journal = journal
        self._planner = planner
        self._visits = visits
        self._clock = clock

    def is_begun(self) -> bool:
        """Whether the diary has an entry."""
        return self._journal.days() is not None

    def whole_diary(self) -> Period:
        """From the first day with an entry to the last; today alone in an empty diary."""
        days = self._journal.days()
        today = moment_now(self._clock).day
        return Period(*days) if days else Period(today, today)

    def last_days(self, count: int) -> Period:
        """The last days up to today, today included."""
        today = moment_now(self._clock).day
        return Period(today - timedelta(days=count - 1), today)

    def usual_period(self) -> Period:
        """What is looked at first: the last six weeks, or all of a diary that begins or ends within them; a week at the least."""
        week, recent, whole = self.last_days(LEAST_RECENT), self.last_days(SIX_WEEKS), self.whole_diary()
        if whole.first >= week.first:
            return week
        return recent if whole.first < recent.first <= whole.last else whole

    def begins_with_episode(self) -> bool:
        """Whether what is looked at first is the open episode: before its third week there is too little of it to compare, or nothing in it."""
        episode = self._planner.open_episode()
        return episode is not None and episode.onset.day <= min(self.last_days(LEAST_OF_EPISODE).first, self.whole_diary().last)

    def this_episode(self) -> Period | None:
        """From the onset of the open episode, or of the last one, to its end or today; None before any episode."""
        episodes = self._planner.episodes()
        if not episodes:
            return None
        episode = self._planner.open_episode() or episodes[-1]
        return Period(episode.onset.day, episode.ended.day if episode.ended else moment_now(self._clock).day)

    def since_last_visit(self) -> Period | None:
        """From the day of the last visit that is over to today; None before any."""
        visit = self._visits.last_visit()
        return None if visit is None else Period(visit, moment_now(self._clock).day)

    def period(self, first: date | None, last: date | None) -> Period:
        """A period with ends of its own; an end not given is the diary's. Raises Refused where it ends before it begins."""
        whole = self.whole_diary()
        # A day beyond the diary takes an end that was not given along, so that no period ends before it begins by itself.
        chosen = Period(first or min(whole.first, last or whole.first), last or max(whole.last, first or whole.last))
        if chosen.last < chosen.first:
            raise Refused(_("It has to end after it begins. Nothing was changed; check both."))
        return chosen

    def sites(self, period: Period) -> list[str | None]:
        """The sites logged in a period, the most logged first; None stands for entries that name none."""
        return [name for name, _count in sites_logged(self._journal.pain(period.first, period.last))]
