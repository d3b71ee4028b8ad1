"""The doses of each day as data, in words and as a table: how much of each medicine, on which days; no limit and no verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from tracker.charts.chart import NO_ANSWER, Answer, ChartSource, DataTable
from tracker.domain.dose_notices import ingredient_name
from tracker.domain.medicines import Intake
from tracker.domain.statistics.dose_days import DoseDay, MostIn24Hours, dose_days, most_in_24_hours
from tracker.domain.words import day_and_month, day_words, isolated, name_in_words, period_words, time_words
from tracker.formats.joining import sentence, with_brackets, with_colon, with_comma, with_semicolon, with_space
from tracker.formats.texts import number_text, time_text
from tracker.language import N_, _, ngettext
from tracker.wording.counts import days_words

DAYS_A_YEAR = 365
# Round steps, of any power of ten; and of how many of them a scale is best made, the most wanted first.
ROUND_STEPS, AMOUNTS = (0.2, 0.25, 0.4, 0.5, 1, 2, 2.5, 4, 5), (3, 2, 4)
_HEADERS = (N_("Day"), N_("What"), N_("Doses"), N_("mg"), N_("Doses without mg"))


@dataclass(frozen=True, slots=True)
class DoseLane:
    """One ingredient, or medicine: its days in order, and the most of it in 24 hours."""

    name: str
    on_skin: bool
    days: tuple[DoseDay, ...]
    most: MostIn24Hours

    @property
    def doses(self) -> int:
        """All doses of the period."""
        return sum(day.doses for day in self.days)

    @property
    def in_mg(self) -> bool:
        """Whether its amounts are known, of one dose at least."""
        return any(day.mg is not None for day in self.days)

    @property
    def highest(self) -> float:
        """The most on one day: mg, or doses where no mg is known."""
        return max(self.amount(day) for day in self.days)

    @property
    def scale(self) -> tuple[float, ...]:
        """The round amounts at which it is read, two to four of them, the last no lower than the highest day."""
        return round_amounts(self.highest)

    def amount(self, day: DoseDay) -> float:
        """How high a day is drawn: mg, or doses where no mg is known."""
        return (day.mg or 0.0) if self.in_mg else float(day.doses)


@dataclass(frozen=True, slots=True)
class DosesPicture:
    """What was taken over a period, both ends included; the medicine taken most often first."""

    first: date
    last: date
    lanes: tuple[DoseLane, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether a day of the year may lie in it twice."""
        return (self.last - self.first).days >= DAYS_A_YEAR

    @property
    def days_with(self) -> int:
        """The days with a dose of anything."""
        return len({day.day for lane in self.lanes for day in lane.days})


def round_amounts(highest: float) -> tuple[float, ...]:
    """The multiples of a round step up to an amount or just above it: those that end nearest to it, of these about three."""
    power = 10.0 ** floor(log10(highest)) if highest > 0 else 1.0
    # From a fifth of the power to five times it, so that some step reaches the amount in two to four.
    steps = [share * power for share in ROUND_STEPS]
    # Rounded first: a quotient above a whole number by its last floating-point digit alone would take one more step.
    scales = [(step, max(ceil(round(highest / step, 6)), 1)) for step in steps]
    step, count = min((scale for scale in scales if scale[1] in AMOUNTS), key=lambda scale: (round(scale[0] * scale[1], 6), AMOUNTS.index(scale[1])))
    return tuple(step * number for number in range(1, count + 1))


def doses_of(source: ChartSource) -> DosesPicture:
    """The picture of what is asked for."""
    return doses_picture(source.intakes(), source.days)


def doses_picture(intakes: Iterable[Intake], period: tuple[date, date]) -> DosesPicture:
    """The picture of a period; doses of the day before it may be among them, they count in the 24 hours."""
    # Gone through twice, by day and by 24 hours.
    taken = tuple(intakes)
    first, last = period
    by_name: dict[tuple[str, bool], list[DoseDay]] = {}
    for day in dose_days(taken):
        if first <= day.day <= last:
            by_name.setdefault((day.name, day.on_skin), []).append(day)
    most = {(most_of.name, most_of.on_skin): most_of for most_of in most_in_24_hours(taken, first, last)}
    # On the skin and swallowed are two lanes of one ingredient: their mg do not add up.
    lanes = (DoseLane(*key, tuple(days), most[key]) for key, days in by_name.items())
    return DosesPicture(first, last, tuple(sorted(lanes, key=lambda lane: (-lane.doses, lane.name, lane.on_skin))))


def describe_doses(picture: DosesPicture) -> str:
    """What was taken, a line for each medicine, each number with its days."""
    period = period_words(picture.first, picture.last)
    if not picture.lanes:
        return nothing_taken(picture)
    days = (picture.last - picture.first).days + 1
    on_days = ngettext("A dose on {n} of {days}", "A dose on {n} of {days}", picture.days_with)
    what = sentence(with_comma(_("Medicines"), period))
    lines = [with_space(what, sentence(on_days.format(n=picture.days_with, days=days_words(days))))]
    lines += [_lane_sentence(lane) for lane in picture.lanes]
    return "\n".join([*lines, blank_day_words()])


def table_doses(picture: DosesPicture) -> DataTable:
    """Each medicine on each day it was taken, by day."""
    days = sorted(((day, lane) for lane in picture.lanes for day in lane.days), key=lambda each: (each[0].day, each[1].name))
    return DataTable(tuple(_(header) for header in _HEADERS), tuple(_row(day, lane) for day, lane in days))


