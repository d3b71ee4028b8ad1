"""Draws the change of pain over sessions, to show whether it is lower after ice, heat or stretches."""

from collections.abc import Iterator
from math import ceil

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.drawing.letters import BODY, SMALL
from tracker.charts.drawing.paragraph import draw_paragraph, in_points, paragraph
from tracker.charts.drawing.sheet import EDGE, TOP, Heading, Room, Sheet, begin, draw_sentence
from tracker.charts.drawing.style import chart_style, drawable, fitted, mixed, points, width_of
from tracker.charts.drawing.swarm import swarm
from tracker.charts.sessions.picture import (
    SessionsPicture,
    counted_words,
    interval_says_more,
    key_words,
    kind_name,
    no_cause_words,
    nothing_logged,
    pair_words,
    result_wordings,
    result_words,
    sessions_answer,
)
from tracker.domain.entries import MOST_PAIN
from tracker.domain.statistics.relief import Relief
from tracker.domain.words import period_words
from tracker.formats.joining import heading, sentence, with_colon, with_space
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.library.look import Palette

# All in points but what is a share or a count.
GAP, NAME_GAP, TICKS_ROOM, SIDES_BELOW = 8.0, 4.0, 38.0, 20.0
# The least row holds its sentence, dots, and the median below them.
LEAST_ROW, LARGEST_ROW, ROW_GAP = 41.0, 140.0, 4.0
NAME_ROOM, MARK_ROOM, DOT_APART, DOT, GROUND_SHARE = 17.0, 14.0, 5.5, 4.5, 0.05
# Lower than this, the figure leaves method and key to the words beside it and keeps its room for the sessions.
LOW, MOST_LINES = 280.0, 3
# The caps reach over the diamond, which may stand on one of them.
CAP, DIAMOND = 13.0, 6.5
MANY, SMALL_DOT = 150, 2.2
# Three points to each side at least, or a change of one point would fill the chart; over five, every second point is named.
LEAST_REACH, MOST_TICKS, SPREAD = 3, 5, 0.7


def draw_sessions(
    figure: Figure,
    picture: SessionsPicture,
    palette: Palette,
    title: str = "",
    view: View = WHOLE,  # noqa: ARG001 - no zoom
    *,
    with_answer: bool = True,
) -> Drawing:
    """Draw a row for each kind of session: every pair as a dot, and from 10 pairs on the median change with its interval."""
    with chart_style():
        width = figure.bbox.width - points(figure, 2 * EDGE)
        has_answer = with_answer and bool(picture.n)
        is_low = in_points(figure, figure.bbox.height) < LOW
        answer = paragraph(figure, sessions_answer(picture) if has_answer else "", width, weight="bold", most=MOST_LINES)
        method = paragraph(figure, _method(picture) if has_answer and not is_low else "", width, SMALL)
        key = paragraph(figure, key_words(picture) if picture.n and not is_low else "", width, SMALL)
        caution = paragraph(figure, no_cause_words() if has_answer else "", width)
        below = caution.room + key.room
        heading = Heading(title, period_words(picture.first, picture.last))
        room = Room(EDGE, EDGE, answer.room + method.room + GAP if has_answer else 0, TICKS_ROOM + below + EDGE if picture.n else EDGE)
        sheet = begin(figure, palette, heading, room)
        if not picture.n:
            sheet.axes.spines["bottom"].set_visible(False)
            draw_sentence(sheet, nothing_logged(picture))
            return Drawing(sheet.axes)
        down = in_points(figure, figure.bbox.height) - below - EDGE / 2
        draw_paragraph(figure, answer, EDGE, TOP + heading.room, palette.text)
        draw_paragraph(figure, method, EDGE, TOP + heading.room + answer.room, palette.muted)
        draw_paragraph(figure, caution, EDGE, down, palette.text)
        draw_paragraph(figure, key, EDGE, down + caution.room, palette.muted)
        _draw_changes(sheet, picture)
        return Drawing(sheet.axes, tuple(_draw_rows(sheet, picture)))


def _method(picture: SessionsPicture) -> str:
    """What is compared, and which sessions count; a low figure keeps its room for the sessions."""
    return with_space(sentence(_("Pain before and after sessions")), counted_words(picture))


