"""Checksums and tallies for a diary of before there were any: of all that can be read; what cannot is left without, and so told as damaged."""

from collections import defaultdict

from tracker.storage.checksums import CHECKSUM, RECORDS
from tracker.storage.damage import with_sums
from tracker.storage.database import Database
from tracker.storage.drafts import DraftStore
from tracker.storage.elapsed import ElapsedStore
from tracker.storage.entries import EntryStore
from tracker.storage.episodes import EpisodeStore
from tracker.storage.medicines import MedicineStore
from tracker.storage.reminder_watch import WatchStore
from tracker.storage.reminders import ReminderStore
from tracker.storage.shown_notices import OccasionStore
from tracker.storage.tallies import tallied
from tracker.storage.visits import VisitStore


def seal(database: Database) -> None:
    """Give each record that can be read its checksum, and put down how many there are; in one transaction."""
    conn = database.conn
    conn.execute("BEGIN IMMEDIATE")
    for table in RECORDS:
        for some in with_sums(database, table):
            sums = [(record.found, record.number) for record in some]
            conn.executemany(f"UPDATE {table} SET {CHECKSUM} = ? WHERE rowid = ?", sums)  # noqa: S608 - names of our own
            database.count_all(tallied(table, (record.row for record in some)))
    database.keep_tallies()
    for table, ids in read_through(database).items():
        conn.executemany(f"UPDATE {table} SET {CHECKSUM} = NULL WHERE {RECORDS[table][0]} = ?", [(id_,) for id_ in ids])  # noqa: S608 - as above
    conn.execute("COMMIT")


def read_through(database: Database) -> dict[str, set[str]]:
    """Read all records as the app reads them; the ids, by table, of those that are none, whatever their checksums say."""
    database.look_anew()
    episodes, medicines, reminders, visits = EpisodeStore(database), MedicineStore(database), ReminderStore(database), VisitStore(database)
    EntryStore(database).unreadable()
    for read in (episodes.all, episodes.plan_versions, medicines.own, medicines.limits, reminders.rules, reminders.raised_ever):
        read()
    for look in (
        WatchStore(database).pause,
        visits.questions,
        visits.appointments,
        visits.activities,
        OccasionStore(database).all,
        ElapsedStore(database).all,
    ):
        look()
    DraftStore(database).kept_last("")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in database.unread.told():
        found[part.part].update(part.ids)
    return found
