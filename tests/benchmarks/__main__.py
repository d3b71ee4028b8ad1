"""How fast the app is, as ratios to what it is made of: `python -m tests.benchmarks [RUNS] [WORDS]` prints a table.

With words only the rows that hold one of them.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.diaries import fill
from tests.benchmarks.installed_size import sizes_in_words
from tests.benchmarks.table import ROWS, Measure, Row, Unit

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 7
KILOBYTES = 1024 if sys.platform != "darwin" else 1024 * 1024  # of what getrusage counts memory in, to a megabyte


def main(runs: int, words: list[str]) -> None:
    """Measure and print."""
    chosen = [row for row in ROWS if not words or any(word in row.words for word in words)]
    _say(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}; load {os.getloadavg()[0]:.1f} at the start")
    with tempfile.TemporaryDirectory(prefix="recovery-tracker-benchmarks-") as folder:
        home = Path(folder)
        fill(home, {measure.years for row in chosen for measure in (row.ours, row.floor) if measure is not None})
        _say(f"{'reached':>9} {'aim':>6}   medians of {runs} runs in turn, processor time")
        for row in chosen:
            _say(_told(row, home, runs))
    if not words:
        _say(sizes_in_words())
    _say(f"load {os.getloadavg()[0]:.1f} at the end")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _told(row: Row, home: Path, runs: int) -> str:
    """The medians, ours and the floor's; the first run of each warms the caches and does not count."""
    measures = [measure for measure in (row.ours, row.floor) if measure is not None]
    taken: list[list[float]] = [[] for _measure in measures]
    for _number in range(runs + 1):
        for measure, found in zip(measures, taken, strict=True):
            found.append(_one(measure, home, row.unit))
    medians = [median(found[1:]) for found in taken]
    scale, unit = (1000, "ms") if row.unit is Unit.SECONDS else (1, row.unit.value)
    reached = f"{medians[0] / medians[1]:9.2f}" if row.floor else f"{medians[0]:9.1f}"
    parts = " : ".join(f"{scale * value:.0f} {unit}".strip() for value in medians)
    return f"{reached} {row.aim:6g}   {row.words} ({parts})"


def _one(measure: Measure, home: Path, unit: Unit) -> float:
    """Each run is a process of its own on a copy of the diary of its own."""
    folder = home / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(home / f"{measure.years} years", folder)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(home / "compiled"), "HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(_command_of(measure, folder), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        # By the process itself, as its memory is told of it alone.
        _id, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, measure
    if unit is Unit.MEGABYTES:
        return used.ru_maxrss / KILOBYTES
    return used.ru_utime + used.ru_stime if measure.outside else float(said.split()[-1])


def _command_of(measure: Measure, folder: Path) -> list[str]:
    if not measure.command:
        return [sys.executable, "-m", f"tests.benchmarks.{measure.module}", measure.subject, str(folder)]
    known = {
        "{python}": [sys.executable],
        "{app}": [str(ROOT / "main.py"), "--data-dir", str(folder)],
        "{sqlite-utils}": [sys.executable, "-m", "sqlite_utils"],
        "{diary}": [str(folder / "diary.sqlite3")],
    }
    return [part for word in measure.command for part in known.get(word, [word])]


if __name__ == "__main__":
    counts, named = [argument for argument in sys.argv[1:] if argument.isdigit()], [argument for argument in sys.argv[1:] if not argument.isdigit()]
    main(int(counts[0]) if counts else RUNS, named)
