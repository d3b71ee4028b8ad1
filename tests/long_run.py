"""What the check tries a little of, tried at length: `python -m tests.long_run` takes an hour or two; SECURITY.md has the figures of the last run.

`python -m tests.long_run fuzzing` does one part alone, so that they can be run beside each other: fuzzing, damage, days, power.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
CASES, SEEDS, DAYS = 20_000, 1_000, 60


def fuzzing() -> int:
    """Spoilt files for every reader."""
    return subprocess.run([sys.executable, "-m", "tests.fuzzing", "--cases", str(CASES)], cwd=ROOT, check=False).returncode


def damage() -> int:
    """Flipped bits, changed cells, lost rows, empty pages and cuts, each told or without effect."""
    if not (ROOT / "tests" / "storage" / "damaging.py").exists():
        _say("tests/storage/damaging.py is not there")
        return 1
    return subprocess.run([sys.executable, "-m", "tests.storage.damaging", "0", str(SEEDS)], cwd=ROOT, check=False).returncode


def days() -> int:
    """Days in the window, with a bus and a service on it."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/ui/notifications/test_many_days.py"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "DAYS_LIVED": str(DAYS)}, check=False).returncode


def power() -> int:
    """A power cut at every moment of each deed."""
    from tests.end_to_end.test_faults import DEEDS
    from tests.end_to_end.test_power_loss import cuts, look, recorded_deed

    tried = 0
    for deed in DEEDS:
        with TemporaryDirectory() as place:
            folder, log = recorded_deed(deed, Path(place))
            for cut in cuts(folder, log, Path(place) / "after", Random(deed.name), None):
                look(deed, cut)
                tried += 1
        _say(f"{deed.name}: {tried} disks in all, each as it has to be")
    return 0


PARTS = {"fuzzing": fuzzing, "damage": damage, "days": days, "power": power}


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(wished: list[str]) -> int:
    """Do the parts, and say how each ended; 1 where one failed."""
    failed = 0
    for name in wished or list(PARTS):
        began = time.monotonic()
        ended = PARTS[name]()
        failed |= bool(ended)
        _say(f"{name}: {'failed' if ended else 'held'}, {time.monotonic() - began:.0f} s")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
