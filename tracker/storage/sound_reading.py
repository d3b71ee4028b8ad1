"""Reading past damage: what fits its checksum and can be read is given, all else is left out and noted."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from tracker.errors import Refused
from tracker.storage.checksums import DetailRows, fits
from tracker.storage.database import Database
from tracker.storage.tallies import sum_of, tallied
from tracker.storage.unread import Unread
from tracker.storage.values import Row

Made = TypeVar("Made")
# What the value of a damaged cell raises where something is made of it: another type, an unknown kind, a number out of all bounds.
UNREADABLE = (AttributeError, KeyError, IndexError, TypeError, ValueError, OverflowError, RecursionError, Refused)


def sound(database: Database, table: str, row: Row, made_of: Callable[[Row], Made], details: DetailRows | None = None) -> Made | None:
    """What a row, read with its checksum, is of; None, and noted, where it is not as it was written."""
    try:
        if fits(table, row, details):
            return made_of(row)
    except UNREADABLE:
        pass
    database.unread.note(table, row)
    return None


def sound_rows(database: Database, table: str, rows: Sequence[Row], made_of: Callable[[Row], Made]) -> list[Made]:
    """What rows are of, without those that are not as they were written."""
    return [made for made in (sound(database, table, row, made_of) for row in rows) if made is not None]


def note_missing(database: Database, table: str, rows: Sequence[Row], unread: Unread | None = None) -> None:
    """Note what is missing of a table of which these are all rows, as its tally has it."""
    unread = database.unread if unread is None else unread
    wanted, found = database.tally(table), sum_of(tallied(table, rows).values())
    # As many as there are to be, with another id: one that is unreadable too, or a tally that is damaged itself.
    is_other = wanted.ids != found.ids and not unread.ids(table)
    unread.note_missing(table, max(wanted.rows - found.rows, int(is_other)))
