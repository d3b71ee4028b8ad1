"""Files made to do harm: each is refused with a sentence, in bounded time and memory."""

import json
import os
import re
import sqlite3
import stat
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.services.diaries import opened
from tests.storage.diaries import untouched
from tracker.errors import Refused
from tracker.importers.recognition import APPLE_HEALTH, read_file, recognise
from tracker.importers.table.contract import ReadContext
from tracker.storage.version import VERSION

FILES = Path(__file__).parent / "files"
HEALTH = (FILES / "apple-health.xml").read_bytes()
SECONDS = 5
ASKED = ReadContext(zone="Europe/London", now=datetime(2026, 11, 25, 13, 5, tzinfo=UTC))
RECORD = '<Record type="HKQuantityTypeIdentifierStepCount" sourceName="a" startDate="2024-03-01 09:00:00 +0000" value="1"/>'
OWN = b"""kind,id,at,day,local,zone,pain,worst,sites,note
pain,2916806d-66ad-453b-938f-c81e60e87259,2026-11-20T10:00:00+00:00,2026-11-20,2026-11-20T10:00:00,Europe/London,3,,lower back left=3,a note
"""
LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))


def _read(file: Path) -> None:
    for _row in read_file(file, recognise(file), ASKED):
        pass


def _refused(file: Path) -> str:
    """The sentence a file is refused with, in time."""
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        _read(file)
    assert time.monotonic() - began < SECONDS
    assert re.search("Nothing was (imported|changed)", str(refused.value))
    return str(refused.value)


def _zip(file: Path, members: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda _member: None) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            change(member)
            archive.writestr(member, content)
    return file


@pytest.mark.parametrize("name", ["apple_health_export/export.xml", "apple_health_export/Export.xml", "exportación.xml"])
def test_the_zip_of_apple_health_is_read_whatever_the_language_calls_its_file(tmp_path: Path, name: str) -> None:
    file = _zip(tmp_path / "export.zip", {"apple_health_export/export_cda.xml": b"<ClinicalDocument/>", name: HEALTH, "a.gpx": b"<gpx/>"})
    zipped, plain = (list(read_file(one, recognise(one), ASKED)) for one in (file, FILES / "apple-health.xml"))
    assert [row for row in zipped if row] == [row for row in plain if row]


@pytest.mark.parametrize("name", ["../export.xml", "a/../../export.xml", "/etc/export.xml", "C:/export.xml", "..\\export.xml"])
def test_a_zip_whose_names_lead_out_of_it_is_refused(tmp_path: Path, name: str) -> None:
    assert "is damaged" in _refused(_zip(tmp_path / "export.zip", {"export.xml": HEALTH, name: b"x"}))


def test_a_zip_with_a_link_is_refused(tmp_path: Path) -> None:
    def as_link(member: zipfile.ZipInfo) -> None:
        member.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert "is damaged" in _refused(_zip(tmp_path / "export.zip", {"export.xml": b"/etc/passwd"}, as_link))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("export.xml", "w") as member:
        member.write(HEALTH)
        for _piece in range(64):
            member.write(b" " * (1 << 20))
    assert "is damaged" in _refused(file)


def test_a_zip_that_says_it_has_an_endless_list_of_members_is_refused(tmp_path: Path) -> None:
    file = _zip(tmp_path / "export.zip", {"export.xml": HEALTH})
    content = bytearray(file.read_bytes())
    at = content.rindex(b"PK\x05\x06")
    content[at + 12 : at + 16] = struct.pack("<I", 1 << 31)
    file.write_bytes(content)
    assert "is damaged" in _refused(file)


@pytest.mark.parametrize("spoil", ["cut", "flipped", "locked", "foreign", "rubbish"])
def test_a_zip_that_cannot_be_read_is_refused(tmp_path: Path, spoil: str) -> None:
    file = _zip(tmp_path / "export.zip", {"export.xml": HEALTH * (2 if spoil == "foreign" else 1)} if spoil != "foreign" else {"a.txt": b"a"})
    content = bytearray(file.read_bytes())
    if spoil == "cut":
        content = content[: len(content) // 2]
    elif spoil == "flipped":
        content[len(content) // 2] ^= 0xFF
    elif spoil == "locked":
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1
    elif spoil == "rubbish":
        content = bytearray(b"PK\x03\x04" + os.urandom(2_000))
    file.write_bytes(content)
    _refused(file)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE HealthData SYSTEM "http://127.0.0.1/x"><HealthData>&x;</HealthData>',
        "<HealthData>" + "<a>" * 2_000 + "</a>" * 2_000 + "</HealthData>",
        f'<HealthData><Record type="{"x" * 30_000_000}"/></HealthData>',
        f"<HealthData>{RECORD}",
        f"<HealthData>{RECORD}</Health>",
        "<HealthData>" + "\ud800".encode("utf-8", "surrogatepass").decode("latin-1") + "<</HealthData>",
        "<html><body>HealthData</body></html>",
        "<?xml version='1.0' encoding='utf-99'?><HealthData/>",
        "<?xml version='1.0' encoding='U0.25TF-8'?><HealthData/>",
        "<?xml version='1.0' encoding='shift_jis'?><HealthData/>",
    ],
    ids=["outside", "deep", "long", "cut", "crossed", "broken", "html", "encoding", "no name of an encoding", "more bytes"],
)
def test_hostile_xml_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "export.xml"
    file.write_text(text, encoding="utf-8")
    _refused(file)


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE HealthData [<!ENTITY l0 "ha">{LAUGHS}]><HealthData>&l11;</HealthData>',
        '<!DOCTYPE HealthData [<!ENTITY x SYSTEM "file:///etc/passwd">]><HealthData a="1">&x;</HealthData>',
        '<!DOCTYPE HealthData [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><HealthData/>',
        '<!DOCTYPE HealthData [<!ENTITY x "y">]><HealthData/>',
        "<!DOCTYPE HealthData [" + "<!ELEMENT a EMPTY>" * 100_000 + "]><HealthData/>",
    ],
    ids=["laughs", "file", "parameter", "unused", "endless"],
)
def test_an_export_that_declares_entities_is_refused_whether_it_uses_them_or_not(tmp_path: Path, text: str) -> None:
    file = tmp_path / "export.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="is damaged"):
        list(read_file(file, APPLE_HEALTH, ASKED))


