"""Episodes by the day since each began as data: what is laid over each other, the same in words and as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.charts.chart import NO_ANSWER, Answer, ChartSource, DataTable
from tracker.domain.entries import Entry, PainEntry
from tracker.domain.episodes import Episode
from tracker.domain.statistics.figures import DAY, LEAST_IN_A_WEEK, LEAST_LOGGED_DAYS, WINDOW_DAYS
from tracker.domain.statistics.recovery import DAYS_TO_STAY, LEAST_DAYS_FOR_HALF, EpisodeCourse, episode_course
from tracker.domain.statistics.words import eases_sentence
from tracker.domain.words import day_words, period_words, points_words
from tracker.formats.joining import sentence, with_brackets, with_colon, with_comma, with_semicolon, with_space
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _, ngettext
from tracker.wording.counts import days_words, so_far_words
from tracker.wording.sites import site_begins, site_words

# As many as there are styles of lines.
MOST_EPISODES = 6
# Two earlier episodes are told one by one; of more, how many had halved.
MOST_NAMED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodesPicture:
    """What the chart of episodes shows: up to six with pain at one site, the latest first; `left_out` counts the earlier ones."""

    courses: tuple[EpisodeCourse, ...] = ()
    site: str | None = None
    left_out: int = 0

    @property
    def latest(self) -> EpisodeCourse:
        """The one that goes on, or the last one."""
        return self.courses[0]

    @property
    def first(self) -> date:
        """The first day of any."""
        return min(course.onset for course in self.courses)

    @property
    def last(self) -> date:
        """The last day of any."""
        return max(course.last for course in self.courses)

    @property
    def last_day(self) -> int:
        """The highest day number of any; the day an episode begins is day 0."""
        return max((course.last - course.onset).days for course in self.courses)


def episodes_of(source: ChartSource) -> EpisodesPicture:
    """The picture of what is asked for."""
    return episodes_picture(source.pain_ever(), source.episodes(), source.site, source.now.day)


def episodes_picture(entries: Iterable[Entry], episodes: Iterable[Episode], site: str | None, today: date) -> EpisodesPicture:
    """The picture of every episode up to a day, at one site; those without pain at the site are left out."""
    # Gone through once for each episode.
    pain = [entry for entry in entries if isinstance(entry, PainEntry)]
    begun = sorted((episode for episode in episodes if episode.onset.day <= today), key=lambda episode: episode.onset.at, reverse=True)
    # Of all of them before the cut: how many are left out counts only those with pain at the site.
    courses = [course for episode in begun if (course := episode_course(pain, episode, site, today)).points]
    return EpisodesPicture(courses=tuple(courses[:MOST_EPISODES]), site=site, left_out=max(0, len(courses) - MOST_EPISODES))


def describe_episodes(picture: EpisodesPicture) -> str:
    """The picture in words, a line for each episode; each number with its count and its period."""
    if not picture.courses:
        return nothing_logged()
    return "\n".join(
        (_what(picture), *(_course_sentence(course) for course in picture.courses), *_left_out(picture), *_eases(picture.courses), half_meaning())
    )


def table_episodes(picture: EpisodesPicture) -> DataTable:
    """Each logged day of each episode, the latest episode first."""
    headers = (_("Episode"), _("Day"), _("Date"), _("Pain"), _("Typical of 7 days"))
    return DataTable(headers, tuple(row for course in picture.courses for row in _rows(course)))


def nothing_logged() -> str:
    """What stands in the place of the data while there is none."""
    return _("No episode with a pain entry yet. Each episode is drawn here by the day since it began.")


def episodes_answer(picture: EpisodesPicture, *, with_values: bool = True) -> str:
    """When pain had halved in the latest episode, with its values where nothing else tells them, and in those before."""
    return " ".join((_latest_words(picture, with_values=with_values), _before_words(picture), *_eases(picture.courses)))


def episodes_first(picture: EpisodesPicture) -> Answer:
    """The latest episode first, under it those before."""
    if not picture.courses:
        return NO_ANSWER
    eased = _eases(picture.courses[:1])
    words = " ".join((_latest_words(picture, with_values=False), *eased))
    return Answer(words, " ".join((_before_words(picture), *(() if eased else _eases(picture.courses[1:])))))


def _latest_words(picture: EpisodesPicture, *, with_values: bool) -> str:
    since, begun = _("This episode, since {day}: {half}."), _("The last episode, begun {day}: {half}.")
    latest = since if picture.latest.ended is None else begun
    words = latest.format(day=day_words(picture.latest.onset), half=(half_words if with_values else half_day_words)(picture.latest))
    if picture.site is not None:
        words = with_space(sentence(site_begins(picture.site)), words)
    return words


def _before_words(picture: EpisodesPicture) -> str:
    return _("There is no earlier one with pain here.") if len(picture.courses) == 1 else _earlier_words(picture.courses[1:])


def _eases(courses: Iterable[EpisodeCourse]) -> Sequence[str]:
    """What stands beside a sentence that says pain fell."""
    return (eases_sentence(),) if any(course.half.reached is not None for course in courses) else ()


def _earlier_words(courses: Sequence[EpisodeCourse]) -> str:
    """The episodes before one by one; of many, how many had halved and by which days."""
    if len(courses) <= MOST_NAMED:
        named = (with_comma(day_words(course.onset), half_day_words(course)) for course in courses)
        return _("Before: {earlier}.").format(earlier="; ".join(named))
    days = sorted(course.half.day_number for course in courses if course.half.day_number is not None)
    if not days:
        return _("Of {n} before, none is known to have.").format(n=len(courses))
    by = _("{first} to {last}").format(first=days[0], last=days[-1]) if days[0] < days[-1] else f"{days[0]}"
    return _("Of {n} before, {halved} had halved, by day {days}.").format(n=len(courses), halved=len(days), days=by)


def half_words(course: EpisodeCourse) -> str:
    """By which day pain had halved, and half of what; else that it had not, or why that cannot be said."""
    when, gap = _half_and_gap(course)
    if course.half.enough:
        when = with_brackets(when, half_of_words(course))
    return with_semicolon(when, gap) if gap else when


def half_day_words(course: EpisodeCourse) -> str:
    """The same without the values."""
    when, gap = _half_and_gap(course)
    return with_semicolon(when, gap) if gap else when


def _half_and_gap(course: EpisodeCourse) -> tuple[str, str]:
    """By which day pain had halved, or why that cannot be said, and which days in the week before it have no entry."""
    # Halved by a day, never on it: before that day there may be days nobody logged.
    number = course.half.day_number
    if number is not None:
        return _("halved by day {n}").format(n=number), _gap_before_words(course, number)
    return (_not_halved_words(course) if course.half.enough else _no_half_words(course)), ""


def _gap_before_words(course: EpisodeCourse, number: int) -> str:
    # A gap counts where it touches the week of that day's median.
    gap = next(((before, after) for before, after in gaps_of(course) if before < number < after + WINDOW_DAYS), None)
    if gap is None:
        return ""
    first, last = gap[0] + 1, gap[1] - 1
    words = ngettext("day {first} has no pain entry", "days {first} to {last} have no pain entry", last - first + 1)
    return words.format(first=first, last=last)


def _no_half_words(course: EpisodeCourse) -> str:
    half = course.half
    if half.n < LEAST_DAYS_FOR_HALF:
        return _missing_words(course)
    if half.in_first_week < LEAST_IN_A_WEEK:
        logged = ngettext("{n} day of its first week logged", "{n} days of its first week logged", half.in_first_week).format(n=half.in_first_week)
        return _("no half: {logged}, {least} needed").format(logged=logged, least=LEAST_IN_A_WEEK)
    return _("no half: its first week had no pain")


def _not_halved_words(course: EpisodeCourse) -> str:
    return _("not halved for a week by day {n}").format(n=(course.last - course.onset).days)


def _missing_words(course: EpisodeCourse) -> str:
    logged = ngettext("{n} day logged", "{n} days logged", course.half.n).format(n=course.half.n)
    if course.ended is not None:
        return _("no half: {logged}, {least} needed").format(logged=logged, least=LEAST_DAYS_FOR_HALF)
    return _("too early to say: {so_far}").format(so_far=so_far_words(logged, LEAST_DAYS_FOR_HALF))


def half_of_words(course: EpisodeCourse) -> str:
    """The median of the first week and half of it: "first week 8, half of it 4"."""
    numbers = {"first_week": points_words(course.half.first_week), "half": points_words(course.half.half)}
    return _("first week {first_week}, half of it {half}").format(**numbers)


def filled_wordings() -> tuple[str, ...]:
    """What a filled mark means, from the longest wording to the shortest."""
    return (
        _("filled mark: from here on at half of its first week's median or less, for a week"),
        _("filled: at most half of its first week, for a week"),
        _("filled: halved"),
    )


def course_name(course: EpisodeCourse) -> str:
    """What an episode is called: this one, or the day it began."""
    return _("This episode") if course.ended is None else day_words(course.onset)


def course_labels(picture: EpisodesPicture, course: EpisodeCourse) -> tuple[str, ...]:
    """What stands beside the line of an episode, from the longest to the shortest wording: its name, and what the answer does not tell of it."""
    name = course_name(course)
    values = (with_colon(name, half_of_words(course)),) if course.half.enough else ()
    if course is picture.latest or len(picture.courses) <= MOST_NAMED + 1:
        return *values, name
    return with_comma(name, half_day_words(course)), *_shorter_labels(course, name), name


def _shorter_labels(course: EpisodeCourse, name: str) -> Iterable[str]:
    if course.half.day_number is not None:
        yield with_comma(name, _("halved by day {n}").format(n=course.half.day_number))
    elif course.half.enough:
        yield _("{episode}, not halved").format(episode=name)
    elif course.ended is None:
        yield _("{episode}, too early to say").format(episode=name)
    else:
        yield _("{episode}, no half").format(episode=name)


def half_meaning() -> str:
    """What "halved" means."""
    return _(
        "Halved: from that day on, for {days} days or more, the median of 7 days stays at or under half of the first week's median; "
        "{least} days of those 7 are logged."
    ).format(days=DAYS_TO_STAY, least=LEAST_IN_A_WEEK)


def gaps_of(course: EpisodeCourse) -> tuple[tuple[int, int], ...]:
    """The day numbers between which the line of an episode is open: the last day logged before, the first after."""
    return tuple((before[-1][0], after[0][0]) for before, after in pairwise(course.line))


def gap_wordings(missing: int) -> tuple[str, ...]:
    """What stands in such a gap, from the longest wording to the shortest."""
    whole = ngettext("{n} day without a pain entry", "{n} days without a pain entry", missing)
    return whole.format(n=number_text(missing)), with_comma(days_words(missing), _("no entry")), _("no entry")


def day_sentence(course: EpisodeCourse, number: int, value: float) -> str:
    """One day of an episode: which, when, and its pain."""
    return with_colon(
        with_comma(
            _("Episode from {day}").format(day=day_words(course.onset)), _("day {n}").format(n=number), day_words(course.onset + number * DAY)
        ),
        points_words(value),
    )


def half_sentence(course: EpisodeCourse) -> str:
    """An episode with when its pain had halved."""
    return with_colon(_("Episode from {day}").format(day=day_words(course.onset)), half_words(course))


def _what(picture: EpisodesPicture) -> str:
    n, period = len(picture.courses), period_words(picture.first, picture.last)
    site = site_words(picture.site)
    words = ngettext("{n} episode by the day since it began, {site}, {period}.", "{n} episodes by the day since each began, {site}, {period}.", n)
    return words.format(n=n, site=site, period=period)


def _course_sentence(course: EpisodeCourse) -> str:
    days = (course.last - course.onset).days + 1
    logged = len(course.points)
    counted = ngettext("{logged} of {days} day logged", "{logged} of {days} days logged", days).format(
        logged=number_text(logged), days=number_text(days)
    )
    period = period_words(course.onset, course.last)
    this = with_comma(_("This episode"), period) if course.ended is None else period
    parts = [with_colon(this, counted)]
    if course.half.first_week is not None:
        parts.append(_("median of the first week {points}").format(points=points_words(course.half.first_week)))
    if course.line:
        parts.append(_("of the last 7 days {points}").format(points=points_words(course.line[-1][-1][1])))
    else:
        parts.append(_("no median of 7 days before {days} are logged").format(days=days_words(LEAST_LOGGED_DAYS)))
    parts.extend(gap_wordings(after - before - 1)[0] for before, after in gaps_of(course))
    return sentence(with_semicolon(in_a_row(parts), half_words(course)))


def _left_out(picture: EpisodesPicture) -> Sequence[str]:
    if not picture.left_out:
        return ()
    words = ngettext("{n} earlier episode is not shown.", "{n} earlier episodes are not shown.", picture.left_out)
    return (words.format(n=number_text(picture.left_out)),)


def _rows(course: EpisodeCourse) -> Iterable[tuple[str, ...]]:
    medians = {number: value for segment in course.line for number, value in segment}
    for number, value in course.points:
        yield (
            day_words(course.onset),
            number_text(number),
            day_words(course.onset + number * DAY),
            points_words(value),
            points_words(medians.get(number)),
        )
