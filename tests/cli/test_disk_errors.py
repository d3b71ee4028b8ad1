"""A disk that fails wherever a command makes, renames, flushes or removes a file ends in a sentence, with the old file as it was."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import CommandLine
from tests.fakes import FakeClock
from tests.storage.diaries import a_filled_diary
from tracker.cli import inbox

# Each by the name under which Python's own modules call it.
CALLS = ("open", "mkdir", "rename", "replace", "link", "scandir", "fsync", "unlink", "rmdir")
# Whatever fails after the deed is done: a part that stays is swept later, and is no reason to say that it was not done.
ONLY_TIDYING = {"unlink", "rmdir"}
COMMANDS = (
    *("export X/o.csv", "export X/o.json", "export X/o.ics", "export X/o.toml", "backup X/o.sqlite3", "restore X/k.sqlite3"),
    *("import X/k.sqlite3", "import X/a.json", "import X/a.csv", "plan import X/p.toml", "inbox X/in"),
)


class Disk:
    """Counts the calls on files of a folder, and has one of them fail."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = str(folder)
        self._count, self._fails_at = 0, 0
        self.failed = ""
        for name in CALLS:
            monkeypatch.setattr(os, name, self._watched(name, getattr(os, name)))

    def fail_at(self, number: int) -> None:
        """From now on the call of this number fails, once."""
        self._count, self._fails_at, self.failed = 0, number, ""

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any, **more: Any) -> Any:
            if name == "fsync" or any(self._folder in str(value) for value in given):
                self._count += 1
                if self._count == self._fails_at:
                    self.failed = name
                    raise OSError(errno.EIO, os.strerror(errno.EIO), str(given[0]))
            return call(*given, **more)

        return watched


@pytest.mark.parametrize("line", COMMANDS)
def test_it_is_told_in_a_sentence_wherever_it_is(
    tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    a_filled_diary(tmp_path / "whole")
    command = CommandLine(tmp_path / "whole", clock, capsys)
    for name in ("a.json", "a.csv", "p.toml"):
        command.done("export", str(tmp_path / name))
    command.done("backup", str(tmp_path / "k.sqlite3"))
    monkeypatch.setattr(inbox, "wait", lambda: None)
    command.folder = tmp_path / "data"
    words = line.replace("X", str(tmp_path)).split(" ")
    disk = Disk(tmp_path, monkeypatch)
    for number in range(1, 100):
        for folder in (command.folder, tmp_path / "in"):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(tmp_path / "whole", command.folder)
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "line.txt").write_text("2026-11-24 10:00 4 neck\n", encoding="utf-8")
        for old in tmp_path.glob("o.*"):
            old.write_text("old", encoding="utf-8")
        disk.fail_at(number)
        code = command(*words)
        if not disk.failed:
            break
        assert (code, len(command.err.splitlines())) in {(0, 0), (1, 1)}, (disk.failed, command.err)
        assert "Errno" not in command.err
        if code:
            assert disk.failed not in ONLY_TIDYING or words[0] == "inbox", command.err
            assert all(old.read_text(encoding="utf-8") == "old" for old in tmp_path.glob("o.*"))
    assert 1 < number < 99


def test_backups_that_cannot_be_listed_are_not_called_none(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    command.done("log", "5")
    command.done("backup")
    folder, scandir = command.folder / "backups", os.scandir

    def refused(place: Any) -> Any:
        if Path(place) == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refused)
    assert command.refused("backup", "list").startswith(f"{folder} cannot be used (Permission denied)")
