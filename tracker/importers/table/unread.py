"""What of a table is not read: its columns that no reader takes, and how many cells of each are filled."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.importers.table.contract import RowSource
from tracker.importers.table.csv_file import Measure, TableRow


@dataclass(frozen=True, slots=True)
class CountedTable:
    """A table that counts the filled cells of some of its columns as its rows are read."""

    table: RowSource
    columns: tuple[tuple[int, str], ...]
    filled: Counter[str]

    @property
    def path(self) -> Path:
        """The file."""
        return self.table.path

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.table.header

    @property
    def delimiter(self) -> str:
        """What parts the cells."""
        return self.table.delimiter

    def rows(self, gauge: Measure | None = None) -> Iterator[TableRow]:
        """The rows below the header."""
        # A reader may go through a table more than once, to know its scales: the last time counts.
        self.filled.clear()
        for row in self.table.rows(gauge):
            if row.problem is None:
                for place, name in self.columns:
                    if row.cells[place].strip():
                        self.filled[name] += 1
            yield row


def counted(table: RowSource, read: frozenset[str], filled: Counter[str]) -> RowSource:
    """The table, its cells under columns that are not `read` (names in small letters) counted into `filled`."""
    columns = tuple((place, name) for place, name in enumerate(table.header) if name and name.casefold() not in read)
    # Nearly every table of a known program has no such column: its rows then pass through no second hand.
    return CountedTable(table, columns, filled) if columns else table
