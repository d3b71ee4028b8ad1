"""Entries on their way in: gathered in a file beside the diary, however long that takes, then brought in by one short transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from tracker.domain.entries import Activity, Entry, kind_of
from tracker.domain.ids import new_id
from tracker.storage.attached import attached
from tracker.storage.brought_up import bring_up, is_fuller
from tracker.storage.checksums import CHECKSUM, DetailRows, checksum
from tracker.storage.connection import writing
from tracker.storage.database import Database
from tracker.storage.entry_rows import DETAIL_TABLES, LIST_TABLES, detail_rows
from tracker.storage.row_writes import delete
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.tallies import TallyChanges
from tracker.storage.values import Row, instant_text, moment_columns, stamps

# In this order, since details refer to entries and rows to their import.
COPIED = ("entries", *dict.fromkeys((*DETAIL_TABLES.values(), *LIST_TABLES)), "imports", "imported_rows")
# Entries are looked for by their ids here, too; of the other tables each row is written once and read once.
LOOKED_INTO = frozenset({"entries", "imports"})
STAYS, UNDONE, UNKNOWN = range(3)
# Of what is gathered, so much is kept in memory before it is written down.
CACHE_KIB = 32_000
# SQLite takes 999 in its oldest versions.
MOST_VALUES = 500


class StagedRow(Protocol):
    """A row of a file: its identity, its entries, and whether a later file may have more of them."""

    @property
    def key(self) -> str:
        """Its identity."""
        ...

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What it holds."""
        ...

    @property
    def grows(self) -> bool:
        """Whether it is a count that goes on growing."""
        ...


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
        self._now_text = instant_text(now)
        self._statements: dict[str, str] = {}
        # The last day of an export is brought up by the next, so that these are few.
        self.brought_up: list[tuple[str, Activity]] = []
        # One transaction for all: each row would otherwise be one of its own.
        aside.conn.execute("BEGIN")
        self._columns = {table: _columns(live, table) for table in COPIED}
        for table, columns in self._columns.items():
            _make_plain(aside, table, columns)
        self._waiting: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._counted = TallyChanges()
        self._insert_record("imports", {"id": self.import_id, "format": format_, **stamps(now)}, {})
        self._flush()

    def take(self, rows: Sequence[StagedRow]) -> list[bool]:
        """Gather the entries of some rows; False for each that was imported before, or all of which is in the diary already or was deleted from it.

        What `grows`, the count of a day, is taken up again where it is above the count in the diary and nobody edited that.
        """
        with errors_in_words():
            known = {key for (key,) in _found(self._live, "SELECT key FROM imported_rows WHERE key", (row.key for row in rows))}
            new = [row for row in rows if row.key not in known]
            fates = self._fates([entry.id for row in new for entry in row.entries])
            taken = {row.key for row in new if self._take_row(row, fates)}
            self._flush()
        return [row.key in taken for row in rows]

    def _take_row(self, row: StagedRow, fates: dict[str, int]) -> bool:
        wanted = 0
        for entry in row.entries:
            fate = fates.get(entry.id, UNKNOWN)
            if fate != STAYS:
                self._put(entry, is_new=fate == UNKNOWN)
                # A second one of its id, in this row or a later one, is there already.
                fates[entry.id] = STAYS
                wanted += 1
            elif row.grows and isinstance(entry, Activity) and is_fuller(self._live, entry):
                self.brought_up.append((row.key, entry))
                wanted += 1
        if wanted:
            self._insert("imported_rows", {"key": row.key, "import_id": self.import_id})
        return wanted > 0

    def bring_in(self) -> None:
        """Bring all that was gathered into the diary: all of it or nothing."""
        self._aside.conn.execute("COMMIT")
        # Attached, each table goes over in one statement: the diary is locked no longer than SQLite alone takes.
        with attached(self._live, self._path, "staged"), errors_in_words(self._path.parent), writing(self._live):
            self._clear_the_way()
            for table in COPIED:
                self._copy(table)
            for key, entry in self.brought_up:
                bring_up(self._live, entry, key, self.import_id, self._now_text)
            self._live.execute("INSERT OR REPLACE INTO main.imported_entries SELECT id, ? FROM staged.entries", [self.import_id])
            self._live.count_all(self._counted.taken())

    def _fates(self, ids: Sequence[str]) -> dict[str, int]:
        """What becomes of ids: they stay as they are, in the diary or deleted, or an import undone brought them, so that they come back.

        What is not among the answers is new.
        """
        fates = {id_: STAYS for (id_,) in _found(self._aside, "SELECT id FROM entries WHERE id", ids)}
        standing = dict(_found(self._live, "SELECT id, deleted_at FROM entries WHERE id", ids))
        missing = [id_ for id_ in ids if id_ not in standing]
        deleted = {id_ for id_, deleted_at in standing.items() if deleted_at is not None}
        deleted |= {id_ for (id_,) in _found(self._live, "SELECT id FROM tombstones WHERE id", missing)}
        undone = {id_ for (id_,) in _found(self._live, "SELECT entry_id FROM undone_entries WHERE entry_id", deleted)}
        return {**{id_: UNDONE if id_ in undone else STAYS for id_ in (*standing, *deleted)}, **fates}

    def _put(self, entry: Entry, *, is_new: bool) -> None:
        """Gather an entry; one that knows when it was saved keeps that, unless it was deleted here and is saved anew."""
        created_at = instant_text(entry.created_at) if entry.created_at else self._now_text
        updated_at = instant_text(entry.updated_at) if is_new and entry.updated_at else self._now_text
        common = {"id": entry.id, "kind": kind_of(entry).value, **moment_columns(entry.moment), "note": entry.note}
        details = {table: [{"entry_id": entry.id, **row} for row in rows] for table, rows in detail_rows(entry).items()}
        self._insert_record("entries", {**common, "created_at": created_at, "updated_at": updated_at, "deleted_at": None}, details)
        for table, rows in details.items():
            for row in rows:
                self._insert(table, row)

    def _insert_record(self, table: str, row: Row, details: DetailRows) -> None:
        self._insert(table, {**row, CHECKSUM: checksum(table, row, details)})
        self._counted.count(table, row)

    def _insert(self, table: str, row: Mapping[str, object]) -> None:
        # The rows of a table have all of its columns, in one order: the statement is put together once.
        if table not in self._statements:
            names, marks = ", ".join(row), ", ".join("?" for _name in row)
            self._statements[table] = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own
        self._waiting[table].append(tuple(row.values()))

    def _flush(self) -> None:
        """Write down what waits: many rows of a table at once take half the time of one after the other."""
        for table, rows in self._waiting.items():
            self._aside.conn.executemany(self._statements[table], rows)
        self._waiting.clear()

    def _clear_the_way(self) -> None:
        """What lies in the bin under these ids comes out of it as the file has it; no tombstone of this instant or later holds it down."""
        gathered = "id IN (SELECT id FROM staged.entries)"
        delete(self._live, "entries", f"deleted_at IS NOT NULL AND {gathered}")
        self._live.execute(f"DELETE FROM main.tombstones WHERE updated_at >= ? AND {gathered}", [instant_text(self._now)])  # noqa: S608 - as above
        delete(self._live, "set_aside", gathered)
        self._live.execute("DELETE FROM main.undone_entries WHERE entry_id IN (SELECT id FROM staged.entries)")

    def _copy(self, table: str) -> None:
        columns = self._columns[table]
        # Of entries of one instant the first in the file stays the first; keys go into their table in its order, which is quicker.
        order = {"entries": " ORDER BY rowid", "imported_rows": " ORDER BY key"}.get(table, "")
        self._live.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM staged.{table}{order}")  # noqa: S608 - names of our own


def _columns(live: Database, table: str) -> str:
    return ", ".join(f'"{name}"' for (name,) in live.execute("SELECT name FROM pragma_table_info(?)", [table]))


def _make_plain(aside: Database, table: str, columns: str) -> None:
    """Make a table with its columns alone: its keys, checks and indexes are the diary's, which applies them as the rows go over.

    Made as migrations make them, those of one import would take longer than the few rows that most imports have.
    """
    key = ", PRIMARY KEY (id)" if table in LOOKED_INTO else ""
    aside.execute(f"CREATE TABLE {table} ({columns}{key})")


def _found(database: Database, select: str, values: Iterable[str]) -> list[tuple[Any, ...]]:
    """The rows whose column is among values, by as few statements as there may be values in one."""
    wanted, found = list(values), []
    for start in range(0, len(wanted), MOST_VALUES):
        some = wanted[start : start + MOST_VALUES]
        found += database.execute(f"{select} IN ({', '.join('?' * len(some))})", some).fetchall()
    return found
