"""Reads the records of an Apple Health export as a stream: straight out of the zip too, whatever its size, and nothing it declares is believed."""

import re
from collections import Counter
from collections.abc import Container, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from tracker.importers.formats.zipped import opened_member, opened_zip
from tracker.importers.source import cannot_read, damaged, open_source
from tracker.importers.table.contract import Gauge

ROOT = b"HealthData"
# Bytes: how much is read between two looks at who waits, the head with all its declarations, and the longest element.
PIECE = 1 << 18
LONGEST_HEAD = 1 << 20
LONGEST_TOKEN = 8 << 20
# Elements within each other; a record of the diary's kinds stands right under the root.
DEEPEST = 64
OF_A_RECORD = 2
# Apple has some 200 kinds of records; what a file has beyond is counted as one.
MOST_KINDS = 500
# The head of an export, and what holds records that come again by themselves.
SAYS_NOTHING = frozenset({"ExportDate", "Me", "Correlation"})
# A file that says it is in an encoding which Python does not have, or not as expat needs it, is told by these.
BROKEN_XML = (expat.ExpatError, LookupError, ValueError)
_ZIP = b"PK\x03\x04"
# The head is cut out and never parsed: Apple's own declarations are broken at times, and no declaration can then be expanded.
_HEAD = re.compile(rb"<!DOCTYPE.*?\]?\s*>\s*(?=<HealthData[\s>])", re.DOTALL)
_ROOT_TAG = re.compile(rb"<HealthData[\s>]")
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
# Control characters are not allowed in XML, and Apple's export has had them in names of devices.
_SPACES = bytes(0x20 if code < 0x20 and code not in b"\t\n\r" else code for code in range(256))  # noqa: PLR2004 - the first printable one


@dataclass(frozen=True, slots=True)
class Record:
    """A record: the line it begins on and its attributes."""

    line: int
    attributes: dict[str, str]


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


@contextmanager
def health_stream(path: Path) -> Iterator[tuple[_Stream, int]]:
    """The XML of an export or of its zip, from its beginning, and how many bytes it has; raises Refused."""
    with ExitStack() as stack:
        # Read by its first bytes: a zip may have any name.
        file = stack.enter_context(open_source(path))
        try:
            is_zip = file.read(len(_ZIP)) == _ZIP
            size = file.seek(0, 2)
            file.seek(0)
        except OSError as problem:
            raise cannot_read(path, problem) from problem
        if not is_zip:
            yield file, size
            return
        archive = stack.enter_context(opened_zip(path))
        member = _health_member(path, archive)
        yield stack.enter_context(opened_member(path, archive, member)), member.file_size


def is_health_xml(head: bytes) -> bool:
    """Whether these first bytes are those of an Apple Health export."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and (b"<!DOCTYPE HealthData" in head or _ROOT_TAG.search(head) is not None)


def read_records(path: Path, kinds: Container[str], gauge: Gauge, left: Counter[str]) -> Iterator[list[Record]]:
    """The records of these types, as many as each piece of the file holds, often none; those of other types are counted into `left`.

    Those inside a Correlation are left out: they come again at top level. Raises Refused for what is no whole export, for entities, and for
    what is nested or long beyond reason.
    """
    with health_stream(path) as (stream, gauge.total):
        parser = _Parser(path, kinds, left)
        for piece in _pieces(path, stream, gauge):
            yield parser.feed(piece)
        parser.end()


def _health_member(path: Path, archive: ZipFile) -> ZipInfo:
    """The member that holds the records: its name is translated, so that its beginning is looked at."""
    # Only its beginning is unpacked, a member at a time.
    for member in archive.infolist():
        if member.filename.lower().endswith(".xml") and not member.is_dir():
            with opened_member(path, archive, member) as stream:
                if is_health_xml(stream.read(LONGEST_HEAD)):
                    return member
    raise damaged(path)


def _pieces(path: Path, stream: _Stream, gauge: Gauge) -> Iterator[bytes]:
    """The file in pieces, without the declarations at its head (Apple's own are broken at times) and without control characters."""
    head = stream.read(LONGEST_HEAD)
    gauge.done = len(head)
    found = _HEAD.search(head)
    # Looked for before the head is dropped: an export that declares entities is refused, whether it uses them or not.
    if _ENTITY.search(head, 0, found.end() if found else len(head)):
        raise damaged(path)
    # Its line ends stay, so that the lines of records are those of the file.
    yield (_HEAD.sub(lambda match: b"\n" * match[0].count(b"\n"), head, count=1) if found else head).translate(_SPACES)
    while piece := _read(path, stream):
        gauge.done += len(piece)
        yield piece.translate(_SPACES)


def _read(path: Path, stream: _Stream) -> bytes:
    try:
        return stream.read(PIECE)
    except OSError as problem:
        raise cannot_read(path, problem) from problem


class _Parser:
    """Expat with limits."""

    def __init__(self, path: Path, kinds: Container[str], left: Counter[str]) -> None:
        self._path = path
        self._kinds = kinds
        self._left = left
        self._found: list[Record] = []
        self._depth = 0
        self._fed = 0
        self._seen_at = 0
        # Expat itself and no tree: an export has gigabytes, and of a tree each finished element would have to be taken out again.
        self._expat = expat.ParserCreate()
        # As a list: expat then makes a dictionary for none of the millions of records that are left out.
        self._expat.ordered_attributes = True
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        # One that the head's pattern did not find would be parsed after all: it is refused.
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype

    def feed(self, piece: bytes) -> list[Record]:
        """Go on; the records found."""
        self._fed += len(piece)
        try:
            self._expat.Parse(piece, False)
        except BROKEN_XML as problem:
            raise damaged(self._path) from problem
        reached = max(self._expat.CurrentByteIndex, self._seen_at)
        self._seen_at = reached
        # Expat keeps an unfinished element whole: one without an end would fill the memory.
        if self._fed - reached > LONGEST_TOKEN:
            raise damaged(self._path)
        found, self._found = self._found, []
        return found

    def end(self) -> None:
        """Say that this was all."""
        try:
            self._expat.Parse(b"", True)
        except BROKEN_XML as problem:
            raise damaged(self._path) from problem

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != ROOT.decode():
            raise damaged(self._path)
        if self._depth > DEEPEST:
            raise damaged(self._path)
        # Right under the root alone: the records inside a Correlation come again there.
        if self._depth == OF_A_RECORD and name == "Record":
            record = dict(zip(attributes[::2], attributes[1::2], strict=True))
            kind = record.get("type", "")
            if kind not in self._kinds:
                self._leave(kind)
            else:
                self._found.append(Record(self._expat.CurrentLineNumber, record))

        elif self._depth == OF_A_RECORD and name not in SAYS_NOTHING:
            self._leave(name)

    def _leave(self, kind: str) -> None:
        self._left[kind if kind in self._left or len(self._left) < MOST_KINDS else ""] += 1

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _refuse_doctype(self, *_declared: object) -> None:
        raise damaged(self._path)
