"""A power cut, tried out on paper: what a process did to its files is recorded, and every disk that a cut could have left is built from it.

A disk keeps for sure only what was flushed. Of the writes since then to a file any may be there and any not, one of them half; of the
names made, changed and removed in a folder since it was flushed, the first so many are there: file systems with a journal keep their order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.end_to_end.processes import tool

CALLS = "open,openat,creat,close,dup,dup2,dup3,write,pwrite64,lseek,ftruncate,fsync,fdatasync,rename,link,unlink,unlinkat"
# What would change files past this record: where one of them is used, the record has to learn it.
OTHERS = "writev,pwritev,pwritev2,truncate,renameat,renameat2,linkat,symlink,sendfile,copy_file_range,fallocate"
_CALL = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def recorded(log: Path) -> tuple[str, ...]:
    """The command that runs another one and writes down all it does to files."""
    return (tool("strace"), "-f", "--seccomp-bpf", "-qq", "--signal=none", "-xx", "-s", "10000000", "-o", str(log), f"--trace={CALLS},{OTHERS}")


class Call(NamedTuple):
    """A call that succeeded: its name, its texts (paths and data), its arguments as they are written, and what it gave back."""

    name: str
    texts: list[bytes]
    words: list[str]
    result: int


def calls_in(log: Path) -> Iterator[Call]:
    """The calls of a record, in order."""
    with log.open(encoding="ascii") as lines:  # a long one is some hundred megabytes
        for line in lines:
            assert "unfinished" not in line, "two threads at once are more than this record can tell apart"
            found = _CALL.match(line)
            if found and int(found[3]) >= 0:
                texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(found[2])]
                yield Call(found[1], texts, _TEXT.sub("text", found[2]).split(", "), int(found[3]))


class Write(NamedTuple):
    """A change of a file's content: data at a place, or with none of it the length from then on."""

    at: int
    data: bytes | None

    def onto(self, content: bytearray) -> None:
        """Make it."""
        if self.data is None:
            content[self.at :] = b""
            content.extend(bytes(self.at - len(content)))
        else:
            content.extend(bytes(max(0, self.at - len(content))))
            content[self.at : self.at + len(self.data)] = self.data


@dataclass(eq=False)
class File:
    """What of a file is sure, and what was done to it since."""

    sure: bytes = b""
    since: list[Write] = field(default_factory=list)
    size: int = 0

    def flush(self) -> None:
        """All of it is sure."""
        self.sure, self.since = self.after(self.since), []

    def after(self, writes: list[Write]) -> bytes:
        """The content with these of the writes."""
        content = bytearray(self.sure)
        for write in writes:
            write.onto(content)
        return bytes(content)


@dataclass
class Opened:
    """An open file and where in it the next write goes."""

    file: File | Path
    at: int = 0


class Naming(NamedTuple):
    """A name in a folder from then on is that of a file, or of none."""

    path: Path
    file: File | None


