"""The sheet a chart is drawn on: its axes, title, scales, dates, legend and sentences, in room measured in points.

A drawing begins with `begin`, which clears the figure and leaves axes under title and header with room for tick labels and
a legend; `begin_days` does so for a span of days, of which a part may be in view.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Literal, TypeVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text
from numpy.typing import NDArray

from tracker.charts.chart import WHOLE, View
from tracker.charts.drawing.date_axis import HALF_DAY, Tick, column_ticks, date_ticks, with_last
from tracker.charts.drawing.letters import BODY, SMALL, TITLE
from tracker.charts.drawing.style import drawable, fitted, points, width_of
from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.domain.statistics.figures import DAY
from tracker.domain.words import period_words
from tracker.library.look import Palette

# In points: the room left for the numbers, right, above, and below for dates in two lines and a legend.
LEFT, RIGHT, TOP, BOTTOM = 24.0, 16.0, 10.0, 54.0
TITLE_ROOM, LEGEND_BELOW, EDGE = 42.0, 34.0, 8.0
# However small the figure, the axes keep a tenth of it: matplotlib raises for axes of a negative size.
LEAST_SHARE, TICK, DATES_BELOW, FEWEST_DATES = 0.1, 4.0, 6.0, 3

Handle = Artist | tuple[Artist, ...]
Places = TypeVar("Places", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Room:
    """The room around the axes in points: header is what stands between title and axes."""

    left: float = LEFT
    right: float = RIGHT
    header: float = 0.0
    bottom: float = BOTTOM


ROOM = Room()


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a chart that stands alone; without a title nothing does."""

    title: str = ""
    under: str = ""

    @property
    def room(self) -> float:
        """Its height in points."""
        return TITLE_ROOM if self.title else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing under way: where it is drawn and in which colours."""

    figure: Figure
    axes: Axes
    palette: Palette
    room: Room

    @property
    def width(self) -> float:
        """Of the axes, in pixels."""
        return float(self.axes.bbox.width)

    @property
    def height(self) -> float:
        """Of the axes, in pixels."""
        return float(self.axes.bbox.height)

    def above(self, size: float) -> float:
        """The height in axes coordinates of a place so many points above the axes; a negative size is below their top."""
        return 1 + points(self.figure, size) / self.height

    def below(self, size: float) -> float:
        """The height in axes coordinates of a place so many points below the axes."""
        return -points(self.figure, size) / self.height

    def beside(self, size: float) -> float:
        """The place in axes coordinates of what is so many points right of the left edge of the axes."""
        return points(self.figure, size) / self.width


@dataclass(frozen=True)  # without slots: what follows from it is worked out once, not for each point
class Days:
    """A span of local days, both ends included, and the part of it in view; places on the axis are days from its beginning.

    With a column a day, `in_columns`, a date stands under the middle of its day, else under its beginning.
    """

    first: date
    last: date
    view: View = WHOLE
    in_columns: bool = False

    @cached_property
    def start(self) -> datetime:
        """The beginning of the first day."""
        return datetime.combine(self.first, time())

    @cached_property
    def count(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @cached_property
    def left(self) -> float:
        """Where the view begins, in days."""
        return self.count * self.view.left

    @cached_property
    def right(self) -> float:
        """Where the view ends, in days."""
        return self.count * self.view.right

    @cached_property
    def seen_from(self) -> datetime:
        """The instant at which the view begins."""
        return self.start + self.left * DAY

    @cached_property
    def seen_to(self) -> datetime:
        """The instant at which the view ends."""
        return self.start + self.right * DAY

    def at(self, instant: datetime) -> float:
        """The place of a local time on the axis, in days."""
        return (instant - self.start) / DAY

    def of(self, day: date, share: float = 0.5) -> float:
        """The place of a day on the axis: its noon, or another share of it."""
        return (day - self.first).days + share

    def sees(self, instant: datetime) -> bool:
        """Whether a local time is in view."""
        return self.seen_from <= instant < self.seen_to


@dataclass(frozen=True, slots=True)
class DaySheet(Sheet):
    """A sheet with days across."""

    days: Days

    def x(self, at: datetime) -> float:
        """Pixels from the left edge of the axes."""
        return self.place(self.days.at(at))

    def place(self, day: Places) -> Places:
        """Pixels from the left edge of the axes of a place on the axis of days, or of each of many."""
        return self.width * (day - self.days.left) / (self.days.right - self.days.left)


def seen_part(days: Days, line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The part of a line in view: its points (day, value), and where it crosses the edges."""
    # Cut here and not by matplotlib: clipping at the axes would cut marks and thick lines at 0 and 10 in half.
    edges = (days.left, days.right)
    crossings = [_crossing(before, after, edge) for before, after in pairwise(line) for edge in edges if before[0] < edge < after[0]]
    return sorted([*(point for point in line if days.left <= point[0] <= days.right), *crossings], key=lambda point: point[0])


