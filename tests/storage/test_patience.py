"""A window waits for another program once, and not again while that is in vain."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.storage.diaries import NOW, open_in
from tracker.errors import DiaryBusy
from tracker.paths import Paths
from tracker.storage import diary, opening
from tracker.storage.connection import WAIT_SECONDS, connect_by, wait_once, writing
from tracker.storage.database import Database, Key
from tracker.storage.entries import EntryStore

PATIENCE_MS = 20


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_in(tmp_path)) as database:
        wait_once(database, PATIENCE_MS / 1000)
        yield database


@pytest.fixture
def other(database: Database, tmp_path: Path) -> Iterator[sqlite3.Connection]:  # noqa: ARG001 - the diary has to be there
    with closing(sqlite3.connect(tmp_path / "diary.sqlite3", isolation_level=None)) as other:
        yield other


def waits_ms(database: Database) -> int:
    (milliseconds,) = database.conn.execute("PRAGMA busy_timeout").fetchone()
    return int(milliseconds)


def refused(database: Database) -> bool:
    try:
        EntryStore(database).put([an_entry()], NOW)
    except DiaryBusy:
        return True
    return False


def test_it_waits_as_long_as_it_was_told(database: Database) -> None:
    assert waits_ms(database) == PATIENCE_MS


def test_after_a_wait_in_vain_nothing_waits_until_what_was_refused_gets_through(database: Database, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    assert refused(database)
    assert waits_ms(database) == 0
    assert EntryStore(database).between() == []  # who may read may still not write
    assert waits_ms(database) == 0
    assert refused(database)
    other.execute("ROLLBACK")
    assert not refused(database)
    assert waits_ms(database) == PATIENCE_MS


def test_a_reading_that_is_refused_is_the_last_to_wait_too(database: Database, other: sqlite3.Connection) -> None:
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DiaryBusy):
        EntryStore(database).between()
    assert waits_ms(database) == 0
    other.execute("ROLLBACK")
    EntryStore(database).between()
    assert waits_ms(database) == PATIENCE_MS


def test_what_was_refused_is_written_whole_the_next_time(database: Database, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DiaryBusy), writing(database):
        pytest.fail("nobody gets here")
    other.execute("ROLLBACK")
    assert not refused(database)
    assert len(EntryStore(database).between()) == 1


def test_a_window_that_opens_under_another_programs_lock_waits_no_longer_than_it_was_told(
    tmp_path: Path, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []

    def watched(key: Key | None, path: Path, *, wait: float) -> Database:
        waited.append(wait)
        return connect_by(key, path, wait=wait)

    monkeypatch.setattr(opening, "connect_by", watched)
    assert diary.OPENING_SECONDS <= 1
    monkeypatch.setattr(diary, "OPENING_SECONDS", PATIENCE_MS / 1000)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DiaryBusy):
        diary.Diary(Paths(tmp_path), patience=PATIENCE_MS / 1000)
    other.execute("ROLLBACK")
    diary.Diary(Paths(tmp_path)).close()
    assert waited == [PATIENCE_MS / 1000, WAIT_SECONDS]
