"""What the report is made from, as it comes out of the diary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.charts.chart import Chart
from tracker.charts.doses.picture import DosesPicture
from tracker.charts.function.picture import FunctionPicture
from tracker.charts.hours.picture import HoursPicture
from tracker.charts.plan.picture import PlanPicture
from tracker.domain.entries import Entry
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.statistics.stretches import Onset
from tracker.domain.statistics.treatments import Treatment
from tracker.domain.times import Moment
from tracker.domain.visits import Appointment
from tracker.reports.choices import ReportChoices


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """One entry in words: its local day, its time of day, what it is, what it says, and its note apart."""

    day: date
    time: str
    what: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What the report is made from; what is left out by choice is no longer among it.

    `entries` may begin before the period: only the line of the chart, and what was typical before an onset, look at those. `onsets` are
    those of the whole diary. `help_shown` is the day on which the list "When to get help" was shown last, `questions` are those still to be
    asked. A picture of None was not asked for, nor were treatments of None. `label_limits` has the most of an ingredient in 24 hours that a
    label allows, in mg. `charts` and `diary` are those of the parts chosen.
    """

    first: date
    last: date
    now: Moment
    version: str
    choices: ReportChoices = field(default_factory=ReportChoices)
    entries: Sequence[Entry] = ()
    episodes: Sequence[tuple[Episode, Sequence[PhaseSpan]]] = ()
    activity_aim: float | None = None
    onsets: Sequence[Onset] = ()
    help_shown: date | None = None
    site: str | None = None
    questions: Sequence[str] = ()
    appointments: Sequence[Appointment] = ()
    function: FunctionPicture | None = None
    plan: PlanPicture | None = None
    doses: DosesPicture | None = None
    hours: HoursPicture | None = None
    treatments: Sequence[Treatment] | None = None
    label_limits: Mapping[str, float] = field(default_factory=dict)
    charts: Sequence[Chart[Any]] = ()
    diary: Sequence[DiaryRow] = ()

    @property
    def inside(self) -> list[Entry]:
        """The entries of the period itself."""
        return [entry for entry in self.entries if self.first <= entry.moment.day <= self.last]

    @property
    def episodes_inside(self) -> list[tuple[Episode, Sequence[PhaseSpan]]]:
        """The episodes that touch the period, in order of onset."""
        inside = (each for each in self.episodes if each[0].onset.day <= self.last and (each[0].ended is None or each[0].ended.day >= self.first))
        return sorted(inside, key=lambda each: each[0].onset.at)
