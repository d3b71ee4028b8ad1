"""A command whose answer cannot be printed is done all the same, and says so: exit code 3."""

import errno
import io
import json
import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.command import CommandLine
from tests.storage.diaries import all_rows
from tracker.cli.application import COMMANDS, command_line

SAVED = "It was done, and what was to be saved is saved, but the answer could not be written to standard output (No space left on device).\n"
# Each command with an answer; ENTRY, DELETED, IMPORT and FOLDER are put in.
ANSWERING = (
    *("--version", "--help", "log --help"),
    *("log 6", "session ice --minutes 10", "dose ibuprofen 400", "activity walking --minutes 10", "edit ENTRY --pain 3", "delete ENTRY"),
    *("bin list", "bin list --json", "bin restore DELETED"),
    *("status", "status --json", "entries", "entries --json", "figures", "figures --json", "check", "guide", "guide ice", "guide --json"),
    *("episode end", "episode edit --at 2026-11-24T13:00", "episode list", "episode list --json", "phase set heat --reason why"),
    *("plan show", "plan show --json", "plan import FOLDER/plan.toml", "plan import FOLDER/plan.toml --dry-run"),
    *("export FOLDER/new.csv", "export FOLDER/new.json", "export FOLDER/new.ics", "export FOLDER/new.toml", "export FOLDER/new.svg"),
    *("import FOLDER/lines.txt", "import FOLDER/lines.txt --dry-run", "import FOLDER/archive.json --json", "inbox FOLDER/inbox --json"),
    *("imports list", "imports list --json", "imports undo IMPORT"),
    *("backup", "backup FOLDER/new.sqlite3", "restore FOLDER/kept.sqlite3", "conflicts list --json"),
)
SAVING = {"log 6": 1, "session ice --minutes 10": 1, "dose ibuprofen 400": 1, "activity walking --minutes 10": 1, "bin restore DELETED": 1}


class _Full(io.RawIOBase):
    """A standard output that takes nothing, as /dev/full."""

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def diary(command: CommandLine, tmp_path: Path) -> CommandLine:
    """A diary with something for every command to answer."""
    command.done("episode", "start", "--at", "2026-11-24T14:10")
    command.done("log", "5")
    command.done("log", "7", "--at", "2026-11-24T15:00")
    command.done("delete", command.json("entries")[0]["id"])
    command.done("export", str(tmp_path / "plan.toml"))
    command.done("export", str(tmp_path / "archive.json"))
    command.done("backup", str(tmp_path / "kept.sqlite3"))
    written = (command.clock.now() - timedelta(hours=1)).timestamp()  # a line without a time has that of its file
    for name, line in (("before.txt", "4 lower back left\n"), ("lines.txt", "6 lower back right\n")):
        (tmp_path / name).write_text(line, encoding="utf-8")
        os.utime(tmp_path / name, (written, written))
    command.done("import", str(tmp_path / "before.txt"))
    (tmp_path / "inbox").mkdir()
    return command


def _words(diary: CommandLine, line: str, tmp_path: Path) -> list[str]:
    ids = {
        "ENTRY": diary.json("entries")[-1]["id"],
        "DELETED": diary.json("bin", "list")[0]["id"],
        "IMPORT": diary.json("imports", "list")[0]["id"],
        "FOLDER": str(tmp_path),
    }
    for name, value in ids.items():
        line = line.replace(name, value)
    return line.split(" ")


def _entries(diary: CommandLine) -> int:
    return len(json.loads(diary.done("entries", "--json")))


@pytest.mark.parametrize("line", ANSWERING)
def test_a_full_output_is_told_once_all_is_done(diary: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    words, before = _words(diary, line, tmp_path), _entries(diary)
    with monkeypatch.context() as full:
        full.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(_Full()), encoding="utf-8"))
        code = diary(*words)
    assert (code, diary.err) == (3, SAVED)
    if line in SAVING:
        assert _entries(diary) == before + SAVING[line]
    for name in words[1:]:
        assert "/new." not in name or Path(name).stat().st_size > 0


def test_every_command_is_tried() -> None:
    with command_line.make_context("app", ["status"], resilient_parsing=True):
        groups = {name: getattr(command_line.commands[name], "commands", {}) for name in COMMANDS}
    every = {f"{name} {sub}" for name, subs in groups.items() for sub in subs} | {name for name, subs in groups.items() if not subs}
    tried = {prefix for line in ANSWERING for prefix in (line.split(" ")[0], " ".join(line.split(" ")[:2]))}
    # What these answer is what others here answer; each needs a diary of its own. Passwords are tried where they can be asked for.
    passwords = {f"password {name}" for name in ("on", "change", "new-code", "keyring", "off")}
    assert every - tried == {"episode start", "episode reopen", "conflicts keep", "conflicts dismiss"} | passwords


@pytest.mark.parametrize("line", ["log 6", "entries", "--version", "--help"])
def test_a_closed_output_is_told_as_well(diary: CommandLine, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert (diary(*line.split(" ")), diary.err) == (3, SAVED.replace("No space left on device", "it is closed"))


def test_what_has_nothing_to_say_needs_no_output(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert (command("entries"), command.err) == (0, "")


@pytest.mark.parametrize(("words", "code"), [(("log", "11"), 1), (("nonsense",), 2), (("log", "6"), 0)])
def test_a_full_standard_error_changes_no_exit_code(command: CommandLine, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int) -> None:
    for stream in (None, io.TextIOWrapper(io.BufferedWriter(_Full()), encoding="utf-8", write_through=True)):
        monkeypatch.setattr(sys, "stderr", stream)
        assert command(*words) == code
    assert all_rows(command.folder / "diary.sqlite3")
