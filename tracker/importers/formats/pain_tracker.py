"""PainTracker CSV: one row for each entry; its export joins rows by a backslash and the letter n, so that both forms are read."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.entries import DayNote, Entry, PainEntry, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.importers.source import content_of, damaged, shown
from tracker.importers.table.cells import names, number, points
from tracker.importers.table.contract import ReadContext, ReadRow, RowSource, cells_by_name, read_each, shared
from tracker.importers.table.csv_file import Measure, TableRow, row_of
from tracker.importers.table.dates import DateReader
from tracker.importers.table.mapping import POINTS, Dates
from tracker.importers.written.cell_words import is_nothing
from tracker.importers.written.date_orders import day_format
from tracker.language import _

FORMAT = "pain_tracker"
HEADER = frozenset({"date", "time", "pain level", "locations", "symptoms"})
READ = HEADER | {"limited activities", "sleep quality", "mood impact", "missed work days", "notes"}
# Bytes: its rows cannot be parted before all of it is read.
LARGEST_JOINED = 20_000_000
JOINED = "\\n"
# Texts in quotes first: a backslash and n inside of one belongs to it.
_JOINT = re.compile(r'"(?:[^"]|"")*"|\\r\\n|\\n')
# By the names of its first three columns, so that a table of another program with such letters in a cell is left alone.
_START = re.compile(r'"?date"?[,;\t]"?time"?[,;\t]"?pain level"?[,;\t]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A table whose rows are joined by a literal backslash and n; a row's line is its place, the header being 1."""

    path: Path
    header: tuple[str, ...]
    delimiter: str
    cells: tuple[tuple[str, ...], ...]
    encoding: str = "utf-8"
    other_encodings: tuple[str, ...] = ()

    def rows(self, gauge: Measure | None = None) -> Iterator[TableRow]:
        """The rows below the header."""
        if gauge is not None:
            gauge.done = self.path.stat().st_size
        for place, cells in enumerate(self.cells, start=2):
            if cells:
                yield row_of(place, cells, len(self.header))


def is_joined(head: str) -> bool:
    """Whether a text that begins so is PainTracker's with its rows joined."""
    return _START.match(head) is not None and JOINED in head.partition("\n")[0]


def open_joined(path: Path) -> JoinedTable:
    """The table of a file with joined rows; raises Refused."""
    content = content_of(path, LARGEST_JOINED + 1)
    if len(content) > LARGEST_JOINED:
        raise Refused(_("{file} is too large. Nothing was changed; choose another file.").format(file=shown(path.name)))
    text = _JOINT.sub(lambda found: found[0] if found[0].startswith('"') else "\n", content.decode("utf-8-sig", "replace"))
    csv.field_size_limit(LARGEST_JOINED)
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError):
        raise damaged(path) from None
    doubled = [name for name, times in Counter(header).items() if times > 1]
    if doubled:
        raise Refused(
            _("{file} has two columns named “{column}”. Nothing was imported; rename one of them.").format(
                file=shown(path.name), column=shown(doubled[0])
            )
        )
    return JoinedTable(path, tuple(name.strip() for name in header), ",", tuple(map(tuple, rows)))


def read_pain_tracker(table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    """The rows of a PainTracker export; raises Refused where its dates can be read in two ways."""
    # All dates before the first row: one that can be read in one way only tells how the others are meant.
    days = [cells_by_name(table.header, row)["date"] for row in table.rows() if row.problem is None]
    reader = DateReader(Dates(format=day_format(days)), context.zone, context.now)
    for day in days:
        reader.refuse_unclear(day)
    decimal_comma = table.delimiter != ","

    def entries(row: TableRow, key: str) -> tuple[Entry, ...]:
        cells = cells_by_name(table.header, row)
        moment = _moment(cells, reader)
        note = _note(cells, ("limited activities", "mood impact", "missed work days", "notes"))
        sleep = _points(cells, "sleep quality", decimal_comma=decimal_comma)
        slept = () if sleep is None else (DayNote(sleep_quality=sleep, **shared(key, "day_note", moment)),)
        now = _points(cells, "pain level", decimal_comma=decimal_comma)
        if now is None:
            symptoms = _note(cells, ("locations", "symptoms")), note
            said = "\n".join(filter(None, symptoms))
            return (DayNote(sleep_quality=sleep, note=said, **shared(key, "day_note", moment)),) if said or slept else ()
        sites = tuple(SiteReading(name, now) for name in _listed(cells["locations"]))
        return (PainEntry(pain=now, sites=sites, words=_listed(cells["symptoms"]), note=note, **shared(key, "pain", moment)), *slept)

    return read_each(table, FORMAT, context.gauge, entries)


def _listed(cell: str) -> tuple[str, ...]:
    """The names of a list, without words for nothing."""
    return tuple(name for name in names(cell) if not is_nothing(name))


def _moment(cells: dict[str, str], reader: DateReader) -> Moment:
    # A whole time in ISO 8601, with its clock and offset.
    if "T" in cells["date"]:
        return reader.moment(cells["date"], "")
    # A narrow no-break space may stand before AM and PM.
    return reader.moment(cells["date"], cells["time"].replace("\u202f", " "))


def _points(cells: dict[str, str], column: str, *, decimal_comma: bool) -> float | None:
    cell = cells.get(column, "").removesuffix("/10").strip()
    return points(number(cell, column, decimal_comma=decimal_comma), POINTS, column) if cell else None


def _note(cells: dict[str, str], columns: tuple[str, ...]) -> str:
    """What has no place of its own: one line each under the name the file has for it, the notes last and bare."""
    lines = [(name, cells.get(name, "")) for name in columns]
    return "\n".join(
        cell if name == "notes" else f"{name.capitalize()}: {cell}"
        for name, cell in lines
        if cell and not (name == "missed work days" and cell == "0")
    )
