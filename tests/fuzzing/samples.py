"""The good files that are spoilt: what the tests of each reader have, and what the app itself writes of a diary with something of everything."""

import io
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tests.fakes import FakeClock
from tests.services.sync.test_merging import a_rich_diary
from tracker.storage.version import MIGRATIONS_TABLE

TESTS = Path(__file__).resolve().parent.parent
FILES, PEOPLE, RELEASES = TESTS / "importers" / "files", TESTS / "importers" / "people", TESTS / "storage" / "releases"
LINES = b"7 lower back left; sitting\n6.5 neck, lower back right worse with sitting\n2026-11-24 20:15 4 after a walk\n"
BY_HAND = """Datum,Uhrzeit,Schmerz,Ort,Notiz,Medikament,Dosis,Stimmung,Schritte
5. März 2026,8:00\u202fPM,"6,5",Rücken; Hüfte,"Treppe, lang",Ibuprofen,400 mg,3,4000
,20h30,4,,,,,,"1,000"
06/03/2026,,7/10,none,,Paracetamol 500,2,,-
""".encode()
MOODS = b'[moods]\n"super" = 5.0\n"so lala" = 2.0\n'
PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160"><defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>
<!-- a person --><g id="figure"><path d="M0 0 L10 10" fill="url(#a)"/><text x="1">up</text></g></svg>"""


@dataclass(frozen=True)
class Written:
    """What the app writes of a diary with something of everything: the diary as a file, a folder of it, and the files of its exports."""

    diary: bytes
    archive: bytes
    table: bytes
    plan: bytes
    settings: bytes


@cache
def written() -> Written:
    """The files of one made-up diary, the same each time: its ids are drawn from a seed."""
    with TemporaryDirectory() as folder, patch("os.urandom", Random(1).randbytes):
        out = Path(folder)
        with closing(a_rich_diary(out / "data", FakeClock.at())) as tracker:
            tracker.merging.export(out / "archive.json")
            tracker.exporting.export(out / "table.csv")
            tracker.plans.export_file(out / "plan.toml")
            tracker.settings.choose(report_name="A. Person", country="GB", inbox="/nowhere/inbox")
        return Written(
            diary=_the_same_each_time(out / "data" / "diary.sqlite3"),
            archive=(out / "archive.json").read_bytes(),
            table=(out / "table.csv").read_bytes(),
            plan=(out / "plan.toml").read_bytes(),
            settings=(out / "data" / "settings.json").read_bytes(),
        )


def _the_same_each_time(diary: Path) -> bytes:
    """The bytes of a diary without the real time at which its tables were made, and without what SQLite left free."""
    with closing(sqlite3.connect(diary)) as conn:
        conn.execute(f"UPDATE {MIGRATIONS_TABLE} SET applied_at = ''")  # noqa: S608 - a name of our own
        conn.commit()
        conn.execute("VACUUM")
    return diary.read_bytes()


@cache
def tables() -> dict[str, bytes]:
    """Tables of every program, and of people who keep one by hand."""
    found = {file.name: file.read_bytes() for folder in (FILES, PEOPLE) for file in sorted(folder.glob("*.csv"))}
    return found | {"by hand.csv": BY_HAND, "own.csv": written().table}


@cache
def mappings() -> dict[str, bytes]:
    """Mappings of tables, named as the tables they are for."""
    return {file.stem: file.read_bytes() for file in sorted(PEOPLE.glob("*.toml"))}


@cache
def health() -> dict[str, bytes]:
    """An export of Apple Health."""
    return {"export.xml": (FILES / "apple-health.xml").read_bytes()}


@cache
def zips() -> dict[str, bytes]:
    """The same, zipped as the phone does."""
    made = io.BytesIO()
    members = {"export_cda.xml": b"<ClinicalDocument/>", **health()}
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(f"apple_health_export/{name}"), content, zipfile.ZIP_DEFLATED)
    return {"export.zip": made.getvalue()}


@cache
def diaries() -> dict[str, bytes]:
    """Diary files: of this version, and of every release."""
    return {"diary.sqlite3": written().diary} | {file.name: file.read_bytes() for file in sorted(RELEASES.glob("*.sqlite3"))}
