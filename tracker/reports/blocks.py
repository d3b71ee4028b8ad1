"""The blocks below the curve of the first page, in the order of their rank; what there is nothing of is named apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.charts.doses.picture import DoseLane, doses_words, lane_name, mg_number
from tracker.charts.function.picture import scorings_words
from tracker.charts.hours.picture import HoursPicture, hours_answer, one_hour_words
from tracker.charts.plan.picture import what_name as planned_name
from tracker.charts.sessions.picture import interval_says_more, kind_name, no_cause_words, short_result_words
from tracker.domain.entries import PainEntry
from tracker.domain.statistics.function_course import ActivityCourse, FunctionCourse
from tracker.domain.statistics.hours import LEAST_IN_AN_HOUR, HourOfDay
from tracker.domain.statistics.plan_done import PlanTotal
from tracker.domain.statistics.relief import Relief
from tracker.domain.words import day_and_month, period_words, points_words
from tracker.language import _, ngettext
from tracker.reports.done import activity_block, deeds_block, flares_block, others_lines
from tracker.reports.facts import ReportFacts
from tracker.wording.counts import days_words, entries_words

# Lines of a block, questions, and words of each kind that page one holds; what is left out is counted.
MOST_LINES, MOST_QUESTIONS, MOST_WORDS = 8, 20, 5
# One or two bars are no course through the day: they are said in words.
LEAST_BARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, a remark beside it, its lines, bars by the hour, and a note below; without lines and bars there is nothing of it."""

    heading: str
    beside: str = ""
    lines: tuple[str, ...] = ()
    bars: tuple[HourOfDay, ...] = ()
    bars_words: str = ""
    note: str = ""
    missing: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.lines and not self.bars


def page_blocks(facts: ReportFacts) -> tuple[Block, ...]:
    """Every block in the order of its rank, the empty ones among them."""
    return (
        _questions(facts),
        _function(facts),
        _worse_and_eased(facts),
        _planned(facts),
        *([_medicines(facts)] if facts.choices.has_medicines else []),
        _through_the_day(facts),
        _after_sessions(facts),
        Block(heading=_("Activity"), lines=activity_block(facts.inside), missing=_("activity")),
        Block(heading=_("Days called a flare"), lines=flares_block(facts.inside)),
    )


def _questions(facts: ReportFacts) -> Block:
    lines = [_("{n}. {question}").format(n=n, question=question.strip()) for n, question in enumerate(facts.questions[:MOST_QUESTIONS], 1)]
    if more := len(facts.questions) - len(lines):
        lines.append(ngettext("and {n} more question", "and {n} more questions", more).format(n=more))
    return Block(heading=_("My questions"), lines=tuple(lines), missing=_("questions"))


def _function(facts: ReportFacts) -> Block:
    course = facts.function.course if facts.function else FunctionCourse((), ())
    if not course.n:
        return Block(heading=_("Function"), missing=_missing(facts.function, _("function")))
    lines = [_ability(activity) for activity in course.activities[:MOST_LINES]]
    if course.change is not None and len(course.activities) > 1:
        means = {"first": points_words(course.means[0].points), "last": points_words(course.means[-1].points)}
        lines.append(_("Mean: {first} → {last}").format(**means))
    period = period_words(course.means[0].day, course.means[-1].day)
    note = _("{scorings}, {period}.").format(scorings=scorings_words(course.n), period=period)
    if course.n == 1:
        note = _("{note} Too early to say how it changed.").format(note=note)
    return Block(heading=_("Function"), beside=_("(0 cannot, 10 as before)"), lines=tuple(lines), note=note)


def _ability(course: ActivityCourse) -> str:
    name = course.activity[:1].upper() + course.activity[1:]
    if course.change is None:
        return _("{activity}: {points} on {day}").format(activity=name, points=points_words(course.first.points), day=day_and_month(course.first.day))
    numbers = {"first": points_words(course.first.points), "last": points_words(course.latest.points)}
    return _("{activity}: {first} → {last}").format(activity=name, **numbers)


def _worse_and_eased(facts: ReportFacts) -> Block:
    pain = [entry for entry in facts.inside if isinstance(entry, PainEntry)]
    worse, eased = _words_by_frequency(entry.worse_with for entry in pain), _words_by_frequency(entry.eased_by for entry in pain)
    named = ((_("Worse with: {things}"), worse), (_("Eased by: {things}"), eased))
    lines = tuple(words.format(things=things) for words, things in named if things)
    n = sum(bool(entry.worse_with or entry.eased_by) for entry in pain)
    note = _("In brackets: how many of the {entries} that name any.").format(entries=entries_words(n))
    return Block(heading=_("What worsens, what eases"), lines=lines, note=note, missing=_("what worsens and what eases"))


