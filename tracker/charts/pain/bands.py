"""What stands behind and above the pain: the phases as bands, and flares, visits and physiotherapy as dashed lines with their words."""

from collections.abc import Sequence
from datetime import datetime
from math import nan
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from tracker.charts.drawing.letters import SMALL
from tracker.charts.drawing.sheet import DaySheet, write
from tracker.charts.drawing.style import drawable, fitted, mixed, points, width_of
from tracker.charts.pain.marks import Mark, MarkKind
from tracker.charts.pain.picture import PainPicture, Span
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name
from tracker.domain.statistics.figures import DAY
from tracker.domain.words import day_and_month
from tracker.language import NP_, pgettext
from tracker.library.look import Palette

# In points: a row with one line of small letters, a row with two (word and day), the bar on top of a band, room beside words.
HEADER_ROW, DATED_ROW, BAR, INSET = 15.0, 26.0, 3.0, 4.0
# Lower than the first, a figure has no room for days under the words; lower than the second, for no words at all.
LOW_FIGURE, LEAST_FIGURE = 300.0, 190.0
# So that the word of one mark, a name of any length, leaves room for the next ones.
MARK_WORD_ROOM = 110.0
# How much of the wash is laid over the surface.
WASH = 0.7
# Lines closer than this on average cannot be told apart: short strokes above the axes take their place.
CLOSEST_LINES = 14.0
# In points: the line at which a phase begins, where there is no wash.
EDGE = 1.2
# A sign, and how many of its sizes two of them stand apart at least: of phases that change by the hour some stay unmarked.
SIGN, SIGNS_APART = 5.0, 1.2
_SIGNS = {Phase.ICE: "s", Phase.HEAT: "^", Phase.STRETCH: "D", Phase.WELL: "v"}

# Of a name too long for its band: read sooner than a sign.
_SHORT = {Phase.HEAT: NP_("phase, short", "Heat"), Phase.WELL: NP_("phase, short", "Well")}

Band = tuple[Phase, datetime, datetime]


def header_room(figure: Figure, picture: PainPicture) -> float:
    """The points above the axes for the names of the phases and the words of the marks; the same for every part of the period."""
    return HEADER_ROW * bool(_bands(picture)) + _marks_room(figure) * bool(picture.line_marks)


def _marks_room(figure: Figure) -> float:
    """The points for the words of the marks: their days stand under them, or beside them where the chart is low; none where it is very low."""
    if figure.bbox.height < points(figure, LEAST_FIGURE):
        return 0.0
    return HEADER_ROW if _is_low(figure) else DATED_ROW


def _is_low(figure: Figure) -> bool:
    return bool(figure.bbox.height < points(figure, LOW_FIGURE))


def draw_bands(sheet: DaySheet, picture: PainPicture) -> None:
    """The phases behind everything, each named where its name, or the short one, fits the part in view, else with its sign."""
    # Left of the axes by a sign, so that the first one always has its room.
    taken = -points(sheet.figure, SIGN)
    over_both = sheet.axes.get_xaxis_transform()
    top, bar = sheet.above(header_room(sheet.figure, picture)), sheet.above(BAR) - 1
    for phase, start, end in _bands(picture):
        left, right = max(sheet.days.at(start), sheet.days.left), min(sheet.days.at(end), sheet.days.right)
        if left >= right:
            continue
        color, wash = sheet.palette.phase(phase), mixed(sheet.palette.wash(phase), sheet.palette.surface, WASH)
        # Two patches a phase: wash and bar; the bar carries the full colour, which the wash is too faint to tell.
        for low, high, shade, order in ((0.0, top, wash, 0.1), (top - bar, top, color, 0.2)):
            patch = Rectangle((left, low), right - left, high - low, transform=over_both, clip_on=False, linewidth=0, facecolor=shade)
            patch.set(zorder=order, gid="band")
            sheet.axes.add_patch(patch)
        if sheet.palette.is_high_contrast:
            # There the wash is the surface itself: where a phase begins is said by a line, below the words of the marks.
            sheet.axes.add_line(
                Line2D([left, left], [0.0, 1.0], transform=over_both, clip_on=False, color=color, linewidth=EDGE, zorder=0.2, gid="edge")
            )
        edges = (sheet.place(left), sheet.place(right))
        if (name := _fitting_name(sheet.figure, phase, edges[1] - edges[0])) is not None:
            _name_band(sheet, phase, name, edges[0], header_room(sheet.figure, picture))
        elif sum(edges) / 2 >= taken + SIGNS_APART * points(sheet.figure, SIGN):
            taken = sum(edges) / 2
            _sign_band(sheet, phase, taken, header_room(sheet.figure, picture))


