"""The day of each row of a table, where it is written in more than one column, or once for all rows under it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from tracker.importers.table.contract import PassedOn, RowSource
from tracker.importers.table.csv_file import TableRow
from tracker.importers.table.mapping import Mapping
from tracker.importers.written.date_orders import day_format

# A day after the 12th, which tells day from month, may come late in a table.
ROWS_LOOKED_AT = 2_000


def dated(table: RowSource, mapping: Mapping) -> RowSource:
    """The table with the whole day of each row in the column that the mapping has for it."""
    columns = [column.strip() for column in (*mapping.dates.before, day_column(mapping))]
    # A column that is not there is missed aloud by whoever reads the rows.
    if not (mapping.dates.before or mapping.dates.carry_down) or not set(columns) <= set(table.header):
        return table
    places = [table.header.index(column) for column in columns]
    return PassedOn(table, partial(_with_whole_days, places, is_carried_down=mapping.dates.carry_down))


def _with_whole_days(places: Sequence[int], rows: Iterator[TableRow], *, is_carried_down: bool) -> Iterator[TableRow]:
    """The rows with the whole day in the last of the places."""
    last = [""] * len(places)
    for row in rows:
        # The day of a row that cannot be used is not known, so that the rows under it have none.
        if row.problem is not None:
            last = [""] * len(places)
            yield row
            continue
        written = [row.cells[place].strip() for place in places]
        if is_carried_down and any(map(str.strip, row.cells)):
            last = written = [cell or above for cell, above in zip(written, last, strict=True)]
        # A part alone is no day: without the last one the row has none.
        whole = " ".join(filter(None, written)) if written[-1] else ""
        cells = list(row.cells)
        cells[places[-1]] = whole
        yield replace(row, cells=tuple(cells))


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
