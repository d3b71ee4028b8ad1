"""Draws the scores of the person's own activities.

It answers: what can I do again?
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from matplotlib.figure import Figure

from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.drawing.headline import NO_HEADLINE, Headline, draw_headline, headline
from tracker.charts.drawing.letters import BODY, SMALL
from tracker.charts.drawing.paragraph import in_order
from tracker.charts.drawing.series import EndLabel, SeriesStyle, draw_end_labels, label_room, series_styles
from tracker.charts.drawing.sheet import BOTTOM, EDGE, LEFT, Days, DaySheet, Room, begin_days, draw_scale, draw_sentence, seen_part, write
from tracker.charts.drawing.style import chart_style, drawable, fitted, points, width_of
from tracker.charts.function.picture import FunctionPicture, ends_words, function_answer, nothing_scored, score_words
from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.domain.statistics.function_course import ActivityCourse, FunctionScore
from tracker.domain.words import name_in_words, points_words
from tracker.formats.texts import in_a_row
from tracker.language import _, pgettext
from tracker.library.look import Palette

# In points, but for the step: from a number of the scale to the next, as a share of the height.
FOOT, BOTTOM_WITHOUT_FOOT, SCALE_GAP, SCALE_LINE, SCALE_STEP = 34.0, 40.0, 5.0, 11.0, 0.2
MARK, MARK_EDGE, LINE, MEAN_LINE = 5.5, 1.3, 1.6, 2.8
# From so many scores in view on, marks and lines are drawn smaller.
MANY, VERY_MANY = 30, 100


def draw_function(
    figure: Figure, picture: FunctionPicture, palette: Palette, title: str = "", view: View = WHOLE, *, with_answer: bool = True
) -> Drawing:
    """Draw a line an activity, named where it ends, and the mean of those scored together as the heavy one; 0 to 10 points, always."""
    with chart_style():
        answer = headline(figure, function_answer(picture), (_("points, 0 to 10"),)) if with_answer and picture.course.n else NO_HEADLINE
        days = Days(picture.first, picture.last, view, in_columns=True)
        sheet = begin_days(figure, palette, days, title, _room(figure, picture, answer))
        draw_scale(sheet)
        if not picture.course.n:
            draw_sentence(sheet, nothing_scored(picture))
            return Drawing(sheet.axes)
        draw_headline(figure, answer, palette, title)
        _draw_ends_of_scale(sheet)
        labels = [_draw_mean(sheet, picture)] if picture.has_mean else []
        labels += [_draw_series(sheet, course, style) for course, style in zip(picture.drawn, series_styles(palette), strict=False)]
        draw_end_labels(sheet, [label for label in labels if label is not None])
        _draw_others(sheet, picture.others)
        return Drawing(sheet.axes, _points(sheet, picture), zooms=True)


def _room(figure: Figure, picture: FunctionPicture, answer: Headline) -> Room:
    if not picture.course.n:
        return Room()
    names = [pgettext("average", "Mean"), *(course.activity for course in picture.drawn)]
    # With the widest ends there are, 10 → 10: the room must not change while one looks at another part.
    right = label_room(figure, [f"{name}  {ends_words(MOST_PAIN, MOST_PAIN)}" for name in names])
    left = max(width_of(figure, drawable(words), SMALL) for words in _ends_of_scale().values()) / points(figure, 1)
    return Room(max(LEFT, left + SCALE_GAP + EDGE), right, answer.room, BOTTOM if picture.others else BOTTOM_WITHOUT_FOOT)


def _ends_of_scale() -> dict[int, str]:
    return {LEAST_PAIN: _("cannot"), MOST_PAIN: _("as before")}


def _draw_ends_of_scale(sheet: DaySheet) -> None:
    """What 0 and 10 mean, beside the numbers themselves, where there is room between these."""
    line = points(sheet.figure, SCALE_LINE) / sheet.height
    # The words lie between two numbers of the scale: closer than two lines, they would be written over these.
    if 2 * line > SCALE_STEP:
        return
    for value, words in _ends_of_scale().items():
        height = value / MOST_PAIN + (line if value == LEAST_PAIN else -line)
        write(sheet, (sheet.beside(-SCALE_GAP), height), drawable(words), ha="right", va="center_baseline")


def _points(sheet: DaySheet, picture: FunctionPicture) -> tuple[Point, ...]:
    found = [(score, score_words(course.activity, score)) for course in picture.drawn for score in course.scores]
    if picture.has_mean:
        means = [FunctionScore(mean.day, mean.points) for mean in picture.course.means]
        found += [(mean, score_words(pgettext("average", "Mean"), mean)) for mean in means]
    seen = [(sheet.days.of(score.day), score.points, words) for score, words in found]
    inside = sorted((each for each in seen if sheet.days.left <= each[0] <= sheet.days.right), key=lambda each: each[0])
    return tuple(Point(sheet.axes, *each) for each in inside)


def _draw_series(sheet: DaySheet, course: ActivityCourse, style: SeriesStyle) -> EndLabel | None:
    line = [(sheet.days.of(score.day), score.points) for score in course.scores]
    return _draw_line(sheet, [line], EndLabel(course.activity, style, 0, _ends(course.scores)), "activity")


def _ends(scores: Sequence[FunctionScore]) -> str:
    """The first points and the last of a line, or the only ones."""
    return ends_words(scores[0].points, scores[-1].points) if len(scores) > 1 else points_words(scores[0].points)


def _draw_mean(sheet: DaySheet, picture: FunctionPicture) -> EndLabel | None:
    """The mean, broken where other activities were scored than before."""
    # A mean over other activities is another measure: a line between the two would show a change nobody made.
    pieces = [list(group) for _activities, group in groupby(picture.course.means, key=lambda mean: mean.activities)]
    lines = [[(sheet.days.of(mean.day), mean.points) for mean in piece] for piece in pieces]
    ends = _ends([FunctionScore(mean.day, mean.points) for mean in pieces[-1]])
    return _draw_line(sheet, lines, EndLabel(pgettext("average", "Mean"), SeriesStyle(sheet.palette.text, "solid", "o"), 0, ends), "mean")


def _mark_share(n: int) -> float:
    """How large the marks and lines of so many scores are, as a share of their size."""
    if n <= MANY:
        return 1.0
    return 0.65 if n <= VERY_MANY else 0.4


def _draw_line(sheet: DaySheet, pieces: Sequence[list[tuple[float, float]]], label: EndLabel, gid: str) -> EndLabel | None:
    """The pieces of a line with a mark at each score; the answer is its label at the height where it ends in view, if it is in view."""
    end: tuple[float, float] | None = None
    style = label.style
    size = _mark_share(sum(sheet.days.left <= at <= sheet.days.right for piece in pieces for at, _value in piece))
    width = size * (MEAN_LINE if gid == "mean" else LINE)
    for piece in pieces:
        part = seen_part(sheet.days, piece)
        if not part:
            continue
        (line,) = sheet.axes.plot([at for at, _points in part], [value for _at, value in part], clip_on=False)
        line.set(color=style.color, linestyle=style.dash, linewidth=width, dash_capstyle="butt", gid=gid, zorder=3 if gid == "mean" else 2)
        scores = [point for point in piece if sheet.days.left <= point[0] <= sheet.days.right]
        (marks,) = sheet.axes.plot([at for at, _points in scores], [value for _at, value in scores], linestyle="none", clip_on=False)
        marks.set(marker=style.marker, markersize=size * MARK, markeredgewidth=size * MARK_EDGE)
        marks.set(markerfacecolor=sheet.palette.surface, markeredgecolor=style.color)
        marks.set(gid=f"{gid}-scores", zorder=line.get_zorder() + 0.5)
        # The end in view, so that a name stands beside its line in any part that is looked at.
        end = part[-1]
    if end is None:
        return None
    # One score is no line: nothing leads from it over the days after it, on which nobody scored.
    has_line = any(len(piece) > 1 for piece in pieces)
    return replace(label, height=end[1] / MOST_PAIN * sheet.height, ends_at=sheet.place(end[0]) if has_line else None)


def _draw_others(sheet: DaySheet, others: Sequence[str]) -> None:
    """Name the activities without a line, as far as they fit."""
    if others:
        words = in_order(_("not shown: {activities}").format(activities=in_a_row(map(name_in_words, others))))
        text = fitted(sheet.figure, words, BODY, sheet.figure.bbox.width - points(sheet.figure, 2 * EDGE))
        write(sheet, (sheet.beside(EDGE - sheet.room.left), sheet.below(FOOT)), text, size=BODY)
