"""Writing precious files: beside, flushed, then swapped in, so that a reader sees the old file or the new one."""

import contextlib
import os
import re
import stat
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tracker.errors import Refused
from tracker.language import _

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
PART = ".part"
BOOT_ID = "/proc/sys/kernel/random/boot_id"  # Linux makes it anew at each start of the computer
# What `name_aside` makes between the start and the ending of a name: the start of the computer, the process, and letters at random.
OWNED = r"(?P<boot>[0-9a-f]{8})-(?P<process>[0-9]{1,10})-[0-9a-f]{12}"

PART_NAME = re.compile(rf"\.{OWNED}\{PART}")
OLD_SECONDS = 3_600


def private_folder(path: Path) -> Path:
    """Make a folder only its owner can enter, and those above it; raises OSError."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return path


def atomic_write(path: Path, content: bytes) -> None:
    """Replace the file with `content` whole or not at all; a link is followed. Raises Refused, with the old file unchanged."""

    def write(beside: Path) -> None:
        with beside.open("wb") as file:
            file.write(content)

    atomic_produce(path, write)


def atomic_produce(path: Path, produce: Callable[[Path], None], refuse: Callable[[Path], None] = lambda _target: None) -> None:
    """Let `produce` write a file beside the target, flush it and swap it in; raises Refused, with the old file unchanged.

    `refuse` is called with the very file that would be replaced, all links followed, and raises Refused where it must not be. From then
    on no link is followed any more, whatever is put in the place of one meanwhile.
    """
    target = real_target(path)
    refuse(target)
    # In the target's own folder, since a file is swapped in whole only within one file system.
    beside = target.with_name(name_aside(".", PART))  # short, however long the name of the target is
    try:
        # O_EXCL: made by us, never a file or a link that lies there already; and private before its first byte, whatever the umask is.
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        _sweep_parts(beside)
        produce(beside)
        # Before the swap: else a power cut may leave the name with nothing behind it.
        flush_file(beside)
        beside.replace(target)
    except OSError as problem:
        _remove_part(beside)
        raise not_written(path, problem) from problem
    # Not only errors: Ctrl+C, and a generator that is closed half-way, must leave no part behind either.
    except BaseException:
        _remove_part(beside)
        raise
    # The swap itself is a change of the folder, and lasts only once that is written down.
    flush_folder(target.parent)


def _sweep_parts(mine: Path) -> None:
    """Remove parts that programs which were killed left in a folder, of which nobody else knows: each may be a whole diary.

    In a folder that computers share, one of another start of a computer may still be written there: it goes once it is an hour older.
    """
    with contextlib.suppress(OSError), os.scandir(mine.parent) as entries:
        for entry in entries:
            owner = PART_NAME.fullmatch(entry.name)
            if owner and is_of_the_dead(owner) and entry.is_file(follow_symlinks=False):
                age = mine.stat().st_mtime - entry.stat(follow_symlinks=False).st_mtime
                if owner["boot"] == _boot() or age > OLD_SECONDS:
                    Path(entry.path).unlink()


def name_aside(start: str, ending: str) -> str:
    """A name for a file that is gone again soon, and that tells whose it is: what a process that was killed leaves behind can be told by it."""
    return f"{start}{_boot()}-{os.getpid()}-{os.urandom(6).hex()}{ending}"


def is_of_the_dead(owner: re.Match[str]) -> bool:
    """Whether the process of a name that OWNED was found in lives no more; one of which nothing can be told lives."""
    if owner["boot"] != _boot():
        return True
    if sys.platform == "win32":
        return False  # where to ask for a process with signal 0 ends it
    try:
        os.kill(int(owner["process"]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


@cache
def _boot() -> str:
    """Which start of the computer this is, in eight letters; always the same where that cannot be told."""
    try:
        with open(BOOT_ID, encoding="ascii") as file:  # noqa: PTH123 - the whole of pathlib's way takes longer than the reading
            return f"{file.read(8):0>8}"
    except (OSError, ValueError):
        return "0" * 8


def real_target(path: Path) -> Path:
    """The file that writing to a path would replace, all links followed; raises Refused for a folder and whatever else is no file."""
    try:
        target = path.resolve()
        mode = target.stat().st_mode if target.exists() else stat.S_IFREG
    # RuntimeError is what Path.resolve says of links that lead in a circle, before Python 3.13.
    except (OSError, RuntimeError) as problem:
        raise Refused(
            _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                file=path, reason=_reason(problem)
            )
        ) from problem
    if not stat.S_ISREG(mode):
        raise Refused(_("{file} is not an ordinary file. Nothing was changed; choose another.").format(file=path))
    return target


def flush_folder(folder: Path) -> None:
    """Have the names in a folder written down; a file system that cannot is left as it is: the files are in place."""
    with contextlib.suppress(OSError):
        flush_file(folder)


def _reason(problem: Exception) -> str:
    return (problem.strerror if isinstance(problem, OSError) else None) or type(problem).__name__


def not_written(path: Path, problem: OSError) -> Refused:
    """The refusal for a file that cannot be written, of which the old one is unchanged."""
    return Refused(
        _("{file} could not be written ({reason}). Whatever was there before is unchanged; choose another place.").format(
            file=path, reason=_reason(problem)
        )
    )


def flush_file(path: Path) -> None:
    """Have what a file or a folder holds written down; raises OSError."""
    # For reading: a folder cannot be opened in another way, and fsync asks for no more.
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_part(path: Path) -> None:
    with contextlib.suppress(OSError):
        # What failed before is what the person is told; that a part stays beside the file is less than that.
        path.unlink()
