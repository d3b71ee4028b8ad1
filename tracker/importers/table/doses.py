"""Medicines as the files of others write them: names, perhaps with their strength, and an amount."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from tracker.domain.entries import Amount, Dose
from tracker.domain.medicine_names.number_words import MEASURES
from tracker.domain.medicine_names.several import amounts_of_several
from tracker.domain.medicine_names.taken_amounts import UNKNOWN, taken_amount
from tracker.domain.medicines import plain_name, taken_of
from tracker.importers.table.contract import Shared
from tracker.importers.written.cell_words import YES, says_none
from tracker.importers.written.denials import denied_name, is_denied
from tracker.language import chosen
from tracker.library.medicines import known_names, listed_medicine, medicine_list, medicine_of_itself, medicines_in, written_amount, written_name

# What the name of a column may tell of a bare number in it.
_UNITS = frozenset({"mg", "mcg", "ug", "\N{GREEK SMALL LETTER MU}g", "ml", "g"})
# As the words of a name are compared: a number of drops is none of mg.
_MEASURES = frozenset(plain_name(word) for word in MEASURES)
_BARE = re.compile(r"[0-9][0-9.,' \u00a0\u202f]*|[½¼¾]|1/2")
# What columns beside that of the amounts are called that say what its numbers are, and how much is in one of what it counts.
UNIT_COLUMNS = frozenset(
    {"unit", "units", "dose unit", "dosage unit", "uom", "einheit", "einheiten", "unité", "unidad", "unità", "unidade", "eenheid"}
)
STRENGTH_COLUMNS = frozenset({"strength", "tablet strength", "stärke", "wirkstärke", "dosage fort", "concentración", "dosaggio", "sterkte"})
# A word that joins a number and a strength says nothing that would be lost.
_JOINING = frozenset({"of", "each", "de", "a", "je", "di", "x"})


def with_unit(amount: str, unit: str, column: str) -> str:
    """An amount with the unit that stands beside it; a bare one else with that in the name of its column: 5 under "dose (mg)" is no count of 5."""
    if unit and amount[-1:].isdecimal():
        return f"{amount} {unit}"
    if not _BARE.fullmatch(amount):
        return amount
    words = [plain_name(word) for word in re.findall(r"[^\W\d_]+", column)]
    units = {word for word in words if word in _UNITS or word in medicine_list().words.swallowed or word in _MEASURES}
    return f"{amount} {units.pop()}" if len(units) == 1 else amount


def with_strength(name: str, amount: str, strength: str) -> tuple[str, str]:
    """A medicine's name and the amount of it, one of them with the strength that stands beside them: the amount where the name has one itself."""
    if not strength or not any(letter.isdecimal() for letter in name):
        return f"{name} {strength}".strip(), amount
    return name, f"{amount} x {strength}" if amount else strength


def doses_of(names: str, amounts: str, common: Callable[[int], Shared], note: str = "", *, is_told: bool = True) -> tuple[Dose, ...]:
    """The doses of the medicines in a cell, each with its amount; `common` gives what each is made with, by its place.

    Where the amounts do not match the medicines one by one, or are not `is_told` of these, none of them has one: the cell stands in the
    note of each. What was not taken ("no ibuprofen", "0 mg") is no dose and stands in the note of the first; () where nothing was.
    """
    if is_denied(names):
        return ()
    named = medicines_in(names)
    cells = [amounts] * len(named) if len(named) == 1 or not amounts else amounts_of_several(amounts, len(named))
    told = cells or [amounts] * len(named)
    taken = [place for place, medicine in enumerate(named) if _is_taken(medicine.name, told[place])]
    left = [f"{medicine.name} {told[place]}".strip() for place, medicine in enumerate(named) if place not in taken]
    is_told = is_told and cells is not None
    return tuple(
        dose_of(
            named[place].name, told[place], common(place), _lines(named[place].remark, note, *(left if place == taken[0] else ())), is_told=is_told
        )
        for place in taken
    )


def _is_taken(name: str, amount: str) -> bool:
    """Whether a cell names a medicine, and the amount beside it does not say that none was taken."""
    if says_not_taken(name) or says_none(amount):
        return False
    # "Yes", "2" and "400 mg" are names of none.
    return name.casefold() not in YES and _says_more(written_name(name).rest)


def says_not_taken(name: str) -> bool:
    """Whether what stands as the name of a medicine says that none was taken: "none", "no pills today", "skipped ibuprofen"."""
    return is_denied(name) or says_none(name) or bool(known_names().words_at_the_start(denied_name(name)))


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
    words = (plain_name(word) for word in re.findall(r"[^\W\d_]+|\d{1,2}:\d{2}", rest.casefold()) if not word.isnumeric())
    return any(word not in _JOINING and word not in medicine_list().words.swallowed for word in words)


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
