"""Records as the archive has them, and the rows that hold them: one description of each part of the diary."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.domain.medicines import limit_id
from tracker.domain.sync.records import Record, dumped
from tracker.domain.sync.sections import Section
from tracker.domain.visits import FUNCTION_LIST_ID
from tracker.storage.checksums import CHECKSUM, COLUMNS
from tracker.storage.database import Database
from tracker.storage.entry_rows import TABLES_BY_KIND
from tracker.storage.row_writes import delete, insert, replace
from tracker.storage.sound_reading import sound, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import Row

if TYPE_CHECKING:
    from sqlite_utils.db import Column

STAMPS = ("id", "created_at", "updated_at")
JSON_COLUMN = "content"
ACTIVITIES = "activities"
# Records that a whole section is read by.
READ_AT_ONCE = 500


class Shape(NamedTuple):
    """The rows that make up a record: one in the table of the section, at most one in each of `singles`, any number in `lists`."""

    owner: str = ""
    singles: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def details(self) -> tuple[str, ...]:
        """Every table beside that of the section."""
        return self.singles + self.lists


PLAIN = Shape()
SHAPES = {
    Section.ENTRIES: Shape(
        "entry_id", ("pain", "sessions", "activities", "day_notes", "doses"), ("pain_sites", "pain_words", "dose_ingredients", "function_scores")
    ),
    Section.EPISODES: Shape("episode_id", (), ("episode_sites",)),
}
# What later versions added: where nobody told it, it is left out, so that a record keeps the text, and so the hash, earlier versions gave it.
ADDED = {"day_notes": ("stiff_minutes",)}
# Positions of words count within their role.
ORDER = {"pain_words": "role, position"}


class RecordRows:
    """The records of an open diary, read and written row by row; all within the transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def columns(self) -> dict[str, list["Column"]]:
        """The columns of every table that has to do with records."""
        tables = {table for section in Section for table in (section.value, *shape_of(section).details)}
        return {table: [column for column in self._database.table(table).columns if column.name != CHECKSUM] for table in tables}

    def read(self, section: Section, id_: str | None = None) -> Iterator[Record]:
        """The records of a section, or the one of an id; what cannot be put as JSON is damaged and left out."""
        if section is Section.FUNCTION:
            yield from self._function_list()
            return
        yield from self._records(section, self._rows_of(section, id_))

    def read_these(self, section: Section, ids: Iterable[str]) -> Iterator[Record]:
        """Those of a section that have one of these ids, as far as they are there, in the order of their ids."""
        wanted, sql = sorted(ids), f"SELECT * FROM {section.value} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608 - names of our own
        some = (json.dumps(wanted[first : first + READ_AT_ONCE]) for first in range(0, len(wanted), READ_AT_ONCE))
        yield from self._records(section, (self._rows(sql, [ids_]) for ids_ in some))

    def _records(self, section: Section, read: Iterable[list[Row]]) -> Iterator[Record]:
        shape = shape_of(section)
        for rows in read:
            details = {table: self.details(shape, table, ids) for table, ids in _ids_by_table(shape, rows).items()}
            for row in rows:
                of_it = {table: found.get(row["id"], []) for table, found in details.items()}
                record = sound(self._database, section.value, row, partial(_record, section, of_it), of_it)
                if record is not None:
                    yield record

    def put(self, record: Record, *, is_new: bool = False) -> None:
        """Write a record in the place of the one of its key; a new one has nothing to take the place of."""
        data = record.data()
        if record.section is Section.FUNCTION:
            self._put_function_list(record, data)
            return
        shape = shape_of(record.section)
        row = self._row(record.section.value, data)
        if record.section is Section.LIMITS:
            delete(self._database, "medicine_limits", "ingredient = ?", [row["ingredient"]])
        details = {table: [self._row(table, {**data[table], shape.owner: record.id})] for table in shape.singles if table in data}
        for table in shape.lists:
            places = _in_place(data.get(table, ()))
            details[table] = [self._row(table, {**detail, shape.owner: record.id, "position": place}) for place, detail in places]
        former = [] if is_new else self._database.rows(f"SELECT * FROM {record.section.value} WHERE id = ?", [record.id])  # noqa: S608 - names of our own
        if former:
            replace(self._database, record.section.value, former[0], row, details=details)
        else:
            insert(self._database, record.section.value, row, details)
        for table in () if is_new else shape.details:
            self._database.execute(f"DELETE FROM {table} WHERE {shape.owner} = ?", [record.id])  # noqa: S608 - names of our own
        for table, rows in details.items():
            for detail in rows:
                insert(self._database, table, detail)

    def remove(self, section: Section, id_: str) -> None:
        """Forget a record."""
        if section is Section.FUNCTION:
            delete(self._database, "function_activities")
        elif section is Section.LIMITS:
            rows = self._database.execute("SELECT ingredient FROM medicine_limits").fetchall()
            # The id of a limit is worked out from its ingredient, so the rows are asked for theirs.
            gone = [ingredient for (ingredient,) in rows if limit_id(ingredient) == id_]
            for ingredient in gone:
                delete(self._database, "medicine_limits", "ingredient = ?", [ingredient])
        else:
            delete(self._database, section.value, "id = ?", [id_])

    def details(self, shape: Shape, table: str, ids: Sequence[object]) -> dict[str, list[Row]]:
        """The rows of a table beside that of the section, by the record they belong to."""
        order = ORDER.get(table, "position") if table in shape.lists else shape.owner
        sql = f"SELECT * FROM {table} WHERE {shape.owner} IN (SELECT value FROM json_each(?)) ORDER BY {order}"  # noqa: S608 - names of our own
        found: dict[str, list[Row]] = {}
        for row in self._rows(sql, [json.dumps([id_ for id_ in ids if isinstance(id_, str)])]):
            owner = row[shape.owner]
            found.setdefault(owner, []).append(row)
        return found

    def _rows_of(self, section: Section, id_: str | None) -> Iterator[list[Row]]:
        """The rows of a section in the order of their ids, or the one of an id; some hundred at a time, as no more of a long diary is to be held."""
        if id_ is not None:
            yield self._rows(f"SELECT * FROM {section.value} WHERE id = ?", [id_])  # noqa: S608 - names of our own
            return
        last = ""
        # From where the last ones ended, so that a write meanwhile ends no reading.
        while rows := self._rows(f"SELECT * FROM {section.value} WHERE id > ? ORDER BY id LIMIT ?", [last, READ_AT_ONCE]):  # noqa: S608 - as above
            last = rows[-1]["id"]
            yield rows

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        # Here, and not around all that is read: between the records of a long section their reader does other things.
        with errors_in_words():
            return self._database.rows(sql, values)

    def _row(self, table: str, data: Mapping[str, Any]) -> Row:
        row = {name: data.get(name) for name in COLUMNS[table]}
        if JSON_COLUMN in row:
            row[JSON_COLUMN] = json.dumps(row[JSON_COLUMN], ensure_ascii=False)
        return row

    def _function_list(self) -> Iterator[Record]:
        read = self._rows("SELECT * FROM function_activities ORDER BY position, rowid")
        if rows := sound_rows(self._database, "function_activities", read, dict):
            content = dumped({ACTIVITIES: [{"id": row["id"], "text": row["text"]} for row in rows]})
            # The list is one record of many rows: as old as its oldest and changed with its newest.
            created_at, updated_at = min(row["created_at"] for row in rows), max(row["updated_at"] for row in rows)
            yield Record(Section.FUNCTION, FUNCTION_LIST_ID, created_at, updated_at, content)

    def _put_function_list(self, record: Record, data: Mapping[str, Any]) -> None:
        delete(self._database, "function_activities")
        for place, activity in enumerate(data[ACTIVITIES]):
            row = {
                "id": activity["id"],
                "position": place,
                "text": activity["text"],
                "created_at": record.created_at,
                "updated_at": record.updated_at,
            }
            insert(self._database, "function_activities", row)


