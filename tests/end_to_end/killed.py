"""What a kill leaves at each call of a deed that changes a file: the deed is recorded once, as it runs, and its folder built again call by call.

A kill takes nothing back: what was written is there, flushed or not. So the folder as it stands before a call is what a kill at that call
leaves, and the deed need not be done again for each of them.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.end_to_end.power import Call, Disk, File, calls_in

OF_SQLITE = "pwrite64"
A_MINUTE = 60 * 10**9  # nanoseconds


@dataclass
class _Built:
    """A file in the store: how many writes since its last flush it has, and of how many in all."""

    path: Path
    done: int = 0
    version: int = 0


class Rebuilt:
    """The folder of a recorded deed, written to in its place as the deed wrote to it; whatever else is done there is taken back.

    Each file lies in a store beside it, and in the folder by a link: what is removed there need not be written anew. What is changed there
    can be told by its time, which is set after each write.
    """

    def __init__(self, folder: Path, store: Path) -> None:
        self.disk = Disk(folder)
        self._store = store
        self._built: dict[File, _Built] = {}
        self._time = time.time_ns() - A_MINUTE
        store.mkdir(mode=0o700)

    def do(self, call: Call) -> bool:
        """Make a call; whether it changed anything."""
        if not self.disk.do(call):
            return False
        for file in set(self.disk.names.values()):
            self._bring_up(file)
        return True

    def stand(self) -> dict[Path, tuple[int, int]]:
        """Let the folder stand as the calls left it; its files, each with its number and version."""
        names = self.disk.names
        for file in set(names.values()):
            self._bring_up(file)
        for path in self.disk.folder.rglob("*"):
            if path not in names and not path.is_dir():
                path.unlink()
        for path, file in names.items():
            if not (path.exists() and path.samefile(self._built[file].path)):
                path.unlink(missing_ok=True)
                path.parent.mkdir(mode=0o700, exist_ok=True)
                path.hardlink_to(self._built[file].path)
        return {path: (int(self._built[file].path.name), self._built[file].version) for path, file in names.items()}

    def _bring_up(self, file: File) -> None:
        built = self._built_of(file)
        if not self._is_as_written(built):
            self._write_whole(built, file)
        elif built.done < len(file.since):
            with built.path.open("r+b", buffering=0) as content:
                for write in file.since[built.done :]:
                    if write.data is None:
                        content.truncate(write.at)
                    else:
                        content.seek(write.at)
                        content.write(write.data)
            self._note(built, file)

    def _built_of(self, file: File) -> _Built:
        built = self._built.setdefault(file, _Built(self._store / str(len(self._built))))
        if built.done > len(file.since):  # it was flushed, which changes nothing for who reads it
            built.done = 0
        return built

    def _is_as_written(self, built: _Built) -> bool:
        return built.path.exists() and built.path.stat().st_mtime_ns == self._time

    def _write_whole(self, built: _Built, file: File) -> None:
        built.path.write_bytes(file.after(file.since))
        built.path.chmod(0o600)
        self._note(built, file)

    def _note(self, built: _Built, file: File) -> None:
        built.version += len(file.since) - built.done
        built.done = len(file.since)
        os.utime(built.path, ns=(self._time, self._time))


class Left(NamedTuple):
    """What a kill leaves: after how many of the calls that change a file, and whether half of the next write is there."""

    after: int
    is_torn: bool
    stand: Callable[[], dict[Path, tuple[int, int]]]


def kills(folder: Path, log: Path, store: Path, every: int = 1, torn_every: int = 0) -> Iterator[Left]:
    """What a kill leaves of a recorded deed: at its start, after each call that changed a file, and with half of each so manieth write.

    Each is to be looked at before the next is asked for. Of the writes of SQLite, which are nearly all, so many may be passed over.
    """
    rebuilt, changes, writes = Rebuilt(folder, store), 0, 0
    yield Left(0, is_torn=False, stand=rebuilt.stand)
    for call in calls_in(log):
        rest = call
        if call.name in {"write", OF_SQLITE} and torn_every:
            first, second = _halves(call)
            if (call.name != OF_SQLITE or (writes + 1) % torn_every == 0) and rebuilt.do(first):
                yield Left(changes, is_torn=True, stand=rebuilt.stand)
                rest = second
        if rebuilt.do(rest):
            changes += 1
            writes += call.name == OF_SQLITE
            if call.name != OF_SQLITE or changes % every == 0:
                yield Left(changes, is_torn=False, stand=rebuilt.stand)


def _halves(call: Call) -> tuple[Call, Call]:
    data = call.texts[0][: call.result]
    half = len(data) // 2
    words = [*call.words]
    if call.name == OF_SQLITE:
        words[-1] = str(int(words[-1]) + half)
    return call._replace(texts=[data[:half]], result=half), call._replace(texts=[data[half:]], words=words, result=len(data) - half)
