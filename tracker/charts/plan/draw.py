"""Draws what the plan had for each day beside what was done.

It answers: what was planned, and what did I do?
"""

from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.drawing.headline import NO_HEADLINE, draw_headline, headline
from tracker.charts.drawing.letters import BODY
from tracker.charts.drawing.rows import BAR_SHARE, Row, Spacing, day_width, draw_floor, draw_row_heading, rows_that_fit
from tracker.charts.drawing.sheet import LEFT, RIGHT, Days, DaySheet, Handle, Room, begin_days, draw_legend, draw_sentence
from tracker.charts.drawing.style import chart_style, points
from tracker.charts.plan.picture import (
    PlanPicture,
    What,
    nothing_planned,
    phase_of,
    plan_answer,
    plan_unders,
    planned_words,
    together,
    total_wordings,
    what_name,
)
from tracker.domain.statistics.figures import DAY
from tracker.domain.statistics.plan_done import PlannedDay
from tracker.language import _, pgettext
from tracker.library.look import Palette

FOOT = 34.0
# Sizes in points: the largest and the smallest square, how much of a day's width it takes and of its own step up (so that the
# squares of a day stand closer to each other than to those of the next), its edge, and the share of it that a cross is.
LARGEST, SMALLEST, ACROSS, UP, EDGE, CROSS = 16.0, 3.6, 0.66, 0.86, 1.1, 0.62
ROWS = Spacing(head=17.0, gap=7.0, least=12.0)
# How much of the usual spacing has to be left, so that the headings can still be read; and how high their letters are of their room.
CLOSEST, LETTERS = 0.45, 0.78
CLOSE = Spacing(head=17.0 * CLOSEST, gap=7.0 * CLOSEST, least=4.6)
# Whole weeks, so that each bar holds every weekday equally often; the first at which a bar is 4 points wide is taken.
TOGETHER, NARROWEST, THIN = (1, 7, 28, 91, 364), 4.0, 0.35


def draw_plan(figure: Figure, picture: PlanPicture, palette: Palette, title: str = "", view: View = WHOLE, *, with_answer: bool = True) -> Drawing:
    """Draw a row a kind with a square for each time: filled where it was done, open where it was planned alone, with a cross where it
    was done more often than planned; over many days a bar for several together.
    """
    with chart_style():
        days = Days(picture.first, picture.last, view, in_columns=True)
        size = _days_together(figure, days)
        answer = NO_HEADLINE
        if with_answer and picture.days:
            answer = headline(figure, plan_answer(picture), plan_unders(picture, in_squares=size == 1)[bool(title) :])
        sheet = begin_days(figure, palette, days, title, Room(header=answer.room))
        sheet.axes.set_ylim(0, 1)
        if not picture.days:
            draw_sentence(sheet, nothing_planned(picture))
            return Drawing(sheet.axes)
        draw_headline(figure, answer, palette, title)
        # Squares ask for what they need, so that all kinds have squares of one size; bars share the height evenly.
        spacing = _spacing(sheet, len(picture.whats))
        rows = rows_that_fit(sheet, _wanted_rooms(sheet, picture, spacing) if size == 1 else [None] * len(picture.whats), spacing)
        found = [point for what, row in zip(picture.whats, rows, strict=False) for point in _draw_what(sheet, picture, what, row, size)]
        _draw_foot(sheet, picture, size)
        # By day, and of one day from the top: the order in which it is read.
        return Drawing(sheet.axes, tuple(sorted(found, key=lambda point: (point.x, -point.y))), zooms=True)


def _draw_what(sheet: DaySheet, picture: PlanPicture, what: What, row: Row, together_days: int) -> Iterator[Point]:
    draw_row_heading(sheet, row, what_name(what), total_wordings(picture, what), min(BODY, LETTERS * row.head))
    draw_floor(sheet, row.floor)
    days = picture.days_of(what)
    if together_days == 1:
        yield from _draw_squares(sheet, days, row)
    else:
        yield from _draw_bars(sheet, together(days, picture.first, together_days), row, together_days)


def _days_together(figure: Figure, days: Days) -> int:
    """How many days are summed in one bar, so that it can be seen; one where each time has a square of its own."""
    across = (figure.bbox.width / points(figure, 1) - LEFT - RIGHT) / (days.right - days.left)
    return next((size for size in TOGETHER if across * size >= NARROWEST), TOGETHER[-1])


def _most(days: Sequence[PlannedDay]) -> int:
    """The squares of the highest column."""
    return max(max(day.planned or 0, day.done, 1) for day in days)


def _spacing(sheet: DaySheet, rows: int) -> Spacing:
    """How the rows are set: closer where many exercises would leave no room for their squares."""
    each = sheet.height / points(sheet.figure, 1) / rows
    if each >= ROWS.head + ROWS.gap + SMALLEST:
        return ROWS
    share = max((each - CLOSE.least) / (ROWS.head + ROWS.gap), CLOSEST)
    return Spacing(head=ROWS.head * share, gap=ROWS.gap * share, least=CLOSE.least)


def _wanted_rooms(sheet: DaySheet, picture: PlanPicture, spacing: Spacing) -> list[float]:
    """The points each kind wants for its squares, so that all are of one size; less where that is too high."""
    height = sheet.height / points(sheet.figure, 1) - len(picture.whats) * (spacing.head + spacing.gap) + spacing.gap
    # Of rows set closer each has one square a day: shared by what they want, that of one a day could not be seen.
    if spacing is not ROWS:
        return [max(height / len(picture.whats), CLOSE.least)] * len(picture.whats)
    each = min(LARGEST, ACROSS * day_width(sheet)) / UP
    rooms = [each * _most(picture.days_of(what)) for what in picture.whats]
    # All rows shrink alike: no kind is left out for want of room.
    share = min(1.0, height / sum(rooms))
    return [share * room for room in rooms]


