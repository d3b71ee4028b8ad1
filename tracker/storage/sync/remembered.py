"""What merges changed, remembered so that each can be taken back in any later session, and taken back a few records at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from tracker.domain.ids import new_id
from tracker.domain.sync.records import TOMBSTONES, Copy, Tombstone, copy_of
from tracker.domain.sync.sections import Section
from tracker.storage.database import Database
from tracker.storage.record_rows import READ_AT_ONCE, record_of
from tracker.storage.row_writes import delete
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.sync.told import IN_JSON, News
from tracker.storage.tombstones import BURIED
from tracker.storage.values import instant_text

# Of tombstones that are kept by the thousand each says itself what came of it.
NO_HASH = "0" * 64


class RecordChange(NamedTuple):
    """What a change made of one record, or of one tombstone: all that was known of it before, as JSON, and the hash of what is known after."""

    section: str
    id: str
    former: str
    result: str


class MergeMemory:
    """What merges changed; to be written and taken back within the transaction that does so."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, import_id: str, changes: Iterable[RecordChange], now: datetime) -> None:
        """Keep what a merge changed."""
        rows = ((import_id, change.section, change.id, change.former, change.result, instant_text(now)) for change in changes)
        self._database.conn.executemany("INSERT INTO merged_records VALUES (?, ?, ?, ?, ?, ?)", rows)

    def remember_buried(self, import_id: str, news: News, now: datetime) -> None:
        """Keep which tombstones a merge brings that bear upon no record: a row for each of them would be as long as the tombstones themselves."""
        row = (import_id, BURIED, new_id(), news.text, NO_HASH, instant_text(now))
        self._database.conn.execute("INSERT INTO merged_records VALUES (?, ?, ?, ?, ?, ?)", row)

    def changes(self, import_id: str) -> Iterator[tuple[list[RecordChange], bool]]:
        """What a merge changed, as far as it was not deleted for good since, part by part, and whether a part is of what is no entry.

        The tombstones come first: until they are gone they would cover the records.
        """
        columns = "SELECT section, record_id, former, result FROM merged_records WHERE import_id = ?"
        for section in (TOMBSTONES, None, Section.ENTRIES.value):
            if section is None:
                aside = (TOMBSTONES, BURIED, Section.ENTRIES.value)
                yield self._read(f"{columns} AND section NOT IN (?, ?, ?)", [import_id, *aside]), True
                continue
            last = ""
            while some := self._read(
                f"{columns} AND section = ? AND record_id > ? ORDER BY record_id LIMIT ?", [import_id, section, last, READ_AT_ONCE]
            ):
                last = some[-1].id
                yield some, False

    def unbury(self, import_id: str) -> int:
        """Take back the tombstones that bear upon no record, each as it was before; how many have changed since, and stay."""
        sql = "SELECT record_id, former FROM merged_records WHERE import_id = ? AND section = ? AND record_id > ? ORDER BY record_id LIMIT 1"
        last, changed_since = "", 0
        while found := self._database.execute(sql, [import_id, BURIED, last]).fetchone():
            last, text = found
            told = json.loads(text)
            ids = json.dumps([id_ for id_, *_instants in told])
            here = {row[0]: row for row in self._database.execute(f"SELECT id, updated_at, created_at FROM tombstones WHERE id {IN_JSON}", [ids])}  # noqa: S608
            back = [(id_, *former) for id_, updated_at, created_at, *former in told if here.get(id_) == (id_, updated_at, created_at)]
            changed_since += len(told) - len(back)
            self._database.execute(f"DELETE FROM tombstones WHERE id {IN_JSON}", [json.dumps([id_ for id_, *_former in back])])  # noqa: S608
            earlier = [row for row in back if row[1] is not None]
            self._database.conn.executemany("INSERT INTO tombstones (id, updated_at, created_at) VALUES (?, ?, ?)", earlier)
        return changed_since

    def forget(self, import_id: str) -> None:
        """Forget that there was a merge."""
        self._database.execute("DELETE FROM merged_records WHERE import_id = ?", [import_id])
        delete(self._database, "imports", "id = ?", [import_id])

    def _read(self, sql: str, values: Sequence[object]) -> list[RecordChange]:
        with errors_in_words():
            return [RecordChange(*row) for row in self._database.execute(sql, values)]


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