def _crossing(before: tuple[float, float], after: tuple[float, float], edge: float) -> tuple[float, float]:
    return edge, before[1] + (after[1] - before[1]) * (edge - before[0]) / (after[0] - before[0])


def begin(figure: Figure, palette: Palette, heading: Heading, room: Room = ROOM) -> Sheet:
    """An empty sheet over the whole figure, with its heading; call inside `chart_style`."""
    return Sheet(figure, _fresh_axes(figure, palette, heading, room), palette, room)


def begin_days(figure: Figure, palette: Palette, days: Days, title: str = "", room: Room = ROOM) -> DaySheet:
    """An empty sheet with days across and their dates below; a title stands above with the period."""
    heading = Heading(title, period_words(days.first, days.last))
    sheet = DaySheet(figure, _fresh_axes(figure, palette, heading, room), palette, room, days)
    sheet.axes.set_xlim(days.left, days.right)
    draw_dates(sheet)
    return sheet


def axes_within(sheet: Sheet, bottom: float, top: float) -> Axes:
    """More axes in a horizontal strip of the sheet's, from bottom to top as shares of its height: for small multiples."""
    box = sheet.axes.get_position()
    return _bare(sheet.figure.add_axes((box.x0, box.y0 + bottom * box.height, box.width, (top - bottom) * box.height), facecolor="none"))


def _fresh_axes(figure: Figure, palette: Palette, heading: Heading, room: Room) -> Axes:
    # A figure is drawn again for each size and view: nothing of the last time may stay.
    figure.clear()
    figure.set_facecolor(palette.surface)
    width, height = figure.bbox.width, figure.bbox.height
    left, right = points(figure, room.left) / width, points(figure, room.right) / width
    bottom, top = points(figure, room.bottom) / height, points(figure, TOP + room.header + heading.room) / height
    box = (left, bottom, max(1 - left - right, LEAST_SHARE), max(1 - bottom - top, LEAST_SHARE))
    axes = _bare(figure.add_axes(box, facecolor="none"))
    axes.spines["bottom"].set_visible(True)
    axes.spines["bottom"].set_color(palette.hairline)
    axes.tick_params(length=0, pad=5, labelsize=BODY, labelcolor=palette.muted)
    axes.set(xticks=[], yticks=[])
    if heading.title:
        draw_title(figure, palette, heading)
    return axes


def _bare(axes: Axes) -> Axes:
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def draw_title(figure: Figure, palette: Palette, heading: Heading) -> None:
    """The title and the line under it, for a file that stands alone."""
    left, height = points(figure, EDGE) / figure.bbox.width, figure.bbox.height
    room = figure.bbox.width - points(figure, EDGE + RIGHT)
    lines = (
        (fitted(figure, heading.title, TITLE, room, "bold"), TITLE, "bold", palette.text, TOP),
        (fitted(figure, heading.under, BODY, room), BODY, "normal", palette.muted, TOP + 20),
    )
    for text, size, weight, color, down in lines:
        figure.text(left, 1 - points(figure, down) / height, text, fontsize=size, fontweight=weight, color=color, va="top")


def draw_scale(sheet: Sheet, axis: Literal["x", "y"] = "y") -> None:
    """The scale of points, 0 to 10, upwards or across, with a line at each second one."""
    axes = sheet.axes
    ticks = range(LEAST_PAIN, MOST_PAIN + 1, 2)
    if axis == "y":
        axes.set_ylim(LEAST_PAIN, MOST_PAIN)
        axes.set_yticks(ticks)
    else:
        axes.set_xlim(LEAST_PAIN, MOST_PAIN)
        axes.set_xticks(ticks)
    draw_grid(sheet, axis)


def draw_grid(sheet: Sheet, axis: Literal["x", "y"] = "y") -> None:
    """A faint line at each tick, behind all else."""
    sheet.axes.grid(visible=True, axis=axis, color=sheet.palette.hairline, linewidth=0.8)
    sheet.axes.set_axisbelow(True)


