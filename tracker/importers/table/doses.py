"""Medicines as the files of others write them: a name, perhaps with its strength, and an amount."""

from dataclasses import replace

from tracker.domain.entries import MG_LIMIT, Dose
from tracker.domain.medicines import DoseDraft
from tracker.importers.table.contract import Shared
from tracker.library.medicines import listed_medicine, medicine_of_itself, written_amount, written_name

# A bare number up to this counts units, a greater one mg: 2 tablets, 400 mg.
MOST_UNITS_WRITTEN_BARE = 20


def dose_of(name: str, amount: str, common: Shared, note: str = "") -> Dose:
    """A dose of a medicine; mg where name or amount tell them, and a small bare number counts units. Raises Refused for no name."""
    medicine = listed_medicine(name)
    if medicine is None:
        medicine = medicine_of_itself(name)
        # What nobody knows is counted by its name: the same one, however files write it.
        medicine = replace(medicine, amounts=tuple(held._replace(ingredient=held.ingredient.casefold()) for held in medicine.amounts))
    written = written_amount(amount)
    mg, units = written.mg[:1], written.units
    if written.bare and units is None and not mg:
        mg, units = ((written.bare,), None) if written.bare > MOST_UNITS_WRITTEN_BARE else ((), written.bare)
    # An amount no medicine has is left out of the sum and kept as written, in the note.
    mg = tuple(value for value in mg if 0 < value <= MG_LIMIT)
    if not amount:
        units = written_name(name).units
    notes = "\n".join(filter(None, (amount if not mg and units is None else "", note)))
    dose = DoseDraft(name=name, moment=common["moment"], mg=mg, units=units, note=notes).entry(medicine)
    return replace(dose, **common)
