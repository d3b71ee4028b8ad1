"""Looks into a zip file that nobody vouches for: nothing is unpacked, one member is read as a stream."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from tracker.errors import Refused
from tracker.importers.source import cannot_read, damaged, open_source, shown
from tracker.language import _

# `zipfile` reads the list of members whole, so that a file of nothing but members would fill the memory.
MOST_DIRECTORY_BYTES = 32_000_000
# Zeros shrink to a thousandth; what people export to a thirtieth.
MOST_RATIO = 500
# Bytes: a member that unpacks to less than this does no harm, however well it shrinks.
SMALL = 50_000_000
# From the format of zip files: bit 0 of a member's flags, and the size that means "see the zip64 record".
ENCRYPTED = 0x1
SEE_WIDE = 0xFFFFFFFF
# The end record and the longest comment after it, 65,535 bytes, with room for the zip64 record before them.
TAIL = 70_000
# What `zipfile` raises for damaged files beside its own error: it reads headers and text without looking at them first.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, ValueError, UnicodeDecodeError)


class ZippedStream:
    """A member of a zip file, read a piece at a time, no further than it says it goes."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file

    def read(self, size: int) -> bytes:
        """The next bytes; raises Refused where the zip file is damaged."""
        try:
            return self._file.read(size)
        except (*BROKEN, OSError) as problem:
            raise damaged(self._path) from problem


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file, its members all named and measured as a harmless one's are; raises Refused."""
    with open_source(path) as file:
        try:
            _refuse_large_directory(path, file)
            archive = zipfile.ZipFile(file)
        except OSError as problem:
            raise cannot_read(path, problem) from problem
        except BROKEN as problem:
            raise damaged(path) from problem
        with archive:
            for member in archive.infolist():
                _refuse_hostile(path, member)
            yield archive


@contextmanager
def opened_member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[ZippedStream]:
    """A member as a stream; raises Refused where it is locked by a password or damaged."""
    if member.flag_bits & ENCRYPTED:
        raise Refused(_("{file} is locked with a password. Nothing was imported; unpack it and choose the file in it.").format(file=shown(path.name)))
    try:
        file = archive.open(member)
    except (*BROKEN, OSError) as problem:
        raise damaged(path) from problem
    with file:
        yield ZippedStream(path, file)


def _refuse_large_directory(path: Path, file: BinaryIO) -> None:
    """Look at the list of members before it is read: it is read whole."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    # Every mark of an end record in the tail, real or in a comment: which one `zipfile` takes is not ours to guess.
    sizes = [struct.unpack("<I", tail[at.start() + 12 : at.start() + 16])[0] for at in re.finditer(rb"PK\x05\x06(?=.{18})", tail, re.DOTALL)]
    wide = [struct.unpack("<Q", tail[at.start() + 40 : at.start() + 48])[0] for at in re.finditer(rb"PK\x06\x06(?=.{52})", tail, re.DOTALL)]
    if any(MOST_DIRECTORY_BYTES < least < SEE_WIDE for least in sizes) or any(least > MOST_DIRECTORY_BYTES for least in wide):
        raise damaged(path)
    file.seek(0)


def _refuse_hostile(path: Path, member: zipfile.ZipInfo) -> None:
    # Nothing is unpacked to disk; but a file with such names was made to do harm, and is not read at all.
    name = member.filename.replace("\\", "/")
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    is_outside = name.startswith("/") or re.match(r"[A-Za-z]:", name) is not None or ".." in PurePosixPath(name).parts
    is_bomb = member.file_size > SMALL and member.file_size > MOST_RATIO * max(1, member.compress_size)
    if is_link or is_outside or is_bomb:
        raise damaged(path)
