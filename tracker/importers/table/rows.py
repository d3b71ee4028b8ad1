"""Rows into entries: what each row of a table yields by a mapping, and why it yields nothing."""

import itertools
from collections.abc import Iterator
from datetime import datetime
from typing import TypedDict

from tracker.domain.entries import Activity, DayNote, Dose, Entry, PainEntry, Scale, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.importers.source import shown
from tracker.importers.table.cells import amount, is_missing, is_number, names, number, points, yes_or_no
from tracker.importers.table.contract import Gauge, ReadRow, RowSource, Shared, read_each, shared
from tracker.importers.table.csv_file import TableRow
from tracker.importers.table.dates import DateReader
from tracker.importers.table.doses import doses_of
from tracker.importers.table.mapping import POINTS, SCALED, ActivityColumn, DayField, DayNoteColumn, Mapping, Unit
from tracker.language import _

FORMAT = "csv"
# An unclear date is mostly seen in the first rows: the file is refused before anything is shown of it. Later ones are met on the way.
ROWS_LOOKED_AT_FIRST = 100
# As many names as a sentence can hold.
COLUMNS_SHOWN = 30
MINUTES_AN_HOUR = 60


class _About(TypedDict, total=False):
    mood: float
    sleep_minutes: float
    sleep_quality: float
    fluids: float
    flare: bool
    stiff_minutes: float
    note: str


def read_rows(table: RowSource, mapping: Mapping, zone: str, now: datetime, gauge: Gauge | None = None, format_: str = FORMAT) -> Iterator[ReadRow]:
    """The rows of a table as entries, times local to the mapping's zone, else to `zone`; `format_` goes into their identity.

    Raises Refused for the whole file, at once where a mapped column is missing or the dates are unclear, and on the way where an unclear date
    comes later or the file can no longer be read.
    """
    _refuse_missing_columns(table, mapping)
    dates = DateReader(mapping.dates, mapping.dates.zone or zone, now)
    reader = _RowReader(table, mapping, dates)
    for row in itertools.islice(table.rows(), ROWS_LOOKED_AT_FIRST):
        if row.problem is None:
            dates.refuse_unclear(reader.cell(row, reader.day_column))
    return read_each(table, format_, gauge or Gauge(), reader.entries)


def _refuse_missing_columns(table: RowSource, mapping: Mapping) -> None:
    missing = [column for column in mapping.mapped() if column.strip() not in table.header]
    if missing:
        raise Refused(
            _("{file} has no column “{column}”. Nothing was imported; its columns are: {columns}.").format(
                file=shown(table.path.name), column=shown(missing[0]), columns=in_a_row(shown(name) for name in table.header[:COLUMNS_SHOWN] if name)
            )
        )


