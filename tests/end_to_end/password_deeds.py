"""Deeds on a diary with a password, or on its password, as a process of their own, to be killed: `python password_deeds.py FOLDER DEED`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.password import AGE_BY_HAND, CHEAP, OTHER, PASSWORD
from tracker import age_format
from tracker.app import Tracker, open_tracker
from tracker.domain.recovery_code import code_of
from tracker.errors import TrackerError
from tracker.paths import Paths
from tracker.services.password import is_locked, unlock
from tracker.steps import run_to_end
from tracker.storage.passwords import wrapped

CODE = code_of(2**100 + 7)


# What is done on an open diary that has a password; what is read lies beside the data folder.
ON_IT: dict[str, Callable[[Tracker, Path], object]] = {
    "change": lambda tracker, _folder: tracker.password.change(PASSWORD, OTHER),
    "recover": lambda tracker, _folder: tracker.password.change(CODE, OTHER),
    "off": lambda tracker, _folder: run_to_end(tracker.password.turn_off(PASSWORD)),
    "save": lambda tracker, _folder: tracker.diary.entries.put([an_entry(3, note="of the deed itself")], tracker.clock.now()),
    "backup": lambda tracker, _folder: tracker.backups.back_up(),
    "restore": lambda tracker, folder: tracker.backups.restore(folder.parent / "kept.sqlite3"),
    "merge": lambda tracker, folder: tracker.importing.run(folder.parent / "kept.sqlite3"),
    "import": lambda tracker, folder: tracker.importing.run(folder.parent / "table.csv"),
    "open": lambda _tracker, _folder: None,
}
# What is written under a password of its own, of a diary that has none.
SEALED = {"archive": "diary.json.age", "report": "report.pdf"}


def write_sealed(tracker: Tracker, file: Path) -> None:
    """Write an archive or a report, as its name says."""
    # Calls are counted by thread: the first write of all is that into the pipe, and no fault of the file is to be met there.
    Path(os.devnull).write_bytes(b"-")
    if file.suffix == ".pdf":
        tracker.reporting.write_report(file, tracker.periods.period(None, None), password=PASSWORD)
    else:
        tracker.merging.export(file, PASSWORD)


def do(folder: Path, deed: str) -> None:
    """Turn the password on, or do a deed on a diary that has one."""
    wrapped.USUAL = CHEAP
    age_format.PROGRAM = AGE_BY_HAND
    paths, clock = Paths(folder), FakeClock.at("2026-11-27T10:00")
    if is_locked(paths):
        unlock(paths, clock, CODE if deed == "recover" else PASSWORD)
    tracker = open_tracker(paths, clock)
    if deed == "on":
        run_to_end(tracker.password.turn_on(PASSWORD, CODE, CODE))
    elif deed in SEALED:
        write_sealed(tracker, folder.parent / "out" / SEALED[deed])
    else:
        ON_IT[deed](tracker, folder)
    tracker.close()


if __name__ == "__main__":
    try:
        do(Path(sys.argv[1]), sys.argv[2])
    except TrackerError as problem:
        sys.exit(problem.sentence)
