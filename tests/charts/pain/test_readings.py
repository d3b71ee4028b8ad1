"""Which of very many readings are drawn, held against going through them one by one."""

import random
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.conftest import a_figure
from tests.charts.diaries import ONSET, SITE, a_moment
from tracker.charts.chart import View
from tracker.charts.drawing.sheet import Days, DaySheet, begin_days
from tracker.charts.drawing.style import chart_style
from tracker.charts.pain.picture import PainPicture, Reading, SiteCourse
from tracker.charts.pain.readings import CELL, MOST_CIRCLES, distinct, seen_readings
from tracker.domain.statistics.figures import DAY
from tracker.library.look import palette

LAST = ONSET + 3_650 * DAY


def many(seed: int, count: int, steps: int) -> PainPicture:
    """Readings at any minute, of so many values, some of them twice."""
    chance = random.Random(seed)
    begin = a_moment(ONSET, 0).local
    times = sorted(begin + timedelta(minutes=chance.randrange((LAST - ONSET).days * 24 * 60)) for _number in range(count))
    readings = [Reading(at, 10 * chance.randrange(steps + 1) / steps) for at in times]
    return PainPicture(first=ONSET, last=LAST, now=times[-1], courses=(SiteCourse(SITE, tuple(readings)),))


def sheet_of(picture: PainPicture, size: tuple[int, int], view: View) -> DaySheet:
    with chart_style():
        return begin_days(a_figure(size), palette("light"), Days(picture.first, picture.last, view))


def one_by_one(sheet: DaySheet, shown: list[Reading]) -> list[Reading]:
    """The first reading within each cell, and the first lowest and the first highest of each column."""
    cells: dict[tuple[int, int], Reading] = {}
    lowest: dict[int, Reading] = {}
    highest: dict[int, Reading] = {}
    for reading in shown:
        column = int((reading.at - sheet.days.seen_from) / DAY * (sheet.place(sheet.days.left + 1) / CELL))
        cells.setdefault((column, int(reading.value * (sheet.axes.bbox.height / 10 / CELL))), reading)
        lowest[column] = min(lowest.get(column, reading), reading, key=lambda one: one.value)
        highest[column] = max(highest.get(column, reading), reading, key=lambda one: one.value)
    kept = {id(reading) for reading in (*cells.values(), *lowest.values(), *highest.values())}
    return [reading for reading in shown if id(reading) in kept]


@given(
    st.integers(0, 1_000),
    st.integers(MOST_CIRCLES, 3 * MOST_CIRCLES),
    st.sampled_from([3, 10, 97, 997]),
    st.sampled_from([(320, 200), (1000, 560)]),
)
@settings(max_examples=12, deadline=None)
def test_the_readings_drawn_are_those_that_one_finds_one_by_one(seed, count, steps, size):
    picture = many(seed, count, steps)
    sheet = sheet_of(picture, size, View(0.0, 0.9))
    shown = list(seen_readings(sheet, picture, picture.followed))
    found = distinct(sheet, sheet.axes, shown)
    assert list(found) == (shown if len(shown) <= MOST_CIRCLES else one_by_one(sheet, shown))
