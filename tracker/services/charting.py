"""The charts of the diary, for any period: made from its entries, and written to files as they stand on paper."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tracker.charts.chart import CHART_DPI, CHART_INCHES, CHART_KINDS
from tracker.domain.entries import Dose, Entry, Function, Kind
from tracker.domain.periods import USUAL, Period, SiteChoice
from tracker.domain.reminders.day_plan import Planned, day_plan
from tracker.domain.reminders.facts import Facts
from tracker.domain.statistics.figures import DAY, WINDOW_DAYS
from tracker.domain.statistics.plan_done import planned_days
from tracker.domain.times import Clock, Moment, moment_now
from tracker.errors import Refused
from tracker.files import atomic_write
from tracker.language import N_, _
from tracker.services.journal import Journal
from tracker.services.medicines import Cabinet, intake_of
from tracker.services.planner import Planner
from tracker.services.statistics import Figuring
from tracker.services.visits import Notebook

if TYPE_CHECKING:
    from tracker.charts.body.picture import BodyPicture
    from tracker.charts.chart import Chart
    from tracker.charts.doses.picture import DosesPicture
    from tracker.charts.episodes.picture import EpisodesPicture
    from tracker.charts.function.picture import FunctionPicture
    from tracker.charts.hours.picture import HoursPicture
    from tracker.charts.next_day.picture import NextDayPicture
    from tracker.charts.pain.picture import MarkKind, PainPicture
    from tracker.charts.plan.picture import PlanPicture
    from tracker.charts.sessions.picture import SessionsPicture

BEFORE = timedelta(days=WINDOW_DAYS - 1)


class Marked(StrEnum):
    """What may stand beside the pain, to be shown or not."""

    PHASES = "phases"
    FLARES = "flares"
    VISITS = "visits"
    SESSIONS = "sessions"
    DOSES = "doses"


EVERYTHING = frozenset(Marked)
NAMES = {
    "pain": N_("Pain"),
    "hours": N_("Time of day"),
    "body": N_("Body"),
    "sessions": N_("After sessions"),
    "next_day": N_("Activity"),
    "episodes": N_("Episodes"),
    "function": N_("Function"),
    "plan": N_("Plan"),
    "doses": N_("Medicines"),
}
WITH_SITES = frozenset({"pain", "hours", "next_day", "episodes"})
WITH_ALL_SITES = frozenset({"pain"})
WITH_MARKS = frozenset({"pain"})
OF_THE_WHOLE_DIARY = frozenset({"episodes"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chart is asked to show."""

    period: Period
    site: SiteChoice
    marks: frozenset[Marked]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.period.first, self.period.last