def phase_signs(sheet: DaySheet, picture: PainPicture) -> list[tuple[Line2D, str]]:
    """What the legend says of the phases in view of which a band is too narrow for its name: each once, by its sign."""
    days = sheet.days
    seen = [(phase, max(days.at(start), days.left), min(days.at(end), days.right)) for phase, start, end in _bands(picture)]
    widths = [(phase, sheet.place(right) - sheet.place(left)) for phase, left, right in seen if left < right]
    narrow = {phase for phase, width in widths if _fitting_name(sheet.figure, phase, width) is None}
    # In the order of the phases, not of time: a phase that comes back is explained once.
    return [(_sign(sheet.palette, phase), phase_name(phase)) for phase in _SIGNS if phase in narrow]


def needs_signs(figure: Figure, picture: PainPicture, width: float) -> bool:
    """Whether a band of the whole period is too narrow for its name, in axes of a width in pixels."""
    a_day = width / ((picture.end - picture.start) / DAY)
    return any(_fitting_name(figure, phase, (end - start) / DAY * a_day) is None for phase, start, end in _bands(picture))


def _bands(picture: PainPicture) -> list[Band]:
    """The phases, cut to the period; one that goes on reaches until now."""
    if not picture.with_phases or picture.is_empty:
        return []
    cut = (_cut(picture, span) for span in picture.phases if span[0] is not Phase.NONE)
    return [band for band in cut if band[1] < band[2]]


def _cut(picture: PainPicture, span: Span) -> Band:
    phase, start, end = span
    return phase, max(start, picture.start), min(end or picture.now, picture.end)


def _fitting_name(figure: Figure, phase: Phase, room: float) -> str | None:
    """The longest name of a phase that has room in so many pixels."""
    names = [phase_name(phase), *([pgettext(*_SHORT[phase])] if phase in _SHORT else [])]
    inside = room - 2 * points(figure, INSET)
    return next((name for name in (drawable(text, "bold") for text in names) if width_of(figure, name, SMALL, "bold") <= inside), None)


def _name_band(sheet: DaySheet, phase: Phase, name: str, left: float, header: float) -> None:
    place = ((left + points(sheet.figure, INSET)) / sheet.width, sheet.above(header - BAR - 2))
    write(sheet, place, name, weight="bold", color=sheet.palette.phase(phase))


def _sign(palette: Palette, phase: Phase) -> Line2D:
    return Line2D([], [], linestyle="none", marker=_SIGNS[phase], markersize=SIGN, color=palette.phase(phase), markeredgewidth=0)


def _sign_band(sheet: DaySheet, phase: Phase, middle: float, header: float) -> None:
    """The sign of a phase in the place of its name; the legend says what it means."""
    sign = _sign(sheet.palette, phase)
    sign.set_data([middle / sheet.width], [sheet.above(header - BAR - 2 - SMALL / 2)])
    sign.set(transform=sheet.axes.transAxes, clip_on=False, gid="phase", zorder=2)
    sheet.axes.add_line(sign)


