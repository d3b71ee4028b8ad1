"""What was taken of a medicine, by what is written beside its name and in it; unknown rather than less than was written."""

import math
from typing import NamedTuple

from tracker.domain.entries import MG_LIMIT, UNITS_LIMIT
from tracker.domain.medicine_names.amount_parts import WrittenAmount
from tracker.domain.medicines import Medicine

# Of a medicine of several ingredients, an amount of the first is told by units it comes in: halves, up to so many.
MOST_UNITS_OF_SEVERAL = 8


class TakenAmount(NamedTuple):
    """mg of each ingredient in one unit, in the order of the medicine's, and how many units; nothing where it `is_unknown`."""

    mg: tuple[float, ...] = ()
    units: float | None = None
    is_unknown: bool = False


UNKNOWN = TakenAmount(is_unknown=True)


def taken_amount(medicine: Medicine, amount: WrittenAmount | None, name: WrittenAmount) -> TakenAmount:
    """What was taken: `amount` is what is written beside the name (None: nothing), `name` what stands in it."""
    found = _of_name(name) if amount is None else _of_amount(medicine, amount, name)
    mg = max(found.mg, default=medicine.amounts[0].mg or 0) * (found.units or 1)
    is_possible = mg <= MG_LIMIT and all(value > 0 for value in found.mg) and (found.units or 1) <= UNITS_LIMIT
    return found if is_possible else UNKNOWN


def _of_name(name: WrittenAmount) -> TakenAmount:
    # A number as of a whole pack may have been taken, or bought; mg in brackets behind a count may be those of one or of all.
    is_unsure = name.is_unclear or name.pack or name.is_if_needed or (name.is_in_brackets and name.units not in {None, 1})
    return UNKNOWN if is_unsure else TakenAmount((), name.units)


def _of_amount(medicine: Medicine, amount: WrittenAmount, name: WrittenAmount) -> TakenAmount:
    # Of a gel of 1 %, 2 g are the gel.
    is_of_other = (name.is_per_other and (amount.mg or amount.bare_mg)) or (name.is_measured and amount.bare is not None)
    if amount.is_unclear or is_of_other:
        return UNKNOWN
    mg, units = amount.mg, amount.units
    if amount.ml is not None or amount.mg_per_ml is not None:
        per_ml = amount.mg_per_ml or name.mg_per_ml
        if amount.ml is None or per_ml is None or len(medicine.amounts) > 1:
            return UNKNOWN
        mg = (amount.ml * per_ml,)
    elif not mg and units is None:
        mg, units = ((amount.bare_mg,) if amount.bare_mg else ()), amount.bare_units
    if mg:
        return _of_mg(medicine, mg, units, amount, name)
    if units is None or (name.units and name.units not in {1, units}):
        return UNKNOWN
    return TakenAmount((), units)


def _of_mg(medicine: Medicine, mg: tuple[float, ...], units: float | None, amount: WrittenAmount, name: WrittenAmount) -> TakenAmount:
    """What was taken where mg are written: those of one unit, or of all that the name counts."""
    known = medicine.amounts[0].mg
    if len(mg) != len(medicine.amounts):
        # Of which ingredient they are, only the strengths tell.
        is_of_first = len(mg) == 1 and known is not None and _is_number_of_units(mg[0] / known)
        if not is_of_first:
            return UNKNOWN
    # The list has the ingredient of most mg first, whatever the order in which they are written: "8/500", "500/8".
    ordered = tuple(sorted(mg, reverse=True))
    if name.units and name.units != 1 and units is None:
        # "2 x Paracetamol 500mg" beside "1000 mg" are two, as they are beside "500 mg".
        is_all = known is not None and math.isclose(ordered[0], known * name.units)
        units = None if is_all else name.units
    elif name.units and units and name.units not in {1, units}:
        return UNKNOWN
    elif units and units != 1 and amount.is_in_brackets and not (known is not None and math.isclose(ordered[0], known)):
        if known is None or not math.isclose(ordered[0], known * units):
            return UNKNOWN
        units = None
    elif units and amount.is_counted_behind and known is not None and math.isclose(ordered[0], known * units):
        # "800 mg (2 tablets)" of those of 400 mg.
        units = None
    return TakenAmount(ordered, units)


def _is_number_of_units(units: float) -> bool:
    return 0 < units <= MOST_UNITS_OF_SEVERAL and (units * 2).is_integer()
