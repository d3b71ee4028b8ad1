"""Rows into entries: what each row of a table yields by a mapping, and why it yields nothing."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime, time

from tracker.domain.entries import Entry, PainEntry
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.formats.texts import in_a_row
from tracker.importers.source import shown
from tracker.importers.table.column_cells import ColumnCells, column_cells, severity_words
from tracker.importers.table.column_ways import ColumnWays
from tracker.importers.table.contract import Gauge, ReadRow, RowSource, read_each, shared
from tracker.importers.table.csv_file import TableRow, refuse_doubled
from tracker.importers.table.dates import DateReader
from tracker.importers.table.day_rows import ActivityRows, DayRows, is_in_hours
from tracker.importers.table.dose_rows import DoseColumn, DoseRows
from tracker.importers.table.doses import STRENGTH_COLUMNS, UNIT_COLUMNS
from tracker.importers.table.mapping import Columns, DayField, Mapping, Unit
from tracker.importers.table.more_pains import MorePains
from tracker.importers.table.pain_rows import LISTS, RATINGS, PainRows, RatingColumn, tops_named
from tracker.importers.written.clocks import is_part_of_day
from tracker.importers.written.dates import tells_part_of_day
from tracker.language import _

FORMAT = "csv"
# An unclear date, and how a column is written, is mostly seen in the first rows. Unclear dates later on are met on the way.
ROWS_LOOKED_AT_FIRST = 500
LETTERS_LOOKED_AT = 100
# As many names as a sentence can hold.
COLUMNS_SHOWN = 30
# What stands before the decimals of measures where no cell of a column tells: a table parted by semicolons has commas in its numbers.
DECIMAL_BESIDE = {",": ".", ";": ","}


def read_rows(table: RowSource, mapping: Mapping, zone: str, now: datetime, gauge: Gauge | None = None, format_: str = FORMAT) -> Iterator[ReadRow]:
    """The rows of a table as entries, times local to the mapping's zone, else to `zone`; `format_` goes into their identity.

    Raises Refused for the whole file, at once where a mapped column is missing or the dates are unclear, and on the way where an unclear date
    comes later or the file can no longer be read.
    """
    _refuse_missing_columns(table, mapping)
    dates = DateReader(mapping.dates, mapping.dates.zone or zone, now)
    sample = [
        tuple(cell[:LETTERS_LOOKED_AT] for cell in row.cells) for row in itertools.islice(table.rows(), ROWS_LOOKED_AT_FIRST) if row.problem is None
    ]
    reader = _RowReader(table, mapping, dates, sample)
    for cells in sample:
        dates.refuse_unclear(reader.cell(cells, reader.day_column))
    return read_each(table, format_, gauge or Gauge(), reader.entries)


def words_for_nothing(header: Sequence[str], rows: Sequence[Sequence[str]], mapping: Mapping) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words that are read as nothing in these rows, by column as the table names it."""
    columns = {known.name: (getattr(mapping.columns, known.name) or "").strip() for known in fields(Columns)}
    wanted = [(ours, column, mapping.way(ours)) for ours, column in columns.items() if ours not in {"datetime", "date", "time"}]
    # In a column of yes and no "no" is no.
    wanted += [
        ("", activity.column.strip(), ColumnWays(missing=activity.missing)) for activity in mapping.activities if activity.unit is not Unit.YES
    ]
    wanted += [("", more.column.strip(), ColumnWays(missing=more.missing)) for more in mapping.medicines]
    wanted += [("", note.column.strip(), ColumnWays(missing=note.missing)) for note in mapping.day_notes if note.field is not DayField.FLARE]
    found = {}
    for ours, column, way in wanted:
        if column in header:
            place = header.index(column)
            cells = [row[place].strip() for row in rows if len(row) > place]
            words = severity_words(cells, mapping.scale, mapping.pain_words) if ours in {"pain", *RATINGS} else {}
            ways = column_cells(column, cells, way, words=words)
            is_nothing = ways.says_nothing if ours in {"site", *LISTS} else ways.is_empty
            found[column] = tuple(dict.fromkeys(cell for cell in cells if cell and is_nothing(cell)))
    return tuple((column, found[column]) for column in header if found.get(column))


