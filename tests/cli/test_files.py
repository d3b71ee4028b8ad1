"""export, backup, restore and check; the window and the data folder."""

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
    assert command.done("export", str(file), "--from", "2026-11-21", "--kind", "pain").endswith(": 2 entries.\n")
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
