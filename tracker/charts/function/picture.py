"""What can be done again as data, in words and as a table: the scores of the person's own activities, 0 (cannot) to 10 (as before)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.charts.chart import NO_ANSWER, Answer, ChartSource, DataTable
from tracker.domain.entries import Function, Kind
from tracker.domain.statistics.function_course import ActivityCourse, FunctionCourse, FunctionScore, MeanScore, function_course
from tracker.domain.statistics.words import change_words
from tracker.domain.words import day_seen_from, day_words, isolated, name_in_words, period_words, points_words
from tracker.formats.joining import sentence, with_colon, with_comma, with_semicolon, with_space
from tracker.formats.texts import in_a_row, number_text
from tracker.language import N_, _, ngettext

# Five have a line of their own beside the mean; names of more letters together are left out of the headline.
MOST_ACTIVITIES, LONGEST_NAMES = 5, 70
_HEADERS = (N_("Day"), N_("Activity"), N_("Points"))


@dataclass(frozen=True, slots=True)
class FunctionPicture:
    """The scores over a period, both ends included; the activities scored last come first, five have a line."""

    first: date
    last: date
    course: FunctionCourse

    @property
    def drawn(self) -> tuple[ActivityCourse, ...]:
        """The activities with a line."""
        return self.course.activities[:MOST_ACTIVITIES]

    @property
    def others(self) -> tuple[str, ...]:
        """The activities that have none."""
        return tuple(course.activity for course in self.course.activities[MOST_ACTIVITIES:])

    @property
    def has_mean(self) -> bool:
        """Whether a mean says anything beside the scores themselves."""
        return any(len(mean.activities) > 1 for mean in self.course.means)


def function_of(source: ChartSource) -> FunctionPicture:
    """The picture of what is asked for."""
    return function_picture((entry for entry in source.entries(Kind.FUNCTION) if isinstance(entry, Function)), source.days)


def function_picture(scorings: Iterable[Function], period: tuple[date, date]) -> FunctionPicture:
    """The picture of the scorings of a period."""
    inside = [scoring for scoring in scorings if period[0] <= scoring.moment.day <= period[1]]
    return FunctionPicture(*period, function_course(inside))


def describe_function(picture: FunctionPicture) -> str:
    """How each activity went, a line each, and their mean; each number with its day and its scorings."""
    if not picture.course.n:
        return nothing_scored(picture)
    period = period_words(picture.first, picture.last)
    scorings = scorings_words(picture.course.n)
    lines = [_("What you can do, {period}. {scorings}; 0: cannot, 10: as before.").format(period=period, scorings=scorings)]
    lines += [_activity(course) for course in picture.course.activities]
    if picture.has_mean:
        lines.append(_mean(picture.course))
    return "\n".join(lines)


def table_function(picture: FunctionPicture) -> DataTable:
    """Each score, by day and in the order of the activities."""
    scores = [(score, course.activity) for course in picture.course.activities for score in course.scores]
    scores.sort(key=lambda each: each[0].day)
    rows = tuple((day_words(score.day), isolated(activity), points_words(score.points)) for score, activity in scores)
    return DataTable(tuple(_(header) for header in _HEADERS), rows)


def nothing_scored(picture: FunctionPicture) -> str:
    """What stands in the place of the data while there is none."""
    return _("Nothing is written down here from {period}.").format(period=period_words(picture.first, picture.last))


def score_words(activity: str, score: FunctionScore) -> str:
    """One score: when, which activity, how well."""
    points = _("{points} of 10").format(points=points_words(score.points))
    return with_colon(day_words(score.day), with_comma(name_in_words(activity), points))


def scorings_words(n: int) -> str:
    """How often was scored."""
    return ngettext("{n} scoring", "{n} scorings", n).format(n=number_text(n))


def function_answer(picture: FunctionPicture) -> str:
    """The answer of the chart: the mean at first and now, or the one activity there is."""
    course = picture.course
    first, last = course.means[0], course.means[-1]
    what = _("Mean score") if picture.has_mean else _begin(course.activities[0].activity)
    n = scorings_words(course.n)
    if course.change is None:
        score = with_space(what, _("{points} on {day}").format(points=points_words(last.points), day=day_seen_from(last.day, picture.last)))
        if course.n > 1:
            return sentence(with_semicolon(with_comma(score, n), _("other activities than at first, so not compared")))
        return with_space(sentence(with_comma(score, n)), _("Too early to say how it changed."))
    words = {"what": what, "change": _ends_and_between(course), "scorings": n}
    days = {"first": day_seen_from(first.day, last.day), "last": day_seen_from(last.day, picture.last)}
    answer = _("{what} {change} (10: as before), {scorings}, {first} to {last}.").format(**days, **words)
    return f"{answer} {_ends_now(course)}".strip()


def function_first(picture: FunctionPicture) -> Answer:
    """What it says first, and what belongs to it."""
    return Answer(function_answer(picture), _("Points from 0 to 10.")) if picture.course.n else NO_ANSWER


def _ends_now(course: FunctionCourse) -> str:
    """Which of the activities scored last has the highest score and which the lowest; nothing where these cannot be told in few words."""
    now = [activity for activity in course.activities if activity.latest.day == course.means[-1].day]
    # Of the last day alone: a score of months ago is not what can be done now.
    high, low = (extreme(activity.latest.points for activity in now) for extreme in (max, min))
    # Where all are alike, none is the highest.
    if high == low:
        return ""
    highest, lowest = (in_a_row(name_in_words(scored.activity) for scored in now if scored.latest.points == end) for end in (high, low))
    if len(highest) + len(lowest) > LONGEST_NAMES:
        return ""
    words = _("Highest {highest} {high}, lowest {lowest} {low}.")
    return words.format(highest=highest, high=points_words(high), lowest=lowest, low=points_words(low))


def _ends_and_between(course: FunctionCourse) -> str:
    """The first and the last mean, and how low and high it was between them where that is lower or higher than both."""
    points = [mean.points for mean in course.like_the_latest]
    ends = ends_words(course.means[0].points, course.means[-1].points)
    between = _lowest_highest(points)
    return with_comma(ends, between) if between else ends


def _lowest_highest(points: Sequence[float]) -> str:
    """The lowest and the highest, where one of them is neither the first nor the last."""
    low, high = min(points), max(points)
    if {low, high} <= {points[0], points[-1]}:
        return ""
    return _("between {low} and {high}").format(low=points_words(low), high=points_words(high))


def ends_words(first: float, last: float) -> str:
    """The first points and the last."""
    return _("{first} \N{RIGHTWARDS ARROW} {last}").format(first=points_words(first), last=points_words(last))


def _begin(name: str) -> str:
    return name_in_words(name[:1].upper() + name[1:])


def _activity(course: ActivityCourse) -> str:
    name = _begin(course.activity)
    if course.change is None:
        score = _("{points} on {day}").format(points=points_words(course.first.points), day=day_words(course.first.day))
        return with_space(sentence(with_colon(name, score)), _("Too early to say how it changed."))
    between = _lowest_highest([score.points for score in course.scores])
    counted = with_comma(between, scorings_words(course.n)) if between else scorings_words(course.n)
    return _course(name, (course.first, course.latest), counted, course.change)


def _course(name: str, ends: tuple[FunctionScore | MeanScore, FunctionScore | MeanScore], counted: str, change: float) -> str:
    first, last = (_("{points} on {day}").format(points=points_words(end.points), day=day_words(end.day)) for end in ends)
    return sentence(with_semicolon(with_colon(name, with_comma(first, last, counted)), change_words(change)))


def _mean(course: FunctionCourse) -> str:
    last = course.means[-1]
    activities = ngettext("{n} activity", "{n} activities", len(last.activities)).format(n=len(last.activities))
    mean = _("Mean of {activities}").format(activities=activities)
    if course.change is None:
        score = _("{points} on {day}").format(points=points_words(last.points), day=day_words(last.day))
        return with_space(sentence(with_colon(mean, score)), _("It is set against an earlier one only where the same activities were scored."))
    return _course(mean, (course.means[0], last), scorings_words(course.n), course.change)
