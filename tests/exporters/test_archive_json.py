"""The archive is JSON in UTF-8, a record a line, the same for the same diary but for when it was exported."""

import json
from pathlib import Path

import pytest

from tests.storage.diaries import HARD_TEXT
from tracker.errors import Refused
from tracker.exporters.archive_json import archive_lines, write_archive

AT, LATER = "2026-11-25T13:05:00.000000+00:00", "2026-11-25T14:05:00.000000+00:00"
SECTIONS = [("entries", [{"id": "a", "note": HARD_TEXT}, {"id": "b", "pain": 0.1 + 0.2}]), ("questions", []), ("tombstones", [{"id": "c"}])]


def test_an_archive_is_json_that_says_what_it_is_and_holds_every_text_and_number_as_it_was() -> None:
    text = "".join(archive_lines(AT, SECTIONS))
    assert json.loads(text) == {"format": "recovery-tracker archive", "version": 1, "exported_at": AT, **dict(SECTIONS)}
    assert HARD_TEXT.partition("'")[0] in text


def test_two_archives_of_one_diary_differ_in_one_line(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.json", "other.json")]
    for file, at in zip(files, (AT, LATER), strict=True):
        write_archive(file, at, SECTIONS)
    lines = [file.read_bytes().split(b"\n") for file in files]
    assert [(one, other) for one, other in zip(*lines, strict=True) if one != other] == [
        (f'"exported_at": "{AT}",'.encode(), f'"exported_at": "{LATER}",'.encode())
    ]


def test_each_record_has_a_line_of_its_own_whatever_its_text() -> None:
    lines = "".join(archive_lines(AT, [("entries", [{"note": "one\ntwo\r\u2028three"}, {"note": ""}])])).split("\n")
    assert [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"')] == [{"note": "one\ntwo\r\u2028three"}, {"note": ""}]


def test_an_archive_that_cannot_be_written_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    file = tmp_path / "archive.json"
    file.write_text("the old one", encoding="utf-8")
    with pytest.raises(ValueError, match="JSON"):
        write_archive(file, AT, [("entries", [{"pain": float("nan")}])])
    with pytest.raises(Refused):
        write_archive(tmp_path / "nowhere" / "archive.json", AT, SECTIONS)
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("archive.json", "the old one")]
