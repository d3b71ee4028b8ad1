"""What was planned and what was done as data, in words and as a table; what was left out is counted and not judged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.charts.chart import NO_ANSWER, Answer, ChartSource, DataTable
from tracker.domain.plan.protocol import PLANNED_PHASES, Phase
from tracker.domain.plan.words import phase_name
from tracker.domain.statistics.figures import DAY
from tracker.domain.statistics.plan_done import KINDS, PlannedDay, PlanTotal, plan_totals, whats
from tracker.domain.words import day_seen_from, day_words, name_in_words, period_words, session_name
from tracker.formats.joining import sentence, with_colon, with_comma, with_semicolon, with_space
from tracker.formats.texts import in_a_row, number_text
from tracker.language import N_, _, ngettext, pgettext
from tracker.wording.counts import days_words

What = tuple[str, str]  # a kind, and of exercises the name of the one
_PHASES = dict(zip(KINDS, PLANNED_PHASES, strict=True))
# After fewer planned days without it, nothing is said.
LEAST_WITHOUT = 7
_HEADERS = (
    N_("Day"),
    N_("What"),
    # Translators: how often it was planned, and beside it how often it was done.
    N_("Planned"),
    # Translators: how often what was planned was done.
    N_("Done"),
)


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """The days of a period that had something planned, with what was done; in order of day, both ends included."""

    first: date
    last: date
    days: tuple[PlannedDay, ...] = ()

    @property
    def whats(self) -> tuple[What, ...]:
        """The kinds that were planned, each exercise by itself, in the order of the phases."""
        return whats(self.days)

    @property
    def totals(self) -> tuple[PlanTotal, ...]:
        """Each kind over the period."""
        return plan_totals(self.days)

    @property
    def has_beyond(self) -> bool:
        """Whether anything was done more often than planned on its day."""
        return any(total.beyond for total in self.totals)

    def none_after(self, what: What) -> date | None:
        """The last day on which something was done, where none was on the week of planned days after it or more."""
        days = self.days_of(what)
        # Planned days alone are counted: days without a plan have nothing that could have been left out.
        last = max((day.day for day in days if day.done), default=None)
        return last if last is not None and sum(day.day > last for day in days) >= LEAST_WITHOUT else None

    def days_of(self, what: What) -> list[PlannedDay]:
        """The days of one kind, or of one exercise."""
        return [day for day in self.days if day.what == what]


def plan_of(source: ChartSource) -> PlanPicture:
    """The picture of what is asked for."""
    return plan_picture(source.planned_days(), source.days)


def plan_picture(days: Iterable[PlannedDay], period: tuple[date, date]) -> PlanPicture:
    """The picture of a period; a day that still goes on is the caller's to leave out."""
    return PlanPicture(*period, tuple(day for day in days if period[0] <= day.day <= period[1]))


def describe_plan(picture: PlanPicture) -> str:
    """What was planned and done, a line a kind, each number with its days."""
    if not picture.days:
        return nothing_planned(picture)
    period = period_words(picture.first, picture.last)
    planned = len({day.day for day in picture.days})
    days = (picture.last - picture.first).days + 1
    lines = [
        _("Planned and done, {period}. Something was planned on {n} of {days}.").format(period=period, n=number_text(planned), days=days_words(days))
    ]
    lines += [_total_sentence(total) for total in picture.totals]
    lines += [sentence for what in picture.whats if (sentence := _none_sentence(picture, what))]
    return "\n".join([*lines, not_counted_words()])


def table_plan(picture: PlanPicture) -> DataTable:
    """Each planned thing of each day."""
    rows = tuple((day_words(day.day), what_name(day.what), "" if day.planned is None else f"{day.planned}", f"{day.done}") for day in picture.days)
    return DataTable(tuple(_(header) for header in _HEADERS), rows)


def nothing_planned(picture: PlanPicture) -> str:
    """What stands in the place of the data while there is none."""
    words = _("Nothing was planned from {period}. In an episode, what the plan has for each day is drawn here beside what was done.")
    return words.format(period=period_words(picture.first, picture.last))


def phase_of(kind: str) -> Phase:
    """The phase a kind belongs to."""
    return _PHASES[kind]


def what_name(what: What) -> str:
    """The name of a kind, which is that of its phase, or of an exercise."""
    kind, exercise = what
    return name_in_words(session_name(exercise)) if exercise else phase_name(phase_of(kind))


