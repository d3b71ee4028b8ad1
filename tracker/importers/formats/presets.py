"""Diaries of others whose tables a mapping can describe: the mappings come with the app."""

from collections.abc import Iterator
from dataclasses import fields, replace

from tracker.importers.table.contract import ReadContext, ReadRow, RowSource
from tracker.importers.table.mapping import Mapping, mapping_of
from tracker.importers.table.rows import read_rows
from tracker.library.resources import resource

HEADI = "headi"
HEADI_HEADER = frozenset({"_id", "pain", "start_date", "strength"})
# The number of a row says nothing of the person.
HEADI_READ = frozenset({"_id", "pain", "start_date", "strength", "medication", "medication_amount", "description"})


def read_headi(table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    """The rows of a Headi export; raises Refused."""
    return _read(HEADI, table, context)


def _read(name: str, table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    file = resource("importers", f"{name}.toml")
    mapping = mapping_of(file.read_text(encoding="utf-8"), file.name)
    return read_rows(table, _present(mapping, table.header), context.zone, context.now, context.gauge, name)


def _present(mapping: Mapping, header: tuple[str, ...]) -> Mapping:
    """The mapping without the columns that this age of the export does not have; those a reader cannot do without stay, and are missed aloud."""
    columns = mapping.columns
    # Without these there is no diary: they are missed aloud by the reader, with the columns there are.
    needed = {columns.datetime, columns.date, columns.pain}
    gone = {known.name: None for known in fields(columns) if getattr(columns, known.name) not in {*header, *needed}}
    return replace(
        mapping,
        columns=replace(columns, **gone),
        activities=tuple(activity for activity in mapping.activities if activity.column in header),
        day_notes=tuple(note for note in mapping.day_notes if note.column in header),
    )
