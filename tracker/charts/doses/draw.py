"""Draws the doses of each day.

It answers: how much of each medicine, on which days?
"""

from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.doses.picture import (
    DoseLane,
    DosesPicture,
    dose_day_words,
    doses_answer,
    doses_unders,
    lane_name,
    mg_number,
    most_wordings,
    nothing_taken,
)
from tracker.charts.drawing.headline import NO_HEADLINE, Headline, draw_headline, headline
from tracker.charts.drawing.letters import BODY, SMALL
from tracker.charts.drawing.rows import Row, bar_width, draw_floor, draw_row_heading, rows_that_fit
from tracker.charts.drawing.sheet import BOTTOM, LEFT, Days, DaySheet, Room, begin_days, draw_legend, draw_sentence, write
from tracker.charts.drawing.style import chart_style, drawable, fitted, points, width_of
from tracker.domain.statistics.dose_days import DoseDay
from tracker.language import _, ngettext
from tracker.library.look import Palette

# In points; the words of a scale take no more than `MOST_LEFT`, and stand a line of small letters apart.
SCALE_GAP, EDGE, MOST_LEFT, LEAST_LINE = 6.0, 8.0, 80.0, 11.0
BOTTOM_WITHOUT_FOOT, FOOT = 40.0, 34.0
CIRCLE, CIRCLE_STEP, MOST_CIRCLES = 5.0, 7.0, 6
# So that the highest bar ends under the words of its row.
SCALE_SHARE = 0.9


def draw_doses(figure: Figure, picture: DosesPicture, palette: Palette, title: str = "", view: View = WHOLE, *, with_answer: bool = True) -> Drawing:
    """Draw a row a medicine: a bar a day as high as its mg, each row with its own scale, or where no mg is known a circle a dose, low."""
    with chart_style():
        answer = NO_HEADLINE
        if with_answer and picture.lanes:
            answer = headline(figure, doses_answer(picture), doses_unders(picture)[bool(title) :])
        days = Days(picture.first, picture.last, view, in_columns=True)
        sheet = begin_days(figure, palette, days, title, _room(figure, picture, answer))
        sheet.axes.set_ylim(0, 1)
        if not picture.lanes:
            draw_sentence(sheet, nothing_taken(picture))
            return Drawing(sheet.axes)
        draw_headline(figure, answer, palette, title)
        # The lanes come by how often they were taken, so that the rarest are those without room; the foot counts them.
        rows = rows_that_fit(sheet, [_wanted_room(lane) for lane in picture.lanes])
        found = [
            point
            for lane, row in zip(picture.lanes, rows, strict=False)
            for point in _draw_lane(sheet, lane, row, most_wordings(lane, with_year=picture.is_long))
        ]
        _draw_foot(sheet, picture, len(picture.lanes) - len(rows))
        return Drawing(sheet.axes, tuple(sorted(found, key=lambda point: (point.x, -point.y))), zooms=True)


def _room(figure: Figure, picture: DosesPicture, answer: Headline) -> Room:
    scales = [_scale_words(amount) for lane in picture.lanes if lane.in_mg for amount in lane.scale]
    widest = max((width_of(figure, words, SMALL) for words in scales), default=0.0) / points(figure, 1)
    left = max(LEFT, min(widest, MOST_LEFT) + SCALE_GAP + EDGE)
    return Room(left, header=answer.room, bottom=BOTTOM if picture.lanes else BOTTOM_WITHOUT_FOOT)


def _scale_words(mg: float) -> str:
    return _("{mg} mg").format(mg=mg_number(mg))


def _wanted_room(lane: DoseLane) -> float | None:
    """The points a row wants: a share where it has bars, little where its doses are counted."""
    return None if lane.in_mg else CIRCLE_STEP * min(round(lane.highest), MOST_CIRCLES)


def _draw_lane(sheet: DaySheet, lane: DoseLane, row: Row, most: tuple[str, ...]) -> list[Point]:
    draw_row_heading(sheet, row, lane_name(lane), most)
    draw_floor(sheet, row.floor)
    seen = [day for day in lane.days if sheet.days.left <= sheet.days.of(day.day) <= sheet.days.right]
    tops = _draw_bars(sheet, lane, seen, row) if lane.in_mg else _draw_counted(sheet, lane, seen, row)
    return [Point(sheet.axes, sheet.days.of(day.day), top, dose_day_words(lane, day)) for day, top in zip(seen, tops, strict=True)]


