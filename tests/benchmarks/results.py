"""What was measured, kept row by row, and the table that is made of it."""

import json
import os
import platform
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.installed_size import sizes_in_words
from tests.benchmarks.table import ROWS, Row, Unit

BESIDE = ("PySide6-Essentials", "matplotlib", "sqlite-utils")


class Run(NamedTuple):
    """One run: what it took in the unit of its row, the most memory it held in MB, and how busy the computer was."""

    value: float
    megabytes: float
    load: float


class Kept:
    """The runs of each row, in a file; of another code nothing counts."""

    def __init__(self, file: Path, code: str) -> None:
        self._file = file
        self._all: dict[str, object] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        if self._all.get("code") != code:
            self._all = {"code": code, "rows": {}}

    def keep(self, row: Row, runs: list[list[Run]]) -> None:
        """Write down the runs of a row, ours and the floor's."""
        self._rows[row.words] = runs
        self._file.write_text(json.dumps(self._all), encoding="utf-8")

    def runs_of(self, row: Row) -> list[list[Run]] | None:
        """The runs of a row, or of another that measured the same and wrote down its memory too; None where there are none."""
        wanted = [measure.what for measure in row.measures]
        # A memory is that of the same runs, where another row has them.
        alike = [other for other in ROWS if row.unit is Unit.MEGABYTES and [measure.what for measure in other.measures][: len(wanted)] == wanted]
        for other in (row, *alike):
            if other.words in self._rows:
                return [[Run(*run) for run in found] for found in self._rows[other.words]][: len(row.measures)]
        return None

    @property
    def code(self) -> str:
        """The code they are of."""
        return str(self._all["code"])

    @property
    def _rows(self) -> dict[str, list[list[Run]]]:
        return self._all["rows"]  # type: ignore[return-value]


def told(row: Row, kept: Kept) -> str:
    """A row in a line."""
    words, _before, reached, parts, aim, _missed = _cells(row, kept)
    return f"{reached:>9} {aim:>6}   {words} ({parts})"


def written(kept: Kept) -> str:
    """The whole of RESULTS.md."""
    found = [row for row in ROWS if kept.runs_of(row) is not None]
    loads = sorted(run.load for row in found for runs in kept.runs_of(row) or () for run in runs)
    counts = sorted(len(runs) for row in found if row.unit is not Unit.COUNT for runs in kept.runs_of(row) or ())
    busy = f"Load of the computer meanwhile: {loads[0]:.1f} to {loads[-1]:.1f}, half of the runs below {median(loads):.1f}."
    machine = f"{platform.machine()}, {_processor()}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
    beside = ", ".join(f"{name} {version(name)}" for name in BESIDE)
    lines = [
        "# Results",
        "",
        f"Written by `python -m tests.benchmarks`, of the code {kept.code}. {machine}, {beside}, no desktop (`offscreen`).",
        "",
        f"Medians of {counts[0] if counts else 1} runs and more, of what is counted one run, ours and the floor in turn, processor time. {busy}",
        "",
        "| row | before | reached | of | aim | missed by |",
        "|---|---|---|---|---|---|",
        *(f"| {' | '.join(_cells(row, kept))} |" for row in found),
        "",
        *_rests(found, kept),
        "What has to be installed:",
        "",
        *(f"    {line}" for line in sizes_in_words().splitlines()),
    ]
    if missing := [row.words for row in ROWS if row not in found]:
        lines += ["", f"Not measured: {'; '.join(missing)}."]
    return "\n".join(lines) + "\n"


def _rests(found: list[Row], kept: Kept) -> list[str]:
    """Where the time goes in the rows that miss their aim."""
    missed = [row for row in found if row.rest and _reached(row, kept) > row.aim]
    lines = [f"- {'; '.join(row.words for row in missed if row.rest == rest)}: {rest}." for rest in dict.fromkeys(row.rest for row in missed)]
    return ["Where the time goes that is missing to the aim:", "", *lines, ""] if lines else []


def _reached(row: Row, kept: Kept) -> float:
    medians = _medians(row, kept)
    return medians[0] / medians[1] if row.floor else medians[0]


def _medians(row: Row, kept: Kept) -> list[float]:
    return [median(run.megabytes if row.unit is Unit.MEGABYTES else run.value for run in found) for found in kept.runs_of(row) or []]


def _cells(row: Row, kept: Kept) -> tuple[str, ...]:
    scale, unit = (1000, "ms") if row.unit is Unit.SECONDS else (1, row.unit.value)
    reached = _reached(row, kept)
    parts = " : ".join(f"{scale * value:.0f} {unit}".strip() for value in _medians(row, kept))
    missed = f"{100 * (reached / row.aim - 1):.0f} %" if reached > row.aim else ""
    return row.words, row.before, f"{reached:.2f}" if row.floor else f"{reached:.1f}", parts, f"{row.aim:g}", missed


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
