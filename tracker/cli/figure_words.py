"""The figures in plain sentences, a paragraph for each question; "too early to say" is a full answer."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.charts.body.picture import place_sentence
from tracker.charts.episodes.picture import half_words as half_way_words
from tracker.charts.next_day.picture import compared_words, told_sentence
from tracker.charts.pain.words import higher_days_sentence, trend_sentence, week_sentence
from tracker.charts.sessions.picture import kind_name, no_cause_words, result_words
from tracker.domain.statistics.day_parts import PartDifference
from tracker.domain.statistics.figures import LEAST_LOGGED_DAYS, Logged, Segment, WeekComparison
from tracker.domain.statistics.hours import LEAST_IN_AN_HOUR, HourOfDay
from tracker.domain.statistics.next_day import NextDay
from tracker.domain.statistics.places import PlaceFigure, WholeBody
from tracker.domain.statistics.recovery import LEAST_DAYS_FOR_HALF, LEAST_IN_USUAL_DAYS, USUAL_DAYS, EpisodeCourse, HigherDays
from tracker.domain.statistics.stretches import SinceOnset
from tracker.domain.statistics.treatments import Treatment
from tracker.domain.statistics.trend import Trend
from tracker.domain.statistics.words import change_sentences, eases_sentence, higher_sentence, noticed_sentence, onset_sentences
from tracker.domain.words import day_words, name_in_words, points_words
from tracker.formats.joining import sentence, with_brackets, with_colon, with_comma, with_space
from tracker.formats.texts import full_hour_text, number_text
from tracker.language import _, ngettext
from tracker.services.statistics import Figures, site_words
from tracker.wording.counts import entries_words, logged_words, nothing_logged_sentence, so_far_words, too_early_sentence
from tracker.wording.day_parts import day_parts_words
from tracker.wording.worst import worst_words

# As many days as can be read in one sentence.
DAYS_NAMED = 8


def figure_paragraphs(figures: Figures) -> list[str]:
    """Every figure of a period and a site, each with its number and its period."""
    return [
        _heading(figures.logged(), figures.site, figures.period.words, figures.began()),
        progress_words(figures.comparison(), figures.since_onset(), figures.higher_days(), figures.today),
        trend_words(figures.trend()),
        line_words(figures.line(), figures.days_of_stretch()),
        hours_words(figures.by_day_part(), figures.by_hour()),
        body_words(figures.body(), figures.whole_body(), figures.today),
        half_words(figures.courses()),
        higher_words(figures.higher_days()),
        treatment_words(figures.treatments()),
        next_day_words(figures.next_day()),
    ]


def progress_words(comparison: WeekComparison, since: SinceOnset | None, higher: HigherDays, today: date) -> str:
    """How it is going: what is higher now, what set in anew, then the last 7 days against the first."""
    parts = [words for words in (higher_sentence(higher.latest, since, today), onset_sentences(since, today) if since is not None else "") if words]
    if comparison.weeks_apart:
        parts += [week_sentence(_("First 7 days"), comparison.first_week), week_sentence(_("Last 7 days"), comparison.last_week)]
    return _titled(_("How it is going"), *parts, change_sentences(comparison))


def trend_words(trend: Trend) -> str:
    """Where the daily values go, if anywhere."""
    title, words = _("Trend"), trend_sentence(trend)
    if not trend.shown:
        return _titled(title, words)
    return _titled(title, words, noticed_sentence(), *([eases_sentence()] if (trend.slope_per_week or 0) < 0 else []))


def line_words(line: Sequence[Segment], logged: int) -> str:
    """The 7-day median: where it stands, and between what it moved."""
    title, points = _("The 7-day line"), [point for segment in line for point in segment]
    if not points:
        counted = ngettext("{n} day logged", "{n} days logged", logged).format(n=number_text(logged))
        return _titled(title, too_early_sentence(so_far_words(counted, LEAST_LOGGED_DAYS)))
    values = [value for _day, value in points]
    words = ngettext(
        "{value} on {day}; since {first} between {low} and {high} ({n} logged day).",
        "{value} on {day}; since {first} between {low} and {high} ({n} logged days).",
        len(points),
    )
    low, high = points_words(min(values)), points_words(max(values))
    days = {"first": day_words(points[0][0]), "day": day_words(points[-1][0])}
    return _titled(title, words.format(value=points_words(values[-1]), **days, low=low, high=high, n=number_text(len(points))))


def hours_words(parts: Sequence[PartDifference], hours: Iterable[HourOfDay]) -> str:
    """Pain through the day: what differs within the same days, then hour by hour, which is of different days."""
    named = [(hour.hour, points_words(hour.median), entries_words(hour.n)) for hour in hours if hour.enough]
    if named:
        by_hour = "; ".join(with_brackets(with_space(full_hour_text(hour), typical), n) for hour, typical, n in named)
        words = _("By hour, not always on the same days: {hours}. The other hours have fewer than {least} entries.")
    else:
        by_hour, words = "", _("No hour has {least} entries.")
    return _titled(_("Pain through the day"), day_parts_words(parts), words.format(hours=by_hour, least=LEAST_IN_AN_HOUR))


def body_words(places: Iterable[PlaceFigure], body: WholeBody, today: date) -> str:
    """The highest pain anywhere, then every place with its typical and its highest, the one with the most days first."""
    if body.highest is None:
        return _titled(_("Body"), nothing_logged_sentence())
    return _titled(_("Body"), worst_words(body.highest, today), *map(place_sentence, places))


def half_words(courses: Iterable[EpisodeCourse]) -> str:
    """Each episode with the days until the pain had halved."""
    found = [sentence(with_colon(_("Episode from {day}").format(day=day_words(course.onset)), half_way_words(course))) for course in courses]
    return _titled(_("Days to half"), *(found or [nothing_logged_sentence()]))


def higher_words(higher: HigherDays) -> str:
    """The days higher than usual."""
    title = _("Higher days")
    if not higher.enough:
        words = _("Too early to say: that takes {least} logged days before a day, {usual} of them in its last {days} days.")
        return _titled(title, words.format(least=LEAST_DAYS_FOR_HALF, usual=LEAST_IN_USUAL_DAYS, days=USUAL_DAYS))
    return _titled(title, higher_days_sentence(higher), *([_latest(higher)] if higher.days else []))


def treatment_words(tried: Iterable[Treatment]) -> str:
    """What was tried, how often and when last, and pain after it against before."""
    found = [_treatment(treatment) for treatment in tried]
    return _titled(_("What I tried"), *([*found, no_cause_words()] if found else [nothing_logged_sentence()]))


def next_day_words(found: NextDay) -> str:
    """Activity and the next day; silence is the usual answer."""
    # What is not tested is no "no": the sentence says how much is wanting.
    named = [told_sentence(pairing) for pairing in found.shown]
    return _titled(_("Activity and the next day"), *named, compared_words(found.tested, len(found.shown)))


def _titled(title: str, *sentences: str) -> str:
    return " ".join((sentence(title), *sentences))


def _heading(logged: Logged, site: str | None, period: str, began: date | None) -> str:
    what = sentence(with_comma(_("Pain"), name_in_words(site_words(site)), period))
    return with_space(what, logged_words(logged.n, logged.days_logged, logged.first, logged.last, began))


def _latest(higher: HigherDays) -> str:
    parts = [
        _("{day} ({value}, usual {usual})").format(
            day=day_words(higher_day.day), value=points_words(higher_day.value), usual=points_words(higher_day.usual)
        )
        for higher_day in higher.days[-DAYS_NAMED:]
    ]
    return _("The latest: {days}.").format(days="; ".join(parts))


def _treatment(tried: Treatment) -> str:
    times = ngettext("{n} time", "{n} times", tried.times).format(n=number_text(tried.times))
    known = {"who": kind_name(tried.relief), "times": times, "day": day_words(tried.last.day)}
    if not tried.n:
        return _("{who}: {times}, the last on {day}.").format(**known)
    words = _("{who}: {times}, the last on {day}; pain {before} before, {after} after; {result}.")
    pain = {"before": points_words(tried.before), "after": points_words(tried.after), "result": result_words(tried.relief)}
    return words.format(**known, **pain)
