"""A deed on the password of a diary, killed at every call of it that changes a file: it opens the old way or the new, with all it held."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.end_to_end.killed import Left, kills
from tests.end_to_end.next_start import OPENED, PLAIN, ROWS, Seen, Starts, Ways, starts
from tests.end_to_end.password_deeds import do
from tests.end_to_end.power import recorded
from tests.end_to_end.processes import ROOT
from tests.fakes import FakeClock
from tests.password import OTHER, PASSWORD, opened
from tests.storage.diaries import a_filled_diary
from tracker.domain.entries import Entry
from tracker.paths import Paths
from tracker.services.password import lock

WAYS: dict[str, Ways] = {"on": (PLAIN, PASSWORD), "change": (PASSWORD, OTHER), "recover": (PASSWORD, OTHER), "off": (PASSWORD, PLAIN)}
# Most kills leave what the next start sweeps away unread, and besides that what another has left: of these so many are read row by row.
ROWS_EVERY = 10
# By a number that no process gets, while it itself takes that for a living one: else one of the many that look might have that of the dead
# one, and what it left would stay for its sake.
DEED = """
import os, sys
os.getpid, os.kill = lambda: 999_999_999, lambda _process, _signal: None
from pathlib import Path
from tests.end_to_end.password_deeds import do
do(Path(sys.argv[1]), sys.argv[2])
"""


@dataclass
class Figures:
    """How many kills were tried, and what came of them."""

    kills: int = 0
    torn: int = 0
    old: int = 0
    new: int = 0
    rows: int = 0  # of which all rows were read, though a diary of the same bytes had been
    whole: int = 0  # of which all that lies beside was looked at, since nothing like it had been seen
    failed: list[str] = field(default_factory=list)


def kill(deed: str, place: Path, entries: Iterable[Entry] = (), every: int = 1, torn_every: int = 0) -> Figures:
    """Kill a deed at each so manieth write of SQLite and at each other call, on a diary with two backups, a damaged file and these entries."""
    folder, log = _recorded(deed, place, entries)
    figures, trials = Figures(), _Trials(deed, folder)
    with starts() as starter:
        for left in kills(folder, log, place / "store", every, torn_every):
            figures.kills += not left.is_torn
            figures.torn += left.is_torn
            problem = trials.look(left, starter, figures)
            if problem:
                figures.failed.append(f"{deed}, after {left.after} calls{' and a half' if left.is_torn else ''}: {problem}")
        left.stand()
    if _contents(folder) != _contents(place / "done"):
        figures.failed.append(f"{deed}: the folder was not built as the deed has left it")
    return figures


class _Trials:
    """The looks at a deed, each compared with the first, which is of the folder before it."""

    def __init__(self, deed: str, folder: Path) -> None:
        self._deed, self._folder = deed, folder
        self._first: Seen | None = None
        self._seen: set[tuple[object, ...]] = set()
        self._is_new = False

    def look(self, left: Left, starter: Starts, figures: Figures) -> str:
        """What is not as it has to be after a kill; nothing where all is."""
        old, new = WAYS[self._deed]
        files = left.stand()
        how = ROWS if figures.kills % ROWS_EVERY == 0 else OPENED
        seen = starter.look(self._folder, (old, new), how)
        figures.rows += how == ROWS
        alike = tuple((name, files.get(self._folder / name)) for name in seen.left)
        if not seen.failed and alike not in self._seen:
            # All that a start reads differs only where this does: the rest it has swept away.
            self._seen.add(alike)
            left.stand()
            seen = starter.look(self._folder, (old, new), self._deed)
            figures.whole += 1
            self._first = self._first or (None if seen.failed else seen)
            if self._first and not seen.failed and seen.beside != self._first.beside:
                return f"beside it lies {seen.beside}"
        if seen.failed:
            return seen.failed
        figures.new += seen.password == new
        figures.old += seen.password == old
        if self._is_new and seen.password == old:
            return "the old way, though it had been the new"
        self._is_new = seen.password == new
        return "other rows" if self._first and seen.rows not in {"", self._first.rows} else ""


def _recorded(deed: str, place: Path, entries: Iterable[Entry]) -> tuple[Path, Path]:
    """The deed done once, by a process that was watched: the folder as it was before, in its place, and the record; how it was left is `done`."""
    folder, before, log = place / "data", place / "before", place / "log"
    _fill(folder, entries)
    if deed != "on":
        do(folder, "on")
        lock()
    shutil.copytree(folder, before)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*recorded(log), sys.executable, "-c", DEED, str(folder), deed]
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)
    assert (told.returncode, told.stderr) == (0, ""), told.stderr
    folder.rename(place / "done")
    before.rename(folder)
    return folder, log


def _fill(folder: Path, entries: Iterable[Entry]) -> None:
    clock = FakeClock.at()
    a_filled_diary(folder)
    with opened(folder, clock) as tracker:
        tracker.diary.entries.put(entries, clock.now())
        for _backup in range(2):
            tracker.diary.back_up(clock.now())
            clock.advance(timedelta(days=1))
    (folder / "damaged-20261111T101112Z-diary.sqlite3").write_bytes(Paths(folder).diary.read_bytes()[:20_000])


def _contents(folder: Path) -> dict[Path, bytes]:
    return {file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
