"""How fast the app is, as ratios to what it is made of: `python -m tests.benchmarks [RUNS]` prints a table."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.builders import a_moment, eight_years
from tests.fakes import FakeClock
from tracker.app import open_tracker
from tracker.paths import Paths

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 7


@dataclass(frozen=True)
class Comparison:
    """One line of the table: what is measured, against what, and the ratio aimed at; `whole` measures the process from outside."""

    words: str
    subject: str
    bare: str
    aim: float
    whole: bool = False


COMPARISONS = (
    Comparison("start to a filled Today, eight years / bare PySide6 window", "today", "bare_window", 2.5, whole=True),
    Comparison("pain chart of eight years / bare matplotlib scatter", "chart", "bare_scatter", 2.5),
    Comparison("saving a pain entry / bare SQLite insert", "save", "bare_insert", 3),
    Comparison("report of six weeks / bare Typst page", "report", "bare_typst", 10),
)


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="recovery-tracker-benchmarks-") as folder:
        home = Path(folder)
        _fill(home / "diary")
        _say(f"{'ratio':>6} {'aim':>5} {'ours':>9} {'bare':>9}   median of {runs} interleaved runs")
        for comparison in COMPARISONS:
            ours, bare = _measured(comparison, home, runs)
            _say(f"{ours / bare:6.2f} {comparison.aim:5.1f} {1000 * ours:6.1f} ms {1000 * bare:6.1f} ms   {comparison.words}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _fill(folder: Path) -> None:
    clock = FakeClock.at()
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        tracker.planner.start_episode(a_moment("2026-11-24T14:10"))
        tracker.diary.entries.put(eight_years(), clock.now())


def _measured(comparison: Comparison, home: Path, runs: int) -> tuple[float, float]:
    """The medians in seconds, ours and the bare one's; the first run of each warms the caches and does not count."""
    seconds: dict[str, list[float]] = {comparison.subject: [], comparison.bare: []}
    for _number in range(runs + 1):
        for subject, taken in seconds.items():
            taken.append(_one(subject, home, whole=comparison.whole))
    ours, bare = (median(taken[1:]) for taken in seconds.values())
    return ours, bare


def _one(subject: str, home: Path, *, whole: bool) -> float:
    """Each run has a copy of the diary of its own."""
    folder = home / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(home / "diary", folder)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(home / "compiled"), "HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.subjects", subject, str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - begun if whole else float(done.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