def _words_by_frequency(words: Iterable[Sequence[str]]) -> str:
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
    told = [_("{word} ({n})").format(word=said[key], n=f"{n:,}") for key, n in ordered[:MOST_WORDS]]
    if more := len(ordered) - len(told):
        told.append(ngettext("{n} other", "{n} others", more).format(n=more))
    return ", ".join(told)


def _planned(facts: ReportFacts) -> Block:
    totals = facts.plan.totals if facts.plan else ()
    if not totals:
        return Block(heading=_("What was done"), lines=deeds_block(facts.inside), missing=_("sessions"))
    note = _("Counted on whole days with a plan, as written down.")
    return Block(heading=_("Planned and done"), lines=(*map(_total, totals), *others_lines(facts.inside)), note=note)


def _total(total: PlanTotal) -> str:
    names = {"what": planned_name(total.what), "done": f"{total.done:,}", "days": days_words(total.days)}
    if total.planned is None:
        times = ngettext("{what}: {done} time on {days}", "{what}: {done} times on {days}", total.done)
        return times.format(**names)
    return _("{what}: {done} of {planned} on {days}").format(planned=f"{total.planned:,}", **names)


def _medicines(facts: ReportFacts) -> Block:
    lanes = facts.doses.lanes if facts.doses else ()
    lines = [_lane(lane) for lane in lanes[:MOST_LINES]]
    if more := len(lanes) - len(lines):
        lines.append(ngettext("and {n} other", "and {n} others", more).format(n=more))
    return Block(heading=_("Medicines"), lines=tuple(lines), missing=_missing(facts.doses, _("medicines")))


def _lane(lane: DoseLane) -> str:
    names = {"name": lane_name(lane), "doses": doses_words(lane.doses), "day": day_and_month(lane.days[-1].day)}
    most = _("{mg}\N{NO-BREAK SPACE}mg").format(mg=mg_number(lane.most.mg)) if lane.most.mg is not None else doses_words(lane.most.doses)
    if lane.doses == 1:
        return _("{name}: {doses}, {most}, on {day}").format(most=most, **names) if lane.in_mg else _("{name}: {doses}, on {day}").format(**names)
    words = _("{name}: {doses}, the last on {day}; most in 24 h {most}").format(most=most, **names)
    unmeasured = sum(day.unmeasured for day in lane.days)
    if not lane.in_mg or not unmeasured:
        return words
    without = ngettext("{n} dose has no mg written down", "{n} doses have no mg written down", unmeasured).format(n=unmeasured)
    return _("{words}; {without}").format(words=words, without=without)


def _through_the_day(facts: ReportFacts) -> Block:
    heading, hours = _("Through the day"), facts.hours
    if hours is None or not hours.n:
        return Block(heading=heading, missing=_missing(hours, _("pain by the hour")))
    if len(hours.known) < LEAST_BARS:
        answer = _("{answer} {all}").format(answer=hours_answer(hours), all=_all_of(hours))
        return Block(heading=heading, lines=tuple(map(_one_hour, hours.known)) or (answer,), note=answer if hours.known else "")
    return Block(
        heading=heading,
        beside=_("(median by hour)"),
        bars=hours.hours,
        bars_words="; ".join(map(one_hour_words, hours.known)),
        note=_("{answer} {all}").format(answer=hours_answer(hours), all=_all_of(hours)),
    )


def _one_hour(hour: HourOfDay) -> str:
    return _("From {hour}: median {median}, {entries}").format(
        hour=f"{hour.hour:02}:00", median=points_words(hour.median), entries=entries_words(hour.n)
    )


def _all_of(hours: HoursPicture) -> str:
    words = _("{entries} in all, not always on the same days; an hour with fewer than {least} is left open.")
    return words.format(entries=entries_words(hours.n), least=LEAST_IN_AN_HOUR)


def _after_sessions(facts: ReportFacts) -> Block:
    kinds = facts.sessions.drawn if facts.sessions else ()
    note = no_cause_words()
    if any(map(interval_says_more, kinds)):
        note = _("Median difference, in brackets its 95 % interval. {note}").format(note=note)
    lines = tuple(map(_after, kinds[:MOST_LINES]))
    return Block(heading=_("After a session"), lines=lines, note=note, missing=_missing(facts.sessions, _("pain before and after a session")))


def _after(kind: Relief) -> str:
    return _("{kind}: {result}").format(kind=kind_name(kind), result=short_result_words(kind))


def _missing(picture: object, name: str) -> str:
    """What is missing where it was looked for."""
    return name if picture is not None else ""


def absent_words(blocks: Iterable[Block]) -> str:
    """What there is nothing of in these days, in a sentence; nothing where all is there."""
    missing = [block.missing for block in blocks if block.is_empty and block.missing]
    return _("Not written down in these days: {what}.").format(what=", ".join(missing)) if missing else ""
