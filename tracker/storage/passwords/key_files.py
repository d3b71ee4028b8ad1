"""Where wrapped keys lie: beside the diary, and a copy beside each backup, so that no single file that is lost takes the diary with it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tracker.errors import Refused
from tracker.files import atomic_write
from tracker.paths import KEYS, Paths
from tracker.storage.backups.notes import LARGEST, is_ordinary
from tracker.storage.connection import MAGIC
from tracker.storage.passwords.wrapped import WrappedKey, read_wrapped


def read_keys(file: Path) -> WrappedKey | None:
    """The wrapped key in a file; None where it is missing or damaged."""
    try:
        content = file.read_bytes() if is_ordinary(file) and file.stat().st_size <= LARGEST else b""
    except OSError:
        return None
    return read_wrapped(content)


def write_keys(file: Path, wrapped: WrappedKey) -> None:
    """Replace a file of wrapped keys; raises Refused, the old one unchanged."""
    atomic_write(file, wrapped.as_bytes())


def forget_given_up(paths: Paths, wrapped: WrappedKey) -> None:
    """Remove the wrapped keys of a switch that was given up, where the diary is seen to be in plain; others that are there by now stay."""
    with contextlib.suppress(OSError):
        with paths.diary.open("rb") as file:
            is_plain = file.read(len(MAGIC)) == MAGIC
        # Whatever else failed: what a diary may be encrypted with is not thrown away.
        if is_plain and read_keys(paths.keys) == wrapped:
            paths.keys.unlink()


def copies(paths: Paths) -> Iterator[Path]:
    """The files that hold a copy: beside backups and beside what was set aside."""
    for folder in (paths.data, paths.backups):
        yield from (file for file in sorted(folder.glob(f"*{KEYS}"), reverse=True) if file != paths.keys)


def wrapped_keys(paths: Paths, number: bytes | None) -> list[WrappedKey]:
    """What the diary's own file holds; where that is lost or damaged what its copies hold, each once, the newest first.

    Only of keys of a number, where one is given.
    """
    own = read_keys(paths.keys)
    if own is not None and number in {None, own.number}:
        return [own]
    found = (read_keys(file) for file in copies(paths))
    return list(dict.fromkeys(copy for copy in found if copy is not None and number in {None, copy.number}))


def renew_copies(paths: Paths) -> None:
    """Bring the copies of the same key up to the password and the code in force; what cannot be written is tried again at the next unlocking."""
    own = read_keys(paths.keys)
    for file in copies(paths):
        copy = read_keys(file)
        if own is not None and copy is not None and copy.number == own.number and copy != own:
            with contextlib.suppress(Refused):
                write_keys(file, own)
