"""The open diary file: read straight through SQLite and remembered until that is written; written and migrated through sqlite-utils."""

import contextlib
import importlib
import sqlite3
import sys
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from copy import copy
from datetime import timedelta
from functools import cached_property, update_wrapper
from types import ModuleType
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar, cast

from tracker.errors import TrackerError
from tracker.storage.memory import Memory, tables_written
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.tallies import PASSING, TALLIES, Tally, TallyChanges, clear_statement, keep_statement, tally_of
from tracker.storage.unread import Unread
from tracker.storage.values import Row
from tracker.storage.version import SEALED_SINCE, VERSION

if TYPE_CHECKING:
    import sqlite_utils
    from sqlite_utils.db import Table

P = ParamSpec("P")
T = TypeVar("T")

# A month and the days at its ends: what is read of longer times is read anew, else it would be held for as long as nothing is written.
REMEMBERED_SPAN = timedelta(days=45)
# sqlite-utils would store what these hold; we store none of it, and they take longer than all the rest of the start.
UNWANTED = ("numpy", "pandas")


class _Store(Protocol):
    _database: "Database"


S = TypeVar("S", bound=_Store)


class Key(NamedTuple):
    """What the files of a diary with a password are opened with: its number stands in each of them, the secret nowhere but in memory."""

    number: bytes
    secret: bytes