class _RowReader:
    """Reads the entries of one row after another."""

    def __init__(self, table: RowSource, mapping: Mapping, dates: DateReader) -> None:
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
        day = self.cell(row, self.day_column)
        self._dates.refuse_unclear(day)
        moment = self._dates.moment(day, self.cell(row, self._columns.time))
        pain = self._pain(row, shared(key, "pain", moment))
        activities = [
            activity for place, wanted in enumerate(self._mapping.activities) for activity in self._activities(row, wanted, key, place, moment)
        ]
        doses = self._doses(row, key, moment)
        day_note = self._day_note(row, shared(key, "day_note", moment), has_pain=pain is not None)
        return tuple(entry for entry in (pain, *activities, *doses, day_note) if entry is not None)

    def _doses(self, row: TableRow, key: str, moment: Moment) -> tuple[Dose, ...]:
        name = self.cell(row, self._columns.medicine)
        if not name:
            return ()
        amount = self.cell(row, self._columns.medicine_amount)
        # The first keeps the identity it had when a row had one dose at most.
        return doses_of(name, amount, lambda place: shared(key, f"dose {place}" if place else "dose", moment))

    def _pain(self, row: TableRow, common: Shared) -> PainEntry | None:
        columns = self._columns
        value = self._number(row, columns.pain)
        worst, least, average = (self._points(row, column) for column in (columns.worst, columns.least, columns.average))
        words, worse_with, eased_by = (names(self.cell(row, column)) for column in (columns.words, columns.worse_with, columns.eased_by))
        if value is None or columns.pain is None:
            # A pain without its value is no reading; dropped in silence, what was written of it would be lost.
            if any(reading is not None for reading in (worst, least, average)) or words or worse_with or eased_by:
                raise Refused(_("The row describes pain but has no value for it."))
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
            **common,
        )

    def _number(self, row: TableRow, column: str | None) -> float | None:
        cell = self.cell(row, column)
        return number(cell, column, decimal_comma=self._decimal_comma) if cell and column else None

    def _points(self, row: TableRow, column: str | None) -> float | None:
        value = self._number(row, column)
        return None if value is None or column is None else points(value, self._mapping.scale, column)

    def _activities(self, row: TableRow, wanted: ActivityColumn, key: str, place: int, moment: Moment) -> list[Activity]:
        if wanted.unit is not Unit.NAMES:
            activity = self._activity(row, wanted, shared(key, f"activity {place}", moment))
            return [] if activity is None else [activity]
        cell = self.cell(row, wanted.column)
        listed = () if is_missing(cell, wanted.missing, decimal_comma=self._decimal_comma) else names(cell, "|;")
        return [Activity(kind=name, **shared(key, f"activity {place} {name}", moment)) for name in listed]

    def _activity(self, row: TableRow, wanted: ActivityColumn, common: Shared) -> Activity | None:
        cell = self.cell(row, wanted.column)
        if is_missing(cell, wanted.missing, decimal_comma=self._decimal_comma):
            return None
        if wanted.unit is Unit.YES:
            done = yes_or_no(cell, wanted.column, decimal_comma=self._decimal_comma)
            return Activity(kind=wanted.kind, **common) if done else None
        value = amount(cell, wanted.column, decimal_comma=self._decimal_comma)
        # A zero in a column of activities mostly says "not written down": it is no activity of no length.
        if value == 0:
            return None
        if wanted.unit is Unit.COUNT:
            return Activity(kind=wanted.kind, count=value, **common)
        return Activity(kind=wanted.kind, minutes=value * (MINUTES_AN_HOUR if wanted.unit is Unit.HOURS else 1), **common)

    def _day_note(self, row: TableRow, common: Shared, *, has_pain: bool) -> DayNote | None:
        about: _About = {}
        # The note of a row goes with its pain, and to the day where it has none: never to both.
        notes = [] if has_pain else [self.cell(row, self._columns.note)]
        for wanted in self._mapping.day_notes:
            cell = self.cell(row, wanted.column)
            if is_missing(cell, wanted.missing, decimal_comma=self._decimal_comma):
                continue
            if wanted.field is DayField.NOTE:
                notes.append(cell)
            elif wanted.words and not is_number(cell):
                notes.append(self._say(about, wanted, cell))
            else:
                self._tell(about, wanted, cell)
        if written := "\n".join(filter(None, notes)):
            about["note"] = written
        return DayNote(**about, **common) if about else None

    def _say(self, about: _About, wanted: DayNoteColumn, cell: str) -> str:
        """Take a word for what it is worth, where that is known; the word itself goes into the note."""
        worth = dict(wanted.words).get(cell.casefold())
        if worth is not None:
            about["mood" if wanted.field is DayField.MOOD else "sleep_quality"] = points(worth, wanted.scale, wanted.column)
        return f"{wanted.column}: {cell}"

    def _tell(self, about: _About, wanted: DayNoteColumn, cell: str) -> None:
        if wanted.field is DayField.FLARE:
            about["flare"] = yes_or_no(cell, wanted.column, decimal_comma=self._decimal_comma)
        elif wanted.field in SCALED:
            rated = points(number(cell, wanted.column, decimal_comma=self._decimal_comma), wanted.scale, wanted.column)
            about["mood" if wanted.field is DayField.MOOD else "sleep_quality"] = rated
        else:
            measured = amount(cell, wanted.column, decimal_comma=self._decimal_comma)
            if wanted.field is DayField.SLEEP_MINUTES:
                about["sleep_minutes"] = measured
            elif wanted.field is DayField.STIFF_MINUTES:
                about["stiff_minutes"] = measured
            else:
                about["fluids"] = measured
