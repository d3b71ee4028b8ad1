"""Draws activities and the pain of the next day, to show whether they go together; mostly they do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.text import Text

from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.drawing.letters import BODY, SMALL
from tracker.charts.drawing.paragraph import draw_paragraph, in_order, in_points, paragraph
from tracker.charts.drawing.sheet import EDGE, TOP, Heading, Room, Sheet, begin, draw_scale, draw_sentence
from tracker.charts.drawing.style import chart_style, drawable, fitted, points, width_of
from tracker.charts.drawing.swarm import swarm
from tracker.charts.next_day.picture import (
    NextDayPicture,
    day_sentence,
    key_words,
    level_sentence,
    level_words,
    levels,
    median_pain,
    next_day_answer,
    no_cause_words,
    nothing_logged,
    verdict_words,
)
from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.domain.statistics.next_day import PairedDay, Pairing
from tracker.domain.words import activity_name, period_words, points_words
from tracker.formats.joining import with_comma
from tracker.language import _, ngettext
from tracker.library.look import Palette
from tracker.wording.counts import days_words
from tracker.wording.sites import site_words

# Eight rows at most; in points, the width from which names stand beside the dots, and the height below which the key is left out.
MOST_ROWS, WIDE, LOW = 8, 420.0, 280.0
GAP, TICKS_ROOM, CAPTION_BELOW = 8.0, 34.0, 18.0
# In points. A row is two strips, with and without; they grow with the sheet up to the largest, and the words above keep theirs.
STRIP, LARGEST_STRIP, NAME_ROOM, ROW_GAP = 13.0, 36.0, 16.0, 8.0
# Shares of the width that words take at most; the scale goes on by 0.4 points at both ends, so that dots at 0 and 10 are whole.
NAMES_SHARE, LEVELS_SHARE, LINE_APART, EDGE_OF_SCALE = 0.38, 0.36, 12.0, 0.4
# In points: a dot, one of many, from how many on, how far dots lie apart; `SPREAD` is on the scale of pain, under its step of 1.
DOT, SMALL_DOT, MANY, DOT_APART, SPREAD = 3.4, 1.6, 150, 4.2, 0.8
# In points: the column of the numbers, and a bar wider than a dot, so that it is seen on both sides of the dots before it.
MEDIANS, BAR, BAR_SHARE = 30.0, 6.5, 0.45


@dataclass(frozen=True, slots=True)
class Columns:
    """The room left of the dots in points: names beside the dots where the figure is wide, else over them; the levels; their medians."""

    names: float
    levels: float
    medians: float

    @property
    def room(self) -> float:
        """Of all."""
        return self.names + self.levels + self.medians

    @property
    def name_above(self) -> float:
        """The room in points that a name takes over its dots."""
        return 0 if self.names else NAME_ROOM

    @property
    def least_row(self) -> float:
        """The least height of a row in points."""
        return self.name_above + 2 * STRIP + ROW_GAP


def draw_next_day(
    figure: Figure,
    picture: NextDayPicture,
    palette: Palette,
    title: str = "",
    view: View = WHOLE,  # noqa: ARG001 - no zoom
    *,
    with_answer: bool = True,
) -> Drawing:
    """Draw for each compared activity the next day's pain after days with it and after days without it, with their medians."""
    with chart_style():
        heading = Heading(title, period_words(picture.first, picture.last))
        if not picture.pairings:
            sheet = begin(figure, palette, heading, Room(EDGE, EDGE, 0, EDGE))
            sheet.axes.spines["bottom"].set_visible(False)
            draw_sentence(sheet, nothing_logged(picture))
            return Drawing(sheet.axes)
        width = figure.bbox.width - points(figure, 2 * EDGE)
        # Measured from top and bottom before the axes are laid out: what the words leave is theirs.
        answer = paragraph(figure, next_day_answer(picture) if with_answer else "", width, weight="bold", most=4)
        is_low = in_points(figure, figure.bbox.height) < LOW
        key = paragraph(figure, "" if is_low else key_words(picture), width, SMALL, most=3)
        caution = paragraph(figure, no_cause_words() if with_answer else "", width)
        # That nothing here is a cause is said at any size; the key alone gives way.
        below = caution.room + key.room
        columns = _columns(figure, picture)
        has_rows = bool(picture.rows)
        bottom = below + EDGE + (TICKS_ROOM if has_rows else 0)
        sheet = begin(figure, palette, heading, Room(EDGE + columns.room, 2 * EDGE, answer.room + GAP * with_answer, bottom))
        draw_paragraph(figure, answer, EDGE, TOP + heading.room, palette.text)
        down = in_points(figure, figure.bbox.height) - below - EDGE / 2
        draw_paragraph(figure, caution, EDGE, down, palette.text)
        draw_paragraph(figure, key, EDGE, down + caution.room, palette.muted)
        sheet.axes.spines["bottom"].set_visible(has_rows)
        if not has_rows:
            return Drawing(sheet.axes)
        _draw_axis(sheet, picture)
        return Drawing(sheet.axes, tuple(_draw_rows(sheet, picture, columns)))


