"""The day of each row of a table, where it is written in more than one column, or once for all rows under it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from tracker.importers.table.contract import RowSource
from tracker.importers.table.csv_file import Measure, TableRow
from tracker.importers.table.mapping import Mapping
from tracker.importers.written.date_orders import day_format

# A day after the 12th, which tells day from month, may come late in a table.
ROWS_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class DatedTable:
    """A table in whose column of the day each row has the whole of it."""

    table: RowSource
    places: tuple[int, ...]
    is_carried_down: bool

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
        """The rows below the header; the last of the places holds the whole day."""
        last = [""] * len(self.places)
        for row in self.table.rows(gauge):
            # The day of a row that cannot be used is not known, so that the rows under it have none.
            if row.problem is not None:
                last = [""] * len(self.places)
                yield row
                continue
            written = [row.cells[place].strip() for place in self.places]
            if self.is_carried_down and any(map(str.strip, row.cells)):
                last = written = [cell or above for cell, above in zip(written, last, strict=True)]
            # A part alone is no day: without the last one the row has none.
            whole = " ".join(filter(None, written)) if written[-1] else ""
            cells = list(row.cells)
            cells[self.places[-1]] = whole
            yield replace(row, cells=tuple(cells))


def dated(table: RowSource, mapping: Mapping) -> RowSource:
    """The table with the whole day of each row in the column that the mapping has for it."""
    columns = [column.strip() for column in (*mapping.dates.before, day_column(mapping))]
    # A column that is not there is missed aloud by whoever reads the rows.
    if not (mapping.dates.before or mapping.dates.carry_down) or not set(columns) <= set(table.header):
        return table
    return DatedTable(table, tuple(table.header.index(column) for column in columns), mapping.dates.carry_down)


def with_date_format(table: RowSource, mapping: Mapping) -> Mapping:
    """The mapping with the way its dates are written, where it does not say so and the first rows of the table do."""
    if mapping.dates.format is not None:
        return mapping
    format_ = day_format(cell for _line, cell in day_cells(table, mapping))
    return replace(mapping, dates=replace(mapping.dates, format=format_)) if format_ else mapping


def day_cells(table: RowSource, mapping: Mapping) -> Iterator[tuple[int, str]]:
    """The cells of the day in the first rows of a table as `dated` gives it, with their lines; none where the column is not there."""
    column = day_column(mapping).strip()
    if column in table.header:
        place = table.header.index(column)
        yield from ((row.line, row.cells[place].strip()) for row in islice(table.rows(), ROWS_LOOKED_AT) if row.problem is None)


def day_column(mapping: Mapping) -> str:
    """The name of the column of the day; "" for none."""
    return mapping.columns.datetime or mapping.columns.date or ""
