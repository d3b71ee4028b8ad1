"""The blocks of page two, in the order of their rank: all questions, the first and the last 7 days, each place in full, episodes, and the rest."""

from tracker.charts.hours.picture import HoursPicture, hours_answer, one_hour_words
from tracker.charts.plan.picture import what_name as planned_name
from tracker.charts.sessions.picture import interval_says_more, kind_name, no_cause_words, short_result_words
from tracker.domain.entries import PainEntry
from tracker.domain.statistics.figures import WeekComparison
from tracker.domain.statistics.hours import LEAST_IN_AN_HOUR, HourOfDay
from tracker.domain.statistics.places import PlaceFigure, by_place, whole_body
from tracker.domain.statistics.plan_done import PlanTotal
from tracker.domain.statistics.treatments import Treatment
from tracker.domain.statistics.words import change_sentences
from tracker.domain.statistics.worst import Reached
from tracker.domain.words import day_words, points_words
from tracker.formats.joining import with_colon, with_space
from tracker.formats.texts import full_hour_text, number_text
from tracker.language import _, ngettext, pgettext
from tracker.reports.block import Block, Line, Row, plain_lines, shortened
from tracker.reports.done import active_weeks_lines, activity_block, deeds_block, flares_block, others_lines
from tracker.reports.facts import ReportFacts
from tracker.reports.page_one_blocks import MOST_QUESTIONS, NAME_ROOM, QUESTION_ROOM, missing_name
from tracker.wording.counts import days_words, entries_words
from tracker.wording.sites import site_words

# Lines of a block; what is left out is counted.
MOST_LINES = 8
# One or two bars are no course through the day: they are said in words.
LEAST_BARS = 3


def page_two_blocks(facts: ReportFacts, comparison: WeekComparison) -> tuple[Block, ...]:
    """Every block in the order of its rank, the empty ones among them; the comparison is of the site followed."""
    return (
        _all_questions(facts),
        _weeks(comparison),
        _places(facts),
        _planned(facts),
        _through_the_day(facts),
        _tried(facts),
        Block(heading=_("Activity"), lines=plain_lines((*activity_block(facts.inside), *_active_weeks(facts))), missing=_("Activity")),
        Block(heading=_("Days called a flare"), lines=plain_lines(flares_block(facts.inside))),
    )


def _active_weeks(facts: ReportFacts) -> tuple[str, ...]:
    spans = [span for _episode, own in facts.episodes for span in own]
    return active_weeks_lines(facts.inside, spans, facts.activity_aim)


def _all_questions(facts: ReportFacts) -> Block:
    """All the questions, where page one has no room for them."""
    if all(len(question) <= QUESTION_ROOM for question in facts.questions) and len(facts.questions) <= MOST_QUESTIONS:
        return Block(heading=_("All my questions"))
    return Block(heading=_("All my questions"), lines=tuple(Line(question.strip()) for question in facts.questions), is_numbered=True)


def _weeks(comparison: WeekComparison) -> Block:
    """The first 7 days beside the last, at the site followed."""
    heading, weeks = _("First and last 7 days"), (comparison.first_week, comparison.last_week)
    if not any(week.n for week in weeks):
        return Block(heading=heading)
    # Under 14 days since the onset there are no two weeks to stand beside each other.
    if not comparison.weeks_apart:
        return Block(heading=heading, lines=plain_lines([change_sentences(comparison)]))
    rows = (
        Row((_("Typical"), *(points_words(week.typical) for week in weeks)), frozenset({1, 2})),
        Row((_("Worst"), *(points_words(week.worst) for week in weeks))),
        Row((_("Least"), *(points_words(week.least) for week in weeks))),
        Row((_("Entries"), *(number_text(week.n) for week in weeks))),
    )
    counts = _("Worst and least count those of the 24 hours before where the entry names no other place.")
    note = with_space(change_sentences(comparison), counts)
    return Block(
        heading=heading,
        headers=(shortened(site_words(comparison.site), NAME_ROOM), pgettext("time", "First"), pgettext("time", "Last")),
        rows=rows,
        note=note,
    )


