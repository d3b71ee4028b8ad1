"""Reads an archive record by record: its version first, then each part of the diary; what it holds is looked at elsewhere."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tracker.domain.sync.records import ARCHIVE_FORMAT, ARCHIVE_VERSION
from tracker.errors import Refused
from tracker.importers.formats.json_stream import JsonStream
from tracker.importers.formats.sealed import is_sealed, needs_password
from tracker.importers.source import cannot_read, open_source, shown, too_large
from tracker.language import _

# Bytes; asked of the file before anything is read.
LARGEST = 8_000_000_000
HEADER = ("format", "version")


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One record as it stands in the file: the part of the diary, the line it begins in, and the record; None where it is none."""

    section: str
    line: int
    data: dict[str, Any] | None


def read_archive(path: Path, opened: bytes | None = None) -> Iterator[ReadRecord]:
    """The records of an archive in the order of the file; raises Refused for what is no archive, one of a newer version, or one too large.

    `opened` is what is in one that has a password; raises PasswordNeeded for such a one where it is not given.
    """
    if opened is None and is_sealed(path):
        raise needs_password(path)
    with _opened_plain(path) if opened is None else io.BytesIO(opened) as file:
        try:
            yield from _records(path, JsonStream(file))
        except OSError as problem:
            raise cannot_read(path, problem) from problem


def _opened_plain(path: Path) -> BinaryIO:
    file = open_source(path)
    if os.fstat(file.fileno()).st_size > LARGEST:
        file.close()
        raise too_large(path)
    return file


def _records(path: Path, stream: JsonStream) -> Iterator[ReadRecord]:
    header: dict[str, Any] = {}
    for name in stream.members():
        if name in HEADER:
            header[name] = stream.value()
        elif not stream.next_is_list():
            stream.value()
        else:
            # Format and version stand before the parts, as we write them; a part before them is from another program.
            _refuse_other_files(path, header)
            for line, data in stream.items():
                yield ReadRecord(name, line, data if isinstance(data, dict) else None)
    _refuse_other_files(path, header)
    stream.end()


def _refuse_other_files(path: Path, header: dict[str, Any]) -> None:
    version = header.get("version")
    if header.get("format") != ARCHIVE_FORMAT or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Refused(_("{file} is not a file this app can read. Nothing was imported; choose another file.").format(file=shown(path.name)))
    if version > ARCHIVE_VERSION:
        raise Refused(
            _("{file} was written by a newer version of this app. Nothing was changed; install the newer version.").format(file=shown(path.name))
        )
