"""Activities and the pain of the next day as data: what was compared, the same in words and as a table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from tracker.charts.chart import NO_ANSWER, Answer, ChartSource, DataTable
from tracker.domain.entries import Activity, Entry, Kind, PainEntry
from tracker.domain.statistics.figures import day_values
from tracker.domain.statistics.next_day import LEAST_AT_A_LEVEL, LEAST_PAIRS, SIGNIFICANCE, NextDay, PairedDay, Pairing, next_day
from tracker.domain.words import activity_name, day_words, isolated, name_in_words, period_words, points_words
from tracker.formats.joining import sentence, with_colon, with_comma, with_semicolon, with_space
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.wording.counts import days_to_log, days_words, so_far_words
from tracker.wording.sites import site_words

# So many are told with their medians; more that stood out are counted after them.
MOST_NAMED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDayPicture:
    """What the chart of activities shows: each activity of a period, both ends included, against the next day's pain at one site."""

    first: date
    last: date
    site: str | None = None
    pairings: tuple[Pairing, ...] = ()
    days_logged: int = 0
    began: date | None = None

    @property
    def tested(self) -> tuple[Pairing, ...]:
        """The activities that were compared, those that stood out first."""
        # A stable sort on one sign alone: the order of the statistics is kept within both groups.
        return tuple(sorted((pairing for pairing in self.pairings if pairing.enough), key=lambda pairing: not pairing.shown))

    @property
    def untested(self) -> tuple[Pairing, ...]:
        """The activities with too few days."""
        return tuple(pairing for pairing in self.pairings if not pairing.enough)

    @property
    def rows(self) -> tuple[Pairing, ...]:
        """What is drawn: the activities that were compared; while there are none, those with too few days, without medians."""
        return self.tested or tuple(pairing for pairing in self.untested if pairing.n)

    @property
    def shown(self) -> tuple[Pairing, ...]:
        """The activities that stood out; usually none."""
        return tuple(pairing for pairing in self.pairings if pairing.shown)

    @property
    def missing_days(self) -> int:
        """The days of the period without pain at the site, from the diary's first pain entry on."""
        return days_to_log(self.first, self.last, self.began) - self.days_logged


def next_day_of(source: ChartSource) -> NextDayPicture:
    """The picture of what is asked for."""
    picture = next_day_picture(source.entries(Kind.PAIN, Kind.ACTIVITY), source.site, source.days)
    return replace(picture, began=source.began())


def next_day_picture(entries: Iterable[Entry], site: str | None, period: tuple[date, date]) -> NextDayPicture:
    """The picture of one site over a period, from entries; those outside the period do not count."""
    first, last = period
    inside = [entry for entry in entries if first <= entry.moment.day <= last]
    values = day_values((entry for entry in inside if isinstance(entry, PainEntry)), site)
    found: NextDay = next_day(values, (entry for entry in inside if isinstance(entry, Activity)), first, last)
    return NextDayPicture(first=first, last=last, site=site, pairings=found.pairings, days_logged=len(values))


def describe_next_day(picture: NextDayPicture) -> str:
    """The picture in words, a line for each thought; each number with its count and its period."""
    if not picture.pairings:
        return nothing_logged(picture)
    shown = [_result_sentence(pairing) for pairing in picture.shown]
    rule = rule_words() if picture.tested else ""
    return "\n".join(line for line in (_what(picture), next_day_answer(picture), *shown, rule, untested_words(picture), no_cause_words()) if line)


def table_next_day(picture: NextDayPicture) -> DataTable:
    """Each activity: its days, the medians at its two levels, and the test."""
    headers = (
        _("Activity"),
        _("Days"),
        _("Days with, or more"),
        _("Days without, or less"),
        _("Median next day, with"),
        _("Median next day, without"),
        _("How closely, -1 to 1"),
        _("Days, alike ones counted for less"),
        _("How often by chance alone, 0 to 1"),
        _("The same, with all compared counted in"),
        _("The same, against slow changes"),
    )
    return DataTable(headers, tuple(_row(pairing) for pairing in (*picture.tested, *picture.untested)))


def nothing_logged(picture: NextDayPicture) -> str:
    """What stands in the place of the data while there is none."""
    return _("Nothing is written down here from {period}.").format(period=period_words(picture.first, picture.last))


