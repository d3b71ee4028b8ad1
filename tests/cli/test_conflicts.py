"""conflicts list, keep and dismiss, and the folders of two computers that become one diary by commands alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.command import CommandLine, the_only


@pytest.fixture
def both(command: CommandLine, tmp_path: Path) -> tuple[CommandLine, CommandLine]:
    """Two computers, on each of which the one entry was edited in another way, there later than here; merged into here."""
    here, there = command, replace(command, folder=tmp_path / "there")
    here.done("log", "5", "--note", "as it was")
    exchange(here, there, tmp_path)
    for one, note in ((here, "here"), (there, "there")):
        one.clock.advance(minutes=10)
        one.done("edit", the_only(one)["id"], "--note", note)
    exchange(there, here, tmp_path)
    return here, there


def exchange(source: CommandLine, target: CommandLine, folder: Path) -> None:
    source.done("export", str(folder / "exchanged.json"))
    target.done("import", str(folder / "exchanged.json"))


def archive(one: CommandLine, file: Path) -> dict[str, object]:
    one.done("export", str(file))
    content: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    del content["exported_at"]
    return content


def test_the_two_texts_are_listed(both: tuple[CommandLine, CommandLine]) -> None:
    here, _there = both
    (one,) = here.json("conflicts", "list")
    assert list(one) == ["id", "section", "changed_at", "can_be_kept", "standing", "other"]
    assert (one["section"], one["can_be_kept"]) == ("entries", True)
    assert one["standing"] == {"what": "Pain 5, 25 Nov 2026, 13:05", "text": "there", "in_bin": False}
    assert one["other"] == {"what": "Pain 5, 25 Nov 2026, 13:05", "text": "here"}
    assert here.done("conflicts", "list").splitlines() == [
        f"{one['id'][:8]}  in the diary: Pain 5, 25 Nov 2026, 13:05: there",
        "          other text, changed 25 Nov 2026, 13:15: Pain 5, 25 Nov 2026, 13:05: here",
        "1 entry was changed on both computers.",
    ]


@pytest.mark.parametrize(("change", "note"), [("keep", "here"), ("dismiss", "there")])
def test_one_is_decided_by_the_beginning_of_its_id_and_the_other_computer_agrees(
    both: tuple[CommandLine, CommandLine], tmp_path: Path, change: str, note: str
) -> None:
    here, there = both
    (one,) = here.json("conflicts", "list")
    assert here.done("conflicts", change, one["id"][:8]).endswith(".\n")
    exchange(here, there, tmp_path)
    for computer in both:
        assert (the_only(computer)["note"], computer.json("conflicts", "list")) == (note, [])
    assert archive(here, tmp_path / "here.json") == archive(there, tmp_path / "there.json")


def test_what_is_not_there_cannot_be_decided(command: CommandLine) -> None:
    assert "is not in the list" in command.refused("conflicts", "keep", "")
    assert "is not in the list" in command.refused("conflicts", "dismiss", "12345678")
    assert command.done("conflicts", "list") == ""
