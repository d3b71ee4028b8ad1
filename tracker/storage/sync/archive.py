"""A diary as the copy that travels: its records, tombstones and losing texts read, what came of a merge written, and taken back."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple

from tracker.domain.sync.fitting import fitted
from tracker.domain.sync.records import TOMBSTONES, Copy, Key, Record, Section, Tombstone, copy_of, sections_with
from tracker.storage.connection import standing_still, writing
from tracker.storage.database import Database
from tracker.storage.record_rows import RecordRows, record_of
from tracker.storage.row_writes import delete, insert
from tracker.storage.sound_reading import note_missing, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import instant_text

# As text later than any instant.
LAST_OF_ALL = "9999"


class Kept(NamedTuple):
    """What a diary holds: the copy it is of itself, and the records as it shows them."""

    copy: Copy
    shown: Mapping[Key, Record]


class RecordChange(NamedTuple):
    """What a change made of one record, or of one tombstone: all that was known of it before, as JSON, and the hash of what is known after."""

    section: str
    id: str
    former: str
    result: str


class ArchiveStore:
    """The diary as a whole, record by record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def _rows(self) -> RecordRows:
        return RecordRows(self._database)

    def read_lost(self) -> Kept:
        """What lost, with all that could change with it, as of one instant: everything but the entries no text of which has lost."""
        return self.read_with(())

    def read_with(self, ids: Iterable[str]) -> Kept:
        """The same with the entries of these ids: all that bears upon a change of those, however long the diary is."""
        with self._standing_still():
            entries = self._rows.read_these(Section.ENTRIES, {*ids, *self._entries_that_lost()})
            others = (self._rows.read(section) for section in Section if section is not Section.ENTRIES)
            shown = {record.key: record for record in chain(entries, *others)}
            aside = {record.key: record for record in self._texts("set_aside")}
            stones = [Tombstone(row["updated_at"], row["created_at"], row["id"]) for row in self._database.rows("SELECT * FROM tombstones")]
            losing = list(self._texts("conflicts"))
        # What is set aside is the whole text of a record; the row shown beside the others may have been cut short to fit.
        return Kept(copy_of([*{**shown, **aside}.values(), *losing], stones), shown)

    def fingerprints(self) -> set[bytes]:
        """Of each record that stands and has no other text here, what it says in 16 bytes: a long diary is not held to be compared with."""
        with self._standing_still():
            apart = {id_ for (id_,) in self._database.execute("SELECT record_id FROM conflicts UNION SELECT id FROM set_aside")}
            records = chain.from_iterable(self._rows.read(section) for section in Section)
            return {record.fingerprint for record in records if record.id not in apart}

    def sections(self) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
        """All that travels as plain data, as of one instant, part by part and in one order; entries are read as they are asked for."""
        with self._standing_still():
            lost = "SELECT record_id FROM conflicts WHERE section = :section UNION SELECT id FROM set_aside WHERE section = :section"
            apart = {id_ for (id_,) in self._database.execute(lost, {"section": Section.ENTRIES})}
            entries = (record for record in self._rows.read(Section.ENTRIES) if record.id not in apart)
            yield from sections_with(self.read_lost().copy, entries)

    def keeps_texts(self) -> bool:
        """Whether anything lost or is set aside, without reading the whole diary."""
        with errors_in_words():
            (is_any,) = self._database.execute("SELECT EXISTS (SELECT 1 FROM conflicts) OR EXISTS (SELECT 1 FROM set_aside)").fetchone()
        return bool(is_any)

    def set_aside(self) -> list[Record]:
        """The records that cannot be shown beside the others."""
        with errors_in_words():
            return [record for record in self._texts("set_aside") if next(self._rows.read(*record.key), None) is None]

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
            self._keep_texts("set_aside", aside, of_record=False)
            self._keep_texts("conflicts", after.losing(), of_record=True)
            self._keep_tombstones(before.copy.tombstones, after.tombstones)

    def fit_again(self) -> None:
        """Show the records as they fit by now, within the transaction that changed one: what was cut short to fit may fit otherwise."""
        # Only what is set aside says more than its row; without it every row is the whole record, and nothing was made to fit.
        with errors_in_words():
            (is_any,) = self._database.execute("SELECT EXISTS (SELECT 1 FROM set_aside)").fetchone()
        if is_any:
            kept = self.read_lost()
            self.become(kept, kept.copy)

    def remember(self, import_id: str, changes: Iterable[RecordChange], now: datetime) -> None:
        """Keep what a merge changed, so that it can be taken back in any later session; within the transaction of the merge."""
        rows = ((import_id, change.section, change.id, change.former, change.result, instant_text(now)) for change in changes)
        self._database.conn.executemany("INSERT INTO merged_records VALUES (?, ?, ?, ?, ?, ?)", rows)

    def remembered(self, import_id: str) -> list[RecordChange]:
        """What a merge changed, as far as it was not deleted for good since."""
        sql = "SELECT section, record_id, former, result FROM merged_records WHERE import_id = ?"
        with errors_in_words():
            return [RecordChange(*row) for row in self._database.execute(sql, [import_id])]

    def forget_merge(self, import_id: str) -> None:
        """Forget that there was a merge; within the transaction that takes it back."""
        self._database.execute("DELETE FROM merged_records WHERE import_id = ?", [import_id])
        delete(self._database, "imports", "id = ?", [import_id])

    def _standing_still(self) -> AbstractContextManager[None]:
        # Within a transaction all is of one instant already, and another BEGIN would be refused.
        return errors_in_words() if self._database.conn.in_transaction else standing_still(self._database)

    def _entries_that_lost(self) -> Iterator[str]:
        return (id_ for (id_,) in self._database.execute("SELECT DISTINCT record_id FROM conflicts WHERE section = ?", [Section.ENTRIES]))

    def _texts(self, table: str) -> Iterator[Record]:
        rows = self._database.rows(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - names of our own
        note_missing(self._database, table, rows)
        yield from sound_rows(self._database, table, rows, lambda row: record_of(Section(row["section"]), json.loads(row["content"])))

    def _keep_texts(self, table: str, records: Mapping[str, Record], *, of_record: bool) -> None:
        known = {record.losing_id: record for record in self._texts(table)}
        if known == records:
            return
        delete(self._database, table)
        # In one order, so that two copies that hold the same are written the same.
        for id_, record in sorted(records.items()):
            text = json.dumps(record.data(), ensure_ascii=False)
            stamps = {"created_at": record.created_at, "updated_at": record.updated_at}
            ids = {"id": id_, "record_id": record.id} if of_record else {"id": record.id}
            insert(self._database, table, {**ids, "section": record.section.value, "content": text, **stamps})

    def _keep_tombstones(self, before: Mapping[str, Tombstone], after: Mapping[str, Tombstone]) -> None:
        for id_ in before.keys() - after.keys():
            self._database.execute("DELETE FROM tombstones WHERE id = ?", [id_])
        for id_, stone in after.items():
            if before.get(id_) != stone:
                self._database.table(TOMBSTONES).insert({"id": id_, "created_at": stone.created_at, "updated_at": stone.updated_at}, replace=True)


def changes_between(before: Copy, after: Copy) -> list[RecordChange]:
    """What came of a change, record by record and tombstone by tombstone."""
    return [RecordChange(section, id_, _text_of(before, section, id_), _hash_of(after, section, id_)) for section, id_ in _differing(before, after)]


def copy_put_back(changes: Sequence[RecordChange], now: Copy) -> tuple[Copy, int]:
    """The copy with each record as it was before, but for those changed since; and how many those are."""
    # A record that was changed since is another one by now: putting the old one back would lose that change.
    back = [change for change in changes if _hash_of(now, change.section, change.id) == change.result]
    copy = Copy(dict(now.versions), dict(now.tombstones))
    for change in back:
        _put_back(copy, change)
    records = [record for versions in copy.versions.values() for record in versions.values()]
    return copy_of(records, copy.tombstones.values()), len(changes) - len(back)


def _text_of(copy: Copy, section: str, id_: str) -> str:
    """All that a copy knows of one record, or of one tombstone, always written in the same way."""
    if section == TOMBSTONES:
        stone = copy.tombstones.get(id_)
        return json.dumps(None if stone is None else [stone.updated_at, stone.created_at])
    versions = sorted(copy.versions.get((Section(section), id_), {}).values(), key=lambda record: record.rank)
    return json.dumps([record.data() for record in versions], ensure_ascii=False)


def _hash_of(copy: Copy, section: str, id_: str) -> str:
    return sha256(_text_of(copy, section, id_).encode()).hexdigest()


def _put_back(copy: Copy, change: RecordChange) -> None:
    former = json.loads(change.former)
    if change.section == TOMBSTONES:
        copy.tombstones.pop(change.id, None)
        if former is not None:
            updated_at, created_at = former
            copy.tombstones[change.id] = Tombstone(updated_at, created_at, change.id)
        return
    records = [record_of(Section(change.section), data) for data in former]
    copy.versions[Section(change.section), change.id] = {record.content: record for record in records}


def _differing(before: Copy, after: Copy) -> Iterator[tuple[str, str]]:
    for key in sorted(before.versions.keys() | after.versions.keys()):
        if before.versions.get(key) != after.versions.get(key):
            yield key[0].value, key[1]
    for id_ in sorted(before.tombstones.keys() | after.tombstones.keys()):
        if before.tombstones.get(id_) != after.tombstones.get(id_):
            yield TOMBSTONES, id_


def open_episodes_last(record: Record) -> str:
    """At most one episode is open at any instant of the writing: those that are over come first."""
    return json.loads(record.content)["ended_at"] or LAST_OF_ALL if record.section is Section.EPISODES else ""
