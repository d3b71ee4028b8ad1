"""An archive and a report put under a password by processes that are killed or whose disk fails: the old file or the new, nothing in plain."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.end_to_end.password_deeds import SEALED
from tests.end_to_end.processes import CALLS, ROOT, calls_on, is_one_sentence, under_strace
from tests.fakes import FakeClock
from tests.password import PASSWORD, files_with, opened, options_by

OLD = b"the old file"
NOTE = "a weed named Ranunculus"
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC")

pytestmark = pytest.mark.usefixtures("passwords")


def _run(home: Path, deed: str, *before: str) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, str(ROOT / "tests" / "end_to_end" / "password_deeds.py"), str(home / "data"), deed]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


def _is_new(file: Path, home: Path, clock: FakeClock) -> bool:
    """Whether it is the new file, whole, and not the old one."""
    if file.read_bytes() == OLD:
        return False
    if file.suffix == ".pdf":
        import pypdf

        assert len(pypdf.PdfReader(file, password=PASSWORD).pages) >= 1
        return True
    with opened(home / "other", clock) as other:
        other.importing.run(file, options_by(other, file))
        assert [entry.note for entry in other.journal.entries()] == [NOTE]
    shutil.rmtree(home / "other")
    return True


@pytest.mark.parametrize("deed", SEALED)
def test_whatever_write_fails_the_old_file_is_there_or_the_new_and_nothing_in_plain(tmp_path, clock, deed):
    home, log, calls = tmp_path / "home", tmp_path / "log", f"write,{CALLS}"
    with opened(home / "data", clock) as tracker:
        tracker.diary.entries.put([an_entry(4, note=NOTE)], clock.now())
    (out := home / "out").mkdir()
    file = out / SEALED[deed]
    told = _run(home, deed, *under_strace(log, calls=calls))
    assert (told.returncode, told.stderr) == (0, "")
    assert _is_new(file, home, clock)
    found = calls_on(log, out)
    assert {"write", "fsync", "rename"} <= {name for name, _number in found}
    places = found if "EVERY_PLACE" in os.environ else [next(place for place in found if place[0] == name) for name in ("write", "fsync", "rename")]
    before = {part: part.read_bytes() for part in (home / "data").rglob("*") if part.is_file()}
    killed = refused = 0
    for fault in FAULTS:
        for name, count in places:
            file.write_bytes(OLD)
            told = _run(home, deed, *under_strace(log, f"{name}:{fault}:when={count}", calls=calls))
            # A number may be that of a call in the process that seals, too: then it is this one that tells.
            is_killed = told.returncode in {-9, 137}
            assert is_killed or told.returncode == 0 or is_one_sentence(told), (name, fault, told.stderr)
            assert is_killed or [left.name for left in out.iterdir()] == [file.name]
            killed += is_killed
            refused += told.returncode == 1
            assert _is_new(file, home, clock) or told.returncode, (name, fault)
            assert files_with(home / "out", NOTE) == []
            assert {part: part.read_bytes() for part in before} == before
    assert killed >= 2
    assert refused >= 4
    # What was killed while it wrote is swept away by who writes next.
    assert _run(home, deed).returncode == 0
    assert [left.name for left in out.iterdir()] == [file.name]
