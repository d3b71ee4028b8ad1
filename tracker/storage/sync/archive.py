"""A diary as the copy that travels: its records, tombstones and losing texts read, what came of a merge written, and taken back."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from hashlib import sha256
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
from tracker.storage.values import instant_text

# As text later than any instant.
LAST_OF_ALL = "9999"
T = TypeVar("T")
News = tuple[Tombstone, Tombstone | None]
"""A tombstone, and the earlier one in whose place it comes."""


class Kept(NamedTuple):
    """What a diary holds: the copy it is of itself, the records as it shows them, and the ids whose tombstones the copy has."""

    copy: Copy
    shown: Mapping[Key, Record]
    ids: frozenset[str]


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
        """The same with the entries of these ids: all that bears upon a change of those, however long the diary is.

        Of the tombstones those that bear one of these ids, or that of a record that was read or of its text.
        """
        wanted = set(ids)
        with self._standing_still():
            entries = self._rows.read_these(Section.ENTRIES, {*wanted, *self._entries_that_lost()})
            others = (self._rows.read(section) for section in Section if section is not Section.ENTRIES)
            shown = {record.key: record for record in chain(entries, *others)}
            aside = {record.key: record for record in self._texts("set_aside")}
            # What is set aside is the whole text of a record; the row shown beside the others may have been cut short to fit.
            records = [*{**shown, **aside}.values(), *self._texts("conflicts")]
            wanted.update(id_ for record in records for id_ in (record.id, record.losing_id))
            stones = list(self._stones(wanted))
        return Kept(copy_of(records, stones), shown, frozenset(wanted))

    def entries_among(self, ids: Iterable[str]) -> set[str]:
        """Those of these ids that are of entries of this diary."""
        sql = "SELECT id FROM entries WHERE id IN (SELECT value FROM json_each(?))"
        return {id_ for some in _some(ids) for (id_,) in self._database.execute(sql, [json.dumps(some)])}

    def count(self) -> int:
        """How many records, tombstones and losing texts there are."""
        counts = " + ".join(f"(SELECT count(*) FROM {table})" for table in (*Section, TOMBSTONES, CONFLICTS))  # noqa: S608 - names of our own
        (count,) = self._database.execute(f"SELECT {counts}").fetchone()
        return int(count)

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

    def news_of(self, stones: Iterable[Tombstone]) -> Iterator[News]:
        """Those of these tombstones that this diary does not have, or has earlier, each with the earlier one."""
        for some in _some(stones):
            known = {stone.id: stone for stone in self._stones(stone.id for stone in some)}
            for stone in some:
                former = known.get(stone.id)
                if former is None or former < stone:
                    known[stone.id] = stone
                    yield stone, former

    def bury(self, news: Iterable[News], import_id: str, now: datetime) -> None:
        """Keep tombstones that bear upon no record here, and remember them as changes of a merge; within its transaction."""
        for some in _some(news):
            self._database.conn.executemany(
                "INSERT OR REPLACE INTO tombstones (id, created_at, updated_at) VALUES (?, ?, ?)",
                [(stone.id, stone.created_at, stone.updated_at) for stone, _former in some],
            )
            # An archive may have several of one id: what stood before the first of them is what stood before all.
            self._database.conn.executemany(
                "INSERT INTO merged_records VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET result = excluded.result",
                [(import_id, TOMBSTONES, stone.id, _stone_text(former), _hash(_stone_text(stone)), instant_text(now)) for stone, former in some],
            )

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

    def _stones(self, ids: Iterable[str]) -> Iterator[Tombstone]:
        sql = "SELECT * FROM tombstones WHERE id IN (SELECT value FROM json_each(?))"
        for some in _some(ids):
            yield from self._read_stones(sql, [json.dumps(some)])

    def _read_stones(self, sql: str, values: Sequence[object] = ()) -> Iterator[Tombstone]:
        # Row by row, since there may be more of them than of anything else.
        for id_, created_at, updated_at in self._database.execute(sql, values):
            yield Tombstone(updated_at, created_at, id_)

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
        return _stone_text(copy.tombstones.get(id_))
    versions = sorted(copy.versions.get((Section(section), id_), {}).values(), key=lambda record: record.rank)
    return json.dumps([record.data() for record in versions], ensure_ascii=False)


def _hash_of(copy: Copy, section: str, id_: str) -> str:
    return _hash(_text_of(copy, section, id_))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _stone_text(stone: Tombstone | None) -> str:
    return json.dumps(None if stone is None else [stone.updated_at, stone.created_at])


def _some(things: Iterable[T]) -> Iterator[list[T]]:
    """Some hundred at a time, in their order."""
    left = iter(things)
    while some := list(islice(left, READ_AT_ONCE)):
        yield some


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
