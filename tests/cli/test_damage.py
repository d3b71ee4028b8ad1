"""What the command line says of a damaged diary: what is sound on standard output, the rest on standard error, and that with exit code 1."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.cli.command import CommandLine

TOLD = "1 entry of November 2026 cannot be read. All else can be read; a backup may still hold it.\n"
ANSWERS = (("entries",), ("status",), ("figures",), ("export", "{folder}/out.csv"), ("export", "{folder}/out.json"))
# Each shows a line less, and would not know of it.
OUT_OF_SIGHT = ("deleted_at = updated_at", "kind = 'dose'", "day = '2026-13-25'")


def damage(command: CommandLine, statement: str) -> None:
    """Change what stands in the file, past all that the app does."""
    with closing(sqlite3.connect(command.folder / "diary.sqlite3")) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        assert conn.execute(statement).rowcount
        conn.commit()


@pytest.fixture
def two(command: CommandLine) -> CommandLine:
    """Two entries of one day."""
    command.done("log", "6", "--at", "2026-11-25T10:00")
    command.done("log", "4", "--at", "2026-11-25T12:00", "--note", "after a walk")
    return command


@pytest.mark.parametrize("answer", ANSWERS, ids=" ".join)
@pytest.mark.parametrize("change", ["note = 'after a wall'", *OUT_OF_SIGHT])
def test_nothing_changed_or_missing_is_told_with_exit_code_0(two: CommandLine, answer: tuple[str, ...], change: str) -> None:
    damage(two, f"UPDATE entries SET {change} WHERE note = 'after a walk'")  # noqa: S608 - made up here
    words = [word.format(folder=two.folder.parent) for word in answer]
    assert two(*words) == 1
    assert "All else can be read; a backup may still hold it." in two.err
    assert "after a wall" not in two.out
    assert len(two.err.splitlines()) == 1


def test_the_others_are_told_all_the_same(two: CommandLine) -> None:
    damage(two, "UPDATE pain SET pain = 5 WHERE pain = 4")
    assert two("entries") == 1
    assert ("Pain 6" in two.out, "Pain 5" in two.out, two.err) == (True, False, TOLD)


def test_an_entry_that_is_gone_is_missed_in_a_list_of_its_day(two: CommandLine) -> None:
    damage(two, "DELETE FROM entries WHERE note = 'after a walk'")
    assert (two("entries"), two.err) == (1, TOLD)


def test_what_was_to_be_written_is_written_and_the_damage_told_beside_it(two: CommandLine) -> None:
    two.done("episode", "start", "--at", "2026-11-24T14:10")
    damage(two, "UPDATE episodes SET cause = 'lifting'")
    assert two("log", "5") == 0
    assert two("status") == 1
    assert "so the phase is not known" in two.out
    assert two.err.startswith("Damage keeps a part of the diary from being read: Episodes: 1 (November 2026). All else")
    damage(two, "UPDATE episodes SET cause = ''")
    entries: list[Any] = two.json("entries")
    assert [entry["pain"] for entry in entries] == [6, 4, 5]


def test_a_damaged_diary_is_not_backed_up_and_the_check_says_why(two: CommandLine) -> None:
    damage(two, "UPDATE entries SET note = 'after a wall' WHERE note = 'after a walk'")
    assert two.refused("check").startswith(two.refused("backup"))
    assert two.refused("backup") == TOLD.rstrip()