def next_day_answer(picture: NextDayPicture) -> str:
    """How many activities were compared and how many stood out; always both."""
    # Both numbers always: of many comparisons some stand out by chance, so that how many were made has to be known.
    named = [_shown_sentence(pairing) for pairing in picture.shown[:MOST_NAMED]]
    return " ".join((*named, compared_words(len(picture.tested), len(picture.shown), len(named))))


def compared_words(tested: int, shown: int, named: int | None = None) -> str:
    """How many activities were compared, and of those that are not named beside it how many stood out."""
    if not tested:
        return _(
            "Too early to say: to compare an activity takes {pairs} days with the next day's pain, {level} of them with the activity "
            "and {level} without."
        ).format(pairs=LEAST_PAIRS, level=LEAST_AT_A_LEVEL)
    if not shown:
        words = ngettext(
            "{n} activity was compared with the next day's pain; it did not stand out.",
            "{n} activities were compared with the next day's pain; none stood out.",
            tested,
        )
        return words.format(n=tested)
    return " ".join(_others(shown - (shown if named is None else named), tested - shown))


def next_day_first(picture: NextDayPicture) -> Answer:
    """What it says first, and what belongs to it."""
    return Answer(next_day_answer(picture), no_cause_words()) if picture.pairings else NO_ANSWER


def _shown_sentence(pairing: Pairing) -> str:
    high, low = (points_words(median_pain(days)) for days in levels(pairing))
    with_words, without_words = level_words(pairing)
    if not pairing.split:
        words = _("{activity}: median pain the next day {high}, without it {low}.")
    else:
        words = _("{activity}: median pain the next day {high} ({with_words}), {low} ({without_words}).")
    return words.format(
        activity=name_in_words(activity_name(pairing.activity)), high=high, low=low, with_words=with_words, without_words=without_words
    )


def _others(more: int, quiet: int) -> Iterable[str]:
    """How many more stood out, and how many did not: all that were compared are counted."""
    if more:
        yield ngettext("{n} more stood out.", "{n} more stood out.", more).format(n=more)
    if quiet:
        yield ngettext("The other {n} activity compared did not stand out.", "The other {n} activities compared did not stand out.", quiet).format(
            n=quiet
        )
    elif not more:
        yield _("No other activity was compared.")


def verdict_words(pairing: Pairing) -> str:
    """What stands beside an activity: whether it stood out, or how many of the days it takes are there."""
    if not pairing.enough:
        return few_words(pairing)
    if not pairing.shown or pairing.rho is None:
        return _("did not stand out")
    return _("tended to go with higher pain") if pairing.rho > 0 else _("tended to go with lower pain")


def level_words(pairing: Pairing) -> tuple[str, str]:
    """The names of its two levels: with it, or more of it; without it, or less."""
    if not pairing.split:
        return _("with it"), _("without it")
    amount = number_text(pairing.split, 0)
    if pairing.measure == "minutes":
        return _("over {n}").format(n=_("{minutes} min").format(minutes=amount)), _("up to {n}").format(n=_("{minutes} min").format(minutes=amount))
    return _("over {n}").format(n=amount), _("up to {n}").format(n=amount)


def levels(pairing: Pairing) -> tuple[tuple[PairedDay, ...], tuple[PairedDay, ...]]:
    """The days of its two levels, with it or more of it first."""
    high = tuple(day for day in pairing.days if day.amount > pairing.split)
    return high, tuple(day for day in pairing.days if day.amount <= pairing.split)


def median_pain(days: Iterable[PairedDay]) -> float | None:
    """The median of the next day's pain after some days; None where there are none."""
    values = [day.pain for day in days]
    return float(median(values)) if values else None


def day_sentence(pairing: Pairing, day: PairedDay) -> str:
    """One day: how much of the activity, and the pain of the day after."""
    if pairing.measure == "done" or not day.amount:
        amount = _("with it") if day.amount else _("without it")
    elif pairing.measure == "minutes":
        amount = _("{minutes} min").format(minutes=number_text(day.amount, 0))
    else:
        amount = number_text(day.amount, 0)
    return _("{activity}, {day}: {amount}; the next day {points}").format(
        activity=name_in_words(activity_name(pairing.activity)), day=day_words(day.day), amount=amount, points=points_words(day.pain)
    )


def level_sentence(pairing: Pairing) -> str:
    """An activity with the medians and days of its two levels."""
    return with_colon(name_in_words(activity_name(pairing.activity)), _levels_words(pairing))


