"""Real processes whose output is full, closed or read by nobody: what was to be done is done, and the exit code says that it was not told."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.processes import MAIN, app, is_one_sentence, kept_notes

CLOSED = "(it is closed)."
FULL = "(No space left on device)."


def _in_a_shell(folder: Path, command: str, *, unbuffered: str) -> subprocess.CompletedProcess[str]:
    run = f"{shlex.join([sys.executable, str(MAIN), '--data-dir', str(folder)])} {command}"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "LC_ALL": "C.UTF-8"}
    return subprocess.run(["bash", "-c", run], capture_output=True, text=True, timeout=60, check=False, env=environment)


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(
    ("redirection", "end"),
    [
        ("> /dev/full", FULL),
        (">&-", CLOSED),
        ("| true; exit ${PIPESTATUS[0]}", "(Broken pipe)."),
        # Nothing is left to say it with.
        *((both, None) for both in ("> /dev/full 2> /dev/full", ">&- 2>&-", "<&- >&- 2>&-", ">&- 2> /dev/full")),
    ],
)
def test_what_was_saved_but_could_not_be_told_is_an_exit_code_of_its_own(tmp_path: Path, redirection: str, end: str | None, unbuffered: str) -> None:
    folder = tmp_path / "data"
    # The pipe is read by nobody once `true` has ended, which is long before the answer.
    told = _in_a_shell(folder, f"log 6 --note kept {redirection}", unbuffered=unbuffered)
    assert (told.returncode, told.stdout) == (3, "")
    if end is None:
        assert told.stderr == ""
    else:
        assert (is_one_sentence(told), told.stderr.strip().endswith(end), "is saved" in told.stderr) == (True, True, True), told.stderr
    assert kept_notes(folder) == ["kept"]


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("redirection", ["2> /dev/full", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("command", "code"), [("log 11", 1), ("nonsense", 2), ("log", 2)])
def test_what_was_refused_keeps_its_exit_code_without_standard_error(
    tmp_path: Path, command: str, code: int, redirection: str, unbuffered: str
) -> None:
    told = _in_a_shell(tmp_path / "data", f"{command} {redirection}", unbuffered=unbuffered)
    assert (told.returncode, told.stdout, told.stderr) == (code, "", "")


def test_a_library_that_prints_where_standard_streams_are_closed_does_not_print_into_the_diary(tmp_path: Path) -> None:
    """What C code prints goes to the numbers 1 and 2, whatever file has them by then."""
    folder, script = tmp_path / "data", tmp_path / "printing.py"
    assert app(folder, "log", "5", "--note", "kept").returncode == 0
    before = (folder / "diary.sqlite3").read_bytes()
    script.write_text(
        f"import os, sys\nsys.path.insert(0, {str(MAIN.parent)!r})\nimport main\n"
        f"code = main.main(['--data-dir', {str(folder)!r}, 'status'])\n"
        f"kept = open({str(folder / 'diary.sqlite3')!r}, 'r+b')\n"
        "for number in (1, 2):\n    os.write(number, b'printed')\nsys.exit(code)\n",
        encoding="utf-8",
    )
    told = subprocess.run(["bash", "-c", f"{sys.executable} {script} <&- >&- 2>&-"], timeout=60, check=False)
    assert told.returncode == 3
    assert (folder / "diary.sqlite3").read_bytes() == before
