"""Writing precious files: beside, flushed, then swapped in, so that a reader sees the old file or the new one."""

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from tracker.errors import Refused
from tracker.language import _

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


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


def atomic_produce(path: Path, produce: Callable[[Path], None]) -> None:
    """Let `produce` write a file beside the target, flush it and swap it in; raises Refused, with the old file unchanged."""
    target = real_target(path)
    # In the target's own folder, since a file is swapped in whole only within one file system.
    beside = target.with_name(f".{os.urandom(8).hex()}.part")  # short, however long the name of the target is
    try:
        # O_EXCL: made by us, never a file or a link that lies there already; and private before its first byte, whatever the umask is.
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        produce(beside)
        # Before the swap: else a power cut may leave the name with nothing behind it.
        _flush(beside)
        beside.replace(target)
    except OSError as problem:
        _remove_part(beside)
        raise Refused(_not_written(path, problem)) from problem
    # Not only errors: Ctrl+C, and a generator that is closed half-way, must leave no part behind either.
    except BaseException:
        _remove_part(beside)
        raise
    # The swap itself is a change of the folder, and lasts only once that is written down.
    flush_folder(target.parent)


def real_target(path: Path) -> Path:
    """The file that writing to a path would replace, all links followed; raises Refused for a folder and whatever else is no file."""
    try:
        target = path.resolve()
        mode = target.stat().st_mode if target.exists() else stat.S_IFREG
    # RuntimeError is what Path.resolve says of links that lead in a circle, before Python 3.13.
    except (OSError, RuntimeError) as problem:
        raise Refused(_("{file} cannot be reached. Nothing was written.").format(file=path)) from problem
    if stat.S_ISDIR(mode):
        raise Refused(_("{file} is a folder. Nothing was changed; choose a file.").format(file=path))
    if not stat.S_ISREG(mode):
        raise Refused(_("{file} is not an ordinary file. Nothing was changed; choose another.").format(file=path))
    return target


def flush_folder(folder: Path) -> None:
    """Have the names in a folder written down; a file system that cannot is left as it is: the files are in place."""
    with contextlib.suppress(OSError):
        _flush(folder)


def _not_written(path: Path, problem: OSError) -> str:
    return _("{file} could not be written ({reason}). Whatever was there before is unchanged; choose another place.").format(
        file=path, reason=problem.strerror or type(problem).__name__
    )


def _flush(path: Path) -> None:
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
