"""What another copy of the diary tells, gathered in a file beside the diary however much it is, and looked at a few records at a time."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from tracker.domain.sync.records import Record, Tombstone
from tracker.domain.sync.sections import Section
from tracker.errors import Refused
from tracker.language import _
from tracker.storage.attached import attached
from tracker.storage.connection import open_file
from tracker.storage.database import Database
from tracker.storage.record_rows import READ_AT_ONCE
from tracker.storage.sqlite_errors import errors_in_words

# Of what is gathered, so much is kept in memory before it is written down.
CACHE_KIB = 16_000
# Records that must be looked at together: all that are no entries, or the texts of one entry. No diary comes near.
MOST_TOGETHER = 50_000
# Both tables hold what they are sought by, so that a few are found without a look at the rest; of one tombstone the latest counts.
TABLES = """
    CREATE TABLE records (
        is_entry INTEGER, id TEXT, place INTEGER, section TEXT, created_at TEXT, updated_at TEXT, content TEXT, deleted_at TEXT,
        PRIMARY KEY (is_entry, id, place)
    ) WITHOUT ROWID;
    CREATE TABLE stones (id TEXT PRIMARY KEY, updated_at TEXT, created_at TEXT) WITHOUT ROWID;
"""
PUT_STONE = """
    INSERT INTO stones VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET updated_at = excluded.updated_at, created_at = excluded.created_at
    WHERE (updated_at, created_at) < (excluded.updated_at, excluded.created_at)
"""
IN_JSON = "IN (SELECT value FROM json_each(?))"
OF_RECORD = "SELECT section, id, created_at, updated_at, content, deleted_at FROM told.records WHERE is_entry = ? AND "
# The entries that are told of: with a text of their own, with none but a tombstone, and with a tombstone of a text that has lost here.
ENTRIES_WITH = (
    "SELECT DISTINCT id FROM told.records WHERE is_entry = 1 AND id > ? ORDER BY id LIMIT ?",
    """
    SELECT id FROM main.entries e WHERE id > ? AND EXISTS (SELECT 1 FROM told.stones WHERE id = e.id)
    AND NOT EXISTS (SELECT 1 FROM told.records WHERE is_entry = 1 AND id = e.id) ORDER BY id LIMIT ?
    """,
    """
    SELECT DISTINCT record_id FROM main.conflicts c WHERE record_id > ? AND section = 'entries'
    AND EXISTS (SELECT 1 FROM told.stones WHERE id = c.id) AND NOT EXISTS (SELECT 1 FROM told.stones WHERE id = c.record_id)
    AND NOT EXISTS (SELECT 1 FROM told.records WHERE is_entry = 1 AND id = c.record_id) ORDER BY record_id LIMIT ?
    """,
)
# The tombstones that the diary does not have, or has earlier, each with the earlier one.
NEWS = """
    FROM told.stones s LEFT JOIN main.tombstones t ON t.id = s.id
    WHERE s.id > ? AND s.id <= ? AND (t.id IS NULL OR (t.updated_at, t.created_at) < (s.updated_at, s.created_at))
