"""Connects to the diary file: its settings asserted, foreign and newer files refused untouched, its locks held and let go."""

import contextlib
import os
import sqlite3
import stat
import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from tracker.errors import DiaryDamaged, DiaryFromTheFuture, DiaryUnavailable, PasswordNeeded
from tracker.language import _
from tracker.storage.database import Database, Key
from tracker.storage.sqlite_errors import errors_in_words, primary_code
from tracker.storage.version import VERSION

APPLICATION_ID = 0x52545231  # "RTR1"
MAGIC = b"SQLite format 3\x00"
# A file with a password begins with this and the number of its key, which SQLCipher takes for its salt: all else in it is encrypted.
CIPHER_MAGIC, NUMBER_LENGTH = b"RTRcrypt", 8
LAST_VERSION = 99  # above it a bit is flipped: no app of ours has come so far
# From SQLite's file format: a header of 100 bytes, the user version at 60, the application id at 68.
HEADER_LENGTH, VERSION_OFFSET, APPLICATION_OFFSET = 100, 60, 68
# The command line waits so long for another program's write; then it says that the diary is in use. A window says so sooner.
WAIT_SECONDS = 5.0
SETTINGS: dict[str, tuple[str, object]] = {
    # All that is saved stands in the one file: its header is read without SQLite, and a rescue moves it with no more than its journal.
    "journal_mode": ("DELETE", "delete"),
    # EXTRA flushes the folder too once the journal is gone: otherwise a power cut could bring the journal back and undo what was saved.
    "synchronous": ("EXTRA", 3),
    "foreign_keys": ("ON", 1),
    # What is deleted is overwritten: a purged note cannot be read from the free pages of the file.
    "secure_delete": ("ON", 1),
    # Views and triggers in a file that was tampered with cannot call functions with effects.
    "trusted_schema": ("OFF", 0),
    # Damage is found where a page is read, not later in what it leads to.
    "cell_size_check": ("ON", 1),
    # No part of the diary goes into a temporary file elsewhere on the disk.
    "temp_store": ("MEMORY", 2),
}


class Header(NamedTuple):
    """What the first hundred bytes of a diary say; of one with a password only its key, and that it is ours."""

    application_id: int
    version: int
    key: Key | None = None


# The keys that a password has opened in this process, and the one by which all is written that belongs to the diary of a folder.
_unlocked: dict[bytes, Key] = {}
_in_force: dict[Path, Key] = {}


def unlock(key: Key) -> None:
    """Files of this key can be opened from now on."""
    _unlocked[key.number] = key


def put_in_force(folder: Path, key: Key | None) -> None:
    """What is made beside the diary of a folder is of this key from now on; None: it has no password."""
    if key is not None:
        unlock(key)
        _in_force[folder] = key
    elif _in_force:
        _in_force.pop(folder, None)


def key_in_force(folder: Path) -> Key | None:
    """The key of the diary of a folder, once it was unlocked; None where it has no password."""
    return _in_force.get(folder)


def lock_all() -> None:
    """Forget every key."""
    _unlocked.clear()
    _in_force.clear()


class Patience:
    """With `wait_once`, a statement that waited in vain is the last to wait until one of its kind gets through again.

    All that a window asks in one turn would else wait one after the other, and the window with it: five seconds for a save, five more for
    what is read anew after it.
    """

    _patience_ms: int | None = None
    _gave_up_at = ""

    def wait_once(self, seconds: float) -> None:
        """Wait so long from now on, and not again while it is in vain."""
        self._patience_ms = round(seconds * 1000)
        self._wait(self._patience_ms)

    def wait_like(self, other: sqlite3.Connection) -> None:
        """Be as patient as the connection whose place this one takes."""
        patience: int | None = getattr(other, "_patience_ms", None)
        if patience is not None:
            self.wait_once(patience / 1000)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 takes them
        """Do one statement."""
        if self._patience_ms is None:
            return self._do(sql, parameters)
        try:
            cursor = self._do(sql, parameters)
        except sqlite3.OperationalError as problem:
            if not self._gave_up_at and primary_code(problem) == sqlite3.SQLITE_BUSY:
                self._gave_up_at = _kind(sql)
                self._wait(0)
            raise
        if self._gave_up_at and self._gave_up_at == _kind(sql):
            self._gave_up_at = ""
            self._wait(self._patience_ms)
        return cursor

    def _wait(self, milliseconds: int) -> None:
        self._do(f"PRAGMA busy_timeout = {milliseconds}")

    def _do(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:  # noqa: ANN401 - as above
        done: sqlite3.Cursor = super().execute(sql, parameters)  # type: ignore[misc] # of the connection it is mixed into
        return done


class PatientConnection(Patience, sqlite3.Connection):
    """A connection to a diary without a password."""


def read_header(path: Path) -> Header:
    """Look at a file without SQLite and without waiting; raises DiaryUnavailable or DiaryDamaged for what is no database.

    Raises PasswordNeeded for a file whose key is not there.
    """
    try:
        # Reading from a pipe or a device would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise DiaryUnavailable(_("{file} is not an ordinary file. Nothing was changed; choose another.").format(file=path))
        with path.open("rb") as file:
            start = file.read(HEADER_LENGTH)
    except OSError as problem:
        raise DiaryUnavailable(
            _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                file=path, reason=problem.strerror or type(problem).__name__
            )
        ) from problem
    if len(start) < HEADER_LENGTH:
        raise _damaged(path)
    if start.startswith(CIPHER_MAGIC):
        return Header(APPLICATION_ID, VERSION, _key_of(start, path))
    if not start.startswith(MAGIC):
        raise _damaged(path)
    # The header is big-endian on every computer.
    (version,) = struct.unpack_from(">i", start, VERSION_OFFSET)
    (application_id,) = struct.unpack_from(">i", start, APPLICATION_OFFSET)
    return Header(application_id, version)


