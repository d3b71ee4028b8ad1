"""Checksums of records and tallies of tables: what they are made of, and that nothing is written without them."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import an_activity, an_entry
from tests.storage.diaries import LATER, NOW, a_filled_diary, open_in
from tracker.errors import DiaryDamaged
from tracker.storage.checksums import CHECKSUM, COLUMNS, DETAILS, REAL, RECORDS, checksum, fits, of_read, of_written
from tracker.storage.connection import writing
from tracker.storage.damage import damage_of
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore
from tracker.storage.row_writes import delete, update

TRACKER = Path(__file__).parents[2] / "tracker"
# The modules that write rows of records in ways of their own, and count and sum them by themselves.
WRITERS = {"row_writes.py", "sealing.py", "staging.py", "migrations.py", "restore.py"}
ROW = {"id": "a" * 36, "text": "May I swim? שלום", "asked_at": None, "created_at": "b" * 32, "updated_at": "c" * 32}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    a_filled_diary(tmp_path)
    return tmp_path


def columns_of(database: Database) -> dict[str, tuple[str, ...]]:
    """The columns of each table, in their order."""
    of_table = "SELECT name FROM pragma_table_info(?)"
    return {table: tuple(name for (name,) in database.execute(of_table, [table])) for table in database.table_names()}


def test_a_table_without_one_of_its_columns_is_refused_as_damage(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "diary.sqlite3")) as conn:
        conn.execute("ALTER TABLE questions RENAME COLUMN asked_at TO askfd_at")
        conn.commit()
    with pytest.raises(DiaryDamaged, match="is damaged"):
        open_in(filled)


def test_the_columns_are_those_of_the_tables_in_their_order(filled: Path) -> None:
    with closing(open_in(filled)) as database:
        there = columns_of(database)
        of_type = "SELECT name FROM pragma_table_info(?) WHERE type = 'REAL'"
        real = {name for table in COLUMNS for (name,) in database.execute(of_type, [table])}
    assert {table: there[table] for table in RECORDS} == {table: (*columns, CHECKSUM) for table, columns in RECORDS.items()}
    assert {table: there[table] for table in DETAILS} == DETAILS
    assert real == REAL


def test_every_table_that_has_a_checksum_is_one_of_records(filled: Path) -> None:
    with closing(open_in(filled)) as database:
        assert {table for table, columns in columns_of(database).items() if CHECKSUM in columns} == RECORDS.keys()


def test_a_checksum_stays_what_it_is_for_as_long_as_diaries_are_kept() -> None:
    """On every computer, and in every version of Python: one that differs here makes every diary look damaged."""
    assert checksum("questions", ROW) == 1348239687
    assert of_written("pain", {"entry_id": "a" * 36, "pain": 4, "worst": 6.5}) == 806758350


def test_it_is_of_what_comes_out_of_the_file_whatever_was_put_in() -> None:
    read = dict.fromkeys(COLUMNS["pain"]) | {"entry_id": "a", "pain": 4.0, "worst": 0.0, "woke": 1}
    assert of_read("pain", read) == of_written("pain", {"woke": True, "pain": 4, "entry_id": "a", "worst": -0.0})


def test_a_column_added_later_of_which_nothing_is_told_changes_none() -> None:
    assert fits("questions", {**ROW, "answer": None, CHECKSUM: checksum("questions", ROW)})


@given(st.sampled_from(sorted(name for name, value in ROW.items() if value)), st.integers(0, 10**6), st.integers(0, 7))
def test_no_flipped_bit_fits(column: str, place: int, bit: int) -> None:
    raw = bytearray(str(ROW[column]).encode())
    raw[place % len(raw)] ^= 1 << bit
    assert not fits("questions", {**ROW, column: raw.decode(errors="replace"), CHECKSUM: checksum("questions", ROW)})


def test_only_row_writes_writes_rows_of_records() -> None:
    """What is written past it has no checksum, and would be told as damage: so it is found here, and not by a person."""
    names, files = "|".join(RECORDS), [file for file in TRACKER.rglob("*.py") if file.name not in WRITERS]
    writes = re.compile(rf"\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) (?:main\.)?(?:{names})\b(?!_)")
    assert [(file.name, written) for file in files for written in writes.findall(file.read_text("utf-8"))] == []
    assert writes.search("DELETE FROM entries WHERE id = ?")


def test_a_diary_that_nothing_happened_to_is_whole(filled: Path) -> None:
    with closing(open_in(filled)) as database:
        assert damage_of(database) == ()


def test_an_entry_gone_out_of_sight_is_missed_with_its_day(filled: Path) -> None:
    with closing(open_in(filled)) as database:
        database.execute("DELETE FROM entries WHERE kind = 'activity'")
        (found,) = damage_of(database)
    assert (found.part, found.count, [day.isoformat() for day in found.days], found.ids) == ("entries", 1, ["2026-11-24"], ())


@pytest.mark.parametrize("change", ["deleted_at = updated_at", "day = '2026-11-27'", "kind = 'pain'", "at = updated_at", "note = 'another'"])
def test_an_entry_changed_by_damage_is_told_with_its_id(filled: Path, change: str) -> None:
    with closing(open_in(filled)) as database:
        (id_,) = database.execute("SELECT id FROM entries WHERE kind = 'activity'").fetchone()
        database.execute(f"UPDATE entries SET {change} WHERE id = ?", [id_])  # noqa: S608 - made up here
        (found,) = damage_of(database)
        assert id_ not in {entry.id for entry in EntryStore(database).between()}
    assert (found.part, found.count, found.ids) == ("entries", 1, (id_,))


@pytest.mark.parametrize("table", sorted(RECORDS))
def test_a_row_that_is_gone_is_missed_in_every_table(filled: Path, table: str) -> None:
    with closing(open_in(filled)) as database:
        database.conn.execute("PRAGMA foreign_keys = OFF")
        gone = database.execute(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})").rowcount  # noqa: S608 - as above
        assert [(found.part, found.count) for found in damage_of(database)] == ([(table, 1)] if gone else [])


def test_damage_is_never_sealed_as_true_by_a_change_of_another_cell(filled: Path) -> None:
    with closing(open_in(filled)) as database:
        database.execute("UPDATE entries SET note = 'another' WHERE kind = 'activity'")
        with writing(database):
            update(database, "entries", {"deleted_at": "2026-11-30T00:00:00.000000+00:00"}, "1")
        assert [(found.part, found.count) for found in damage_of(database)] == [("entries", 1)]


def test_an_entry_written_anew_over_a_damaged_one_is_whole(filled: Path) -> None:
    with closing(open_in(filled)) as database:
        store = EntryStore(database)
        before = store.between()[0]
        database.execute("UPDATE pain SET pain = 1")
        assert before.id not in {entry.id for entry in store.between()}
        assert [found.ids for found in database.unread.told()] == [(before.id,)]
        store.put([before], LATER)
        assert database.unread.told() == damage_of(database) == ()
        assert before.id in {entry.id for entry in store.between()}


def test_what_was_given_up_is_not_tallied(filled: Path) -> None:
    def fail(database: Database) -> None:
        with writing(database):
            EntryStore(database).put([an_entry(3)], NOW)
            raise RuntimeError

    with closing(open_in(filled)) as database:
        with writing(database):
            EntryStore(database).put([an_activity()], NOW)
            with pytest.raises(RuntimeError):
                fail(database)
        with pytest.raises(RuntimeError):
            fail(database)
        with writing(database):
            delete(database, "entries", "kind = 'dose'")
        assert damage_of(database) == ()


def test_a_tally_that_is_damaged_is_told_and_takes_nothing_out_of_sight(filled: Path) -> None:
    with closing(open_in(filled)) as database:
        entries = EntryStore(database).between()
        database.execute("UPDATE entry_tallies SET ids = ids + 1 WHERE day = '2026-11-24'")
        assert damage_of(database)[0].words == "Entries: 1 (November 2026)"
        assert EntryStore(database).between() == entries