@pytest.mark.parametrize("zone", ["Europe/L" + "a" * 3000, "Europe/L\0ndon", "../../etc/passwd", "Europe", "/etc/localtime", ""])
def test_a_zone_that_cannot_be_refuses_its_row(tmp_path: Path, zone: str) -> None:
    """The name of a zone is that of a file, and one too long for a file is an error of the system."""
    file = tmp_path / "own.csv"
    file.write_bytes(OWN.replace(b"Europe/London", zone.encode()))
    (row,) = (row for row in read_file(file, recognise(file), ASKED) if row is not None)
    assert row.reason
    assert not row.entries


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": NaN}',
        b'{"format": ' + b"9" * 100_000 + b"}",
        b'{"format": 1e999999}',
        b'{"format": "something else"}',
        json.dumps([1, 2, 3]).encode(),
        b"{",
    ],
    ids=["lists", "objects", "nan", "digits", "exponent", "other", "list", "cut"],
)
def test_hostile_json_is_refused(tmp_path: Path, clock: FakeClock, content: bytes) -> None:
    file = tmp_path / "diary.json"
    file.write_bytes(content)
    tracker = opened(tmp_path / "data", clock)
    with closing(tracker), untouched(tracker.diary.paths.diary), pytest.raises(Refused):
        tracker.importing.run(file)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE bookmarks (x)"],
        [
            "PRAGMA application_id = 0x52545231",
            f"PRAGMA user_version = {VERSION}",
            "CREATE VIEW entries AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT * FROM n",
        ],
        ["PRAGMA application_id = 0x52545231", "PRAGMA user_version = 99", "CREATE TABLE entries (id)"],
    ],
    ids=["another program's", "a view without end", "a newer version's"],
)
def test_a_hostile_database_is_refused(tmp_path: Path, clock: FakeClock, statements: list[str]) -> None:
    file = tmp_path / "kept.sqlite3"
    with closing(sqlite3.connect(file)) as conn:
        for statement in statements:
            conn.execute(statement)
        conn.commit()
    tracker = opened(tmp_path / "data", clock)
    with closing(tracker), untouched(tracker.diary.paths.diary), pytest.raises(Refused):
        tracker.importing.run(file)


@pytest.mark.parametrize("kind", ["folder", "pipe", "nothing", "empty", "picture", "device"])
def test_what_is_no_file_to_read_is_refused_without_a_wait(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "it"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "empty":
        file.touch()
    elif kind == "picture":
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    elif kind == "device":
        file = Path("/dev/zero")
    _refused(file)


MEMORY_SCRIPT = """
import resource, sys
from pathlib import Path
from tests.fakes import FakeClock
from tests.services.diaries import opened
tracker = opened(Path(sys.argv[1]) / "data", FakeClock.at())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
result = tracker.importing.run(Path(sys.argv[1]) / "export.xml")
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(result.read, result.added, (after - before) // 1024)
"""


def _large_export(file: Path, megabytes: int) -> int:
    """A made-up export of so many megabytes, mostly of what is not read; how many records of it are."""
    day = "".join(
        f'<Record type="HKQuantityTypeIdentifierStepCount" sourceName="{source}" startDate="2024-03-01 {hour:02}:00:00 +0000" value="100"/>\n'
        for hour in range(24)
        for source in ("iPhone", "Watch")
    )
    other = '<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch\x0b" startDate="2024-03-01 09:00:00 +0000" value="70"/>\n' * 2_000
    piece = day + other
    times = megabytes * 1_000_000 // len(piece)
    with file.open("w", encoding="utf-8") as out:
        out.write("<HealthData>\n")
        for _number in range(times):
            out.write(piece)
        out.write("</HealthData>\n")
    return times * day.count("\n")


def test_a_large_export_is_streamed_in_little_memory(tmp_path: Path) -> None:
    records = _large_export(tmp_path / "export.xml", 20)
    told = subprocess.run([sys.executable, "-c", MEMORY_SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60).stdout
    read, added, megabytes = map(int, told.split())
    assert (read, added) == (records, records)
    assert megabytes < 15


def test_a_text_may_hold_a_zero_character_and_its_row_alone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bearable.csv"
    file.write_bytes((FILES / "bearable-2021.csv").read_bytes().replace(b"after sitting", b"after\0sitting"))
    rows = [row for row in read_file(file, recognise(file), ASKED) if row is not None]
    assert [row.line for row in rows if row.reason] == [3, 10, 11, 12]
