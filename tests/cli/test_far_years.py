"""Days at the edges of the calendar, and odd offsets: each door draws them or refuses them with a sentence, and none ends in an error."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cli.command import CommandLine
from tests.fakes import FakeClock
from tests.storage.diaries import a_filled_diary

FIRST, LAST = "1900-01-01", "9998-12-31"
DOORS = (
    *(
        "status --json",
        "entries",
        "entries --json",
        "bin list --json",
        "figures --json",
        f"figures --from {FIRST} --to {LAST}",
        "episode list --json",
    ),
    *("imports list --json", "plan show", "export X/a.csv", "export X/a.json", "export X/a.fhir.json", "export X/a.ics", "export X/a.svg"),
    *("export X/a.pdf", f"export X/b.svg --from {FIRST} --to {LAST}", "check", "backup X/b.sqlite3"),
)
OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.one_of(st.datetimes(), st.datetimes(timezones=OFFSETS)).map(datetime.isoformat)


def _answers(command: CommandLine, *words: str) -> None:
    """It is done and says nothing on standard error, or is refused in one sentence."""
    code = command(*words)
    assert (code, len(command.err.splitlines())) in {(0, 0), (1, 1)}, (words, command.err)
    assert code == 0 or command.err.rstrip().endswith("."), command.err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5)
@given(INSTANTS)
@example("0001-01-01T00:00")
@example("0001-01-01T00:00+23:59")
@example("1900-01-01T00:00+23:59")
@example("9999-12-31T23:59:59.999999-23:59")
@example("9998-12-31T23:59:59.999999-23:59")
@example("2026-11-24T10:00+00:00:30")
@example("2026-11-24T10:00+24:00")
def test_any_time_that_can_be_typed_is_answered(command: CommandLine, at: str) -> None:
    for words in ("log 5", "session ice --minutes 1440", "dose ibuprofen 400", "activity walking --minutes 9", "status", "episode edit"):
        _answers(command, *words.split(" "), "--at", at)
    for words in ("entries", "figures"):
        _answers(command, words, "--from", at[:10], "--to", at[:10])
    for door in DOORS[:2]:
        _answers(command, *door.split(" "))
    command.done("check")  # what was taken can be read


@pytest.mark.parametrize("at", [f"{FIRST}T00:00:00.000000+00:00", f"{LAST}T23:59:59.999999+00:00"])
def test_what_an_archive_brings_of_the_first_and_the_last_day_is_drawn(
    tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str], at: str
) -> None:
    a_filled_diary(tmp_path / "there")
    there, here = CommandLine(tmp_path / "there", clock, capsys), CommandLine(tmp_path / "here", clock, capsys)
    archive = tmp_path / "archive.json"
    there.done("export", str(archive))
    content = json.loads(archive.read_text(encoding="utf-8"))
    moved = content["entries"][0], content["appointments"][0], content["questions"][0]
    for record in moved:
        record.update({name: at for name in ("at", "updated_at", "asked_at", "created_at") if name in record})
        record.update({"day": at[:10]} if "day" in record else {})
    archive.write_text(json.dumps(content), encoding="utf-8")
    here.done("import", str(archive))
    for door in DOORS:
        here.done(*door.replace("X", str(tmp_path)).split(" "))


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00.000000+00:00", "9999-12-31T23:59:59.999999+00:00"])
@pytest.mark.parametrize(
    ("table", "columns"), [("entries", ("at", "day")), ("entries", ("deleted_at",)), ("entries", ("day",)), ("sessions", ("ended_at",))]
)
def test_what_lies_beyond_is_left_out_and_told(command: CommandLine, table: str, columns: tuple[str, ...], at: str) -> None:
    """As it may be found in a file that somebody tampered with."""
    for words in ("log 5", "session ice --minutes 10", "log 7"):
        command.done(*words.split(" "))
    with closing(sqlite3.connect(command.folder / "diary.sqlite3")) as conn:
        ((id_,),) = conn.execute("SELECT id FROM entries WHERE kind = 'session'").fetchall()
        changed = ", ".join(f"{name} = ?" for name in columns)
        key = "entry_id" if table == "sessions" else "id"
        conn.execute(f"UPDATE {table} SET {changed} WHERE {key} = ?", [*(at[:10] if name == "day" else at for name in columns), id_])  # noqa: S608
        conn.commit()
    command("entries", "--json")
    assert [entry["kind"] for entry in json.loads(command.out)] == ["pain", "pain"]
    for door in ("bin list", "figures --json", "status", "check"):
        _answers(command, *door.split(" "))
    assert command("check") == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("episodes", "created_at"),
        ("appointments", "updated_at"),
        ("imports", "created_at"),
        ("notices_shown", "day"),
        ("entries", "at"),
        ("plan_versions", "since"),
    ],
)
def test_a_backup_that_tells_of_such_a_day_is_none(command: CommandLine, tmp_path: Path, table: str, column: str, day: str) -> None:
    backup = a_filled_diary(tmp_path / "there").rename(tmp_path / "backup.sqlite3")
    with closing(sqlite3.connect(backup)) as conn:
        conn.execute(f"UPDATE {table} SET {column} = ?", [day if column == "day" else f"{day}T00:00:00.000000+00:00"])  # noqa: S608
        conn.commit()
    for words in ("restore", "import"):
        assert "cannot be restored" in command.refused(words, str(backup))


def test_a_calendar_of_a_clock_that_was_years_ahead_and_a_zone_nobody_knows(command: CommandLine, tmp_path: Path) -> None:
    command.done("episode", "start", "--at", "2026-11-24T14:10")
    now, command.clock = command.clock, FakeClock.at("2124-01-01T00:00")
    command.done("episode", "edit", "--at", "2026-11-24T14:00")
    command.clock = now
    at = "2026-12-24T10:00:00.000000+00:00"
    stamps = {"id": "aaaaaaaa-1111-1111-1111-aaaaaaaaaaaa", "created_at": at, "updated_at": at}
    visit = {**stamps, "at": at, "offset_seconds": 3600, "zone": "Mars/Olympus", "day": at[:10], "whom": "the physio", "note": ""}
    archive = tmp_path / "archive.json"
    archive.write_text(json.dumps({"format": "recovery-tracker archive", "version": 1, "appointments": [visit]}), encoding="utf-8")
    command.done("import", str(archive))
    command.done("export", str(tmp_path / "a.ics"))
    text = (tmp_path / "a.ics").read_text(encoding="utf-8")
    assert "SEQUENCE:2147483647" in text
    assert "DTSTART:20261224T100000Z" in text
