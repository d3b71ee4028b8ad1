"""What is said plainly of a dose beside those around it; it tells what is, never what to take."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.entries import MedicineClass
from tracker.domain.medicine_names.known_names import Near
from tracker.domain.medicines import WINDOW, Ingredient, Intake, Limit, Total, plain_name, totals_around
from tracker.domain.words import weekday_near
from tracker.formats.joining import with_brackets, with_comma
from tracker.formats.texts import in_a_row, number_text
from tracker.language import N_, _, ngettext

ONE_DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
HOUR_MINUTES = 60
MG_A_GRAM, HALF_A_GRAM = 1000, 500
# Amounts add up in binary: a total that is the limit itself may come out a hair above it. A millionth of a mg is no dose.
ROUNDING_MG = 1e-6


AMOUNT_WORDS = frozenset({"x", "mg", "g"})
OF_CLASSES = {
    MedicineClass.OPIOID: N_(
        "This contains an opioid: it can make drowsy and can be addictive. Follow the pack or whoever ordered it; do not drive if drowsy."
    ),
    MedicineClass.MUSCLE_RELAXANT: N_(
        "This contains a muscle relaxant: it can make drowsy. Follow the pack or whoever ordered it; do not drive if drowsy, and no alcohol with it."
    ),
}


class NoticeKind(StrEnum):
    """What a notice is about."""

    ADVICE = "advice"
    AT_ONCE = "at_once"
    LIMIT = "limit"
    DOSES = "doses"
    GAP = "gap"
    REPEATED = "repeated"
    SECOND_NSAID = "second_nsaid"
    ASK_BESIDE = "ask_beside"
    DAYS = "days"
    OF_CLASS = "of_class"
    UNKNOWN = "unknown"


class Notice(NamedTuple):
    """One plain sentence about a dose; `near` is the name it may have been meant by."""

    kind: NoticeKind
    sentence: str
    near: Near | None = None


def notices(
    intake: Intake, others: Sequence[Intake], limits: Mapping[str, Limit], known: Mapping[str, Ingredient], today: date | None = None
) -> list[Notice]:
    """What is to be said of a dose, given the other ones, the limits by ingredient and the known ingredients by name.

    It is read on `today`, by default the day of the dose: what was taken long before has its day named, and not its weekday alone.

    Every 24 hours that hold it are looked at.
    """
    found: list[Notice] = []
    for amount in () if intake.on_skin else intake.amounts:
        limit = limits.get(amount.ingredient, Limit(amount.ingredient))
        totals = totals_around(amount.ingredient, intake, others)
        found += _over_at_once(limit, amount.mg)
        # The fullest of the 24 hours: a dose entered afterwards may lie between two others and fill up hours that end after it.
        found += _over_mg(limit, max(totals, key=lambda total: total.mg))
        found += _over_doses(limit, max(totals, key=lambda total: total.doses))
        found += _short_gap(limit, intake, others)
        found += _days_in_a_row(limit, intake, others)
    seen_from = today or intake.day
    found += [*_repeated(intake, others, seen_from), *_second_nsaid(intake, others, known, seen_from)]
    found += [*_ask_beside(intake, others, known, seen_from), *_of_classes(intake)]
    # Advice to see somebody comes first; sorting keeps the rest as it was found.
    return sorted(found, key=lambda notice: notice.kind is not NoticeKind.ADVICE)


def ingredient_name(ingredient: str) -> str:
    """An ingredient as a sentence begins with it."""
    name = _(ingredient)
    return name[:1].upper() + name[1:]


def mg_text(mg: float) -> str:
    """An amount: "1,000 mg"."""
    return _("{mg} mg").format(mg=number_text(mg))


def round_amount_text(mg: float) -> str:
    """A round amount as packs have it: "1 g", "400 mg"."""
    return _("{grams} g").format(grams=number_text(mg / MG_A_GRAM)) if mg >= MG_A_GRAM and not mg % HALF_A_GRAM else mg_text(mg)


def hours_text(length: timedelta) -> str:
    """A length of time: "3 h 59 min"."""
    # Rounded down: a second short of four hours is not yet four hours.
    hours, minutes = divmod(int(length.total_seconds() // 60), HOUR_MINUTES)
    if not minutes and hours:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes) if hours else _("{minutes} min").format(minutes=minutes)


def _over_at_once(limit: Limit, mg: float | None) -> list[Notice]:
    bound = limit.mg_at_once
    if bound is None or mg is None or mg <= bound.value + ROUNDING_MG:
        return []
    sentence = _("{ingredient}: {mg} is more than the usual {usual} at once.")
    words = {"ingredient": ingredient_name(limit.ingredient), "mg": mg_text(mg), "usual": round_amount_text(bound.value)}
    return [Notice(NoticeKind.AT_ONCE, sentence.format(**words))]


def _over_mg(limit: Limit, total: Total) -> list[Notice]:
    name, bound = ingredient_name(limit.ingredient), limit.mg_in_24_hours
    # In place of the limit's own notice: one sentence about one total.
    if limit.advice_over_mg is not None and total.mg > limit.advice_over_mg.value + ROUNDING_MG:
        sentence = _("{ingredient} comes to {total} in 24 hours, over {limit}. {advice}")
        known = mg_text(limit.advice_over_mg.value)
        return [Notice(NoticeKind.ADVICE, sentence.format(ingredient=name, total=mg_text(total.mg), limit=known, advice=_(limit.advice)))]
    if bound is None or total.mg <= bound.value + ROUNDING_MG:
        return []
    own = _("{ingredient} comes to {total} in 24 hours; your own limit is {limit}.")
    label = _("{ingredient} comes to {total} in 24 hours; the label's limit is {limit}.")
    words = {"ingredient": name, "total": mg_text(total.mg), "limit": mg_text(bound.value)}
    return [Notice(NoticeKind.LIMIT, (own if bound.is_own else label).format(**words))]


def _over_doses(limit: Limit, total: Total) -> list[Notice]:
    bound = limit.doses_in_24_hours
    if bound is None or total.doses <= bound.value:
        return []
    own = _("{ingredient} comes to {count} doses in 24 hours; your own limit is {limit}.")
    label = _("{ingredient} comes to {count} doses in 24 hours; the label's limit is {limit}.")
    words = {"ingredient": ingredient_name(limit.ingredient), "count": total.doses, "limit": number_text(bound.value)}
    return [Notice(NoticeKind.DOSES, (own if bound.is_own else label).format(**words))]


def _short_gap(limit: Limit, intake: Intake, others: Sequence[Intake]) -> list[Notice]:
    bound = limit.gap_hours
    # Before and after it: a dose is entered late, too, between two that are there already.
    apart = [abs(intake.at - dose.at) for dose in others if dose.swallowed(limit.ingredient)]
    if bound is None or not apart or min(apart) >= bound.value * HOUR:
        return []
    own = _("{ingredient}: {apart} between two doses; your own limit is at least {gap}.")
    label = _("{ingredient}: {apart} between two doses; the label says at least {gap}.")
    words = {"ingredient": ingredient_name(limit.ingredient), "apart": hours_text(min(apart)), "gap": hours_text(bound.value * HOUR)}
    return [Notice(NoticeKind.GAP, (own if bound.is_own else label).format(**words))]


def _days_in_a_row(limit: Limit, intake: Intake, others: Sequence[Intake]) -> list[Notice]:
    bound = limit.days_without_advice
    if bound is None:
        return []
    days = {intake.day, *(dose.day for dose in others if dose.swallowed(limit.ingredient))}
    if 1 + _run(days, intake.day, -ONE_DAY) + _run(days, intake.day, ONE_DAY) <= bound.value:
        return []
    count = int(bound.value)
    sentence = ngettext(
        "{ingredient} on more than {count} day in a row: the label says to ask a pharmacist or a doctor.",
        "{ingredient} on more than {count} days in a row: the label says to ask a pharmacist or a doctor.",
        count,
    )
    return [Notice(NoticeKind.DAYS, sentence.format(ingredient=ingredient_name(limit.ingredient), count=count))]


def _run(days: set[date], start: date, step: timedelta) -> int:
    """How many days follow one another from a day on, without it."""
    length = 0
    while start + step * (length + 1) in days:
        length += 1
    return length


def _around(intake: Intake, others: Sequence[Intake]) -> list[Intake]:
    """The doses that share 24 hours with this one, the nearest first."""
    return sorted((dose for dose in others if abs(intake.at - dose.at) < WINDOW), key=lambda dose: abs(intake.at - dose.at))


def _repeated(intake: Intake, others: Sequence[Intake], today: date) -> list[Notice]:
    found: list[Notice] = []
    # The medicine itself once more is no other name of it: of that, the gap and the totals speak.
    seen = {_name_alone(intake)}
    for dose in _around(intake, others):
        shared = [amount.ingredient for amount in intake.amounts if dose.holds(amount.ingredient)]
        if not shared or _name_alone(dose) in seen:
            continue
        seen.add(_name_alone(dose))
        sentence = _("{name} and {other} ({when}) both hold {ingredients}: the same ingredient under another name.")
        words = {
            "name": intake.name,
            "other": dose.name,
            "when": weekday_near(dose.moment.local, today),
            "ingredients": in_a_row(_(name) for name in shared),
        }
        found.append(Notice(NoticeKind.REPEATED, sentence.format(**words)))
    return found


def _name_alone(intake: Intake) -> tuple[tuple[str, ...], frozenset[str]]:
    """A name without the amounts that may stand in it, with what it holds: "2 x Panadol 500mg" is Panadol, "Tylenol 3" is not Tylenol."""
    words = tuple(word for word in plain_name(intake.name).split() if word not in AMOUNT_WORDS and not any(letter.isdigit() for letter in word))
    return words, frozenset(amount.ingredient for amount in intake.amounts)


def _second_nsaid(intake: Intake, others: Sequence[Intake], known: Mapping[str, Ingredient], today: date) -> list[Notice]:
    """All NSAIDs within 24 hours of one that is taken, each once, where it was taken nearest; what acts like one stands beside them."""
    own = _like_nsaids(intake, known)
    if not own:
        return []
    where = dict.fromkeys(own[1:], intake)
    for dose in _around(intake, others):
        for name in _like_nsaids(dose, known):
            if name not in own:
                where.setdefault(name, dose)
    if not where:
        return []
    sentence = _("Two NSAIDs within 24 hours: {first}, and {others}. Ask a pharmacist.")
    if any(name in known and known[name].acts_like for name in (own[0], *where)):
        sentence = _("NSAIDs, or what acts like one, within 24 hours: {first}, and {others}. Ask a pharmacist.")
    elif len(where) > 1:
        sentence = _("{count} NSAIDs within 24 hours: {first}, and {others}. Ask a pharmacist.")
    listed = in_a_row(_taken_as(name, dose, known, today) for name, dose in where.items())
    words = {"count": 1 + len(where), "first": _with_what_it_is_like(own[0], known), "others": listed}
    return [Notice(NoticeKind.SECOND_NSAID, sentence.format(**words))]


def _ask_beside(intake: Intake, others: Sequence[Intake], known: Mapping[str, Ingredient], today: date) -> list[Notice]:
    """Each ingredient that a pharmacist is asked about with a class, and that class within 24 hours, whichever was taken first."""
    where: dict[tuple[str, str], Intake] = {}
    for dose in (intake, *_around(intake, others)):
        for pair in (*_pairs_to_ask_about(intake, dose, known), *_pairs_to_ask_about(dose, intake, known)):
            where.setdefault(pair, dose)
    sentence = _("{ingredient} with {other} within 24 hours ({name}, {when}): ask a pharmacist.")
    return [
        Notice(
            NoticeKind.ASK_BESIDE,
            sentence.format(ingredient=ingredient_name(name), other=_(other), name=dose.name, when=weekday_near(dose.moment.local, today)),
        )
        for (name, other), dose in where.items()
    ]


def _pairs_to_ask_about(first: Intake, second: Intake, known: Mapping[str, Ingredient]) -> Iterator[tuple[str, str]]:
    for amount in first.amounts:
        kind = known[amount.ingredient].ask_beside if amount.ingredient in known else None
        for other in second.amounts if kind else ():
            if other.kind is kind:
                yield amount.ingredient, other.ingredient


def _of_classes(intake: Intake) -> list[Notice]:
    kinds = {amount.kind for amount in intake.amounts}
    return [Notice(NoticeKind.OF_CLASS, _(sentence)) for kind, sentence in OF_CLASSES.items() if kind in kinds]


def _taken_as(name: str, dose: Intake, known: Mapping[str, Ingredient], today: date) -> str:
    taken = with_comma(dose.name, weekday_near(dose.moment.local, today))
    return with_brackets(_with_what_it_is_like(name, known), taken)


def _with_what_it_is_like(name: str, known: Mapping[str, Ingredient]) -> str:
    like = known[name].acts_like if name in known else ""
    return _("{ingredient}, which acts like {other}").format(ingredient=_(name), other=_(like)) if like else _(name)


def _like_nsaids(intake: Intake, known: Mapping[str, Ingredient]) -> list[str]:
    # A gel counts here, though none of its mg count in the totals: two of the class are two, however they are taken.
    return [
        amount.ingredient
        for amount in intake.amounts
        if amount.kind is MedicineClass.NSAID or (amount.ingredient in known and known[amount.ingredient].acts_like)
    ]
