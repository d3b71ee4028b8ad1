"""Knows a file by what is in it, whatever it is called, and which reader it needs."""

import codecs
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.age_format import MAGIC as SEALED
from tracker.domain.entry_cells import COLUMNS
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.importers.formats import apple_health, bearable, daylio, entries_csv, pain_tracker, plain_lines, presets, track_and_graph
from tracker.importers.formats.apple_health import read_apple_health
from tracker.importers.formats.bearable import read_bearable
from tracker.importers.formats.daylio import read_daylio
from tracker.importers.formats.entries_csv import read_entries_csv
from tracker.importers.formats.health_xml import is_health_xml
from tracker.importers.formats.pain_tracker import is_joined, open_joined, read_pain_tracker
from tracker.importers.formats.plain_lines import is_plain_lines, read_plain_lines
from tracker.importers.formats.presets import read_headi
from tracker.importers.formats.track_and_graph import read_track_and_graph
from tracker.importers.source import content_of, open_source, shown
from tracker.importers.table.contract import ReadContext, ReadRow, RowSource
from tracker.importers.table.csv_file import Table, open_table, refuse_doubled
from tracker.importers.table.day_columns import dated, with_date_format
from tracker.importers.table.doses import STRENGTH_COLUMNS, UNIT_COLUMNS
from tracker.importers.table.layout import Layout
from tracker.importers.table.mapping import Mapping
from tracker.importers.table.rows import FORMAT as CSV
from tracker.importers.table.rows import read_rows
from tracker.importers.table.unread import counted
from tracker.importers.text.encoding import DOS, LEGACY
from tracker.language import N_, _

