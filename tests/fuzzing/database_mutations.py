"""What is done to a diary file to spoil it: single cells and rows, its schema, its pages, its header, and its bytes."""
# ruff: noqa: S608 - names of tables out of the file itself

import sqlite3
from collections.abc import Callable
from contextlib import closing
from random import Random

from tests.fuzzing.mutations import JSON_VALUES, VALUES, any_bytes, json_nodes

HEADER = 100
PAGE = 4096
SCHEMES = [
    "DROP TABLE {table}",
    "ALTER TABLE {table} RENAME TO another",
    "CREATE TRIGGER t AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
    "CREATE VIEW a_view AS SELECT * FROM {table}",
    "ALTER TABLE {table} ADD COLUMN more TEXT",
    "PRAGMA user_version = {number}",
    "PRAGMA application_id = {number}",
    "PRAGMA encoding = 'UTF-16le'",
    "CREATE INDEX more ON {table} (rowid)",
]


def a_cell(content: bytes, chance: Random) -> bytes:
    """One cell of one row of any table gets another value, or the row is gone, or another row has its place."""
    return _changed(content, lambda conn: _spoil_cell(conn, chance))


def _spoil_cell(conn: sqlite3.Connection, chance: Random) -> None:
    table = chance.choice([name for name in _tables(conn) if _rows(conn, name)])
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
    place = chance.randrange(_rows(conn, table))
    where = f"rowid = (SELECT rowid FROM {table} ORDER BY rowid LIMIT 1 OFFSET {place})"
    if chance.random() < 0.1:
        conn.execute(f"DELETE FROM {table} WHERE {where}")
        return
    column = chance.choice(columns)
    (before,) = conn.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchone()
    conn.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {where}", (_another(before, chance),))


def _another(before: object, chance: Random) -> object:
    if isinstance(before, str) and before.startswith(("{", "[")) and chance.random() < 0.8:
        return json_nodes(before.encode(), chance).decode("utf-8", "replace")
    plain = [value for value in JSON_VALUES if value is None or (isinstance(value, int | float) and abs(value) < 2**62)]
    match chance.randrange(5):
        case 0:
            return chance.choice(plain)
        case 1:
            return any_bytes(str(before).encode(), chance).decode("utf-8", "replace")
        case 2:
            return any_bytes(str(before).encode(), chance)
        case 3 if isinstance(before, int | float):
            return chance.choice((-before, before + 1, before * 1e6, 1e300, -1))
    return chance.choice(VALUES)


def scheme(content: bytes, chance: Random) -> bytes:
    """The tables are others than they were, or the numbers by which the file is known."""
    words = chance.choice(SCHEMES)

    def spoil(conn: sqlite3.Connection) -> None:
        tables = _tables(conn)
        conn.execute(words.format(table=chance.choice(tables), number=chance.choice((0, -1, 1, 5, 2**31 - 1))))

    return _changed(content, spoil)


def pages(content: bytes, chance: Random) -> bytes:
    """Pages emptied, exchanged, cut off, or with some bits flipped."""
    changed = bytearray(content)
    number = max(1, len(changed) // PAGE)
    start = chance.randrange(number) * PAGE
    match chance.randrange(5):
        case 0:
            changed[start : start + PAGE] = bytes(PAGE)
        case 1:
            other = chance.randrange(number) * PAGE
            changed[start : start + PAGE] = changed[other : other + PAGE]
        case 2:
            del changed[chance.randrange(len(changed)) :]
        case 3:
            for _time in range(chance.choice((1, 1, 8, 64))):
                place = chance.randrange(len(changed))
                changed[place] ^= 1 << chance.randrange(8)
        case _:
            changed[chance.randrange(HEADER)] = chance.randrange(256)
    return bytes(changed)


def _tables(conn: sqlite3.Connection) -> list[str]:
    return [name for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]


def _rows(conn: sqlite3.Connection, table: str) -> int:
    return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _changed(content: bytes, spoil: Callable[[sqlite3.Connection], object]) -> bytes:
    """The file with something done to it by SQLite itself, which holds to none of its rules meanwhile; as it is where even so it cannot be."""
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.deserialize(content)
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("PRAGMA foreign_keys = OFF")
        try:
            spoil(conn)
            conn.commit()
            return conn.serialize()
        except sqlite3.Error:
            return content[: len(content) // 2]
