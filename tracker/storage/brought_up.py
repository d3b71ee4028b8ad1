"""Counts of a day that a later file brought up to their full height, and brought back where its import is undone."""

from tracker.domain.entries import Activity
from tracker.storage.checksums import of_written
from tracker.storage.database import Database
from tracker.storage.row_writes import update

# Nobody edited it since a file brought it, or since a later file brought it up.
_UNEDITED = (
    "e.deleted_at IS NULL AND (e.updated_at = e.created_at "
    "OR EXISTS (SELECT 1 FROM brought_up b WHERE b.entry_id = e.id AND b.updated_at = e.updated_at))"
)


def is_fuller(database: Database, entry: Activity) -> bool:
    """Whether an entry's count is above that of the diary under its id, which nobody edited."""
    sql = f"SELECT 1 FROM entries e JOIN activities a ON a.entry_id = e.id WHERE e.id = ? AND a.count < ? AND {_UNEDITED}"  # noqa: S608 - our own
    return database.execute(sql, [entry.id, entry.count]).fetchone() is not None


def bring_up(database: Database, entry: Activity, key: str, import_id: str, now: str) -> None:
    """Bring a count up within the caller's transaction, and remember what it was; nothing where somebody edited it meanwhile."""
    if not is_fuller(database, entry):
        return
    (former,) = database.execute("SELECT count FROM activities WHERE entry_id = ?", [entry.id]).fetchone()
    _set(database, entry.id, entry.count, now)
    database.execute("INSERT OR REPLACE INTO brought_up VALUES (?, ?, ?, ?, ?)", [entry.id, import_id, key, former, now])


def bring_back(database: Database, import_id: str, now: str) -> int:
    """Give the entries that an import brought up their former counts, within the caller's transaction; how many.

    What was edited since stays as it is. Rows of other files that brought up what this import had brought are forgotten, so that importing
    these again brings it up again.
    """
    database.execute(
        "DELETE FROM imported_rows WHERE key IN (SELECT b.key FROM brought_up b JOIN imported_entries i ON i.entry_id = b.entry_id "
        "WHERE i.import_id = ? AND b.import_id <> ?)",
        [import_id, import_id],
    )
    database.execute("DELETE FROM brought_up WHERE entry_id IN (SELECT entry_id FROM imported_entries WHERE import_id = ?)", [import_id])
    count = 0
    rows = database.execute("SELECT entry_id, former, updated_at FROM brought_up WHERE import_id = ? AND former IS NOT NULL", [import_id]).fetchall()
    for entry_id, former, at in rows:
        later = database.execute(
            "SELECT import_id FROM brought_up WHERE entry_id = ? AND updated_at > ? AND former IS NOT NULL ORDER BY updated_at LIMIT 1",
            [entry_id, at],
        ).fetchone()
        if later is not None:
            # A later file brought it up further: only where it began from changes.
            database.execute("UPDATE brought_up SET former = ? WHERE entry_id = ? AND import_id = ?", [former, entry_id, later[0]])
        elif database.execute(f"SELECT 1 FROM entries e WHERE e.id = ? AND {_UNEDITED}", [entry_id]).fetchone() is not None:  # noqa: S608 - our own
            _set(database, entry_id, former, now)
            # Written down as nobody's edit, so that a later file may bring it up again.
            database.execute(
                "INSERT OR REPLACE INTO brought_up SELECT ?, import_id, '', NULL, ? FROM imported_entries WHERE entry_id = ?",
                [entry_id, now, entry_id],
            )
            count += 1
    database.execute("DELETE FROM brought_up WHERE import_id = ?", [import_id])
    return count


def _set(database: Database, entry_id: str, count: float | None, now: str) -> None:
    (row,) = database.rows("SELECT * FROM activities WHERE entry_id = ?", [entry_id])
    database.execute("UPDATE activities SET count = ? WHERE entry_id = ?", [count, entry_id])
    of_count = of_written("activities", {**row, "count": count}) - of_written("activities", row)
    update(database, "entries", {"updated_at": now}, "id = ?", [entry_id], of_details=of_count)