def draw_dates(sheet: DaySheet) -> None:
    """As many dates as fit the part in view, with the last day where it has room, none cut off at the edge; a tick mark at each."""
    # A date of usual length, and half of it as the gap to the next.
    days, label_room = sheet.days, width_of(sheet.figure, drawable("28 Nov"), BODY) * 1.5
    ticks_of = column_ticks if days.in_columns else date_ticks
    ticks = ticks_of(days.seen_from, days.seen_to, int(sheet.width / label_room), days.start)
    shown = [tick for tick in _with_last_day(sheet, ticks, 0.9 * label_room) if _label_fits(sheet, tick)]
    sheet.axes.set_xticks([days.at(tick.at) for tick in shown], [drawable(tick.label) + (f"\n{tick.below}" if tick.below else "") for tick in shown])
    # matplotlib counts the pad from the end of the tick mark: the dates stay at one distance from the axis.
    sheet.axes.tick_params(axis="x", length=TICK, pad=DATES_BELOW - TICK, width=0.8, color=sheet.palette.outline)


def _with_last_day(sheet: DaySheet, ticks: list[Tick], apart: float) -> list[Tick]:
    """The ticks with one at the last day, where that is in view and can be read; of many it takes the place of one too near to it."""
    days = sheet.days
    last = datetime.combine(days.last, time()) + (HALF_DAY if days.in_columns else timedelta())
    clear = [tick for tick in ticks if sheet.x(last) - sheet.x(tick.at) >= apart]
    ended = with_last(clear, last)
    if not days.sees(last) or ticks[-1].at >= last or not _label_fits(sheet, ended[-1]):
        return ticks
    # Where ticks are few, none is given up for the last day: they tell more of the time than its end does.
    return ended if len(clear) == len(ticks) or len(clear) >= FEWEST_DATES else ticks


def _label_fits(sheet: DaySheet, tick: Tick) -> bool:
    # Only the right edge cuts dates off: left of the axes there is always the room of the numbers.
    half = width_of(sheet.figure, drawable(tick.label), BODY) / 2
    return sheet.x(tick.at) + half <= sheet.width + points(sheet.figure, sheet.room.right)


def write(
    sheet: Sheet,
    place: tuple[float, float],
    words: str,
    *,
    size: float = SMALL,
    ha: Literal["left", "center", "right"] = "left",
    va: Literal["top", "center", "center_baseline"] = "top",
    weight: Literal["normal", "bold"] = "normal",
    color: str = "",
) -> Text:
    """Words at a place in axes coordinates, muted unless another colour is given; they are ready to draw."""
    text = sheet.axes.text(*place, words, transform=sheet.axes.transAxes, fontsize=size, fontweight=weight, ha=ha, va=va)
    text.set_color(color or sheet.palette.muted)
    return text


def draw_sentence(sheet: Sheet, words: str) -> None:
    """A sentence in the middle, in the place of data."""
    sentence = drawable(words)
    # By the average width of its letters, with a fifth to spare, as `textwrap` counts letters.
    letters = max(10, int(len(sentence) * 0.8 * sheet.width / width_of(sheet.figure, sentence, BODY)))
    text = sheet.axes.text(0.5, 0.5, textwrap.fill(sentence, letters), transform=sheet.axes.transAxes, ha="center", va="center", linespacing=1.5)
    text.set(color=sheet.palette.muted, bbox={"facecolor": sheet.palette.surface, "linewidth": 0, "pad": 8})


def draw_legend(sheet: Sheet, handles: Sequence[Handle], labels: Sequence[str], down: float = LEGEND_BELOW) -> Legend:
    """What the marks mean, on one line so many points below the axes; from the end, what does not fit the figure is left out."""
    known = len(handles)
    # Laid out and measured by matplotlib itself, from all to fewer: its own sum of paddings is not ours to repeat.
    legend = _legend(sheet, handles, labels, down)
    while known > 1 and legend.get_window_extent().x1 > sheet.figure.bbox.width:
        known -= 1
        legend = _legend(sheet, handles[:known], labels[:known], down)
    return legend


def _legend(sheet: Sheet, handles: Sequence[Handle], labels: Sequence[str], down: float) -> Legend:
    return sheet.axes.legend(
        handles,
        [drawable(label) for label in labels],
        loc="upper left",
        bbox_to_anchor=(sheet.beside(EDGE - sheet.room.left), sheet.below(down)),
        ncols=len(labels),
        frameon=False,
        fontsize=BODY,
        labelcolor=sheet.palette.muted,
        borderpad=0,
        borderaxespad=0,
        handlelength=1.2,
        handletextpad=0.5,
        columnspacing=1.4,
    )
