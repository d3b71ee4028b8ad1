"""Opening a file a person chose: an ordinary file or a plain refusal, never a wait."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from tracker.errors import Refused
from tracker.language import _

# Letters of a text from outside that a sentence can hold and stay a sentence.
SHOWN = 40


def open_source(path: Path) -> BinaryIO:
    """The file, open for reading bytes; raises Refused for a folder, a pipe, a device or what cannot be opened."""
    try:
        _refuse_unreadable_kind(path, os.stat(path).st_mode)  # noqa: PTH116 - looked at before opening: opening some devices does things
        # Without waiting for the other end of a pipe, without a terminal taking hold of the program, without Windows' line ends.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as problem:
        raise cannot_read(path, problem) from problem
    file = os.fdopen(handle, "rb")
    try:
        # Looked at again once it is open: the name may mean another file by now.
        _refuse_unreadable_kind(path, os.fstat(handle).st_mode)
    except Refused:
        file.close()
        raise
    return file


def content_of(path: Path, most: int) -> bytes:
    """What stands in the file, no more than so many bytes; raises Refused as `open_source`, or where it breaks off."""
    with open_source(path) as file:
        try:
            return file.read(most)
        except OSError as problem:
            raise cannot_read(path, problem) from problem


def cannot_read(path: Path, problem: Exception) -> Refused:
    """The refusal for a file that cannot be opened or read to its end."""
    reason = (problem.strerror if isinstance(problem, OSError) else None) or type(problem).__name__
    return Refused(
        _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
            file=shown(path.name), reason=reason
        )
    )


def damaged(path: Path) -> Refused:
    """The refusal for a file that is not whole, or is made as no program writes it: it may be meant to do harm."""
    return Refused(_("{file} is damaged. Nothing was imported; export it again, or choose another file.").format(file=shown(path.name)))


def too_large(path: Path) -> Refused:
    """The refusal for a file of which too much would have to be in memory, or that nobody's diary is as large as."""
    return Refused(_("{file} is too large. Nothing was changed; choose another file.").format(file=shown(path.name)))


def shown(text: str) -> str:
    """A text from outside, fit to stand in a sentence: short and printable."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[:SHOWN])


def _refuse_unreadable_kind(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise Refused(_("{file} is not an ordinary file. Nothing was changed; choose another.").format(file=shown(path.name)))
