"""Medicines as the files of others write them: names, perhaps with their strength, and an amount."""

import re
from collections.abc import Callable
from dataclasses import replace

from tracker.domain.entries import Dose
from tracker.domain.medicine_names.several import amounts_of_several
from tracker.domain.medicine_names.taken_amounts import UNKNOWN, taken_amount
from tracker.domain.medicines import DoseDraft
from tracker.importers.table.contract import Shared
from tracker.library.medicines import listed_medicine, medicine_of_itself, medicines_in, written_amount, written_name

# A word that joins a number and a strength says nothing that would be lost.
_JOINING = frozenset({"of", "each", "de", "à", "je", "di", "x"})


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
    medicine = listed_medicine(name)
    if medicine is None:
        medicine = medicine_of_itself(name)
        # What nobody knows is counted by its name: the same one, however files write it.
        medicine = replace(medicine, amounts=tuple(replace(held, ingredient=held.ingredient.casefold()) for held in medicine.amounts))
    written = written_amount(amount)
    taken = taken_amount(medicine, written if amount else None, written_name(name)) if is_told else UNKNOWN
    if taken.is_unknown:
        unmeasured = tuple(replace(held, mg=None) for held in medicine.amounts)
        return Dose(name=name.strip(), units=None, ingredients=unmeasured, note=_lines(amount, note), **common)
    # Words beside the amount, and mg of what is not counted in mg, are kept as they are written.
    is_kept = _says_more(written.rest) or (medicine.on_skin and bool(taken.mg))
    draft = DoseDraft(name=name, moment=common["moment"], mg=taken.mg, units=taken.units, note=_lines(amount if is_kept else "", note))
    return replace(draft.entry(medicine), **common)


def _says_more(rest: str) -> bool:
    return not _JOINING.issuperset(re.findall(r"[^\W\d_]+", rest.casefold()))


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
