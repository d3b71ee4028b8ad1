"""What is read is remembered until somebody has written; a reading is of one instant; a write is never held up by one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.storage.diaries import NOW, open_in
from tracker.storage.connection import connect, writing
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore


def said_by(database: Database) -> list[str]:
    """The statements from here on."""
    said: list[str] = []
    database.conn.set_trace_callback(said.append)
    return said


def count(database: Database) -> int:
    return database.remembered("count", lambda: int(database.execute("SELECT count(*) FROM tombstones").fetchone()[0]))


def bury(database: Database, letter: str) -> None:
    stamp = "2026-11-25T13:05:00.000000+00:00"
    with writing(database):
        database.execute("INSERT INTO tombstones VALUES (?, ?, ?)", [letter * 36, stamp, stamp])


def test_what_was_read_is_not_read_again(database: Database) -> None:
    assert count(database) == 0
    said = said_by(database)
    assert count(database) == 0
    assert said == ["PRAGMA data_version"]


def test_a_write_of_ones_own_is_seen(database: Database) -> None:
    assert count(database) == 0
    bury(database, "a")
    assert count(database) == 1


def test_a_write_of_another_program_is_seen(database: Database, tmp_path: Path) -> None:
    assert count(database) == 0
    with closing(connect(tmp_path / "diary.sqlite3")) as other:
        bury(other, "a")
    assert count(database) == 1


def test_what_is_rolled_back_is_not_remembered(database: Database) -> None:
    def fail_midway() -> None:
        with writing(database):
            database.execute("DELETE FROM tombstones")
            bury(database, "a")
            assert count(database) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    assert count(database) == 0


def test_a_part_given_up_leaves_the_rest(database: Database) -> None:
    def fail_midway() -> None:
        with writing(database):
            bury(database, "b")
            raise RuntimeError

    with writing(database):
        bury(database, "a")
        with pytest.raises(RuntimeError):
            fail_midway()
        bury(database, "c")
    assert count(database) == 2


def test_a_reading_is_of_one_instant_and_asks_once(database: Database, tmp_path: Path) -> None:
    said = said_by(database)
    with database.reading():
        assert count(database) == 0
        with database.reading():  # a page within a look
            assert count(database) == 0
        assert count(database) == 0
    assert [sql.split()[0] for sql in said] == ["BEGIN", "PRAGMA", "SELECT", "COMMIT"]
    with closing(connect(tmp_path / "diary.sqlite3")) as other:
        bury(other, "a")
    with database.reading():
        assert count(database) == 1


def test_within_a_reading_one_can_write_and_sees_it(database: Database, tmp_path: Path) -> None:
    with database.reading():
        assert count(database) == 0
        bury(database, "a")
        # It is in the file at once, not at the end of the reading.
        with closing(sqlite3.connect(tmp_path / "diary.sqlite3")) as other:
            assert other.execute("SELECT count(*) FROM tombstones").fetchone() == (1,)
        assert count(database) == 1
    assert not database.conn.in_transaction


def test_what_is_taken_over_whole_is_seen(database: Database, tmp_path: Path) -> None:
    assert count(database) == 0
    with closing(open_in(tmp_path / "other")) as other:
        bury(other, "a")
        database.become(other)
    assert count(database) == 1


def test_a_list_that_was_given_is_the_callers_own(database: Database) -> None:
    store = EntryStore(database)
    store.put([an_entry(4, "2026-11-25T08:00")], NOW)
    store.between().clear()
    first = store.since(NOW.replace(hour=0))
    first.clear()
    assert len(store.since(NOW.replace(hour=0))) == 1


def test_from_an_instant_on_is_exact_within_the_hour_that_is_remembered(database: Database) -> None:
    store = EntryStore(database)
    store.put([an_entry(4, f"2026-11-25T08:{minute:02}") for minute in (0, 10, 20)], NOW)
    for minute, expected in ((0, 3), (10, 2), (11, 1), (21, 0)):
        assert len(store.since(NOW.replace(hour=8, minute=minute))) == expected


def test_where_a_reading_cannot_begin_each_question_is_answered_by_itself(database: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "diary.sqlite3")) as other:
        database.conn.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN EXCLUSIVE")
        with database.reading():
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                count(database)
            other.rollback()
            assert count(database) == 0
    assert not database.conn.in_transaction
