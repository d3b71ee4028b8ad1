"""inbox: once, whatever lies in the folder, told in words and as JSON."""

import os
from pathlib import Path

import pytest

from tests.cli.command import CommandLine
from tests.fakes import FakeClock
from tracker.cli import inbox
from tracker.services.exchange.inbox_folder import LIES_STILL

CHANGED = 1_795_500_000  # 24 November 2026, in the morning


@pytest.fixture
def phone(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that something was dropped into; waiting takes no time here."""
    monkeypatch.setattr(inbox, "wait", lambda: clock.advance(LIES_STILL))
    folder = tmp_path / "phone"
    folder.mkdir()
    _drop(folder, "pain.txt", "6 lower back left stiff after sitting")
    return folder


def _drop(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    os.utime(folder / name, (CHANGED, CHANGED))


def test_it_takes_in_once_what_lies_there_and_tells_it(command: CommandLine, phone: Path) -> None:
    assert command.done("inbox", str(phone)).splitlines() == ["pain.txt was taken in:", "1 row read, 1 new, 0 already there."]
    (entry,) = command.json("entries")
    assert (entry["pain"], entry["sites"], entry["note"]) == (6, [{"name": "lower back left", "pain": 6}], "stiff after sitting")
    assert command.done("inbox", str(phone)) == "There is nothing in the inbox.\n"
    assert command.json("inbox", str(phone)) == []
    # What was an inbox once may hold what nobody can use: it is put aside and told.
    _drop(phone, "again.txt", "6 lower back left stiff after sitting")
    _drop(phone, "bad.txt", "stiff")
    _drop(phone, "partly.txt", "2026-11-24T08:00 5\n12\n")
    told = {file["file"]: file for file in command.json("inbox", str(phone))}
    assert list(told["again.txt"]) == ["file", "outcome", "reason", "read", "added", "already_there", "updated", "refused", "not_kept"]
    assert [(told[name]["outcome"], told[name]["added"]) for name in sorted(told)] == [("done", 0), ("refused", 0), ("done", 1)]
    assert (told["again.txt"]["already_there"], "from 0 to 10" in told["bad.txt"]["reason"]) == (1, True)
    assert [refused["line"] for refused in told["partly.txt"]["refused"]] == [2]
    _drop(phone, "bad.txt", "stiff")
    assert command.done("inbox", str(phone)).startswith("bad.txt was refused: ")


def test_without_a_folder_it_is_the_chosen_one_or_a_refusal(command: CommandLine, phone: Path, tmp_path: Path) -> None:
    assert "No folder is chosen" in command.refused("inbox")
    assert "cannot be used" in command.refused("inbox", str(tmp_path / "nowhere"))
    assert "own folder" in command.refused("inbox", str(command.folder))
    (command.folder / "settings.json").write_text(f'{{"inbox": "{phone}"}}', encoding="utf-8")
    assert command.json("inbox")[0]["added"] == 1
    (command.folder / "settings.json").write_text('{"inbox": "phone"}', encoding="utf-8")
    assert "No folder is chosen" in command.refused("inbox")


def test_what_is_still_being_written_is_left_and_told(command: CommandLine, phone: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_on() -> None:
        clock.advance(LIES_STILL)
        with (phone / "pain.txt").open("a", encoding="utf-8") as file:
            file.write(" and on")

    monkeypatch.setattr(inbox, "wait", write_on)
    assert "still being written" in command.refused("inbox", str(phone))
    _drop(phone, "calm.txt", "3 neck")
    told = {file["file"]: file["outcome"] for file in command.json("inbox", str(phone))}
    assert told == {"calm.txt": "done", "pain.txt": "left"}


def test_a_folder_that_is_named_is_taken_in_though_not_all_of_it_can_be_used(command: CommandLine, phone: Path) -> None:
    (phone / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 no text")
    os.utime(phone / "photo.jpg", (CHANGED, CHANGED))
    _drop(phone, "weather.csv", "when,sky\n2026-11-20,grey\n")
    told = {delivery["file"]: delivery["outcome"] for delivery in command.json("inbox", str(phone))}
    assert told == {"pain.txt": "done", "photo.jpg": "refused", "weather.csv": "refused"}
    assert sorted(path.name for path in (phone / "refused").iterdir()) == [
        "photo.jpg",
        "photo.jpg.reason.txt",
        "weather.csv",
        "weather.csv.reason.txt",
    ]
    assert "other things" in command.refused("inbox", str(Path.home()))