"""
STONES_AT_ONCE = 1_000


class Part(NamedTuple):
    """Some records that are told, and the ids of all they bear upon: whatever comes of them, nothing comes of it for another part."""

    records: list[Record]
    ids: set[str]
    has_others: bool = False


class News(NamedTuple):
    """Some tombstones that are new here: between which ids, and as JSON each with the one in whose place it comes."""

    after: str
    until: str
    text: str


class Told:
    """Records and tombstones of another copy; to be filled first, and then asked within `beside`."""

    def __init__(self, live: Database, aside: sqlite3.Connection, path: Path) -> None:
        self._live = live
        self._aside = aside
        self._path = path
        self.count = 0

    def add(self, things: Iterable[Record | Tombstone]) -> None:
        """Gather some more."""
        stones, rows = list[tuple[str, str, str]](), list[tuple[object, ...]]()
        for place, thing in enumerate(things, start=self.count):
            if isinstance(thing, Tombstone):
                stones.append((thing.id, thing.updated_at, thing.created_at))
            else:
                is_entry = thing.section is Section.ENTRIES
                rows.append((is_entry, thing.id, place, thing.section, thing.created_at, thing.updated_at, thing.content, thing.deleted_at))
        self.count += len(stones) + len(rows)
        with errors_in_words(self._path.parent):
            self._aside.executemany(PUT_STONE, stones)
            self._aside.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Seen by the connection of the diary, outside a transaction; nothing more can be gathered."""
        with errors_in_words(self._path.parent):
            if self._aside.in_transaction:
                self._aside.execute("COMMIT")
        with attached(self._live, self._path, "told"):
            yield

    def parts(self) -> Iterator[Part]:
        """All that is told but tombstones that bear upon no record, a part after the other: first what is no entry, then some entries each time."""
        others = self._records(0, "1 LIMIT ?", [MOST_TOGETHER + 1])
        yield Part(others, {id_ for record in others for id_ in (record.id, record.losing_id)}, has_others=True)
        for sql in ENTRIES_WITH:
            last = ""
            while ids := [id_ for (id_,) in self._live.execute(sql, [last, READ_AT_ONCE])]:
                last = ids[-1]
                records = self._records(1, f"id {IN_JSON} LIMIT ?", [json.dumps(ids), MOST_TOGETHER + 1])
                yield Part(records, {*ids, *(record.losing_id for record in records)})

    def stones(self, ids: Iterable[str]) -> list[Tombstone]:
        """The tombstones of these ids."""
        rows = self._live.execute(f"SELECT updated_at, created_at, id FROM told.stones WHERE id {IN_JSON}", [json.dumps(list(ids))])  # noqa: S608
        return [Tombstone(*row) for row in rows]

    def news(self) -> Iterator[News]:
        """The tombstones that are new here, a thousand at a time in the order of their ids."""
        after = ""
        ids = "SELECT max(id), count(*) FROM (SELECT id FROM told.stones WHERE id > ? ORDER BY id LIMIT ?)"
        each = "json_array(s.id, s.updated_at, s.created_at, t.updated_at, t.created_at)"
        while (until := self._live.execute(ids, [after, STONES_AT_ONCE]).fetchone()[0]) is not None:
            count, text = self._live.execute(f"SELECT count(*), json_group_array({each}) {NEWS}", [after, until]).fetchone()
            if count:
                yield News(after, until, text)
            after = until

    def bury(self, news: News) -> None:
        """Keep some of them, within the transaction of the merge."""
        # By a statement of SQLite alone: there may be millions of them.
        sql = f"INSERT OR REPLACE INTO main.tombstones (id, created_at, updated_at) SELECT s.id, s.created_at, s.updated_at {NEWS}"
        self._live.execute(sql, [news.after, news.until])

    def _records(self, is_entry: int, where: str, values: list[object]) -> list[Record]:
        rows = self._live.execute(OF_RECORD + where, [is_entry, *values])
        records = [Record(Section(section), *cells) for section, *cells in rows]
        if len(records) > MOST_TOGETHER:
            raise endless()
        return records


@contextmanager
def gathered_in(path: Path, live: Database) -> Iterator[Told]:
    """A place in an empty file beside the diary for what another copy tells."""
    # By the key of the diary, where it has one: what another copy tells is as private.
    with closing(open_file(path, "mode=rw", live.key)) as aside:
        with errors_in_words(path.parent):
            aside.isolation_level = None
            # The file is thrown away if anything goes wrong: there is nothing in it to keep safe.
            for setting in ("synchronous = OFF", "journal_mode = OFF", f"cache_size = -{CACHE_KIB}"):
                aside.execute(f"PRAGMA {setting}")
            aside.executescript(TABLES)
            aside.execute("BEGIN")
        yield Told(live, aside, path)


def endless() -> Refused:
    """The refusal of what no diary holds."""
    return Refused(_("The archive is larger than any diary, or hardly anything in it can be read. Nothing was imported; choose another file."))
