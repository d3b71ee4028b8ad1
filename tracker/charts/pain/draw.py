"""Draws pain over time: the same picture for window, PNG, SVG and report."""

import textwrap
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.drawing.headline import NO_HEADLINE, Headline, draw_headline, headline
from tracker.charts.drawing.letters import BODY, SMALL
from tracker.charts.drawing.paragraph import in_order
from tracker.charts.drawing.sheet import (
    BOTTOM,
    EDGE,
    LEFT,
    LEGEND_BELOW,
    RIGHT,
    Days,
    DaySheet,
    Handle,
    Room,
    begin_days,
    draw_legend,
    draw_scale,
    draw_sentence,
    write,
)
from tracker.charts.drawing.style import chart_style, drawable, fitted, points, width_of
from tracker.charts.pain.answer import pain_answer, pain_headline, pain_unders
from tracker.charts.pain.bands import draw_bands, draw_line_marks, header_room, needs_signs, phase_signs
from tracker.charts.pain.lanes import draw_lanes, lanes_left, lanes_room
from tracker.charts.pain.picture import PainPicture, Reading
from tracker.charts.pain.readings import LINE, draw_course, higher_readings, noon, parted, ring
from tracker.charts.pain.sites import draw_sites, strip_heights
from tracker.charts.pain.words import mark_words, not_shown_words, nothing_logged, reading_words
from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.domain.statistics.figures import DAY, LONGEST_BRIDGED_GAP, missing_between
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.library.look import Palette

# All lengths are in points (1/72 inch).
# Circle and line come first among the meanings: the ring is the one that goes to the second line.
FEWEST_MEANINGS = 2
# Narrower than this, the remark that sessions and medicines are not drawn gets a line of its own under the legend.
NARROW = 440.0
# From one line of the legend to the next, its letters being 9.5 high.
KEY_LINE = 15.0
# What a sign takes beside its name: handle, padding and gap of `_legend` are 3.1 letters of 9.5, and 2 points to spare.
SIGN_ROOM = 32.0
# Between the words in a gap and what ends there: without it they would touch a dashed line or a circle.
GAP_INSET = 4.0
SHORTEST_GAP = LONGEST_BRIDGED_GAP * DAY
# Every number of lines is tried up to this one, the fewest first.
MOST_GAP_LINES = 4
# Between the legend and what stands right of it, so that these are not read as one more meaning.
BESIDE_GAP = 14.0
# Names of sites in less room would be little more than an ellipsis: the legend gives way before that.
LEAST_NAMES = 90.0

# Of each site that has room its axes, and the readings drawn in them.
Drawn = tuple[tuple[Axes, Sequence[Reading]], ...]


def draw_pain(figure: Figure, picture: PainPicture, palette: Palette, title: str = "", view: View = WHOLE, *, with_answer: bool = True) -> Drawing:
    """Draw the picture over the whole figure, for the size the figure has now: draw again after that changes.

    The scale is 0 to 10 points, always. With a title, title and period stand above, for a file that stands alone.
    """
    with chart_style():
        answer = _headline(figure, picture) if with_answer else NO_HEADLINE
        sheet = begin_days(figure, palette, Days(picture.first, picture.last, view), title, _room(figure, picture, answer, palette))
        if picture.is_empty:
            draw_scale(sheet)
            draw_sentence(sheet, nothing_logged(picture))
            return Drawing(sheet.axes)
        draw_headline(figure, answer, palette, title)
        # Bands first, then the dashed lines: what was logged lies over both. The lanes give the heights of the marks in them.
        draw_bands(sheet, picture)
        draw_line_marks(sheet, picture, () if picture.is_of_one_site else strip_heights(sheet, picture))
        lanes = draw_lanes(sheet, picture)
        drawn = _draw_one_site(sheet, picture) if picture.is_of_one_site else _draw_several(sheet, picture)
        _draw_legend(sheet, picture, len(drawn))
        return Drawing(sheet.axes, partial(_points, sheet, picture, lanes, drawn), zooms=True)


def _headline(figure: Figure, picture: PainPicture) -> Headline:
    if picture.is_empty or not picture.with_headline:
        return NO_HEADLINE
    words, unders = pain_headline(picture)
    with_worst = headline(figure, words, unders)
    # Three lines at most: where they do not hold the highest, it stands under them, in fewer words.
    is_whole = drawable(words) == " ".join(with_worst.answer.lines)
    return with_worst if is_whole else headline(figure, pain_answer(picture), pain_unders(picture))


