"""What is forgotten for good: a tombstone without content stays for ever, of a record deleted and of a text the person has replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.domain.sync.sections import Section
from tracker.storage.database import Database
from tracker.storage.row_writes import delete, update
from tracker.storage.values import LEAST_INSTANT_STEP, instant, instant_text, stamps

# What `merged_records` calls tombstones that bear upon no record, of which it keeps many in a row.
BURIED = "buried"

if TYPE_CHECKING:
    from tracker.domain.sync.records import Record


def bury(database: Database, id_: str, now: datetime, deleted_at: datetime | None = None) -> None:
    """Leave a tombstone of a record deleted now, or earlier, and forget what merging kept of it; within the transaction that deletes it."""
    row = {"id": id_, **stamps(deleted_at or now, created_at=now)}
    database.execute("INSERT OR REPLACE INTO tombstones (id, created_at, updated_at) VALUES (:id, :created_at, :updated_at)", row)
    delete(database, "conflicts", "record_id = ?", [id_])
    database.execute("DELETE FROM merged_records WHERE record_id = ?", [id_])
    forget_set_aside(database, id_)


def forget_set_aside(database: Database, id_: str) -> None:
    """A record the person has saved stands as saved, whatever a merge had set aside of it."""
    delete(database, "set_aside", "id = ?", [id_])


@contextmanager
def saving(database: Database, section: Section, id_: str, now: datetime) -> Iterator[None]:
    """Around the writing of a record, within its transaction: it stands as saved, and what it said before is left behind knowingly.

    A tombstone no older than this (a clock was put back) does not hold it down.
    """
    database.execute("DELETE FROM tombstones WHERE id = ? AND updated_at >= ?", [id_, instant_text(now)])
    database.execute("DELETE FROM undone_entries WHERE entry_id = ?", [id_])
    forget_set_aside(database, id_)
    former = _record(database, section, id_)
    yield
    saved = None if former is None else _record(database, section, id_)
    if former is not None and saved is not None:
        _replace(database, former, saved)
        _date_after_tombstone(database, saved)


def forget_buried_copies(database: Database, before: datetime) -> None:
    """Forget what records were that a merge deleted, where it was merged before an instant: they have lain long enough to be brought back."""
    database.execute(
        "DELETE FROM merged_records WHERE merged_at < ? AND (section = ? OR record_id IN (SELECT id FROM tombstones))",
        [instant_text(before), BURIED],
    )


def _record(database: Database, section: Section, id_: str) -> "Record | None":
    # Imported here: what only reads, such as a start of the window, replaces nothing.
    from tracker.storage.record_rows import RecordRows

    return next(RecordRows(database).read(section, id_), None)


def _replace(database: Database, former: "Record", saved: "Record") -> None:
    """Whoever saves a record has its former text before them: a copy of the diary that still holds it is older, and no other opinion.

    The tombstone is of the instant the text was saved, and so the same on every computer that replaces it; the same text typed anew since
    is still looked at.
    """
    if former.is_worth_a_look and former.content != saved.content and former.updated_at < saved.updated_at:
        database.execute(
            "INSERT INTO tombstones (id, created_at, updated_at) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at WHERE updated_at < excluded.updated_at",
            [former.losing_id, former.updated_at, former.updated_at],
        )


def _date_after_tombstone(database: Database, saved: "Record") -> None:
    """A text that was replaced once and is saved again (a clock was put back meanwhile) is saved later than it was replaced."""
    sql = "SELECT updated_at FROM tombstones WHERE id = ? AND updated_at >= ?"
    found = database.execute(sql, [saved.losing_id, saved.updated_at]).fetchone()
    if found is not None:
        # The list of activities is one record of many rows, each of which bears its instant.
        where = "1" if saved.section is Section.FUNCTION else "id = :id"
        later = instant_text(instant(found[0]) + LEAST_INSTANT_STEP)
        update(database, saved.section.value, {"updated_at": later}, where, {"id": saved.id})
