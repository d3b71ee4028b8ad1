"""What the check tries a little of, tried at length: `python -m tests.long_run` takes an hour or two; SECURITY.md has the figures of the last run.

`python -m tests.long_run fuzzing` does one part alone, so that they can be run beside each other: fuzzing, damage, letting_go, windows, days,
power, password, tombstones.
"""

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
CASES, SEEDS, DAYS, TOMBSTONES, TORN_EVERY = 20_000, 1_000, 60, 3_000_000, 20
MOST_MEGABYTES = 200
MEASURED = """
import resource, subprocess, sys
ended = subprocess.run([sys.executable, *sys.argv[1:]]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime + used.ru_stime:.0f} s", used.ru_maxrss // 1024, file=sys.stderr)
sys.exit(ended)
"""
A_SECOND = 10  # tenths: so long a window is looked at that has nothing to say


def fuzzing() -> int:
    """Spoilt files for every reader."""
    return subprocess.run([sys.executable, "-m", "tests.fuzzing", "--cases", str(CASES)], cwd=ROOT, check=False).returncode


def damage() -> int:
    """Flipped bits, changed cells, lost rows, empty pages and cuts, each told or without effect."""
    if not (ROOT / "tests" / "storage" / "damaging.py").exists():
        _say("tests/storage/damaging.py is not there")
        return 1
    return subprocess.run([sys.executable, "-m", "tests.storage.damaging", "0", str(SEEDS)], cwd=ROOT, check=False).returncode


def letting_go() -> int:
    """The same damage, let go of: no entry that could be read is gone."""
    from tests.storage.damaging import a_diary_to_damage, lost_by_letting_go

    ends: Counter[str] = Counter()
    with TemporaryDirectory() as place:
        pristine = a_diary_to_damage(Path(place) / "pristine")
        for seed in range(SEEDS):
            lost = lost_by_letting_go(pristine, seed, Path(place) / f"{seed}")
            ends["not opened, or refused" if lost is None else "lost" if lost else "nothing lost"] += 1
            if lost:
                _say(f"seed {seed}: {len(lost)} lost")
    _say(f"{dict(ends)}")
    return ends["lost"]


def windows() -> int:
    """The same damage, each time in a process of its own: which window comes, and how many entries can still be read or saved."""
    from tests.end_to_end.test_a_window_opens import TOLD, opened
    from tests.storage.damaging import a_diary_to_damage, damaged
    from tracker.files import private_folder

    shown: Counter[str] = Counter()
    with TemporaryDirectory() as place:
        pristine = a_diary_to_damage(Path(place) / "pristine")
        for seed in range(int(os.environ.get("FIRST_SEED", "0")), int(os.environ.get("LAST_SEED", str(SEEDS)))):
            data = Path(place) / f"{seed}"
            private_folder(data)
            shutil.copy(pristine, data / "diary.sqlite3")
            damaged(data / "diary.sqlite3", Random(seed))
            found = opened(data, most_looks=A_SECOND)
            told = TOLD.search(found.says) is not None
            shown[found.window + (", told" if told else "")] += 1
            shown["entries"] += _readable(data, found.window)
            shown["failed"] += (found.window not in {"MainWindow", "RecoveryScreen"}) or bool(found.errors)
            shutil.rmtree(data)
            if (found.window not in {"MainWindow", "RecoveryScreen"}) or found.errors:
                _say(f"seed {seed}: {found.window} {found.errors}")
            if seed % 50 == 49:
                _say(f"up to seed {seed}: {dict(shown)}")
    _say(f"{dict(shown)}")
    return shown["failed"]


def _readable(data: Path, window: str) -> int:
    """How many entries a window shows, or the recovery screen saves."""
    from tests.fakes import FakeClock
    from tracker.app import open_tracker
    from tracker.errors import TrackerError
    from tracker.paths import Paths
    from tracker.services.rescue import save_readable

    try:
        if window == "RecoveryScreen":
            return save_readable(Paths(data), data.with_suffix(".saved"))
        with closing(open_tracker(Paths(data), FakeClock.at())) as tracker:
            return len(tracker.diary.entries.between())
    except TrackerError:  # nothing can be
        return 0


def days() -> int:
    """Days in the window, with a bus and a service on it."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/ui/notifications/test_many_days.py"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "DAYS_LIVED": str(DAYS)}, check=False).returncode


def power() -> int:
    """A power cut at every moment of each deed."""
    from tests.end_to_end.power_deeds import LOCKED_DEEDS, POWER_DEEDS, SEALED_DEED
    from tests.end_to_end.test_power_loss import cuts, look, recorded_deed

    wished, every = os.environ.get("DEEDS", ""), 0
    for deed in (*POWER_DEEDS, *LOCKED_DEEDS, SEALED_DEED):
        if wished not in deed.name:
            continue
        tried = 0
        with TemporaryDirectory() as place:
            folder, log = recorded_deed(deed, Path(place))
            for cut in cuts(folder, log, Random(deed.name), None):
                look(deed, cut)
                tried += 1
        every += tried
        _say(f"{deed.name}: {tried} disks, each as it has to be; {every} in all")
    return 0


def password() -> int:
    """Each deed on the password of eight years, killed at every call that changes a file, and with half of some of the writes."""
    from tests.builders import eight_years
    from tests.end_to_end.password_kills import WAYS, kill

    wished, failed = os.environ.get("DEEDS", ""), 0
    for deed in WAYS:
        if wished not in deed:
            continue
        with TemporaryDirectory() as place:
            figures = kill(deed, Path(place), eight_years(), torn_every=TORN_EVERY)
        failed += len(figures.failed)
        _say(f"{deed}: {figures}")
    return failed


def tombstones() -> int:
    """Three million tombstones and as many in an archive, merged by a process of its own: how much memory that takes, in megabytes."""
    from tests.fakes import FakeClock
    from tests.services.sync.test_many_tombstones import buried

    most = 0
    with TemporaryDirectory() as place:
        files = [buried(Path(place) / "long", FakeClock.at(), TOMBSTONES), Path(place) / "long.json"]
        for number, file in enumerate(files):
            data = Path(place) / f"{number}"
            for deed in (["import", str(file)], ["export", str(files[1])])[: 2 - number]:
                told = subprocess.run(
                    [sys.executable, "-c", MEASURED, str(ROOT / "main.py"), "--data-dir", str(data), *deed],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                most = max(most, int(told.stderr.split()[-1]))
                _say(f"{deed[0]} {Path(deed[1]).name}: {told.stdout.strip()} {told.stderr.strip()} MB")
    return most > MOST_MEGABYTES


PARTS = {
    "fuzzing": fuzzing,
    "damage": damage,
    "letting_go": letting_go,
    "windows": windows,
    "days": days,
    "power": power,
    "password": password,
    "tombstones": tombstones,
}


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
