"""Restoring: the rows of a file, read under guard, are copied into a fresh diary aside and brought in by one online backup."""

import contextlib
import sqlite3
from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path

from tracker.domain.backups import Backup, Why
from tracker.domain.times import END_OF_INSTANTS, FIRST_INSTANT, BootTime
from tracker.errors import DiaryDamaged, PasswordNeeded, Refused, TrackerError
from tracker.language import _
from tracker.paths import Paths
from tracker.steps import Progress, run_to_end
from tracker.storage.backups.aside import fresh_file
from tracker.storage.backups.backup import write_automatic_backup
from tracker.storage.backups.bringing_in import place_alone
from tracker.storage.backups.kept import keep_newest_sound_backup
from tracker.storage.connection import APPLICATION_ID, Header, connect, key_of, open_file, read_header, readable, refuse_unsound
from tracker.storage.damage import damage_of
from tracker.storage.database import Database
from tracker.storage.sealing import read_through
from tracker.storage.sound_reading import UNREADABLE
from tracker.storage.sqlite_errors import operational, primary_code
from tracker.storage.version import MIGRATIONS_TABLE, VERSION

# Errors that say something of this computer; all others say something of the file.
OF_THE_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
# SQLite locks nothing and looks for no journal beside the file, which may lie where nothing can be written.
IMMUTABLE = "mode=ro&immutable=1"
# Together 200 million instructions of SQLite's machine: a file made to be read for ever is given up.
INSTRUCTIONS_A_STEP = 10_000
MOST_STEPS = 20_000
# Bytes in a cell: one that claims more would be read into memory whole.
LONGEST_VALUE = 2_000_000
# Without these a diary misleads: a file in which one of them cannot be read is no backup. All else is told, and can be done without.
NEEDED = {"entries", "episodes", "phase_events", "plan_versions"}
# Rows at a time, so that a large table is never in memory as a whole.
BATCH = 500


def replace_content(database: Database, paths: Paths, file: Path, now: datetime, boot: BootTime | None) -> Backup | None:
    """Bring the content of a backup into the open diary, once the present one is kept for 30 days; raises Refused, the diary as it was.

    The answer is the backup of what was replaced. Of a diary that is damaged there is none: its newest sound one is kept, and a copy of the
    damaged file beside the diary.
    """
    # The lock is held from the backup of the present content to the end: what another program saves just before is in that backup.
    with restored_aside(file, paths.data) as aside, place_alone(database, paths) as place:
        replaced = None
        try:
            replaced = write_automatic_backup(database, paths.backups, now, why=Why.RESTORE, boot=boot)
        except DiaryDamaged:
            keep_newest_sound_backup(paths.backups, now, Why.RESTORE)
            place.keep_damaged(now)
        place.take(aside)
    return replaced


@contextlib.contextmanager
def restored_aside(file: Path, folder: Path) -> Iterator[Database]:
    """A fresh diary of this version beside the live one, holding the rows of a backup file; raises Refused."""
    with contextlib.ExitStack() as stack:
        yield run_to_end(restoring_aside(file, folder, stack))


def restoring_aside(file: Path, folder: Path, stack: contextlib.ExitStack) -> Generator[Progress, None, Database]:
    """The same some hundred rows a step, for who keeps a window alive meanwhile; what was made is gone again when the stack is closed."""
    version = version_of(file)
    # Made in the version of the file: its rows fit, and the steps that follow bring them to this one as they bring a diary.
    path = stack.enter_context(fresh_file(folder, version))
    aside = stack.enter_context(contextlib.closing(connect(path)))
    try:
        with contextlib.closing(guarded_connection(file)) as source:
            yield from _copy_rows(source, aside)
        aside.migrate()
        yield Progress(0)
        refuse_unsound(aside)
        yield Progress(0)
        _refuse_far_days(aside)
        _refuse_unreadable(aside)
    except sqlite3.OperationalError as problem:
        raise operational(problem, folder) if primary_code(problem) in OF_THE_DISK else Refused(_not_restored(file)) from problem
    except (sqlite3.DatabaseError, DiaryDamaged, RecursionError, *UNREADABLE) as problem:
        raise Refused(_not_restored(file)) from problem
    return aside