ARCHIVE, BACKUP = "archive", "backup"
# Bytes: every format here shows in its first ones what it is.
HEAD = 1 << 16
_ZIP = b"PK\x03\x04"
# A backup, and one with a password.
_BACKUPS = (b"SQLite format 3\0", b"RTRcrypt")
TableReader = Callable[[RowSource, ReadContext], Iterator[ReadRow]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read: the key that --format takes, the name a person reads, and how its table is known and read.

    `read` are the columns a reader takes or that only repeat those; `old_header` is what an older age of the file has in place of `header`.
    """

    key: str
    name: str
    header: frozenset[str] = frozenset()
    read_table: TableReader | None = None
    read: frozenset[str] = frozenset()
    old_header: frozenset[str] | None = None

    def missing(self, header: Sequence[str]) -> frozenset[str]:
        """The columns by which the format is known that a table does not have, of either age."""
        names = {name.casefold() for name in header}
        if self.old_header is not None and self.old_header <= names:
            return frozenset()
        return self.header - names

    @property
    def is_own_copy(self) -> bool:
        """Whether it is a whole diary of this app, to be merged and not read row by row."""
        return self.key in {ARCHIVE, BACKUP}


def _by_mapping(table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    if context.mapping is None:
        raise needs_mapping(table.path)
    table = dated(table, context.mapping)
    return read_rows(table, with_date_format(table, context.mapping), context.zone, context.now, context.gauge)


ANY_TABLE = Format(CSV, N_("Table (CSV)"), frozenset(), _by_mapping)
APPLE_HEALTH = Format(apple_health.FORMAT, "Apple Health")
PLAIN_LINES = Format(plain_lines.FORMAT, N_("Lines with a pain value"))
TABLES = (
    Format(entries_csv.FORMAT, N_("Recovery Tracker, table"), entries_csv.HEADER, read_entries_csv, frozenset(COLUMNS)),
    Format(bearable.FORMAT, "Bearable", bearable.HEADER, read_bearable, bearable.READ),
    Format(track_and_graph.FORMAT, "Track & Graph", track_and_graph.HEADER, read_track_and_graph, track_and_graph.READ),
    Format(pain_tracker.FORMAT, "PainTracker", pain_tracker.HEADER, read_pain_tracker, pain_tracker.READ),
    Format(daylio.FORMAT, "Daylio", daylio.HEADER, read_daylio, daylio.READ, daylio.OLD_HEADER),
    Format(presets.HEADI, "Headi", presets.HEADI_HEADER, read_headi, presets.HEADI_READ),
)
FORMATS = {
    known.key: known
    for known in (
        *(Format(ARCHIVE, N_("Recovery Tracker, archive")), Format(BACKUP, N_("Recovery Tracker, backup"))),
        *(*TABLES, APPLE_HEALTH, PLAIN_LINES, ANY_TABLE),
    )
}


def recognise(path: Path) -> Format:
    """The format of a file, by its content; raises Refused for what cannot be opened and for what is no file of any of them."""
    head = content_of(path, HEAD)
    # By content and never by the name's ending, which says nothing sure.
    if head.startswith(_BACKUPS):
        return FORMATS[BACKUP]
    # The one format of these that comes zipped; whether it holds an export is looked at when it is read.
    if head.startswith(_ZIP) or is_health_xml(head):
        return APPLE_HEALTH
    if head.startswith(SEALED) or head.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith((b"{", b"[")):
        return FORMATS[ARCHIVE]
    if head.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"<"):
        raise Refused(_("{file} is not a file this app can read. Nothing was imported; choose another file.").format(file=shown(path.name)))
    # Before the tables: joined by a backslash and n, the whole file is one line and would pass for a header.
    if is_joined(head.decode("utf-8-sig", "replace")):
        return FORMATS[pain_tracker.FORMAT]
    # A table begins with the names of its columns, never with a value of pain.
    if is_plain_lines(head):
        return PLAIN_LINES
    return _table_format(open_table(path, Layout(has_names=lambda cells: _table_format(cells) is not ANY_TABLE)).header)


def format_named(name: str) -> Format:
    """The format of this key, however its words are joined; raises Refused."""
    key = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if key not in FORMATS:
        raise Refused(_("“{name}” is not known. Nothing was changed; there are: {known}.").format(name=shown(name), known=in_a_row(FORMATS)))
    return FORMATS[key]


def open_rows(path: Path, wanted: Format, mapping: Mapping | None = None, encoding: str | None = None) -> Table | pain_tracker.JoinedTable:
    """The table of a file in this format, laid out as the mapping says, in the encoding that was chosen, if one was.

    Raises Refused, also where it has not the format's columns.
    """
    table: Table | pain_tracker.JoinedTable
    used = None if mapping is None else {column.strip() for column in mapping.mapped()}
    if wanted.key == pain_tracker.FORMAT and is_joined(content_of(path, HEAD).decode("utf-8-sig", "replace")):
        table = open_joined(path)
    else:
        has_names = (lambda cells: used <= set(cells)) if used else (lambda cells: not wanted.missing(cells)) if wanted.header else None
        layout = replace(mapping.layout if mapping else Layout(), has_names=has_names)
        table = open_table(path, replace(layout, encoding=encoding or layout.encoding))
        if used and not (encoding or layout.encoding):
            table = _in_the_letters_of_its_names(table, layout, used)
    missing = wanted.missing(table.header)
    if missing:
        raise Refused(
            _("{file} is not a file of {format}: it has no column “{column}”. Nothing was imported; choose another format.").format(
                file=shown(path.name), format=_(wanted.name), column=min(missing)
            )
        )
    # Of any table only the columns that are used have to have names of their own.
    if wanted is not ANY_TABLE or used:
        refuse_doubled(path, table.header, used)
    return table


def read_file(path: Path, wanted: Format, context: ReadContext) -> Iterator[ReadRow | None]:
    """The rows of a file in this format, None now and then where the reading went on without one; raises Refused."""
    with open_source(path) as file:
        context.gauge.total = file.seek(0, 2)
    if wanted.key == apple_health.FORMAT:
        return read_apple_health(path, context)
    if wanted.key == plain_lines.FORMAT:
        return read_plain_lines(path, context)
    if wanted.read_table is None:
        raise ValueError(wanted.key)
    table: RowSource = open_rows(path, wanted, context.mapping if wanted is ANY_TABLE else None, context.encoding)
    return iter(wanted.read_table(counted(table, columns_read(wanted, context.mapping), context.unread), context))


def _in_the_letters_of_its_names(table: Table, layout: Layout, used: set[str]) -> Table:
    """The table in the encoding in which it has the columns that a mapping names; as it is where it has them, or in none."""
    if used <= set(table.header) or table.encoding not in (*LEGACY, *DOS):
        return table
    for encoding in (*LEGACY, *DOS):
        # In some it may be no text at all.
        with contextlib.suppress(Refused):
            reading = open_table(table.path, replace(layout, encoding=encoding))
            if used <= set(reading.header):
                return reading
    return table


def columns_read(wanted: Format, mapping: Mapping | None) -> frozenset[str]:
    """The columns of a table, in small letters, that a reader takes or that only repeat those."""
    if mapping is None:
        return wanted.read
    return frozenset(column.strip().casefold() for column in mapping.mapped()) | (
        UNIT_COLUMNS | STRENGTH_COLUMNS if mapping.columns.medicine_amount else frozenset()
    )


def needs_mapping(path: Path) -> Refused:
    """The refusal of a table whose columns nobody has explained."""
    return Refused(_("A mapping is needed to read {file}. Nothing was imported; name one with --mapping FILE.toml.").format(file=shown(path.name)))


def _table_format(header: Sequence[str]) -> Format:
    # A version of an app may have more columns than these: what is needed has to be there, what else there is does not matter.
    return next((known for known in TABLES if not known.missing(header)), ANY_TABLE)
