"""What of a diary cannot be read as it was written, part by part."""

from contextlib import suppress
from datetime import date

from tracker.domain.damage import Unreadable
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore
from tracker.storage.values import Row


def unreadable_parts(database: Database) -> tuple[Unreadable, ...]:
    """Each part of which something cannot be read."""
    found = EntryStore(database).unreadable()
    return (Unreadable("entries", len(found), _days(found), tuple(row["id"] for row in found)),) if found else ()


def _days(rows: list[Row]) -> tuple[date, ...]:
    days = set()
    for row in rows:
        with suppress(TypeError, ValueError):
            days.add(date.fromisoformat(row["day"]))
    return tuple(sorted(days))