def draw_line_marks(sheet: DaySheet, picture: PainPicture, heights: Sequence[tuple[float, float]] = ()) -> None:
    """A line with its word for each mark in view; where they are too many to tell apart, a short stroke above the axes, at first for all
    but the onsets.

    The line crosses the heights given, in axes coordinates, and nothing between them; without any, the whole height.
    """
    marks = [mark for mark in picture.line_marks if sheet.days.sees(mark.at)]
    if _are_too_many(sheet, marks):
        onsets = [mark for mark in marks if mark.kind is MarkKind.ONSET]
        lined = [] if _are_too_many(sheet, onsets) else onsets
        _draw_strokes(sheet, [mark for mark in marks if mark not in lined])
        marks = lined
    taken = 0.0
    # A word may reach as far as the next line, the last one to the edge of the figure: nothing else stands up there.
    edges = [*(sheet.x(mark.at) for mark in marks), sheet.width + points(sheet.figure, sheet.room.right)][1:]
    top, inset = sheet.above(max(_marks_room(sheet.figure) - 3, 0)), points(sheet.figure, INSET)
    for mark, next_edge in zip(marks, edges, strict=True):
        x = sheet.x(mark.at)
        ups = _with_breaks([*heights, (1.0, top)]) if heights else [0.0, top]
        line = Line2D([sheet.days.at(mark.at)] * len(ups), ups, transform=sheet.axes.get_xaxis_transform(), clip_on=False)
        # Over the bands (0.1, 0.2) and the grid, under circles (2) and the median (3): the order of all that is drawn here.
        line.set(zorder=1.5, gid=mark.kind.value, **_line_look(sheet.palette, mark))
        sheet.axes.add_line(line)
        # `taken` grows from left to right, so that no word is written over one before it, though it may hang left of its line.
        text = _mark_word(sheet, _wordings(sheet, mark), (x, max(taken, 0.0), next_edge))
        if text is not None:
            text.set_color(_line_look(sheet.palette, mark)["color"])
            taken = text.get_window_extent().x1 - sheet.axes.bbox.x0 + inset


def _are_too_many(sheet: DaySheet, marks: Sequence[Mark]) -> bool:
    return len(marks) * points(sheet.figure, CLOSEST_LINES) > sheet.width


def _line_look(palette: Palette, mark: Mark) -> dict[str, Any]:
    if mark.kind is MarkKind.ONSET:
        return {"color": palette.text, "linewidth": 1.6}
    return {"color": palette.muted, "linewidth": 1, "linestyle": (0, (3, 3))}


def _with_breaks(heights: Sequence[tuple[float, float]]) -> list[float]:
    """Both ends of each piece, with a break after it."""
    # One line with breaks instead of one a strip: its dashes keep their step, and it is found as one mark.
    return [end for low, high in heights for end in (low, high, nan)]


def _draw_strokes(sheet: DaySheet, marks: list[Mark]) -> None:
    bottom, top = sheet.above(2), sheet.above(HEADER_ROW - 5)
    strokes = sheet.axes.vlines([sheet.days.at(mark.at) for mark in marks], bottom, top, transform=sheet.axes.get_xaxis_transform(), clip_on=False)
    strokes.set(color=sheet.palette.muted, linewidth=0.8, gid="strokes", zorder=1.5)


def _wordings(sheet: DaySheet, mark: Mark) -> tuple[str, ...]:
    """What stands at a mark: with its day, or where that does not fit without."""
    word = fitted(sheet.figure, mark.word, SMALL, points(sheet.figure, MARK_WORD_ROOM))
    day = drawable(day_and_month(mark.at.date()))
    return (f"{word} {day}" if _is_low(sheet.figure) else f"{word}\n{day}"), word


def _mark_word(sheet: DaySheet, wordings: Sequence[str], around: tuple[float, float, float]) -> Text | None:
    """The first of the wordings that fits to the right of its line, or where that leaves no room to the left, or nowhere."""
    if not _marks_room(sheet.figure):
        return None
    x, taken, next_edge = around
    height, inset = sheet.above(_marks_room(sheet.figure) - 2), points(sheet.figure, INSET)
    for words in wordings:
        width = width_of(sheet.figure, words, SMALL) + inset
        if x >= taken and x + width <= next_edge - inset:
            return write(sheet, ((x + inset) / sheet.width, height), words)
        if x - width - inset >= taken:
            return write(sheet, ((x - inset) / sheet.width, height), words, ha="right")
    return None
