"""The entries of the diary: saved, found, moved to the bin and out of it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.entries import Entry, Kind, Session, kind_of
from tracker.domain.sync.sections import Section
from tracker.storage.connection import writing
from tracker.storage.database import REMEMBERED_SPAN, Database, remembered
from tracker.storage.entry_rows import (
    ALIVE,
    DETAIL_TABLES,
    LIST_TABLES,
    TABLES_BY_KIND,
    USES,
    EntryRows,
    detail_rows,
    detail_tables,
    entry_of,
    kinds_with,
    marks,
    of_days,
)
from tracker.storage.entry_search import EntrySearch
from tracker.storage.row_writes import delete, insert, replace, update
from tracker.storage.sound_reading import sound
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.tombstones import bury, forget_buried_copies, saving
from tracker.storage.values import Row, hour_of, instant, instant_text, moment_columns, optional_instant_text, readable_days, stamps

if TYPE_CHECKING:
    from tracker.storage.entries_seen import EntriesSeen

# Entries that a whole diary is read by, and the clause that finds them by their rows.
READ_AT_ONCE = 500
OF_ROWS = "e.rowid IN (SELECT value FROM json_each(?))"
# Entries that are held to be given again, though others have changed; a look at all that a window shows takes some eighty.
MADE_AT_MOST = 300
NAMES = {Kind.SESSION: "kind", Kind.ACTIVITY: "kind", Kind.DOSE: "name"}
# By the tallies, and not by a day that damage has made of one. Each by the index: min() and max() of one statement would go through all.
FIRST_AND_LAST_DAY = """
    SELECT (SELECT day FROM entry_tallies WHERE day > '' ORDER BY day LIMIT 1), (SELECT day FROM entry_tallies ORDER BY day DESC LIMIT 1)"""
# Of so many days one is as it was written.
DAYS_TRIED = 10

# From the latest on, so that nothing is read but those few days, however long the diary is; + keeps SQLite from going through all of the kind.
PAIN_DAYS = """
    SELECT DISTINCT e.day FROM entries e WHERE e.day < :day AND e.deleted_at IS NULL AND +e.kind = 'pain' AND CASE WHEN :site IS NULL
    THEN NOT EXISTS (SELECT 1 FROM pain_sites WHERE entry_id = e.id) ELSE EXISTS (SELECT 1 FROM pain_sites WHERE entry_id = e.id AND name = :site) END
    ORDER BY e.day DESC LIMIT :count"""


class EntryStore:
    """The entries of the diary, in the bin and out of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._made: dict[str, tuple[Row, EntryRows, Entry]] = {}  # entries of late, by their ids, with the rows they were made of
        self.search = EntrySearch(database)

    def put(self, entries: Iterable[Entry], now: datetime) -> None:
        """Save entries, new ones and changed ones, all or none; an entry in the bin comes out of it."""
        with writing(self._database):
            for entry in entries:
                self._put_one(entry, now)

    def put_in_bin(self, ids: Iterable[str], now: datetime) -> None:
        """Move entries to the bin, all or none."""
        with writing(self._database):
            for id_ in ids:
                changes = dict.fromkeys(("deleted_at", "updated_at"), instant_text(now))
                update(self._database, "entries", changes, "id = ? AND deleted_at IS NULL", [id_])

    def purge(self, before: datetime, now: datetime) -> int:
        """Forget the entries that went into the bin before an instant, for good; a tombstone without content stays. How many.

        The tombstone is of the instant of the deletion, not of the purge: what another copy of the diary has changed since is newer.
        """
        with writing(self._database):
            rows = self._database.execute("SELECT id, updated_at FROM entries WHERE deleted_at < ?", [instant_text(before)]).fetchall()
            for id_, changed_at in rows:
                bury(self._database, id_, now, instant(changed_at))
                delete(self._database, "entries", "id = ?", [id_])
            forget_buried_copies(self._database, before)
        return len(rows)

    @remembered
    def get(self, id_: str) -> Entry | None:
        """The entry of this id, out of the bin."""
        return next(iter(self._read(f"{ALIVE} AND e.id = ?", [id_])), None)

    def ids_beginning(self, start: str, *, in_bin: bool = False) -> list[str]:
        """The ids that begin so, at most two: enough to know whether the beginning is one entry's."""
        alive = "IS NOT NULL" if in_bin else "IS NULL"
        with errors_in_words():
            rows = self._database.execute(
                f"SELECT id FROM entries WHERE deleted_at {alive} AND substr(id, 1, ?) = ? LIMIT 2",  # noqa: S608 - one of two constants
                [len(start), start],
            ).fetchall()
        return [id_ for (id_,) in rows]

    def between(self, first: date | None = None, last: date | None = None, kinds: Iterable[Kind] = tuple(Kind)) -> list[Entry]:
        """The entries of these local days, both included, in order of time."""
        where, values = of_days(first, last, kinds)
        is_short = first is not None and last is not None and last - first <= REMEMBERED_SPAN
        return self._read_once(where, values) if is_short else self._read(where, values)

    @cached_property
    def seen(self) -> "EntriesSeen":
        """The same as figures and charts see them."""
        # Imported here: a start draws nothing.
        from tracker.storage.entries_seen import EntriesSeen

        return EntriesSeen(self._database)

    def each(self, first: date | None, last: date | None, kinds: Iterable[Kind]) -> Iterator[Entry]:
        """The same, some hundred held at a time, as of one instant; those of one instant in the order of their ids."""
        # Imported here: a start goes through nothing.
        from tracker.storage.going_through import going_through

        with going_through(self._database), self._database.reading():
            for entries in self._each(*of_days(first, last, kinds)):
                yield from sorted(entries, key=lambda entry: (entry.moment.at, entry.id))

    def since(self, at: datetime, kinds: Iterable[Kind] = tuple(Kind)) -> list[Entry]:
        """The entries made at an instant or later, in order of time."""
        kinds = tuple(kinds)
        where = ALIVE + f" AND e.at >= ? AND e.kind IN ({marks(kinds)})"
        found = self._read_once(where, [instant_text(hour_of(at)), *(kind.value for kind in kinds)])
        return [entry for entry in found if entry.moment.at >= at]

    def latest(self, kind: Kind, until: datetime) -> Entry | None:
        """The last entry of a kind at or before an instant."""
        # Nearly always it is the newest of all, which is the same at each look; else one is later, or cannot be read.
        newest = self._latest(kind)
        return newest if newest is not None and newest.moment.at <= until else self._latest(kind, until)

    @remembered
    def _latest(self, kind: Kind, until: datetime | None = None) -> Entry | None:
        sql = (
            "SELECT id FROM entries WHERE deleted_at IS NULL AND kind = :kind AND at <= coalesce(:until, 'z') "
            "ORDER BY at DESC, created_at DESC LIMIT 1"
        )
        with errors_in_words():
            found = self._database.execute(sql, {"kind": kind.value, "until": optional_instant_text(until)}).fetchone()
        return self.get(found[0]) if found else None

    def read_all(self, ids: Sequence[str]) -> list[Entry]:
        """The entries of these ids, in the order of the ids; what is not there, or in the bin, is left out."""
        # Without an id SQLite would go through all entries to find that none is meant.
        found = {entry.id: entry for entry in self._read(f"{ALIVE} AND e.id IN ({marks(ids)})", ids)} if ids else {}
        return [found[id_] for id_ in ids if id_ in found]

    @remembered
    def most_used(self, kind: Kind, limit: int) -> list[str]:
        """What sessions, activities or doses are called of late, the most used first, of equals the latest; nothing for kinds without a name."""
        if kind not in NAMES:
            return []
        sql = (
            f"SELECT d.{NAMES[kind]} FROM {USES} used CROSS JOIN {DETAIL_TABLES[kind]} d ON d.entry_id = used.id "  # noqa: S608 - names of our own
            "GROUP BY 1 ORDER BY count(*) DESC, max(used.at) DESC LIMIT ?"
        )
        with errors_in_words():
            return [name for (name,) in self._database.execute(sql, [kind.value, limit])]

    @remembered
    def words_used(self, role: str, limit: int) -> list[str]:
        """The words of pain entries of late in a role (words, worse_with, eased_by), the most used first, of equals the latest."""
        sql = (
            f"SELECT w.text FROM {USES} used CROSS JOIN pain_words w ON w.entry_id = used.id AND w.role = ? "  # noqa: S608 - as above
            "GROUP BY w.text ORDER BY count(*) DESC, max(used.at) DESC LIMIT ?"
        )
        with errors_in_words():
            return [text for (text,) in self._database.execute(sql, [Kind.PAIN.value, role, limit])]

    @remembered
    def places_used(self, first: date, last: date) -> list[str]:
        """Where it hurt on these local days, both included, the most named first, of equals the latest."""
        sql = (
            "SELECT s.name FROM entries e CROSS JOIN pain_sites s ON s.entry_id = e.id WHERE e.deleted_at IS NULL AND e.day BETWEEN ? AND ? "
            "GROUP BY s.name ORDER BY count(*) DESC, max(e.at) DESC"
        )
        with errors_in_words():
            return [name for (name,) in self._database.execute(sql, [first.isoformat(), last.isoformat()])]

    @remembered
    def pain_days_before(self, day: date, site: str | None, count: int) -> list[date]:
        """The last local days before a day on which pain was logged at a site, at most so many, the latest first; for None at no site."""
        values = {"day": day.isoformat(), "site": site, "count": count}
        with errors_in_words():
            return readable_days(self._database.execute(PAIN_DAYS, values))

    @remembered
    def first_day_of(self, kind: Kind) -> date | None:
        """The first local day that holds an entry of a kind."""
        with errors_in_words():
            sql = f"SELECT day FROM entries WHERE deleted_at IS NULL AND day > '' AND +kind = ? ORDER BY day LIMIT {DAYS_TRIED}"  # noqa: S608 - a number
            return next(iter(readable_days(self._database.execute(sql, [kind.value]))), None)

    @remembered
    def running_sessions(self) -> list[Session]:
        """The sessions without an end."""
        found = self._read("e.deleted_at IS NULL AND e.id IN (SELECT entry_id FROM sessions WHERE ended_at IS NULL)", [])
        return [entry for entry in found if isinstance(entry, Session)]

    def binned(self) -> list[tuple[Entry, datetime]]:
        """The entries in the bin and when they went there, the latest first, of those that went together the newest first."""
        with errors_in_words():
            when = dict(self._database.execute("SELECT id, deleted_at FROM entries WHERE deleted_at IS NOT NULL").fetchall())
        entries = self._read("e.deleted_at IS NOT NULL", [])
        binned = [(entry, instant(when[entry.id])) for entry in reversed(entries)]
        return sorted(binned, key=lambda pair: pair[1], reverse=True)

    def unreadable(self) -> list[Row]:
        """The id and the day, as the file has them, of each entry that damage has made unreadable; all readings leave them out."""
        with self._database.reading(), errors_in_words():
            rows = dict(self._database.execute("SELECT id, day FROM entries ORDER BY rowid").fetchall())
            for entries in self._each("1", []):
                for entry in entries:
                    rows.pop(entry.id, None)
        return [{"id": id_, "day": day} for id_, day in rows.items()]

    @remembered
    def days(self) -> tuple[date, date] | None:
        """The first and the last local day that hold an entry."""
        with errors_in_words():
            found = readable_days([day] for day in self._database.execute(FIRST_AND_LAST_DAY).fetchone())
        return (found[0], found[-1]) if found else None

    def _put_one(self, entry: Entry, now: datetime) -> None:
        kind = kind_of(entry)
        row = {
            "id": entry.id,
            "kind": kind.value,
            **moment_columns(entry.moment),
            "note": entry.note,
            **stamps(now, entry.created_at),
            "deleted_at": None,
        }
        details = {table: [{"entry_id": entry.id, **row} for row in rows] for table, rows in detail_rows(entry).items()}
        former = next(iter(self._database.rows("SELECT * FROM entries WHERE id = ?", [entry.id])), None)
        with saving(self._database, Section.ENTRIES, entry.id, now):
            if former is None:
                insert(self._database, "entries", row, details)
            else:
                replace(self._database, "entries", former, {**row, "created_at": former["created_at"]}, details=details)
            # Details are written anew, not compared: a site or word that was taken away leaves no row behind.
            for table in () if former is None else {DETAIL_TABLES[kind], *LIST_TABLES}:
                self._database.execute(f"DELETE FROM {table} WHERE entry_id = ?", [entry.id])  # noqa: S608 - a name of our own
            for table, rows in details.items():
                for detail in rows:
                    insert(self._database, table, detail)

    def _read_once(self, where: str, values: Sequence[object]) -> list[Entry]:
        """As `_read`, and remembered until something is written."""
        with errors_in_words():
            return list(self._database.remembered((where, *values), lambda: self._read(where, values)))

    def _each(self, where: str, values: Sequence[object]) -> Iterator[list[Entry]]:
        """As `_read`, some hundred entries at a time: of a long diary no more is held. Within a reading, as of one instant."""
        with errors_in_words():
            rows = self._database.execute(f"SELECT e.rowid FROM entries e WHERE {where} ORDER BY e.at, e.id", list(values)).fetchall()  # noqa: S608 - clauses of our own
        numbers = [number for (number,) in rows]
        for start in range(0, len(numbers), READ_AT_ONCE):
            yield self._read(OF_ROWS, [json.dumps(numbers[start : start + READ_AT_ONCE])])

    def _read(self, where: str, values: Sequence[object]) -> list[Entry]:
        with errors_in_words():
            # Entries of one instant stay in the order in which they were saved.
            common = list(self._database.rows(f"SELECT e.* FROM entries e WHERE {where} ORDER BY e.at, e.created_at, e.rowid", list(values)))  # noqa: S608 - clauses of our own
            details = {table: self._details(table, where, values) for table in detail_tables({row["kind"] for row in common})}
        make = self._made_once if len(common) <= MADE_AT_MOST else self._made_of
        return [entry for entry in (make(row, self._rows_of(row, details)) for row in common) if entry is not None]

    def _rows_of(self, row: Row, details: dict[str, dict[str, list[Row]]]) -> EntryRows:
        """The rows of one entry in the tables of its kind."""
        return {table: details[table].get(row["id"], []) for table in TABLES_BY_KIND.get(row["kind"], ())}

    def _made_once(self, row: Row, rows: EntryRows) -> Entry | None:
        """The entry of a row; the same object as before where its rows are the same: after a change all but one are."""
        known = self._made.get(row["id"])
        if known is not None and known[:2] == (row, rows):
            return known[2]
        entry = self._made_of(dict(row), rows)
        if entry is not None:
            if len(self._made) >= MADE_AT_MOST:
                self._made.clear()
            self._made[entry.id] = row, rows, entry
        return entry

    def _made_of(self, row: Row, rows: EntryRows) -> Entry | None:
        return sound(self._database, "entries", row, lambda sound_row: entry_of(sound_row, rows), rows)

    def _details(self, table: str, where: str, values: Sequence[object]) -> dict[str, list[Row]]:
        order = "d.position" if table in LIST_TABLES else "d.rowid"
        # CROSS JOIN lets SQLite begin with the few entries asked for; it would go through the whole table of details.
        of_kinds = f"+e.kind IN ({kinds_with(table)})"  # + keeps SQLite from going through all of them
        sql = f"SELECT d.* FROM entries e CROSS JOIN {table} d ON d.entry_id = e.id WHERE {where} AND {of_kinds} ORDER BY {order}"  # noqa: S608 - as above
        found: dict[str, list[Row]] = {}
        for row in self._database.rows(sql, list(values)):
            found.setdefault(row["entry_id"], []).append(row)
        return found
