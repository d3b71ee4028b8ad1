"""The sheet a chart of days is drawn on: its axes, title, scale and dates."""

import textwrap
from dataclasses import dataclass
from datetime import datetime

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tracker.charts.date_axis import Tick, date_ticks
from tracker.charts.picture import PainPicture
from tracker.charts.style import BODY, TITLE, drawable, fitted, points, width_of
from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.domain.figures import DAY
from tracker.domain.words import period_words
from tracker.library.look import Palette

LEFT, RIGHT, TOP, BOTTOM = 24.0, 16.0, 10.0, 54.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing under way: where it is drawn, what, and in which colours."""

    figure: Figure
    axes: Axes
    picture: PainPicture
    palette: Palette

    @property
    def width(self) -> float:
        """Of the axes, in pixels."""
        return float(self.axes.bbox.width)

    @property
    def height(self) -> float:
        """Of the axes, in pixels."""
        return float(self.axes.bbox.height)

    def x(self, at: datetime) -> float:
        """Pixels from the left edge of the axes."""
        return self.width * self.days(at) / self.days(self.picture.end)

    def days(self, at: datetime) -> float:
        """Days from the beginning of the period: the horizontal axis."""
        return (at - self.picture.start) / DAY

    def above(self, size: float) -> float:
        """The height in axes coordinates of a place so many points above the axes."""
        return 1 + points(self.figure, size) / self.height


def pain_axes(figure: Figure, above: float, palette: Palette) -> Axes:
    """Axes over the figure, so many points below its top, with room for dates and legend under them."""
    width, height = figure.bbox.width, figure.bbox.height
    left, right = points(figure, LEFT) / width, points(figure, RIGHT) / width
    bottom, top = points(figure, BOTTOM) / height, points(figure, TOP + above) / height
    axes = figure.add_axes((left, bottom, max(1 - left - right, 0.1), max(1 - bottom - top, 0.1)), facecolor="none")
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(palette.hairline)
    return axes


def draw_title(sheet: Sheet, title: str) -> None:
    """Title and period above, for a file that stands alone."""
    figure, picture = sheet.figure, sheet.picture
    left, height = points(figure, LEFT - 16) / figure.bbox.width, figure.bbox.height
    room = figure.bbox.width - points(figure, LEFT - 16 + RIGHT)
    lines = (
        (fitted(figure, title, TITLE, room, "bold"), TITLE, "bold", sheet.palette.text, TOP),
        (fitted(figure, period_words(picture.first, picture.last), BODY, room), BODY, "normal", sheet.palette.muted, TOP + 20),
    )
    for text, size, weight, color, down in lines:
        figure.text(left, 1 - points(figure, down) / height, text, fontsize=size, fontweight=weight, color=color, va="top")


def draw_scale(sheet: Sheet) -> None:
    """The scale of pain, 0 to 10 points, and the days of the period across."""
    axes = sheet.axes
    axes.set_ylim(LEAST_PAIN, MOST_PAIN)
    axes.set_xlim(0, sheet.days(sheet.picture.end))
    axes.set_yticks(range(LEAST_PAIN, MOST_PAIN + 1, 2))
    axes.tick_params(length=0, pad=5, labelsize=BODY, labelcolor=sheet.palette.muted)
    axes.grid(visible=True, axis="y", color=sheet.palette.hairline, linewidth=0.8)
    axes.set_axisbelow(True)


def draw_dates(sheet: Sheet) -> None:
    """As many dates as fit, none cut off at the edge."""
    label_room = width_of(sheet.figure, drawable("28 Nov"), BODY) * 1.5
    ticks = date_ticks(sheet.picture.first, sheet.picture.last, int(sheet.width / label_room))
    shown = [tick for tick in ticks if _label_fits(sheet, tick)]
    sheet.axes.set_xticks(
        [sheet.days(tick.at) for tick in shown], [drawable(tick.label) + (f"\n{tick.below}" if tick.below else "") for tick in shown]
    )


def _label_fits(sheet: Sheet, tick: Tick) -> bool:
    half = width_of(sheet.figure, drawable(tick.label), BODY) / 2
    return sheet.x(tick.at) + half <= sheet.width + points(sheet.figure, RIGHT)


def draw_sentence(sheet: Sheet, words: str) -> None:
    """A sentence in the middle, in the place of data."""
    sentence = drawable(words)
    letters = max(10, int(len(sentence) * 0.8 * sheet.width / width_of(sheet.figure, sentence, BODY)))
    text = sheet.axes.text(0.5, 0.5, textwrap.fill(sentence, letters), transform=sheet.axes.transAxes, ha="center", va="center", linespacing=1.5)
    text.set(color=sheet.palette.muted, bbox={"facecolor": sheet.palette.surface, "linewidth": 0, "pad": 8})
