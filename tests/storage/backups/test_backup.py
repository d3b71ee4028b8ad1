"""Automatic backups: which are kept, never of an unsound diary, each with its fingerprint and counts."""

import json
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.diaries import NOW, a_filled_diary, all_rows, open_in, untouched
from tracker.errors import DiaryBusy, DiaryDamaged, DiaryUnavailable, Refused
from tracker.storage import connection
from tracker.storage.backups import backup as backups
from tracker.storage.backups.backup import (
    Backup,
    automatic_backups,
    fingerprint,
    is_as_written,
    keep_newest_sound_backup,
    newest_sound_backup,
    superseded,
    write_automatic_backup,
    write_backup,
)
from tracker.storage.connection import writing
from tracker.storage.database import Database
from tracker.storage.row_writes import delete

DAY = timedelta(days=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    a_filled_diary(tmp_path)
    with closing(open_in(tmp_path)) as database:
        yield database


def _made(times: list[datetime]) -> list[Backup]:
    return [Backup(Path(str(number)), at) for number, at in enumerate(times)]


def _kept(times: list[datetime], now: datetime = NOW, replaced: dict[datetime, datetime] | None = None) -> list[datetime]:
    paths = {backup.made_at: backup.path for backup in _made(times)}
    gone = {backup.path for backup in superseded(_made(times), now, {paths[made]: at for made, at in (replaced or {}).items()})}
    return [backup.made_at for backup in _made(times) if backup.path not in gone]


def test_two_years_of_daily_backups_thin_out_to_days_weeks_and_months() -> None:
    every_day = [NOW - number * DAY for number in range(730)]
    kept = _kept(every_day)
    assert [at for at in kept if at > NOW - 12 * DAY] == every_day[:12]
    weeks = {at.strftime("%G-%V") for at in kept}
    assert {(NOW - number * 7 * DAY).strftime("%G-%V") for number in range(10)} <= weeks
    assert {at.strftime("%Y-%m") for at in kept} == {f"2026-{month:02}" for month in range(3, 12)}
    assert len(kept) <= 12 + 10 + 9


def test_of_one_day_only_the_newest_stays() -> None:
    morning, noon, evening = (datetime(2026, 11, 25, hour, tzinfo=UTC) for hour in (8, 12, 20))
    assert _kept([noon, evening, morning], evening) == [evening]


@given(st.lists(st.integers(0, 7 * 366 * 86_400).map(lambda seconds: NOW - timedelta(seconds=seconds)), max_size=80, unique=True))
def test_the_newest_always_stays_and_there_are_never_more_than_the_sum(times: list[datetime]) -> None:
    kept = _kept(times)
    assert len(kept) <= 12 + 10 + 9
    assert not times or max(times) in kept
    assert sorted(_kept(kept)) == sorted(kept)
    days = sorted({at.date() for at in times}, reverse=True)[:12]
    assert all(max(at for at in times if at.date() == day) in kept for day in days)


SECONDS = st.integers(0, 7 * 366 * 86_400).map(lambda seconds: NOW - timedelta(seconds=seconds))


@given(st.lists(SECONDS, min_size=1, max_size=60, unique=True), st.data())
def test_what_was_replaced_in_the_last_30_days_stays_beside_what_stays_anyway(times: list[datetime], data: st.DataObject) -> None:
    replaced = {at: at for at in data.draw(st.sets(st.sampled_from(times)))}
    now = data.draw(st.sampled_from([NOW, NOW - 400 * DAY, NOW + 400 * DAY]))
    kept = set(_kept(times, now, replaced))
    assert set(_kept(times, now)) <= kept
    assert {at for at in replaced if now - at <= 30 * DAY} <= kept
    assert kept <= set(_kept(times, now)) | set(replaced)


def _after(days_of_use: int, first: datetime, *, replaced_at: datetime = NOW) -> bool:
    """Whether what was replaced, with a later backup of its day, is still there after daily backups from a first one on."""
    times = [replaced_at, replaced_at + timedelta(hours=1)]
    for number in range(days_of_use):
        now = first + number * DAY
        times = _kept([*times, now], now, {replaced_at: replaced_at} if replaced_at in times else {})
    return replaced_at in times


def test_what_was_replaced_goes_once_30_days_are_over_and_were_seen_to_be() -> None:
    assert _after(30, NOW + DAY)
    assert _after(36, NOW + DAY)
    assert not _after(40, NOW + DAY)


def test_a_clock_years_ahead_for_some_days_takes_nothing_away_that_was_replaced() -> None:
    assert _after(6, NOW + 2_000 * DAY)
    assert not _after(7, NOW + 2_000 * DAY)


def test_a_clock_set_back_takes_nothing_away_that_was_replaced() -> None:
    assert _after(400, NOW - 2_000 * DAY)


def test_backups_of_a_time_to_come_do_not_say_that_the_30_days_are_over() -> None:
    ahead = [NOW + (400 + number) * DAY for number in range(12)]
    now = NOW + timedelta(hours=1)
    assert NOW in _kept([*ahead, NOW, now], now, {NOW: NOW})


def test_backups_of_a_time_to_come_displace_none_of_those_made_once_the_clock_is_right() -> None:
    ahead = [NOW + (400 + 32 * number) * DAY for number in range(40)]
    assert {NOW, NOW - DAY, NOW - 2 * DAY} <= set(_kept([*ahead, NOW, NOW - DAY, NOW - 2 * DAY]))


def test_a_backup_is_a_whole_diary_with_its_fingerprint_and_counts_beside_it(tmp_path: Path, database: Database) -> None:
    made = write_automatic_backup(database, tmp_path / "backups", NOW)
    proof = made.path.with_name(made.path.name + ".json")
    rows = all_rows(made.path)
    assert rows == all_rows(tmp_path / "diary.sqlite3")
    held = json.loads(proof.read_text(encoding="utf-8"))
    assert held["sha256"] == fingerprint(made.path)
    assert {name: count for name, count in held["rows"].items() if not name.startswith("_")} == {name: len(table) for name, table in rows.items()}
    assert sorted(file.name for file in made.path.parent.iterdir()) == [made.path.name, proof.name]
    assert [stat.S_IMODE(file.stat().st_mode) for file in (made.path, proof, made.path.parent)] == [0o600, 0o600, 0o700]
    assert automatic_backups(tmp_path / "backups") == [Backup(made.path, NOW)]


def test_old_backups_go_with_their_proofs_and_strangers_stay(tmp_path: Path, database: Database) -> None:
    folder = tmp_path / "backups"
    write_automatic_backup(database, folder, NOW - timedelta(hours=3))
    (folder / "diary-of-mine.sqlite3").touch()
    newest = write_automatic_backup(database, folder, NOW)
    assert sorted(file.name for file in folder.iterdir()) == sorted([newest.path.name, newest.path.name + ".json", "diary-of-mine.sqlite3"])


def test_two_backups_of_one_second_are_two(tmp_path: Path, database: Database) -> None:
    folder = tmp_path / "backups"
    replaced = write_automatic_backup(database, folder, NOW, is_replaced=True)
    before = replaced.path.read_bytes()
    with writing(database):
        delete(database, "entries", "kind = 'activity'")
    second = write_automatic_backup(database, folder, NOW)
    third = write_automatic_backup(database, folder, NOW)
    assert replaced.path.read_bytes() == before
    assert len({replaced.path, second.path, third.path}) == 3
    assert {backup.path for backup in automatic_backups(folder)} == {replaced.path, third.path}


def test_how_long_a_backup_is_kept_travels_with_it(tmp_path: Path, database: Database) -> None:
    folder, copy = tmp_path / "backups", tmp_path / "copy" / "backups"
    replaced = write_automatic_backup(database, folder, NOW, is_replaced=True)
    shutil.copytree(folder, copy)
    write_automatic_backup(database, copy, NOW + timedelta(hours=1))
    assert (copy / replaced.path.name).exists()
    assert is_as_written(copy / replaced.path.name)


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"replaced_at": 5}', '{"replaced_at": "0001-01-01T00:00:00+14:00"}', "\x00"])
def test_a_backup_with_no_such_note_beside_it_is_thinned_out_as_any(tmp_path: Path, database: Database, note: str) -> None:
    folder = tmp_path / "backups"
    old = write_automatic_backup(database, folder, NOW)
    old.path.with_name(old.path.name + ".json").write_text(note, encoding="utf-8")
    new = write_automatic_backup(database, folder, NOW + timedelta(hours=1))
    assert [backup.path for backup in automatic_backups(folder)] == [new.path]


