"""What every chart is to the window, the files and the report: what it is made from, its names, a drawing, words and a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, Protocol, TypeVar

from tracker.domain.entries import Entry, Kind, PainEntry
from tracker.domain.episodes import Episode
from tracker.domain.happenings import Happening
from tracker.domain.medicines import Intake
from tracker.domain.pain_seen import PainSeen
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.statistics.plan_done import PlannedDay
from tracker.domain.statistics.recovery import HigherDays
from tracker.domain.statistics.stretches import Onset
from tracker.domain.statistics.trend import Trend
from tracker.domain.times import Moment
from tracker.domain.visits import Appointment
from tracker.language import _
from tracker.library.look import Palette

if TYPE_CHECKING:  # words and tables are asked for where nothing is drawn
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


# Of a chart saved alone: 1500 by 840 dots.
CHART_INCHES = (10.0, 5.6)
CHART_DPI = 150
CHART_KINDS: dict[str, Literal["png", "svg", "pdf"]] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}


class ChartKind(StrEnum):
    """The charts, in the order in which they are offered; the names are those of the command line and of kept choices."""

    PAIN = "pain"
    HOURS = "hours"
    BODY = "body"
    SESSIONS = "sessions"
    NEXT_DAY = "next_day"
    EPISODES = "episodes"
    FUNCTION = "function"
    PLAN = "plan"
    DOSES = "doses"


class Marked(StrEnum):
    """What may stand beside the pain, to be shown or not."""

    PHASES = "phases"
    FLARES = "flares"
    VISITS = "visits"
    SESSIONS = "sessions"
    DOSES = "doses"


ALL_MARKED = frozenset(Marked)
NO_TIME = timedelta(0)


class ChartSource(Protocol):
    """What a chart is made from: the diary over a period, at a site; each thing is read when it is asked for."""

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the period."""
        ...

    @property
    def now(self) -> Moment:
        """The present moment."""
        ...

    @property
    def site(self) -> str | None:
        """The site chosen, else the one logged most in the period; None stands for the entries that name none."""
        ...

    @property
    def sites(self) -> Sequence[str | None] | None:
        """Every site of the period, the most logged first, where all of them are wanted."""
        ...

    @property
    def marks(self) -> frozenset[Marked]:
        """What is to stand beside the pain."""
        ...

    def entries(self, *kinds: Kind, before: timedelta = NO_TIME) -> list[Entry]:
        """The entries of the period, and of so much time before it, of these kinds; of all where none is named."""
        ...

    def pain_ever(self) -> list[PainEntry]:
        """Every pain entry of the diary."""
        ...

    def pain_looking_back(self) -> list[PainSeen]:
        """The pain of the period, and those before it that its figures look back on at the sites shown."""
        ...

    def happenings(self) -> list[Happening]:
        """The sessions, doses and flares of the period; those of a kind oldest first."""
        ...

    def began(self) -> date | None:
        """The local day of the first pain entry of the diary; None without one up to the end of the period."""
        ...

    def onsets(self) -> Sequence[Onset]:
        """Every onset of the diary, one a day, in order of time."""
        ...

    def episodes(self) -> list[Episode]:
        """Every episode of the diary."""
        ...

    def spans(self) -> list[PhaseSpan]:
        """The phases that every episode went through."""
        ...

    def appointments(self) -> list[Appointment]:
        """Every appointment."""
        ...

    def trend(self) -> Trend:
        """Where the daily values go at the site."""
        ...

    def higher_days(self) -> HigherDays:
        """The days that were higher than usual at the site."""
        ...

    def planned_days(self) -> tuple[PlannedDay, ...]:
        """What the plan had for each day of the period that is over, and what was done of it."""
        ...

    def strength_exercises(self) -> frozenset[str]:
        """The names, case-folded, of the exercises that the plan has for keeping well."""
        ...

    def intakes(self) -> list[Intake]:
        """The doses of the period and of the day before it, by their ingredients."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """The part of the horizontal axis that is shown, in shares of the whole: 0 its beginning, 1 its end."""

    left: float = 0.0
    right: float = 1.0


WHOLE = View()


class Point(NamedTuple):
    """A thing drawn that can be pointed at or walked to: its place in the coordinates of its axes, and what it says, or how that is found."""

    axes: "Axes"
    x: float
    y: float
    told: str | Callable[[], str]

    @property
    def words(self) -> str:
        """What it says: of many points made only when it is asked for, as few of them are ever pointed at."""
        return self.told if isinstance(self.told, str) else self.told()


@dataclass(frozen=True)  # without slots: the points are kept once they are made
class Drawing:
    """What was drawn: the axes of the data, its points in reading order, and whether a part of the axis can be looked at closer.

    `made` are the points, or what makes them when they are first asked for: thousands are needless in a file, and until one points at them.
    """

    axes: "Axes"
    made: tuple[Point, ...] | Callable[[], tuple[Point, ...]] = ()
    zooms: bool = False

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """All that can be pointed at or walked to, in reading order."""
        return self.made() if callable(self.made) else self.made


@dataclass(frozen=True, slots=True)
class DataTable:
    """The data of a chart as text: the headers and the rows, each as wide as the headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a chart says first: the sentences that stand large above it, and what belongs to them, smaller; both empty where there is no data.

    `short`: of the latter what stands there where the chart would have little room; by default all of it.
    """

    first: str = ""
    under: str = ""
    short: str = ""


NO_ANSWER = Answer()

PictureT = TypeVar("PictureT")
PictureT_contra = TypeVar("PictureT_contra", contravariant=True)


class Draw(Protocol[PictureT_contra]):
    """Draws a picture over the whole figure, for the size the figure has now; with a title, title and period stand above.

    Without its answer it is for a page that says that itself, above the chart.
    """

    def __call__(
        self, figure: "Figure", picture: PictureT_contra, palette: Palette, title: str = "", view: View = WHOLE, *, with_answer: bool = True
    ) -> Drawing:
        """Draw it."""
        ...


@dataclass(frozen=True, slots=True)
class ChartForm(Generic[PictureT]):
    """How a kind of chart is made, drawn, described and tabled; both names are those of the source language.

    The drawer is asked for when something is drawn: it brings matplotlib, and names, words and tables need none.

    Then what can be chosen of it: one site, a line for each site, what is marked; whether it is of the whole diary, whatever period is
    chosen; and whether page one of the report is made from it.
    """

    kind: ChartKind
    short_name: str
    name: str
    make: Callable[[ChartSource], PictureT]
    drawer: Callable[[ChartKind], Draw[PictureT]]
    describe: Callable[[PictureT], str]
    table: Callable[[PictureT], DataTable]
    answer: Callable[[PictureT], Answer]
    has_sites: bool = False
    has_all_sites: bool = False
    has_marks: bool = False
    of_whole_diary: bool = False
    on_page_one: bool = False


@dataclass(frozen=True, slots=True)
class Chart(Generic[PictureT]):
    """A picture with its form: all that the window, a file or the report asks of a chart."""

    form: ChartForm[PictureT]
    picture: PictureT

    @property
    def kind(self) -> ChartKind:
        """Which chart it is."""
        return self.form.kind

    @property
    def name(self) -> str:
        """What it is called, in the person's language."""
        return _(self.form.name)

    @property
    def words(self) -> str:
        """The chart in words, a line for each thought."""
        return self.form.describe(self.picture)

    @property
    def table(self) -> DataTable:
        """Its data as a table."""
        return self.form.table(self.picture)

    @property
    def answer(self) -> Answer:
        """What it says first."""
        return self.form.answer(self.picture)

    def draw(self, figure: "Figure", palette: Palette, title: str = "", view: View = WHOLE, *, with_answer: bool = True) -> Drawing:
        """Draw it over the whole figure; without its answer where that stands above it already."""
        return self.form.drawer(self.kind)(figure, self.picture, palette, title, view, with_answer=with_answer)
