"""The blocks under the curve of page one: places, function, what was done, questions, what it feels like, medicines, days, plan, flares."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.charts.doses.picture import DoseLane, doses_words, lane_name, mg_number
from tracker.domain.entries import DayNote, PainEntry
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.words import phase_name
from tracker.domain.statistics.function_course import ActivityCourse, FunctionCourse, MeanScore
from tracker.domain.statistics.places import LEAST_AT_A_SITE, PlaceFigure, WholeBody, by_place, whole_body
from tracker.domain.statistics.worst import Reached
from tracker.domain.times import Moment
from tracker.domain.words import day_and_month, day_seen_from, day_words, points_words, quality_word
from tracker.formats.joining import sentence, with_brackets, with_colon, with_comma, with_space
from tracker.formats.texts import in_a_row, number_text, time_text
from tracker.language import _, ngettext, pgettext
from tracker.reports.block import Block, Line, Row, shortened
from tracker.reports.days import days_block
from tracker.reports.done import done_block
from tracker.reports.facts import ReportFacts
from tracker.wording.counts import days_words
from tracker.wording.sites import site_words

# What page one holds; of what is more the rest is counted, and questions and all medicines stand on page two.
MOST_QUESTIONS, MOST_WORDS, MOST_ACTIVITIES, MOST_EPISODES, MOST_PHASES, MOST_FLARES = 5, 5, 6, 2, 6, 5
# Words for the pain are what a person's legs say first: hardly ever so many, and then the rarest are left to page two's table of entries.
MOST_QUALITIES = 12
# Rows of their own; every further place or medicine is named in one line, so that none is ever cut.
MOST_PLACES, MOST_MEDICINES = 12, 14
# So many stand in a column, with lines of their own; more are a table over the width.
FEW_MEDICINES = 4
# In letters: a name in a narrow column, a question and a reason.
NAME_ROOM, QUESTION_ROOM, REASON_ROOM = 40, 140, 120


def page_one_blocks(facts: ReportFacts, since: date | None) -> tuple[Block, ...]:
    """Every block of page one in the order of its rank, the empty ones among them; `since` is the day of the latest onset in the period."""
    return (
        places_block(facts),
        function_block(facts),
        done_block(facts.inside),
        questions_block(facts),
        felt_block(facts),
        *([medicines_block(facts)] if facts.choices.has_medicines else []),
        days_block(facts, since),
        plan_block(facts),
        flares_block(facts),
    )


def places_block(facts: ReportFacts) -> Block:
    """Every place with its days, typical and highest, the one with the most days first, and the whole body."""
    pain = [entry for entry in facts.inside if isinstance(entry, PainEntry)]
    places, body = by_place(pain), whole_body(pain)
    rows = [_place_row(place, body, facts.last) for place in places[:MOST_PLACES]]
    # One place that no entry names beside others, and that has the worst, is the whole body already.
    if body.highest is not None and (len(places) > 1 or places[0].highest != body.highest):
        rows.append(_body_row(body, facts.last))
    others = in_a_row(_other_place(place) for place in places[MOST_PLACES:])
    has_range = any(reached.of_24_hours for reached in (body.highest, *(place.highest for place in places)) if reached is not None)
    notes = [
        _("Also, days and highest: {places}.").format(places=others) if others else "",
        _("Typical: the median, from {n} entries on.").format(n=LEAST_AT_A_SITE),
        _("*: worst of the 24 hours before; of one place only where the entry names no other.") if has_range else "",
    ]
    headers = ("", _("Days"), _("Typical"), _("Highest"))
    return Block(heading=_("Places"), headers=headers, rows=tuple(rows), note=" ".join(filter(None, notes)))


def _place_row(place: PlaceFigure, body: WholeBody, today: date) -> Row:
    cells = (shortened(site_words(place.site), NAME_ROOM), number_text(place.days), points_words(place.median), _reached_words(place.highest, today))
    is_worst = place.highest is not None and body.highest is not None and place.highest.points == body.highest.points
    return Row(cells, frozenset({2, 3} if is_worst else {2}))


def _body_row(body: WholeBody, today: date) -> Row:
    # No typical of the whole body: places are never pooled.
    return Row((_("whole body"), number_text(body.days), "", _reached_words(body.highest, today)), frozenset({3}))


def _reached_words(reached: Reached | None, today: date) -> str:
    if reached is None:
        return points_words(None)
    points = points_words(reached.points)
    return with_comma(f"{points}*" if reached.of_24_hours else points, day_seen_from(reached.moment.day, today))


def _other_place(place: PlaceFigure) -> str:
    highest = points_words(place.highest.points if place.highest else None)
    name = shortened(site_words(place.site), NAME_ROOM)
    return with_comma(with_space(name, number_text(place.days)), highest)


def function_block(facts: ReportFacts) -> Block:
    """The person's own activities: first, lowest and highest, latest, and their mean."""
    course = facts.function.course if facts.function else FunctionCourse((), ())
    if not course.n:
        return Block(heading=_("What you can do"), missing=missing_name(facts.function, _("What you can do")))
    latest = course.means[-1].day
    rows = [_activity_row(activity, latest, facts.last) for activity in course.activities[:MOST_ACTIVITIES]]
    if len(course.means[-1].activities) > 1:
        rows.append(_mean_row(course.like_the_latest))
    # With its year the day is too wide for the head of a column of numbers.
    is_near = latest.year == facts.last.year
    scorings = ngettext("{n} scoring", "{n} scorings", course.n).format(n=number_text(course.n))
    more = len(course.activities) - MOST_ACTIVITIES
    notes = [
        sentence(scorings if is_near else _("{scorings}, the last on {day}").format(scorings=scorings, day=day_words(latest))),
        _("Too early to say how it changed.") if course.n == 1 else "",
        ngettext("{n} more activity is not shown.", "{n} more activities are not shown.", more).format(n=more) if more > 0 else "",
    ]
    headers = ("", pgettext("time", "First"), _("low\N{EN DASH}high"), day_and_month(latest) if is_near else pgettext("time", "Last"))
    note = " ".join(filter(None, notes))
    return Block(heading=_("What you can do"), beside=_("0 cannot, 10 as before"), headers=headers, rows=tuple(rows), note=note)


