"""Draws pain by the hour of the day, under what differs within the same days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.markers import TICKDOWN
from matplotlib.patches import Rectangle

from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.drawing.letters import SMALL
from tracker.charts.drawing.paragraph import draw_paragraph, in_points, paragraph
from tracker.charts.drawing.sheet import EDGE, RIGHT, TOP, Heading, Room, Sheet, begin, draw_legend, draw_scale, draw_sentence
from tracker.charts.drawing.style import chart_style, fitted, mixed, points, width_of
from tracker.charts.hours.picture import HoursPicture, hours_answer, hours_together, hours_under, nothing_logged, one_hour_words
from tracker.domain.entries import MOST_PAIN
from tracker.domain.statistics.hours import HOURS, HourOfDay
from tracker.domain.words import period_words
from tracker.formats.texts import hour_text, number_text
from tracker.language import _
from tracker.library.look import Palette

# Every third hour is named; a box is 0.64 of an hour wide, so that neighbours stand apart.
STEP, BOX, GAP = 3, 0.64, 8.0
# In points. Below the axes stand clock, counts and two lines of the key, whatever was logged.
LEFT, BOTTOM, COUNTS_BELOW, KEY_BELOW, KEY_LINE = 46.0, 74.0, 22.0, 40.0, 15.0
# A figure lower than this, in points, has one line under its answer.
LOW = 300.0
# A count wider than 0.8 of its hour would run into the next: all of them stand upright then, and need more room below.
COUNT_SHARE, COUNT_ROOM, TICK, SMALL_TICK = 0.8, 11.0, 4.0, 2.0
LARGEST_DOT, SMALLEST_DOT = 11.0, 5.0
# The key is hatched closer: in its small square the wide hatch would be a stroke or two.
HATCH, KEY_HATCH, TINT, HATCH_SHARE = "//", "/////", 0.22, 0.3


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of entries by the hour; where they are wider than an hour they stand upright and take `more` points below."""

    words: Mapping[int, str]
    is_upright: bool
    more: float


def draw_hours(
    figure: Figure,
    picture: HoursPicture,
    palette: Palette,
    title: str = "",
    view: View = WHOLE,  # noqa: ARG001 - no zoom
    *,
    with_answer: bool = True,
) -> Drawing:
    """Draw the median of each hour with 3 entries or more and half of its entries around it; the hours are always all 24."""
    with chart_style():
        has_answer = with_answer and bool(picture.n)
        room = figure.bbox.width - points(figure, EDGE + RIGHT)
        answer = paragraph(figure, hours_answer(picture) if has_answer else "", room, weight="bold")
        is_low = in_points(figure, figure.bbox.height) < LOW
        under = paragraph(figure, hours_under(picture, is_low=is_low) if has_answer else "", room, most=1 if is_low else 2)
        heading = Heading(title, period_words(picture.first, picture.last))
        counts = _counts(figure, picture)
        sheet = begin(figure, palette, heading, Room(LEFT, header=answer.room + under.room + GAP if has_answer else 0, bottom=BOTTOM + counts.more))
        draw_scale(sheet)
        _draw_clock(sheet)
        if not picture.n:
            draw_sentence(sheet, nothing_logged(picture))
            return Drawing(sheet.axes)
        draw_paragraph(figure, answer, EDGE, TOP + heading.room, palette.text)
        draw_paragraph(figure, under, EDGE, TOP + heading.room + answer.room, palette.muted)
        _draw_unknown(sheet, picture)
        for hour in picture.known:
            _draw_hour(sheet, hour)
        _draw_counts(sheet, counts)
        _draw_key(sheet, picture, KEY_BELOW + counts.more)
        return Drawing(sheet.axes, tuple(_point(sheet, picture, hour) for hour in picture.hours if hour.n))


def _draw_clock(sheet: Sheet) -> None:
    """A tick at each hour, every third longer and named."""
    axes, color = sheet.axes, sheet.palette.muted
    axes.set_xlim(0, HOURS)
    ticks = range(0, HOURS + 1, STEP)
    axes.set_xticks(ticks, [hour_text(hour) for hour in ticks])
    axes.tick_params(axis="x", length=TICK, color=color)
    (small,) = axes.plot(range(HOURS + 1), [0] * (HOURS + 1), linestyle="none", marker=TICKDOWN, markersize=SMALL_TICK, clip_on=False)
    small.set(color=color, markeredgewidth=0.8, gid="hours")


def _draw_unknown(sheet: Sheet, picture: HoursPicture) -> None:
    """Hatch the hours with too few entries for a median; what was logged there stays visible."""
    for run in hours_together(picture.unknown):
        sheet.axes.add_patch(_hatched(sheet.palette, run[0].hour, len(run), MOST_PAIN))
    inside = {hour.hour for hour in picture.unknown}
    sheet.axes.add_line(_circles([reading for reading in picture.readings if int(reading[0]) in inside], sheet.palette))


