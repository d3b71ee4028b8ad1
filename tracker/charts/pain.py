"""Draws pain over time: the same picture for window, PNG, SVG and report."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from tracker.charts.picture import PainPicture, Span, describe_pain, nothing_logged
from tracker.charts.sheet import LEFT, RIGHT, Sheet, draw_dates, draw_scale, draw_sentence, draw_title, pain_axes
from tracker.charts.style import BODY, SMALL, chart_style, drawable, fitted, mixed, points, width_of
from tracker.domain.figures import LONGEST_BRIDGED_GAP, missing_between
from tracker.domain.protocol import Phase
from tracker.domain.words import phase_name
from tracker.language import _, ngettext
from tracker.library.look import Palette

__all__ = ["PainPicture", "describe_pain", "draw_pain"]

TITLE_ROOM, HEADER_ROW, BAR, GAP_INSET = 42.0, 15.0, 3.0, 4.0
LEGEND_BELOW = 34.0
MARK_WORD_ROOM, WASH = 110.0, 0.7
MANY, VERY_MANY = 150, 600
HALF_DAY = timedelta(hours=12)


def draw_pain(figure: Figure, picture: PainPicture, palette: Palette, title: str = "") -> Axes:
    """Draw the picture over the whole figure, for the size the figure has now: draw again after that changes.

    The scale is 0 to 10 points, always. With a title, title and period stand above, for a file that stands alone.
    """
    with chart_style():
        figure.clear()
        figure.set_facecolor(palette.surface)
        header = HEADER_ROW * (bool(_bands(picture)) + bool(_marks(picture)))
        sheet = Sheet(figure, pain_axes(figure, header + (TITLE_ROOM if title else 0), palette), picture, palette)
        if title:
            draw_title(sheet, title)
        draw_scale(sheet)
        draw_dates(sheet)
        if not picture.shown:
            draw_sentence(sheet, nothing_logged(picture))
            return sheet.axes
        _draw_bands(sheet, header)
        _draw_marks(sheet)
        _draw_readings(sheet)
        _draw_line(sheet)
        _draw_gap(sheet)
        _draw_legend(sheet)
        return sheet.axes


def _bands(picture: PainPicture) -> list[tuple[Phase, datetime, datetime]]:
    """The phases, cut to the period; one that goes on reaches until now."""
    if not picture.shown:
        return []
    cut = (_cut(picture, span) for span in picture.phases if span[0] is not Phase.NONE)
    return [band for band in cut if band[1] < band[2]]


def _cut(picture: PainPicture, span: Span) -> tuple[Phase, datetime, datetime]:
    phase, start, end = span
    return phase, max(start, picture.start), min(end or picture.now, picture.end)


def _draw_bands(sheet: Sheet, header: float) -> None:
    axes, over_both = sheet.axes, sheet.axes.get_xaxis_transform()
    top, bar = sheet.above(header), sheet.above(BAR) - 1
    for phase, start, end in _bands(sheet.picture):
        left, width = sheet.days(start), sheet.days(end) - sheet.days(start)
        color, wash = sheet.palette.phase(phase), mixed(sheet.palette.wash(phase), sheet.palette.surface, WASH)
        axes.add_patch(Rectangle((left, 0), width, top, transform=over_both, clip_on=False, linewidth=0, facecolor=wash, zorder=0.1))
        axes.add_patch(Rectangle((left, top - bar), width, bar, transform=over_both, clip_on=False, linewidth=0, facecolor=color, zorder=0.2))
        _name_band(sheet, phase, (start, end), sheet.above(header - BAR - 2))


def _name_band(sheet: Sheet, phase: Phase, span: tuple[datetime, datetime], height: float) -> None:
    name = drawable(phase_name(phase), "bold")
    inset = points(sheet.figure, GAP_INSET)
    if width_of(sheet.figure, name, SMALL, "bold") + 2 * inset > sheet.x(span[1]) - sheet.x(span[0]):
        return
    place = ((sheet.x(span[0]) + inset) / sheet.width, height)
    sheet.axes.text(*place, name, transform=sheet.axes.transAxes, fontsize=SMALL, fontweight="bold", va="top", color=sheet.palette.phase(phase))


def _marks(picture: PainPicture) -> list[tuple[datetime, str]]:
    return [mark for mark in picture.marks if picture.shown and picture.start <= mark[0] < picture.end]


def _draw_marks(sheet: Sheet) -> None:
    taken = 0.0
    marks = _marks(sheet.picture)
    edges = [*(sheet.x(at) for at, _word in marks), sheet.width + points(sheet.figure, RIGHT)][1:]
    top, inset = sheet.above(HEADER_ROW - 3), points(sheet.figure, GAP_INSET)
    for (at, word), next_edge in zip(marks, edges, strict=True):
        x = sheet.x(at)
        line = Line2D([sheet.days(at)] * 2, [0, top], transform=sheet.axes.get_xaxis_transform(), clip_on=False)
        line.set(color=sheet.palette.muted, linewidth=1, linestyle=(0, (3, 3)), zorder=1.5)
        sheet.axes.add_line(line)
        text = _mark_word(sheet, word, (x, max(taken, 0.0), next_edge))
        if text is not None:
            taken = text.get_window_extent().x1 - sheet.axes.bbox.x0 + inset


def _mark_word(sheet: Sheet, word: str, around: tuple[float, float, float]) -> Text | None:
    """The word to the right of its line, or where that leaves no room to the left, or nowhere."""
    x, taken, next_edge = around
    inset = points(sheet.figure, GAP_INSET)
    whole = fitted(sheet.figure, word, SMALL, points(sheet.figure, MARK_WORD_ROOM))
    width = width_of(sheet.figure, whole, SMALL) + inset
    if x >= taken and x + width <= next_edge - inset:
        place, side = x + inset, "left"
    elif x - width - inset >= taken:
        place, side = x - inset, "right"
    else:
        return None
    height = sheet.above(HEADER_ROW - 2)
    return sheet.axes.text(
        place / sheet.width, height, whole, transform=sheet.axes.transAxes, fontsize=SMALL, ha=side, va="top", color=sheet.palette.muted
    )


def _draw_readings(sheet: Sheet) -> None:
    shown = sheet.picture.shown
    size, edge, alpha = _circle(len(shown))
    (circles,) = sheet.axes.plot(
        [sheet.days(at) for at, _value in shown],
        [value for _at, value in shown],
        linestyle="none",
        marker="o",
        markersize=size,
        markeredgewidth=edge,
        alpha=alpha,
        clip_on=False,
    )
    circles.set(markerfacecolor="none", markeredgecolor=sheet.palette.muted, gid="readings", zorder=2)


def _circle(n: int) -> tuple[float, float, float]:
    """Size and edge in points, and opacity, of each of n circles."""
    if n <= MANY:
        return 5.0, 1.2, 1.0
    return (4.0, 1.0, 0.9) if n <= VERY_MANY else (2.6, 0.7, 0.6)


def _draw_line(sheet: Sheet) -> None:
    width = 2.2 if len(sheet.picture.shown) <= VERY_MANY else 0.9
    for segment in sheet.picture.line:
        inside = [(_noon(day), value) for day, value in segment]
        inside = [point for point in inside if sheet.picture.start <= point[0] < sheet.picture.end]
        if len(inside) == 1:
            inside = [(inside[0][0] + side, inside[0][1]) for side in (-HALF_DAY, HALF_DAY)]
        (line,) = sheet.axes.plot([sheet.days(at) for at, _value in inside], [value for _at, value in inside], clip_on=False)
        line.set(color=sheet.palette.text, linewidth=width, solid_capstyle="butt", solid_joinstyle="round", gid="median", zorder=3)


def _draw_gap(sheet: Sheet) -> None:
    """Say in the widest gap how many days are missing, between the marks that cross it."""
    widest = _widest_gap(sheet.picture)
    if widest is None:
        return
    missing, left, right = widest
    crossed = [left, *(at for at, _word in _marks(sheet.picture) if left < at < right), right]
    room, middle = max((sheet.x(end) - sheet.x(start), (sheet.x(start) + sheet.x(end)) / 2) for start, end in pairwise(crossed))
    words = _gap_words(sheet, missing, room - 2 * points(sheet.figure, GAP_INSET))
    sheet.axes.text(
        middle / sheet.width, 0.5, words, transform=sheet.axes.transAxes, fontsize=SMALL, ha="center", va="center", color=sheet.palette.muted
    )


def _widest_gap(picture: PainPicture) -> tuple[int, datetime, datetime] | None:
    """The days missing in the widest gap that breaks the line, and where what is drawn before it ends and after it begins."""
    shown = [at for at, _value in picture.shown]
    gaps = [(missing_between(before.date(), after.date()), before, after) for before, after in pairwise(shown)]
    missing, before, after = max(gaps, default=(0, picture.start, picture.start))
    if missing <= LONGEST_BRIDGED_GAP:
        return None
    return missing, max(before, _noon(before.date())), min(after, _noon(after.date()))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))


def _gap_words(sheet: Sheet, missing: int, room: float) -> str:
    """How many days are missing, on one line, on two, or not at all, as the room in pixels has it."""
    words = drawable(ngettext("{n} day not logged", "{n} days not logged", missing).format(n=f"{missing:,}"))
    split = min((at for at, letter in enumerate(words) if letter == " "), key=lambda at: max(at, len(words) - at), default=0)
    for text in (words, f"{words[:split]}\n{words[split + 1 :]}"):
        if width_of(sheet.figure, text, SMALL) <= room:
            return text
    return ""


def _draw_legend(sheet: Sheet) -> None:
    circle = Line2D([], [], linestyle="none", marker="o", markersize=5, markeredgewidth=1.2)
    circle.set(markerfacecolor="none", markeredgecolor=sheet.palette.muted)
    handles, labels = [circle], [_("each entry")]
    if sheet.picture.line:
        handles.append(Line2D([], [], color=sheet.palette.text, linewidth=2.2))
        labels.append(_("median of 7 days"))
    below = 1 - sheet.above(LEGEND_BELOW)
    legend = sheet.axes.legend(
        handles,
        [drawable(label) for label in labels],
        loc="upper left",
        bbox_to_anchor=(-points(sheet.figure, LEFT - 8) / sheet.width, below),
        ncols=2,
        frameon=False,
        fontsize=BODY,
        labelcolor=sheet.palette.muted,
        borderpad=0,
        borderaxespad=0,
        handlelength=1.2,
        handletextpad=0.5,
        columnspacing=1.4,
    )
    if sheet.picture.site is not None:
        taken = legend.get_window_extent().x1 - sheet.axes.bbox.x0
        site = fitted(sheet.figure, sheet.picture.site, BODY, sheet.width - taken - points(sheet.figure, 12))
        sheet.axes.text(1, below, site, transform=sheet.axes.transAxes, fontsize=BODY, ha="right", va="top", color=sheet.palette.muted)
