"""Files of lines: known by what is in them, read with their own time or that of the file, known again by content and time."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.formats.test_formats import ASKED, NOW
from tracker.domain.entries import PainEntry, SiteReading
from tracker.errors import Refused
from tracker.importers.formats.plain_lines import LARGEST, read_plain_lines
from tracker.importers.recognition import PLAIN_LINES, read_file, recognise
from tracker.importers.table.contract import ReadContext, ReadRow

PLACED = ReadContext(zone="Europe/London", now=NOW, places=lambda: {"lower back left": "lower back left", "knie": "left knee"})
CHANGED = datetime(2026, 11, 24, 7, 30, tzinfo=UTC).timestamp()


def _file(folder: Path, content: str | bytes, name: str = "pain.txt", changed: float = CHANGED) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(file, (changed, changed))
    return file


def _rows(file: Path, context: ReadContext = PLACED) -> list[ReadRow]:
    assert recognise(file) == PLAIN_LINES
    return [row for row in read_file(file, PLAIN_LINES, context) if row is not None]


def _pains(rows: list[ReadRow]) -> list[tuple[str, float, tuple[SiteReading, ...], str]]:
    pains = [entry for row in rows for entry in row.entries if isinstance(entry, PainEntry)]
    return [(pain.moment.at.isoformat(timespec="minutes"), pain.pain, pain.sites, pain.note) for pain in pains]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_line_has_its_own_time_or_that_of_its_file(tmp_path: Path, encoding: str) -> None:
    alone = _file(tmp_path, "6 lower back left stiff après\r\n".encode(encoding))
    assert _pains(_rows(alone)) == [("2026-11-24T07:30+00:00", 6, (SiteReading("lower back left", 6),), "stiff après")]
    several = _file(tmp_path, "2026-07-24T07:30 5 Knie\n2026-11-23 22:00+01:00 4.5 in bed\n".encode(encoding), "many.txt")
    assert _pains(_rows(several)) == [
        ("2026-07-24T06:30+00:00", 5, (SiteReading("left knee", 5),), ""),
        ("2026-11-23T21:00+00:00", 4.5, (), "in bed"),
    ]


def test_it_is_known_again_by_content_and_time(tmp_path: Path) -> None:
    first = [row.key for row in _rows(_file(tmp_path, "6 neck"))]
    assert first == [row.key for row in _rows(_file(tmp_path, "6 neck\n", "copy (conflicted).txt", CHANGED + 0.9))]
    assert first != [row.key for row in _rows(_file(tmp_path, "6 neck", changed=CHANGED + 86_400))]
    assert first != [row.key for row in _rows(_file(tmp_path, "6 neck!"))]
    twice = [row.key for row in _rows(_file(tmp_path, "2026-11-24T07:30 6\n2026-11-24T07:30 6\n"))]
    assert len(set(twice)) == 2


def test_a_line_that_cannot_be_used_says_why_and_the_others_come_in(tmp_path: Path) -> None:
    text = "2026-11-24T07:30 6 neck\n12 neck\n2026-11-26T07:30 5 tomorrow\n1850-01-01T07:30 5 long ago\n2026-11-24T09:00 3 ok\n"
    rows = _rows(_file(tmp_path, text))
    assert [(row.line, row.reason is None) for row in rows] == [(1, True), (2, False), (3, False), (4, False), (5, True)]
    assert ["0 to 10" in str(rows[1].reason), "in the future" in str(rows[2].reason), "too long ago" in str(rows[3].reason)] == [True] * 3
    ahead = _file(tmp_path, "6 neck", "ahead.txt", datetime(2026, 11, 26, tzinfo=UTC).timestamp())
    assert "in the future" in str(_rows(ahead)[0].reason)


def test_what_is_no_text_or_no_line_is_no_such_file(tmp_path: Path) -> None:
    for content in (b"date,pain\n2026-11-24,6\n", b"stiff today", b"6 neck\xff".replace(b"6 ", b"6;"), b"11 neck"):
        assert recognise(_file(tmp_path, content, "table.csv")) != PLAIN_LINES
    broken = _file(tmp_path, b"6 neck \xe9t\xe9")
    assert recognise(broken) == PLAIN_LINES
    with pytest.raises(Refused, match="not text in UTF-8"):
        list(read_plain_lines(broken, ASKED))
    with pytest.raises(Refused, match="too large"):
        list(read_plain_lines(_file(tmp_path, b"6 neck\n" + b"x" * LARGEST, "large.txt"), ASKED))
