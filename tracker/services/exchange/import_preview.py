"""A file of others looked at before it is brought in: what it is, its first rows, and the entries they would become."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.entries import Entry
from tracker.errors import Refused
from tracker.steps import Progress

if TYPE_CHECKING:
    from tracker.importers.recognition import Format
    from tracker.importers.table.contract import ReadContext, ReadRow, Severity
    from tracker.importers.table.mapping import Mapping
    from tracker.importers.text.encoding import EncodingChoice
    from tracker.importers.written.date_orders import DateChoice

ROWS_SHOWN = 20
# More than are shown: a day after the 12th, which tells day from month, may come late in a table.
ROWS_GUESSED_FROM = 500
# Of a large file no more than its beginning is read; where nothing there can be used, so much more until something can.
PIECES_LOOKED_AT, MOST_LOOKED_AT = 40, 5_000
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why rows cannot be used: how many of those looked at, the line of the first of them, and its cells, where it is a row of a table."""

    reason: str
    count: int
    line: int
    cells: Cells = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How a file is to be read: by its own content, unless a format is named; a table by a mapping and in an encoding; severities and the
    person's own names of moods (in small letters, 1 to 5) by what they are worth; an archive that has a password by what is in it, once
    `Importing.open_steps` has opened it.
    """

    format: str | None = None
    mapping: "Mapping | None" = None
    severity: "Severity | None" = None
    encoding: str | None = None
    moods: dict[str, float] = field(default_factory=dict)
    opened: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was understood of a file: its first rows as they stand, and the entries they would become.

    `columns` and `rows` are empty for what is no table; `has_more` says whether there are rows after those; `mapping` is the one wished for,
    else a guess, None where nothing could be guessed. `date_choices`, each with how it reads one row of the file, are there where one has to be
    chosen; `date_formats` are their formats. `unread` are the columns that nothing is taken from, `unknown_moods` names of moods, in small
    letters, of which nobody has said yet how good they are: `ReadOptions.moods` says it, and `Importing.moods.keep` for every later file.
    Of the first rows `looked_at` were read, and `problems` says of which and why not one entry comes; `is_whole` where there are no more.
    `encoding_choices`, the one it is read in first, each with words of the file, are there where it is not sure in which it is;
    `ReadOptions.encoding` chooses. `nothing_words` are the words that are read as nothing in the first rows, by column.
    """

    format: "Format"
    columns: tuple[str, ...] = ()
    rows: tuple[Cells, ...] = ()
    has_more: bool = False
    entries: tuple[Entry, ...] = ()
    looked_at: int = 0
    is_whole: bool = False
    problems: tuple[RowProblem, ...] = ()
    needs_mapping: bool = False
    mapping: "Mapping | None" = None
    date_choices: "tuple[DateChoice, ...]" = ()
    asks_severity: bool = False
    unread: tuple[str, ...] = ()
    unknown_moods: tuple[str, ...] = ()
    remark: str = ""
    encoding_choices: "tuple[EncodingChoice, ...]" = ()
    nothing_words: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_useless(self) -> bool:
        """Whether it is known that not one entry would come of the file as it is read now."""
        return bool(self.remark) or (self.is_whole and not self.entries)

    @property
    def date_formats(self) -> tuple[str, ...]:
        """The strptime formats that have to be chosen from."""
        return tuple(choice.format for choice in self.date_choices)


def format_of(file: Path, options: ReadOptions) -> "Format":
    """The format a file is to be read as; raises Refused."""
    from tracker.importers.recognition import ANY_TABLE, format_named, recognise

    if options.format is not None:
        return format_named(options.format)
    return ANY_TABLE if options.mapping is not None else recognise(file)


def preview_steps(file: Path, options: ReadOptions, context: "ReadContext") -> Generator[Progress, None, Preview]:
    """Look at the beginning of a file a step at a time; raises Refused for what cannot be read at all, and PasswordNeeded."""
    from tracker.importers.formats.apple_health import FORMAT as APPLE_HEALTH
    from tracker.importers.formats.sealed import is_sealed, needs_password

    found = format_of(file, options)
    yield Progress(0)
    if found.is_own_copy:
        if options.opened is None and is_sealed(file):
            raise needs_password(file)
        return Preview(format=found)
    if found.read_table is None:
        return (yield from _with_first_entries(Preview(format=found, asks_severity=found.key == APPLE_HEALTH), file, context))
    preview, cells = _table(file, found, options, context.moods)
    yield Progress(0)
    if preview.needs_mapping and preview.mapping is None:
        return preview
    return (yield from _with_first_entries(preview, file, replace(context, mapping=preview.mapping), cells))