def test_the_newest_sound_backup_is_kept_where_the_diary_itself_cannot_be(tmp_path: Path, database: Database) -> None:
    folder = tmp_path / "backups"
    keep_newest_sound_backup(folder, NOW)
    first = write_automatic_backup(database, folder, NOW)
    keep_newest_sound_backup(folder, NOW)
    assert is_as_written(first.path)
    write_automatic_backup(database, folder, NOW + timedelta(hours=1))
    assert first.path.exists()


def test_the_newest_sound_backup_is_the_newest_that_is_as_it_was_written(tmp_path: Path, database: Database) -> None:
    folder = tmp_path / "backups"
    first, second, third = (write_automatic_backup(database, folder, NOW + number * DAY) for number in range(3))
    damaged = bytearray(third.path.read_bytes())
    damaged[5000] ^= 1
    third.path.write_bytes(bytes(damaged))
    second.path.with_name(second.path.name + ".json").unlink()
    assert newest_sound_backup(folder) == first
    assert newest_sound_backup(tmp_path / "nowhere") is None


def _damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("INSERT INTO pain (entry_id, pain) VALUES ('nobody', 5)")
        conn.commit()


def test_a_diary_that_fails_its_check_is_not_backed_up(tmp_path: Path, database: Database) -> None:
    good = write_automatic_backup(database, tmp_path / "backups", NOW)
    _damage(tmp_path / "diary.sqlite3")
    with untouched(good.path), pytest.raises(DiaryDamaged):
        write_automatic_backup(database, tmp_path / "backups", NOW + DAY)
    with pytest.raises(DiaryDamaged):
        write_backup(database, tmp_path / "copy.sqlite3")
    assert not (tmp_path / "copy.sqlite3").exists()


