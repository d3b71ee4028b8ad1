"""Real processes of the app, some of them under strace or in a folder that is full or cannot be written."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.diaries import open_in
from tracker.storage.connection import refuse_unsound
from tracker.storage.entries import EntryStore

ROOT = Path(__file__).resolve().parent.parent.parent
MAIN = ROOT / "main.py"
LONGEST_SECONDS = 60
CALLS = "pwrite64,fdatasync,fsync,unlink,rename,link,ftruncate"
NEEDED = {"strace": "strace", "bwrap": "bubblewrap"}


def tool(name: str) -> str:
    """The path of a system tool these tests cannot do without."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not on this computer; install it with: apt-get install {NEEDED[name]}")
    return found


def app(folder: Path, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run the app on a data folder to its end, under other programs where they are given."""
    environment = {**os.environ, "TZ": "Europe/London"}
    if before:  # what Python writes for itself is not among the calls that are counted and disturbed
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [*before, sys.executable, str(MAIN), "--data-dir", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False, env=environment, cwd=folder.parent)


def in_a_box(*options: str) -> tuple[str, ...]:
    """The command that runs another one in a box that sees this computer, but for what the options of bwrap change."""
    command = (tool("bwrap"), "--dev-bind", "/", "/", *options)
    tried = subprocess.run([*command, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.fail(f"This computer does not let bwrap make a box, which this test needs: {tried.stderr.strip()}")
    return command


def kept_notes(folder: Path) -> list[str]:
    """The notes of all entries in order of the alphabet, once the diary is seen to be whole."""
    with closing(open_in(folder)) as database:
        refuse_unsound(database)
        store = EntryStore(database)
        assert store.unreadable() == []
        return sorted(entry.note for entry in store.between())


def is_one_sentence(told: subprocess.CompletedProcess[str]) -> bool:
    """Whether standard error holds one line for a person and nothing of Python."""
    lines = told.stderr.splitlines()
    return (
        len(lines) == 1 and lines[0].endswith(".") and "Traceback" not in told.stderr and "sqlite" not in told.stderr.lower().replace(".sqlite3", "")
    )


def under_strace(log: Path, *injections: str, calls: str = CALLS) -> tuple[str, ...]:
    """The command that runs another one under strace, with faults put in its way."""
    # Stopped at these calls alone, a process runs much faster; but where it is stopped so, strace cannot bring a signal in.
    at_these_alone = () if any(":signal=" in injection for injection in injections) else ("--seccomp-bpf",)
    return (
        tool("strace"),
        "-f",
        *at_these_alone,
        "-qq",
        "--signal=none",
        "-y",
        "-o",
        str(log),
        f"--trace={calls}",
        *(f"--inject={injection}" for injection in injections),
    )


def calls_on(log: Path, folder: Path) -> list[tuple[str, int]]:
    """The calls that touched files of a folder, each with its number among the calls of its name in the thread, as strace counts them."""
    counted: Counter[tuple[str, str]] = Counter()
    found = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if called := re.match(r"(\d+) +(\w+)\(", line):
            thread, name = called.groups()
            counted[thread, name] += 1
            if str(folder) in line:
                found.append((name, counted[thread, name]))
    return found
