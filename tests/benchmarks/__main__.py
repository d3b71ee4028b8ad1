"""How fast the app is, as ratios to what it is made of: `python -m tests.benchmarks [RUNS] [WORDS]` measures and writes RESULTS.md.

With words only the rows that hold one of them. What was measured stays in KEPT, row by row: started again, it goes on where it ended,
until the code is another.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.diaries import fill
from tests.benchmarks.results import Kept, Run, told, written
from tests.benchmarks.table import ROWS, Measure, Row, Unit

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".benchmarks"
RESULTS = Path(__file__).with_name("RESULTS.md")
RUNS = 7
# As large as a desktop: on its own one of 800 px Today stands in one column, which no desktop shows.
SCREEN = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"
KILOBYTES = 1024 if sys.platform != "darwin" else 1024 * 1024  # of what getrusage counts memory in, to a megabyte


def main(runs: int, words: list[str]) -> None:
    """Measure what is not measured yet, and write the table of all that is."""
    chosen = [row for row in ROWS if not words or any(word in row.words for word in words)]
    KEPT.mkdir(exist_ok=True)
    kept = Kept(KEPT / "measured.json", _code())
    for row in chosen:
        if kept.runs_of(row) is None:
            fill(KEPT, {measure.years for measure in row.measures if not (KEPT / f"{measure.years} years").exists()})
            kept.keep(row, _measured(row, runs))
        sys.stdout.write(told(row, kept) + "\n")
        sys.stdout.flush()
        RESULTS.write_text(written(kept) + _measured_by_hand(), encoding="utf-8")


def _measured_by_hand() -> str:
    """The sections that stand under headings of their own, of what takes other programs: they are left as they are."""
    _table, heading, rest = RESULTS.read_text(encoding="utf-8").partition("\n## ") if RESULTS.exists() else ("", "", "")
    return heading + rest


def _code() -> str:
    """What is measured: eight digits of the code as it stands."""
    files = [ROOT / "main.py", *(file for folder in ("tracker", "ui", "tests/benchmarks") for file in (ROOT / folder).rglob("*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()[:8]


def _measured(row: Row, runs: int) -> list[list[Run]]:
    """Ours and the floor's in turn; the first run of each warms the caches and does not count. What is counted is the same each time."""
    if row.unit is Unit.COUNT:
        return [[_one(measure)] for measure in row.measures]
    taken: list[list[Run]] = [[] for _measure in row.measures]
    for _number in range(runs + 1):
        for measure, found in zip(row.measures, taken, strict=True):
            found.append(_one(measure))
    return [found[1:] for found in taken]


def _one(measure: Measure) -> Run:
    """Each run is a process of its own on a copy of the diary of its own."""
    folder = KEPT / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(KEPT / f"{measure.years} years", folder)
    environment = {**os.environ, "QT_QPA_PLATFORM": SCREEN, "PYTHONPYCACHEPREFIX": str(KEPT / "compiled"), "HOME": str(KEPT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(_command_of(measure, folder), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        # By the process itself, as its memory is told of it alone.
        _id, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, measure
    return Run(used.ru_utime + used.ru_stime if measure.outside else float(said.split()[-1]), used.ru_maxrss / KILOBYTES, os.getloadavg()[0])


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
