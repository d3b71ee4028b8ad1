"""import, and imports list and undo."""

from pathlib import Path

import pytest

from tests.cli.command import CommandLine

FILES = Path(__file__).parent.parent / "importers" / "files"
MAPPING = '[columns]\ndate = "day"\npain = "score"\n[dates]\ntime = "20:00"\n'
TABLE = "day,score\n2026-11-20,5\n2026-11-21,12\n2026-11-22,6\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def _import(table: Path, *options: str) -> list[str]:
    return ["import", str(table), "--mapping", str(table.with_name("mapping.toml")), *options]


def test_an_import_counts_rows_first_then_adds_them_once(command: CommandLine, table: Path) -> None:
    dry = command.json(*_import(table, "--dry-run"))
    assert list(dry) == ["read", "added", "already_there", "updated", "refused", "not_kept"]
    assert (dry["read"], dry["added"], dry["already_there"], len(dry["refused"]), list(dry["refused"][0])) == (3, 2, 0, 1, ["line", "reason"])
    assert command.json("entries") == []
    assert command.json(*_import(table, "--format", "csv")) == dry
    assert command.json(*_import(table)) == {**dry, "added": 0, "already_there": 2}
    told = command.done(*_import(table)).splitlines()
    assert told[0] == "3 rows read, 0 new, 2 already there."
    assert told[1].startswith("Line 3: ")


def test_imports_that_cannot_be_done_are_refused(command: CommandLine, table: Path, tmp_path: Path) -> None:
    command.refused("import", str(table))
    command.refused(*_import(table, "--format", "xml"))
    command.refused(*_import(tmp_path / "nowhere.csv"))
    command.refused(*_import(tmp_path))
    command.refused("import", str(table), "--mapping", str(tmp_path / "nowhere.toml"))
    table.write_text("day,other\n2026-11-20,5\n", encoding="utf-8")
    assert "no column “score”" in command.refused(*_import(table))


def test_a_file_of_another_app_needs_no_mapping(command: CommandLine) -> None:
    dry = command.json("import", str(FILES / "bearable-2024.csv"), "--dry-run")
    assert dry == {"read": 6, "added": 6, "already_there": 0, "updated": 0, "refused": [], "not_kept": []}
    assert command.json("import", str(FILES / "bearable-2024.csv"), "--format", "bearable") == dry
    health = command.json("import", str(FILES / "apple-health.xml"))
    assert (health["read"], health["added"], [one["line"] for one in health["refused"]]) == (8, 6, [19, 20])


def test_what_of_a_file_is_not_kept_is_said_after_the_figures_by_column(command: CommandLine, table: Path) -> None:
    table.write_text('day,score,weather,"mood, felt"\n2026-11-20,5,rain,\n2026-11-21,3,sun,\n2026-11-22,6,,low\n', encoding="utf-8")
    assert command.json(*_import(table, "--dry-run"))["not_kept"] == [{"column": "weather", "rows": 2}, {"column": "mood, felt", "rows": 1}]
    assert command.done(*_import(table)).splitlines() == ["3 rows read, 3 new, 0 already there.", "Not kept: “weather” (2), “mood, felt” (1)."]
    daylio = table.with_name("daylio.csv")
    daylio.write_text("full_date,date,weekday,time,mood,activities,photos\n2026-11-20,November 20,Friday,9:00,good,,a.jpg\n", encoding="utf-8")
    assert command.done("import", str(daylio)).splitlines()[1:] == ["Not kept: “photos” (1)."]


def test_a_format_that_is_not_the_files_or_not_there_is_refused(command: CommandLine, table: Path) -> None:
    assert "there are: archive" in command.refused("import", str(table), "--format", "word")
    assert "no column" in command.refused("import", str(table), "--format", "daylio")
    assert "--mapping does not go with that" in command.refused(*_import(table, "--format", "daylio"))


def test_an_import_is_listed_and_taken_back_in_a_later_run(command: CommandLine, table: Path) -> None:
    command.done("log", "7")
    command.done(*_import(table))
    (past,) = command.json("imports", "list")
    assert list(past) == ["id", "format", "at", "entries"]
    assert command.done("imports", "list") == f"{past['id'][:8]}  25 Nov 2026, 13:05  Table (CSV)  2 entries\n"
    assert "2 entries deleted" in command.done("imports", "undo", past["id"][:8])
    assert [entry["pain"] for entry in command.json("entries")] == [7]
    assert command.json("imports", "list") == []
    command.refused("imports", "undo", past["id"])
    assert command.json(*_import(table))["added"] == 2


def test_of_many_reasons_some_are_shown_and_all_are_counted(command: CommandLine, table: Path) -> None:
    table.write_text("day,score\n" + "2026-02-30,5\n" * 1_200, encoding="utf-8")
    told = command.done(*_import(table)).splitlines()
    assert (len(told), told[-1]) == (22, "And 1,180 more rows were refused.")
