"""The pain picture in words, as a table, and what each thing drawn says when it is pointed at."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tracker.charts.chart import DataTable
from tracker.charts.pain.marks import Mark
from tracker.charts.pain.picture import PainPicture, Reading, SiteCourse
from tracker.domain.plan.words import phase_name
from tracker.domain.statistics.figures import Week
from tracker.domain.statistics.recovery import HigherDays
from tracker.domain.statistics.trend import LEAST_DAYS, LEAST_FILLED_PER_CENT, Trend
from tracker.domain.statistics.words import (
    change_sentences,
    eases_sentence,
    higher_sentence,
    onset_sentences,
    onset_words,
    range_words,
    since_wordings,
)
from tracker.domain.words import day_words, isolated, name_in_words, period_words, points_words, quality_word, time_words, weekday_day_time
from tracker.formats.joining import sentence, with_brackets, with_colon, with_comma, with_semicolon
from tracker.formats.texts import in_a_row, number_text, time_text
from tracker.language import N_, _, ngettext
from tracker.library.body import place_words
from tracker.wording.counts import days_words, entries_words, logged_words
from tracker.wording.sites import site_begins, site_words
from tracker.wording.worst import worst_words

# Slopes are shown to one decimal, so that less than 0.1 point would be shown as 0.
LONGEST_NOTE, LEAST_SIZE = 80, 0.1
_HEADERS = (
    N_("Day"),
    N_("Time"),
    N_("Place"),
    N_("Pain"),
    N_("Worst"),
    N_("Least"),
    N_("Words"),
    N_("Note"),
    N_("Typical of the last 7 days"),
)


def describe_pain(picture: PainPicture) -> str:
    """The picture in words for eyes and screen readers, a line for each thought; each number with its count and its period."""
    if picture.is_empty:
        return nothing_logged(picture)
    lines = _one_site(picture) if picture.is_of_one_site else _several_sites(picture)
    return "\n".join(line for line in (*lines, _phases(picture)) if line)


def nothing_logged(picture: PainPicture) -> str:
    """What stands in the place of the data while there is none."""
    return _("Nothing is written down here from {period}.").format(period=period_words(picture.first, picture.last))


def table_pain(picture: PainPicture) -> DataTable:
    """Each reading of the period, oldest first, with the 7-day median of its day."""
    rows = [(reading, course) for course in picture.courses for reading in picture.shown_of(course)]
    # Once a course and not once a row: the table of years has thousands of rows.
    medians = {course.site: _medians(course) for course in picture.courses}
    rows.sort(key=lambda row: row[0].at)
    return DataTable(tuple(_(header) for header in _HEADERS), tuple(_row(reading, course.site, medians[course.site]) for reading, course in rows))


def reading_words(picture: PainPicture, reading: Reading, site: str | None) -> str:
    """A reading: when, how bad, where, whether the day was higher than usual, and how its note begins."""
    words = with_colon(_when(picture, reading.at), points_words(reading.value))
    if site is not None:
        words = with_comma(words, site_words(site))
    usual = picture.higher.usual_on(reading.at.date())
    if usual is not None and reading.value > usual:
        words = _("{what}. Higher than your usual {usual}").format(what=words, usual=points_words(usual))
    return _with_note(words, reading.note)


def mark_words(picture: PainPicture, mark: Mark) -> str:
    """A mark: when, what, and how its note begins."""
    return _with_note(with_colon(_when(picture, mark.at), name_in_words(mark.word)), mark.about)


def not_shown_words(names: Sequence[str | None]) -> str:
    """The sites without a line, if any, for a corner of the chart."""
    return _("not shown: {activities}").format(activities=in_a_row(map(site_words, names))) if names else ""


def trend_sentence(trend: Trend) -> str:
    """Where the line goes, only if it can be told; silence is said aloud too."""
    if not trend.enough:
        words = _("Too early to say whether it rises or falls: that takes {days} days, {per_cent} % of them logged; here are {all}, {n} logged.")
        return words.format(days=LEAST_DAYS, per_cent=LEAST_FILLED_PER_CENT, all=days_words(trend.days), n=number_text(trend.n))
    # Always the count beside the slope: a line through few days looks as firm as one through many.
    n = _("{number} of {count}").format(number=number_text(trend.n), count=days_words(trend.days))
    slope = trend.slope_per_week
    if not trend.shown or slope is None:
        return _("Day by day: no steady fall or rise that stands out from the ups and downs ({n} logged).").format(n=n)
    span = slope_interval_words(trend)
    falls = _("Day by day the line falls by {points} points a week ({span}).")
    rises = _("Day by day the line rises by {points} points a week ({span}).")
    return (falls if slope < 0 else rises).format(points=slope_words(slope), span="; ".join(words for words in (span, n) if words))


def slope_words(slope: float) -> str:
    """How steep a line is, in points a week, whichever way it goes."""
    size = _size(abs(slope))
    # "less than 0.1" has its word already; "about less than" would be two.
    return size if round(abs(slope), 1) < LEAST_SIZE else _("about {points}").format(points=size)


def slope_interval_words(trend: Trend) -> str:
    """The interval of a slope that is shown as sizes in points a week, in the direction of the line; nothing if unknown."""
    if trend.interval_per_week is None:
        return ""
    # What is shown leaves out 0, so that both ends have one sign: sizes alone say it.
    least, most = sorted(map(abs, trend.interval_per_week))
    return _("{first} to {last}").format(first=_size(least), last=_size(most))


def _size(points: float) -> str:
    """Points a week with one decimal; never 0 for what is more."""
    return points_words(points) if round(points, 1) >= LEAST_SIZE else _("less than {points}").format(points=LEAST_SIZE)


def _one_site(picture: PainPicture) -> list[str]:
    comparison, logged, since = picture.comparison, picture.logged, picture.followed.since
    lines = [f"{_what(picture)} {logged_words(logged.n, logged.days_logged, picture.first, picture.last, picture.began)}"]
    lines.append(higher_sentence(picture.higher.latest, since, picture.now.date()))
    lines += _new_and_worst(picture, onset_sentences(since, picture.now.date()) if since is not None else "")
    if comparison.weeks_apart:
        lines.append(" ".join((week_sentence(_("Last 7 days"), comparison.last_week), week_sentence(_("First 7 days"), comparison.first_week))))
    else:
        lines.append(_all_of_it(picture))
    lines.append(change_sentences(comparison))
    if picture.trend is not None:
        lines.append(trend_sentence(picture.trend))
    lines += [_looks_back(picture), higher_days_sentence(picture.higher) if picture.higher.days else ""]
    if _falls(picture.trend) and not comparison.is_lower:
        lines.append(eases_sentence())
    return lines


def _new_and_worst(picture: PainPicture, onset: str) -> list[str]:
    """What set in anew, then the highest at any place."""
    return [onset, "" if picture.worst is None else worst_words(picture.worst, picture.now.date())]


def _falls(trend: Trend | None) -> bool:
    return trend is not None and trend.shown and (trend.slope or 0) < 0


def _looks_back(picture: PainPicture) -> str:
    """Where the line begins with days from before the period, that it does."""
    words = _("At its beginning the line counts days before {day}, too.")
    return words.format(day=day_words(picture.first)) if picture.followed.looks_back else ""


def _several_sites(picture: PainPicture) -> list[str]:
    readings = [reading for course in picture.courses for reading in picture.shown_of(course)]
    logged = len({reading.at.date() for reading in readings})
    places = ngettext("Pain at {n} place, {period}.", "Pain at {n} places, {period}.", len(picture.courses))
    named = places.format(n=len(picture.courses), period=period_words(picture.first, picture.last))
    counted = logged_words(len({reading.at for reading in readings}), logged, picture.first, picture.last, picture.began)
    onset = "" if picture.onset is None else sentence(onset_words(picture.onset, picture.now.date()))
    return [f"{named} {counted}", *_new_and_worst(picture, onset), *(_site(picture, course) for course in picture.courses), _not_drawn(picture)]


def _not_drawn(picture: PainPicture) -> str:
    """Which sites have no line, and why."""
    if not picture.others:
        return ""
    left_out = ngettext(
        "{n} more place, logged less often, is not drawn: {places}.",
        "{n} more places, logged less often, are not drawn: {places}.",
        len(picture.others),
    )
    return left_out.format(n=len(picture.others), places=in_a_row(map(site_words, picture.others)))


def _site(picture: PainPicture, course: SiteCourse) -> str:
    comparison, values = picture.comparison_of(course), [reading.value for reading in picture.shown_of(course)]
    name = site_begins(course.site)
    if not values:
        return sentence(with_colon(name, _("no entry")))
    days = len({reading.at.date() for reading in picture.shown_of(course)})
    logged = with_colon(name, _("{times} on {days}").format(times=entries_words(len(values)), days=days_words(days)))
    before, after = comparison.first_week, comparison.last_week
    if not comparison.enough and course.since is not None:
        return sentence(with_semicolon(logged, since_wordings(course.since)[0]))
    if not comparison.enough:
        return sentence(with_comma(logged, range_words(min(values), max(values))))
    weeks = _("first 7 days {before} ({n_before}), last 7 days {after} ({n_after})")
    numbers = {"before": points_words(before.typical), "after": points_words(after.typical)}
    counts = {"n_before": entries_words(before.n), "n_after": entries_words(after.n)}
    return sentence(with_semicolon(logged, weeks.format(**numbers, **counts)))


def _what(picture: PainPicture) -> str:
    period = period_words(picture.first, picture.last)
    if picture.followed.site is None:
        return sentence(with_comma(_("Pain"), period))
    return sentence(with_comma(_("Pain"), site_words(picture.followed.site), period))


def week_sentence(name: str, week: Week) -> str:
    """A week by its name: its days, what was typical, and between what it moved."""
    period = period_words(week.first, week.last)
    what = _range([week.typical, week.least, week.worst], week.n) if week.n else _("no entry")
    return sentence(with_colon(with_brackets(name, period), what))


def _all_of_it(picture: PainPicture) -> str:
    values = [reading.value for reading in picture.shown]
    week = picture.comparison.first_week
    # The median of the first week is that of all only where all lie in it.
    typical = week.typical if week.n == len(values) else None
    return _("In all: {range}.").format(range=_range([typical, min(values), max(values)], len(values)))


def _range(values: Sequence[float | None], n: int) -> str:
    typical, least, worst = values
    spread = spread_words(least, worst)
    # A single value, or one value all over, is its own median: to call it typical would claim more than there is.
    if typical is None or n == 1 or least == worst:
        return with_comma(spread, entries_words(n))
    return _("typically {typical}, {spread}, {entries}").format(typical=points_words(typical), spread=spread, entries=entries_words(n))


def spread_words(least: float | None, worst: float | None) -> str:
    """From the least to the worst, in points 0-10."""
    return points_words(least) if least is None or worst is None else range_words(least, worst)


def higher_days_sentence(higher: HigherDays) -> str:
    """How many of the days that can be judged were higher than usual."""
    n = len(higher.days)
    words = ngettext(
        "{n} of the {judged} days that had enough days before them was higher than your usual.",
        "{n} of the {judged} days that had enough days before them were higher than your usual.",
        n,
    )
    return words.format(n=number_text(n), judged=number_text(higher.judged))


def _phases(picture: PainPicture) -> str:
    inside = [span for span in picture.phases if span[1] < picture.end and (span[2] or picture.now) > picture.start]
    named = [_("{phase} from {day}").format(phase=phase_name(phase), day=day_words(start.date())) for phase, start, _end in inside]
    return sentence(with_colon(_("Phases"), "; ".join(named))) if named and picture.with_phases else ""


def _medians(course: SiteCourse) -> dict[date, float]:
    return {day: value for segment in (*course.earlier, *course.line) for day, value in segment}


def _row(reading: Reading, site: str | None, medians: Mapping[date, float]) -> tuple[str, ...]:
    day = reading.at.date()
    values = (reading.value, reading.worst, reading.least)
    return (
        day_words(day),
        time_text(reading.at),
        "" if site is None else isolated(place_words(site)),
        *("" if value is None else points_words(value) for value in values),
        isolated(in_a_row(map(quality_word, reading.words))),
        shortened(reading.note),
        points_words(medians[day]) if day in medians else "",
    )


def _when(picture: PainPicture, at: datetime) -> str:
    return weekday_day_time(at) if picture.first.year == picture.last.year else time_words(at)


def _with_note(words: str, note: str) -> str:
    return f"{words}. {shortened(note)}" if note.strip() else words


def shortened(note: str) -> str:
    """The beginning of a note on one line."""
    line = " ".join(note.split())
    return isolated(line if len(line) <= LONGEST_NOTE else line[: LONGEST_NOTE - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}")
