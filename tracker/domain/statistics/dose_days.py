"""Doses by day, and the most in any 24 hours.

By ingredient; a medicine whose ingredients are not known goes by its own name. What stays on the skin is counted as doses, apart from
what was swallowed, and has no mg. A day without a dose has no row. The 24 hours are after t - 24 h, up to and with t.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from tracker.domain.medicines import WINDOW, Intake
from tracker.domain.times import Moment


@dataclass(frozen=True, slots=True)
class DoseDay:
    """One ingredient, or medicine, on a local day: its doses, their mg (None where none is known), and how many of them have no mg."""

    day: date
    name: str
    doses: int
    mg: float | None
    unmeasured: int = 0
    on_skin: bool = False


@dataclass(frozen=True, slots=True)
class MostIn24Hours:
    """The most of one ingredient, or medicine, in 24 hours: doses, and mg (None where none is known), each with the first end of such hours."""

    name: str
    n: int
    doses: int
    doses_until: Moment
    mg: float | None = None
    mg_until: Moment | None = None
    on_skin: bool = False


@dataclass(frozen=True, slots=True)
class _IngredientDose:
    moment: Moment
    name: str
    mg: float | None
    on_skin: bool


def dose_days(intakes: Iterable[Intake]) -> tuple[DoseDay, ...]:
    """What was taken on each day; by day, then by name."""
    by_day: dict[tuple[date, str, bool], list[float | None]] = {}
    for intake in intakes:
        for taken in _doses_of(intake):
            by_day.setdefault((taken.moment.day, taken.name, taken.on_skin), []).append(taken.mg)
    return tuple(DoseDay(day, name, len(by_day[day, name, skin]), *_sum(by_day[day, name, skin]), on_skin=skin) for day, name, skin in sorted(by_day))


def most_in_24_hours(intakes: Iterable[Intake], first: date, last: date) -> tuple[MostIn24Hours, ...]:
    """The most of each ingredient in any 24 hours that end on these local days, both included, by name.

    Doses of the day before the first belong to it where they lie within 24 hours; `n` counts those of the days themselves.
    """
    by_name: dict[tuple[str, bool], list[_IngredientDose]] = {}
    for intake in intakes:
        for taken in _doses_of(intake):
            by_name.setdefault((taken.name, taken.on_skin), []).append(taken)
    found = (_fullest_hours(sorted(by_name[key], key=lambda dose: dose.moment.at), first, last) for key in sorted(by_name))
    return tuple(most for most in found if most is not None)


def _doses_of(intake: Intake) -> list[_IngredientDose]:
    """Each ingredient of a dose once; its name alone where the ingredients are not known."""
    by_name: dict[str, list[float | None]] = {} if intake.amounts else {intake.name: [None]}
    for amount in intake.amounts:
        by_name.setdefault(amount.ingredient, []).append(None if intake.on_skin else amount.mg)
    return [_IngredientDose(intake.moment, name, _sum(mgs)[0], intake.on_skin) for name, mgs in by_name.items()]


def _sum(amounts: Sequence[float | None]) -> tuple[float | None, int]:
    """The mg that are known together, and how many are not."""
    known = [mg for mg in amounts if mg is not None]
    # fsum adds without an error that grows; rounding takes off what binary leaves beyond a millionth of a mg.
    return (round(fsum(known), 6) if known else None), len(amounts) - len(known)


def _fullest_hours(taken: Sequence[_IngredientDose], first: date, last: date) -> MostIn24Hours | None:
    """The fullest of the windows that end with one of these, which come in order of time; None where none ends on these days."""
    instants = [dose.moment.at for dose in taken]
    ends = [dose.moment for dose in taken if first <= dose.moment.day <= last]
    if not ends:
        return None
    # bisect_right at both ends: a dose at t - 24 h lies outside, one at t inside.
    windows = [(end, taken[bisect_right(instants, end.at - WINDOW) : bisect_right(instants, end.at)]) for end in ends]
    sums = [(mg, end) for end, window in windows if (mg := _sum([dose.mg for dose in window])[0]) is not None]
    # Doses and mg apart: the hours with the most doses need not be those with the most mg.
    doses_until, fullest = max(windows, key=lambda window: len(window[1]))
    mg, mg_until = max(sums, key=lambda total: total[0]) if sums else (None, None)
    return MostIn24Hours(taken[0].name, len(ends), len(fullest), doses_until, mg, mg_until, taken[0].on_skin)
