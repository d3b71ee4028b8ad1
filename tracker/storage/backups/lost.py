"""Records that a backup holds and the diary has lost: found by their ids, and put back as the backup has them."""

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tracker.domain.damage import Unreadable
from tracker.domain.sync.records import Record
from tracker.domain.sync.sections import Section
from tracker.storage.backups.restore import restored_aside, version_of
from tracker.storage.connection import connect, writing
from tracker.storage.damage import with_sums
from tracker.storage.database import Database
from tracker.storage.record_rows import RecordRows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.sync.archive import open_episodes_last
from tracker.storage.tallies import ENTRIES, ENTRY_TALLIES, TALLIES, tallied
from tracker.storage.tombstones import saving
from tracker.storage.version import VERSION

# Nobody typed these: what was shown once is shown again, and no more is lost by it.
NOT_TYPED = {Section.NOTICES}


class LostStore:
    """What damage has taken of an open diary, found in backups and put back."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._rows = RecordRows(database)

    def held_by(self, backup: Path, damage: Iterable[Unreadable]) -> list[Record]:
        """What a backup holds, outside of its bin, of the damaged parts of the diary and the diary has no more; raises Refused for no backup.

        What the person deleted for good has left a tombstone, and is none of it.
        """
        damaged = {part.part: set(part.ids) for part in damage}
        with _opened(backup, self._folder) as held, errors_in_words(self._folder):
            return [
                record
                for section in Section
                if section in damaged and section not in NOT_TYPED
                for record in _records_but(held, section, self._there(section) - damaged[section])
            ]

    def put_back(self, records: Sequence[Record], now: datetime) -> None:
        """Put records in the place of what damage has made of them, with their own ids and times; all or none."""
        with writing(self._database):
            # An event may be written before its episode: references are looked at when all are there.
            self._database.conn.execute("PRAGMA defer_foreign_keys = ON")
            for record in sorted(records, key=open_episodes_last):
                with saving(self._database, record.section, record.id, now), self._database.uncounted():
                    self._rows.put(record)
            for table in {record.section.value for record in records}:
                _settle_tallies(self._database, table)

    def clear_away(self, records: Iterable[Record]) -> None:
        """Take away what damage has left of entries that are about to be put back, within the transaction of the caller."""
        # Of entries alone: with the row of an episode its phases would go, which may be sound.
        with self._database.uncounted():
            for record in records:
                if record.section is Section.ENTRIES:
                    self._rows.remove(record.section, record.id)

    def _there(self, section: Section) -> set[str]:
        """The ids of what is in the diary, the bin included, and of what was deleted for good."""
        # What a limit and the list of activities are called is worked out, not written down.
        if section in {Section.LIMITS, Section.FUNCTION}:
            ids = {record.id for record in self._rows.read(section)}
        else:
            ids = {id_ for (id_,) in self._database.execute(f"SELECT id FROM {section.value}")}  # noqa: S608 - names of our own
        return ids | {id_ for (id_,) in self._database.execute("SELECT id FROM tombstones")}


def _settle_tallies(database: Database, table: str) -> None:
    """Count the records of a part anew where all that are there fit and none is missing: the backup may have had another day of one."""
    tallies, where = (ENTRY_TALLIES, "1") if table == ENTRIES else (TALLIES, f"part = '{table}'")
    database.keep_tallies()
    (wanted,) = database.execute(f"SELECT coalesce(sum(rows), 0) FROM {tallies} WHERE {where}").fetchone()  # noqa: S608 - names of our own
    fitting = [record.kept == record.found for some in with_sums(database, table) for record in some]
    if not all(fitting) or len(fitting) < wanted:
        return
    database.execute(f"DELETE FROM {tallies} WHERE {where}")  # noqa: S608 - as above
    for some in with_sums(database, table):
        database.count_all(tallied(table, (record.row for record in some)))


def with_their_episodes(records: Iterable[Record], lost: Iterable[Record]) -> list[Record]:
    """The records, and the lost episodes that phases among them lie in: without those they could not be put back."""
    found = {record.key: record for record in records}
    episodes = {record.id: record for record in lost if record.section is Section.EPISODES}
    for record in list(found.values()):
        if record.section is Section.EVENTS and (episode := episodes.get(json.loads(record.content)["episode_id"])) is not None:
            found[episode.key] = episode
    return list(found.values())


@contextlib.contextmanager
def _opened(backup: Path, folder: Path) -> Iterator[Database]:
    """A backup to be read: the file itself where it is of this version, else its rows, brought up to it aside."""
    if version_of(backup) == VERSION:
        with errors_in_words(folder), contextlib.closing(connect(backup, writable=False)) as held:
            yield held
    else:
        with restored_aside(backup, folder) as held:
            yield held


def _records_but(held: Database, section: Section, there: Collection[str]) -> Iterator[Record]:
    return (record for record in RecordRows(held).read(section) if record.deleted_at is None and record.id not in there)
