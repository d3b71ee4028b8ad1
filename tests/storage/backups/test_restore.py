"""Restoring: a good file takes the diary's place, a hostile one is refused in bounded time with the diary unchanged."""
# ruff: noqa: S608 - made-up diaries are filled with text of our own

import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.storage.diaries import NOW, a_database, a_filled_diary, all_rows, as_later, untouched
from tests.storage.test_migrations import an_old_diary
from tracker.errors import DiaryBusy, DiaryUnavailable, Refused
from tracker.paths import Paths
from tracker.storage import connection
from tracker.storage.connection import APPLICATION_ID
from tracker.storage.diary import Diary
from tracker.storage.version import TABLES, VERSION

OURS = (f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {VERSION}")
LONGEST_SECONDS = 20


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    (tmp_path / "live").mkdir()
    diary = Diary(Paths(tmp_path / "live"))
    diary.entries.put([an_entry(3, note="before")], NOW)
    yield diary
    diary.close()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return a_filled_diary(tmp_path / "other")


def test_a_good_backup_takes_the_place_of_the_diary_which_is_backed_up_first(diary: Diary, good: Path) -> None:
    before = all_rows(diary.paths.diary)
    other = Diary(diary.paths)
    diary.restore(good, NOW)
    assert all_rows(diary.paths.diary) == all_rows(good)
    assert [len(one.entries.between()) for one in (diary, other)] == [9, 9]
    other.entries.put([an_entry(4)], NOW)
    assert len(diary.entries.between()) == 10
    other.close()
    (backup,) = diary.backups()
    assert all_rows(backup.path) == before
    assert sorted(file.name for file in diary.paths.data.iterdir()) == ["backups", "diary.sqlite3"]


def test_the_diary_itself_can_be_restored_from(diary: Diary) -> None:
    before = all_rows(diary.paths.diary)
    diary.restore(diary.paths.diary, NOW)
    assert all_rows(diary.paths.diary) == before


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_backup_of_an_older_version_is_restored(diary: Diary, tmp_path: Path, version: int) -> None:
    old = an_old_diary(tmp_path / "old", version)
    if version < 3:
        with closing(sqlite3.connect(old)) as conn:
            conn.execute("DELETE FROM entries WHERE kind = 'day_note'")
            if version == 1:
                conn.execute("DELETE FROM entries")
            conn.commit()
    with untouched(old):
        diary.restore(old, NOW)
    after = all_rows(diary.paths.diary)
    assert {name: after[name] for name in all_rows(old)} == as_later(all_rows(old), after)


def _views_named_like_our_tables(path: Path) -> None:
    a_database(path, *OURS, *(f"CREATE VIEW {name} AS SELECT 1 AS id" for name in TABLES))


def _endless_view(path: Path) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("ALTER TABLE pain_words RENAME TO gone")
        conn.execute(f"CREATE VIEW pain_words AS {endless}")
        conn.commit()


def _endless_generated_column(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE tombstones")
        conn.execute("CREATE TABLE tombstones (id TEXT, created_at AS (hex(zeroblob(20000000))), updated_at AS (hex(1)))")
        conn.execute("INSERT INTO tombstones VALUES ('x')")
        conn.commit()


def _virtual_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE tombstones")
        conn.execute("CREATE VIRTUAL TABLE tombstones USING fts5(id, created_at, updated_at)")
        conn.commit()


def _huge_blob(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE tombstones")
        conn.execute("CREATE TABLE tombstones (id, created_at, updated_at)")
        conn.execute("INSERT INTO tombstones VALUES (zeroblob(30000000), 1, 2)")
        conn.commit()


def _too_many_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE tombstones")
        conn.execute("CREATE TABLE tombstones (id, created_at, updated_at)")
        conn.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000) INSERT INTO tombstones SELECT x, x, x FROM n")
        conn.commit()


def _missing_column(path: Path) -> None:
    _run(path, "DROP INDEX entries_by_day", "ALTER TABLE entries DROP COLUMN day")


def _missing_table(path: Path) -> None:
    _run(path, "DROP TABLE phase_events")


def _impossible_value(path: Path) -> None:
    _run(path, "PRAGMA ignore_check_constraints = ON", "UPDATE pain SET pain = 11")


def _entry_without_its_kind(path: Path) -> None:
    _run(path, "DELETE FROM activities")


def _orphan(path: Path) -> None:
    _run(path, "PRAGMA foreign_keys = OFF", "DELETE FROM episodes")


def _unreadable_time(path: Path) -> None:
    _run(path, f"UPDATE entries SET at = '{'x' * 32}'")


def _unreadable_plan(path: Path) -> None:
    _run(path, "UPDATE plan_versions SET content = '{}'")


def _deep_plan(path: Path) -> None:
    _run(path, f"UPDATE plan_versions SET content = '{'[' * 200_000}'")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9000])