def _draw_bars(sheet: DaySheet, lane: DoseLane, seen: list[DoseDay], row: Row) -> list[float]:
    """A bar a day, and on it a circle for what has no mg; the answer is the top of each."""
    _draw_scale(sheet, lane, row)
    # Each row by its own scale: 20 mg of one medicine and 3,000 of another are both a day's amount.
    step = SCALE_SHARE * (row.top - row.floor) / lane.scale[-1]
    places, tops = [sheet.days.of(day.day) for day in seen], [row.floor + step * lane.amount(day) for day in seen]
    bars = sheet.axes.vlines(places, row.floor, tops, color=sheet.palette.accent, linewidth=bar_width(sheet))
    bars.set(capstyle="butt", gid="bars", zorder=2)
    # A dose without mg adds no height to the bar: its circle stands on top, whatever the sum is.
    lift = points(sheet.figure, CIRCLE_STEP / 2) / sheet.height
    _draw_circles(sheet, [(place, top + lift) for day, place, top in zip(seen, places, tops, strict=True) if day.unmeasured], "unmeasured")
    return tops


def _draw_counted(sheet: DaySheet, lane: DoseLane, seen: list[DoseDay], row: Row) -> list[float]:
    """A circle for each dose of a day, above each other; the answer is the top of each day."""
    # Circles shrink with their step where a day has more of them than the row holds: all of them are there to be counted.
    room = min(CIRCLE_STEP, row.room / lane.highest)
    step = points(sheet.figure, room) / sheet.height
    places = [(sheet.days.of(day.day), row.floor + step * (number + 0.5)) for day in seen for number in range(day.doses)]
    _draw_circles(sheet, places, "counted", CIRCLE * room / CIRCLE_STEP)
    return [row.floor + step * day.doses for day in seen]


def _draw_circles(sheet: DaySheet, places: list[tuple[float, float]], gid: str, size: float = CIRCLE) -> None:
    if places:
        (circles,) = sheet.axes.plot([x for x, _y in places], [y for _x, y in places], clip_on=False)
        circles.set(**_open_circle(sheet.palette), gid=gid, zorder=3)
        circles.set_markersize(size)


def _open_circle(palette: Palette) -> dict[str, Any]:
    return {
        "linestyle": "none",
        "marker": "o",
        "markersize": CIRCLE,
        "markerfacecolor": palette.surface,
        "markeredgecolor": palette.accent,
        "markeredgewidth": 1.1,
    }


def _draw_scale(sheet: DaySheet, lane: DoseLane, row: Row) -> None:
    """A faint line at each round amount, from the top each with its words that does not come too close to the one above."""
    # From the top, since the highest amount is the one that a scale cannot be read without.
    free = row.room + LEAST_LINE
    for amount in reversed(lane.scale):
        share = SCALE_SHARE * amount / lane.scale[-1]
        height = row.floor + (row.top - row.floor) * share
        draw_floor(sheet, height)
        if free - row.room * share >= LEAST_LINE:
            words = fitted(sheet.figure, _scale_words(amount), SMALL, points(sheet.figure, MOST_LEFT))
            write(sheet, (sheet.beside(-SCALE_GAP), height), words, ha="right", va="center_baseline")
            free = row.room * share


def _draw_foot(sheet: DaySheet, picture: DosesPicture, left_out: int) -> None:
    """What a bar and a circle are, and how many medicines found no room."""
    handles, labels = [], []
    if any(lane.in_mg for lane in picture.lanes):
        handles.append(Line2D([], [], linestyle="none", marker="s", markersize=6, markerfacecolor=sheet.palette.accent, markeredgewidth=0))
        labels.append(_("mg of a day"))
    if any(not lane.in_mg or day.unmeasured for lane in picture.lanes for day in lane.days):
        handles.append(Line2D([], [], **_open_circle(sheet.palette)))
        labels.append(_("a dose without mg"))
    legend = draw_legend(sheet, handles, labels, FOOT)
    if left_out:
        words = ngettext("{n} more, taken less often", "{n} more, taken less often", left_out).format(n=left_out)
        taken = legend.get_window_extent().x1 - sheet.axes.bbox.x0
        text = fitted(sheet.figure, drawable(words), BODY, sheet.width - taken - points(sheet.figure, 12))
        write(sheet, (1, sheet.below(FOOT)), text, size=BODY, ha="right")
