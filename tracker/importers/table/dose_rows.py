"""The medicines of a row: of each column of them the doses, and what stands there of which none is made."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.domain.entries import Dose
from tracker.domain.times import Moment
from tracker.importers.table.column_cells import ColumnCells
from tracker.importers.table.contract import shared
from tracker.importers.table.doses import doses_of, with_strength, with_unit
from tracker.importers.written.cell_words import NO, YES, says_none
from tracker.library.medicines import listed_medicine, medicines_in

# "Ibuprofen (mg)", "Ibuprofen mg": what its numbers are, and no part of its name.
_UNIT_IN_A_NAME = re.compile(r"\s*[(\[][^)\]\d]*[)\]]|[\s_]+(?:mg|g|ml|tablets?|tabs?|tabletten)\Z", re.IGNORECASE)

_ZERO = re.compile(r"0+(?:[.,]0+)?")


@dataclass(frozen=True, slots=True)
class DoseColumn:
    """A column of medicines, and the columns beside it: of amounts, and of what the numbers of these are and how strong it is.

    `marks` part the medicines of a cell where the mapping says so; `identity` is what the ids of its doses are made of.
    """

    medicine: ColumnCells
    amount: ColumnCells | None = None
    unit: str | None = None
    strength: str | None = None
    marks: str = ""
    identity: str = "dose"

    def doses(self, cell_of: Callable[[str | None], str], key: str, moment: Moment) -> tuple[tuple[Dose, ...], list[str]]:
        """The doses of a row, and what stands there of which none is made, under the name of its column."""
        name, amount = cell_of(self.medicine.name), cell_of(self.amount.name if self.amount else None)
        if self.medicine.is_empty(name):
            is_said = self.amount is not None and not self.amount.is_empty(amount) and not says_none(amount)
            return (), [f"{self.amount.name}: {amount}"] if self.amount is not None and is_said else []
        said = f"{self.medicine.name}: {name} {amount}".strip()
        if self.amount is None and names_a_medicine(self.medicine.name) and not names_a_medicine(name):
            name, amount = _of_its_own_column(self.medicine.name, name)
            # A column for one medicine says in most rows that it was not taken.
            if _ZERO.fullmatch(amount):
                return (), []
        # Told by the mapping, the marks of a list part medicines too; else they are parted as a medicine's name has it.
        elif self.marks:
            name = ";".join(self.medicine.parts(name))
            amount = ";".join(part.strip() for part in _parted(amount, self.marks))
        if self.amount is not None and not says_none(amount):
            amount = "" if self.amount.is_empty(amount) else with_unit(amount, cell_of(self.unit), self.amount.name)
        strength = cell_of(self.strength)
        if strength and len(medicines_in(name)) == 1:
            (name, amount), strength = with_strength(name, amount, strength), ""
        # The first keeps the identity it had when a row had one dose at most.
        doses = doses_of(name, amount, lambda place: shared(key, f"{self.identity} {place}" if place else self.identity, moment), strength)
        return doses, [] if doses else [said]


@dataclass(frozen=True, slots=True)
class DoseRows:
    """Reads the medicines of rows."""

    columns: Sequence[DoseColumn]

    def entries(self, cell_of: Callable[[str | None], str], key: str, moment: Moment) -> tuple[list[Dose], list[str]]:
        """The doses of a row, and what stands there of which none is made, each under the name of its column."""
        doses: list[Dose] = []
        lines: list[str] = []
        for column in self.columns:
            found, said = column.doses(cell_of, key, moment)
            doses += found
            lines += said
        return doses, lines


def names_a_medicine(text: str) -> bool:
    """Whether a text, such as the name of a column, names a medicine that is known."""
    return listed_medicine(text) is not None


def _of_its_own_column(column: str, cell: str) -> tuple[str, str]:
    """Name and amount of a cell under the name of its medicine: 400 under "Ibuprofen", yes under "Panadol"."""
    name = _UNIT_IN_A_NAME.sub("", column).strip() or column
    word = cell.casefold()
    if word in NO:
        return name, "0"
    return name, "" if word in YES else with_unit(cell, "", column)


def _parted(text: str, marks: str) -> list[str]:
    for mark in marks[1:]:
        text = text.replace(mark, marks[0])
    return text.split(marks[0])