class Database:
    """One connection to a diary; its results of reading are remembered until their tables are written, by this or another program.

    `again` opens the file once more, where a connection to it can be of no more use after it has met damage.
    """

    def __init__(self, conn: sqlite3.Connection, key: Key | None = None, again: Callable[[], "Database"] | None = None) -> None:
        self._conn = conn
        self.key = key
        self._again = again
        self._is_held = False
        self._memory = Memory()
        self._others: int | None = None  # the data version of the last look: it changes when another program has written
        self._changes = conn.total_changes  # as many rows as were written by statements whose tables are known
        self._written: set[str] = set()  # those tables, since the last look
        self._is_reading = False
        self._readings = 0
        self._tally_changes = TallyChanges()
        self.unread = Unread()

    @cached_property
    def writer(self) -> "sqlite_utils.Database":
        """The same connection as sqlite-utils has it, for tables, migrations and writes; imported on first use, since reading needs none of it."""
        wrapped = _sqlite_utils_alone().Database
        # Plugins of sqlite-utils that happen to be installed have no business in the diary.
        return cast("sqlite_utils.Database", wrapped(self.conn, strict=True, execute_plugins=False))

    @property
    def conn(self) -> sqlite3.Connection:
        """The connection; one that damage has left of no use is replaced, unless it holds what is not kept yet."""
        if self._again is not None and not self._is_held and getattr(self._conn, "is_spent", False):
            self._renew(self._again)
        return self._conn

    def mistrust(self) -> None:
        """Damage was met that no statement failed at: the connection is replaced where it can be of no more use after that."""
        if self._again is not None:
            self._conn.is_spent = True  # type: ignore[attr-defined] # of the connections that `again` makes

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """The connection stays the same within: it holds a lock, or a transaction."""
        was_held, self._is_held = self._is_held, True
        try:
            yield
        finally:
            self._is_held = was_held

    def close(self) -> None:
        """Let go of the file."""
        self._conn.close()

    def go_over_to(self, other: "Database") -> None:
        """Go on with the connection of another one, whose file has taken the place of this one's: who holds this notices nothing."""
        self._conn.close()
        self.key, self._again = other.key, other._again  # noqa: SLF001 - of another one like it
        self._go_on_with(other.conn)
        self.look_anew()

    def _renew(self, again: Callable[[], "Database"]) -> None:
        if self._conn.in_transaction and not self._is_reading:
            return
        # Where not even the first page can be read, whoever asks is told by the old one.
        with contextlib.suppress(sqlite3.Error, TrackerError):
            fresh = again().conn
            self._is_reading = False
            with contextlib.suppress(sqlite3.Error):
                self._conn.rollback()
            # Not closed: it goes with the last cursor that somebody still reads from, and who is told of the damage.
            self._go_on_with(fresh)
            self._memory.forget()

    def _go_on_with(self, conn: sqlite3.Connection) -> None:
        wait_like = getattr(conn, "wait_like", None)
        if wait_like is not None:
            wait_like(self._conn)
        self._conn = conn
        self.__dict__.pop("writer", None)
        self._others, self._changes = None, conn.total_changes
        self._written.clear()

    def execute(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> sqlite3.Cursor:
        """Do one statement."""
        before = self.conn.total_changes
        cursor = self.conn.execute(sql, values)
        self._done(sql, before)
        return cursor

    def _done(self, sql: str, changes_before: int) -> None:
        self._memory.note(sql)
        # Counted, not only noted: what was written past this, by sqlite-utils or a statement that failed midway, shows as a difference.
        if changed := self.conn.total_changes - changes_before:
            self._changes += changed
            self._written |= tables_written(sql)

    def count(self, table: str, row: Mapping[str, object], sign: int = 1) -> None:
        """A record is written, or with -1 taken away; put down in the tallies at the end of the transaction."""
        self._tally_changes.count(table, row, sign)
        self.unread.forget(table, row)

    def count_all(self, tallies: Mapping[tuple[str, str], Tally]) -> None:
        """Records that were written at once are counted."""
        self._tally_changes.add(tallies)

    @contextlib.contextmanager
    def uncounted(self) -> Iterator[None]:
        """What is written within takes the place of records that are counted already, though damage has taken them."""
        counted = self._tally_changes.so_far()
        yield
        self._tally_changes.back_to(counted)

    def keep_tallies(self) -> None:
        """Put down what was counted; the last thing a transaction does."""
        changes, before = self._tally_changes.taken(), self.conn.total_changes
        for table in {table for table, _of in changes}:
            self.conn.executemany(keep_statement(table), [(of, *tally) for (tallied, of), tally in changes.items() if tallied == table])
            if gone := [(of,) for (tallied, of), tally in changes.items() if tallied == table and tally.rows < 0]:
                self.conn.executemany(clear_statement(table), gone)
            self._written.add(table)
        self._changes += self.conn.total_changes - before

    def tally(self, part: str) -> Tally:
        """How many records a table is to have, all of it but entries, and the sum over their ids; as of now or of the last look."""
        if part in PASSING:
            found = self.execute("SELECT rows, ids FROM passing_tallies WHERE part = ?", [part]).fetchone()
            return tally_of(*found) if found else Tally()
        return self.remembered(TALLIES, self._tallies).get(part, Tally())

    def _tallies(self) -> dict[str, Tally]:
        return {part: tally_of(rows, ids) for part, rows, ids in self.execute("SELECT part, rows, ids FROM tallies")}

    def forget_tallies(self) -> None:
        """What was counted is not so: the transaction was given up."""
        self._tally_changes.taken()

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """The rows of a SELECT, each by the names of its columns."""
        # Without the savepoint that sqlite-utils' query() puts around each reading: two statements more for every one.
        before = self.conn.total_changes
        cursor = self.conn.execute(sql, values)
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor]
        # Only now: what a statement deletes and returns has been counted when all of it was fetched.
        self._done(sql, before)
        return found

    def migrate(self, version: int = VERSION) -> None:
        """Bring its tables to a version; the caller made sure that the file is no newer."""
        # sqlite-utils first, by itself; the steps on first use too: most starts of the app have nothing to migrate.
        writer = self.writer
        (before,) = self.conn.execute("PRAGMA user_version").fetchone()
        # Not by the version alone: a flipped bit of it would have checksums made of what is there, damaged or not, and the records counted twice.
        is_sealed = TALLIES in self.table_names()
        importlib.import_module("tracker.storage.migrations").migrate(writer, version)
        if 0 < before < SEALED_SINCE <= version and not is_sealed:
            importlib.import_module("tracker.storage.sealing").seal(self)

    def table_names(self) -> set[str]:
        """What its tables are called."""
        return {name for (name,) in self.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}

    def schema(self) -> dict[str, str]:
        """What each table was made with, by its name."""
        return dict(self.conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall())

    @contextlib.contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of a transaction that is kept or given up by itself."""
        self.conn.execute("SAVEPOINT part")
        counted = self._tally_changes.so_far()
        try:
            yield
        except BaseException:
            self._tally_changes.back_to(counted)
            # SQLite itself has rolled back all of it where the disk failed: then there is no savepoint any more.
            if self.conn.in_transaction:
                self.conn.execute("ROLLBACK TO part")
                self.conn.execute("RELEASE part")
            raise
        self.conn.execute("RELEASE part")

    def table(self, name: str) -> "Table":
        """A table to write to."""
        return self.writer.table(name)

    def remembered(self, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` gave the last time, if nothing it was read from was written since; `key` names it.

        What is given must not be changed by who gets it. Within a transaction that writes nothing is remembered: what it has changed may
        be rolled back.
        """
        if self.conn.in_transaction and not self._is_reading:
            return read()
        self._forget_what_is_old()
        return self._memory.result(key, read)

    def look_anew(self, unread: Unread | None = None) -> None:
        """Forget what was read and what was left out by it, or put this in its place: all is read from the file again."""
        self._memory.forget()
        self.unread = unread or Unread()

    def become(self, other: "Database") -> None:
        """Take over the whole content of another database, by SQLite's online backup."""
        other.conn.backup(self.conn)
        # Neither a change of our own nor another program's to SQLite, so that nothing else would tell of it.
        self.look_anew()

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read within is of one instant, and whether somebody has written is asked once; a write within ends that instant."""
        if self.conn.in_transaction:
            yield  # within another: the outer one ends it
            return
        self._begin_reading()
        try:
            yield
        finally:
            self.end_reading()

    def reading_number(self) -> int | None:
        """Which reading is under way, of all there were; None outside of one, or once something was written within it."""
        return self._readings if self._is_reading else None

    def end_reading(self) -> None:
        """Let others write, where a reading is under way; what writes itself begins with this."""
        if self._is_reading:
            self._is_reading = False
            # Not rolled back: a statement that wrote past `writing` is kept, as it is outside a reading.
            with contextlib.suppress(sqlite3.Error):
                self.conn.commit()

    def _begin_reading(self) -> None:
        # Where it fails, each reading does by itself, and is told by who asked for it.
        with contextlib.suppress(sqlite3.Error):
            self.conn.execute("BEGIN")  # it locks nothing until something is read
            try:
                self._forget_what_is_old()
            except sqlite3.Error:
                self.conn.rollback()
                raise
            self._is_reading = True
            self._readings += 1

    def data_version(self) -> int:
        """A number that changes when another program has written the file."""
        (version,) = self.conn.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _forget_what_is_old(self) -> None:
        # Within a reading nobody else's writing is seen, so it need not be asked for.
        others = self._others if self._is_reading else self.data_version()
        if others != self._others or self._changes != self.conn.total_changes:
            self._memory.forget()
        elif self._written:
            self._memory.forget(self._written)
        self._others, self._changes = others, self.conn.total_changes
        self._written.clear()


def remembered(read: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """A method of a store that reads: what it gave is given again until its tables are written; lists and dictionaries as copies.

    Its arguments must be hashable, and what it gives must follow from them and from the diary alone.
    """

    def remembering(store: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (type(store), read.__name__, args, tuple(sorted(kwargs.items())))
        with errors_in_words():
            found = store._database.remembered(key, lambda: read(store, *args, **kwargs))  # noqa: SLF001 - the store's own, seen from its method
        return copy(found) if isinstance(found, list | dict) else found

    update_wrapper(remembering, read)
    return remembering


def _sqlite_utils_alone() -> ModuleType:
    """Import sqlite-utils without the libraries whose numbers it could store."""
    # What is loaded already is left as it is: somebody else uses it.
    hidden = [name for name in UNWANTED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None says: not there
    try:
        return importlib.import_module("sqlite_utils")
    finally:
        for name in hidden:
            del sys.modules[name]
