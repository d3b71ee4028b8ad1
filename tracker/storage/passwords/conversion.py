"""One file of a diary made into one of another key, or of none: all of it, whatever version it is of, and compared before it is used."""

import contextlib
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from tracker.errors import DiaryDamaged
from tracker.language import _
from tracker.storage.connection import CIPHER_MAGIC, WAIT_SECONDS, Patience, open_file
from tracker.storage.database import Key
from tracker.storage.sqlcipher import key_in_words, open_encrypted
from tracker.storage.sqlite_errors import errors_in_words, operational

CARRIED = ("application_id", "user_version")


def convert(source: Path, key: Key | None, target: Path, new_key: Key | None) -> None:
    """Write all that a file holds into an empty one of another key; raises DiaryDamaged where not all of it can be read.

    The source is one that nobody writes: no lock is taken on it.
    """
    with errors_in_words(target.parent):
        with contextlib.closing(_by_sqlcipher(target, new_key)) as conn:
            conn.execute("PRAGMA journal_mode = OFF")  # a file that fails is thrown away
            conn.execute("PRAGMA synchronous = OFF")  # whole files are flushed before they are put in place
            conn.execute("PRAGMA temp_store = MEMORY")
            conn.execute("PRAGMA trusted_schema = OFF")
            conn.execute("PRAGMA cell_size_check = ON")
            conn.execute("ATTACH DATABASE ? AS source KEY ?", [_uri(source, "mode=ro&immutable=1"), _in_words(key)])
            _export(conn)
            for name in CARRIED:
                (value,) = conn.execute(f"PRAGMA source.{name}").fetchone()
                conn.execute(f"PRAGMA main.{name} = {value}")
            _compare(conn)
            conn.execute("DETACH DATABASE source")
        with contextlib.closing(open_file(target, "mode=ro", new_key)) as written:
            # Through a connection of its own: what is looked at is the file.
            if written.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise _not_whole()


def _export(conn: sqlite3.Connection) -> None:
    """Copy all; raises DiaryDamaged or DiaryUnavailable."""
    try:
        conn.execute("SELECT sqlcipher_export('main', 'source')").fetchall()
    except sqlite3.OperationalError as problem:
        # Whatever happens within a function is the same error to SQLite: if it was not the source, it was the disk.
        if conn.execute("PRAGMA source.integrity_check(1)").fetchone() != ("ok",):
            raise _not_whole() from problem
        raise operational(problem) from problem


def _compare(conn: sqlite3.Connection) -> None:
    """Raise DiaryDamaged unless both hold the same tables with the same rows, as many of them."""
    schemas = [conn.execute(f"SELECT type, name, sql FROM {part}.sqlite_schema ORDER BY type, name").fetchall() for part in ("source", "main")]  # noqa: S608 - our names
    if schemas[0] != schemas[1]:
        raise _not_whole()
    for kind, name, _sql in schemas[0]:
        if kind != "table":
            continue
        quoted = '"' + name.replace('"', '""') + '"'
        counts = [conn.execute(f"SELECT count(*) FROM {part}.{quoted}").fetchone() for part in ("source", "main")]  # noqa: S608 - quoted
        differs = conn.execute(f"SELECT 1 FROM (SELECT * FROM source.{quoted} EXCEPT SELECT * FROM main.{quoted}) LIMIT 1").fetchone()  # noqa: S608 - as above
        if counts[0] != counts[1] or differs:
            raise _not_whole()


def _by_sqlcipher(path: Path, key: Key | None) -> sqlite3.Connection:
    return open_encrypted(_uri(path, "mode=rw"), _in_words(key), WAIT_SECONDS, Patience)


def _in_words(key: Key | None) -> str:
    return "" if key is None else key_in_words(key.secret, CIPHER_MAGIC + key.number)


def _uri(path: Path, how: str) -> str:
    return f"file:{quote(os.fsencode(path))}?{how}"


def _not_whole() -> DiaryDamaged:
    return DiaryDamaged(_("The diary file is damaged. It was left as it is; restore the newest backup."))
