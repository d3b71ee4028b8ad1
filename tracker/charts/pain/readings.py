"""The readings of one site as circles, the days higher than usual with a ring, and the median of the last 7 days as a line.

A stretch has a line of its own; since the latest onset of the period the circles are filled and the line is bold, before it both are faint.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from tracker.charts.drawing.sheet import DaySheet, seen_part
from tracker.charts.pain.picture import Line, PainPicture, Reading, SiteCourse
from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.domain.statistics.figures import DAY
from tracker.library.look import Palette

# Points. A ring is twice a circle, so that the circle in it stays open to be seen; in a strip all is smaller by the share.
RING, LINE, EARLIER_LINE, THIN_LINE, IN_STRIP = 10.0, 2.2, 1.6, 0.9, 0.7
# The more circles, the smaller and the more see-through; above the second number the line is thin and rings are left out.
MANY, VERY_MANY = 150, 600
# More readings than this in view, and only those are drawn that are seen; so many pixels wide and high is the place that one hides.
MOST_CIRCLES, CELL = 5_000, 2.0

Numbers = NDArray[Any]


def draw_course(sheet: DaySheet, axes: Axes, picture: PainPicture, course: SiteCourse) -> Sequence[Reading]:
    """Draw what is in view of a site into axes that have the days across, smaller where it is a strip among others; the readings drawn."""
    seen = seen_readings(sheet, picture, course)
    shown = distinct(sheet, axes, seen)
    share = 1.0 if picture.is_of_one_site else IN_STRIP
    before, since = parted(picture, shown)
    look = circle_of(len(seen))
    _draw_circles(sheet, axes, before, look, share)
    _draw_circles(sheet, axes, since, look, share, is_filled=True)
    _draw_rings(sheet, axes, higher_readings(picture, seen))
    width = share * (LINE if len(seen) <= VERY_MANY else THIN_LINE)
    _draw_line(sheet, axes, course.earlier, min(width, share * EARLIER_LINE), sheet.palette.muted)
    _draw_line(sheet, axes, course.line, width, sheet.palette.text)
    return shown


def seen_readings(sheet: DaySheet, picture: PainPicture, course: SiteCourse) -> Sequence[Reading]:
    """The readings of a course in view, found by halving, as they are in order."""
    shown = picture.shown_of(course)
    first, end = (bisect_left(shown, at, key=lambda reading: reading.at) for at in (sheet.days.seen_from, sheet.days.seen_to))
    return shown[first:end]


def distinct(sheet: DaySheet, axes: Axes, shown: Sequence[Reading]) -> Sequence[Reading]:
    """Of more readings than can be told apart those of which a circle is seen: the first within each two pixels, and each column's extremes."""
    if len(shown) <= MOST_CIRCLES:
        return shown
    start, cells_a_day = sheet.days.seen_from, sheet.place(sheet.days.left + 1) / CELL
    cells_a_point = axes.bbox.height / (MOST_PAIN - LEAST_PAIN) / CELL
    values = np.array([reading.value for reading in shown])
    columns = (np.array([(reading.at - start) / DAY for reading in shown]) * cells_a_day).astype(int)
    rows = (values * cells_a_point).astype(int)
    # Sorted by cell, by value and by value from the top: what stands first of its group is the first within a cell, or its column's extreme.
    firsts = [_firsts(columns, rows, rows), _firsts(columns, columns, values), _firsts(columns, columns, -values)]
    return [shown[number] for number in np.unique(np.concatenate(firsts)).tolist()]


def _firsts(columns: Numbers, groups: Numbers, order: Numbers) -> Numbers:
    """Of each column and group in it the number of the one that is first in an order, of equals the one that came first."""
    numbers = np.lexsort((order, groups, columns))
    cells = np.stack((columns[numbers], groups[numbers]))
    begins = np.append(True, (cells[:, 1:] != cells[:, :-1]).any(axis=0))
    return np.extract(begins, numbers)


def parted(picture: PainPicture, shown: Sequence[Reading]) -> tuple[Sequence[Reading], Sequence[Reading]]:
    """The readings before the latest onset of the period, and those since; all of them before where it holds none."""
    if picture.onset is None:
        return shown, ()
    cut = bisect_left(shown, picture.onset.moment.local, key=lambda reading: reading.at)
    return shown[:cut], shown[cut:]


def noon(day: date) -> datetime:
    """The middle of a day, at which its median is drawn."""
    return datetime.combine(day, time(12))


def circle_of(n: int) -> tuple[float, float, float]:
    """Size and edge in points, and opacity, of each of n circles."""
    if n <= MANY:
        return 5.0, 1.2, 1.0
    return (4.0, 1.0, 0.9) if n <= VERY_MANY else (2.6, 0.7, 0.85)


def higher_readings(picture: PainPicture, shown: Sequence[Reading]) -> list[Reading]:
    """The highest reading of each day higher than usual; none where so many are drawn that a ring would not be seen."""
    if not picture.is_of_one_site or len(shown) > VERY_MANY:
        return []
    usual = {higher.day for higher in picture.higher.days}
    # Sorted by value, so that of a day the highest is the one that stays in the dictionary.
    by_day = {reading.at.date(): reading for reading in sorted(shown, key=lambda reading: reading.value) if reading.at.date() in usual}
    return list(by_day.values())


def ring(palette: Palette) -> dict[str, Any]:
    """How the ring around a reading of a higher day looks."""
    return {
        "linestyle": "none",
        "marker": "o",
        "markersize": RING,
        "markerfacecolor": "none",
        "markeredgecolor": palette.muted,
        "markeredgewidth": 0.9,
    }


def _draw_circles(
    sheet: DaySheet, axes: Axes, shown: Sequence[Reading], look: tuple[float, float, float], share: float, *, is_filled: bool = False
) -> None:
    if not shown:
        return
    size, edge, alpha = look
    (circles,) = axes.plot(
        [sheet.days.at(reading.at) for reading in shown], [reading.value for reading in shown], linestyle="none", marker="o", clip_on=False
    )
    circles.set(markersize=share * size, markeredgewidth=share * edge, alpha=alpha)
    color = sheet.palette.text if is_filled else sheet.palette.muted
    # Open before the onset, so that readings of one time and value do not hide each other nor the line.
    circles.set(markerfacecolor=color if is_filled else "none", markeredgecolor=color, gid="since" if is_filled else "readings", zorder=2)


def _draw_rings(sheet: DaySheet, axes: Axes, higher: Sequence[Reading]) -> None:
    if higher:
        (rings,) = axes.plot([sheet.days.at(reading.at) for reading in higher], [reading.value for reading in higher], clip_on=False)
        rings.set(**ring(sheet.palette), gid="higher", zorder=2)


def _draw_line(sheet: DaySheet, axes: Axes, line: Line, width: float, color: str) -> None:
    for segment in line:
        # At the noon of its day. A line of one point is nothing in matplotlib: a day alone between two gaps becomes a dash as wide as the day.
        shares = (0.0, 1.0) if len(segment) == 1 else (0.5,)
        part = seen_part(sheet.days, [(sheet.days.of(day, share), value) for day, value in segment for share in shares])
        if part:
            (drawn,) = axes.plot([at for at, _value in part], [value for _at, value in part], clip_on=False)
            # Butt ends: round ones would reach into a gap, over days nobody logged.
            drawn.set(color=color, linewidth=width, solid_capstyle="butt", solid_joinstyle="round", gid="median", zorder=3)