def _zeroed_page(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096 : 4096 * 5] = bytes(4096 * 4)
    path.write_bytes(bytes(whole))


def _version_zero(path: Path) -> None:
    _run(path, "PRAGMA user_version = 0")


def _negative_version(path: Path) -> None:
    _run(path, "PRAGMA user_version = -3")


def _newer_version(path: Path) -> None:
    _run(path, f"PRAGMA user_version = {VERSION + 1}")


def _another_program(path: Path) -> None:
    _run(path, "PRAGMA application_id = 1")


def _run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        for statement in statements:
            conn.execute(statement)
        conn.commit()


HOSTILE = [
    _endless_view,
    _endless_generated_column,
    _virtual_table,
    _huge_blob,
    _too_many_rows,
    _missing_column,
    _missing_table,
    _impossible_value,
    _entry_without_its_kind,
    _orphan,
    _unreadable_time,
    _unreadable_plan,
    _deep_plan,
    _truncated,
    _zeroed_page,
    _version_zero,
    _negative_version,
    _newer_version,
    _another_program,
]


@pytest.mark.parametrize("spoil", HOSTILE)
def test_a_hostile_backup_is_refused_in_bounded_time_with_the_diary_unchanged(diary: Diary, good: Path, spoil: Callable[[Path], None]) -> None:
    spoil(good)
    _is_refused(diary, good)


def test_a_file_of_views_only_is_refused(diary: Diary, tmp_path: Path) -> None:
    _views_named_like_our_tables(tmp_path / "views.sqlite3")
    _is_refused(diary, tmp_path / "views.sqlite3")


@pytest.mark.parametrize("name", ["/dev/zero", "/nowhere/at/all", "/"])
def test_what_is_no_backup_file_is_refused(diary: Diary, name: str) -> None:
    _is_refused(diary, Path(name))


def _is_refused(diary: Diary, file: Path) -> None:
    start = time.monotonic()
    with untouched(diary.paths.diary), pytest.raises(Refused) as told:
        diary.restore(file, NOW)
    assert time.monotonic() - start < LONGEST_SECONDS
    assert "\n" not in str(told.value)
    assert re.search("The diary is unchanged|Nothing was changed", str(told.value))
    assert [entry.note for entry in diary.entries.between()] == ["before"]


def test_triggers_and_strangers_in_a_backup_do_nothing(diary: Diary, good: Path) -> None:
    wanted = all_rows(good)
    _run(
        good,
        "CREATE TABLE stranger (x)",
        "CREATE TRIGGER on_insert AFTER INSERT ON entries BEGIN DELETE FROM episodes; END",
        "CREATE VIEW looks AS SELECT * FROM entries",
    )
    diary.restore(good, NOW)
    assert all_rows(diary.paths.diary) == wanted
    with closing(sqlite3.connect(diary.paths.diary)) as conn:
        assert conn.execute("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchone() == (0,)


def test_flipped_bits_never_harm_the_diary(diary: Diary, good: Path, tmp_path: Path) -> None:
    """A backup with one flipped bit is refused, or restored into a diary that passes its checks."""
    chance, whole = random.Random(7), good.read_bytes()
    refused = 0
    for number in range(60):
        spoiled = bytearray(whole)
        spoiled[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file = tmp_path / f"{number}.sqlite3"
        file.write_bytes(bytes(spoiled))
        before = all_rows(diary.paths.diary)
        try:
            diary.restore(file, NOW + timedelta(seconds=number))
        except Refused:
            refused += 1
            assert all_rows(diary.paths.diary) == before
        assert diary.check() >= 1
    assert refused


def test_a_letter_changed_in_a_backup_is_not_taken_for_what_was_written(diary: Diary, good: Path) -> None:
    _run(good, "UPDATE entries SET note = 'cole' WHERE note = 'cold'")
    with pytest.raises(Refused, match="damaged"):
        diary.restore(good, NOW)
    assert [entry.note for entry in diary.entries.between()] == ["before"]


def test_restoring_waits_for_another_program_no_longer_than_the_diary_does(tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.2)
    (tmp_path / "live").mkdir()
    with closing(Diary(Paths(tmp_path / "live"))) as diary, closing(sqlite3.connect(diary.paths.diary)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DiaryBusy):
            diary.restore(good, NOW)


def test_a_full_disk_is_not_called_a_damaged_backup(diary: Diary, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.storage.backups import restore as restoring

    def full(_source: object, aside: object) -> None:
        aside.conn.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]
        aside.conn.execute("CREATE TABLE more AS SELECT hex(zeroblob(100000))")  # type: ignore[attr-defined]

    monkeypatch.setattr(restoring, "_copy_rows", full)
    with untouched(diary.paths.diary), pytest.raises(DiaryUnavailable, match="disk is full"):
        diary.restore(good, NOW)
