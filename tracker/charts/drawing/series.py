"""Lines beside each other in one chart: each with a colour, a dash and a marker of its own, so that none needs its colour to be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tracker.charts.drawing.letters import SMALL
from tracker.charts.drawing.paragraph import name_in_order
from tracker.charts.drawing.sheet import Sheet
from tracker.charts.drawing.style import drawable, fitted, points, width_of
from tracker.library.look import Palette

MOST_SERIES = 6
# In points: the sample of a line, the gap to its name, a line of letters, the gap around all of it.
SAMPLE, SAMPLE_GAP, LABEL_LINE, LABEL_GAP = 16.0, 5.0, 10.5, 4.0
# Names take three tenths of the figure at most, but always room for a short word.
LEAST_LABEL, WIDEST_SHARE, MOST_LABEL = 48.0, 0.3, 130.0

_DASHES: tuple[Any, ...] = ("solid", (0, (5, 1.6)), (0, (1.4, 1.4)), (0, (6, 1.5, 1.4, 1.5)), (0, (3, 1.2)), (0, (8, 1.4, 1.4, 1.4, 1.4, 1.4)))
_MARKERS = ("o", "s", "^", "D", "v", "P")


@dataclass(frozen=True, slots=True)
class SeriesStyle:
    """How one line is told from the others."""

    color: str
    dash: Any
    marker: str


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A name to stand at the right end of the axes, as near as may be to a height in pixels above their bottom.

    `value` follows the name and is never shortened; a faint line leads from where the line itself ends, in pixels from the left of the
    axes, to its name; without such an end there is none.
    """

    name: str
    style: SeriesStyle
    height: float
    value: str = ""
    ends_at: float | None = None


def series_styles(palette: Palette) -> tuple[SeriesStyle, ...]:
    """The styles of up to six lines, the first for the most important."""
    return tuple(SeriesStyle(*style) for style in zip(palette.series, _DASHES, _MARKERS, strict=True))


def label_room(figure: Figure, names: Sequence[str]) -> float:
    """The points to keep free right of the axes for the names of lines; a long name takes two lines."""
    widest = max((width_of(figure, drawable(name), SMALL) for name in names), default=0.0) / points(figure, 1)
    share = figure.bbox.width / points(figure, 1) * WIDEST_SHARE
    return LABEL_GAP + SAMPLE + SAMPLE_GAP + min(max(widest + 1, LEAST_LABEL), MOST_LABEL, max(LEAST_LABEL, share)) + LABEL_GAP


def label_wording(figure: Figure, wordings: Sequence[str]) -> str:
    """The first of the wordings, from the longest to the shortest, that two lines of the widest room hold whole; else the last."""
    share = figure.bbox.width / points(figure, 1) * WIDEST_SHARE
    room = points(figure, min(MOST_LABEL, max(LEAST_LABEL, share)))
    return next((words for words in wordings if _whole_lines(figure, words, room)), wordings[-1])


def _whole_lines(figure: Figure, name: str, room: float) -> bool:
    return all(width_of(figure, line, SMALL) <= room for line in _broken_lines(figure, name, room, 2))


def draw_end_labels(sheet: Sheet, labels: Sequence[EndLabel]) -> None:
    """Each name beside the axes with a sample of its line, near the height where the line ends and never over another."""
    text_room = points(sheet.figure, sheet.room.right - LABEL_GAP - SAMPLE - SAMPLE_GAP - LABEL_GAP)
    ordered = sorted(labels, key=lambda label: label.height, reverse=True)
    # Two lines a name only where all names have two: else a long one would push those of others away from their lines.
    most_lines = 2 if sheet.height >= 2 * len(ordered) * points(sheet.figure, LABEL_LINE + LABEL_GAP) else 1
    names = [_label_lines(sheet, label, text_room, most_lines) for label in ordered]
    heights = [points(sheet.figure, LABEL_LINE * max(len(lines), 1) + LABEL_GAP) for lines in names]
    for label, lines, height in zip(ordered, names, spread([label.height for label in ordered], heights, sheet.height), strict=True):
        _draw_label(sheet, label, lines, height)