def _refuse_missing_columns(table: RowSource, mapping: Mapping) -> None:
    missing = [column for column in mapping.mapped() if column.strip() not in table.header]
    if missing:
        raise Refused(
            _("{file} has no column “{column}”. Nothing was imported; its columns are: {columns}.").format(
                file=shown(table.path.name), column=shown(missing[0]), columns=in_a_row(shown(name) for name in table.header[:COLUMNS_SHOWN] if name)
            )
        )
    refuse_doubled(table.path, table.header, (column.strip() for column in mapping.mapped()))


class _RowReader:
    """Reads the entries of one row after another."""

    def __init__(self, table: RowSource, mapping: Mapping, dates: DateReader, sample: Sequence[tuple[str, ...]]) -> None:
        self._places = {name: place for place, name in enumerate(table.header)}
        self._sample = sample
        self._mapping = mapping
        self._columns = mapping.columns
        self._dates = dates
        self.day_column = mapping.columns.datetime or mapping.columns.date
        beside = DECIMAL_BESIDE.get(table.delimiter, "")
        self._pain = self._pain_rows()
        self._more_pains = MorePains([(more, self._rating_column("pain", more.column)) for more in mapping.pains], self._pain)
        self._doses = DoseRows(tuple(self._dose_columns(table.header)))
        ours = {known.name: getattr(mapping.columns, known.name) for known in fields(Columns)}
        self._ours = {name: self._places[column.strip()] for name, column in ours.items() if column is not None}
        self._none = dict.fromkeys(ours, "")
        activities = [(wanted, self._by_name(wanted.column, wanted.missing, beside)) for wanted in mapping.activities]
        self._activities = ActivityRows(activities)
        in_hours = frozenset(note.column for note in mapping.day_notes if is_in_hours(note, self._cells(note.column)))
        self._day = DayRows([(wanted, self._by_name(wanted.column, wanted.missing, beside)) for wanted in mapping.day_notes], in_hours)
        # Nothing of it is needed any more.
        self._sample = ()
        only = mapping.symptoms.only if mapping.symptoms else ()
        self._symptoms = {name.casefold() for name in only}

    def cell(self, cells: Sequence[str], column: str | None) -> str:
        """The cell under a column, without the space around it; "" for no column."""
        return "" if column is None else cells[self._places[column.strip()]].strip()

    def entries(self, row: TableRow, key: str) -> tuple[Entry, ...]:
        """Everything a row holds; raises Refused."""
        cells = self._none | {name: row.cells[place].strip() for name, place in self._ours.items()}
        day = cells["datetime"] or cells["date"]
        self._dates.refuse_unclear(day)
        symptom = self._symptom(row)
        moment = self._dates.moment(day, cells["time"])
        place = symptom if self._mapping.symptoms and self._mapping.symptoms.is_place else ""
        # "Morning" is a time only so far: the word stays.
        part_of_day = f"{self._columns.time}: {cells['time']}" if is_part_of_day(cells["time"]) else ""
        if not cells["time"] and tells_part_of_day(day):
            part_of_day = f"{self.day_column}: {day}"
        pain, more_pains, unsure = self._pains(row, cells, place, key, moment, part_of_day)
        activities, lines = self._activities.entries(lambda column: self.cell(row.cells, column), key, moment)
        doses, not_taken = self._doses.entries(lambda column: self.cell(row.cells, column), key, moment)
        lines = [*([] if pain else self._pain.unsure_lines(cells)), *unsure, *lines, *not_taken]
        # The note of a row goes with its pain, and to the day where it has none: never to both.
        has_pain = pain is not None or bool(more_pains)
        lines += [] if has_pain or self._pain.note is None or self._pain.note.is_empty(cells["note"]) else [cells["note"]]
        lines += [part_of_day] if part_of_day and pain is None and (lines or activities or doses) else []
        day_note = self._day.entry(lambda column: self.cell(row.cells, column), lines, lambda: shared(key, "day_note", moment))
        found = (pain, *more_pains, *activities, *doses, day_note)
        return tuple(entry for entry in found if entry is not None)

    def _pains(
        self, row: TableRow, cells: dict[str, str], place: str, key: str, moment: Moment, part_of_day: str
    ) -> tuple[PainEntry | None, list[PainEntry], list[str]]:
        """The pain of a row, those of its further columns, and what these say without a value. Raises Refused."""
        if not self._mapping.pains:
            return self._pain.entry(cells, place, lambda: shared(key, "pain", moment), part_of_day), [], []

        def cell_of(column: str) -> str:
            return self.cell(row.cells, column)

        def moment_at(clock: time | None) -> Moment:
            return moment if clock is None else self._dates.moment(cells["datetime"] or cells["date"], f"{clock:%H:%M}")

        # What is said of any pain goes with a further one where the first has no value.
        has_more = self._more_pains.has_value(cell_of)
        is_empty = "pain" not in self._pain.ratings or self._pain.ratings["pain"].cells.is_empty(cells["pain"])
        own = cells | dict.fromkeys(LISTS, "") if has_more and is_empty else cells
        pain = self._pain.entry(own, place, lambda: shared(key, "pain", moment), part_of_day)
        more, lines = self._more_pains.entries(cell_of, cells, key, moment_at, is_first=pain is None)
        return pain, more, lines

    def _symptom(self, row: TableRow) -> str:
        """The symptom of a row; raises Refused for one that the mapping leaves out."""
        if self._mapping.symptoms is None:
            return ""
        symptom = self.cell(row.cells, self._mapping.symptoms.column)
        if self._symptoms and symptom.casefold() not in self._symptoms:
            raise Refused(_("The row is of “{symptom}”, which the mapping leaves out.").format(symptom=shown(symptom)))
        return symptom

    def _dose_columns(self, header: Sequence[str]) -> Iterator[DoseColumn]:
        if (medicine := self._of("medicine")) is not None:
            amount = self._of("medicine_amount")
            unit, strength = (self._beside_the_amounts(header, names) if amount else None for names in (UNIT_COLUMNS, STRENGTH_COLUMNS))
            yield DoseColumn(medicine, amount, unit, strength, self._mapping.way("medicine").separators)
        for place, more in enumerate(self._mapping.medicines, start=2):
            amount = self._by_name(more.amount, (), "") if more.amount else None
            yield DoseColumn(self._by_name(more.column, more.missing, ""), amount, identity=f"dose of {place}")

    def _beside_the_amounts(self, header: Sequence[str], names: frozenset[str]) -> str | None:
        """The one column of these names that the mapping has no other use for."""
        used = {column.strip() for column in self._mapping.mapped()}
        found = [name for name in header if name.casefold() in names and name not in used]
        return found[0] if len(found) == 1 else None

    def _pain_rows(self) -> PainRows:
        ratings = {}
        for name in ("pain", *RATINGS):
            column = getattr(self._columns, name)
            if column is not None and self._columns.pain is not None:
                ratings[name] = self._rating_column(name, column)
        lists = {name: column for name in (*LISTS, "site") if (column := self._of(name)) is not None}
        return PainRows(ratings, lists, self._of("note"))

    def _rating_column(self, ours: str, column: str) -> RatingColumn:
        cells, way = self._cells(column), self._mapping.way(ours)
        words = severity_words(cells, self._mapping.scale, self._mapping.pain_words)
        read = column_cells(column.strip(), cells, way, words=words)
        return RatingColumn(read, self._mapping.scale, way.range, tops_named(cells))

    def _of(self, ours: str) -> ColumnCells | None:
        column = getattr(self._columns, ours)
        return None if column is None else column_cells(column.strip(), self._cells(column), self._mapping.way(ours))

    def _by_name(self, column: str, missing: tuple[float | str, ...], usual_decimal: str) -> ColumnCells:
        return column_cells(column.strip(), self._cells(column), missing=missing, usual_decimal=usual_decimal)

    def _cells(self, column: str) -> list[str]:
        return [self.cell(cells, column) for cells in self._sample]
