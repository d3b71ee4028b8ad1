"""Real processes in odd surroundings: a home that is none, a working folder that is gone, any umask, any locale, names that are no text."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.end_to_end.processes import MAIN, is_one_sentence, kept_notes
from tracker.second_start import socket_names

NO_TEXT = os.fsdecode(b"\xff\xfe")


def _run(cwd: Path, *arguments: str, umask: int = 0o022, **environment: str) -> subprocess.CompletedProcess[str]:
    told = {**os.environ, **environment}
    # errors: what is told of a name that is no text is told in escapes, but not by this test's own pipe.
    return subprocess.run(
        [sys.executable, str(MAIN), *arguments],
        cwd=cwd,
        env=told,
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )


def _done(told: subprocess.CompletedProcess[str]) -> str:
    assert (told.returncode, told.stderr) == (0, "")
    return told.stdout


def _files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("value", ["rel", "", "~/rel"])
def test_a_relative_xdg_folder_is_ignored(tmp_path: Path, value: str) -> None:
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    folders = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME"), value)
    _done(_run(here, "log", "5", HOME=str(home), **folders))
    _done(_run(here, "export", str(tmp_path / "report.pdf"), HOME=str(home), **folders))
    assert (home / ".local" / "share" / "recovery-tracker" / "diary.sqlite3").exists()
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("arguments", [("log", "5"), ("--minimised",), ("--quick-entry",), ()], ids=" ".join)
def test_a_folder_of_nobody_is_refused_and_never_made(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for way in (("--data-dir", "~nobody-of-this-name/x"), ("--data-dir=~nobody-of-this-name/x",)):
        told = _run(tmp_path, *way, *arguments)
        assert (told.returncode, told.stdout, is_one_sentence(told)) == (1, "", True), told.stderr
        assert "~nobody-of-this-name/x" in told.stderr
    told = _run(tmp_path, *arguments, RECOVERY_TRACKER_DATA_DIR="~nobody-of-this-name/x")
    assert (told.returncode, is_one_sentence(told)) == (1, True), told.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_working_folder_that_is_gone_is_told_where_it_matters(tmp_path: Path) -> None:
    data = tmp_path / "data"
    whole, relative = f"--data-dir {data}", "--data-dir rel"
    script = (
        f'mkdir "{tmp_path}/gone" && cd "{tmp_path}/gone" && rmdir "{tmp_path}/gone"\n'
        f'for line in "{whole} log 5" "{relative} log 5" "{relative}" "{whole} export a.csv" "{whole} import a.csv"\n'
        f'do {sys.executable} {MAIN} $line >/dev/null; echo "$?"; done'
    )
    told = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert told.stdout.split() == ["0", "1", "1", "1", "1"], told.stderr
    lines = told.stderr.splitlines()
    assert (len(lines), all(line.endswith(".") for line in lines)) == (4, True), told.stderr
    assert _files(tmp_path) == ["data/diary.sqlite3"]


def test_no_folder_for_temporary_files_is_no_hindrance(tmp_path: Path) -> None:
    data = ("--data-dir", str(tmp_path / "data"))
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path / "nowhere"))
    for arguments in (("log", "5"), ("backup", "kept.sqlite3"), ("import", "kept.sqlite3"), ("export", "a.pdf"), ("export", "a.svg"), ("check",)):
        _done(_run(tmp_path, *data, *arguments, **places))


def test_how_matplotlib_is_set_up_for_other_programs_is_no_hindrance(tmp_path: Path) -> None:
    data, config = ("--data-dir", str(tmp_path / "data")), tmp_path / "config" / "matplotlib"
    config.mkdir(parents=True)
    (config / "matplotlibrc").write_bytes(b"font.size: x\nbackend: nonsense\n# \xe4\n")
    _done(_run(tmp_path, *data, "log", "5"))
    for ending in ("png", "pdf"):
        _done(_run(tmp_path, *data, "export", f"a.{ending}", MPLBACKEND="nonsense", XDG_CONFIG_HOME=str(config.parent)))
        _done(_run(tmp_path, *data, "export", f"b.{ending}", HOME=str(tmp_path / "a.png"), XDG_CONFIG_HOME="", XDG_CACHE_HOME=""))


@pytest.mark.parametrize("umask", [0o000, 0o777, 0o277])
def test_files_are_private_and_usable_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    for arguments in (("log", "5"), ("backup",), ("export", str(tmp_path / "table.csv")), ("check",)):
        _done(_run(tmp_path, "--data-dir", str(tmp_path / "data"), *arguments, umask=umask))
    modes = {file.stat().st_mode & 0o777 for file in tmp_path.rglob("*") if file.is_file()}
    assert modes == {0o600}
    assert {folder.stat().st_mode & 0o777 for folder in tmp_path.rglob("*") if folder.is_dir()} == {0o700}


@pytest.mark.parametrize("language", ["C", "POSIX", "en_US.ISO-8859-1", "ja_JP.EUC-JP", "nonsense", ""])
def test_any_locale_will_do(tmp_path: Path, language: str) -> None:
    """Also one that is not on this computer, and where Python is told to take it at its word."""
    data = ("--data-dir", str(tmp_path / "data"))
    for note, more in (("an é", {}), ("plain", {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"})):
        said = {"LC_ALL": language, "LANG": language, "LANGUAGE": "", **more}
        _done(_run(tmp_path, *data, "log", "5", "--note", note, **said))
        for arguments in (("entries",), ("--help",), ("plan", "show"), ("export", "a.csv")):
            _done(_run(tmp_path, *data, *arguments, **said))
    assert kept_notes(tmp_path / "data") == ["an é", "plain"]


def test_names_that_are_no_text_are_names_of_files(tmp_path: Path) -> None:
    here, data = tmp_path / NO_TEXT, ("--data-dir", str(tmp_path / NO_TEXT / "data"))
    here.mkdir()
    _done(_run(tmp_path, *data, "log", "5", "--note", "kept"))
    for ending in (".csv", ".json", ".pdf", ".svg", ".toml"):
        _done(_run(tmp_path, *data, "export", str(here / f"{NO_TEXT}{ending}")))
        assert (here / f"{NO_TEXT}{ending}").stat().st_size
    assert "1 already there" in _done(_run(tmp_path, *data, "import", str(here / f"{NO_TEXT}.csv")))
    _done(_run(tmp_path, *data, "backup", str(here / f"{NO_TEXT}.sqlite3")))
    _done(_run(tmp_path, *data, "restore", str(here / f"{NO_TEXT}.sqlite3")))
    _done(_run(tmp_path, *data, "import", str(here / f"{NO_TEXT}.json")))
    assert kept_notes(here / "data") == ["kept"]
    told = _run(tmp_path, *data, "import", str(here / f"{NO_TEXT}.none"))
    assert (told.returncode, is_one_sentence(told)) == (1, True), told.stderr


@pytest.mark.parametrize("is_deleted", [False, True], ids=["moved", "deleted"])
def test_a_window_whose_folder_is_gone_makes_none_anew(tmp_path: Path, *, is_deleted: bool) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    _done(_run(tmp_path, "--data-dir", str(data), "log", "5", "--note", "kept"))
    command = [sys.executable, str(MAIN), "--data-dir", str(data)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ) as window:
        try:
            # Once it hears other starts, all is there.
            end = time.monotonic() + 60
            while not any(Path(place).exists() for place in socket_names(data)):
                assert time.monotonic() < end
                assert window.poll() is None
                time.sleep(0.1)
            data.rename(elsewhere)
            if is_deleted:
                shutil.rmtree(elsewhere)
            window.terminate()
            _out, told = window.communicate(timeout=60)
        finally:
            window.kill()
    assert (window.returncode, told) == (0, "")
    assert not data.exists()
    assert is_deleted or kept_notes(elsewhere) == ["kept"]
