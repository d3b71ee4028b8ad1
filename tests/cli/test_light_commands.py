"""What the commands of every day import: each module more is waited for each time. Counted, not timed."""

import subprocess
import sys

import pytest

from tests.benchmarks.__main__ import ROOT
from tests.benchmarks.subjects import HEAVY

# Beside what the window does without: what else of Python and its libraries a sentence or a pain value does not need.
NEEDLESS = (
    *HEAVY,
    "PySide6",
    "shiboken6",
    "ui",
    "babel",
    "sqlite_utils",
    "icalendar",
    "jsonschema",
    "appdirs",
    "logging",
    "tempfile",
    "socket",
    "secrets",
)
WATCH = """
import sys
import main
from tests.fakes import FakeClock

before = set(sys.modules)
main.SystemClock = FakeClock.at
code = main.main(sys.argv[1:])
print(code, *sys.modules)
"""


@pytest.mark.parametrize(("words", "most"), [(("status",), 107), (("log", "6"), 96)], ids=["status", "log"])
def test_a_command_of_every_day_imports_little(command, words, most):
    command.done("episode", "start", "--at", "2026-11-24T14:10")
    start = [sys.executable, "-c", WATCH, "--data-dir", str(command.folder), *words]
    done = subprocess.run(start, cwd=ROOT, capture_output=True, text=True, timeout=40, check=True)
    code, *modules = done.stdout.splitlines()[-1].split()
    assert code == "0"
    assert [name for name in NEEDLESS if name in modules] == []
    assert len([name for name in modules if name.partition(".")[0] == "tracker"]) <= most
