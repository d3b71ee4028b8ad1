"""The charts of the diary, for any period: made from its entries, and written to files as they stand on paper."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Literal

from tracker.charts.chart import ALL_MARKED, CHART_DPI, CHART_INCHES, CHART_KINDS, NO_TIME, Chart, ChartKind, Marked
from tracker.chosen_files import ChosenFiles
from tracker.domain.entries import Dose, Entry, Kind, PainEntry
from tracker.domain.episodes import Episode
from tracker.domain.happenings import Happening
from tracker.domain.medicines import Intake
from tracker.domain.pain_seen import PainSeen
from tracker.domain.periods import USUAL, Period, SiteChoice
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.session_offers import strength_exercises
from tracker.domain.reminders.day_plan import Planned, day_plan, is_wanted_on
from tracker.domain.reminders.facts import Facts
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.statistics.figures import DAY
from tracker.domain.statistics.plan_done import PlannedDay, planned_days
from tracker.domain.statistics.recovery import HigherDays
from tracker.domain.statistics.stretches import Onset
from tracker.domain.statistics.trend import Trend
from tracker.domain.times import Clock, Moment, moment_now
from tracker.domain.visits import Appointment
from tracker.errors import Refused
from tracker.formats.texts import one_of
from tracker.language import _
from tracker.services.journal import Journal
from tracker.services.medicines import KnownMedicines, intake_of
from tracker.services.planner import Planner
from tracker.services.statistics import Figures, Statistics
from tracker.services.visits import Visits


class Charting:
    """What is drawn."""

    def __init__(
        self,
        journal: Journal,
        planner: Planner,
        visits: Visits,
        medicines: KnownMedicines,
        statistics: Statistics,
        rules: Callable[[], Sequence[Rule]],
        clock: Clock,
        files: ChosenFiles,
    ) -> None:
        self._journal = journal
        self._planner = planner
        self._visits = visits
        self._medicines = medicines
        self._statistics = statistics
        self._rules = rules
        self._clock = clock
        self._files = files

    def chart(self, kind: ChartKind, period: Period, site: SiteChoice | None = USUAL, marks: Iterable[Marked] = ALL_MARKED) -> Chart[Any]:
        """A chart of a period, of one site; with no site a line for each, where the chart has that. `marks` are those to be shown."""
        # Imported here, since most commands draw nothing and need not wait for what draws.
        from tracker.charts.registry import FORMS

        source = _Source(
            figures=self._statistics.figures(period, site or USUAL),
            sites=self._statistics.sites(period) if site is None else None,
            now=moment_now(self._clock),
            marks=frozenset(marks),
            journal=self._journal,
            planner=self._planner,
            visits=self._visits,
            medicines=self._medicines,
            rules=self._rules,
        )
        form = FORMS[kind]
        return Chart(form, form.make(source))

    def write(self, file: Path, chart: Chart[Any]) -> None:
        """Save a chart alone, ready to attach, in the kind its ending says; raises Refused, the old file unchanged."""
        kind = CHART_KINDS.get(file.suffix.lower())
        if kind is None:
            raise Refused(
                _("{file} has an ending this app does not write. Nothing was written; use {endings}.").format(
                    file=file.name, endings=one_of(list(CHART_KINDS))
                )
            )
        self._files.write(file, _bytes(chart, kind))

    def png(self, chart: Chart[Any]) -> bytes:
        """A chart alone as a PNG, for the clipboard."""
        return _bytes(chart, "png")


@dataclass(frozen=True, slots=True)
class _Source:
    """The diary over a period, as a chart asks for it."""

    figures: Figures
    sites: Sequence[str | None] | None
    now: Moment
    marks: frozenset[Marked]
    journal: Journal
    planner: Planner
    visits: Visits
    medicines: KnownMedicines
    rules: Callable[[], Sequence[Rule]]

    @property
    def days(self) -> tuple[date, date]:
        return self.figures.period.first, self.figures.period.last

    @property
    def site(self) -> str | None:
        return self.figures.site

    def entries(self, *kinds: Kind, before: timedelta = NO_TIME) -> list[Entry]:
        first, last = self.days
        return self.journal.entries(first - before, last, kinds or tuple(Kind))

    def pain_ever(self) -> list[PainEntry]:
        return self.journal.pain_entries()

    def pain_looking_back(self) -> list[PainSeen]:
        return self.figures.pain_looking_back(self.sites or (self.site,))

    def happenings(self) -> list[Happening]:
        return self.journal.happenings(*self.days)

    def began(self) -> date | None:
        return self.figures.began()

    def onsets(self) -> Sequence[Onset]:
        return self.figures.onsets()

    def episodes(self) -> list[Episode]:
        return self.planner.episodes()

    def spans(self) -> list[PhaseSpan]:
        return [span for _episode, spans in self.planner.courses() for span in spans]

    def appointments(self) -> list[Appointment]:
        return self.visits.appointments()

    def trend(self) -> Trend:
        return self.figures.trend()

    def higher_days(self) -> HigherDays:
        return self.figures.higher_days()

    def planned_days(self) -> tuple[PlannedDay, ...]:
        return planned_days(past_plans(self.planner, self.rules(), self.entries(Kind.SESSION), self.days, self.now))

    def strength_exercises(self) -> frozenset[str]:
        return strength_exercises(self.planner.versions())

    def intakes(self) -> list[Intake]:
        own = self.medicines.own()
        # A dose of the day before still counts in the 24 hours of the first morning.
        return [intake_of(dose, own) for dose in self.entries(Kind.DOSE, before=DAY) if isinstance(dose, Dose)]


def past_plans(
    planner: Planner, rules: Iterable[Rule], sessions: Iterable[Entry], days: tuple[date, date], now: Moment
) -> Iterator[tuple[date, list[Planned]]]:
    """What each day of a period had planned, with what was done of it: the days from the first onset on, and none that still goes on.

    Of the rules only those of strength say what is planned: on which days of the week the person wants it.
    """
    wanted = [rule for rule in rules if rule.kind is ReminderKind.STRENGTH]
    done: dict[date, list[Entry]] = {}
    for session in sessions:
        done.setdefault(session.moment.day, []).append(session)
    versions, episodes = planner.versions(), planner.episodes()
    # Of today it is not over yet what was done.
    day, last = days[0], min(days[1], now.day - DAY)
    while day <= last:
        begun = [episode for episode in episodes if episode.onset.day <= day]
        held = [episode for episode in begun if episode.ended is None or episode.ended.day >= day]
        # Years of keeping well have few days with anything planned or done: the others need no look.
        if begun and not held and (day in done or any(is_wanted_on(rule, day, now.zone) for rule in wanted)):
            held = begun[-1:]
        if held:
            yield day, day_plan(wanted, Facts(zone=now.zone, versions=versions, episodes=held), done.get(day, ()), day, now.at)
        day += DAY


def _bytes(chart: Chart[Any], kind: Literal["png", "svg", "pdf"]) -> bytes:
    from tracker.charts.drawing.files import chart_bytes
    from tracker.charts.drawing.style import paper

    return chart_bytes(partial(chart.draw, palette=paper(), title=chart.name), kind, CHART_INCHES, CHART_DPI, chart.name)