def told_sentence(pairing: Pairing) -> str:
    """An activity that stands out, with its verdict and its two levels."""
    return sentence(with_colon(name_in_words(activity_name(pairing.activity)), with_semicolon(verdict_words(pairing), _levels_words(pairing))))


def untested_words(picture: NextDayPicture) -> str:
    """The activities with too few days, each with how many of them are there."""
    if not picture.untested:
        return ""
    named = (with_comma(name_in_words(activity_name(pairing.activity)), few_words(pairing)) for pairing in picture.untested)
    return _("Too few days yet: {activities}.").format(activities="; ".join(named))


def few_words(pairing: Pairing) -> str:
    """How many of the days it takes an activity has."""
    if pairing.n < LEAST_PAIRS:
        return so_far_words(days_words(pairing.n), LEAST_PAIRS)
    if pairing.n_with < LEAST_AT_A_LEVEL:
        return so_far_words(with_space(days_words(pairing.n_with), _("with it")), LEAST_AT_A_LEVEL)
    return so_far_words(with_space(days_words(pairing.n_without), _("without it")), LEAST_AT_A_LEVEL)


def key_words(picture: NextDayPicture) -> str:
    """What the marks mean, and what has too few days yet and is not drawn."""
    key = _("Circle: a day. Bar and number: their median.") if picture.tested else _("Circle: a day.")
    few = untested_words(picture) if picture.tested or not picture.rows else ""
    return " ".join(words for words in (key if picture.rows else "", few) if words)


def rule_words() -> str:
    """When an activity stands out."""
    return _(
        "An activity stands out only where chance alone would rarely bring it so close to the next day's pain: less than {times} times in 100, "
        "with everything compared counted in. Days close together are alike and count for less."
    ).format(times=number_text(100 * SIGNIFICANCE))


def no_cause_words() -> str:
    """What no such chart can show."""
    return _("What goes together need not be a cause.")


def _what(picture: NextDayPicture) -> str:
    period, days = period_words(picture.first, picture.last), days_words(picture.days_logged)
    site = site_words(picture.site)
    what = sentence(with_comma(_("Activity and the next day"), site, period))
    days = _("Pain on {days}").format(days=days)
    if not picture.missing_days:
        return with_space(what, sentence(days))
    missing = ngettext("{n} day without a pain entry", "{n} days without a pain entry", picture.missing_days).format(
        n=number_text(picture.missing_days)
    )
    return with_space(what, sentence(with_semicolon(days, missing)))


def _levels_words(pairing: Pairing) -> str:
    (high, low), (with_words, without_words) = levels(pairing), level_words(pairing)
    return _("median {high} after {high_days} ({with_words}), {low} after {low_days} ({without_words})").format(
        high=points_words(median_pain(high)),
        high_days=days_words(len(high)),
        with_words=with_words,
        low=points_words(median_pain(low)),
        low_days=days_words(len(low)),
        without_words=without_words,
    )


def _result_sentence(pairing: Pairing) -> str:
    """What stood out, with its numbers; of the two q the larger, by which it was judged."""
    # Both tests have to pass, so that the larger q is the one it was judged by.
    larger = max((q for q in (pairing.q, pairing.lasting_q) if q is not None), default=None)
    test = _("how closely, from -1 to 1: {rho}; how often by chance, from 0 to 1: {chance}; {days}").format(
        rho=_number(pairing.rho, 2), chance=_number(larger, 3), days=days_words(pairing.n)
    )
    words = _("{activity} {verdict} the next day: {levels}; {test}.")
    name = name_in_words(activity_name(pairing.activity))
    return words.format(activity=name, verdict=verdict_words(pairing), levels=_levels_words(pairing), test=test)


def _row(pairing: Pairing) -> tuple[str, ...]:
    high, low = levels(pairing)
    return (
        isolated(activity_name(pairing.activity)),
        number_text(pairing.n),
        number_text(len(high)),
        number_text(len(low)),
        points_words(median_pain(high)),
        points_words(median_pain(low)),
        _number(pairing.rho, 2),
        _number(pairing.n_effective, 1),
        _number(pairing.p, 3),
        _number(pairing.q, 3),
        _number(pairing.lasting_q, 3),
    )


def _number(value: float | None, places: int) -> str:
    if value is None:
        return "\N{EN DASH}"
    # A small p is never 0: it is shown as less than the last digit that is shown.
    least = 10**-places
    return f"<{least:.{places}f}" if 0 < value < least / 2 else f"{value:.{places}f}"
