"""check names what damage keeps from being read, and the backup that has it."""

import sqlite3
from contextlib import closing

import pytest

from tests.cli.command import CommandLine


@pytest.fixture
def spoilt(command: CommandLine) -> CommandLine:
    """A diary that was backed up, one entry of which was damaged since."""
    command.done("log", "5", "--at", "2026-11-20T10:00")
    command.done("log", "6", "--at", "2026-11-21T10:00")
    command.done("backup")
    with closing(sqlite3.connect(command.folder / "diary.sqlite3")) as conn, conn:
        conn.execute("UPDATE entries SET note = 'changed' WHERE day = '2026-11-21'")
    return command


def test_what_cannot_be_read_is_named_with_the_backup_that_has_it(spoilt: CommandLine) -> None:
    assert spoilt.refused("check") == (
        "Damage keeps a part of the diary from being read: Entries: 1 (November 2026). The backup of 25 Nov 2026, 13:05 has 1 of 1."
    )


def test_without_a_sound_backup_it_is_named_alone(spoilt: CommandLine) -> None:
    for backup in (spoilt.folder / "backups").glob("*.sqlite3"):
        backup.write_bytes(backup.read_bytes()[:-1] + b"!")
    assert "Entries: 1 (November 2026). All else can be read" in spoilt.refused("check")