def _table(file: Path, found: "Format", options: ReadOptions, moods: dict[str, float]) -> tuple[Preview, dict[int, Cells]]:
    """What is known of a table before its entries are read, and the cells of its first rows by their lines."""
    from tracker.importers.formats import daylio
    from tracker.importers.recognition import ANY_TABLE, columns_read, open_rows
    from tracker.importers.table.day_columns import dated, day_cells, with_date_format
    from tracker.importers.table.guessing import guess_mapping
    from tracker.importers.table.rows import words_for_nothing
    from tracker.importers.written.date_orders import date_choices

    table = open_rows(file, found, options.mapping if found == ANY_TABLE else None, options.encoding)
    cells = {row.line: row.cells for row in islice(table.rows(), ROWS_GUESSED_FROM)}
    rows = list(cells.values())
    needs_mapping = found == ANY_TABLE
    mapping = (options.mapping or guess_mapping(table.header, rows)) if needs_mapping else None
    whole = dated(table, mapping) if mapping else table
    mapping = mapping and with_date_format(whole, mapping)
    read = columns_read(found, mapping)
    preview = Preview(
        format=found,
        columns=table.header,
        rows=tuple(rows[:ROWS_SHOWN]),
        has_more=len(rows) > ROWS_SHOWN,
        needs_mapping=needs_mapping,
        mapping=mapping,
        encoding_choices=_encoding_choices(file, table.encoding, table.other_encodings),
        unread=() if needs_mapping and mapping is None else tuple(name for name in table.header if name and name.casefold() not in read),
        unknown_moods=tuple(word for word in daylio.unknown_moods(table) if word not in moods) if found.key == daylio.FORMAT else (),
        date_choices=date_choices(day_cells(whole, mapping)) if mapping and mapping.dates.format is None else (),
        nothing_words=words_for_nothing(table.header, rows, mapping) if mapping else (),
    )
    return preview, cells


def _encoding_choices(file: Path, encoding: str, others: tuple[str, ...]) -> "tuple[EncodingChoice, ...]":
    from tracker.importers.source import open_source
    from tracker.importers.text.encoding import encoding_choices

    if not others:
        return ()
    with open_source(file) as source:
        return encoding_choices(source, (encoding, *others))


def _with_first_entries(
    preview: Preview, file: Path, context: "ReadContext", cells: dict[int, Cells] | None = None
) -> Generator[Progress, None, Preview]:
    from tracker.importers.recognition import read_file
    from tracker.importers.table.dates import UnclearDates

    entries: list[Entry] = []
    refused: list[ReadRow] = []
    looked_at, is_whole = 0, True
    try:
        for place, row in enumerate(read_file(file, preview.format, context)):
            if place >= (PIECES_LOOKED_AT if entries else MOST_LOOKED_AT):
                is_whole = False
                break
            if row is not None:
                looked_at += row.rows
                entries += row.entries
                refused += [row] if row.reason is not None else []
            yield Progress(0)
    except Refused as problem:
        if not preview.needs_mapping:
            raise
        # A table whose dates can be read in two ways is asked about, not refused.
        choices = preview.date_choices if isinstance(problem, UnclearDates) else ()
        return replace(preview, remark=problem.sentence, date_choices=choices)
    problems = _problems(refused, cells or {})
    return replace(preview, entries=tuple(entries), looked_at=looked_at, is_whole=is_whole, problems=problems, date_choices=())


def _problems(refused: "Iterable[ReadRow]", cells: dict[int, Cells]) -> tuple[RowProblem, ...]:
    """The reasons, each once with its first row, the most frequent first."""
    found: dict[str, RowProblem] = {}
    for row in refused:
        reason = row.reason or ""
        first = found.get(reason) or RowProblem(reason, 0, row.line, cells.get(row.line, ()))
        found[reason] = replace(first, count=first.count + row.rows)
    return tuple(sorted(found.values(), key=lambda problem: -problem.count))
