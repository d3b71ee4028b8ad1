"""Rows into entries: what each row of a table yields by a mapping, and why it yields nothing."""

import hashlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID, uuid5

from tracker.domain.entries import Activity, DayNote, Entry, PainEntry, Scale, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.importers.cells import amount, is_missing, names, number, points, yes_or_no
from tracker.importers.dates import DateReader, UnclearDates
from tracker.importers.mapping import POINTS, SCALED, ActivityColumn, DayField, DayNoteColumn, Mapping, Unit
from tracker.importers.source import shown
from tracker.importers.table import Table, TableRow
from tracker.language import _

FORMAT = "csv"
ROWS_LOOKED_AT_FIRST = 100
COLUMNS_SHOWN = 30
MINUTES_AN_HOUR = 60
_IDS = UUID("6a0f1a3e-5f0d-5c55-9d6b-0c6d9b0f7a51")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a file: its physical line, its identity, and its entries or else the reason why there are none."""

    line: int
    key: str
    entries: tuple[Entry, ...]
    reason: str | None


class _Shared(TypedDict):
    id: str
    moment: Moment


class _About(TypedDict, total=False):
    mood: float
    sleep_minutes: float
    sleep_quality: float
    fluids: float
    flare: bool
    note: str


def read_rows(table: Table, mapping: Mapping, zone: str, now: datetime) -> Iterator[ReadRow]:
    """The rows of a table as entries, times local to the mapping's zone, else to `zone`.

    Raises Refused for the whole file, at once where a mapped column is missing or the dates are unclear, and on the way where an unclear date
    comes later or the file can no longer be read.
    """
    _refuse_missing_columns(table, mapping)
    dates = DateReader(mapping.dates, mapping.dates.zone or zone, now)
    reader = _RowReader(table, mapping, dates)
    for row in itertools.islice(table.rows(), ROWS_LOOKED_AT_FIRST):
        if row.problem is None:
            dates.refuse_unclear(reader.cell(row, reader.day_column))
    return _read(table, reader)


def _read(table: Table, reader: "_RowReader") -> Iterator[ReadRow]:
    seen: dict[bytes, int] = {}
    for row in table.rows():
        key = _key(table.header, row, seen)
        if row.problem is not None:
            yield ReadRow(row.line, key, (), row.problem)
            continue
        try:
            entries = reader.entries(row, key)
        except UnclearDates:
            raise
        except Refused as refused:
            yield ReadRow(row.line, key, (), refused.sentence)
        else:
            yield ReadRow(row.line, key, entries, None if entries else _("nothing to keep"))


def _refuse_missing_columns(table: Table, mapping: Mapping) -> None:
    missing = [column for column in mapping.mapped() if column.strip() not in table.header]
    if missing:
        raise Refused(
            _("{file} has no column “{column}”. Nothing was imported; its columns are: {columns}.").format(
                file=shown(table.path.name), column=shown(missing[0]), columns=", ".join(shown(name) for name in table.header[:COLUMNS_SHOWN] if name)
            )
        )


def _key(header: tuple[str, ...], row: TableRow, seen: dict[bytes, int]) -> str:
    content = [FORMAT, list(itertools.zip_longest(header, row.cells))]
    so_far = hashlib.sha256(json.dumps(content).encode("ascii"))
    short = so_far.digest()[:16]
    seen[short] = seen.get(short, 0) + 1
    so_far.update(f"\n{seen[short]}".encode("ascii"))
    return so_far.hexdigest()


class _RowReader:
    """Reads the entries of one row after another."""

    def __init__(self, table: Table, mapping: Mapping, dates: DateReader) -> None:
        self._places = {name: place for place, name in enumerate(table.header)}
        self._decimal_comma = table.delimiter != ","
        self._mapping = mapping
        self._columns = mapping.columns
        self._dates = dates
        self.day_column = mapping.columns.datetime or mapping.columns.date

    def cell(self, row: TableRow, column: str | None) -> str:
        """The cell under a column, without the space around it; "" for no column."""
        return "" if column is None else row.cells[self._places[column.strip()]].strip()

    def entries(self, row: TableRow, key: str) -> tuple[Entry, ...]:
        """Everything a row holds; raises Refused."""
        if not any(map(str.strip, row.cells)):
            return ()
        day = self.cell(row, self.day_column)
        self._dates.refuse_unclear(day)
        moment = self._dates.moment(day, self.cell(row, self._columns.time))
        pain = self._pain(row, _shared(key, "pain", moment))
        activities = [self._activity(row, wanted, _shared(key, f"activity {place}", moment)) for place, wanted in enumerate(self._mapping.activities)]
        day_note = self._day_note(row, _shared(key, "day_note", moment), has_pain=pain is not None)
        return tuple(entry for entry in (pain, *activities, day_note) if entry is not None)

    def _pain(self, row: TableRow, shared: _Shared) -> PainEntry | None:
        columns = self._columns
        value = self._number(row, columns.pain)
        worst, least, average = (self._points(row, column) for column in (columns.worst, columns.least, columns.average))
        words, worse_with, eased_by = (names(self.cell(row, column)) for column in (columns.words, columns.worse_with, columns.eased_by))
        if value is None or columns.pain is None:
            if any(told is not None for told in (worst, least, average)) or words or worse_with or eased_by:
                raise Refused(_("The row describes a pain and has no value for it."))
            return None
        pain = points(value, self._mapping.scale, columns.pain)
        return PainEntry(
            pain=pain,
            worst=worst,
            least=least,
            average=average,
            sites=tuple(SiteReading(name, pain) for name in names(self.cell(row, columns.site))),
            words=words,
            worse_with=worse_with,
            eased_by=eased_by,
            note=self.cell(row, columns.note),
            original=None if self._mapping.scale == POINTS else Scale(value, *self._mapping.scale),
            **shared,
        )

    def _number(self, row: TableRow, column: str | None) -> float | None:
        cell = self.cell(row, column)
        return number(cell, column, decimal_comma=self._decimal_comma) if cell and column else None

    def _points(self, row: TableRow, column: str | None) -> float | None:
        value = self._number(row, column)
        return None if value is None or column is None else points(value, self._mapping.scale, column)

    def _activity(self, row: TableRow, wanted: ActivityColumn, shared: _Shared) -> Activity | None:
        cell = self.cell(row, wanted.column)
        if is_missing(cell, wanted.missing, decimal_comma=self._decimal_comma):
            return None
        if wanted.unit is Unit.YES:
            done = yes_or_no(cell, wanted.column, decimal_comma=self._decimal_comma)
            return Activity(kind=wanted.kind, **shared) if done else None
        value = amount(cell, wanted.column, decimal_comma=self._decimal_comma)
        if value == 0:
            return None
        if wanted.unit is Unit.COUNT:
            return Activity(kind=wanted.kind, count=value, **shared)
        return Activity(kind=wanted.kind, minutes=value * (MINUTES_AN_HOUR if wanted.unit is Unit.HOURS else 1), **shared)

    def _day_note(self, row: TableRow, shared: _Shared, *, has_pain: bool) -> DayNote | None:
        about: _About = {}
        notes = [] if has_pain else [self.cell(row, self._columns.note)]
        for wanted in self._mapping.day_notes:
            cell = self.cell(row, wanted.column)
            if is_missing(cell, wanted.missing, decimal_comma=self._decimal_comma):
                continue
            if wanted.field is DayField.NOTE:
                notes.append(cell)
            else:
                self._tell(about, wanted, cell)
        if written := "\n".join(filter(None, notes)):
            about["note"] = written
        return DayNote(**about, **shared) if about else None

    def _tell(self, about: _About, wanted: DayNoteColumn, cell: str) -> None:
        if wanted.field is DayField.FLARE:
            about["flare"] = yes_or_no(cell, wanted.column, decimal_comma=self._decimal_comma)
        elif wanted.field in SCALED:
            rated = points(number(cell, wanted.column, decimal_comma=self._decimal_comma), wanted.scale, wanted.column)
            about["mood" if wanted.field is DayField.MOOD else "sleep_quality"] = rated
        else:
            measured = amount(cell, wanted.column, decimal_comma=self._decimal_comma)
            about["sleep_minutes" if wanted.field is DayField.SLEEP_MINUTES else "fluids"] = measured


def _shared(key: str, place: str, moment: Moment) -> _Shared:
    return {"id": str(uuid5(_IDS, f"{key} {place}")), "moment": moment}
