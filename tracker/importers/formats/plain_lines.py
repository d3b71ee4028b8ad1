"""Lines that somebody wrote on the way, as a file: "6 lower back left stiff after sitting", with its time or else with that of the file."""

import codecs
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tracker.domain.entries import PainEntry, SiteReading
from tracker.domain.inbox_lines import InboxLine, inbox_lines, is_inbox_line
from tracker.errors import Refused
from tracker.importers.source import content_of, open_source, shown
from tracker.importers.table.contract import Identity, ReadContext, ReadRow, shared
from tracker.importers.table.dates import lived
from tracker.language import _

FORMAT = "lines"
# Bytes: years of lines.
LARGEST = 1_000_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_plain_lines(head: bytes) -> bool:
    """Whether a file that begins so holds such lines."""
    try:
        text = _decoded(head)
    except UnicodeDecodeError as problem:
        # The head may end within a letter.
        text = head[: problem.start].decode("utf-8-sig", "ignore") if problem.start else ""
    return is_inbox_line(text)


def read_plain_lines(path: Path, context: ReadContext) -> Iterator[ReadRow]:
    """The lines of a file; a line without a time has that of the file's last change. Raises Refused."""
    text = _text(path)
    with open_source(path) as file:
        # To the second: a copy may keep no more, and is to be known again.
        changed_at = datetime.fromtimestamp(int(os.fstat(file.fileno()).st_mtime), UTC)
    identity = Identity(FORMAT)
    for line in inbox_lines(text, context.places()):
        # The instant belongs to what is known again: the same words on two days are two entries.
        at = line.at or changed_at
        when = at.astimezone(UTC).isoformat() if at.tzinfo else at.isoformat()
        key = identity.key([when, line.text])
        yield _row(line, at, key, context)


def _row(line: InboxLine, at: datetime, key: str, context: ReadContext) -> ReadRow:
    try:
        return ReadRow(line.number, key, (_entry(line, at, key, context),), None)
    except Refused as refused:
        return ReadRow(line.number, key, (), refused.sentence)


def _entry(line: InboxLine, at: datetime, key: str, context: ReadContext) -> PainEntry:
    if line.problem:
        raise Refused(line.problem)
    moment = lived(at, context.zone, context.now, at.isoformat(sep=" "))
    sites = (SiteReading(line.site, line.pain),) if line.site is not None else ()
    return PainEntry(pain=line.pain, sites=sites, note=line.note, **shared(key, "pain", moment))


def _text(path: Path) -> str:
    content = content_of(path, LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(_("{file} is too large. Nothing was changed; choose another file.").format(file=shown(path.name)))
    try:
        return _decoded(content)
    except UnicodeDecodeError as problem:
        raise Refused(_("{file} is not text in UTF-8. Nothing was changed; save it as UTF-8.").format(file=shown(path.name))) from problem


def _decoded(content: bytes) -> str:
    return content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")