def _activity_row(course: ActivityCourse, latest: date, today: date) -> Row:
    points = points_words(course.latest.points)
    if course.latest.day != latest:
        points = _("{points} on {day}").format(points=points, day=day_seen_from(course.latest.day, today))
    spread = _spread(course.lowest.points, course.highest.points) if course.n > 1 else ""
    first = points_words(course.first.points) if course.n > 1 else ""
    return Row((shortened(course.activity, NAME_ROOM), first, spread, points), frozenset({3}))


def _mean_row(means: Sequence[MeanScore]) -> Row:
    name = ngettext("average of {n}", "average of all {n}", len(means[-1].activities)).format(n=len(means[-1].activities))
    points = [mean.points for mean in means]
    first, spread = (points_words(points[0]), _spread(min(points), max(points))) if len(means) > 1 else ("", "")
    return Row((name, first, spread, points_words(points[-1])), frozenset({3}))


def _spread(low: float, high: float) -> str:
    return points_words(low) if low == high else _("{low}\N{EN DASH}{high}").format(low=points_words(low), high=points_words(high))


def questions_block(facts: ReportFacts) -> Block:
    """The first of the questions still to be asked; the rest stand on page two."""
    lines = tuple(Line(shortened(question.strip(), QUESTION_ROOM)) for question in facts.questions[:MOST_QUESTIONS])
    more = len(facts.questions) - len(lines)
    note = ngettext("{n} more on page 2.", "{n} more on page 2.", more).format(n=number_text(more)) if more else ""
    return Block(heading=_("My questions"), lines=lines, is_numbered=True, note=note, missing=_("Questions"))


def felt_block(facts: ReportFacts) -> Block:
    """The words for the pain, what worsens it and what eases it, each with how many entries name it."""
    pain = [entry for entry in facts.inside if isinstance(entry, PainEntry)]
    qualities = [tuple(map(quality_word, entry.words)) for entry in pain]
    named = (
        (_("Feels"), words_by_frequency(qualities, MOST_QUALITIES)),
        (_("Worse with"), words_by_frequency((entry.worse_with for entry in pain), MOST_WORDS)),
        (_("Eased by"), words_by_frequency((entry.eased_by for entry in pain), MOST_WORDS)),
    )
    lines = tuple(Line(words, label) for label, words in named if words)
    note = ngettext("How many of the {n} entry name it.", "How many of the {n} entries name it.", len(pain)).format(n=number_text(len(pain)))
    heading = _("What it feels like, what changes it")
    return Block(heading=heading, lines=lines, note=note, missing=heading)


def words_by_frequency(words: Iterable[Sequence[str]], most: int) -> str:
    """The words with how many entries have them, the most frequent first."""
    said: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for of_an_entry in words:
        # An entry counts once for a word, however often and in whatever letters it has it.
        found = {word.strip().casefold(): word.strip() for word in of_an_entry}
        # The first spelling stays.
        said = {**found, **said}
        counts.update(found.keys())
    # Of equal counts by the alphabet, so that the same diary prints the same page.
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = [
        _("{word}\N{NO-BREAK SPACE}{n}\N{MULTIPLICATION SIGN}").format(word=shortened(said[key], NAME_ROOM), n=number_text(n))
        for key, n in ordered[:most]
    ]
    if more := len(ordered) - len(told):
        told.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return in_a_row(told)


