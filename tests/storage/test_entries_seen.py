"""What a chart marks, read without making entries: held against the entries themselves, whole and damaged."""

from datetime import date, timedelta
from random import Random

import pytest

from tests.builders import LEFT, LONDON, RIGHT, a_day_note, a_dose, a_moment, a_session, an_activity, an_entry
from tests.storage.diaries import NOW
from tracker.domain.entries import Entry, Kind, PainEntry
from tracker.domain.happenings import Happening, happenings_of
from tracker.domain.pain_seen import PainSeen
from tracker.storage.checksums import COLUMNS
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore
from tracker.storage.entry_rows import TABLES_BY_KIND

DAYS = 90
FIRST = date(2026, 8, 1)
LAST = FIRST + timedelta(days=DAYS - 1)
SHORT = FIRST + timedelta(days=30)
ZONES = (LONDON, "Pacific/Kiritimati", "America/New_York")
MARKED = (Kind.SESSION, Kind.DOSE, Kind.DAY_NOTE)
TABLES = ("entries", *dict.fromkeys(table for kind in (Kind.PAIN, *MARKED) for table in TABLES_BY_KIND[kind]))
# By these rows are found: one that another day or kind has taken is told where all are read.
FOUND_BY = {"kind", "day", "deleted_at"}


def some_months(chance: Random) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(4 * DAYS):
        at, zone = f"{FIRST + timedelta(days=number // 4)}T{chance.randrange(24):02}:{chance.randrange(60):02}", chance.choice(ZONES)
        entries.append(
            chance.choice(
                (
                    _some_pain(chance, at, zone),
                    an_activity("walking", at, zone),
                    a_session(chance.choice(("ice", "heat", "physiotherapy", "pelvic tilt")), at, zone, note=chance.choice(("", "warm"))),
                    a_dose(chance.choice(("Panadol", "Nurofen")), at, zone),
                    a_day_note(at, zone, flare=chance.choice((True, False, None))),
                )
            )
        )
    return entries


def _some_pain(chance: Random, at: str, zone: str) -> Entry:
    pain, sites = chance.randrange(11), chance.sample((LEFT, RIGHT, "neck"), chance.randrange(4))
    told = {"worst": max(pain, 9), "least": 0} if chance.random() < 0.3 else {}
    words = {"words": chance.sample(("stiff", "dull", "burning"), chance.randrange(3)), "worse_with": ["sitting"], "eased_by": ["lying"]}
    return an_entry(
        pain, at, zone, sites={site: chance.randrange(11) for site in sites}, **told, **{role: tuple(texts) for role, texts in words.items()}
    )


def pain_plainly(store: EntryStore, first: date, last: date) -> list[PainSeen]:
    entries = [entry for entry in store.between(first, last, (Kind.PAIN,)) if isinstance(entry, PainEntry)]
    return [PainSeen(each.moment, each.pain, each.worst, each.least, each.sites, each.words, each.note) for each in entries]


def plainly(store: EntryStore, first: date, last: date) -> list[Happening]:
    found = happenings_of(store.between(first, last, MARKED))
    return sorted(found, key=lambda happening: MARKED.index(happening.kind))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("last", [SHORT, LAST])
def test_they_are_those_among_the_entries(database: Database, seed: int, last: date) -> None:
    store = EntryStore(database)
    entries = some_months(Random(seed))
    store.put(entries, NOW)
    store.put_in_bin([entry.id for entry in entries[::7]], NOW)
    found = store.seen.happenings(FIRST, last)
    assert found == plainly(store, FIRST, last)
    assert {happening.kind for happening in found} == set(MARKED)
    pain = store.seen.pain(FIRST, last)
    assert pain == pain_plainly(store, FIRST, last)
    assert [[each.reading_at(site) for site in (None, LEFT, RIGHT)] for each in pain] == [
        [entry.reading_at(site) for site in (None, LEFT, RIGHT)] for entry in store.between(FIRST, last, (Kind.PAIN,)) if isinstance(entry, PainEntry)
    ]


def test_what_is_written_later_is_among_them(database: Database) -> None:
    store = EntryStore(database)
    assert store.seen.happenings(FIRST, SHORT) == []
    assert store.seen.pain(FIRST, SHORT) == []
    store.put([a_session("ice", f"{FIRST}T10:00"), an_entry(6, f"{FIRST}T11:00", note="stiff")], NOW)
    assert store.seen.happenings(FIRST, SHORT) == [Happening(Kind.SESSION, a_moment(f"{FIRST}T10:00"), "ice", "")]
    assert store.seen.pain(FIRST, SHORT) == [PainSeen(a_moment(f"{FIRST}T11:00"), 6, note="stiff")]


def damage(database: Database, table: str, chance: Random) -> None:
    """Put something else into a cell of each column of a table, each in a row of its own by chance, and take a row away."""
    database.conn.execute("PRAGMA foreign_keys = OFF")
    database.conn.execute("PRAGMA ignore_check_constraints = ON")
    others = {"text": "CAST(x'41ff' AS TEXT)", "real": "3.5", "integer": "7"}
    for column in (column for column in COLUMNS[table] if table != "entries" or column not in FOUND_BY):
        filled = f"SELECT rowid, typeof({column}) FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - names of our own
        if rows := database.conn.execute(filled).fetchall():
            number, type_ = chance.choice(rows)
            database.conn.execute(f"UPDATE OR IGNORE {table} SET {column} = {others[type_]} WHERE rowid = ?", [number])  # noqa: S608 - as above
    database.conn.execute(f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")  # noqa: S608 - as above
    database.conn.commit()


@pytest.mark.parametrize("table", TABLES)
def test_what_damage_has_changed_is_left_out_and_told_as_with_the_entries(database: Database, table: str) -> None:
    store, chance = EntryStore(database), Random(table)
    store.put(some_months(chance), NOW)
    whole = {*plainly(store, FIRST, LAST), *pain_plainly(store, FIRST, LAST)}
    damage(database, table, chance)
    database.look_anew()
    found, pain, told = store.seen.happenings(FIRST, LAST), store.seen.pain(FIRST, LAST), set(database.unread.ids("entries"))
    database.look_anew()
    assert found == plainly(store, FIRST, LAST)
    assert pain == pain_plainly(store, FIRST, LAST)
    assert {*found, *pain} < whole
    assert told == set(database.unread.ids("entries"))
    assert told
