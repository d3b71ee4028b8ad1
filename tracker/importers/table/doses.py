"""Medicines as the files of others write them: a name, perhaps with its strength, and an amount."""

import re

from tracker.domain.entries import MG_LIMIT, Amount, Dose
from tracker.importers.table.contract import Shared

# A bare number up to this counts units, a greater one mg: 2 tablets, 400 mg.
MOST_UNITS_WRITTEN_BARE = 20
MG_A_GRAM = 1000
_STRENGTH = re.compile(r"\(?\b(\d{1,6}(?:[.,]\d{1,3})?)\s*(mg|g)\b\)?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:x|tablets?|pills?|capsules?|tabs?|caps?|pcs?)?\.?", re.IGNORECASE)


def dose_of(name: str, amount: str, common: Shared, note: str = "") -> Dose:
    """A dose of a medicine; mg where name or amount tell them, and a small bare number counts units. Raises Refused for no name."""
    mg = _mg(amount) or _mg(name)
    plain = _STRENGTH.sub("", name).strip(" ,()") or name.strip()
    units = _units(amount)
    if mg is None and units is not None and units > MOST_UNITS_WRITTEN_BARE:
        mg, units = units, None
    # An amount no medicine has is left out of the sum and kept as written, in the note.
    whole = None if mg is None or not 0 < mg <= MG_LIMIT else mg
    notes = "\n".join(filter(None, (amount if amount and whole is None and units is None else "", note)))
    return Dose(name=name.strip(), units=units, ingredients=(Amount(plain.casefold(), whole),), note=notes, **common)


def _mg(text: str) -> float | None:
    found = _STRENGTH.search(text)
    if found is None:
        return None
    return float(found[1].replace(",", ".")) * (MG_A_GRAM if found[2].casefold() == "g" else 1)


def _units(text: str) -> float | None:
    found = _NUMBER.fullmatch(text.strip())
    value = float(found[1].replace(",", ".")) if found else 0.0
    return value or None