def medicines_block(facts: ReportFacts) -> Block:
    """Every medicine with its doses, the last of them, the most in 24 hours and the label's limit; none is ever cut."""
    lanes = facts.doses.lanes if facts.doses else ()
    heading, missing = _("Medicines"), missing_name(facts.doses, _("Medicines"))
    if len(lanes) <= FEW_MEDICINES:
        return Block(heading=heading, lines=tuple(_medicine_line(lane, facts) for lane in lanes), missing=missing)
    headers = ("", _("Doses"), pgettext("time", "Last"), _("Most in 24 hours"), _("Limit on the label"))
    rows = tuple(_medicine_row(lane, facts) for lane in lanes[:MOST_MEDICINES])
    others = in_a_row(with_space(lane_name(lane), number_text(lane.doses)) for lane in lanes[MOST_MEDICINES:])
    note = _("Also, with their doses: {medicines}.").format(medicines=others) if others else ""
    return Block(heading=heading, headers=headers, rows=rows, note=note, missing=missing)


def _medicine_line(lane: DoseLane, facts: ReportFacts) -> Line:
    name, _doses, last, most, limit = _medicine_row(lane, facts).cells
    parts = [
        _("last {time}").format(time=last),
        with_colon(_("Most in 24 hours"), most),
        _("limit on the label: {limit}").format(limit=limit) if limit else "",
    ]
    words = with_comma(name, doses_words(lane.doses))
    return Line(words, under="; ".join(filter(None, parts)))


def _medicine_row(lane: DoseLane, facts: ReportFacts) -> Row:
    most = _mg_words(lane.most.mg) if lane.most.mg is not None else doses_words(lane.most.doses)
    if unmeasured := sum(day.unmeasured for day in lane.days) if lane.in_mg else 0:
        most = with_brackets(most, ngettext("{n} dose has no mg", "{n} doses have no mg", unmeasured).format(n=number_text(unmeasured)))
    limit = None if lane.on_skin else facts.label_limits.get(lane.name)
    name = shortened(lane_name(lane), NAME_ROOM)
    return Row((name, number_text(lane.doses), day_seen_from(lane.days[-1].day, facts.last), most, _mg_words(limit) if limit else ""))


def _mg_words(mg: float) -> str:
    return _("{mg} mg").format(mg=mg_number(mg)).replace(" ", "\N{NO-BREAK SPACE}")


def plan_block(facts: ReportFacts) -> Block:
    """The phases of the two latest episodes, with the reasons given; all of them stand on page two. Of one that was over before, keeping well."""
    inside = [(episode, spans) for episode, spans in facts.episodes if (episode, spans) in facts.episodes_inside]
    before = [(episode, spans[-1:]) for episode, spans in facts.episodes if (episode, spans) not in facts.episodes_inside]
    lines = tuple(_episode_line(episode, spans, facts) for episode, spans in reversed([*before, *inside][-MOST_EPISODES:]))
    return Block(heading=_("Plan"), lines=lines)


def _episode_line(episode: Episode, spans: Sequence[PhaseSpan], facts: ReportFacts) -> Line:
    since = day_seen_from(episode.onset.day, facts.last)
    label = _("Since {day}").format(day=since)
    if episode.ended is not None:
        label = _("{first} to {last}").format(first=since, last=day_seen_from(episode.ended.day, facts.last))
    return Line("; ".join(_phase_words(span, facts) for span in spans[-MOST_PHASES:]), label)


def _phase_words(span: PhaseSpan, facts: ReportFacts) -> str:
    local = Moment.of(span.start, facts.now.zone).local
    when = _("{phase} from {day}, {time}")
    words = when.format(phase=phase_name(span.phase), day=day_seen_from(local.date(), facts.last), time=time_text(local))
    if span.reason.strip():
        return _("{phase} (“{reason}”)").format(phase=words, reason=shortened(span.reason.strip(), REASON_ROOM))
    return words


def flares_block(facts: ReportFacts) -> Block:
    """On how many days the person called it a flare, and the latest of these; their notes stand on page two."""
    days = sorted({entry.moment.day for entry in facts.inside if isinstance(entry, DayNote) and entry.flare})
    if not days:
        return Block(heading=_("Flares"))
    latest = in_a_row(day_seen_from(day, facts.last) for day in days[-MOST_FLARES:])
    counted = days_words(len(days))
    words = with_colon(counted, latest) if len(days) <= MOST_FLARES else _("{days}, the last: {latest}").format(days=counted, latest=latest)
    return Block(heading=_("Flares"), lines=(Line(words),))


def missing_name(picture: object, name: str) -> str:
    """What is missing where it was looked for."""
    return name if picture is not None else ""
