"""The real program: without its packages, without Qt, and with what a terminal may bring."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import tracker
from tests.end_to_end.processes import MAIN, app, is_one_sentence

NOT_FOR_THE_COMMAND_LINE = ("PySide6", "shiboken6", "ui.", "matplotlib", "typst", "desktop_notifier", "miniaudio", "wakepy", "PIL")


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, **environment}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env=surroundings, encoding="utf-8", errors="surrogateescape"
    )


@pytest.mark.parametrize("arguments", [(), ("status",), ("--version",)], ids=["window", "status", "version"])
def test_a_python_without_the_packages_says_in_one_sentence_what_to_install(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    python = tmp_path / "bare" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    told = _run(str(python), "-E", "-s", "-S", str(MAIN), "--data-dir", str(tmp_path / "data"), *arguments)
    assert (told.returncode, told.stdout, is_one_sentence_with_a_command(told)) == (1, "", True)
    for package in ("PySide6", "click", "sqlite_utils"):
        assert package in told.stderr
    assert "pip install" in told.stderr
    assert not (tmp_path / "data").exists()


def is_one_sentence_with_a_command(told: subprocess.CompletedProcess[str]) -> bool:
    return len(told.stderr.splitlines()) == 1 and "Traceback" not in told.stderr


@pytest.mark.parametrize(
    "arguments", [("status", "--json"), ("log", "5"), ("entries",), ("backup",), ("check",), ("export", "table.csv")], ids=" ".join
)
def test_the_command_line_loads_neither_qt_nor_anything_heavy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    given = [str(tmp_path / argument) if argument.endswith(".csv") else argument for argument in arguments]
    told = _run(sys.executable, "-X", "importtime", str(MAIN), "--data-dir", str(tmp_path / "data"), *given)
    assert told.returncode == 0, told.stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines() if line.startswith("import time:")}
    assert "tracker.cli" in loaded
    assert [name for name in loaded if name.startswith(NOT_FOR_THE_COMMAND_LINE)] == []


def test_the_version_is_said_before_the_commands_are_loaded() -> None:
    told = _run(sys.executable, "-X", "importtime", str(MAIN), "--version")
    assert (told.returncode, told.stdout) == (0, f"recovery-tracker, version {tracker.__version__}\n")
    loaded = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines() if line.startswith("import time:")}
    assert "tracker.cli.version" in loaded
    assert [
        name for name in loaded if name.startswith(("tracker.app", "tracker.services", "tracker.domain", "sqlite", *NOT_FOR_THE_COMMAND_LINE))
    ] == []


def test_the_way_of_an_entry_through_real_processes(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    saved = app(folder, "log", "6", "--note", "- \N{GRINNING FACE} $x$")
    assert (saved.returncode, saved.stderr) == (0, "")
    (entry,) = json.loads(app(folder, "entries", "--json").stdout)
    assert (entry["pain"], entry["note"]) == (6, "- \N{GRINNING FACE} $x$")
    refused = app(folder, "log", "11")
    assert (refused.returncode, refused.stdout, is_one_sentence(refused)) == (1, "", True)
    assert app(folder, "nonsense").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_that_cannot_show_a_letter_gets_it_escaped(tmp_path: Path, encoding: str) -> None:
    folder = str(tmp_path / "data")
    saved = _run(sys.executable, str(MAIN), "--data-dir", folder, "log", "5", "--note", "\N{GRINNING FACE} é", PYTHONIOENCODING=encoding)
    assert (saved.returncode, saved.stderr) == (0, "")
    told = _run(sys.executable, str(MAIN), "--data-dir", folder, "entries", "--json", PYTHONIOENCODING=encoding)
    assert json.loads(told.stdout)[0]["note"] == "\N{GRINNING FACE} é"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    told = app(tmp_path / "data", "log", "5", "--note", os.fsdecode(b"\xff\xfe"))
    assert (told.returncode, is_one_sentence(told)) == (1, True), told.stderr


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for arguments in (("log", "5"), ("backup",), ("export", str(tmp_path / "table.csv"))):
        assert app(folder, *arguments).returncode == 0
    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.rglob("*")}
    assert {mode for name, mode in modes.items() if name in {"data", "backups"}} == {0o700}
    assert {mode for name, mode in modes.items() if name not in {"data", "backups"}} == {0o600}
