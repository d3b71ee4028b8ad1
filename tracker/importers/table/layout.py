"""How a table of text is laid out: its encoding, its delimiter, and the line in which the names of its columns stand."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

DELIMITERS = (",", ";", "\t", "|")
# Titles, blank lines and what a program says of itself stand above the names; below so many lines nobody looks for these.
LINES_LOOKED_AT = 40
# Excel tells the delimiter in a first line of its own, which is no row.
_SEP = re.compile(r'"?sep=(.)"?[,;\t|]*', re.IGNORECASE | re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is known of how a file is laid out; what is None is found out. `header_line` counts from 1; `has_names` knows its columns by name."""

    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    has_names: Callable[[Sequence[str]], bool] | None = None


class Header(NamedTuple):
    """The physical line, from 1, in which the names of the columns stand, and what parts them."""

    line: int
    delimiter: str


class _Row(NamedTuple):
    line: int
    cells: tuple[str, ...]


def find_header(start: str, layout: Layout) -> Header:
    """Where the names of the columns stand in the first lines of a file; its first line that is not blank where nothing tells."""
    sep = _SEP.fullmatch(start.partition("\n")[0].strip("\r\ufeff"))
    told = layout.delimiter or (sep[1] if sep else None)
    first = 2 if sep else 1
    delimiters = (told,) if told else DELIMITERS
    readings = {delimiter: [row for row in _rows(start, delimiter) if row.line >= first] for delimiter in delimiters}
    if layout.header_line is not None:
        return Header(layout.header_line, _most_cells(readings, layout.header_line))
    if layout.has_names is not None:
        for delimiter, rows in readings.items():
            for row in rows:
                if layout.has_names(row.cells):
                    return Header(row.line, delimiter)
    found = {delimiter: place for delimiter, rows in readings.items() if (place := _header_place(rows)) is not None}
    if not found:
        rows = readings[delimiters[0]]
        return Header(rows[0].line if rows else first, _most_cells(readings, rows[0].line if rows else first))
    # Of equal ones the comma, which comes first.
    delimiter = max(found, key=lambda delimiter: _fit(readings[delimiter], found[delimiter]))
    return Header(readings[delimiter][found[delimiter]].line, delimiter)


def _rows(start: str, delimiter: str) -> Iterator[_Row]:
    """The rows of the first lines that are not blank, each with the line it begins on."""
    # Read one line at a time, so that a quotation mark never closed does not join all of them.
    file = io.StringIO(start, newline="")
    line = 1
    reader = csv.reader(file, delimiter=delimiter)
    while True:
        try:
            cells = tuple(cell.strip() for cell in next(reader))
        except (StopIteration, csv.Error):
            return
        if any(cells):
            yield _Row(line, cells)
        line = reader.line_num + 1


def _most_cells(readings: dict[str, list[_Row]], line: int) -> str:
    return max(readings, key=lambda delimiter: max((len(row.cells) for row in readings[delimiter] if row.line == line), default=0))


def _header_place(rows: Sequence[_Row]) -> int | None:
    """The place among the rows of the one that may hold the names, below titles and other lines; None where none may."""
    counts = [_filled(row) for row in rows]
    if max(counts, default=0) < 2:  # noqa: PLR2004 - one column has no delimiter to be told by
        return None
    # A line above the table may hold a delimiter, too: names are at least half as many as the cells of a full row.
    least = max(2, (max(counts) + 1) // 2)
    candidates = [place for place, row in enumerate(rows) if counts[place] >= least and _are_names(row.cells)]
    # Under the names stand most rows that fit; below the first line there is no header without a row under it.
    fits = {place: _fit(rows, place)[0] for place in candidates}
    return max((place for place in candidates if place == 0 or fits[place]), key=fits.__getitem__, default=None)


def _are_names(cells: Sequence[str]) -> bool:
    """Whether cells can be names: none of them is a bare number or a date."""
    return all(_LETTER.search(cell) for cell in cells if cell)


def _filled(row: _Row) -> int:
    return sum(map(bool, row.cells))


def _fit(rows: Sequence[_Row], place: int) -> tuple[int, int]:
    """How many rows have as many cells as there are names, and how many names there are."""
    width = len(_without_empty_end(rows[place].cells))
    under = [len(_without_empty_end(row.cells)) for row in rows[place + 1 :]]
    return sum(1 < count <= width for count in under), width


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    count = len(cells)
    while count and not cells[count - 1]:
        count -= 1
    return cells[:count]
