"""Automatic backups: which are kept, never of an unsound diary, each with its fingerprint and counts."""

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.diaries import NOW, all_rows, open_in, untouched
from tracker.domain.backups import Backup, Why
from tracker.errors import DiaryBusy, DiaryDamaged, DiaryUnavailable, Refused
from tracker.files import atomic_produce
from tracker.storage import connection
from tracker.storage.backups import backup as backups
from tracker.storage.backups.backup import write_automatic_backup, write_checked_copy
from tracker.storage.backups.kept import fingerprint, is_as_written, keep_newest_sound_backup, newest_sound_backup
from tracker.storage.backups.names import automatic_backups
from tracker.storage.connection import writing
from tracker.storage.database import Database
from tracker.storage.row_writes import delete

DAY = timedelta(days=1)


def write_backup(database: Database, path: Path) -> None:
    """A backup by hand, put in place as chosen files are."""
    atomic_produce(path, lambda beside: write_checked_copy(database, beside))


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
    replaced = write_automatic_backup(database, folder, NOW, why=Why.RESTORE)
    before = replaced.path.read_bytes()
    with writing(database):
        delete(database, "entries", "kind = 'activity'")
    second = write_automatic_backup(database, folder, NOW)
    third = write_automatic_backup(database, folder, NOW)
    assert replaced.path.read_bytes() == before
    assert len({replaced.path, second.path, third.path}) == 3
    assert {backup.path for backup in automatic_backups(folder)} == {replaced.path, second.path, third.path}
    later = write_automatic_backup(database, folder, NOW + timedelta(hours=1))
    assert {backup.path for backup in automatic_backups(folder)} == {replaced.path, later.path}


def test_how_long_a_backup_is_kept_travels_with_it(tmp_path: Path, database: Database) -> None:
    folder, copy = tmp_path / "backups", tmp_path / "copy" / "backups"
    replaced = write_automatic_backup(database, folder, NOW, why=Why.RESTORE)
    shutil.copytree(folder, copy)
    write_automatic_backup(database, copy, NOW + timedelta(hours=1))
    assert (copy / replaced.path.name).exists()
    assert is_as_written(copy / replaced.path.name)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "[]",
        "{}",
        '{"replaced_at": 5}',
        '{"replaced_at": "0001-01-01T00:00:00+14:00"}',
        '{"replaced_at": "9999-12-30"}',
        '{"replaced_at": "0001-01-03"}',
        "\x00",
    ],
)
def test_a_backup_with_no_such_note_beside_it_is_thinned_out_as_any(tmp_path: Path, database: Database, note: str) -> None:
    folder = tmp_path / "backups"
    old = write_automatic_backup(database, folder, NOW)
    old.path.with_name(old.path.name + ".json").write_text(note, encoding="utf-8")
    new = write_automatic_backup(database, folder, NOW + timedelta(hours=1))
    assert [backup.path for backup in automatic_backups(folder)] == [new.path]


def test_the_newest_sound_backup_is_kept_where_the_diary_itself_cannot_be(tmp_path: Path, database: Database) -> None:
    folder = tmp_path / "backups"
    keep_newest_sound_backup(folder, NOW, Why.RESCUE)
    first = write_automatic_backup(database, folder, NOW)
    keep_newest_sound_backup(folder, NOW, Why.RESCUE)
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
    with untouched(target), pytest.raises(DiaryUnavailable, match="No space left"):
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
