"""The backups in their folder as they are listed and looked at, whatever lies there under their names."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.diaries import NOW
from tracker.domain.backups import Backup, Why
from tracker.storage.backups import kept
from tracker.storage.backups.backup import write_automatic_backup
from tracker.storage.backups.kept import listed_backups, look_steps, newest_sound_backup
from tracker.storage.backups.notes import note_of
from tracker.storage.database import Database

NAME = "diary-20261126T130500Z.sqlite3"
# One of the ten lies in the bin.
ENTRIES = 9


def _looked_at(backup: Backup) -> Backup:
    *steps, found = look_steps(backup)
    assert steps == [None] * len(steps)
    assert found is not None
    return found


def test_they_are_listed_with_what_is_noted_and_looked_at_some_bytes_a_step(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write_automatic_backup(database, tmp_path / "backups", NOW, why=Why.PLAN)
    (listed,) = listed_backups(tmp_path / "backups", NOW)
    size = made.path.stat().st_size
    assert listed == Backup(made.path, NOW, ENTRIES, size, None, NOW + timedelta(days=30), Why.PLAN)
    monkeypatch.setattr(kept, "BYTES_A_STEP", size // 4)
    assert list(look_steps(listed)) == [None, None, None, None, listed._replace(is_sound=True)]


def test_of_one_that_an_earlier_version_wrote_the_entries_are_counted(tmp_path: Path, database: Database) -> None:
    made = write_automatic_backup(database, tmp_path / "backups", NOW)
    note = note_of(made.path)
    noted = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({"sha256": noted["sha256"], "rows": noted["rows"], "replaced_at": NOW.isoformat()}), encoding="utf-8")
    (listed,) = listed_backups(tmp_path / "backups", NOW)
    assert (listed.entries, listed.why) == (None, Why.RESTORE)
    assert (_looked_at(listed).entries, _looked_at(listed).is_sound) == (ENTRIES, True)


@pytest.mark.parametrize("what", ["pipe", "folder", "link", "pipe for a note", "nothing", "huge note", "deep note"])
def test_what_is_no_backup_is_not_sound_and_is_not_waited_for(tmp_path: Path, database: Database, what: str) -> None:
    good = write_automatic_backup(database, tmp_path / "backups", NOW)
    file = good.path.with_name(NAME)
    note_of(file).write_bytes(note_of(good.path).read_bytes())
    if what == "pipe":
        os.mkfifo(file)
    elif what == "folder":
        file.mkdir()
    elif what == "link":
        file.symlink_to(good.path)
    elif what != "nothing":
        file.write_bytes(good.path.read_bytes())
        note_of(file).unlink()
        if what == "pipe for a note":
            os.mkfifo(note_of(file))
        else:
            note_of(file).write_bytes(b"[" * (kept.BYTES_A_STEP if what == "huge note" else 90_000))
    found = [_looked_at(backup) for backup in listed_backups(good.path.parent, NOW)]
    assert [backup.path for backup in found if backup.is_sound] == [good.path]
    assert newest_sound_backup(good.path.parent) == good


@pytest.mark.parametrize(
    "noted", ['{"entries": true}', '{"entries": "5"}', '{"boot": 1, "boot_seconds": 1e400}', '{"boot": "x", "boot_seconds": 1e300}']
)
def test_a_note_that_makes_no_sense_says_nothing(tmp_path: Path, database: Database, noted: str) -> None:
    made = write_automatic_backup(database, tmp_path / "backups", NOW)
    note_of(made.path).write_text(noted, encoding="utf-8")
    (listed,) = listed_backups(tmp_path / "backups", NOW)
    assert (listed.entries, listed.kept_until, listed.why) == (None, None, None)
    write_automatic_backup(database, tmp_path / "backups", NOW + timedelta(hours=1))


def test_one_that_was_damaged_since_takes_the_place_of_no_sound_one(tmp_path: Path, database: Database) -> None:
    folder = tmp_path / "backups"
    sound = write_automatic_backup(database, folder, NOW)
    damaged = write_automatic_backup(database, folder, NOW + timedelta(seconds=30))
    content = bytearray(damaged.path.read_bytes())
    content[5000] ^= 1
    damaged.path.write_bytes(content)
    # The day after, of the day before the newest would be enough.
    later = write_automatic_backup(database, folder, NOW + timedelta(days=1))
    assert {backup.path for backup in listed_backups(folder, NOW)} == {sound.path, damaged.path, later.path}