def _row(day: DoseDay, lane: DoseLane) -> tuple[str, ...]:
    mg = "" if day.mg is None else mg_number(day.mg)
    name = isolated(ingredient_name(lane.name))
    whole = with_comma(name, _("on the skin")) if lane.on_skin else name
    return day_words(day.day), whole, f"{day.doses}", mg, f"{day.unmeasured or ''}"


def nothing_taken(picture: DosesPicture) -> str:
    """What stands in the place of the data while there is none."""
    return _("Nothing is written down here from {period}.").format(period=period_words(picture.first, picture.last))


def lane_name(lane: DoseLane) -> str:
    """The name of a medicine; what stays on the skin says so."""
    name = name_in_words(ingredient_name(lane.name))
    return with_comma(name, _("on the skin")) if lane.on_skin else name


def most_wordings(lane: DoseLane, *, with_year: bool) -> tuple[str, ...]:
    """The most in 24 hours, in mg as far as known and in doses, and when those hours ended; from the longest to the shortest wording."""
    most, without = lane.most, _without_mg_words(lane)
    # Most mg and most doses may lie in other hours: only where they end together are both said of one time.
    if most.mg is None or most.mg_until is None:
        amount, until = doses_words(most.doses), most.doses_until
    elif most.mg_until == most.doses_until:
        amount, until = _amount_words(most.mg, most.doses), most.mg_until
    else:
        amount, until = _("{mg} mg").format(mg=mg_number(most.mg)), most.mg_until
    day, whole = (day_words if with_year else day_and_month)(until.local.date()), with_colon(_("Most in 24 hours"), amount)
    wordings = (with_brackets(whole, _up_to(with_comma(day, time_text(until.local)))), with_brackets(whole, _up_to(day)))
    return *(with_semicolon(words, without) for words in wordings if without), *wordings, whole, amount


def _without_mg_words(lane: DoseLane) -> str:
    """How many doses of the period are in no sum of mg; nothing where there are none, or no mg at all."""
    n = sum(day.unmeasured for day in lane.days) if lane.in_mg else 0
    return ngettext("{n} dose has no mg", "{n} doses have no mg", n).format(n=number_text(n)) if n else ""


def doses_answer(picture: DosesPicture) -> str:
    """The answer of the chart: on how many days anything was taken, and what most often."""
    days = (picture.last - picture.first).days + 1
    on_days = ngettext("A dose on {n} of {days}", "A dose on {n} of {days}", picture.days_with)
    often = picture.lanes[0]
    named = {"name": _in_a_sentence(often), "doses": doses_words(often.doses), "on_days": days_words(len(often.days))}
    words = on_days.format(n=number_text(picture.days_with), days=days_words(days))
    if len(picture.lanes) == 1:
        return sentence(with_colon(words, with_comma(named["name"], named["doses"])))
    return _("{words}; {name} most often: {doses} on {on_days}.").format(words=words, **named)


def blank_day_words() -> str:
    """What a day without a bar is."""
    return _("A day without a bar has no dose in the diary; one that was not written down is not counted.")


def doses_first(picture: DosesPicture) -> Answer:
    """What it says first, and what belongs to it."""
    return Answer(doses_answer(picture), blank_day_words()) if picture.lanes else NO_ANSWER


def doses_unders(picture: DosesPicture) -> tuple[str, ...]:
    """From when to when, what a day without a bar is and where 24 hours may lie, from the longest to the shortest wording."""
    blank, period = _("a blank day: no dose in the diary"), period_words(picture.first, picture.last)
    span = _("{blank}; any 24 hours may span two days").format(blank=blank)
    return with_semicolon(period, span), span, blank, ""


def _in_a_sentence(lane: DoseLane) -> str:
    name = name_in_words(_(lane.name))
    return with_comma(name, _("on the skin")) if lane.on_skin else name


def dose_day_words(lane: DoseLane, day: DoseDay) -> str:
    """What was taken of it on a day."""
    words = with_colon(day_words(day.day), with_comma(lane_name(lane), _amount_words(day.mg, day.doses)))
    if day.mg is None or not day.unmeasured:
        return words
    without = ngettext("{n} dose has no mg", "{n} doses have no mg", day.unmeasured).format(n=day.unmeasured)
    return with_comma(words, without)


def mg_number(mg: float) -> str:
    """An amount in mg as a number: "1,200" or "12.5"."""
    return number_text(mg, 0) if mg == round(mg) else number_text(mg, 1)


def doses_words(n: int) -> str:
    """A number of doses."""
    return ngettext("{n} dose", "{n} doses", n).format(n=number_text(n))


def _amount_words(mg: float | None, doses: int) -> str:
    if mg is None:
        return doses_words(doses)
    return _("{mg} in {doses}").format(mg=_("{mg} mg").format(mg=mg_number(mg)), doses=doses_words(doses))


def _lane_sentence(lane: DoseLane) -> str:
    taken = sentence(with_colon(lane_name(lane), _("{times} on {days}").format(times=doses_words(lane.doses), days=days_words(len(lane.days)))))
    most = lane.most
    words = with_comma(doses_words(most.doses), _up_to(time_words(most.doses_until.local)))
    if most.mg is not None and most.mg_until == most.doses_until:
        words = with_comma(_amount_words(most.mg, most.doses), _up_to(time_words(most.doses_until.local)))
    elif most.mg is not None and most.mg_until is not None:
        mg = _("{mg} mg").format(mg=mg_number(most.mg))
        words = with_semicolon(with_comma(mg, _up_to(time_words(most.mg_until.local))), words)
    return with_space(taken, sentence(with_colon(_("Most in 24 hours"), words)))


def _up_to(time: str) -> str:
    # Translators: when the hours ended that are told of
    return _("up to {time}").format(time=time)