@pytest.mark.parametrize("link", ["folder", "backup", "proof"])
def test_automatic_backups_never_follow_links(tmp_path: Path, database: Database, link: str) -> None:
    folder, elsewhere = tmp_path / "backups", tmp_path / "elsewhere"
    name = "diary-20261125T130500Z.sqlite3"
    if link == "folder":
        elsewhere.mkdir()
        folder.symlink_to(elsewhere)
    else:
        folder.mkdir()
        elsewhere.write_text("precious", encoding="utf-8")
        (folder / (name if link == "backup" else name + ".json")).symlink_to(elsewhere)
    with pytest.raises(Refused, match="link"):
        write_automatic_backup(database, folder, NOW)
    assert list(elsewhere.iterdir()) == [] if link == "folder" else elsewhere.read_text(encoding="utf-8") == "precious"


def test_a_backup_folder_that_cannot_be_made_is_named(tmp_path: Path, database: Database) -> None:
    (tmp_path / "backups").touch()
    with pytest.raises(DiaryUnavailable, match="backups"):
        write_automatic_backup(database, tmp_path / "backups", NOW)


def test_a_backup_that_fails_leaves_the_old_file_and_no_part(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "chosen" / "copy.sqlite3"
    target.parent.mkdir()
    target.write_bytes(b"what was there before")

    def fail(_database: Database, beside: Path) -> None:
        beside.write_bytes(b"half of a copy")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_copy", fail)
    with untouched(target), pytest.raises(Refused, match="No space left"):
        write_backup(database, target)


@pytest.mark.parametrize("name", ["\N{GRINNING FACE}" * 60 + ".sqlite3", "with space"])
def test_a_backup_goes_to_any_name(tmp_path: Path, database: Database, name: str) -> None:
    write_backup(database, tmp_path / name)
    assert all_rows(tmp_path / name) == all_rows(tmp_path / "diary.sqlite3")


def test_a_backup_waits_for_a_writer_no_longer_than_the_diary_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.2)
    with closing(open_in(tmp_path)) as database, closing(sqlite3.connect(tmp_path / "diary.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DiaryBusy):
            write_backup(database, tmp_path / "copy.sqlite3")
    assert [file.name for file in tmp_path.iterdir()] == ["diary.sqlite3"]