def _places(facts: ReportFacts) -> Block:
    """Each place with its lowest too, and the whole body, where an entry's own worst and least always count."""
    pain = [entry for entry in facts.inside if isinstance(entry, PainEntry)]
    if not pain:
        return Block(heading=_("Lowest and highest"))
    body = whole_body(pain)
    rows = [_place_row(place) for place in by_place(pain)]
    if len(rows) > 1:
        rows.append(Row((_("whole body"), number_text(body.n), _points(body.lowest), _points(body.highest))))
    note = _("*: told as the least or the worst of the 24 hours before. Of a place only where the entry names no other.")
    has_range = any("*" in cell for row in rows for cell in row.cells[2:])
    headers = ("", _("Entries"), _("Lowest"), _("Highest"))
    return Block(heading=_("Lowest and highest"), headers=headers, rows=tuple(rows), note=note if has_range else "")


def _place_row(place: PlaceFigure) -> Row:
    return Row((shortened(site_words(place.site), NAME_ROOM), number_text(place.n), _points(place.lowest), _points(place.highest)))


def _points(reached: Reached | None) -> str:
    if reached is None:
        return points_words(None)
    return f"{points_words(reached.points)}*" if reached.of_24_hours else points_words(reached.points)


def _planned(facts: ReportFacts) -> Block:
    totals = facts.plan.totals if facts.plan else ()
    if not totals:
        return Block(heading=_("What was done"), lines=plain_lines(deeds_block(facts.inside)), missing=_("Sessions"))
    note = _("Counted on whole days with a plan, as written down.")
    return Block(heading=_("Planned and done"), lines=plain_lines((*map(_total, totals), *others_lines(facts.inside))), note=note)


def _total(total: PlanTotal) -> str:
    if total.planned is None:
        times = ngettext("{n} time", "{n} times", total.done).format(n=number_text(total.done))
    else:
        times = _("{number} of {count}").format(number=number_text(total.done), count=number_text(total.planned))
    return with_colon(planned_name(total.what), _("{times} on {days}").format(times=times, days=days_words(total.days)))


def _through_the_day(facts: ReportFacts) -> Block:
    heading, hours = _("Pain through the day"), facts.hours
    if hours is None or not hours.n:
        return Block(heading=heading, missing=missing_name(hours, heading))
    if len(hours.known) < LEAST_BARS:
        answer = with_space(hours_answer(hours), _all_of(hours))
        return Block(heading=heading, lines=plain_lines(map(_one_hour, hours.known)) or (Line(answer),), note=answer if hours.known else "")
    return Block(
        heading=heading,
        beside=_("Typical"),
        bars=hours.hours,
        bars_words="; ".join(map(one_hour_words, hours.known)),
        note=with_space(hours_answer(hours), _all_of(hours)),
    )


def _one_hour(hour: HourOfDay) -> str:
    return _("From {hour}: typically {median}, {entries}").format(
        hour=full_hour_text(hour.hour), median=points_words(hour.median), entries=entries_words(hour.n)
    )


def _all_of(hours: HoursPicture) -> str:
    words = _("{entries} in all, not always on the same days; an hour with fewer than {least} is left open.")
    return words.format(entries=entries_words(hours.n), least=LEAST_IN_AN_HOUR)


def _tried(facts: ReportFacts) -> Block:
    """Each kind of session that was done, how often and when last, and the pain before and after it."""
    found = facts.treatments or ()
    has_pairs = any(tried.n for tried in found)
    notes = (
        _("Pain before and after: the medians of the sessions with both numbers.") if has_pairs else "",
        _("In brackets the 95 % interval of the median change.") if any(interval_says_more(tried.relief) for tried in found) else "",
        no_cause_words() if has_pairs else "",
    )
    return Block(
        heading=_("What I tried"),
        headers=("", pgettext("how often", "Times"), pgettext("time", "Last"), _("Pain before"), _("Pain after"), pgettext("pain", "Change")),
        rows=tuple(map(_tried_row, found)),
        note=" ".join(note for note in notes if note),
        missing=missing_name(facts.treatments, _("Pain before and after sessions")),
        is_whole=True,
    )


def _tried_row(tried: Treatment) -> Row:
    numbers = (number_text(tried.times), day_words(tried.last.day), points_words(tried.before), points_words(tried.after))
    # Of a massage without any pain before and after it there is no number to wait for, only that it was tried.
    return Row((kind_name(tried.relief), *numbers, short_result_words(tried.relief) if tried.n else ""))
