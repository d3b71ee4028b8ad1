"""The bars of pain by the hour, small enough to stand in a column of words; an SVG of a few rectangles needs no drawing library."""

from collections.abc import Sequence

from tracker.domain.entries import MOST_PAIN
from tracker.domain.statistics.hours import HOURS, HourOfDay
from tracker.library.look import Palette

# In points: the size that stands in a column of the page; then the room of the numbers left, the ground line, a step and a bar an hour.
WIDTH, HEIGHT = 156.0, 46.0
LEFT = 11.0
GROUND, STEP, BAR = 37.0, (WIDTH - LEFT) / HOURS, 4.2
# Ten points of pain, so that 3 points stay above for the letters of the topmost number.
TALLEST = 34.0
LETTERS = 6.5
NAMED_HOURS = (0, 6, 12, 18)
NAMED_POINTS = (0, 5, 10)
# A median of 0 is a stroke on the ground: no bar at all means that the hour has no median.
LEAST_BAR = 0.8


def bars_svg(hours: Sequence[HourOfDay], palette: Palette, font: str) -> str:
    """A bar for each hour with a median, as high as that on a scale of 0 to 10; an hour without one is left open. Lengths in points."""
    bars = [_bar(hour.hour, hour.median, palette.muted) for hour in hours if hour.median is not None]
    lines = [_line(points, palette.muted if not points else palette.hairline) for points in NAMED_POINTS]
    style = f'font-family="{font}" font-size="{LETTERS}" fill="{palette.muted}"'
    scale = [_letters(LEFT - 3, _height(points) + 2.3, points, f'text-anchor="end" {style}') for points in NAMED_POINTS]
    clock = [_letters(_left(hour) + BAR / 2, HEIGHT - 1, hour, f'text-anchor="middle" {style}') for hour in NAMED_HOURS]
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return "".join((f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *lines, *bars, *scale, *clock, "</svg>"))


def _bar(hour: int, median: float, color: str) -> str:
    top = min(_height(median), GROUND - LEAST_BAR)
    return f'<rect x="{_left(hour):.2f}" y="{top:.2f}" width="{BAR}" height="{GROUND - top:.2f}" fill="{color}"/>'


def _line(points: float, color: str) -> str:
    y = f"{_height(points):.2f}"
    return f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y}" y2="{y}" stroke="{color}" stroke-width="0.5"/>'


def _letters(x: float, y: float, number: int, style: str) -> str:
    return f'<text x="{x:.2f}" y="{y:.2f}" {style}>{number}</text>'


def _height(points: float) -> float:
    return GROUND - TALLEST * points / MOST_PAIN


def _left(hour: int) -> float:
    return LEFT + hour * STEP + (STEP - BAR) / 2
