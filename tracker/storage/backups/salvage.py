"""What can still be read of a damaged diary, copied row by row into a whole one."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tracker.errors import DiaryDamaged, Refused
from tracker.language import _
from tracker.storage.backups.aside import fresh_file
from tracker.storage.backups.backup import write_checked_copy
from tracker.storage.backups.mending import OtherReading, give_back_strays, mend, other_readings
from tracker.storage.backups.restore import OF_THE_DISK, guarded_connection, version_of
from tracker.storage.checksums import RECORDS
from tracker.storage.connection import connect, key_of, refuse_unsound
from tracker.storage.damage import refuse_damaged, with_sums
from tracker.storage.database import Database
from tracker.storage.sealing import read_through
from tracker.storage.sqlite_errors import OF_DAMAGE, operational, primary_code
from tracker.storage.tallies import ENTRY_TALLIES, PASSING_TALLIES, TALLIES, tallied
from tracker.storage.version import MIGRATIONS_TABLE

TALLY_TABLES = (TALLIES, ENTRY_TALLIES, PASSING_TALLIES)
# Rows passed over one by one where they cannot be read, more than a page holds; beyond them twice as many each time: more is gone than a page.
ONE_BY_ONE = 500
MOST_PASSED_OVER = 1 << 40
LAST_NUMBER = (1 << 63) - 1


def copy_readable(damaged: Path, folder: Path, beside: Path) -> int:
    """Write what can be read of a damaged diary to a file that can be opened as a backup can, which whoever asks puts in place; how many entries.

    The damaged diary is left as it is. Raises Refused where nothing of it can be read.
    """
    with readable_aside(damaged, folder) as aside:
        count: int = aside.execute("SELECT count(*) FROM entries WHERE deleted_at IS NULL").fetchone()[0]
        if not count:
            raise _nothing_readable()
        write_checked_copy(aside, beside)
        return count


@contextlib.contextmanager
def readable_aside(damaged: Path, folder: Path) -> Iterator[Database]:
    """A fresh diary beside the live one, whole and checked, that holds all that can be read of a damaged file; raises Refused for no diary."""
    version = _version_of(damaged)
    with fresh_file(folder, version) as path, contextlib.closing(connect(path)) as aside:
        try:
            with contextlib.closing(DamagedFile(damaged)) as source:
                readings = _copy_readable(source, aside)
            aside.migrate()
            mend(aside, readings)
            give_back_strays(aside)
            _drop_what_is_no_record(aside)
            refuse_damaged(aside)
            refuse_unsound(aside)
        except sqlite3.OperationalError as problem:
            raise operational(problem, folder) if primary_code(problem) in OF_THE_DISK else _nothing_readable() from problem
        # The list of tables is gone, or what was copied is no diary.
        except (*OF_DAMAGE, DiaryDamaged) as problem:
            raise _nothing_readable() from problem
        yield aside


class DamagedFile:
    """A file read past its damage; one with a password is opened anew after each damaged page.

    SQLCipher gives nothing more through a connection that has met one, and all that comes after it would seem to be lost as well.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._is_encrypted = key_of(file) is not None
        self._conn = guarded_connection(file)

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that a statement finds, up to the first that cannot be read; one statement at a time."""
        try:
            yield from self._conn.execute(sql, parameters)
        except OF_DAMAGE:
            if self._is_encrypted:
                self._conn.close()
                self._conn = guarded_connection(self._file)
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._conn.close()


def _version_of(damaged: Path) -> int:
    try:
        return version_of(damaged)
    except Refused as problem:
        if isinstance(problem.__cause__, DiaryDamaged):
            raise _nothing_readable() from problem
        raise


def _copy_readable(source: DamagedFile, aside: Database) -> list[OtherReading]:
    """Copy what can be read by the numbers of the rows; the answer is what indexes have otherwise."""
    readings: list[OtherReading] = []
    there = {name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")}
    conn = aside.conn
    # SQLite passes over this PRAGMA within a transaction.
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("BEGIN IMMEDIATE")
    without_rowid = {name for _schema, name, _kind, _columns, is_so, _strict in conn.execute("PRAGMA table_list") if is_so}
    for name in sorted(aside.table_names() & there - {MIGRATIONS_TABLE, *TALLY_TABLES}):
        columns = ", ".join(column.name for column in aside.table(name).columns)
        marks = ", ".join("?" for _column in aside.table(name).columns)
        for row in (_first_rows if name in without_rowid else _readable_rows)(source, name, columns):
            # A damaged cell that breaks a rule of its table takes no other row with it.
            with contextlib.suppress(sqlite3.IntegrityError):
                conn.execute(f"INSERT INTO {name} ({columns}) VALUES ({marks})", row)  # noqa: S608 - names of our own schema
        readings += other_readings(source, aside, name, columns.split(", "))
    conn.execute("COMMIT")
    conn.execute("PRAGMA foreign_keys = ON")
    return readings


def _readable_rows(source: DamagedFile, table: str, columns: str) -> Iterator[tuple[object, ...]]:
    """The rows of a table in the order of their numbers, past those that cannot be read."""
    # From a number on, not beyond one: what leads to the row before may be what cannot be read.
    sql = f"SELECT rowid, {columns} FROM {table} WHERE rowid >= ? ORDER BY rowid"  # noqa: S608 - names of our own schema
    begin, failures = 1, 0
    while begin <= LAST_NUMBER and (passed_over := 1 << max(0, failures - ONE_BY_ONE)) < MOST_PASSED_OVER:
        try:
            for number, *row in source.execute(sql, [begin]):
                begin, failures = number + 1, 0
                yield tuple(row)
        except OF_DAMAGE:
            # A row is only given once the one after it was read: by itself it may be sound.
            if (found := _read_alone(source, sql, begin)) is None:
                begin += passed_over
                failures += 1
            else:
                number, *row = found
                begin, failures = number + 1, 0
                yield tuple(row)
        else:
            return


def _read_alone(source: DamagedFile, sql: str, begin: int) -> tuple[Any, ...] | None:
    try:
        return next(source.execute(f"{sql} LIMIT 1", [begin]), None)
    except OF_DAMAGE:
        return None


def _first_rows(source: DamagedFile, table: str, columns: str) -> Iterator[tuple[object, ...]]:
    """The rows of a table without numbers up to the first that cannot be read: such a table has what the app keeps for itself."""
    with contextlib.suppress(*OF_DAMAGE):
        yield from source.execute(f"SELECT {columns} FROM {table}")  # noqa: S608 - names of our own schema


def _drop_what_is_no_record(aside: Database) -> None:
    """Leave out records that are not as they were written, and rows whose record is gone; what is left is what there is to be."""
    conn = aside.conn
    # What goes with a record is looked for below: some of it SQLite would not let go of, some it would change unseen by checksums.
    conn.execute("PRAGMA foreign_keys = OFF")
    for table in RECORDS:
        for some in with_sums(aside, table):
            gone = [(record.number,) for record in some if record.kept != record.found]
            conn.executemany(f"DELETE FROM {table} WHERE rowid = ?", gone)  # noqa: S608 - names of our own schema
    for table, ids in read_through(aside).items():
        conn.executemany(f"DELETE FROM {table} WHERE {RECORDS[table][0]} = ?", [(id_,) for id_ in ids])  # noqa: S608 - as above
    while _drop_orphans(conn):
        pass
    for table in TALLY_TABLES:
        conn.execute(f"DELETE FROM {table}")  # noqa: S608 - as above
    for table in RECORDS:
        for some in with_sums(aside, table):
            aside.count_all(tallied(table, (record.row for record in some)))
    aside.keep_tallies()
    conn.commit()
    conn.execute("PRAGMA foreign_keys = ON")
    aside.look_anew()


def _drop_orphans(conn: sqlite3.Connection) -> int:
    """Delete the rows that refer to what is not there; how many, of which others may have been the records."""
    references = conn.execute(
        """SELECT child.name, found."from", found."table", found."to"
        FROM sqlite_schema child, pragma_foreign_key_list(child.name) found WHERE child.type = 'table'"""
    ).fetchall()
    return sum(
        conn.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})").rowcount  # noqa: S608 - names of our own schema
        for table, column, parent, key in references
    )


def _nothing_readable() -> Refused:
    return Refused(_("Nothing can be read of the damaged file. It was left as it is; open a backup."))
