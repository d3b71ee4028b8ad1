"""SQLCipher in SQLite's place: a connection to an encrypted file that is used as any other, and raises what SQLite's own raises.

The only module that knows SQLCipher's library; imported for a diary with a password alone.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import Any

from tracker.storage.encryption_extra import refuse_missing
from tracker.storage.sqlite_errors import primary_code

refuse_missing()

from sqlcipher3 import dbapi2  # noqa: E402 - told in a sentence where it is not there

OF_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class EncryptedCursor(dbapi2.Cursor):
    """A cursor whose errors are those of the standard library."""

    def execute(self, sql: str, parameters: Any = (), /) -> "EncryptedCursor":  # noqa: ANN401 - as sqlite3 takes them
        """Do one statement."""
        with _errors_of_the_standard_library(self.connection):
            super().execute(sql, parameters)
        return self

    def executemany(self, sql: str, parameters: Any, /) -> "EncryptedCursor":  # noqa: ANN401 - as above
        """Do one statement for each of several rows."""
        with _errors_of_the_standard_library(self.connection):
            super().executemany(sql, parameters)
        return self

    def executescript(self, script: str, /) -> "EncryptedCursor":
        """Do several statements."""
        with _errors_of_the_standard_library(self.connection):
            super().executescript(script)
        return self

    def __next__(self) -> Any:  # noqa: ANN401 - a row of any columns
        # Without a context, which would take longer than the row: a reading has thousands.
        try:
            return super().__next__()
        except dbapi2.Error as problem:
            raise _as_of_the_standard_library(problem, self.connection) from problem

    def fetchone(self) -> Any:  # noqa: ANN401 - as above
        """The next row, or None."""
        with _errors_of_the_standard_library(self.connection):
            return super().fetchone()

    def fetchmany(self, *size: int) -> Any:  # noqa: ANN401 - as above
        """The next rows, as many as are asked for."""
        with _errors_of_the_standard_library(self.connection):
            return super().fetchmany(*size)

    def fetchall(self) -> Any:  # noqa: ANN401 - as above
        """All rows that are left."""
        with _errors_of_the_standard_library(self.connection):
            return super().fetchall()


class EncryptedConnection(dbapi2.Connection):
    """A connection whose errors are those of the standard library; it is spent once it has met damage, and then reads and writes nothing."""

    is_spent = False

    def cursor(self, factory: type[EncryptedCursor] = EncryptedCursor) -> EncryptedCursor:
        """A cursor; whatever the connection itself is asked to do goes through one as well."""
        with _errors_of_the_standard_library(self):
            made: EncryptedCursor = super().cursor(factory)
        return made

    def commit(self) -> None:
        """Keep what was done."""
        with _errors_of_the_standard_library(self):
            super().commit()

    def rollback(self) -> None:
        """Give up what was done."""
        with _errors_of_the_standard_library(self):
            super().rollback()

    def backup(self, target: "EncryptedConnection", **how: Any) -> None:  # noqa: ANN401 - as sqlite3 takes it
        """Copy all into another one of the same key, by SQLite's online backup."""
        with _errors_of_the_standard_library(self):
            super().backup(target, **how)

    def setlimit(self, _category: int, limit: int) -> int:
        """SQLCipher's library sets no limits; what its key opens was written by somebody who has it, and holds no traps."""
        return limit


def open_encrypted(uri: str, key: str, timeout: float, mixed_in: type) -> sqlite3.Connection:
    """Open a file by its key in words, empty for one without; `mixed_in` goes before the connection's own methods."""
    with _errors_of_the_standard_library():
        conn: sqlite3.Connection = dbapi2.connect(uri, uri=True, timeout=timeout, factory=_factory(mixed_in))
    try:
        conn.execute("PRAGMA cipher_log_level = NONE")  # it would tell of damage on standard error, in words for no person
        if key:
            conn.execute(f'PRAGMA key = "{key}"')
    except BaseException:
        conn.close()
        raise
    return conn


def key_in_words(secret: bytes, salt: bytes) -> str:
    """A key with its salt, which is what the file begins with, as SQLCipher takes one that no password is to be made into."""
    return f"x'{secret.hex()}{salt.hex()}'"


@cache
def _factory(mixed_in: type) -> type:
    return type("PatientEncryptedConnection", (mixed_in, EncryptedConnection), {})


@contextlib.contextmanager
def _errors_of_the_standard_library(conn: EncryptedConnection | None = None) -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as problem:
        raise _as_of_the_standard_library(problem, conn) from problem


def _as_of_the_standard_library(problem: Exception, conn: EncryptedConnection | None) -> sqlite3.Error:
    kind = getattr(sqlite3, type(problem).__name__, sqlite3.DatabaseError)
    made: sqlite3.Error = kind(*problem.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(problem, name):
            setattr(made, name, getattr(problem, name))
    if conn is not None and primary_code(made) in OF_DAMAGE:
        conn.is_spent = True
    return made
