"""What one damaged cell has taken from a record, found again where the file has it a second time: in an index, or in a row that has gone astray."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from tracker.storage.checksums import DETAILS, RECORDS, of_values
from tracker.storage.damage import Summed, with_sums
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import OF_DAMAGE
from tracker.storage.tallies import ENTRIES
from tracker.storage.values import Row

OWNERS = {table: "episodes" if table == "episode_sites" else ENTRIES for table in DETAILS}


class Source(Protocol):
    """What is read."""

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that a statement finds."""
        ...


class OtherReading(NamedTuple):
    """A row of a table as an index has it, other than the table itself has it."""

    table: str
    row: Row


def other_readings(source: Source, schema: Database, table: str, columns: list[str]) -> Iterator[OtherReading]:
    """The rows of a table that SQLite gives otherwise when it goes by an index: the cells of the index are taken from there."""
    if table not in {*RECORDS, *DETAILS}:
        return
    names = ", ".join(columns)
    by_number = {*_rows(source, f"SELECT {names} FROM {table} NOT INDEXED")}  # noqa: S608 - names of our own schema
    for index, sql in schema.conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?", [table]).fetchall():
        order = ", ".join(name for (name,) in schema.conn.execute("SELECT name FROM pragma_index_info(?)", [index]) if name)
        of_some = f" WHERE {sql.partition(' WHERE ')[2]}" if sql and " WHERE " in sql else ""
        by_index = _rows(source, f"SELECT {names} FROM {table} INDEXED BY {index}{of_some} ORDER BY {order}")  # noqa: S608 - as above
        yield from (OtherReading(table, dict(zip(columns, row, strict=True))) for row in by_index if row not in by_number)


def mend(aside: Database, readings: list[OtherReading]) -> None:
    """Take over those rows by which a record fits its checksum that does not as it stands."""
    for table, row in readings:
        owner = OWNERS.get(table, table)
        id_ = row.get(DETAILS[table][0] if table in DETAILS else RECORDS[table][0])
        for record in _unfit(aside, owner):
            if next(iter(record.row.values())) == id_:
                _take_over(aside, table, row, record)


def give_back_strays(aside: Database) -> None:
    """Give rows of which damage has changed whose they are back to the records that they make whole: an index may still have led to them."""
    unfit = {owners: _unfit(aside, owners) for owners in (ENTRIES, "episodes")}
    for table, number, owners, _reference in aside.conn.execute("PRAGMA foreign_key_check").fetchall():
        if table not in DETAILS:
            continue
        owner, *others = DETAILS[table]
        cells = aside.conn.execute(f"SELECT {', '.join(others)} FROM {table} WHERE rowid = ?", [number]).fetchone()  # noqa: S608 - our names
        for record in unfit[owners]:
            if record.kept == record.found + of_values(table, (record.row["id"], *cells)):
                aside.conn.execute(f"UPDATE {table} SET {owner} = ? WHERE rowid = ?", [record.row["id"], number])  # noqa: S608 - as above
                break


def _take_over(aside: Database, table: str, row: Row, record: Summed) -> None:
    columns = (DETAILS if table in DETAILS else RECORDS)[table]
    if not {*columns} <= {*row}:
        return  # of an earlier version
    cells = [row[name] for name in columns]
    with contextlib.suppress(sqlite3.IntegrityError):
        if table in RECORDS:
            there = [(record.number, *(record.row[name] for name in columns))]
        else:
            sql = f"SELECT rowid, {', '.join(columns)} FROM {table} WHERE {columns[0]} = ?"  # noqa: S608 - names of our own
            there = aside.conn.execute(sql, [cells[0]]).fetchall()
        wanted = record.kept
        for number, *former in there:
            if wanted == record.found - of_values(table, former) + of_values(table, cells):
                changes = ", ".join(f"{name} = ?" for name in columns)
                aside.conn.execute(f"UPDATE {table} SET {changes} WHERE rowid = ?", [*cells, number])  # noqa: S608 - as above
                return
        # A row that breaks a rule of its table as it stands was not copied at all.
        if table in DETAILS and wanted == record.found + of_values(table, cells):
            aside.conn.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(cells))})", cells)  # noqa: S608 - as above


def _unfit(aside: Database, table: str) -> list[Summed]:
    return [record for some in with_sums(aside, table) for record in some if record.kept != record.found]


def _rows(source: Source, sql: str) -> Iterator[tuple[Any, ...]]:
    # Up to the first that cannot be read: of one damaged cell there is none.
    with contextlib.suppress(*OF_DAMAGE):
        yield from source.execute(sql)
