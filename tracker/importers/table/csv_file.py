"""Tables of text: any CSV, read row by row with its encoding, its delimiter and its physical lines."""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from tracker.domain.entry_cells import COLUMNS
from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.importers.source import cannot_read, open_source, shown
from tracker.importers.table.layout import DELIMITERS, LINES_LOOKED_AT, Layout, find_header
from tracker.importers.text.encoding import UTF16, EncodingFound, is_damaged_utf8, is_utf8, legacy_encoding, utf16_without_mark
from tracker.language import _

# Characters of a cell and of a row: neither a cell nor a line without end may fill the memory.
CELL_LIMIT = 100_000
ROW_LIMIT = 1_000_000
# Not at each row: how far it is is only shown.
ROWS_A_LOOK = 50
# Of our own table, which begins so in every version; a note of it may hold any control characters.
COLUMNS_KNOWN = 7
_CHUNK = 1 << 20
# Characters of the first lines, among which the names of the columns are looked for.
_START = 200_000
AS_FOUND = Layout()
_SAMPLE = 4096
# Of the first bytes: a file with more control characters is no text, a table with a stray one is still a table.
_MOST_CONTROLS = 0.05
_OWN_START = tuple(delimiter.join(COLUMNS[:COLUMNS_KNOWN]).encode() for delimiter in DELIMITERS)
# By their first bytes: zip and office files, PDF, databases, gzip, pictures, programs, old office files.
_OTHER_FORMATS = (
    b"PK\x03\x04",
    b"%PDF",
    b"SQLite format 3\0",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\r\n\f")
_UNREADABLE = ("Cc", "Cs")
_LETTERLESS = re.compile(r"[\W\d_]*")


class _Reader(Protocol):
    def __next__(self) -> list[str]: ...


class Measure(Protocol):
    """What is told how many bytes are read."""

    done: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, the physical line of the file it begins on, from 1, and why it cannot be used, where it cannot."""

    line: int
    cells: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows under a header; the rows are read anew from the file each time they are asked for."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int = 1
    other_encodings: tuple[str, ...] = ()

    def rows(self, gauge: Measure | None = None) -> Iterator[TableRow]:
        """The rows below the header, one at a time, without the empty lines; the gauge is told how far it is.

        Raises Refused where the file can no longer be read.
        """
        # Opened anew each time: a table is read more than once, and never held.
        source, read = open_source(self.path), 0
        with _text(source, self.encoding) as file:
            lines = _Lines(file)
            lines.skip_to(self.header_line)
            reader = _reader(lines, self.delimiter)
            _header(self.path, lines, reader)
            while (row := self._next(lines, reader)) is not None:
                if gauge is not None and (read := read + 1) % ROWS_A_LOOK == 1:
                    gauge.done = source.tell()
                # A row of delimiters alone is an empty line of a spreadsheet.
                if row.problem or any(cell and not cell.isspace() for cell in row.cells):
                    yield row

    def _next(self, lines: "_Lines", reader: _Reader) -> TableRow | None:
        first = lines.begin_row()
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return None
        except csv.Error:
            return TableRow(first, (), _broken_quotes(first, lines.number))
        except _RowTooLongError:
            return TableRow(first, (), _too_long(first, lines.number))
        except OSError as problem:
            raise cannot_read(self.path, problem) from problem
        return row_of(first, cells, len(self.header))


def row_of(line: int, cells: tuple[str, ...], width: int) -> TableRow:
    """The row of these cells under so many columns: empty cells too many or too few at its end cost nothing."""
    if len(cells) != width:
        spare = cells[width:]
        cells = cells if any(cell.strip() for cell in spare) else (*cells[:width], *("",) * (width - len(cells)))
    return TableRow(line, cells, problem_of(cells, width) if cells else None)


def open_table(path: Path, layout: Layout = AS_FOUND) -> Table:
    """The table in a file; raises Refused for what is no table of text or has no names of columns."""
    try:
        with open_source(path) as file:
            found = EncodingFound(layout.encoding) if layout.encoding else _encoding(path, file)
            file.seek(0)
            encoding = "utf-8-sig" if found.encoding == "utf-8" and file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else found.encoding
            file.seek(0)
            with _text(file, encoding) as text:
                place = find_header(_start(text), layout)
                text.seek(0)
                lines = _Lines(text)
                lines.skip_to(place.line)
                header = _header(path, lines, _reader(lines, place.delimiter))
                return Table(path, encoding, place.delimiter, header, place.line, found.others)
    except OSError as problem:
        raise cannot_read(path, problem) from problem


def _start(text: TextIO) -> str:
    """The first lines of a file, as far as they are looked at."""
    csv.field_size_limit(ROW_LIMIT)
    lines: list[str] = []
    size = 0
    while len(lines) < LINES_LOOKED_AT and size < _START and (line := text.readline(_START)):
        lines.append(line)
        size += len(line)
    return "".join(lines)


class _RowTooLongError(Exception):
    pass


class _Lines:
    """The physical lines of a file for the csv reader, so long as a row stays within its limit."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._taken = 0
        self.number = 0

    def begin_row(self) -> int:
        """Start to measure a row; the line it begins on."""
        self._taken = 0
        return self.number + 1

    def skip_to(self, line: int) -> None:
        """Pass over the lines above this one."""
        while self.number < line - 1:
            while (chunk := self._file.readline(_CHUNK)) and not chunk.endswith(("\n", "\r")):
                pass
            self.number += 1
            if not chunk:
                return

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(ROW_LIMIT + 1 - self._taken)
        if not line:
            raise StopIteration
        self.number += 1
        self._taken += len(line)
        if self._taken > ROW_LIMIT:
            # The rest of the line is read and dropped in chunks, so that the next row begins where it does.
            while line and not line.endswith(("\n", "\r")):
                line = self._file.readline(_CHUNK)
            raise _RowTooLongError
        return line


def _text(file: BinaryIO, encoding: str) -> TextIO:
    # A wrong byte refuses its row alone: as half of a surrogate it is seen by `problem_of`; UTF-16 cannot have these and takes U+FFFD.
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    return io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")


def _reader(lines: _Lines, delimiter: str) -> _Reader:
    # The module's own limit is 131,072 and belongs to the whole program: `problem_of` refuses long cells row by row.
    csv.field_size_limit(ROW_LIMIT)
    # Strict: else a text after a closing quotation mark is taken in silently, and columns shift.
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _encoding(path: Path, file: BinaryIO) -> EncodingFound:
    head = file.read(_SAMPLE)
    if not head:
        raise Refused(_("{file} is empty. Nothing was imported; choose another file.").format(file=shown(path.name)))
    if head.startswith(codecs.BOM_UTF8):
        return EncodingFound("utf-8-sig")
    if head.startswith(UTF16):
        return EncodingFound("utf-16")
    if head.startswith(_OTHER_FORMATS):
        raise _not_a_table(path)
    if encoding := utf16_without_mark(head):
        return EncodingFound(encoding)
    controls = 0 if head.startswith(_OWN_START) else sum(byte in _CONTROLS for byte in head)
    if controls > _MOST_CONTROLS * len(head):
        raise _not_a_table(path)
    file.seek(0)
    if is_utf8(file):
        return EncodingFound("utf-8")
    file.seek(0)
    if is_damaged_utf8(file):
        return EncodingFound("utf-8")
    file.seek(0)
    return legacy_encoding(file)


def _header(path: Path, lines: _Lines, reader: _Reader) -> tuple[str, ...]:
    lines.begin_row()
    try:
        names = tuple(name.strip().strip("\ufeff\u200b").strip() for name in next(reader, ()))
    except (csv.Error, _RowTooLongError):
        raise _not_a_table(path) from None
    # What has no letters in any of its cells are values: a table without names.
    if all(map(_LETTERLESS.fullmatch, names)):
        raise Refused(
            _("{file} has no column names in its first line. Nothing was imported; add them or choose another file.").format(file=shown(path.name))
        )
    # Formats (Cf) are let through: headers in Hebrew and Arabic have marks of direction.
    if any(unicodedata.category(character) in _UNREADABLE and character not in "\t\r\n" for name in names for character in name):
        raise _not_a_table(path)
    return names


def refuse_doubled(path: Path, header: Sequence[str], used: Iterable[str] | None = None) -> None:
    """Raise Refused where one of the columns that are used, by default any, has the name of another."""
    wanted = None if used is None else set(used)
    doubled = [name for name, times in Counter(header).items() if name and times > 1 and (wanted is None or name in wanted)]
    if doubled:
        raise Refused(
            _("{file} has two columns named “{column}”. Nothing was imported; rename one of them.").format(
                file=shown(path.name), column=shown(doubled[0])
            )
        )


def _not_a_table(path: Path) -> Refused:
    return Refused(_("{file} is not a table of text. Nothing was imported; save it as CSV and choose that file.").format(file=shown(path.name)))


def problem_of(cells: tuple[str, ...], width: int) -> str | None:
    """Why the cells of a row cannot be used under a header of so many columns; None where they can."""
    if any(len(cell) > CELL_LIMIT for cell in cells):
        return _("A cell is longer than {limit} characters.").format(limit=number_text(CELL_LIMIT))
    if len(cells) != width:
        return _("The row has {cells} cells and the header has {width}.").format(cells=len(cells), width=width)
    if any("\0" in cell for cell in cells):
        return _("The row holds a character that cannot be read.")
    if any("\ud800" <= character <= "\udfff" for cell in cells if not cell.isascii() for character in cell):
        return _("The row holds a character that cannot be read.")
    return None


def _broken_quotes(first: int, last: int) -> str:
    if last <= first:
        return _("The quotation marks of the row are out of order.")
    return _("A quotation mark is opened and never closed; lines {first} to {last} were not read.").format(first=first, last=last)


def _too_long(first: int, last: int) -> str:
    return _("The row is longer than {limit} characters; lines {first} to {last} were not read.").format(
        limit=number_text(ROW_LIMIT), first=first, last=last
    )