def _circles(readings: Sequence[tuple[float, float]], palette: Palette) -> Line2D:
    circles = Line2D([at for at, _value in readings], [value for _at, value in readings], linestyle="none", marker="o", clip_on=False)
    circles.set(markersize=5, markeredgewidth=1.2, markerfacecolor=palette.surface, markeredgecolor=palette.muted, gid="readings", zorder=2)
    return circles


def _hatched(palette: Palette, left: float, width: float, height: float) -> Rectangle:
    patch = Rectangle((left, 0), width, height, facecolor="none", linewidth=0, hatch=HATCH, gid="unknown", zorder=0.5)
    patch.set_edgecolor(mixed(palette.outline, palette.surface, HATCH_SHARE))
    patch.set_hatch_linewidth(0.6)
    return patch


def _draw_hour(sheet: Sheet, hour: HourOfDay) -> None:
    if hour.median is None or hour.lower is None or hour.upper is None:
        return
    color = sheet.palette.muted
    # An hour begins at its number, so that box and dot stand in its middle, at half past.
    left = hour.hour + (1 - BOX) / 2
    box = Rectangle((left, hour.lower), BOX, hour.upper - hour.lower, linewidth=1, gid="half of the entries", clip_on=False, zorder=2)
    box.set(facecolor=mixed(color, sheet.palette.surface, TINT), edgecolor=color)
    sheet.axes.add_patch(box)
    size = _dot_size(sheet)
    dot = Line2D([hour.hour + 0.5], [hour.median], marker="o", markersize=size, gid="median", clip_on=False, zorder=3)
    dot.set(markerfacecolor=sheet.palette.text, markeredgewidth=0)
    sheet.axes.add_line(dot)


def _dot_size(sheet: Sheet) -> float:
    return min(LARGEST_DOT, max(SMALLEST_DOT, 0.4 * in_points(sheet.figure, sheet.width) / HOURS))


def _counts(figure: Figure, picture: HoursPicture) -> Counts:
    words = {hour.hour: number_text(hour.n) for hour in picture.hours if hour.n}
    widest = in_points(figure, max((width_of(figure, count, SMALL) for count in words.values()), default=0))
    hour = (in_points(figure, figure.bbox.width) - LEFT - RIGHT) / HOURS
    is_upright = widest > COUNT_SHARE * hour
    return Counts(words, is_upright, max(0, widest - COUNT_ROOM) if is_upright else 0)


def _draw_counts(sheet: Sheet, counts: Counts) -> None:
    """Under each hour how many entries it has; what they are stands left of them."""
    figure, axes = sheet.figure, sheet.axes
    height = sheet.below(COUNTS_BELOW)
    for hour, words in counts.words.items():
        text = axes.text(hour + 0.5, height, words, transform=axes.get_xaxis_transform(), fontsize=SMALL, ha="center", va="top")
        text.set(color=sheet.palette.muted, rotation=90 if counts.is_upright else 0, gid="count")
    name = fitted(figure, _("Entries"), SMALL, points(figure, LEFT - EDGE))
    axes.text(sheet.beside(EDGE - LEFT), height, name, transform=axes.transAxes, fontsize=SMALL, va="top", color=sheet.palette.muted)


def _draw_key(sheet: Sheet, picture: HoursPicture, down: float) -> None:
    """What the marks mean, on two lines."""
    palette = sheet.palette
    first: list[tuple[Artist, str]] = []
    second: list[tuple[Artist, str]] = []
    if picture.known:
        box = Rectangle((0, 0), 1, 1, facecolor=mixed(palette.muted, palette.surface, TINT), edgecolor=palette.muted, linewidth=1)
        first.append((_key_dot(6, palette.text), _("Typical")))
        second.append((box, _("half of the entries lie in the box")))
    if picture.unknown:
        hatch = _hatched(palette, 0, 1, 1)
        hatch.set(linewidth=0.8, hatch=KEY_HATCH, edgecolor=palette.outline)
        first.append((hatch, _("1 or 2 entries")))
        (second if picture.known else first).append((_circles([], palette), _("an entry")))
    keys = [_draw_key_line(sheet, marks, down + number * KEY_LINE) for number, marks in enumerate((first, second)) if marks]
    # Axes have one legend: the next one took the place of those before.
    for key in keys[:-1]:
        sheet.axes.add_artist(key)


def _draw_key_line(sheet: Sheet, marks: Sequence[tuple[Artist, str]], down: float) -> Legend:
    return draw_legend(sheet, [mark for mark, _label in marks], [label for _mark, label in marks], down)


def _key_dot(size: float, color: str) -> Line2D:
    return Line2D([], [], linestyle="none", marker="o", markersize=size, markerfacecolor=color, markeredgewidth=0)


def _point(sheet: Sheet, picture: HoursPicture, hour: HourOfDay) -> Point:
    inside = [value for at, value in picture.readings if int(at) == hour.hour]
    # Without a median the point is where its one or two entries are on average: only a place to point at, never shown as a number.
    height = hour.median if hour.median is not None else sum(inside) / len(inside)
    return Point(sheet.axes, hour.hour + 0.5, height, one_hour_words(hour))