def _draw_squares(sheet: DaySheet, days: list[PlannedDay], row: Row) -> Iterator[Point]:
    """A column of squares a day, one for each time; of a day on which it was done more often than there is room for, as many as fit."""
    # Squares below the smallest could not be told apart: of such a day as many stand as fit, and its point says the number.
    most = min(_most(days), max(1, int(row.room / SMALLEST)))
    size = min(LARGEST, ACROSS * day_width(sheet), UP * row.room / most)
    step = size / UP / row.room * (row.top - row.floor)
    seen = [day for day in days if sheet.days.left <= sheet.days.of(day.day) <= sheet.days.right]
    # Three calls of plot and not one a square: matplotlib draws a line of thousands of marks at once.
    places: dict[str, list[tuple[float, float]]] = {"done": [], "planned": [], "beyond": []}
    for day in seen:
        for number in range(min(max(day.planned or 0, day.done), most)):
            places[_square(day, number)].append((sheet.days.of(day.day), row.floor + step * (number + 0.5)))
    color = sheet.palette.phase(phase_of(days[0].kind))
    for gid, found in places.items():
        _draw_kind_of_square(sheet, gid, found, (color, size))
    for day in seen:
        height = min(max(day.planned or 0, day.done), most)
        yield Point(sheet.axes, sheet.days.of(day.day), row.floor + step * height / 2, planned_words(day))


def _square(day: PlannedDay, number: int) -> str:
    """What the square of a number, from 0 at the floor, stands for."""
    if number >= day.done:
        return "planned"
    return "done" if day.planned is None or number < day.planned else "beyond"


def _draw_kind_of_square(sheet: DaySheet, gid: str, places: Sequence[tuple[float, float]], look: tuple[str, float]) -> None:
    color, size = look
    (squares,) = sheet.axes.plot([x for x, _y in places], [y for _x, y in places], linestyle="none", marker="s", clip_on=False)
    # matplotlib draws the edge half outside of the marker's size.
    squares.set(markersize=size - EDGE, markerfacecolor=color if gid == "done" else sheet.palette.surface)
    squares.set(markeredgecolor=color, markeredgewidth=EDGE, gid=gid, zorder=2)
    if gid == "beyond":
        (crosses,) = sheet.axes.plot([x for x, _y in places], [y for _x, y in places], linestyle="none", marker="+", clip_on=False)
        crosses.set(markersize=CROSS * size, markeredgecolor=color, markeredgewidth=EDGE, gid="crosses", zorder=3)


def _draw_bars(sheet: DaySheet, sums: list[PlannedDay], row: Row, together_days: int) -> Iterator[Point]:
    """A bar for so many days: thick as far as it was done, thin from there on as far as it was planned."""
    color = sheet.palette.phase(phase_of(sums[0].kind))
    step = (row.top - row.floor) / max(max(day.planned or 0, day.done, 1) for day in sums)
    places = [(sheet.days.of(day.day, together_days / 2), day) for day in sums]
    seen = [(x, day) for x, day in places if sheet.days.left <= x <= sheet.days.right]
    done = [row.floor + step * day.done for _x, day in seen]
    planned = [row.floor + step * max(day.planned or 0, day.done) for _x, day in seen]
    wide = BAR_SHARE * day_width(sheet) * together_days
    for low, high, shade, width, gid in ((row.floor, done, color, wide, "done"), (done, planned, sheet.palette.outline, wide * THIN, "planned")):
        bars = sheet.axes.vlines([x for x, _day in seen], low, high, color=shade, linewidth=width)
        bars.set(capstyle="butt", gid=gid, zorder=2)
    for (x, day), top in zip(seen, planned, strict=True):
        last = min(day.day + (together_days - 1) * DAY, sheet.days.last)
        yield Point(sheet.axes, x, top, planned_words(day, last))


def _draw_foot(sheet: DaySheet, picture: PlanPicture, together_days: int) -> None:
    color = sheet.palette.muted
    square: dict[str, Any] = {"linestyle": "none", "marker": "s", "markersize": 6, "markeredgecolor": color, "markeredgewidth": EDGE}
    done, planned = Line2D([], [], markerfacecolor=color, **square), Line2D([], [], markerfacecolor=sheet.palette.surface, **square)
    handles: list[Handle] = [done, planned]
    labels = [pgettext("sessions", "Done"), _("planned, not logged as done")]
    if together_days > 1:
        thin = Line2D([], [], linestyle="none", marker="|", markersize=9, markeredgecolor=sheet.palette.outline, markeredgewidth=2)
        # An entry without a mark: a remark in the row of the legend.
        nothing = Line2D([], [], linestyle="none")
        draw_legend(sheet, [done, thin, nothing], [*labels, _("a bar: {n} days").format(n=together_days)], FOOT)
        return
    if picture.has_beyond:
        cross = Line2D([], [], linestyle="none", marker="+", markersize=4, markeredgecolor=color, markeredgewidth=EDGE)
        handles.append((planned, cross))
        labels.append(_("more than planned, not counted"))
    # The legend leaves out what does not fit: shorter words before a meaning is lost.
    if len(draw_legend(sheet, handles, labels, FOOT).get_texts()) < len(labels):
        draw_legend(sheet, handles, [pgettext("sessions", "Done"), _("Planned"), _("more, not counted")][: len(labels)], FOOT)
