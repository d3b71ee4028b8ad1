"""The open diary file: read straight through SQLite and remembered until that is written; written and migrated through sqlite-utils."""

import contextlib
import importlib
import sqlite3
import sys
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property, update_wrapper
from types import ModuleType
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

from tracker.storage.memory import Memory, tables_written
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import Row
from tracker.storage.version import VERSION

if TYPE_CHECKING:
    import sqlite_utils
    from sqlite_utils.db import Table

P = ParamSpec("P")
T = TypeVar("T")

# sqlite-utils would store what these hold; we store none of it, and they take longer than all the rest of the start.
UNWANTED = ("numpy", "pandas")


class _Store(Protocol):
    _database: "Database"


S = TypeVar("S", bound=_Store)


class Database:
    """One connection to a diary; its results of reading are remembered until their tables are written, by this or another program."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        self._memory = Memory()
        self._others: int | None = None  # the data version of the last look: it changes when another program has written
        self._changes = conn.total_changes  # as many rows as were written by statements whose tables are known
        self._written: set[str] = set()  # those tables, since the last look
        self._is_reading = False

    @cached_property
    def writer(self) -> "sqlite_utils.Database":
        """The same connection as sqlite-utils has it, for tables, migrations and writes; imported on first use, since reading needs none of it."""
        wrapped = _sqlite_utils_alone().Database
        # Plugins of sqlite-utils that happen to be installed have no business in the diary.
        return cast("sqlite_utils.Database", wrapped(self.conn, strict=True, execute_plugins=False))

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()

    def execute(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> sqlite3.Cursor:
        """Do one statement."""
        before = self.conn.total_changes
        cursor = self.conn.execute(sql, values)
        self._memory.note(sql)
        # Counted, not only noted: what was written past this, by sqlite-utils or a statement that failed midway, shows as a difference.
        if changed := self.conn.total_changes - before:
            self._changes += changed
            self._written |= tables_written(sql)
        return cursor

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """The rows of a SELECT, each by the names of its columns."""
        # Without the savepoint that sqlite-utils' query() puts around each reading: two statements more for every one.
        cursor = self.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def migrate(self, version: int = VERSION) -> None:
        """Bring its tables to a version; the caller made sure that the file is no newer."""
        # sqlite-utils first, by itself; the steps on first use too: most starts of the app have nothing to migrate.
        writer = self.writer
        importlib.import_module("tracker.storage.migrations").migrate(writer, version)

    def table_names(self) -> set[str]:
        """What its tables are called."""
        return {name for (name,) in self.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}

    @contextlib.contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of a transaction that is kept or given up by itself."""
        self.conn.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
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

    def become(self, other: "Database") -> None:
        """Take over the whole content of another database, by SQLite's online backup."""
        other.conn.backup(self.conn)
        # Neither a change of our own nor another program's to SQLite, so that nothing else would tell of it.
        self._memory.forget()

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
