"""Draws episodes over each other by the day since each began, to show whether this one is like the last ones."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox

from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.drawing.letters import BODY, SMALL
from tracker.charts.drawing.paragraph import draw_paragraph, in_points, paragraph
from tracker.charts.drawing.series import EndLabel, SeriesStyle, draw_end_labels, label_room, label_wording, series_styles
from tracker.charts.drawing.sheet import EDGE, LEFT, RIGHT, TOP, Days, Heading, Room, Sheet, begin, draw_legend, draw_scale, draw_sentence, seen_part
from tracker.charts.drawing.style import chart_style, drawable, points, width_of
from tracker.charts.episodes.picture import (
    EpisodesPicture,
    course_labels,
    course_name,
    day_sentence,
    episodes_answer,
    filled_wordings,
    gap_wordings,
    gaps_of,
    half_of_words,
    half_sentence,
    nothing_logged,
)
from tracker.domain.entries import MOST_PAIN
from tracker.domain.statistics.figures import DAY
from tracker.domain.statistics.recovery import EpisodeCourse
from tracker.domain.words import period_words
from tracker.formats.texts import number_text
from tracker.language import _
from tracker.library.look import Palette

GAP, BOTTOM, KEY_BELOW, KEY_LINE = 8.0, 44.0, 26.0, 15.0
# In points: lower than this, and more for each episode, the labels are names alone.
LEAST_HEIGHT, LABEL_HEIGHT = 130.0, 25.0
# Days, and from a week on whole weeks doubled: the day numbers stay ones a person counts in.
DAY_STEPS = (1, 2, 7, 14, 28, 56, 112, 224, 448, 896)
# The latest episode is the one that is asked about: it is drawn heavier and over the others.
HEAVY, LIGHT, DOT, HALF = 3.0, 1.7, 3.2, 8.0
# Days of two episodes can be told apart; of more, or of very many days, those of the latest alone are drawn.
NOON, VERY_MANY, MOST_BY_DAY = 0.5, 240, 2
DOTTED: Any = (0, (1, 2.4))
FAINT, OVER, LINE, HALO = 0.6, 5.0, 1.3, 3.0


def draw_episodes(
    figure: Figure, picture: EpisodesPicture, palette: Palette, title: str = "", view: View = WHOLE, *, with_answer: bool = True
) -> Drawing:
    """Draw the 7-day median of up to six episodes, the latest heavy, each day faint, and where pain had halved."""
    with chart_style():
        if not picture.courses:
            sheet = begin(figure, palette, Heading(title), Room(EDGE, EDGE, 0, EDGE))
            sheet.axes.spines["bottom"].set_visible(False)
            draw_sentence(sheet, nothing_logged())
            return Drawing(sheet.axes)
        heading = Heading(title, period_words(picture.first, picture.last))
        is_tight = in_points(figure, figure.bbox.height) - heading.room < LEAST_HEIGHT + LABEL_HEIGHT * len(picture.courses)
        name = course_name if is_tight else partial(_label, figure, picture)
        # What the label beside the line says already, the answer need not say again.
        is_told = picture.latest.half.enough and half_of_words(picture.latest) in name(picture.latest)
        said = episodes_answer(picture, with_values=not is_told)
        answer = paragraph(figure, said if with_answer else "", figure.bbox.width - points(figure, EDGE + RIGHT), weight="bold", most=4)
        has_half = not is_tight and any(_half_place(course) is not None for course in picture.courses)
        names = label_room(figure, [name(course) for course in picture.courses])
        sheet = begin(figure, palette, heading, Room(LEFT, names, answer.room + GAP * with_answer, BOTTOM + (KEY_LINE if has_half else 0)))
        draw_paragraph(figure, answer, EDGE, TOP + heading.room, palette.text)
        draw_scale(sheet)
        days = Days(picture.first, picture.first + picture.last_day * DAY, view)
        _draw_days(sheet, days)
        draw_end_labels(sheet, list(_draw_courses(sheet, days, picture, name)))
        _write_gaps(sheet, days, picture.latest)
        _draw_key(sheet, _each_day_words(picture), has_half=has_half)
        return Drawing(sheet.axes, tuple(_points(sheet, days, picture)), zooms=True)


def _label(figure: Figure, picture: EpisodesPicture, course: EpisodeCourse) -> str:
    return label_wording(figure, course_labels(picture, course))


def _draw_days(sheet: Sheet, days: Days) -> None:
    """The days since the onset across: as many as fit, the first written out."""
    sheet.axes.set_xlim(days.left, days.right)
    # By the widest number of all, and not of those in view: else the step would change while one moves along.
    room = 1.3 * width_of(sheet.figure, _day(days.count), BODY)
    most = max(1, int(sheet.width / room))
    step = next((step for step in DAY_STEPS if (days.right - days.left) / step <= most), DAY_STEPS[-1])
    numbers = [number for number in range(0, days.count, step) if days.left <= number + NOON <= days.right]
    sheet.axes.set_xticks([number + NOON for number in numbers], [_day(number) for number in numbers])


def _day(number: int) -> str:
    return drawable(_("day {n}").format(n=number_text(number)))


def _draw_courses(sheet: Sheet, days: Days, picture: EpisodesPicture, name: Callable[[EpisodeCourse], str]) -> Iterator[EndLabel]:
    """Each episode, the latest over the others; the answers are where they end."""
    for number, (course, style) in enumerate(zip(picture.courses, series_styles(sheet.palette), strict=False)):
        # Between the days (2) and the words (6); a tenth for each episode keeps line and half mark of one together.
        order = 4 - number / 10
        end = _draw_values(sheet, days, course, style) if course in _courses_drawn_by_day(picture) else None
        line_end = _draw_line(sheet, days, course, style, (LIGHT if number else HEAVY, order))
        _draw_half(sheet, days, course, style, order)
        found = end if line_end is None else line_end
        if found is not None:
            _draw_leader(sheet, days, found, style)
            yield EndLabel(name(course), style, found[1] / MOST_PAIN * sheet.height)


def _courses_drawn_by_day(picture: EpisodesPicture) -> tuple[EpisodeCourse, ...]:
    """The episodes whose days are drawn; of several earlier ones, and of very many days, only those of the latest."""
    n = sum(len(course.points) for course in picture.courses)
    return picture.courses if n <= VERY_MANY and len(picture.courses) <= MOST_BY_DAY else picture.courses[:1]


def _each_day_words(picture: EpisodesPicture) -> str:
    if len(_courses_drawn_by_day(picture)) == len(picture.courses):
        return _("Each day")
    return _("Each day of this episode") if picture.latest.ended is None else _("Each day of the last episode")


def _seen(days: Days, course: EpisodeCourse) -> list[tuple[int, float]]:
    return [(number, value) for number, value in course.points if days.left <= number + NOON <= days.right]


def _draw_values(sheet: Sheet, days: Days, course: EpisodeCourse, style: SeriesStyle) -> tuple[float, float] | None:
    """Each day of an episode, faint; the answer is where the last one in view stands."""
    seen = _seen(days, course)
    (marks,) = sheet.axes.plot([number + NOON for number, _value in seen], [value for _number, value in seen], linestyle="none", clip_on=False)
    marks.set(marker=style.marker, markersize=DOT, markerfacecolor="none", markeredgecolor=style.color, markeredgewidth=0.7)
    marks.set(gid="days", zorder=2)
    return (seen[-1][0] + NOON, seen[-1][1]) if seen else None


def _draw_line(sheet: Sheet, days: Days, course: EpisodeCourse, style: SeriesStyle, weight: tuple[float, float]) -> tuple[float, float] | None:
    """The 7-day median of an episode in its pieces; the answer is where what is in view of it ends."""
    width, order = weight
    end = None
    for segment in course.line:
        whole = [(number + NOON, value) for number, value in segment]
        # A line of one point is nothing in matplotlib: a day alone between two gaps becomes a dash as wide as the day.
        if len(whole) == 1:
            whole = [(whole[0][0] + side, whole[0][1]) for side in (-NOON, NOON)]
        part = seen_part(days, whole)
        if part:
            (line,) = sheet.axes.plot([at for at, _value in part], [value for _at, value in part], clip_on=False)
            line.set(color=style.color, linestyle=style.dash, linewidth=width, dash_capstyle="butt", solid_capstyle="butt", zorder=order)
            line.set_gid("median")
            end = part[-1]
    return end


def _draw_half(sheet: Sheet, days: Days, course: EpisodeCourse, style: SeriesStyle, order: float) -> None:
    """A filled mark on the line on the day from which pain stayed at half or under."""
    place = _half_place(course)
    if place is None or not days.left <= place[0] <= days.right:
        return
    (mark,) = sheet.axes.plot([place[0]], [place[1]], linestyle="none", marker=style.marker, markersize=HALF, clip_on=False)
    mark.set(markerfacecolor=style.color, markeredgecolor=sheet.palette.surface, markeredgewidth=1.2, gid="half", zorder=order + 0.05)


def _draw_leader(sheet: Sheet, days: Days, end: tuple[float, float], style: SeriesStyle) -> None:
    """A faint line from where an episode ends towards its name."""
    at, value = end
    line = Line2D([at, days.right], [value, value], color=style.color, linewidth=0.7, linestyle=DOTTED, alpha=FAINT, zorder=1.5, gid="leader")
    sheet.axes.add_line(line)


def _write_gaps(sheet: Sheet, days: Days, course: EpisodeCourse) -> None:
    """In the latest episode how long its line is open; no two over each other."""
    taken: list[Bbox] = []
    medians = {number: value for segment in course.line for number, value in segment}
    for before, after in sorted(gaps_of(course), key=lambda gap: gap[0] - gap[1]):
        top = max(medians[before], medians[after])
        if days.left <= before + NOON < days.right:
            _write_free(sheet, taken, gap_wordings(after - before - 1), before + NOON, top, color=sheet.palette.muted)


def _write_free(sheet: Sheet, taken: list[Bbox], wordings: Sequence[str], at: float, value: float, *, color: str) -> None:
    """The longest wording that fits right of a place and over it, on nothing that is taken; nothing where none does."""
    figure, axes = sheet.figure, sheet.axes
    left, bottom = axes.transData.transform((at, value)) + points(figure, OVER)
    height = points(figure, SMALL * LINE)
    over = OVER + min(0, in_points(figure, axes.bbox.y1 - height - bottom))
    for words in map(drawable, wordings):
        box = Bbox.from_bounds(left, min(bottom, axes.bbox.y1 - height), width_of(figure, words, SMALL), height)
        if box.x1 > axes.bbox.x1 or any(box.overlaps(earlier) for earlier in taken):
            continue
        text = axes.annotate(words, (at, value), (OVER, over), textcoords="offset points", fontsize=SMALL, va="bottom", color=color, zorder=6)
        text.set_path_effects([withStroke(linewidth=HALO, foreground=sheet.palette.surface)])
        taken.append(box)
        return


def _half_place(course: EpisodeCourse) -> tuple[float, float] | None:
    """Where the mark stands: on the median, or where that day has none at the half itself."""
    number, half = course.half.day_number, course.half.half
    if number is None or half is None:
        return None
    # The median may be lower than the half from that day on: the mark stands on the line and not beside it.
    medians = {day: value for segment in course.line for day, value in segment}
    return number + NOON, medians.get(number, half)


def _draw_key(sheet: Sheet, each_day: str, *, has_half: bool) -> None:
    """What the marks mean; what a filled one means stands on a line of its own."""
    muted = sheet.palette.muted
    line = Line2D([], [], color=muted, linewidth=2.2)
    day = Line2D([], [], linestyle="none", marker="o", markersize=4, markerfacecolor="none", markeredgecolor=muted)
    key = draw_legend(sheet, [line, day], [_("Typical of 7 days"), each_day], KEY_BELOW)
    if not has_half:
        return
    room = sheet.figure.bbox.width - points(sheet.figure, 4 * EDGE)
    words = next((text for text in filled_wordings() if width_of(sheet.figure, drawable(text), BODY) <= room), filled_wordings()[-1])
    # Axes have one legend: a second would take the place of this one.
    sheet.axes.add_artist(key)
    half = Line2D([], [], linestyle="none", marker="o", markersize=HALF, markerfacecolor=muted, markeredgewidth=0)
    draw_legend(sheet, [half], [words], KEY_BELOW + KEY_LINE)


def _points(sheet: Sheet, days: Days, picture: EpisodesPicture) -> Iterator[Point]:
    by_day = _courses_drawn_by_day(picture)
    for course in picture.courses:
        place = _half_place(course)
        if place is not None and days.left <= place[0] <= days.right:
            yield Point(sheet.axes, *place, half_sentence(course))
        for number, value in _seen(days, course) if course in by_day else ():
            yield Point(sheet.axes, number + NOON, value, day_sentence(course, number, value))
