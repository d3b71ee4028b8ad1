"""What every chart is to the window, the files and the report: a name, a drawing, words and a table."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

from tracker.library.look import Palette

if TYPE_CHECKING:  # words and tables are asked for where nothing is drawn
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


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


@dataclass(frozen=True, slots=True)
class View:
    """The part of the horizontal axis that is shown, in shares of the whole: 0 its beginning, 1 its end."""

    left: float = 0.0
    right: float = 1.0


WHOLE = View()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing drawn that can be pointed at or walked to: its place in the coordinates of its axes, and what it says."""

    axes: "Axes"
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn: the axes of the data, its points in reading order, and whether a part of the axis can be looked at closer."""

    axes: "Axes"
    points: tuple[Point, ...] = ()
    zooms: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """The data of a chart as text: the headers and the rows, each as wide as the headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


PictureT = TypeVar("PictureT")
PictureT_contra = TypeVar("PictureT_contra", contravariant=True)


class Draw(Protocol[PictureT_contra]):
    """Draws a picture over the whole figure, for the size the figure has now; with a title, title and period stand above."""

    def __call__(self, figure: "Figure", picture: PictureT_contra, palette: Palette, title: str = "", view: View = WHOLE) -> Drawing:
        """Draw it."""
        ...


@dataclass(frozen=True, slots=True)
class Form(Generic[PictureT]):
    """How a kind of chart is drawn, described and tabled."""

    kind: ChartKind
    name: Callable[[], str]
    draw: Draw[PictureT]
    describe: Callable[[PictureT], str]
    table: Callable[[PictureT], DataTable]


@dataclass(frozen=True, slots=True)
class Chart(Generic[PictureT]):
    """A picture with its form: all that the window, a file or the report asks of a chart."""

    form: Form[PictureT]
    picture: PictureT

    @property
    def kind(self) -> ChartKind:
        """Which chart it is."""
        return self.form.kind

    @property
    def name(self) -> str:
        """What it is called, in the person's language."""
        return self.form.name()

    @property
    def words(self) -> str:
        """The chart in words, a line for each thought."""
        return self.form.describe(self.picture)

    @property
    def table(self) -> DataTable:
        """Its data as a table."""
        return self.form.table(self.picture)

    def draw(self, figure: "Figure", palette: Palette, title: str = "", view: View = WHOLE) -> Drawing:
        """Draw it over the whole figure."""
        return self.form.draw(figure, self.picture, palette, title, view)
