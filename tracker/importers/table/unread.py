"""What of a table is not read: its columns that no reader takes, and how many cells of each are filled."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from tracker.importers.table.contract import PassedOn, RowSource
from tracker.importers.table.csv_file import TableRow


def counted(table: RowSource, read: frozenset[str], filled: Counter[str]) -> RowSource:
    """The table, its cells under columns that are not `read` (names in small letters) counted into `filled`."""
    columns = [(place, name) for place, name in enumerate(table.header) if name and name.casefold() not in read]
    # Nearly every table of a known program has no such column: its rows then pass through no second hand.
    return PassedOn(table, partial(_counting, columns, filled)) if columns else table


def _counting(columns: Sequence[tuple[int, str]], filled: Counter[str], rows: Iterator[TableRow]) -> Iterator[TableRow]:
    # A reader may go through a table more than once, to know its scales: the last time counts.
    filled.clear()
    for row in rows:
        if row.problem is None:
            filled.update(name for place, name in columns if row.cells[place].strip())
        yield row