def refuse_foreign(path: Path) -> Header:
    """The header of a diary of ours; raises for another program's file and for one from a newer version."""
    header = read_header(path)
    if _is_one_bit_off(header.application_id) or header.version > LAST_VERSION:
        raise _damaged(path)
    if header.application_id != APPLICATION_ID:
        raise DiaryUnavailable(_("{file} belongs to another program. It was left alone; choose another folder.").format(file=path))
    if header.version > VERSION:
        raise from_the_future(path)
    return header


def _is_one_bit_off(application_id: int) -> bool:
    """Whether it is ours but for a flipped bit, as no other program's would be."""
    return ((application_id ^ APPLICATION_ID) & 0xFFFFFFFF).bit_count() == 1


def connect(path: Path, *, writable: bool = True) -> Database:
    """Connect to an existing file, not the live diary, with the settings of the diary, read back and asserted; raises PasswordNeeded."""
    return connect_by(key_of(path), path, writable=writable)


def connect_by(key: Key | None, path: Path, *, writable: bool = True, wait: float = WAIT_SECONDS) -> Database:
    """Connect as `connect`, by a key or without one; nothing of the file is read but by SQLite, whose locks that would let go of.

    `wait` seconds for another program at each statement.
    """
    # Neither mode makes a file that is missing: only the first run does, and knowingly.
    conn = open_file(path, "mode=rw" if writable else "mode=ro", key, wait)
    conn.text_factory = readable
    try:
        for name, (wanted, read_back) in SETTINGS.items():
            conn.execute(f"PRAGMA {name} = {wanted}")
            _assert_setting(conn, name, read_back)
    except BaseException as problem:
        conn.close()
        # No statement here is wrong: SQLite means the head of the file, which says that it is laid out in a way there is not.
        if isinstance(problem, sqlite3.OperationalError) and primary_code(problem) == sqlite3.SQLITE_ERROR:
            raise _damaged(path) from problem
        raise
    # SQLCipher gives nothing more once it has met a damaged page, not even of others (its issue 617).
    again = None if key is None else partial(connect_by, key, path, writable=writable, wait=wait)
    return Database(conn, key, again)