class Charting:
    """What is drawn."""

    def __init__(self, journal: Journal, planner: Planner, notebook: Notebook, cabinet: Cabinet, figuring: Figuring, clock: Clock) -> None:
        self._journal = journal
        self._planner = planner
        self._notebook = notebook
        self._cabinet = cabinet
        self._figuring = figuring
        self._clock = clock

    def chart(self, kind: str, period: Period, site: SiteChoice | None = USUAL, marks: Iterable[Marked] = EVERYTHING) -> "Chart[Any]":
        """A chart of a period, of one site; with no site a line for each, where the chart has that. `marks` are those to be shown."""
        from tracker.charts.chart import Chart, ChartKind
        from tracker.charts.registry import FORMS

        asked = Asked(period, site or USUAL, frozenset(marks))
        makers: dict[ChartKind, Callable[[], object]] = {
            ChartKind.PAIN: partial(self._pain, asked, all_sites=site is None),
            ChartKind.HOURS: partial(self._hours, asked),
            ChartKind.BODY: partial(self._body, asked),
            ChartKind.SESSIONS: partial(self._sessions, asked),
            ChartKind.NEXT_DAY: partial(self._next_day, asked),
            ChartKind.EPISODES: partial(self._episodes, asked),
            ChartKind.FUNCTION: partial(self._function, asked),
            ChartKind.PLAN: partial(self._plan, asked),
            ChartKind.DOSES: partial(self._doses, asked),
        }
        form = FORMS[ChartKind(kind)]
        return Chart(form, makers[form.kind]())

    def write(self, file: Path, chart: "Chart[Any]") -> None:
        """Save a chart alone, ready to attach, in the kind its ending says; raises Refused, the old file unchanged."""
        kind = CHART_KINDS.get(file.suffix.lower())
        if kind is None:
            raise Refused(_("A chart is saved as .png, .svg or .pdf. Nothing was written; choose one of these."))
        atomic_write(file, _bytes(chart, kind))

    def png(self, chart: "Chart[Any]") -> bytes:
        """A chart alone as a PNG, for the clipboard."""
        return _bytes(chart, "png")

    def _pain(self, asked: Asked, *, all_sites: bool) -> "PainPicture":
        from tracker.charts.pain.picture import NONE_HIGHER, pain_picture

        figures = self._figuring.figures(asked.period, asked.site)
        spans = [span for episode in self._planner.episodes() for span in self._planner.spans(episode)]
        picture = pain_picture(
            self._journal.entries(asked.period.first - BEFORE, asked.period.last),
            spans,
            figures.site,
            asked.days,
            moment_now(self._clock),
            sites=self._figuring.sites(asked.period) if all_sites else None,
            appointments=self._notebook.appointments(),
            trend=None if all_sites else figures.trend(),
            higher=NONE_HIGHER if all_sites else figures.higher_days(),
        )
        return replace(picture, shown_marks=_kinds_of(asked.marks), with_phases=Marked.PHASES in asked.marks)

    def _hours(self, asked: Asked) -> "HoursPicture":
        from tracker.charts.hours.picture import hours_picture

        return hours_picture(self._inside(asked, Kind.PAIN), self._site(asked), asked.days)

    def _body(self, asked: Asked) -> "BodyPicture":
        from tracker.charts.body.picture import body_picture

        return body_picture(self._inside(asked, Kind.PAIN), asked.days)

    def _sessions(self, asked: Asked) -> "SessionsPicture":
        from tracker.charts.sessions.picture import sessions_picture

        return sessions_picture(self._inside(asked, Kind.SESSION), asked.days)

    def _next_day(self, asked: Asked) -> "NextDayPicture":
        from tracker.charts.next_day.picture import next_day_picture

        return next_day_picture(self._inside(asked, Kind.PAIN, Kind.ACTIVITY), self._site(asked), asked.days)

    def _episodes(self, asked: Asked) -> "EpisodesPicture":
        from tracker.charts.episodes.picture import episodes_picture

        return episodes_picture(self._journal.pain_entries(), self._planner.episodes(), self._site(asked), self._today())

    def _function(self, asked: Asked) -> "FunctionPicture":
        from tracker.charts.function.picture import function_picture

        return function_picture([one for one in self._inside(asked, Kind.FUNCTION) if isinstance(one, Function)], asked.days)

    def _plan(self, asked: Asked) -> "PlanPicture":
        from tracker.charts.plan.picture import plan_picture

        plans = past_plans(self._planner, self._inside(asked, Kind.SESSION), asked.days, moment_now(self._clock))
        return plan_picture(planned_days(plans), asked.days)

    def _doses(self, asked: Asked) -> "DosesPicture":
        from tracker.charts.doses.picture import doses_picture

        first, last = asked.days
        own = self._cabinet.own()
        doses = self._journal.entries(first - DAY, last, (Kind.DOSE,))
        return doses_picture([intake_of(dose, own) for dose in doses if isinstance(dose, Dose)], asked.days)

    def _site(self, asked: Asked) -> str | None:
        return next(iter(self._figuring.sites(asked.period)), None) if asked.site.usual else asked.site.name

    def _today(self) -> date:
        return moment_now(self._clock).day

    def _inside(self, asked: Asked, *kinds: Kind) -> list[Entry]:
        return self._journal.entries(*asked.days, kinds)


def past_plans(planner: Planner, sessions: Iterable[Entry], days: tuple[date, date], now: Moment) -> Iterator[tuple[date, list[Planned]]]:
    """What each day of a period had planned, with what was done of it: the days of episodes alone, and none that still goes on."""
    done: dict[date, list[Entry]] = {}
    for session in sessions:
        done.setdefault(session.moment.day, []).append(session)
    versions, episodes = planner.versions(), planner.episodes()
    day, last = days[0], min(days[1], now.day - DAY)
    while day <= last:
        held = [one for one in episodes if one.onset.day <= day and (one.ended is None or one.ended.day >= day)]
        if held:
            yield day, day_plan((), Facts(zone=now.zone, versions=versions, episodes=held), done.get(day, ()), day, now.at)
        day += DAY


def _kinds_of(marks: frozenset[Marked]) -> "frozenset[MarkKind]":
    from tracker.charts.pain.picture import MarkKind

    kinds = {
        Marked.FLARES: {MarkKind.FLARE},
        Marked.VISITS: {MarkKind.APPOINTMENT, MarkKind.PHYSIO},
        Marked.SESSIONS: {MarkKind.SESSION},
        Marked.DOSES: {MarkKind.DOSE},
    }
    return frozenset(kind for mark in marks for kind in kinds.get(mark, ()))


def _bytes(chart: "Chart[Any]", kind: Literal["png", "svg", "pdf"]) -> bytes:
    from tracker.charts.drawing.files import chart_bytes
    from tracker.charts.drawing.style import paper

    return chart_bytes(partial(chart.draw, palette=paper(), title=chart.name), kind, CHART_INCHES, CHART_DPI, chart.name)