def _draw_changes(sheet: Sheet, picture: SessionsPicture) -> None:
    """The points across, 0 in the middle, and which side is which."""
    axes = sheet.axes
    furthest = max(abs(pair.difference) for kind in picture.kinds for pair in kind.pairs)
    # The same to both sides: 0 stays in the middle, and lower is as wide as higher.
    reach = min(MOST_PAIN, max(LEAST_REACH, ceil(furthest)))
    step = 1 if reach <= MOST_TICKS else 2
    ticks = range(-(reach // step) * step, reach + 1, step)
    axes.set(xlim=(-reach - 0.5, reach + 0.5), ylim=(in_points(sheet.figure, sheet.height), 0))
    axes.set_xticks(ticks, [f"{tick:+}" if tick else "0" for tick in ticks])
    half = 0.5 * sheet.width - points(sheet.figure, EDGE)
    for place, words, side in ((0.0, _("\N{LEFTWARDS ARROW} lower after"), "left"), (1.0, _("higher after \N{RIGHTWARDS ARROW}"), "right")):
        shown = fitted(sheet.figure, words, SMALL, half)
        axes.text(place, sheet.below(SIDES_BELOW), shown, transform=axes.transAxes, fontsize=SMALL, ha=side, va="top", color=sheet.palette.text)


def _draw_rows(sheet: Sheet, picture: SessionsPicture) -> Iterator[Point]:
    height = in_points(sheet.figure, sheet.height)
    kinds = picture.drawn
    fits = max(1, int(height / LEAST_ROW))
    if len(kinds) > fits:
        # How many are left out takes a line, and that line may cost one more row.
        kinds = kinds[: max(1, int((height - NAME_ROOM) / LEAST_ROW))]
        _draw_rest(sheet, len(picture.drawn) - len(kinds), height)
        height -= NAME_ROOM
    row = min(LARGEST_ROW, height / len(kinds))
    for number, kind in enumerate(kinds):
        yield from _draw_kind(sheet, kind, number * row, row - ROW_GAP)


def _draw_rest(sheet: Sheet, rest: int, bottom: float) -> None:
    words = drawable(ngettext("and {n} more", "and {n} more", rest).format(n=number_text(rest)))
    _write(sheet, words, 0, bottom - NAME_ROOM / 2, "normal", sheet.palette.muted)


def _write(sheet: Sheet, words: str, left: float, height: float, weight: str, color: str) -> None:
    """Words at so many points from the left edge of the axes."""
    axes = sheet.axes
    axes.text(sheet.beside(left), height, words, transform=axes.get_yaxis_transform(), fontsize=BODY, fontweight=weight, va="center", color=color)


def _draw_kind(sheet: Sheet, kind: Relief, top: float, height: float) -> Iterator[Point]:
    """The sentence of a kind, and under it on a ground of its own its dots, with their median below them."""
    _write_kind(sheet, kind, top + NAME_ROOM / 2)
    mark_room = MARK_ROOM if kind.enough else 0
    _draw_ground(sheet, top + NAME_ROOM, top + height)
    # The median stands below the dots, not among them, where it would hide some.
    band = height - NAME_ROOM - mark_room
    places = _places(sheet, kind, top + NAME_ROOM + band / 2, band - 2)
    _draw_dots(sheet, places)
    if kind.difference is not None and kind.interval is not None:
        middle = top + height - mark_room / 2 - 1
        _draw_median(sheet, kind, kind.difference, middle)
        yield Point(sheet.axes, kind.difference, middle, with_colon(kind_name(kind), result_words(kind)))
    for place, pair in zip(places, kind.pairs, strict=True):
        yield Point(sheet.axes, *place, pair_words(kind, pair))


def _write_kind(sheet: Sheet, kind: Relief, middle: float) -> None:
    """The name of a kind, and the longest wording of what is known that fits behind it."""
    name = fitted(sheet.figure, heading(kind_name(kind)), BODY, 0.4 * sheet.width, "bold")
    _write(sheet, name, 0, middle, "bold", sheet.palette.text)
    after = in_points(sheet.figure, width_of(sheet.figure, name, BODY, "bold")) + NAME_GAP
    room = sheet.width - points(sheet.figure, after)
    wordings = result_wordings(kind)
    words = next((text for text in wordings if width_of(sheet.figure, drawable(text), BODY) <= room), wordings[-1])
    _write(sheet, fitted(sheet.figure, words, BODY, room), after, middle, "normal", sheet.palette.text if kind.enough else sheet.palette.muted)


def _draw_ground(sheet: Sheet, top: float, bottom: float) -> None:
    """What the dots of a kind stand on: a ground with the lines of the scale, so that they cut no words."""
    axes, palette = sheet.axes, sheet.palette
    ground = Rectangle((0, top), 1, bottom - top, transform=axes.get_yaxis_transform(), linewidth=0, zorder=0.2, gid="ground")
    ground.set_facecolor(mixed(palette.muted, palette.surface, GROUND_SHARE))
    axes.add_patch(ground)
    for tick in axes.get_xticks():
        color, width = (palette.muted, 1.2) if not tick else (palette.hairline, 0.8)
        # Line by line on the ground instead of a grid: a grid would run through the sentences of the rows.
        axes.add_line(Line2D([tick, tick], [top, bottom], color=color, linewidth=width, zorder=1, gid="scale" if tick else "no change"))


def _places(sheet: Sheet, kind: Relief, middle: float, band: float) -> list[tuple[float, float]]:
    left, right = sheet.axes.get_xlim()
    apart = DOT_APART * _dot_size(kind.n) / DOT
    wide = apart * (right - left) / in_points(sheet.figure, sheet.width)
    return [(x, middle + up) for x, up in swarm([pair.difference for pair in kind.pairs], band, (wide, apart), SPREAD)]


def _dot_size(n: int) -> float:
    return DOT if n <= MANY else SMALL_DOT


def _draw_dots(sheet: Sheet, places: list[tuple[float, float]]) -> None:
    # Open circles without a fill: pairs of the same change lie close, and all of them stay visible.
    xs, ys = zip(*places, strict=True)
    (dots,) = sheet.axes.plot(xs, ys, linestyle="none", marker="o", markersize=_dot_size(len(places)), clip_on=False)
    dots.set(markerfacecolor="none", markeredgecolor=sheet.palette.muted, markeredgewidth=1 if len(places) <= MANY else 0.7, gid="pairs", zorder=2)


def _draw_median(sheet: Sheet, kind: Relief, difference: float, height: float) -> None:
    """The median, with its interval where that is more than the median alone."""
    color = sheet.palette.accent
    if kind.interval is not None and interval_says_more(kind):
        whisker = Line2D(kind.interval, (height, height), color=color, linewidth=2.6, solid_capstyle="butt", marker="|", markersize=CAP)
        whisker.set(markeredgewidth=2, gid="interval", zorder=3, clip_on=False)
        sheet.axes.add_line(whisker)
    mark = Line2D([difference], [height], linestyle="none", marker="D", markersize=DIAMOND, color=color, markeredgecolor=sheet.palette.surface)
    mark.set(markeredgewidth=1, gid="median", zorder=4, clip_on=False)
    sheet.axes.add_line(mark)