class Disk:
    """The files of a folder while calls are made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = {path: File(path.read_bytes(), size=path.stat().st_size) for path in folder.rglob("*") if path.is_file()}
        self.sure_names = dict(self.names)
        self.since: list[Naming] = []
        self.open: dict[int, Opened] = {}

    def do(self, call: Call) -> bool:
        """Make a call; whether it changed what a power cut leaves."""
        assert call.name not in OTHERS.split(",") or not self._is_here(call), call
        made = getattr(self, f"_{call.name}", None)
        return bool(made and made(call))

    def left(self, chance: Random) -> Iterator[dict[Path, bytes]]:
        """Disks that a power cut now would leave: nothing but what is sure, all, and some of what lies between, drawn by chance."""
        for share in (0.0, 1.0, chance.random(), chance.random()):
            kept = round(share * len(self.since)) if share in {0.0, 1.0} else chance.randrange(len(self.since) + 1)
            names = dict(self.sure_names)
            for naming in self.since[:kept]:
                _name(names, naming)
            yield {path: file.after(_some_of(file.since, share, chance)) for path, file in names.items()}

    def _is_here(self, call: Call) -> bool:
        return any(self._path(text) is not None for text in call.texts) or bool(
            call.words and call.words[0].isdigit() and int(call.words[0]) in self.open
        )

    def _path(self, text: bytes) -> Path | None:
        path = Path(text.decode())
        return path if path.is_relative_to(self.folder) else None

    def _open(self, call: Call) -> bool:
        path = self._path(call.texts[0])
        self.open.pop(call.result, None)
        if path is None:
            return False
        flags = next(word for word in call.words if word.startswith("O_"))
        if path.is_dir() or "O_DIRECTORY" in flags or (path not in self.names and "O_CREAT" not in flags):
            self.open[call.result] = Opened(path)
            return False
        is_new = path not in self.names
        if is_new:
            self._call_it(path, File())
        file = self.names[path]
        self.open[call.result] = Opened(file, file.size if "O_APPEND" in flags else 0)
        if "O_TRUNC" in flags and file.size:
            self._write_to(file, Write(0, None))
        return is_new or "O_TRUNC" in flags

    _openat = _creat = _open

    def _close(self, call: Call) -> bool:
        self.open.pop(int(call.words[0]), None)
        return False

    def _dup(self, call: Call) -> bool:
        if int(call.words[0]) in self.open:
            self.open[call.result] = self.open[int(call.words[0])]
        return False

    _dup2 = _dup3 = _dup

    def _lseek(self, call: Call) -> bool:
        if int(call.words[0]) in self.open:
            self.open[int(call.words[0])].at = call.result
        return False

    def _write(self, call: Call) -> bool:
        opened = self.open.get(int(call.words[0]))
        if opened is None or isinstance(opened.file, Path):
            return False
        self._write_to(opened.file, Write(opened.at, call.texts[0][: call.result]))
        opened.at += call.result
        return True

    def _pwrite64(self, call: Call) -> bool:
        opened = self.open.get(int(call.words[0]))
        if opened is None or isinstance(opened.file, Path):
            return False
        self._write_to(opened.file, Write(int(call.words[-1]), call.texts[0][: call.result]))
        return True

    def _ftruncate(self, call: Call) -> bool:
        opened = self.open.get(int(call.words[0]))
        if opened is None or isinstance(opened.file, Path):
            return False
        self._write_to(opened.file, Write(int(call.words[1]), None))
        return True

    def _fsync(self, call: Call) -> bool:
        opened = self.open.get(int(call.words[0]))
        if opened is None:
            return False
        if isinstance(opened.file, File):
            opened.file.flush()
            return True
        here = opened.file
        for naming in self.since:
            if naming.path.parent == here:
                _name(self.sure_names, naming)
        self.since = [naming for naming in self.since if naming.path.parent != here]
        return True

    _fdatasync = _fsync

    def _rename(self, call: Call) -> bool:
        before, after = map(self._path, call.texts[:2])
        if before is None or after is None or before not in self.names:
            return False
        file = self.names[before]
        self._call_it(before, None)
        self._call_it(after, file)
        # Within one folder both happen at once.
        self.since[-2:] = [Naming(after, file), Naming(before, None)]
        return True

    def _link(self, call: Call) -> bool:
        before, after = map(self._path, call.texts[:2])
        if before is None or after is None:
            return False
        self._call_it(after, self.names[before])
        return True

    def _unlink(self, call: Call) -> bool:
        path = self._path(call.texts[0])
        if path is None or path not in self.names:
            return False
        self._call_it(path, None)
        return True

    _unlinkat = _unlink

    def _call_it(self, path: Path, file: File | None) -> None:
        naming = Naming(path, file)
        _name(self.names, naming)
        self.since.append(naming)

    @staticmethod
    def _write_to(file: File, write: Write) -> None:
        file.since.append(write)
        file.size = write.at if write.data is None else max(file.size, write.at + len(write.data))


def _name(names: dict[Path, File], naming: Naming) -> None:
    if naming.file is None:
        names.pop(naming.path, None)
    else:
        names[naming.path] = naming.file


def _some_of(writes: list[Write], share: float, chance: Random) -> list[Write]:
    """None, all, or some of the writes, of which one may have come only half."""
    if share in {0.0, 1.0}:
        return writes if share else []
    some = [write for write in writes if chance.random() < share]
    if some and chance.random() < 0.5:
        torn = chance.randrange(len(some))
        if some[torn].data:
            some[torn] = Write(some[torn].at, some[torn].data[: len(some[torn].data) // 2])
    return some
