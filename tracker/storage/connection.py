"""Opens the diary file: its settings asserted, foreign and newer files refused untouched, SQLite's errors put in words."""

import contextlib
import os
import secrets
import sqlite3
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from tracker.errors import DiaryBusy, DiaryDamaged, DiaryFromTheFuture, DiaryUnavailable, Refused, TrackerError
from tracker.files import PRIVATE_FILE, private_folder
from tracker.language import _
from tracker.storage.migrations import VERSION, migrate

APPLICATION_ID = 0x52545231  # "RTR1"
MAGIC = b"SQLite format 3\x00"
HEADER_LENGTH, VERSION_OFFSET, APPLICATION_OFFSET = 100, 60, 68
WAIT_SECONDS = 5.0
PRIMARY_CODE = 0xFF
SETTINGS: dict[str, tuple[str, object]] = {
    "journal_mode": ("DELETE", "delete"),
    "synchronous": ("EXTRA", 3),
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "temp_store": ("MEMORY", 2),
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes of a diary say."""

    application_id: int
    version: int


def read_header(path: Path) -> Header:
    """Look at a file without SQLite and without waiting; raises DiaryUnavailable or DiaryDamaged for what is no database."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise DiaryUnavailable(_("{file} is not an ordinary file. It was left alone; choose a diary file.").format(file=path))
        with path.open("rb") as file:
            start = file.read(HEADER_LENGTH)
    except OSError as problem:
        raise DiaryUnavailable(
            _("{file} cannot be read ({reason}). Nothing was changed; check the folder and its permissions.").format(
                file=path, reason=problem.strerror or type(problem).__name__
            )
        ) from problem
    if len(start) < HEADER_LENGTH:
        raise DiaryDamaged(_("{file} is damaged: it is cut short. It was left alone; a backup can be restored.").format(file=path))
    if not start.startswith(MAGIC):
        raise DiaryDamaged(_("{file} is not a diary, or its beginning is damaged. It was left alone; a backup can be restored.").format(file=path))
    (version,) = struct.unpack_from(">i", start, VERSION_OFFSET)
    (application_id,) = struct.unpack_from(">i", start, APPLICATION_OFFSET)
    return Header(application_id, version)


def refuse_foreign(path: Path) -> Header:
    """The header of a diary of ours; raises for another program's file and for one from a newer version."""
    header = read_header(path)
    if header.application_id != APPLICATION_ID:
        raise DiaryUnavailable(_("{file} belongs to another program. It was left alone; choose another folder.").format(file=path))
    if header.version > VERSION:
        raise DiaryFromTheFuture(
            _("{file} was written by a newer version of this app. It was left alone; install the newer version.").format(file=path)
        )
    return header


def open_diary(path: Path, backups: Path) -> Database:
    """Open the diary, made new on the first run only and brought to this version; raises DiaryUnavailable."""
    if not os.path.lexists(path):
        if backups.is_dir() and any(backups.iterdir()):
            raise DiaryDamaged(
                _("The diary is missing from {folder}, but its backups are there. Nothing was changed; restore the newest backup.").format(
                    folder=path.parent
                )
            )
        create_diary(path)
    header = refuse_foreign(path)
    with told_plainly():
        database = connect(path)
        try:
            if header.version < VERSION:
                _bring_up_to_date(database, path)
            database.conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            database.close()
            raise
    return database


def create_diary(path: Path) -> None:
    """Make an empty diary aside and put it in place, unless another process was quicker."""
    try:
        private_folder(path.parent)
        with fresh_file(path.parent) as aside, contextlib.suppress(FileExistsError):
            _put_in_place(aside, path)
    except OSError as problem:
        raise DiaryUnavailable(
            _("The folder {folder} cannot be written ({reason}). Nothing was changed; check its permissions or choose another.").format(
                folder=path.parent, reason=problem.strerror or type(problem).__name__
            )
        ) from problem


@contextlib.contextmanager
def fresh_file(folder: Path, version: int = VERSION) -> Iterator[Path]:
    """A new empty diary of a version beside the live one; gone again afterwards."""
    aside = folder / f".aside-{secrets.token_hex(6)}.sqlite3"
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    try:
        with told_plainly():
            database = connect(aside)
            try:
                database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                migrate(database, version)
            finally:
                database.close()
        yield aside
    finally:
        for leftover in (aside, aside.with_name(aside.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()


def connect(path: Path, *, writable: bool = True) -> Database:
    """Connect to an existing file with the settings of the diary, read back and asserted."""
    mode = "rw" if writable else "ro"
    conn = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=WAIT_SECONDS)
    try:
        for name, (wanted, read_back) in SETTINGS.items():
            conn.execute(f"PRAGMA {name} = {wanted}")
            _assert_setting(conn, name, read_back)
    except BaseException:
        conn.close()
        raise
    return Database(conn, strict=True, execute_plugins=False)


def _assert_setting(conn: sqlite3.Connection, name: str, wanted: object) -> None:
    (actual,) = conn.execute(f"PRAGMA {name}").fetchone()
    if actual != wanted:
        raise DiaryUnavailable(_("The diary could not be opened in the way that keeps it whole. Nothing was changed; start again."))


@contextlib.contextmanager
def writing(database: Database) -> Iterator[None]:
    """One transaction that holds the write lock from its start; all of it is kept or nothing."""
    with told_plainly():
        conn = database.conn
        if conn.in_transaction:
            with database.atomic():
                yield
            return
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            conn.rollback()
            raise


@contextlib.contextmanager
def told_plainly() -> Iterator[None]:
    """Turn SQLite's errors into sentences for a person."""
    try:
        yield
    except sqlite3.IntegrityError as problem:
        raise Refused(_("The diary refused that, so nothing was saved. Check what was typed and try again.")) from problem
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & PRIMARY_CODE == sqlite3.SQLITE_ERROR:
            raise  # wrong SQL: our bug, not the world's fault
        raise _operational(problem) from problem
    except sqlite3.DatabaseError as problem:
        raise DiaryDamaged(_("The diary file is damaged. It was left as it is; restore the newest backup.")) from problem


def _operational(problem: sqlite3.OperationalError) -> TrackerError:
    code = problem.sqlite_errorcode & PRIMARY_CODE
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return DiaryBusy(_("Another program is using the diary, so nothing was saved. Close it or wait a moment, then try again."))
    if code == sqlite3.SQLITE_FULL:
        return DiaryUnavailable(_("The disk is full, so nothing was saved. What was saved before is safe; free some space and try again."))
    if code == sqlite3.SQLITE_READONLY:
        return DiaryUnavailable(_("The diary can only be read here, so nothing was saved. Check the permissions of its folder."))
    if code == sqlite3.SQLITE_CANTOPEN:
        return DiaryUnavailable(_("The diary or its folder cannot be reached, so nothing was saved. Check that the folder is there, then try again."))
    return DiaryUnavailable(_("The disk reported an error, so nothing was saved. What was saved before is safe; try again."))


def _bring_up_to_date(database: Database, path: Path) -> None:
    """Migrate a copy aside, check it, and bring it into the live file by one online backup."""
    while True:
        before = _data_version(database)
        with fresh_copy(database, path.parent) as aside:
            migrate(aside)
            refuse_unsound(aside)
            if _data_version(database) == before:
                aside.conn.backup(database.conn)
                return


@contextlib.contextmanager
def fresh_copy(database: Database, folder: Path) -> Iterator[Database]:
    """An open copy of a database in a file beside it; gone again afterwards."""
    aside = folder / f".aside-{secrets.token_hex(6)}.sqlite3"
    os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    copy = connect(aside)
    try:
        database.conn.backup(copy.conn)
        yield copy
    finally:
        copy.close()
        for leftover in (aside, aside.with_name(aside.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()


def refuse_unsound(database: Database) -> None:
    """Raise DiaryDamaged unless SQLite finds the file whole and every reference answered."""
    (verdict,) = database.conn.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok" or database.conn.execute("PRAGMA foreign_key_check").fetchone():
        raise DiaryDamaged(_("The diary file is damaged. It was left as it is; restore the newest backup."))


def _data_version(database: Database) -> int:
    (version,) = database.conn.execute("PRAGMA data_version").fetchone()
    return int(version)


def _put_in_place(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            return
        aside.replace(path)
