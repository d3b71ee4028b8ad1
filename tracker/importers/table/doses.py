"""Medicines as the files of others write them: names, perhaps with their strength, and an amount."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from tracker.domain.entries import Amount, Dose
from tracker.domain.medicine_names.several import amounts_of_several
from tracker.domain.medicine_names.taken_amounts import UNKNOWN, taken_amount
from tracker.domain.medicines import plain_name, taken_of
from tracker.importers.table.contract import Shared
from tracker.language import chosen
from tracker.library.medicines import listed_medicine, medicine_list, medicine_of_itself, medicines_in, written_amount, written_name

# A word that joins a number and a strength says nothing that would be lost.
_JOINING = frozenset({"of", "each", "de", "a", "je", "di", "x"})


def doses_of(names: str, amounts: str, common: Callable[[int], Shared], note: str = "", *, is_told: bool = True) -> tuple[Dose, ...]:
    """The doses of the medicines in a cell, each with its amount; `common` gives what each is made with, by its place.

    Where the amounts do not match the medicines one by one, or are not `is_told` of these, none of them has one: the cell stands in the
    note of each.
    """
    named = medicines_in(names)
    cells = [amounts] * len(named) if len(named) == 1 or not amounts else amounts_of_several(amounts, len(named))
    return tuple(
        dose_of(
            medicine.name, cells[place] if cells else amounts, common(place), _lines(medicine.remark, note), is_told=is_told and cells is not None
        )
        for place, medicine in enumerate(named)
    )


def dose_of(name: str, amount: str, common: Shared, note: str = "", *, is_told: bool = True) -> Dose:
    """A dose of a medicine; an amount that does not surely tell, or is not `is_told` of this one, is unknown and stands in the note.

    Raises Refused for no name.
    """
    units, ingredients, is_kept = _taken(name, amount, chosen(), is_told=is_told)
    return Dose(name=name.strip(), units=units, ingredients=ingredients, note=_lines(amount if is_kept else "", note), **common)


@lru_cache(maxsize=4096)
def _taken(name: str, amount: str, _language: object, *, is_told: bool) -> tuple[float | None, tuple[Amount, ...], bool]:
    """How many units, what they held, and whether the amount is to be kept as written; most rows of a table have one of few."""
    medicine = listed_medicine(name)
    if medicine is None:
        medicine = medicine_of_itself(name)
        # What nobody knows is counted by its name: the same one, however files write it.
        medicine = replace(medicine, amounts=tuple(held._replace(ingredient=held.ingredient.casefold()) for held in medicine.amounts))
    written = written_amount(amount)
    taken = taken_amount(medicine, written if amount else None, written_name(name)) if is_told else UNKNOWN
    if taken.is_unknown:
        return None, tuple(held._replace(mg=None) for held in medicine.amounts), True
    # Words beside the amount, and mg of what is not counted in mg, are kept as they are written.
    is_kept = _says_more(written.rest) or (medicine.on_skin and bool(taken.mg))
    return *taken_of(medicine, taken.mg, taken.units), is_kept


def _says_more(rest: str) -> bool:
    """Whether words beside an amount say more than what was counted in."""
    words = (plain_name(word) for word in re.findall(r"[^\W\d_]+", rest.casefold()))
    return any(word not in _JOINING and word not in medicine_list().words.swallowed for word in words)


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
