"""Medicines: what they hold, what a label says of an ingredient, and totals by ingredient in a rolling 24 hours."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import fsum
from typing import NamedTuple

from tracker.domain import Value, value
from tracker.domain.entries import (
    MG_LIMIT,
    Amount,
    Dose,
    Issue,
    MedicineClass,
    already_there,
    dose_issues,
    figure_issue,
    name_issues,
    note_issues,
    refuse,
    time_issues,
)
from tracker.domain.ids import new_id, shared_id
from tracker.domain.times import Moment
from tracker.language import N_, _

WINDOW = timedelta(hours=24)
NAMES_REMEMBERED = 4_000  # those that come with the app and many own ones: at each letter that is typed all of them are compared
# The most that may be typed as a limit of one's own, a week and a hundred: against slips of the keyboard.
HOURS_LIMIT, DOSES_LIMIT = 24 * 7, 100
OWN_SOURCE = N_("changed by you")


class Bound(NamedTuple):
    """One figure of a limit and where it comes from; an own one was typed in by the person."""

    value: float
    source: str
    is_own: bool = False


class Limit(NamedTuple):
    """What holds for one ingredient: mg at once, hours between doses, mg and doses in 24 hours, days in a row; None where nothing is said."""

    ingredient: str
    mg_at_once: Bound | None = None
    gap_hours: Bound | None = None
    mg_in_24_hours: Bound | None = None
    doses_in_24_hours: Bound | None = None
    days_without_advice: Bound | None = None
    advice_over_mg: Bound | None = None
    advice: str = ""

    def overlaid(self, other: "Limit | None") -> "Limit":
        """This limit with the figures another one has in place of its own."""
        if other is None:
            return self
        # A figure that is None says nothing, and takes none away.
        given = {figure: value for figure, value in other._asdict().items() if value}
        return self._replace(**{**given, "ingredient": self.ingredient})


class Usual(NamedTuple):
    """The usual single dose of an adult, in mg, and where that comes from."""

    least: float
    most: float
    source: str


class Ingredient(NamedTuple):
    """What is counted, by its one name; `brands` are its other names and the medicines that hold it alone.

    `acts_like` is the ingredient it stands beside in what is said of two; `ask_beside` the class that a pharmacist is asked about with it;
    `atc` its code in the ATC of the WHO, `atc_on_skin` that of what is rubbed in.
    """

    name: str
    kind: MedicineClass
    brands: tuple[str, ...] = ()
    usual: Usual | None = None
    limit: Limit | None = None
    acts_like: str = ""
    ask_beside: MedicineClass | None = None
    atc: str = ""
    atc_on_skin: str = ""


@value(kw_only=True)
class Medicine(Value):
    """Something to take or to rub in: its ingredients in one unit; mg is None where it differs from pack to pack."""

    id: str = field(default_factory=new_id)
    name: str
    amounts: tuple[Amount, ...]
    brands: tuple[str, ...] = ()
    on_skin: bool = False
    limits: tuple[Limit, ...] = ()
    is_own: bool = False

    def __post_init__(self) -> None:
        refuse(medicine_issues(self))

    def limit_of(self, ingredient: str) -> Limit | None:
        """Its own limit on an ingredient, if it has one."""
        return next((limit for limit in self.limits if limit.ingredient == ingredient), None)


class Intake(NamedTuple):
    """A dose as it is counted: the ingredients by their one name, and whether it stayed on the skin."""

    moment: Moment
    name: str
    amounts: tuple[Amount, ...]
    on_skin: bool = False

    @property
    def at(self) -> datetime:
        """The instant it was taken."""
        return self.moment.at

    @property
    def day(self) -> date:
        """The local day it was taken."""
        return self.moment.day

    def holds(self, ingredient: str) -> bool:
        """Whether an ingredient is in it."""
        return any(amount.ingredient == ingredient for amount in self.amounts)

    def swallowed(self, ingredient: str) -> bool:
        """Whether an ingredient is in it and counts in mg: what stays on the skin does not."""
        return not self.on_skin and self.holds(ingredient)


class Total(NamedTuple):
    """What came together of an ingredient in 24 hours: mg, doses, how many of the doses had no mg, and how many more stayed on the skin."""

    mg: float = 0.0
    doses: int = 0
    unmeasured: int = 0
    on_skin: int = 0


class DoseDraft(NamedTuple):
    """A dose in the making: mg of each ingredient in one unit, where the medicine itself does not say, and how many units."""

    name: str
    moment: Moment
    mg: tuple[float | None, ...] = ()
    units: float | None = None
    note: str = ""

    def issues(self, now: datetime) -> tuple[Issue, ...]:
        """Everything that keeps this from being an entry, field by field."""
        amounts = [Amount("mg", mg) for mg in self.mg]
        # First and alone: without a name there is no medicine of which the rest could be judged.
        if not self.name.strip():
            return (nothing_taken(),)
        return (*dose_issues(self.name, self.units, amounts), *note_issues(self.note), *time_issues(self.moment, now))

    def entry(self, medicine: Medicine) -> Dose:
        """The dose of a medicine; raises Refused where there are issues."""
        units, ingredients = taken_of(medicine, self.mg, self.units)
        return Dose(moment=self.moment, name=self.name.strip(), units=units, ingredients=ingredients, note=self.note)


def taken_of(medicine: Medicine, mg: Sequence[float | None], units: float | None) -> tuple[float | None, tuple[Amount, ...]]:
    """How many units of a medicine were taken and what they held, by the mg of each ingredient in one unit and the units that were told."""
    known = medicine.amounts[0].mg
    scale = 1.0 if units is None else units
    # mg typed for a medicine that knows its own is a number of units too.
    scale = scale * mg[0] / known if mg and mg[0] and known else scale

    def of_ingredient(place: int) -> float | None:
        one_unit = medicine.amounts[place].mg or (mg[place] if place < len(mg) else None)
        return None if medicine.on_skin or one_unit is None else one_unit * scale

    # Of a medicine whose strength is not known, the mg typed do not tell how many units they were.
    return scale if known else units, tuple(amount._replace(mg=of_ingredient(place)) for place, amount in enumerate(medicine.amounts))


def in_one_unit(dose: Dose) -> tuple[Amount, ...]:
    """What one unit of a dose held; a dose without a number of units is one."""
    return tuple(amount._replace(mg=None if amount.mg is None else amount.mg / (dose.units or 1.0)) for amount in dose.ingredients)


def taken(held: Sequence[Amount], units: float | None, before: Dose | None = None) -> tuple[Amount, ...]:
    """What so many units hold, of what one holds; without a number of units it is one.

    Of a dose saved before, an ingredient of which neither the units nor the mg were changed keeps its very amount: to divide and to
    multiply again may move the last digit.
    """
    had = in_one_unit(before) if before is not None and before.units == units else ()
    return tuple(
        before.ingredients[place] if before is not None and had[place : place + 1] == (amount,) else amount._replace(mg=_times(amount.mg, units))
        for place, amount in enumerate(held)
    )


def _times(mg: float | None, units: float | None) -> float | None:
    return None if mg is None else mg * (units or 1.0)


def limit_id(ingredient: str) -> str:
    """The id of the own limit on an ingredient, the same on every computer."""
    return shared_id(f"limit:{ingredient}")


def medicine_issues(medicine: Medicine) -> list[Issue]:
    """What is wrong with a medicine."""
    names = [amount.ingredient for amount in medicine.amounts]
    issues = name_issues("name", (medicine.name,)) + name_issues("ingredients", names)
    if not names:
        issues.append(Issue("ingredients", _("A medicine needs at least one ingredient. Nothing was saved; the pack names it.")))
    plain = [plain_name(name) for name in names]
    issues += [Issue("ingredients", already_there(name)) for place, name in enumerate(names) if plain[place] in plain[:place]]
    issues += [issue for amount in medicine.amounts for issue in bound_issues("mg", amount.mg, MG_LIMIT)]
    return issues + [issue for limit in medicine.limits for issue in limit_issues(limit)]


def nothing_taken() -> Issue:
    """That what is typed says of no medicine that it was taken."""
    return Issue("name", _("Write what was taken. Nothing was saved."))


def limit_issues(limit: Limit) -> list[Issue]:
    """What is wrong with the figures of a limit."""
    tops = (("gap_hours", limit.gap_hours, HOURS_LIMIT), ("mg", limit.mg_in_24_hours, MG_LIMIT), ("doses", limit.doses_in_24_hours, DOSES_LIMIT))
    return [issue for name, bound, top in tops for issue in bound_issues(name, bound.value if bound else None, top)]


def bound_issues(name: str, value: float | None, top: float) -> list[Issue]:
    """What is wrong with a figure that has to lie above 0, up to a top."""
    if value is None or 0 < value <= top:
        return []
    return [figure_issue(name, top)]


def window_total(ingredient: str, intakes: Iterable[Intake], at: datetime) -> Total:
    """What was taken of an ingredient in the 24 hours up to an instant: after `at` - 24 h, up to and with `at`."""
    within = [intake for intake in intakes if intake.holds(ingredient) and at - WINDOW < intake.at <= at]
    swallowed = [intake for intake in within if not intake.on_skin]
    amounts = [[amount.mg for amount in intake.amounts if amount.ingredient == ingredient] for intake in swallowed]
    measured = fsum(mg for mgs in amounts for mg in mgs if mg is not None)
    # fsum adds without an error that grows; rounding takes off what binary leaves beyond a millionth of a mg.
    return Total(round(measured, 6), len(swallowed), sum(None in mgs for mgs in amounts), len(within) - len(swallowed))


def totals_around(ingredient: str, intake: Intake, others: Sequence[Intake]) -> list[Total]:
    """The total of each 24 hours that hold this intake and end with one: its own first, then those of later ones."""
    ends = [intake.at, *sorted(later.at for later in others if intake.at < later.at < intake.at + WINDOW)]
    return [window_total(ingredient, (intake, *others), end) for end in ends]


@lru_cache(maxsize=NAMES_REMEMBERED)
def plain_name(text: str) -> str:
    """A name as names are compared: without case, accents, punctuation and superfluous blanks."""
    spread = text.casefold().replace("&", " and ")
    if not spread.isascii():  # hundreds of names are compared as a form opens, and hardly one has an accent
        # NFKD sets accents apart from their letters, where they can be left out.
        spread = "".join(letter for letter in unicodedata.normalize("NFKD", spread) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", spread))