def _columns(figure: Figure, picture: NextDayPicture) -> Columns:
    if not picture.rows:
        return Columns(0, 0, 0)
    width = in_points(figure, figure.bbox.width)
    widest = max(width_of(figure, words, SMALL) for pairing in picture.rows for words in _level_labels(pairing))
    named = [
        in_points(
            figure,
            max(
                width_of(figure, drawable(activity_name(pairing.activity), "bold"), BODY, "bold"),
                width_of(figure, verdict_words(pairing), SMALL, "bold"),
            ),
        )
        for pairing in picture.rows
    ]
    names = min(max(named) + 2 * GAP, NAMES_SHARE * width) if width >= WIDE else 0
    return Columns(names, min(in_points(figure, widest) + 2 * GAP, LEVELS_SHARE * width), MEDIANS if picture.tested else 0)


def _level_labels(pairing: Pairing) -> tuple[str, str]:
    high, low = (with_comma(words, days_words(len(days))) for words, days in zip(level_words(pairing), levels(pairing), strict=True))
    return high, low


def _draw_axis(sheet: Sheet, picture: NextDayPicture) -> None:
    draw_scale(sheet, "x")
    sheet.axes.set_xlim(LEAST_PAIN - EDGE_OF_SCALE, MOST_PAIN + EDGE_OF_SCALE)
    axes, figure = sheet.axes, sheet.figure
    # A unit up is a point, and 0 is on top: rows are counted downwards.
    axes.set_ylim(in_points(figure, sheet.height), 0)
    site = _("pain the next day") if picture.site is None else with_comma(_("pain the next day"), site_words(picture.site))
    words = fitted(figure, in_order(site), SMALL, sheet.width + points(figure, EDGE))
    axes.text(1, sheet.below(CAPTION_BELOW), words, transform=axes.transAxes, fontsize=SMALL, ha="right", va="top", color=sheet.palette.muted)


def _draw_rows(sheet: Sheet, picture: NextDayPicture, columns: Columns) -> Iterator[Point]:
    height = in_points(sheet.figure, sheet.height)
    pairings = picture.rows
    fits = min(MOST_ROWS, max(1, int(height / columns.least_row)))
    if len(pairings) > fits:
        # How many are left out takes a line, and that line may cost one more row.
        pairings = pairings[: min(MOST_ROWS, max(1, int((height - NAME_ROOM) / columns.least_row)))]
        rest = len(picture.rows) - len(pairings)
        words = ngettext("and {n} more", "and {n} more", rest).format(n=rest)
        _write(
            sheet, fitted(sheet.figure, words, SMALL, sheet.width + points(sheet.figure, columns.room)), -columns.room, height - NAME_ROOM / 2, SMALL
        )
        height -= NAME_ROOM
    row = min(columns.name_above + 2 * LARGEST_STRIP + ROW_GAP, height / len(pairings))
    for number, pairing in enumerate(pairings):
        yield from _draw_row(sheet, pairing, columns, (number * row, row))


def _draw_row(sheet: Sheet, pairing: Pairing, columns: Columns, place: tuple[float, float]) -> Iterator[Point]:
    top, height = place
    strip = (height - columns.name_above - ROW_GAP) / 2
    _draw_name(sheet, pairing, columns, (top, strip))
    for number, (days, label) in enumerate(zip(levels(pairing), _level_labels(pairing), strict=True)):
        middle = top + columns.name_above + (number + 0.5) * strip
        # The label of a level keeps its column, so that it never runs into the median's number.
        shown = fitted(sheet.figure, label, SMALL, points(sheet.figure, columns.levels - GAP))
        _write(sheet, shown, -columns.levels - columns.medians, middle, SMALL)
        places = _draw_days(sheet, days, middle, strip)
        typical = median_pain(days)
        if typical is not None and pairing.enough:
            _draw_median(sheet, typical, middle, strip, is_shown=pairing.shown)
            # One point for both medians: its words tell the two levels against each other.
            if number == 0:
                yield Point(sheet.axes, typical, middle, level_sentence(pairing))
        for day, (x, y) in zip(days, places, strict=True):
            yield Point(sheet.axes, x, y, day_sentence(pairing, day))


