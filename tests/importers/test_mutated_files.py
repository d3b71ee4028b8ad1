"""Files of every program, spoilt at random from one seed: each is read or refused in a sentence, in little time and memory.

`python -m tests.importers.test_mutated_files SEED COUNT` tries more of them, and says how many came in, were refused, and what took longest.
"""

import sys
import time
import tracemalloc
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tracker.domain.sync.records import ARCHIVE_FORMAT
from tracker.errors import Refused
from tracker.importers.formats.archive import read_archive
from tracker.importers.recognition import ANY_TABLE, ARCHIVE, BACKUP, open_rows, read_file, recognise
from tracker.importers.table.contract import ReadContext
from tracker.importers.table.day_columns import dated, day_cells
from tracker.importers.table.guessing import guess_mapping
from tracker.importers.written.date_orders import date_choices

FILES = Path(__file__).parent / "files"
NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
SEED, COUNT = 20261129, 350
# Seconds of processor time of one small file, and bytes: far more than any takes, far less than what a person would wait for or notice.
LONGEST, MOST_MEMORY = 2.0, 40_000_000
# What breaks readers: marks of the formats, numbers beyond all, letters of every kind, dates in every way.
SPLINTERS = [
    *(
        b'"',
        b"'",
        b",",
        b";",
        b"\t",
        b"|",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\\n",
        b"<",
        b">",
        b"&amp;",
        b"]]>",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"/",
        b"-",
        b"%",
        b"\\",
    ),
    *(
        b"1e999",
        b"-1",
        b"9" * 40,
        b"0.25",
        b"NaN",
        b"Infinity",
        b"46086",
        b"1772740800000",
        b"01/02/03",
        b"31/02/2026",
        b"24:00",
        b"99:99:99",
        b"12:60 pm",
        b"+99:99",
    ),
    *(
        "\u202f \u200f ü ß 年月日 \u0660 \U0001f600 Thu mars Mar. 午後".encode(),
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc3\x28",
        b"\xed\xa0\x80",
        b"\xa0",
        b"a" * 3000,
    ),
    *(
        b"<!ENTITY a 'b'>",
        b"<!DOCTYPE x>",
        b"<Correlation>",
        b"sep=;\n",
        b"Pain: 7/10 points | ",
        b"0:45:00:park",
        b"=1+1",
        b" | " * 50,
        b"(" * 200,
        b"[" * 200,
    ),
]
OWN = b"""kind,id,at,day,local,zone,pain,worst,sites,note
pain,2916806d-66ad-453b-938f-c81e60e87259,2026-11-20T10:00:00+00:00,2026-11-20,2026-11-20T10:00:00,Europe/London,3,,lower back left=3,a note
"""
BY_HAND = """Datum,Uhrzeit,Schmerz,Ort,Notiz,Medikament,Dosis,Stimmung,Schritte
5. März 2026,8:00\u202fPM,"6,5",Rücken; Hüfte,"Treppe, lang",Ibuprofen,400 mg,3,4000
,20h30,4,,,,,,"1,000"
06/03/2026,,7/10,none,,Paracetamol 500,2,,-
""".encode()
RECORDS = f"""{{"format": "{ARCHIVE_FORMAT}", "version": 1,
"entries": [
{{"id": "a", "pain": {{"pain": 4.5}}, "words": ["b"]}},
{{"id": "c"}}
]}}
""".encode()


def samples() -> dict[str, bytes]:
    """The files that are spoilt, by name."""
    return {file.name: file.read_bytes() for file in sorted(FILES.iterdir())} | {"own.csv": OWN, "by hand.csv": BY_HAND, "archive.json": RECORDS}


def spoilt(content: bytes, chance: Random) -> bytes:
    """A file with a few things done to it."""
    changed = bytearray(content)
    for _time in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((0, 1, 1, 5, 40, 400)))
        match chance.randrange(6):
            case 0:
                changed[start:end] = b""
            case 1:
                changed[start:start] = chance.choice(SPLINTERS)
            case 2:
                changed[start:end] = chance.choice(SPLINTERS)
            case 3:
                changed[start:start] = bytes(changed[start:end]) * chance.choice((1, 2, 30))
            case 4 if start < len(changed):
                changed[start] = chance.randrange(256)
            case _:
                changed[start:] = b"" if chance.random() < 0.2 else changed[start:][: chance.randrange(1, 2000)]
    return bytes(changed)


def read(path: Path) -> tuple[int, int]:
    """Read a file to its end as the window does: how many entries it has, and how many rows are refused; raises Refused."""
    found = recognise(path)
    if found.key == BACKUP:
        return 0, 0
    if found.key == ARCHIVE:
        return sum(1 for _record in read_archive(path)), 0
    mapping = None
    if found == ANY_TABLE:
        table = open_rows(path, found)
        mapping = guess_mapping(table.header, [row.cells for row in table.rows() if row.problem is None])
        if mapping is None:
            return 0, 0
        choices = date_choices(day_cells(dated(table, mapping), mapping))
        assert all(choice.wall.year for choice in choices)
    entries = refused = 0
    for row in read_file(path, found, ReadContext(zone="Europe/London", now=NOW, mapping=mapping)):
        if row is not None:
            entries += len(row.entries)
            refused += row.reason is not None
            assert row.reason is None or (row.reason and row.reason.isprintable() and not row.entries), row
    return entries, refused


def run(seed: int, count: int) -> Counter[str]:
    """Spoil and read so many files; what became of them, and the slowest, in milliseconds of processor time."""
    chance, became, kept = Random(seed), Counter[str](), samples()
    with TemporaryDirectory() as folder:
        for number in range(count):
            name = chance.choice(list(kept))
            path = Path(folder) / f"{number}.txt"
            path.write_bytes(spoilt(kept[name], chance))
            begun = time.process_time()
            try:
                entries, refused = read(path)
            except Refused as problem:
                became["refused" if problem.sentence else "refused without a word"] += 1
            except Exception as problem:
                raise AssertionError((seed, number, name, path.read_bytes()[:3000])) from problem
            else:
                became["read"] += 1
                became["entries"] += entries
                became["rows refused"] += refused
            became["slowest"] = max(became["slowest"], round((time.process_time() - begun) * 1000))
            path.unlink()
    return became


def test_a_spoilt_file_is_read_or_refused_and_nothing_else_in_bounded_time() -> None:
    became = run(SEED, COUNT)
    assert not became["refused without a word"]
    assert became["slowest"] < LONGEST * 1000, became
    # Not all at once: a mutation that only ever refuses tries no reader.
    assert became["read"] > COUNT / 3
    assert became["refused"] > COUNT / 20
    assert became["entries"] > COUNT


@pytest.mark.parametrize("zone", ["Europe/L" + "a" * 3000, "Europe/L\0ndon", "../../etc/passwd", "Europe", "/etc/localtime", ""])
def test_a_zone_that_cannot_be_refuses_its_row(tmp_path: Path, zone: str) -> None:
    """What a longer run found: the name of a zone is that of a file, and one too long for a file is an error of the system."""
    path = tmp_path / "own.csv"
    path.write_bytes(OWN.replace(b"Europe/London", zone.encode()))
    assert read(path) == (0, 1)


def test_spoilt_files_are_read_in_bounded_memory() -> None:
    run(SEED, 20)
    tracemalloc.start()
    try:
        run(SEED + 1, 60)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY, peak


if __name__ == "__main__":
    warnings.simplefilter("error")
    print(run(int(sys.argv[1]), int(sys.argv[2])))  # noqa: T201 - the answer of a tool
