"""Deeds on the password of a diary as a process of their own, to be killed: `python password_deeds.py FOLDER on|off|change`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.fakes import FakeClock
from tests.password import CHEAP, OTHER, PASSWORD
from tracker.app import open_tracker
from tracker.domain.recovery_code import code_of
from tracker.errors import TrackerError
from tracker.paths import Paths
from tracker.services.password import is_locked, unlock
from tracker.steps import run_to_end
from tracker.storage.passwords import wrapped

CODE = code_of(2**100 + 7)


def do(folder: Path, deed: str) -> None:
    """Turn the password on or off, or change it."""
    wrapped.USUAL = CHEAP
    paths, clock = Paths(folder), FakeClock.at("2026-11-27T10:00")
    if is_locked(paths):
        unlock(paths, clock, PASSWORD)
    tracker = open_tracker(paths, clock)
    if deed == "on":
        run_to_end(tracker.password.turn_on(PASSWORD, CODE, CODE))
    elif deed == "off":
        run_to_end(tracker.password.turn_off(PASSWORD))
    else:
        tracker.password.change(PASSWORD, OTHER)
    tracker.close()


if __name__ == "__main__":
    try:
        do(Path(sys.argv[1]), sys.argv[2])
    except TrackerError as problem:
        sys.exit(problem.sentence)
