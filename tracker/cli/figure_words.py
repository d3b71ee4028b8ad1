"""The figures in plain sentences, a paragraph for each question; "too early to say" is a full answer."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.charts.pain.words import slope_interval_words, slope_words
from tracker.charts.sessions.picture import kind_name, result_words
from tracker.domain.statistics.day_parts import PartDifference
from tracker.domain.statistics.figures import LEAST_LOGGED_DAYS, NOTICED_PER_CENT, NOTICED_POINTS, Logged, Segment, WeekComparison
from tracker.domain.statistics.hours import LEAST_IN_AN_HOUR, HourOfDay
from tracker.domain.statistics.next_day import LEAST_AT_A_LEVEL, LEAST_PAIRS, NextDay, Pairing
from tracker.domain.statistics.places import LEAST_AT_A_SITE, PlaceFigure, WholeBody
from tracker.domain.statistics.recovery import HIGHER_BY, LEAST_DAYS_FOR_HALF, LEAST_IN_USUAL_DAYS, USUAL_DAYS, EpisodeCourse, HalfWay, HigherDays
from tracker.domain.statistics.stretches import SinceOnset
from tracker.domain.statistics.treatments import Treatment
from tracker.domain.statistics.trend import LEAST_DAYS, LEAST_FILLED_PER_CENT, Trend
from tracker.domain.statistics.words import change_sentences, eases_sentence, higher_sentence, onset_sentences
from tracker.domain.words import activity_name, day_words, name_in_words, points_words
from tracker.formats.texts import full_hour_text, number_text
from tracker.language import _, ngettext
from tracker.services.statistics import Figures, site_words
from tracker.wording.counts import days_to_log, entries_words, so_far_words
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
    first, last = comparison.first_week, comparison.last_week
    parts = [words for words in (higher_sentence(higher.latest, since, today), onset_sentences(since, today) if since is not None else "") if words]
    if comparison.weeks_apart:
        parts.append(_("First 7 days: {typical} ({entries}).").format(typical=points_words(first.typical), entries=entries_words(first.n)))
        parts.append(_("Last 7 days: {typical} ({entries}).").format(typical=points_words(last.typical), entries=entries_words(last.n)))
    parts.append(change_sentences(comparison))
    return _("How it is going. {sentences}").format(sentences=" ".join(parts))


def trend_words(trend: Trend) -> str:
    """Where the daily values go, if anywhere."""
    if not trend.enough or trend.slope_per_week is None or trend.change is None:
        words = _("Trend. Too early to say: that takes {days} days with {share} % of them logged; here {n} of {all} are.")
        return words.format(days=LEAST_DAYS, share=LEAST_FILLED_PER_CENT, n=number_text(trend.n), all=number_text(trend.days))
    logged = _("{n} of {all} days are logged").format(n=number_text(trend.n), all=number_text(trend.days))
    if not trend.shown:
        return _("Trend. Day by day no steady fall or rise that stands out from the ups and downs ({logged}).").format(logged=logged)
    # Whole sentences, since other languages turn more than the verb.
    if trend.slope_per_week > 0:
        words = _(
            "Trend. Day by day the line rises by {points} points a week (95 % interval {interval}),"
            " {change} points from the first logged day to the last; {logged}."
        )
    else:
        words = _(
            "Trend. Day by day the line falls by {points} points a week (95 % interval {interval}),"
            " {change} points from the first logged day to the last; {logged}."
        )
    numbers = {"points": slope_words(trend.slope_per_week), "interval": slope_interval_words(trend), "change": points_words(abs(trend.change))}
    first = words.format(logged=logged, **numbers)
    return " ".join((first, _noticed(), *([eases_sentence()] if trend.slope_per_week < 0 else [])))


def line_words(line: Sequence[Segment], logged: int) -> str:
    """The 7-day median: where it stands, and between what it moved."""
    points = [point for segment in line for point in segment]
    if not points:
        return _("The 7-day line. Too early to say: it begins with the {least}th logged day; there are {n}.").format(
            least=LEAST_LOGGED_DAYS, n=logged
        )
    values = [value for _day, value in points]
    words = ngettext(
        "The 7-day line. {value} on {day}; since {first} between {low} and {high} ({n} logged day).",
        "The 7-day line. {value} on {day}; since {first} between {low} and {high} ({n} logged days).",
        len(points),
    )
    low, high = points_words(min(values)), points_words(max(values))
    days = {"first": day_words(points[0][0]), "day": day_words(points[-1][0])}
    return words.format(value=points_words(values[-1]), **days, low=low, high=high, n=number_text(len(points)))


def hours_words(parts: Sequence[PartDifference], hours: Iterable[HourOfDay]) -> str:
    """Pain through the day: what differs within the same days, then hour by hour, which is of different days."""
    answer = _("Through the day. {answer}").format(answer=day_parts_words(parts))
    named = [(hour.hour, points_words(hour.median), entries_words(hour.n)) for hour in hours if hour.enough]
    if not named:
        words = _("{answer} No hour has {least} entries.")
        return words.format(answer=answer, least=LEAST_IN_AN_HOUR)
    by_hour = "; ".join(_("{hour} {typical} ({entries})").format(hour=full_hour_text(hour), typical=typical, entries=n) for hour, typical, n in named)
    words = _("{answer} By hour, not always on the same days: {hours}. The other hours have fewer than {least} entries.")
    return words.format(answer=answer, hours=by_hour, least=LEAST_IN_AN_HOUR)


def body_words(places: Iterable[PlaceFigure], body: WholeBody, today: date) -> str:
    """The highest pain anywhere, then every place with its typical and its highest, the one with the most days first."""
    if body.highest is None:
        return _("The body. No pain is logged in this period.")
    return _("The body. {worst} {places}.").format(worst=worst_words(body.highest, today), places="; ".join(map(_place, places)))


def half_words(courses: Iterable[EpisodeCourse]) -> str:
    """Each episode with the days until the pain had halved."""
    words = " ".join(_half(course.half, _("Episode from {day}").format(day=day_words(course.onset))) for course in courses)
    return _("Days to half. {episodes}").format(episodes=words) if words else _("Days to half. There is no episode in this period.")


def higher_words(higher: HigherDays) -> str:
    """The days higher than usual."""
    if not higher.enough:
        words = _("Higher days. Too early to say: that takes {least} logged days before a day, {usual} of them in its last {days} days.")
        return words.format(least=LEAST_DAYS_FOR_HALF, usual=LEAST_IN_USUAL_DAYS, days=USUAL_DAYS)
    words = ngettext(
        "Higher days. {count} of {judged} day was higher than your usual, by {points} points or more.",
        "Higher days. {count} of {judged} days were higher than your usual, by {points} points or more.",
        higher.judged,
    )
    told = words.format(count=number_text(len(higher.days)), judged=number_text(higher.judged), points=HIGHER_BY)
    return f"{told} {_latest(higher)}" if higher.days else told


def treatment_words(tried: Iterable[Treatment]) -> str:
    """What was tried, how often and when last, and pain after it against before."""
    words = " ".join(map(_treatment, tried))
    if not words:
        return _("What I tried. No session is logged in this period.")
    return _("What I tried. {kinds} Pain often falls by itself.").format(kinds=words)


def next_day_words(found: NextDay) -> str:
    """Activity and the next day; silence is the usual answer."""
    # What is not tested is no "no": the sentence says how much is wanting.
    if not found.tested:
        words = _("Activity and the next day. Too early to say: that takes {pairs} paired days, {least} with the activity and {least} without.")
        return words.format(pairs=LEAST_PAIRS, least=LEAST_AT_A_LEVEL)
    shown = " ".join(map(_pairing, found.shown)) or _("None tended to go with higher or lower pain the next day.")
    tested = ngettext("{n} activity was tested.", "{n} activities were tested.", found.tested).format(n=found.tested)
    return _("Activity and the next day. {shown} {tested}").format(shown=shown, tested=tested)


def _heading(logged: Logged, site: str | None, period: str, began: date | None) -> str:
    days = days_to_log(logged.first, logged.last, began)
    words = ngettext(
        "Pain at {site}, {period}: {entries} on {logged} of {days} day; {missing} not logged.",
        "Pain at {site}, {period}: {entries} on {logged} of {days} days; {missing} not logged.",
        days,
    )
    numbers = {"logged": number_text(logged.days_logged), "days": number_text(days), "missing": number_text(days - logged.days_logged)}
    return words.format(site=name_in_words(site_words(site)), period=period, entries=entries_words(logged.n), **numbers)


def _noticed() -> str:
    return _("People usually notice {points} points or {per_cent} %.").format(points=NOTICED_POINTS, per_cent=NOTICED_PER_CENT)


def _place(place: PlaceFigure) -> str:
    days = ngettext("{n} day", "{n} days", place.days).format(n=number_text(place.days))
    highest = points_words(place.highest.points if place.highest else None)
    words = {"site": name_in_words(site_words(place.site)), "entries": entries_words(place.n), "days": days, "highest": highest}
    if not place.enough:
        so_far = so_far_words(words["entries"], LEAST_AT_A_SITE)
        return _("{site}: highest {highest}, too early to say what is typical, {so_far}").format(site=words["site"], highest=highest, so_far=so_far)
    return _("{site}: typically {typical}, highest {highest} ({entries} on {days})").format(typical=points_words(place.median), **words)


def _half(half: HalfWay, episode: str) -> str:
    logged = _("{n} of {days} days logged").format(n=number_text(half.n), days=number_text(half.days))
    if not half.enough:
        words = _("{episode}: too early to say ({logged}; it takes {least}, and a first week with pain).")
        return words.format(episode=episode, logged=logged, least=LEAST_DAYS_FOR_HALF)
    numbers = {"half": points_words(half.half), "first": points_words(half.first_week)}
    if half.reached is None:
        words = _("{episode}: not yet a week at or under {half}, half of the first week's {first} ({logged}).")
        return words.format(episode=episode, logged=logged, **numbers)
    words = _("{episode}: at or under {half}, half of the first week's {first}, from {day} on, {number} days after it began ({logged}).")
    return words.format(episode=episode, logged=logged, day=day_words(half.reached), number=half.day_number, **numbers)


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
    known = {"kind": kind_name(tried.relief), "times": times, "day": day_words(tried.last.day)}
    if not tried.n:
        return _("{kind}: {times}, the last on {day}.").format(**known)
    words = _("{kind}: {times}, the last on {day}; pain {before} before, {after} after; {result}.")
    pain = {"before": points_words(tried.before), "after": points_words(tried.after), "result": result_words(tried.relief)}
    return words.format(**known, **pain)


def _pairing(pairing: Pairing) -> str:
    words = (
        _("{activity} tended to go with higher pain the next day ({levels}).")
        if (pairing.rho or 0) > 0
        else _("{activity} tended to go with lower pain the next day ({levels}).")
    )
    return words.format(activity=name_in_words(activity_name(pairing.activity)), levels=_levels(pairing))


def _levels(pairing: Pairing) -> str:
    numbers = {"n_with": number_text(pairing.n_with), "n_without": number_text(pairing.n_without)}
    if not pairing.split:
        return _("{n_with} days with it, {n_without} without").format(**numbers)
    return _("{n_with} days with more than {split}, {n_without} with less or as much").format(split=number_text(pairing.split, 0), **numbers)