def _draw_name(sheet: Sheet, pairing: Pairing, columns: Columns, place: tuple[float, float]) -> None:
    """The activity and whether it stood out: under each other beside the dots, or on one line above them."""
    top, strip = place
    verdict_color = sheet.palette.accent if pairing.shown else sheet.palette.muted
    weight = "bold" if pairing.shown else "normal"
    if columns.names:
        room = points(sheet.figure, columns.names - GAP)
        name = fitted(sheet.figure, activity_name(pairing.activity), BODY, room, "bold")
        _write(sheet, name, -columns.room, top + strip - LINE_APART / 2, BODY, "bold", sheet.palette.text)
        verdict = fitted(sheet.figure, verdict_words(pairing), SMALL, room, weight)
        _write(sheet, verdict, -columns.room, top + strip + LINE_APART / 2, SMALL, weight, verdict_color)
        return
    room = sheet.width + points(sheet.figure, columns.room)
    name = fitted(sheet.figure, activity_name(pairing.activity), BODY, room / 2, "bold")
    _write(sheet, name, -columns.room, top + NAME_ROOM / 2, BODY, "bold", sheet.palette.text)
    taken = width_of(sheet.figure, name, BODY, "bold") + points(sheet.figure, GAP)
    verdict = fitted(sheet.figure, verdict_words(pairing), SMALL, room - taken, weight)
    _write(sheet, verdict, in_points(sheet.figure, taken) - columns.room, top + NAME_ROOM / 2, SMALL, weight, verdict_color)


def _write(sheet: Sheet, words: str, left: float, height: float, size: float, weight: str = "normal", color: str = "") -> Text:
    """Words at so many points from the left edge of the axes, on a ground that no grid line crosses."""
    axes, palette = sheet.axes, sheet.palette
    text = axes.text(sheet.beside(left), height, words, transform=axes.get_yaxis_transform(), fontsize=size, fontweight=weight, va="center")
    # The lines of the scale lie under 1.5, so that the ground of the words covers them.
    text.set(color=color or palette.muted, zorder=1.5, bbox={"facecolor": palette.surface, "linewidth": 0, "pad": 1})
    return text


def _draw_days(sheet: Sheet, days: Sequence[PairedDay], middle: float, strip: float) -> list[tuple[float, float]]:
    left, right = sheet.axes.get_xlim()
    size = DOT if len(days) <= MANY else SMALL_DOT
    # Smaller dots may lie closer by as much as they are smaller.
    apart = DOT_APART * size / DOT
    wide = apart * (right - left) / in_points(sheet.figure, sheet.width)
    places = [(x, middle + up) for x, up in swarm([day.pain for day in days], strip - DOT, (wide, apart), SPREAD, (LEAST_PAIN, MOST_PAIN))]
    # Filled with the surface: dots that touch stay circles, and the bar behind shows around them.
    (dots,) = sheet.axes.plot([x for x, _y in places], [y for _x, y in places], linestyle="none", marker="o", clip_on=False)
    dots.set(markerfacecolor=sheet.palette.surface, markeredgecolor=sheet.palette.muted, markeredgewidth=0.8 if len(days) <= MANY else 0.5)
    dots.set(markersize=size, gid="days", zorder=2)
    return places


def _draw_median(sheet: Sheet, typical: float, middle: float, strip: float, *, is_shown: bool) -> None:
    """A bar wide enough that the dots before it stay visible, and its number in the column beside."""
    color = sheet.palette.accent if is_shown else sheet.palette.muted
    (mark,) = sheet.axes.plot([typical, typical], [middle - BAR_SHARE * strip, middle + BAR_SHARE * strip], clip_on=False, gid="median")
    mark.set(color=color, linewidth=BAR, solid_capstyle="butt", zorder=1.8)
    number = _write(sheet, points_words(typical), -GAP, middle, BODY, "bold", color if is_shown else sheet.palette.text)
    number.set_horizontalalignment("right")