def _refuse_far_days(aside: Database) -> None:
    """Raise for an instant or a day of a year with which nothing can be reckoned: no diary of ours holds one, of whatever it tells."""
    for table in aside.table_names():
        for column in aside.table(table).columns:
            if column.type == "TEXT" and column.name.rpartition("_")[2] in {"at", "since", "until", "day"}:
                # A tally of what has no day has an empty one.
                far = f"{column.name} <> '' AND substr({column.name}, 1, 10) NOT BETWEEN '{FIRST_INSTANT.date()}' AND '{END_OF_INSTANTS.date()}'"
                if aside.execute(f"SELECT 1 FROM {table} WHERE {far} LIMIT 1").fetchone():  # noqa: S608 - names of our own schema
                    raise sqlite3.DatabaseError(column.name)


def _refuse_unreadable(aside: Database) -> None:
    # Of a file that somebody has made, checksums may fit what is no record: it is read through, too.
    found = {unreadable.part for unreadable in damage_of(aside)} | read_through(aside).keys()
    if found & NEEDED:
        raise sqlite3.DatabaseError


def version_of(file: Path) -> int:
    """The version of a file that may take the place of the diary; raises Refused for one that cannot, PasswordNeeded for one that is locked."""
    try:
        header = _header_within(file, read_header(file))
    except PasswordNeeded:
        raise
    except TrackerError as problem:
        raise Refused(_not_restored(file)) from problem
    if header.application_id != APPLICATION_ID:
        raise Refused(_not_restored(file))
    # A diary has had its first step: what says 0 was never finished.
    if header.version <= 0:
        raise Refused(_not_restored(file))
    if header.version > VERSION:
        raise Refused(_("{file} was written by a newer version of this app. Nothing was changed; install the newer version.").format(file=file))
    return header.version


def _header_within(file: Path, header: Header) -> Header:
    """The header as it is told; of a file with a password it can be read by SQLite alone."""
    if header.key is None:
        return header
    try:
        with contextlib.closing(open_file(file.resolve(), IMMUTABLE, header.key)) as conn:
            (application_id,), (version,) = (conn.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
    except sqlite3.DatabaseError as problem:
        raise DiaryDamaged(_not_restored(file)) from problem
    return header._replace(application_id=application_id, version=version)


def guarded_connection(file: Path) -> sqlite3.Connection:
    """Open a file that nobody vouches for: it can be read and nothing else, and not for ever."""
    conn = open_file(file.resolve(), IMMUTABLE, key_of(file))
    steps = iter(range(MOST_STEPS))
    conn.text_factory = readable
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("PRAGMA cell_size_check = ON")
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.set_progress_handler(lambda: next(steps, None) is None, INSTRUCTIONS_A_STEP)
    # Last: it would refuse the PRAGMAs above as well.
    conn.set_authorizer(lambda action, *_rest: sqlite3.SQLITE_OK if action in READING else sqlite3.SQLITE_DENY)
    return conn


def _copy_rows(source: sqlite3.Connection, aside: Database) -> Iterator[Progress]:
    """Copy table by table what a diary of that version has; views and strangers in the file are never touched."""
    # Views and virtual tables have no page of their own: one that bears a name of ours runs what its author wrote.
    real = {name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")}
    conn = aside.conn
    # A row may refer to what the file lacks: refuse_unsound finds that out at the end, for all of them at once.
    # SQLite passes over this PRAGMA within a transaction.
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("BEGIN IMMEDIATE")
    for name in aside.table_names():
        # The fresh file has noted its own steps already.
        if name == MIGRATIONS_TABLE:
            continue
        if name not in real:
            raise sqlite3.DatabaseError(name)
        columns = ", ".join(column.name for column in aside.table(name).columns)
        marks = ", ".join("?" for _column in aside.table(name).columns)
        rows = source.execute(f"SELECT {columns} FROM {name}")  # noqa: S608 - names of our own schema
        while batch := rows.fetchmany(BATCH):
            conn.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", batch)  # noqa: S608 - as above
            yield Progress(0)
    conn.execute("COMMIT")
    conn.execute("PRAGMA foreign_keys = ON")


def _not_restored(file: Path) -> str:
    return _("{file} cannot be restored: it is damaged or no backup of this app. The diary is unchanged; choose another backup.").format(file=file)