def _room(figure: Figure, picture: PainPicture, answer: Headline, palette: Palette) -> Room:
    if picture.is_empty:
        return Room()
    left = max(LEFT, lanes_left(figure, picture))
    is_narrow = _lacks_lanes(figure, picture) and figure.bbox.width < points(figure, NARROW)
    # Asked of the whole period, not of the part in view: else the axes would change their height while one zooms.
    has_signs = needs_signs(figure, picture, figure.bbox.width - points(figure, left + RIGHT))
    second_line = KEY_LINE * (is_narrow or has_signs or _ring_needs_a_line(figure, picture, palette))
    return Room(left, RIGHT, answer.room + header_room(figure, picture), BOTTOM + lanes_room(figure, picture) + second_line)


def _ring_needs_a_line(figure: Figure, picture: PainPicture, palette: Palette) -> bool:
    """Whether rings are drawn whose meaning has no room beside the others."""
    if not higher_readings(picture, picture.shown):
        return False
    return _names_room(figure, _meanings(palette, picture)[1]) > figure.bbox.width - points(figure, EDGE)


def _points(sheet: DaySheet, picture: PainPicture, lanes: dict[str, float], drawn: Drawn) -> tuple[Point, ...]:
    """All that is drawn in view, in order of time; of one time the marks before the readings."""
    days = sheet.days
    marks = [mark for mark in picture.chosen_marks if days.sees(mark.at) and (mark.lane is None or mark.lane in lanes)]
    found = [(mark.at, 0, sheet.axes, lanes.get(mark.lane or "", MOST_PAIN), partial(mark_words, picture, mark)) for mark in marks]
    for course, (axes, seen) in zip(picture.courses, drawn, strict=False):
        found += [(reading.at, 1, axes, reading.value, partial(reading_words, picture, reading, course.site)) for reading in seen]
    # By time and kind alone: axes, the third, cannot be compared.
    ordered = sorted(found, key=lambda each: each[:2])
    return tuple(Point(axes, days.at(at), height, words) for at, _order, axes, height, words in ordered)


def _draw_one_site(sheet: DaySheet, picture: PainPicture) -> Drawn:
    draw_scale(sheet)
    shown = draw_course(sheet, sheet.axes, picture, picture.followed)
    _draw_gap(sheet, picture)
    return ((sheet.axes, shown),)


def _draw_several(sheet: DaySheet, picture: PainPicture) -> Drawn:
    # The lanes hand back their heights on this scale, though the readings are drawn in the axes of the strips.
    sheet.axes.set_ylim(LEAST_PAIN, MOST_PAIN)
    return draw_sites(sheet, picture)


def _draw_gap(sheet: DaySheet, picture: PainPicture) -> None:
    """Say in the widest gap in view how many days are missing, between the marks that cross it."""
    widest = _widest_gap(sheet.days, picture)
    if widest is None:
        return
    missing, left, right = widest
    # The words stand in the widest piece between the dashed lines, which would run through them.
    crossed = [left, *(mark.at for mark in picture.line_marks if left < mark.at < right), right]
    room, middle = max((sheet.x(end) - sheet.x(start), (sheet.x(start) + sheet.x(end)) / 2) for start, end in pairwise(crossed))
    words = _gap_words(sheet, missing, room - 2 * points(sheet.figure, GAP_INSET))
    write(sheet, (middle / sheet.width, 0.5), words, ha="center", va="center")


def _widest_gap(days: Days, picture: PainPicture) -> tuple[int, datetime, datetime] | None:
    """The days missing in the gap of which most is in view, and where what is drawn before it ends and after it begins, within the view."""
    shown = [reading.at for reading in picture.shown]
    # The days only of those that lie apart: of years of readings nearly all have the next one on the same day or the one after.
    gaps = [(before, after) for before, after in pairwise(shown) if after - before > SHORTEST_GAP]
    broken = [
        # The line reaches from noon to noon, a circle may stand before or after: the gap is open between the inner ones.
        (missing, max(before, noon(before.date()), days.seen_from), min(after, noon(after.date()), days.seen_to))
        for before, after in gaps
        if (missing := missing_between(before.date(), after.date())) > LONGEST_BRIDGED_GAP
    ]
    in_view = [gap for gap in broken if gap[1] < gap[2]]
    return max(in_view, key=lambda gap: gap[2] - gap[1]) if in_view else None


