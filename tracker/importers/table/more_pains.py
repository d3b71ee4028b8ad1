"""The further columns of pain of a table, such as one of the morning beside that of the evening: an entry for each value of a row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import partial

from tracker.domain.entries import PainEntry, SiteReading
from tracker.domain.times import Moment
from tracker.importers.table.column_ways import PainColumn
from tracker.importers.table.contract import Shared, shared
from tracker.importers.table.pain_rows import LISTS, PainRows, Rating, RatingColumn

# Gives the moment of a row, or that at a time of its day.
MomentAt = Callable[[time | None], Moment]


@dataclass(frozen=True, slots=True)
class MorePains:
    """Reads the further pains of rows; `rows` reads what a row says of its pain beside the value."""

    columns: Sequence[tuple[PainColumn, RatingColumn]]
    rows: PainRows

    def has_value(self, cell_of: Callable[[str], str]) -> bool:
        """Whether a row has a value in any of these columns; raises Refused."""
        return any(isinstance(rating.rating(cell_of(column.column)), Rating) for column, rating in self.columns)

    def entries(
        self, cell_of: Callable[[str], str], cells: Mapping[str, str], key: str, moment_at: MomentAt, *, is_first: bool
    ) -> tuple[list[PainEntry], list[str]]:
        """The entries of a row, and the cells that do not say which value, each under the name of its column; raises Refused.

        Where no pain of the row `is_first`, what is said beside it goes with the first of these. The place goes with all.
        """
        found: list[PainEntry] = []
        lines: list[str] = []
        for number, (column, rating) in enumerate(self.columns, start=2):
            cell = cell_of(column.column)
            value = rating.rating(cell)
            if isinstance(value, str):
                lines.append(f"{rating.cells.name}: {cell}")
            elif value is not None:
                reader = self._reader(rating, is_bearer=is_first and not found)
                entry = reader.entry({**cells, "pain": cell}, "", partial(_shared, key, number, column, moment_at))
                found += [_at(column.site, entry)] if entry is not None else []
        return found, lines

    def _reader(self, rating: RatingColumn, *, is_bearer: bool) -> PainRows:
        lists = {name: column for name, column in self.rows.lists.items() if is_bearer or name not in LISTS}
        return PainRows({"pain": rating}, lists, self.rows.note if is_bearer else None)


def _at(site: str, entry: PainEntry) -> PainEntry:
    return replace(entry, sites=(SiteReading(site, entry.pain),)) if site else entry


def _shared(key: str, number: int, column: PainColumn, moment_at: MomentAt) -> Shared:
    return shared(key, f"pain {number}", moment_at(column.at))
