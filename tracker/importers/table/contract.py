"""What a reader of files is given and what it gives: rows with an identity, and how far it is."""

import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1
from pathlib import Path
from typing import Protocol, TypedDict
from uuid import UUID

from tracker.domain.entries import Entry
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.importers.table.csv_file import Measure, TableRow
from tracker.importers.table.dates import UnclearDates
from tracker.importers.table.mapping import Mapping
from tracker.language import _

_JSON_TEXT = json.encoder.encode_basestring_ascii
# Never to be changed: with another one, a file imported before would be added a second time.
_NAMESPACE = UUID("6a0f1a3e-5f0d-5c55-9d6b-0c6d9b0f7a51").bytes


@dataclass(slots=True)
class Gauge:
    """How many bytes of a file are read, of how many; a `total` of 0 is not known."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Severity:
    """The points 0-10 that stand for the words of Apple Health; None: such a record has no value and becomes a note."""

    unspecified: float | None = None
    not_present: float | None = 0
    mild: float | None = 2
    moderate: float | None = 5
    severe: float | None = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """How a file is to be read: the zone of times without offset, the present instant, a table's mapping, what a severity is worth, and names of
    moods in small letters with what each is worth from 1 to 5. `unread` is filled with what the reader leaves out: of a table the filled cells by
    column. `encoding` is the one a person chose for a table. `places` tells the places known by name: in small letters, each with the name it
    is kept by.
    """

    zone: str
    now: datetime
    mapping: Mapping | None = None
    severity: Severity = field(default_factory=Severity)
    encoding: str | None = None
    gauge: Gauge = field(default_factory=Gauge)
    places: Callable[[], dict[str, str]] = dict
    moods: dict[str, float] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a file: its physical line, its identity, and its entries or else the reason why there are none.

    `rows` says how many rows of the file it stands for, where several are one thing: the steps of a day. `grows` says that a later file may have
    more of that thing, under the same ids.
    """

    line: int
    key: str
    entries: tuple[Entry, ...]
    reason: str | None
    rows: int = 1
    grows: bool = False


class Shared(TypedDict):
    """What every entry of a row is made with."""

    id: str
    moment: Moment


class RowSource(Protocol):
    """A table: a file with a header and rows."""

    @property
    def path(self) -> Path:
        """The file."""
        ...

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        ...

    @property
    def delimiter(self) -> str:
        """What parts the cells."""
        ...

    def rows(self, gauge: Measure | None = None) -> Iterator[TableRow]:
        """The rows below the header."""
        ...


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A table whose rows go through another hand each time they are read: `passing` gives those that are read in place of its own."""

    table: RowSource
    passing: Callable[[Iterator[TableRow]], Iterator[TableRow]]

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
        return self.passing(self.table.rows(gauge))


class Identity:
    """Knows rows again: the hash of the format, a row's content and its occurrence among equal rows."""

    def __init__(self, format_: str) -> None:
        self._format = format_
        self._seen: dict[bytes, int] = {}

    def key(self, content: object) -> str:
        """The identity of the next row of this content, plain data: 64 hexadecimal digits."""
        # As JSON: a cell moved to another column gives another text, which cells joined by a mark might not.
        return self._key(json.dumps([self._format, content]))

    def key_of_row(self, heads: Sequence[str], cells: Sequence[str]) -> str:
        """The identity of the next row of a table, as `key` has it of its pairs of name and cell; `heads` are its names as `heads_of` has them."""
        # The text is put together by hand: that of each row has the same names in it, and a table has a hundred thousand.
        pairs = ", ".join([f"{head}{_JSON_TEXT(cell)}]" for head, cell in zip(heads, cells, strict=True)])
        return self._key(f"[{_JSON_TEXT(self._format)}, [{pairs}]]")

    def _key(self, text: str) -> str:
        so_far = hashlib.sha256(text.encode("ascii"))
        # Half of the hash, as it is kept for every row of a file of a million.
        short = so_far.digest()[:16]
        self._seen[short] = self._seen.get(short, 0) + 1
        # Two equal rows are two entries, and the third import of both still finds both.
        so_far.update(f"\n{self._seen[short]}".encode("ascii"))
        return so_far.hexdigest()


def shared(key: str, place: str, moment: Moment) -> Shared:
    """The id, the same on every computer, and the moment of the entry at a place in the row of a key."""
    # A `uuid5` as the standard library makes it, without its checks and objects: it was a tenth of an import.
    digest = bytearray(sha1(_NAMESPACE + f"{key} {place}".encode(), usedforsecurity=False).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x50, digest[8] & 0x3F | 0x80
    text = digest.hex()
    return {"id": f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}", "moment": moment}


def cells_by_name(header: tuple[str, ...], row: TableRow) -> dict[str, str]:
    """The cells of a row by the names of their columns in small letters, without the space around them."""
    return {name.casefold(): cell.strip() for name, cell in zip(header, row.cells, strict=True)}


def heads_of(header: Sequence[str]) -> tuple[str, ...]:
    """The names of columns as the beginning of each pair with a cell, in JSON."""
    return tuple(f"[{_JSON_TEXT(name)}, " for name in header)


def read_each(table: RowSource, format_: str, gauge: Gauge, entries_of: Callable[[TableRow, str], tuple[Entry, ...]]) -> Iterator[ReadRow]:
    """Each row of a table as the entries that `entries_of` finds by row and key; where it raises Refused, the reason."""
    identity, heads = Identity(format_), heads_of(table.header)
    for row in table.rows(gauge):
        # With the names of the columns, and whatever the row's length: a ragged row has an identity too.
        is_whole = len(row.cells) == len(heads)
        key = identity.key_of_row(heads, row.cells) if is_whole else identity.key(list(itertools.zip_longest(table.header, row.cells)))
        if row.problem is not None:
            yield ReadRow(row.line, key, (), row.problem)
            continue
        try:
            entries = entries_of(row, key) if any(map(str.strip, row.cells)) else ()
        # Not one row's fault: the order of day and month is a question of the whole file.
        except UnclearDates:
            raise
        except Refused as refused:
            yield ReadRow(row.line, key, (), refused.sentence)
        else:
            yield ReadRow(row.line, key, entries, None if entries else _("nothing to keep"))