def together(days: Sequence[PlannedDay], first: date, size: int) -> list[PlannedDay]:
    """The days of one kind summed over so many days each, counted from a first one; each sum stands at the first of its days."""
    by_number: dict[int, list[PlannedDay]] = {}
    for day in days:
        by_number.setdefault((day.day - first).days // size, []).append(day)
    return [_sum(first + number * size * DAY, group) for number, group in sorted(by_number.items())]


def _sum(start: date, days: Sequence[PlannedDay]) -> PlannedDay:
    """What was done beyond the plan of a day does not make up for another, so it is not among the sum where there is a number."""
    numbers = [day.planned for day in days if day.planned is not None]
    done = sum(day.done_of_planned for day in days)
    return PlannedDay(start, days[0].kind, sum(numbers) if numbers else None, done, days[0].exercise)


def plan_answer(picture: PlanPicture) -> str:
    """The answer of the chart: how much was done of what was planned, and how often what had no number."""
    counted = [total for total in picture.totals if total.planned is not None]
    free = [total for total in picture.totals if total.planned is None]
    parts = [
        with_space(what_name(total.what), _("{number} of {count}").format(number=number_text(total.done), count=number_text(total.planned or 0)))
        for total in counted
    ]
    times = [with_space(what_name(total.what), _times(total.done)) for total in free]
    if not parts:
        return sentence(with_colon(pgettext("sessions", "Done"), in_a_row(times)))
    words = _("Done of planned: {what}").format(what=in_a_row(parts))
    return sentence(with_semicolon(words, in_a_row(times))) if times else f"{words}."


def not_counted_words() -> str:
    """What is not among the numbers."""
    return _("Not counted: what was not written down, and what was stopped before half its length.")


def plan_first(picture: PlanPicture) -> Answer:
    """What it says first, and what belongs to it."""
    return Answer(plan_answer(picture), not_counted_words()) if picture.days else NO_ANSWER


def plan_unders(picture: PlanPicture, *, in_squares: bool) -> tuple[str, ...]:
    """From when to when, and what a square is, from the longest to the shortest wording."""
    period = period_words(picture.first, picture.last)
    if not in_squares:
        return period, ""
    square = _("a square: one time")
    return with_semicolon(period, square), square, ""


def total_wordings(picture: PlanPicture, what: What) -> tuple[str, ...]:
    """The totals of a kind or an exercise and since when there is none, from the longest to the shortest wording."""
    totals = [total for total in picture.totals if total.what == what]
    long, short = ("; ".join(form(total) for total in totals) for form in (_total, _shorter_total))
    after = picture.none_after(what)
    if after is None:
        return long, short
    none = _("none logged after {day}").format(day=day_seen_from(after, picture.last))
    shortest = "; ".join(_of_planned(total) for total in totals)
    return *(with_semicolon(total, none) for total in (long, short, shortest)), short


def _of_planned(total: PlanTotal) -> str:
    if total.planned is None:
        return _times(total.done)
    return _("{number} of {count}").format(number=number_text(total.done), count=number_text(total.planned))


def _shorter_total(total: PlanTotal) -> str:
    if total.planned is None:
        return _total(total)
    return with_comma(_of_planned(total), days_words(total.days))


def planned_words(day: PlannedDay, last: date | None = None) -> str:
    """One kind on one day; with a last day, the sums of several days."""
    done = _times(day.done) if day.planned is None else _("{number} of {count}").format(number=day.done, count=day.planned)
    return with_colon(period_words(day.day, last or day.day), with_comma(what_name(day.what), done))


def _times(n: int) -> str:
    return ngettext("{n} time", "{n} times", n).format(n=number_text(n))


def _total(total: PlanTotal) -> str:
    days = days_words(total.days)
    if total.planned is None:
        return _("{times} on {days}").format(times=_times(total.done), days=days)
    return _("{times} on {days}").format(
        times=_("{number} of {count}").format(number=number_text(total.done), count=number_text(total.planned)), days=days
    )


def _none_sentence(picture: PlanPicture, what: What) -> str:
    after = picture.none_after(what)
    return "" if after is None else sentence(with_colon(what_name(what), _("none logged after {day}").format(day=day_words(after))))


def _total_sentence(total: PlanTotal) -> str:
    words = with_colon(what_name(total.what), _total(total))
    if total.planned is None:
        return _("{what}; the plan has no number for it.").format(what=words)
    if not total.beyond:
        return f"{words}."
    beyond = ngettext("{n} more than planned, not counted in the sum", "{n} more than planned, not counted in the sum", total.beyond).format(
        n=number_text(total.beyond)
    )
    return sentence(with_semicolon(words, beyond))
