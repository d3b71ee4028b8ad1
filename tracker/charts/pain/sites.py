"""Pain at several sites under each other: a strip a site with the same days and the same scale, never pooled."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from tracker.charts.drawing.letters import SMALL
from tracker.charts.drawing.rows import Row, Spacing, draw_row_heading, rows_that_fit
from tracker.charts.drawing.sheet import DaySheet, axes_within, write
from tracker.charts.pain.answer import weeks_wordings
from tracker.charts.pain.picture import PainPicture, Reading, SiteCourse
from tracker.charts.pain.readings import draw_course
from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.wording.sites import site_begins

# In points: the room of a heading in small letters, the gap, and the least height of a strip.
STRIPS = Spacing(head=15.0, gap=5.0, least=15.0)
# A line of small letters; of a strip two lines high the numbers 0, 5 and 10 fit, of a lower one two, or none.
SCALE_GAP, FEWEST_LINES, LINE_ROOM = 5.0, 2, 11.0


def draw_sites(sheet: DaySheet, picture: PainPicture) -> tuple[tuple[Axes, Sequence[Reading]], ...]:
    """A strip for each of the sites for which there is room, the first on top; the answer is the axes of each with the readings drawn in it."""
    # Not strict: of strips without room the sites are named in the legend instead.
    return tuple(_draw_strip(sheet, picture, course, row) for course, row in zip(picture.courses, _rows(sheet, picture), strict=False))


def strip_heights(sheet: DaySheet, picture: PainPicture) -> tuple[tuple[float, float], ...]:
    """From where to where each strip reaches, without its words, in axes coordinates."""
    return tuple((row.floor, row.top) for row in _rows(sheet, picture))


def _rows(sheet: DaySheet, picture: PainPicture) -> list[Row]:
    return rows_that_fit(sheet, [None] * len(picture.courses), STRIPS)


def _draw_strip(sheet: DaySheet, picture: PainPicture, course: SiteCourse, row: Row) -> tuple[Axes, Sequence[Reading]]:
    draw_row_heading(sheet, row, site_begins(course.site), weeks_wordings(picture, course), SMALL)
    axes = axes_within(sheet, row.floor, row.top)
    axes.set(xlim=sheet.axes.get_xlim(), ylim=(LEAST_PAIN, MOST_PAIN), xticks=[], yticks=[])
    _draw_strip_scale(sheet, axes, row)
    return axes, draw_course(sheet, axes, picture, course)


def _draw_strip_scale(sheet: DaySheet, axes: Axes, row: Row) -> None:
    """Faint lines at 0, 5 and 10, numbered as far as there is room."""
    middle = (LEAST_PAIN + MOST_PAIN) // 2
    for value in (LEAST_PAIN, middle, MOST_PAIN):
        axes.axhline(value, color=sheet.palette.hairline, linewidth=0.8, clip_on=False, zorder=0.5)
    for value in _numbers_with_room(row):
        height = row.floor + (row.top - row.floor) * value / MOST_PAIN
        write(sheet, (sheet.beside(-SCALE_GAP), height), f"{value}", ha="right", va="center_baseline")


def _numbers_with_room(row: Row) -> Sequence[int]:
    if row.room >= FEWEST_LINES * LINE_ROOM:
        return (LEAST_PAIN, (LEAST_PAIN + MOST_PAIN) // 2, MOST_PAIN)
    return (LEAST_PAIN, MOST_PAIN) if row.room >= LINE_ROOM else ()
