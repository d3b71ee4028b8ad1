"""A diary as the copy that travels: its records, tombstones and losing texts read, what came of a merge written, and taken back."""

import json
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from tracker.domain.sync.fitting import fitted
from tracker.domain.sync.records import CONFLICTS, TOMBSTONES, Copy, Record, Tombstone, copy_of, sections_with
from tracker.domain.sync.sections import Key, Section
from tracker.storage.connection import standing_still, writing
from tracker.storage.database import Database
from tracker.storage.record_rows import READ_AT_ONCE, RecordRows, record_of
from tracker.storage.row_writes import delete, insert
from tracker.storage.sound_reading import note_missing, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.sync.told import IN_JSON

# As text later than any instant.
LAST_OF_ALL = "9999"
# The column that names the record of a text.
OWNERS = {"set_aside": "id", "conflicts": "record_id"}
T = TypeVar("T")


class Kept(NamedTuple):
    """What a diary holds: the copy it is, the records as it shows them, the ids whose tombstones it has, whether it is of more than entries."""

    copy: Copy
    shown: Mapping[Key, Record]
    ids: frozenset[str]
    has_others: bool = True


class ArchiveStore:
    """The diary as a whole, record by record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def _rows(self) -> RecordRows:
        return RecordRows(self._database)

    def read_lost(self) -> Kept:
        """What lost, with all that could change with it, as of one instant: everything but the entries no text of which has lost."""
        with self._standing_still():
            for table in ("set_aside", "conflicts"):
                note_missing(self._database, table, self._database.rows(f"SELECT id FROM {table}"))  # noqa: S608 - names of our own
            return self.read_with(self._entries_that_lost())

    def read_with(self, ids: Iterable[str], *, has_others: bool = True) -> Kept:
        """The entries of these ids, and all that is no entry, or nothing of that: what bears upon a change of them, however long the diary is.

        Of the tombstones those that bear one of these ids, or that of a record that was read or of its text.
        """
        wanted = set(ids)
        with self._standing_still():
            entries = self._rows.read_these(Section.ENTRIES, wanted)
            others = (self._rows.read(section) for section in Section if section is not Section.ENTRIES and has_others)
            shown = {record.key: record for record in chain(entries, *others)}
            aside = {record.key: record for record in self._texts("set_aside", wanted, has_others=has_others)}
            # What is set aside is the whole text of a record; the row shown beside the others may have been cut short to fit.
            records = [*{**shown, **aside}.values(), *self._texts("conflicts", wanted, has_others=has_others)]
            wanted.update(id_ for record in records for id_ in (record.id, record.losing_id))
            stones = list(self._stones(wanted))
        return Kept(copy_of(records, stones), shown, frozenset(wanted), has_others)

    def count(self) -> int:
        """How many records, tombstones and losing texts there are."""
        counts = " + ".join(f"(SELECT count(*) FROM {table})" for table in (*Section, TOMBSTONES, CONFLICTS))  # noqa: S608 - names of our own
        (count,) = self._database.execute(f"SELECT {counts}").fetchone()
        return int(count)

    def fingerprints_of_others(self) -> set[bytes]:
        """What `fingerprints` gives of all that is no entry."""
        with self._standing_still():
            apart = {id_ for (id_,) in self._database.execute("SELECT record_id FROM conflicts UNION SELECT id FROM set_aside")}
            records = chain.from_iterable(self._rows.read(section) for section in Section if section is not Section.ENTRIES)
            return {record.fingerprint for record in records if record.id not in apart}

    def fingerprints(self, ids: Sequence[str]) -> set[bytes]:
        """Of each of these entries that stands and has no other text here, what it says in 16 bytes: a long diary is not held to be compared with."""
        with self._standing_still():
            apart = {id_ for (id_,) in self._database.execute(f"SELECT record_id FROM conflicts WHERE record_id {IN_JSON}", [json.dumps(ids)])}  # noqa: S608
            return {record.fingerprint for record in self._rows.read_these(Section.ENTRIES, ids) if record.id not in apart}

    def sections(self) -> Generator[tuple[str, Iterable[dict[str, Any]]], None, None]:
        """All that travels as plain data, as of one instant, part by part and in one order; entries are read as they are asked for."""
        # Imported here: every change to be taken back imports this module.
        from tracker.storage.going_through import going_through

        with going_through(self._database), self._standing_still():
            lost = "SELECT record_id FROM conflicts WHERE section = :section UNION SELECT id FROM set_aside WHERE section = :section"
            apart = {id_ for (id_,) in self._database.execute(lost, {"section": Section.ENTRIES})}
            entries = (record for record in self._rows.read(Section.ENTRIES) if record.id not in apart)
            copy = self.read_lost().copy
            covering = self._read_stones("SELECT tombstones.* FROM tombstones JOIN entries USING (id)")
            copy.tombstones.update((stone.id, stone) for stone in covering)
            yield from sections_with(copy, entries, self._read_stones("SELECT * FROM tombstones ORDER BY id"))

    def keeps_texts(self) -> bool:
        """Whether anything lost or is set aside, without reading the whole diary."""
        with errors_in_words():
            (is_any,) = self._database.execute("SELECT EXISTS (SELECT 1 FROM conflicts) OR EXISTS (SELECT 1 FROM set_aside)").fetchone()
        return bool(is_any)

    def set_aside(self) -> list[Record]:
        """The records that cannot be shown beside the others."""
        with errors_in_words():
            return [record for record in self._texts("set_aside", (), has_others=True) if next(self._rows.read(*record.key), None) is None]

    def become(self, before: Kept, after: Copy) -> None:
        """Write what the diary holds after a merge, in one transaction."""
        shown = fitted(standing := after.standing())
        with writing(self._database):
            # A record may be written before the one it refers to: references are looked at when all are there.
            self._database.conn.execute("PRAGMA defer_foreign_keys = ON")
            for key in before.shown.keys() - shown.keys():
                self._rows.remove(*key)
            changed = [record for key, record in shown.items() if before.shown.get(key) != record]
            for record in sorted(changed, key=open_episodes_last):
                self._rows.put(record, is_new=record.key not in before.shown)
            # Records that cannot stand beside the others as they are keep their whole text here, for the next merge.
            aside = {record.losing_id: record for key, record in standing.items() if shown.get(key) != record}
            self._keep_texts("set_aside", before, aside)
            self._keep_texts("conflicts", before, after.losing())
            self._keep_tombstones(before.copy.tombstones, after.tombstones)

    def fit_again(self) -> None:
        """Show the records as they fit by now, within the transaction that changed one: what was cut short to fit may fit otherwise."""
        # Only what is set aside says more than its row; without it every row is the whole record, and nothing was made to fit.
        with errors_in_words():
            (is_any,) = self._database.execute("SELECT EXISTS (SELECT 1 FROM set_aside)").fetchone()
        if is_any:
            kept = self.read_lost()
            self.become(kept, kept.copy)

    def _standing_still(self) -> AbstractContextManager[None]:
        # Within a transaction all is of one instant already, and another BEGIN would be refused.
        return errors_in_words() if self._database.conn.in_transaction else standing_still(self._database)

    def _entries_that_lost(self) -> Iterator[str]:
        return (id_ for (id_,) in self._database.execute("SELECT DISTINCT record_id FROM conflicts WHERE section = ?", [Section.ENTRIES]))

    def _stones(self, ids: Iterable[str]) -> Iterator[Tombstone]:
        sql = "SELECT * FROM tombstones WHERE id IN (SELECT value FROM json_each(?))"
        for some in _some(ids):
            yield from self._read_stones(sql, [json.dumps(some)])

    def _read_stones(self, sql: str, values: Sequence[object] = ()) -> Iterator[Tombstone]:
        # Row by row, since there may be more of them than of anything else.
        for id_, created_at, updated_at in self._database.execute(sql, values):
            yield Tombstone(updated_at, created_at, id_)

    def _texts(self, table: str, ids: Collection[str], *, has_others: bool) -> Iterator[Record]:
        """The texts of entries of these ids, and all of others."""
        owner = OWNERS[table]
        wanted = [("section = 'entries' AND " + f"{owner} {IN_JSON}", [json.dumps(some)]) for some in _some(ids)]
        others = [("section <> 'entries'", list[str]())] if has_others else []
        for where, values in [*wanted, *others]:
            rows = self._database.rows(f"SELECT * FROM {table} WHERE {where} ORDER BY id", values)  # noqa: S608 - names of our own
            yield from sound_rows(self._database, table, rows, lambda row: record_of(Section(row["section"]), json.loads(row["content"])))

    def _keep_texts(self, table: str, before: Kept, records: Mapping[str, Record]) -> None:
        known = {record.losing_id: record for record in self._texts(table, before.ids, has_others=before.has_others)}
        # In one order, so that two copies that hold the same are written the same.
        for id_, record in sorted(known.items()):
            if records.get(id_) != record:
                delete(self._database, table, "id = ? AND section = ?", [record.id if table == "set_aside" else id_, record.section.value])
        for id_, record in sorted(records.items()):
            if known.get(id_) == record:
                continue
            text = json.dumps(record.data(), ensure_ascii=False)
            stamps = {"created_at": record.created_at, "updated_at": record.updated_at}
            ids = {"id": record.id} if table == "set_aside" else {"id": id_, "record_id": record.id}
            insert(self._database, table, {**ids, "section": record.section.value, "content": text, **stamps})

    def _keep_tombstones(self, before: Mapping[str, Tombstone], after: Mapping[str, Tombstone]) -> None:
        for id_ in before.keys() - after.keys():
            self._database.execute("DELETE FROM tombstones WHERE id = ?", [id_])
        for id_, stone in after.items():
            if before.get(id_) != stone:
                self._database.table(TOMBSTONES).insert({"id": id_, "created_at": stone.created_at, "updated_at": stone.updated_at}, replace=True)


def _some(things: Iterable[T]) -> Iterator[list[T]]:
    """Some hundred at a time, in their order."""
    left = iter(things)
    while some := list(islice(left, READ_AT_ONCE)):
        yield some


def open_episodes_last(record: Record) -> str:
    """At most one episode is open at any instant of the writing: those that are over come first."""
    return json.loads(record.content)["ended_at"] or LAST_OF_ALL if record.section is Section.EPISODES else ""
