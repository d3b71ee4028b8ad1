"""Entries of a kind read as bare cells, of which something smaller than entries is made: figures and charts go through those of years.

Each is held against its checksum as all that is read is, so that damage is left out here as well, and told.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from tracker.domain.entries import Kind
from tracker.storage.checksums import CHECKSUM, DETAILS, RECORDS, of_values
from tracker.storage.database import Database
from tracker.storage.entry_rows import DETAIL_TABLES, LISTS, of_days
from tracker.storage.sound_reading import UNREADABLE
from tracker.storage.sqlite_errors import errors_in_words

Cells = tuple[Any, ...]
Made = TypeVar("Made")
ENTRY = RECORDS["entries"]
CHECKED, BEHIND = len(ENTRY), len(ENTRY) + 1  # where the checksum stands, and where the cells of the other table begin


def made_of_sound(database: Database, kind: Kind, days: tuple[date, date], make: Callable[..., Made | None]) -> list[Made]:
    """What is made of the entries of a kind and of local days, both included, oldest first, without those of which nothing is.

    Made of the cells of an entry, those of its row in the table of its kind, and the rows of each of `LISTS`, in the order of the columns.
    """
    table = DETAIL_TABLES[kind]
    where, values = of_days(*days, (kind,))
    columns = ", ".join([*(f"e.{name}" for name in (*ENTRY, CHECKSUM)), *(f"d.{name}" for name in DETAILS[table])])
    # LEFT: an entry without its row in the other table is damaged, and has to be told of.
    sql = f"SELECT {columns} FROM entries e LEFT JOIN {table} d ON d.entry_id = e.id WHERE {where} ORDER BY e.at, e.created_at, e.rowid"  # noqa: S608 - names of our own
    found: list[Made] = []
    with errors_in_words():
        rows = database.execute(sql, values).fetchall()
        lists = [(name, _list_rows(database, name, where, values)) for name in LISTS.get(kind, ()) if rows]
    for row in rows:
        several = [(name, by_entry.get(row[0], ())) for name, by_entry in lists]
        try:
            if _sum(table, row, several) == row[CHECKED]:
                made = make(row[:CHECKED], row[BEHIND:], *(cells for _name, cells in several))
                found += () if made is None else (made,)
                continue
        except UNREADABLE:
            pass
        database.unread.note("entries", {"id": row[0], "day": row[ENTRY.index("day")]})
    return found


def _sum(table: str, row: Cells, several: list[tuple[str, Any]]) -> int:
    own = of_values("entries", row[:CHECKED]) + of_values(table, row[BEHIND:])
    return own + sum([of_values(name, cells) for name, rows in several for cells in rows])


def _list_rows(database: Database, table: str, where: str, values: list[object]) -> dict[object, list[Cells]]:
    """The rows of a table with several an entry, by the entry, in their order."""
    columns = ", ".join(f"d.{name}" for name in DETAILS[table])
    sql = f"SELECT {columns} FROM entries e CROSS JOIN {table} d ON d.entry_id = e.id WHERE {where} ORDER BY d.position"  # noqa: S608 - names of our own
    found: dict[object, list[Cells]] = {}
    for row in database.execute(sql, values):
        found.setdefault(row[0], []).append(row)
    return found