def _gap_words(sheet: DaySheet, missing: int, room: float) -> str:
    """How many days are missing, on as few lines as fit or not at all, as the room in pixels has it."""
    words = drawable(ngettext("{n} day without a pain entry", "{n} days without a pain entry", missing).format(n=number_text(missing)))
    # One letter to spare a line: cut to the exact share, the last word would need a line more.
    shapes = (textwrap.fill(words, -(-len(words) // lines) + 1, break_long_words=False) for lines in range(1, MOST_GAP_LINES + 1))
    return next((text for text in shapes if width_of(sheet.figure, text, SMALL) <= room), "")


def _draw_legend(sheet: DaySheet, picture: PainPicture, drawn: int) -> None:
    """What the marks mean, and beside it what is not drawn; that goes before the last of the meanings. The signs have a line of their own."""
    handles, labels = _meanings(sheet.palette, picture)
    down = LEGEND_BELOW + lanes_room(sheet.figure, picture)
    signs, second = phase_signs(sheet, picture), down + KEY_LINE * _has_second_line(sheet, picture)
    beneath: list[tuple[Handle, str]] = []
    if second > down:
        # What the first line has no room for comes before the signs.
        first = len(draw_legend(sheet, handles, labels, down).get_texts())
        beneath = [*zip(handles[first:], labels[first:], strict=True), *signs]
        handles, labels = handles[:first], labels[:first]
    elif signs:
        handles[1:1], labels[1:1] = [sign for sign, _name in signs], [name for _sign, name in signs]
    if beneath:
        # Axes have one legend; a first one stays only where it is added again as an artist.
        sheet.axes.add_artist(draw_legend(sheet, [handle for handle, _name in beneath], [name for _handle, name in beneath], second))
    legend = draw_legend(sheet, handles, labels, down)
    if _lacks_lanes(sheet.figure, picture):
        # A ring that nobody explains is worse than a remark that is missing.
        if second == down and len(labels) > FEWEST_MEANINGS and not higher_readings(picture, picture.shown):
            legend = draw_legend(sheet, handles[:FEWEST_MEANINGS], labels[:FEWEST_MEANINGS], down)
        beneath_ends = _names_room(sheet.figure, [name for _handle, name in beneath])
        _say_without_lanes(sheet, beneath_ends if second > down else legend.get_window_extent().x1, second)
    hidden = in_order(not_shown_words([*(course.site for course in picture.courses[drawn:]), *picture.others]))
    if not hidden:
        return
    right = sheet.figure.bbox.width - points(sheet.figure, RIGHT)
    gap, least = points(sheet.figure, BESIDE_GAP), min(width_of(sheet.figure, drawable(hidden), BODY), points(sheet.figure, LEAST_NAMES))
    # Which sites are missing is worth more than what a line is: one meaning is left, and the names take its room.
    if right - legend.get_window_extent().x1 - gap < least:
        legend = draw_legend(sheet, handles[:1], labels[:1], down)
    text = fitted(sheet.figure, hidden, BODY, right - legend.get_window_extent().x1 - gap)
    write(sheet, ((right - sheet.axes.bbox.x0) / sheet.width, sheet.below(down)), text, size=BODY, ha="right")


def _has_second_line(sheet: DaySheet, picture: PainPicture) -> bool:
    """Whether the legend has two lines, for the signs of phases and for what is not drawn."""
    return sheet.room.bottom - BOTTOM > lanes_room(sheet.figure, picture)


def _lacks_lanes(figure: Figure, picture: PainPicture) -> bool:
    return bool(picture.lane_marks) and not lanes_room(figure, picture)


def _names_room(figure: Figure, names: Sequence[str]) -> float:
    """Where names with their signs end at the most, in pixels."""
    return sum(width_of(figure, drawable(name), BODY) + points(figure, SIGN_ROOM) for name in names)


def _say_without_lanes(sheet: DaySheet, taken: float, down: float) -> None:
    """Say right of what is taken, in pixels, that sessions and doses are not drawn for want of room."""
    right = sheet.figure.bbox.width - points(sheet.figure, RIGHT)
    room = right - taken - points(sheet.figure, BESIDE_GAP)
    wordings = (_("sessions and medicines: in a larger picture"), _("sessions and medicines: in a larger picture"))
    words = next((text for text in map(drawable, wordings) if width_of(sheet.figure, text, BODY) <= room), "")
    write(sheet, ((right - sheet.axes.bbox.x0) / sheet.width, sheet.below(down)), words, size=BODY, ha="right")


def _meanings(palette: Palette, picture: PainPicture) -> tuple[list[Handle], list[str]]:
    circle, filled = (Line2D([], [], linestyle="none", marker="o", markersize=5, markeredgewidth=1.2) for _kind in range(2))
    circle.set(markerfacecolor="none", markeredgecolor=palette.muted)
    filled.set(markerfacecolor=palette.text, markeredgecolor=palette.text)
    before, since = (any(parts) for parts in zip(*(parted(picture, picture.shown_of(course)) for course in picture.courses), strict=True))
    found: list[tuple[Handle, str]] = [(filled, _("since it began"))] if since else []
    if before:
        found.append((circle, _("before it") if since else _("Each entry")))
    if any(course.line or course.earlier for course in picture.courses):
        found.append((Line2D([], [], color=palette.text, linewidth=LINE), _("Typical of the last 7 days")))
    if higher_readings(picture, picture.shown):
        found.append(((circle, Line2D([], [], **ring(palette))), _("higher than your usual")))
    # In strips the line tells more than the circles, so that it is the one that stays where room is short.
    if not picture.is_of_one_site:
        found.reverse()
    return [handle for handle, _label in found], [label for _handle, label in found]