def _ids_by_table(shape: Shape, rows: Sequence[Row]) -> dict[str, list[object]]:
    """The tables that hold anything of these rows, and of which: an entry has a part in those of its kind alone."""
    if shape is not SHAPES[Section.ENTRIES]:
        return {table: [row["id"] for row in rows] for table in shape.details if rows}
    found = {table: [row["id"] for row in rows if table in TABLES_BY_KIND.get(row["kind"], ())] for table in shape.details}
    return {table: ids for table, ids in found.items() if ids}


def shape_of(section: Section) -> Shape:
    """The rows of a record of a section."""
    return SHAPES.get(section, PLAIN)


def record_of(section: Section, data: Mapping[str, Any]) -> Record:
    """The record of plain data; raises KeyError or ValueError where it is none."""
    content = {name: _as_first_written(name, value) for name, value in data.items() if name not in {*STAMPS, "deleted_at"}}
    return Record(section, data["id"], data["created_at"], data["updated_at"], dumped(content), data.get("deleted_at"))


def _as_first_written(table: str, value: Any) -> Any:  # noqa: ANN401 - plain data of any kind
    if table not in ADDED or not isinstance(value, Mapping):
        return value
    return {name: told for name, told in value.items() if told is not None or name not in ADDED[table]}


def _in_place(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """The rows of a list with their positions; words count within their role."""
    places: Counter[str | None] = Counter()
    for row in rows:
        role = row.get("role")
        yield places[role], row
        places[role] += 1


def _record(section: Section, details: Mapping[str, Sequence[Row]], row: Row) -> Record:
    data, shape = dict(row), shape_of(section)
    # In the file a text; a record holds it as data, so that one and the same content is always one and the same text.
    if JSON_COLUMN in data:
        data[JSON_COLUMN] = json.loads(data[JSON_COLUMN])
    if section is Section.LIMITS:
        data["id"] = limit_id(data["ingredient"])
    for table in shape.details:
        # Without what the record says of itself.
        if rows := [{name: cell for name, cell in detail.items() if name not in {shape.owner, "position"}} for detail in details.get(table, ())]:
            data[table] = rows[0] if table in shape.singles else rows
    return record_of(section, data)