def spread(wanted: Sequence[float], sizes: Sequence[float], height: float) -> list[float]:
    """Middles as near as may be to the wanted ones, highest first, so that none of the sizes overlap; from 0 up to a height."""
    # Down from the top, each below the one before; what then hangs below the bottom is pushed up again from there.
    middles: list[float] = []
    ceiling = height
    for middle, size in zip(wanted, sizes, strict=True):
        middles.append(min(middle, ceiling - size / 2))
        ceiling = middles[-1] - size / 2
    floor = 0.0
    for number in reversed(range(len(middles))):
        middles[number] = max(middles[number], floor + sizes[number] / 2)
        floor = middles[number] + sizes[number] / 2
    return middles


def _lines(sheet: Sheet, name: str, room: float, most: int) -> list[str]:
    """A name on as many lines as allowed, each as wide as the room at most."""
    lines = _broken_lines(sheet.figure, name, room, most)
    return [short for line in lines if (short := fitted(sheet.figure, line, SMALL, room))]


def _broken_lines(figure: Figure, name: str, room: float, most: int) -> list[str]:
    words = drawable(name).split(" ")
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < most and width_of(figure, longer, SMALL) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _label_lines(sheet: Sheet, label: EndLabel, room: float, most: int) -> list[str]:
    """The name on as many lines as allowed, and its value after it, on the last of them or on one of its own."""
    if not label.value:
        return _lines(sheet, label.name, room, most)
    lines = _lines(sheet, label.name, room, most)
    whole = _with_value(lines[-1], label.value) if lines else label.value
    if width_of(sheet.figure, whole, SMALL) <= room:
        return [*lines[:-1], whole]
    if len(lines) < most:
        return [*lines, label.value]
    first, taken = lines[:-1], width_of(sheet.figure, f"  {label.value}", SMALL)
    # The name goes on where the lines before it end; the value is never shortened, so that the name gives up its letters.
    rest = drawable(label.name)[sum(len(line) + 1 for line in first) :]
    return [*first, _with_value(fitted(sheet.figure, rest, SMALL, room - taken), label.value).strip()]


def _with_value(name: str, value: str) -> str:
    return f"{name_in_order(name)}  {value}"


def _draw_label(sheet: Sheet, label: EndLabel, lines: Sequence[str], height: float) -> None:
    start, style = sheet.width + points(sheet.figure, LABEL_GAP), label.style
    sample, over = points(sheet.figure, SAMPLE), sheet.axes.transAxes
    share = height / sheet.height
    if label.ends_at is not None:
        # Level as far as the days go, and only beside them to the name: sloping over days that nobody scored, it would look like a fall.
        level = label.height / sheet.height
        leader = Line2D([label.ends_at / sheet.width, 1.0, start / sheet.width], [level, level, share], transform=over, clip_on=False)
        leader.set(color=style.color, linewidth=0.7, alpha=0.6, gid="leader", zorder=1)
        sheet.axes.add_line(leader)
    line = Line2D([start / sheet.width, (start + sample) / sheet.width], [share] * 2, transform=over, clip_on=False)
    line.set(color=style.color, linestyle=style.dash, linewidth=1.8, dash_capstyle="butt", gid="sample")
    sheet.axes.add_line(line)
    marker = Line2D([(start + sample / 2) / sheet.width], [share], transform=over, clip_on=False, linestyle="none", marker=style.marker)
    marker.set(markersize=5, markerfacecolor=sheet.palette.surface, markeredgecolor=style.color, markeredgewidth=1.2, gid="sample")
    sheet.axes.add_line(marker)
    place = (start + sample + points(sheet.figure, SAMPLE_GAP)) / sheet.width
    sheet.axes.text(place, share, "\n".join(lines), transform=over, fontsize=SMALL, va="center", linespacing=1.15, color=sheet.palette.text)
