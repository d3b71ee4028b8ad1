"""Entries on their way in: gathered in a file beside the diary, however long that takes, then brought in by one short transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from tracker.domain.entries import Activity, Entry, kind_of
from tracker.storage.brought_up import bring_up, is_fuller
from tracker.storage.connection import writing
from tracker.storage.database import Database
from tracker.storage.entry_rows import DETAIL_TABLES, LIST_TABLES, detail_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import instant_text, moment_columns, new_id, stamps

# In this order, since details refer to entries and rows to their import.
COPIED = ("entries", *dict.fromkeys((*DETAIL_TABLES.values(), *LIST_TABLES)), "imports", "imported_rows")
STAYS, UNDONE, UNKNOWN = range(3)
# Of what is gathered, so much is kept in memory before it is written down.
CACHE_KIB = 32_000


class Stage:
    """The rows of one import, gathered aside; nothing of them is in the diary before `bring_in`."""

    def __init__(self, live: Database, aside: Database, path: Path, format_: str, now: datetime) -> None:
        self._live = live
        self._aside = aside
        self._path = path
        self._now = now
        self.import_id = new_id()
        # The file is thrown away if anything goes wrong: there is nothing in it to keep safe.
        for setting in ("synchronous = OFF", "journal_mode = OFF", "foreign_keys = OFF", f"cache_size = -{CACHE_KIB}"):
            aside.conn.execute(f"PRAGMA {setting}")
        # Nothing is looked for here but by its id; the diary checks references, and keeps its indexes, as the entries go over.
        for (name,) in aside.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").fetchall():
            aside.execute(f"DROP INDEX {name}")
        self._now_text = instant_text(now)
        self._statements: dict[str, str] = {}
        # The last day of an export is brought up by the next, so that these are few.
        self.brought_up: list[tuple[str, Activity]] = []
        # One transaction for all: each row would otherwise be one of its own.
        aside.conn.execute("BEGIN")
        self._insert("imports", {"id": self.import_id, "format": format_, **stamps(now)})

    def take(self, key: str, entries: Iterable[Entry], *, grows: bool = False) -> bool:
        """Gather the entries of a row; False where the row was imported before, or all of it is in the diary already or was deleted from it.

        What `grows`, the count of a day, is taken up again where it is above the count in the diary and nobody edited that.
        """
        with errors_in_words():
            if self._live.execute("SELECT 1 FROM imported_rows WHERE key = ?", [key]).fetchone() is not None:
                return False
            standing = [(entry, self._fate_of(entry.id)) for entry in entries]
            wanted = [(entry, where) for entry, where in standing if where != STAYS]
            fuller = [entry for entry, where in standing if grows and where == STAYS and isinstance(entry, Activity) and is_fuller(self._live, entry)]
            self.brought_up += [(key, entry) for entry in fuller]
            if wanted or fuller:
                self._insert("imported_rows", {"key": key, "import_id": self.import_id})
            for entry, where in wanted:
                self._put(entry, is_new=where == UNKNOWN)
        return bool(wanted or fuller)

    def bring_in(self) -> None:
        """Bring all that was gathered into the diary: all of it or nothing."""
        self._aside.conn.execute("COMMIT")
        with errors_in_words(self._path.parent):
            # Attached, each table goes over in one statement: the diary is locked no longer than SQLite alone takes.
            self._live.execute("ATTACH DATABASE ? AS staged", [str(self._path)])
            try:
                with writing(self._live):
                    self._clear_the_way()
                    for table in COPIED:
                        self._copy(table)
                    for key, entry in self.brought_up:
                        bring_up(self._live, entry, key, self.import_id, self._now_text)
                    self._live.execute("INSERT OR REPLACE INTO main.imported_entries SELECT id, ? FROM staged.entries", [self.import_id])
            finally:
                self._live.execute("DETACH DATABASE staged")

    def _fate_of(self, id_: str) -> int:
        """What becomes of an id: it stays as it is, in the diary or deleted; an import undone brought it, so it comes back; or it is new."""
        if self._aside.execute("SELECT 1 FROM entries WHERE id = ?", [id_]).fetchone() is not None:
            return STAYS
        row = self._live.execute("SELECT deleted_at FROM entries WHERE id = ?", [id_]).fetchone()
        buried = row is None and self._live.execute("SELECT 1 FROM tombstones WHERE id = ?", [id_]).fetchone() is not None
        if row is None and not buried:
            return UNKNOWN
        is_deleted = buried or row[0] is not None
        undone = is_deleted and self._live.execute("SELECT 1 FROM undone_entries WHERE entry_id = ?", [id_]).fetchone() is not None
        return UNDONE if undone else STAYS

    def _put(self, entry: Entry, *, is_new: bool) -> None:
        """Gather an entry; one that knows when it was saved keeps that, unless it was deleted here and is saved anew."""
        created_at = instant_text(entry.created_at) if entry.created_at else self._now_text
        updated_at = instant_text(entry.updated_at) if is_new and entry.updated_at else self._now_text
        common = {"id": entry.id, "kind": kind_of(entry).value, **moment_columns(entry.moment), "note": entry.note}
        self._insert("entries", {**common, "created_at": created_at, "updated_at": updated_at, "deleted_at": None})
        for table, rows in detail_rows(entry).items():
            for row in rows:
                self._insert(table, {"entry_id": entry.id, **row})

    def _insert(self, table: str, row: Mapping[str, object]) -> None:
        # The rows of a table have all of its columns, in one order: the statement is put together once.
        if (sql := self._statements.get(table)) is None:
            names, marks = ", ".join(row), ", ".join("?" for _name in row)
            sql = self._statements[table] = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own
        self._aside.conn.execute(sql, tuple(row.values()))

    def _clear_the_way(self) -> None:
        """What lies in the bin under these ids comes out of it as the file has it; no tombstone of this instant or later holds it down."""
        gathered = "id IN (SELECT id FROM staged.entries)"
        self._live.execute(f"DELETE FROM main.entries WHERE deleted_at IS NOT NULL AND {gathered}")  # noqa: S608 - a clause of our own
        self._live.execute(f"DELETE FROM main.tombstones WHERE updated_at >= ? AND {gathered}", [instant_text(self._now)])  # noqa: S608 - as above
        self._live.execute(f"DELETE FROM main.set_aside WHERE {gathered}")  # noqa: S608 - as above
        self._live.execute("DELETE FROM main.undone_entries WHERE entry_id IN (SELECT id FROM staged.entries)")

    def _copy(self, table: str) -> None:
        columns = ", ".join(f'"{column.name}"' for column in self._live.table(table).columns)
        order = " ORDER BY rowid" if table == "entries" else ""  # of entries of one instant, the first in the file stays the first
        self._live.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM staged.{table}{order}")  # noqa: S608 - names of our own
