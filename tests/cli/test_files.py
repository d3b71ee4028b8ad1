"""export, backup, restore and check; the window and the data folder."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import tracker
from tests.cli.command import WINDOW_CLOSED, CommandLine
from tracker.cli.context import StartOptions


def test_entries_are_exported_as_a_table(command: CommandLine, tmp_path: Path) -> None:
    for day in (20, 21, 22):
        command.done("log", "5", "--at", f"2026-11-{day}T10:00")
    file = tmp_path / "out.csv"
    assert "2 entries written" in command.done("export", str(file), "--from", "2026-11-21", "--kind", "pain")
    assert file.read_text(encoding="utf-8").count("\n") == 3


@pytest.mark.parametrize(("name", "start"), [("c.png", b"\x89PNG"), ("c.SVG", b"<?xml"), ("r.pdf", b"%PDF")])
def test_charts_and_reports_are_what_their_ending_says(command: CommandLine, tmp_path: Path, name: str, start: bytes) -> None:
    command.done("log", "5", "--at", "2026-11-20T10:00")
    assert "20 Nov 2026" in command.done("export", str(tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(start)


def test_the_chart_alone_is_written_as_pdf_too(command: CommandLine, tmp_path: Path) -> None:
    command.done("log", "5", "--at", "2026-11-20T10:00")
    command.done("export", str(tmp_path / "report.pdf"))
    command.done("export", str(tmp_path / "chart.pdf"), "--kind", "chart")
    report, chart = ((tmp_path / name).read_bytes() for name in ("report.pdf", "chart.pdf"))
    assert chart.startswith(b"%PDF")
    assert (b"Typst" in report, b"Typst" in chart) == (True, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("out.doc",),
        ("out",),
        (".",),
        ("out.csv", "--kind", "medicine"),
        ("out.csv", "--from", "2026-02-30"),
        ("out.png", "--kind", "pain"),
        ("out.pdf", "--kind", "pain"),
        ("out.pdf", "--from", "2026-11-25", "--to", "2026-11-20"),
        ("nowhere/out.csv",),
    ],
    ids=" ".join,
)
def test_an_export_that_makes_no_sense_is_refused_and_writes_nothing(command: CommandLine, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    before = sorted(tmp_path.iterdir())
    command.refused("export", str(tmp_path / arguments[0]), *arguments[1:])
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_is_restored(command: CommandLine, tmp_path: Path) -> None:
    command.done("log", "5")
    assert str(tmp_path / "kept.sqlite3") in command.done("backup", str(tmp_path / "kept.sqlite3"))
    assert "diary-20261125T130500Z.sqlite3" in command.done("backup")
    command.done("log", "6")
    assert "2 entries" in command.done("check")
    assert "restored" in command.done("restore", str(tmp_path / "kept.sqlite3"))
    assert [entry["pain"] for entry in command.json("entries")] == [5]


def test_the_backups_are_listed_and_taken_back(command: CommandLine, tmp_path: Path) -> None:
    command.done("log", "5")
    command.done("log", "6")
    command.done("backup", str(tmp_path / "two.sqlite3"))
    assert command.json("backup", "list") == []
    first = command.done("backup").split()[-1].removesuffix(".")
    command.clock.advance(days=1)
    command.done("delete", command.json("entries")[0]["id"])
    command.done("restore", str(tmp_path / "two.sqlite3"))
    newer, older = command.json("backup", "list")
    assert newer == {
        "file": newer["file"],
        "at": "2026-11-26T13:05:00+00:00",
        "entries": 1,
        "size": Path(newer["file"]).stat().st_size,
        "sound": True,
        "kept_until": "2026-12-26T13:05:00+00:00",
        "why": "restore",
    }
    assert (older["file"], older["entries"], older["sound"], older["kept_until"], older["why"]) == (first, 2, True, None, None)
    Path(first).write_bytes(Path(first).read_bytes()[:-1] + b"x")
    kept, damaged = command.done("backup", "list").splitlines()
    assert "26 Nov 2026, 13:05  1 entry, 0." in kept
    assert f" MB, before a backup was restored, kept until 26 Dec 2026  {newer['file']}" in kept
    assert "25 Nov 2026, 13:05  damaged, 2 entries" in damaged
    command.done("restore", newer["file"])
    assert [entry["pain"] for entry in command.json("entries")] == [6]


def test_the_backups_are_listed_where_the_diary_cannot_be_opened(command: CommandLine) -> None:
    command.done("backup")
    (command.folder / "diary.sqlite3").write_bytes(b"broken")
    (listed,) = command.json("backup", "list")
    assert (listed["sound"], listed["entries"]) == (True, 0)


def test_json_is_for_the_list_of_backups_alone(command: CommandLine) -> None:
    assert command("backup", "--json") == 2
    assert list(command.folder.glob("backups/*")) == []


def test_what_is_kept_before_a_plan_is_imported_is_listed(command: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    command.done("export", str(file))
    command.done("plan", "import", str(file))
    assert command.json("backup", "list") == []  # the plan said that already
    file.write_text(re.sub("name = .*", 'name = "Another"', file.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    command.done("plan", "import", str(file))
    assert [listed["why"] for listed in command.json("backup", "list")] == ["plan"]


def test_entries_that_a_restore_replaced_are_still_to_be_had_after_quitting(command: CommandLine, tmp_path: Path) -> None:
    command.done("log", "5", "--note", "old")
    command.done("backup", str(tmp_path / "old.sqlite3"))
    command.done("log", "6", "--note", "acknowledged")
    assert "30 days" in command.done("restore", str(tmp_path / "old.sqlite3"))
    (replaced,) = (command.folder / "backups").glob("*.sqlite3")
    command.clock.advance(hours=2)
    command.done("backup")
    assert replaced.exists()
    command.done("restore", str(replaced))
    assert [entry["note"] for entry in command.json("entries")] == ["old", "acknowledged"]


def test_what_is_no_backup_is_refused(command: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("day,score\n2026-11-20,5\n", encoding="utf-8")
    for file in (table, tmp_path, tmp_path / "nowhere"):
        assert "The diary is unchanged" in command.refused("restore", str(file))
    command.refused("backup", str(tmp_path))
    command.refused("backup", str(command.folder / "diary.sqlite3"))


@pytest.mark.parametrize("arguments", [("status",), ("log", "5"), ("entries",), ("check",), ("backup",)], ids=" ".join)
def test_a_database_of_another_program_is_left_alone(command: CommandLine, arguments: tuple[str, ...]) -> None:
    diary = command.folder / "diary.sqlite3"
    diary.unlink()
    with closing(sqlite3.connect(diary)) as conn:
        conn.execute("CREATE TABLE bookmarks (x)")
    assert "belongs to another program" in command.refused(*arguments)


def test_a_damaged_diary_is_told(command: CommandLine) -> None:
    diary = command.folder / "diary.sqlite3"
    diary.write_bytes(diary.read_bytes()[:50])
    assert "damaged" in command.refused("status")


@pytest.mark.parametrize(
    ("options", "wish"),
    [
        ((), StartOptions()),
        (("--demo",), StartOptions(demo=True)),
        (("--minimised",), StartOptions(minimised=True)),
        (("--quick-entry",), StartOptions(quick_entry=True)),
    ],
)
def test_without_a_command_the_window_opens_as_asked(command: CommandLine, options: tuple[str, ...], wish: StartOptions) -> None:
    assert command(*options) == WINDOW_CLOSED
    ((paths, asked),) = command.wishes
    assert (paths.data, asked) == (command.folder, wish)


def test_version_and_help(command: CommandLine) -> None:
    assert tracker.__version__ in command.done("--version")
    for arguments in ((), ("log",), ("episode",), ("phase", "set")):
        assert "Usage" in command.done(*arguments, "--help")


def test_the_environment_names_the_data_folder(tmp_path: Path, command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.cli import run

    monkeypatch.setenv("RECOVERY_TRACKER_DATA_DIR", str(tmp_path / "elsewhere"))
    assert run(["log", "5"], command.clock, command._open_window) == 0
    assert (tmp_path / "elsewhere" / "diary.sqlite3").exists()
    shutil.rmtree(tmp_path / "elsewhere")
