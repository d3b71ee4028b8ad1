"""Which rows of which files are in the diary already, for ever, and the imports that brought them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker.domain.ids import new_id
from tracker.storage.backups.aside import file_aside
from tracker.storage.brought_up import bring_back
from tracker.storage.connection import connect, writing
from tracker.storage.database import Database
from tracker.storage.row_writes import delete, insert, update
from tracker.storage.sound_reading import note_missing, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.staging import Stage
from tracker.storage.tombstones import BURIED
from tracker.storage.values import instant, instant_text, stamps


class PastImport(NamedTuple):
    """An import: its format, when it was done and how many entries it brought that are in the diary still, or records it merged."""

    id: str
    format: str
    at: datetime
    entries: int
    is_merge: bool = False


class ImportStore:
    """The imports and the rows they brought."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, format_: str, now: datetime) -> str:
        """Note an import, within the transaction that brings its entries; the answer is its id."""
        id_ = new_id()
        insert(self._database, "imports", {"id": id_, "format": format_, **stamps(now)})
        return id_

    @contextmanager
    def staged(self, folder: Path, format_: str, now: datetime) -> Iterator[Stage]:
        """A place beside the diary for the entries of a long import, gone again afterwards; the diary stays free for others meanwhile."""
        with file_aside(folder) as path, errors_in_words(folder), closing(connect(path)) as aside:
            yield Stage(self._database, aside, path, format_, now)

    def past(self) -> list[PastImport]:
        """The imports that were not undone, the latest first."""
        sql = (
            "SELECT i.id, i.format, i.created_at, count(e.id), "
            "(SELECT count(*) FROM merged_records m WHERE m.import_id = i.id AND m.section <> ?), "
            "EXISTS (SELECT 1 FROM merged_records m WHERE m.import_id = i.id) "
            "FROM imports i LEFT JOIN imported_entries b ON b.import_id = i.id "
            "LEFT JOIN entries e ON e.id = b.entry_id AND e.deleted_at IS NULL GROUP BY i.id ORDER BY i.created_at DESC, i.rowid DESC"
        )
        with errors_in_words():
            rows = self._database.execute(sql, [BURIED]).fetchall()
            imports = self._database.rows("SELECT * FROM imports")
            note_missing(self._database, "imports", imports)
        known = dict(sound_rows(self._database, "imports", imports, lambda row: (row["id"], instant(row["created_at"]))))
        return [
            PastImport(id_, format_, known[id_], entries + merged, is_merge=bool(is_merge))
            for id_, format_, _at, entries, merged, is_merge in rows
            if id_ in known
        ]

    def changed_since(self, import_id: str) -> int:
        """How many of the entries an import brought, and that are in the diary still, were changed since."""
        sql = (
            "SELECT count(*) FROM imported_entries b JOIN entries e ON e.id = b.entry_id JOIN imports i ON i.id = b.import_id "
            "WHERE b.import_id = ? AND e.deleted_at IS NULL AND e.updated_at > i.created_at"
        )
        with errors_in_words():
            count: int = self._database.execute(sql, [import_id]).fetchone()[0]
        return count

    def undo(self, import_id: str, now: datetime) -> tuple[int, int, int]:
        """Move what an import brought to the bin and forget that it was there; how many entries, how many of them were changed since, and how
        many counts that it had brought up are again what they were.

        Of what it brought the ids stay, so that importing again brings back all of it, and nothing that was deleted otherwise.
        """
        # What was moved to the bin by hand before stays as it is, with the day from which it lies there.
        of_it = "id IN (SELECT entry_id FROM imported_entries WHERE import_id = :id) AND deleted_at IS NULL"
        values = {"id": import_id, "now": instant_text(now)}
        with writing(self._database):
            (changed,) = self._database.execute(
                f"SELECT count(*) FROM entries WHERE {of_it} AND updated_at > (SELECT created_at FROM imports WHERE id = :id)",  # noqa: S608 - our own
                values,
            ).fetchone()
            count = update(self._database, "entries", dict.fromkeys(("deleted_at", "updated_at"), values["now"]), of_it, {"id": import_id})
            self._database.execute("INSERT OR IGNORE INTO undone_entries SELECT entry_id FROM imported_entries WHERE import_id = :id", values)
            brought_back = bring_back(self._database, import_id, instant_text(now))
            for table in ("imported_entries", "imported_rows"):
                self._database.execute(f"DELETE FROM {table} WHERE import_id = :id", values)  # noqa: S608 - as above
            delete(self._database, "imports", "id = ?", [import_id])
        return count, changed, brought_back
