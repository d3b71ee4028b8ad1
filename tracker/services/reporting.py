"""Charts and the page for the physiotherapist, for any period and one site at a time."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import tracker
from tracker.charts.picture import PainPicture, describe_pain, pain_picture
from tracker.domain.episodes import Episode
from tracker.domain.figures import WINDOW_DAYS, sites_logged, usual_site
from tracker.domain.phases import PhaseSpan
from tracker.domain.times import Clock, moment_now
from tracker.domain.words import period_words
from tracker.errors import Refused
from tracker.files import atomic_write
from tracker.language import _
from tracker.library.look import palette
from tracker.services.journal import Journal
from tracker.services.notebook import Notebook
from tracker.services.planner import Planner

if TYPE_CHECKING:
    from tracker.reports.typesetting import Typeset

SIX_WEEKS = 42
CHART_INCHES = (10.0, 5.6)
CHART_DPI = 150
CHART_KINDS: dict[str, Literal["png", "svg", "pdf"]] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both ends included."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """The period as a person reads it."""
        return period_words(self.first, self.last)


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """Which site is shown: the usual one, or the one named; a name of None means the entries that name no site."""

    name: str | None = None
    usual: bool = True


USUAL = SiteChoice()


class Reporting:
    """What is drawn and handed over."""

    def __init__(self, journal: Journal, planner: Planner, notebook: Notebook, clock: Clock) -> None:
        self._journal = journal
        self._planner = planner
        self._notebook = notebook
        self._clock = clock

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
        """What is looked at first: the last six weeks, or all of a diary that has nothing in them."""
        recent, whole = self.last_days(SIX_WEEKS), self.whole_diary()
        return recent if whole.last >= recent.first else whole

    def this_episode(self) -> Period | None:
        """From the onset of the open episode, or of the last one, to its end or today; None before any episode."""
        episodes = self._planner.episodes()
        if not episodes:
            return None
        episode = self._planner.open_episode() or episodes[-1]
        return Period(episode.onset.day, episode.ended.day if episode.ended else moment_now(self._clock).day)

    def since_last_visit(self) -> Period | None:
        """From the day of the last visit that is over to today; None before any."""
        visit = self._notebook.last_visit()
        return None if visit is None else Period(visit, moment_now(self._clock).day)

    def period(self, first: date | None, last: date | None) -> Period:
        """A period with ends of its own; an end not given is the diary's. Raises Refused where it ends before it begins."""
        whole = self.whole_diary()
        chosen = Period(first or min(whole.first, last or whole.first), last or max(whole.last, first or whole.last))
        if chosen.last < chosen.first:
            raise Refused(_("The period ends before it begins. Nothing was written; check the two days."))
        return chosen

    def sites(self, period: Period) -> list[str | None]:
        """The sites logged in a period, the most logged first; None stands for entries that name none."""
        return [name for name, _count in sites_logged(self._journal.pain_entries(period.first, period.last))]

    def picture(self, period: Period, site: SiteChoice = USUAL) -> PainPicture:
        """The pain chart of a period as data."""
        entries = self._journal.entries(period.first - timedelta(days=WINDOW_DAYS - 1), period.last)
        spans = [span for _episode, spans in self._courses() for span in spans]
        return pain_picture(entries, spans, self._site(period, site), (period.first, period.last), moment_now(self._clock))

    def in_words(self, picture: PainPicture) -> str:
        """A picture as a paragraph."""
        return describe_pain(picture)

    def write_chart(self, file: Path, period: Period, site: SiteChoice = USUAL) -> None:
        """Save the chart alone, ready to attach, in the kind its ending says; raises Refused, the old file unchanged."""
        from tracker.charts.files import chart_bytes

        kind = CHART_KINDS[file.suffix.lower()]
        title = _("Pain diary, {period}").format(period=period.words)
        atomic_write(file, chart_bytes(self.picture(period, site), kind, palette("light"), CHART_INCHES, CHART_DPI, title))

    def report(self, period: Period, site: SiteChoice = USUAL, person: str = "") -> "Typeset":
        """The page for the physiotherapist."""
        from tracker.reports.content import ReportFacts, report_content
        from tracker.reports.typesetting import typeset

        help_shown = self._planner.help_last_shown()
        facts = ReportFacts(
            first=period.first,
            last=period.last,
            entries=tuple(self._journal.entries(period.first - timedelta(days=WINDOW_DAYS - 1), period.last)),
            episodes=tuple(self._courses(period)),
            help_shown=help_shown.day if help_shown else None,
            site=self._site(period, site),
            now=moment_now(self._clock),
            version=tracker.__version__,
            person=person,
        )
        return typeset(report_content(facts))

    def write_report(self, file: Path, period: Period, site: SiteChoice = USUAL, person: str = "") -> str:
        """Save the report as PDF; the answer is a remark where there is one to make. Raises Refused, the old file unchanged."""
        made = self.report(period, site, person)
        atomic_write(file, made.pdf)
        return made.remark

    def _site(self, period: Period, site: SiteChoice) -> str | None:
        return usual_site(self._journal.pain_entries(period.first, period.last)) if site.usual else site.name

    def _courses(self, period: Period | None = None) -> list[tuple[Episode, tuple[PhaseSpan, ...]]]:
        episodes = self._planner.episodes()
        if period is not None:
            episodes = [one for one in episodes if one.onset.day <= period.last and (one.ended is None or one.ended.day >= period.first)]
        return [(episode, tuple(self._planner.spans(episode))) for episode in episodes]
