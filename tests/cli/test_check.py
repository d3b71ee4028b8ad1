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
        "1 entry of November 2026 cannot be read. The backup of 25 Nov 2026, 13:05 has 1 of 1. “check --let-go” goes on without what cannot be read."
    )


def test_without_a_sound_backup_it_is_named_alone(spoilt: CommandLine) -> None:
    for backup in (spoilt.folder / "backups").glob("*.sqlite3"):
        backup.write_bytes(backup.read_bytes()[:-1] + b"!")
    assert "1 entry of November 2026 cannot be read. All else can be read" in spoilt.refused("check")


def test_it_is_let_go_of_and_backups_are_made_again(spoilt: CommandLine) -> None:
    told = spoilt.done("check", "--let-go")
    (kept,) = spoilt.folder.glob("damaged-*")
    assert told.rstrip() == (
        "Gone from the diary: Entries: 1 (November 2026). "
        f"The diary is whole again, and backups are made as before. The damaged file is kept as {kept}."
    )
    assert "1 entry" in spoilt.done("check")
    spoilt.done("backup")


def test_a_whole_diary_has_nothing_to_let_go_of(command: CommandLine) -> None:
    command.done("log", "5")
    before = (command.folder / "diary.sqlite3").read_bytes()
    assert "1 entry" in command.done("check", "--let-go")
    assert (command.folder / "diary.sqlite3").read_bytes() == before
    assert list(command.folder.glob("damaged-*")) == []


def test_an_index_that_leads_astray_is_mended_and_nothing_is_lost(command: CommandLine) -> None:
    command.done("log", "5", "--at", "2026-11-20T10:00")
    with closing(sqlite3.connect(command.folder / "diary.sqlite3")) as conn:
        (root,) = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_entries_1'").fetchone()
    content = bytearray((command.folder / "diary.sqlite3").read_bytes())
    content[(root - 1) * 4096 + 3 : (root - 1) * 4096 + 5] = bytes(2)  # so many cells: none
    (command.folder / "diary.sqlite3").write_bytes(content)
    assert "The diary file is damaged" in command.refused("check")
    assert command.done("check", "--let-go").startswith("The diary is whole again")
    assert "1 entry" in command.done("check")
