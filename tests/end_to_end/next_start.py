"""A data folder opened as the next start of the app does after a kill, again and again, each time by a process that begins anew.

As a program of its own it has imported all that a start needs, and has a child look at each folder it is told of.
"""

import hashlib
import json
import marshal
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.end_to_end.password_deeds import CODE, do
from tests.end_to_end.processes import ROOT
from tests.fakes import FakeClock
from tests.password import CHEAP, files_with
from tracker.app import open_tracker
from tracker.errors import Refused
from tracker.paths import KEYS, Paths
from tracker.services.backups import all_backups, looked_at
from tracker.services.password import is_locked, lock, unlock
from tracker.steps import run_to_end
from tracker.storage.connection import key_in_force, key_of, open_file
from tracker.storage.database import Key
from tracker.storage.passwords import wrapped
from tracker.storage.passwords.sealing import ENDING, unseal

PLAIN = ""  # in the place of a password
OPENED, ROWS = "opened", "rows"  # how much is looked at; or all, where a deed is named
Ways = tuple[str, str]  # by which passwords a diary opens, before a deed and after it
CANARIES = ("a bad week", "lifting", "May I swim?", "Slept badly")


@dataclass(frozen=True)
class Seen:
    """What a start found: by which password it opens, the digest of all rows, the files that are left, and of a whole look what lies beside."""

    password: str | None = None
    rows: str = ""
    left: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)
    failed: str = ""


class Starts:
    """The program that looks, as the one that asks has it."""

    def __init__(self, program: "subprocess.Popen[str]") -> None:
        self._program = program

    def look(self, folder: Path, ways: Ways, how: str = OPENED) -> Seen:
        """What the next start finds, opened or with all its rows; the whole of it where a deed is named, done once more if it has not been."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps([str(folder), ways, how]) + "\n")
        self._program.stdin.flush()
        return Seen(**json.loads(self._program.stdout.readline()))


@contextmanager
def starts() -> Iterator[Starts]:
    """The program that looks, for as long as it is needed."""
    command = [sys.executable, "-m", "tests.end_to_end.next_start"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        yield Starts(program)
        assert program.stdin is not None
        program.stdin.close()


def look(folder: Path, ways: Ways, how: str) -> dict[str, Any]:
    """What a start finds in a folder."""
    paths, clock = Paths(folder), FakeClock.at("2026-11-27T10:00")
    password = _unlocked(paths, clock, ways) if is_locked(paths) else PLAIN
    with closing(open_tracker(paths, clock)) as tracker:
        tracker.backups.sweep()
        found: dict[str, Any] = {"password": password, "left": _names(folder), "rows": ""}
        if how == OPENED:
            return found
        found["rows"] = _rows(paths.diary, key_in_force(folder))
        if how == ROWS:
            return found
        assert tracker.backups.check().startswith("The diary is whole: ")
        run_to_end(tracker.password.follow_up())
        if password != PLAIN:
            assert files_with(folder, *CANARIES) == [], "in plain"
        found["beside"] = _beside(paths, clock)
    assert not [name for name in _names(folder) if Path(name).name.startswith(".")]
    _come_in_by_the_code_alone(paths, clock)
    if password == ways[0]:
        lock()
        do(folder, how)
        assert look(folder, (ways[1], ways[1]), ROWS)["rows"] == found["rows"], "after the same once more"
    return found


def _unlocked(paths: Paths, clock: FakeClock, ways: Ways) -> str:
    for password in ways:
        with suppress(Refused):
            unlock(paths, clock, password)
            return password
    raise AssertionError("no password opens it")


def _rows(file: Path, key: Key | None) -> str:
    """The digest of all rows of all tables."""
    digest = hashlib.sha256()
    with closing(open_file(file, "mode=ro", key)) as conn:
        for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
            # The version is one that writes the same for the same, whoever else holds it.
            digest.update(marshal.dumps((name, conn.execute(f'SELECT * FROM "{name}"').fetchall()), 2))  # noqa: S608 - names of our own tables
    return digest.hexdigest()


def _beside(paths: Paths, clock: FakeClock) -> dict[str, str]:
    """The digests of what lies beside the diary: of the rows of each backup, which is sound, and of what was set aside as it was."""
    found = {}
    for backup in all_backups(paths, clock):
        assert looked_at(backup).is_sound, backup.path.name
        found[backup.path.name] = _rows(backup.path, key_of(backup.path))
    for file in sorted(paths.data.glob("damaged-*")):
        if not file.name.endswith(KEYS):
            name, content = _set_aside(file, key_in_force(paths.data))
            found[name] = hashlib.sha256(content).hexdigest()
    return found


def _set_aside(file: Path, key: Key | None) -> tuple[str, bytes]:
    """What was set aside, under its name, as it was before it was sealed."""
    content = file.read_bytes()
    if key is None:
        return file.name, content
    opened = file.with_name(file.name.removesuffix(ENDING))
    unseal(file, key)
    unsealed = opened.read_bytes()
    opened.unlink()
    file.write_bytes(content)
    return opened.name, unsealed


def _names(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def _come_in_by_the_code_alone(paths: Paths, clock: FakeClock) -> None:
    """The code opens it too, also where the keys of the diary are lost: those beside the backups are of the same by now."""
    key = key_in_force(paths.data)
    if key is not None:
        kept = paths.keys.read_bytes()
        paths.keys.unlink()
        lock()
        unlock(paths, clock, CODE)
        assert key_in_force(paths.data) == key
        paths.keys.write_bytes(kept)


def _answered(asked: list[Any]) -> Mapping[str, Any]:
    folder, (before, after), how = asked
    try:
        return look(Path(folder), (before, after), how)
    except BaseException:  # noqa: BLE001 - whatever comes is an answer
        return {"failed": traceback.format_exc()}


def _serve() -> None:
    wrapped.USUAL = CHEAP
    for line in sys.stdin:
        child = os.fork()
        if not child:
            sys.stdout.write(json.dumps(_answered(json.loads(line))) + "\n")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    _serve()