def open_file(path: Path, how: str, key: Key | None, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """Open a file by the library that reads it: without a password SQLite alone. All that is raised is of the standard library in both cases."""
    # Quoted, since a ? or % in a name would be read as part of the URI; as bytes, since a name need not be UTF-8.
    uri = f"file:{quote(os.fsencode(path))}?{how}"
    if key is None:
        return sqlite3.connect(uri, uri=True, timeout=wait, factory=PatientConnection)
    from tracker.storage.sqlcipher import key_in_words, open_encrypted  # most diaries have no password

    return open_encrypted(uri, key_in_words(key.secret, CIPHER_MAGIC + key.number), wait, Patience)


def key_of(path: Path) -> Key | None:
    """The key of a file: by its beginning, and where it has none yet that of the diary it lies beside; raises PasswordNeeded."""
    if not _unlocked:
        return None  # and SQLite says that it is no database, if it has one
    with contextlib.suppress(OSError), path.open("rb") as file:
        start = file.read(len(MAGIC))
        if start.startswith(CIPHER_MAGIC):
            return _key_of(start, path)
        return None if start else key_in_force(path.parent)
    return None


def _key_of(start: bytes, path: Path) -> Key:
    key = _unlocked.get(start[len(CIPHER_MAGIC) :][:NUMBER_LENGTH])
    if key is None:
        raise PasswordNeeded(_("{file} has a password. Nothing was changed; unlock it first.").format(file=path))
    return key


def wait_once(database: Database, seconds: float) -> None:
    """Wait so long for another program from now on, and not again while it is in vain: a window is deaf as long as it waits."""
    if isinstance(database.conn, Patience):
        database.conn.wait_once(seconds)


@contextlib.contextmanager
def writing(database: Database) -> Iterator[None]:
    """One transaction that holds the write lock from its start; all of it is kept or nothing."""
    conn = database.conn
    database.end_reading()
    with database.held(), errors_in_words(lambda: folder_of(conn)):
        # SQLite has no transactions within transactions: the inner one is a savepoint of the outer.
        if conn.in_transaction:
            with database.savepoint():
                yield
                database.keep_tallies()
            return
        # The write lock from the start: one taken only at the first write is refused without any waiting where another program is
        # about to write, since each would wait for the other.
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            database.keep_tallies()
            _commit(conn)
        except BaseException:
            conn.rollback()
            database.forget_tallies()
            raise


def _commit(conn: sqlite3.Connection) -> None:
    try:
        conn.execute("COMMIT")
    except sqlite3.OperationalError as problem:
        # The journal is gone, and with it the way back: all is saved, though the folder could not be flushed after it.
        if problem.sqlite_errorcode != sqlite3.SQLITE_IOERR_DIR_FSYNC:
            raise


@contextlib.contextmanager
def standing_still(database: Database) -> Iterator[None]:
    """Nobody else writes meanwhile, and all that is read is of one instant; waits 5 seconds for a writer, no longer."""
    conn = database.conn
    database.end_reading()
    with database.held(), errors_in_words(lambda: folder_of(conn)):
        # BEGIN by itself locks nothing; the first reading takes the lock that keeps writers out.
        conn.execute("BEGIN")
        try:
            conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            yield
        finally:
            conn.rollback()


@contextlib.contextmanager
def alone(database: Database) -> Iterator[None]:
    """Nobody else reads or writes the file meanwhile, without a transaction of our own: what an online backup into it needs.

    Left to itself, the backup would wait for another program for ever, and could write over what that program has just saved.
    """
    conn = database.conn
    database.end_reading()
    with database.held(), errors_in_words(lambda: folder_of(conn)):
        conn.execute("BEGIN EXCLUSIVE")
        conn.execute("PRAGMA locking_mode = EXCLUSIVE")  # the lock outlives the transaction
        conn.execute("COMMIT")
        try:
            yield
        finally:
            conn.execute("PRAGMA locking_mode = NORMAL")
            with contextlib.suppress(sqlite3.Error):  # the lock goes with the next read; what went wrong within is told
                conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def refuse_unsound(database: Database) -> None:
    """Raise DiaryDamaged unless SQLite finds the file whole and every reference answered."""
    try:
        # One fault is enough to know. The integrity check does not look at references, so they are asked for on their own.
        (verdict,) = database.conn.execute("PRAGMA integrity_check(1)").fetchone()
        is_sound = verdict == "ok" and not database.conn.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError as problem:
        # What a table asks of its rows calls a function that there is not: a letter of it is damaged.
        if primary_code(problem) != sqlite3.SQLITE_ERROR:
            raise
        is_sound = False
    if not is_sound:
        database.mistrust()
        raise DiaryDamaged(_("The diary file is damaged. It was left as it is; restore the newest backup."))


def _damaged(path: Path) -> DiaryDamaged:
    return DiaryDamaged(_("{file} is not a diary, or is damaged. It was left alone; a backup can be restored.").format(file=path))


def from_the_future(path: Path) -> DiaryFromTheFuture:
    """The refusal of a diary that a newer version wrote."""
    return DiaryFromTheFuture(
        _("{file} was written by a newer version of this app. Nothing was changed; install the newer version.").format(file=path)
    )


# What can be read of a text, given as bytes; a damaged letter does not take the others with it. Asked for each text of each row.
readable = partial(str, encoding="utf-8", errors="replace")


def _kind(sql: str) -> str:
    """What a statement begins with: a bare BEGIN takes no lock, BEGIN IMMEDIATE does; who may read may still not write."""
    return " ".join(sql.split(maxsplit=2)[:2]) if sql.startswith("BEGIN") else sql.split(maxsplit=1)[0]


def _assert_setting(conn: sqlite3.Connection, name: str, wanted: object) -> None:
    (actual,) = conn.execute(f"PRAGMA {name}").fetchone()
    # SQLite passes over a PRAGMA it does not follow without a word.
    if actual != wanted:
        raise DiaryUnavailable(_("The diary could not be opened in the way that keeps it whole. Nothing was changed; start again."))


def folder_of(conn: sqlite3.Connection) -> Path:
    """The folder of the file that is open."""
    (_number, _name, file) = conn.execute("PRAGMA database_list").fetchone()
    return Path(file).parent
