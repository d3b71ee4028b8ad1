"""The power goes at any moment of a deed, of a save, a restore, an import, a rescue: the old state or the new one is there.

And once it was said that something is saved, it is there whatever was not flushed.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.end_to_end.power import Disk, File, Write, calls_in, recorded
from tests.end_to_end.power_deeds import LOCKED_DEEDS, POWER_DEEDS, SEALED_DEED, PowerDeed
from tests.end_to_end.processes import ROOT

# Moments of a deed that are tried here, each with four disks; `python -m tests.long_run` tries all of them.
MOST_MOMENTS = 8


@dataclass
class Cut:
    """A disk that a power cut left, in a folder of its own, and whether it had been said before that all is saved."""

    folder: Path
    is_told: bool


def cuts(place: Path, log: Path, chance: Random, most: int | None) -> Iterator[Cut]:
    """Disks after a cut at so many moments of a deed recorded on a folder, or at all of them; the last is after its end.

    Each is built in the place of the folder: a journal may name another file by its whole path.
    """
    calls = list(calls_in(log))
    changing = [number for number, is_changing in enumerate(map(Disk(place).do, calls)) if is_changing]
    told_at = next(number for number, call in enumerate(calls) if call.name == "write" and call.words[0] == "1" and call.result > 0)
    step = 1.0 if most is None else max(1.0, len(changing) / most)
    chosen = {changing[int(turn * step)] for turn in range(int(len(changing) / step))} | {changing[-1], len(calls) - 1}
    disk = Disk(place)
    shutil.rmtree(place)
    for number, call in enumerate(calls):
        disk.do(call)
        for files in disk.left(chance) if number in chosen else ():
            yield Cut(_built(files, place), number >= told_at)
            shutil.rmtree(place)


def _built(files: dict[Path, bytes], place: Path) -> Path:
    place.mkdir(mode=0o700)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return place


def recorded_deed(deed: PowerDeed, folder: Path) -> tuple[Path, Path]:
    """A deed done once: the folder as it was before, under the path it was done on, and the record."""
    data, before, log = folder / "data", folder / "before", folder / "log"
    deed.prepare(data)
    command = deed.command(data)
    shutil.copytree(data, before)
    environment = {**os.environ, "TZ": "Europe/London", "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run([*recorded(log), *command], capture_output=True, text=True, check=False, env=environment, cwd=ROOT)
    assert told.returncode == 0, told.stderr
    shutil.rmtree(data)
    before.rename(data)
    return data, log


def look(deed: PowerDeed, cut: Cut) -> None:
    """Assert that all is as it has to be on a disk after a cut."""
    for backup in sorted((cut.folder / deed.within / "backups").glob("diary-*.sqlite3")):
        with closing(deed.opened(backup)) as conn:
            assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",), backup.name
    assert deed.seen(cut.folder) in ([deed.after] if cut.is_told else [deed.before, deed.after])


@pytest.mark.parametrize("deed", POWER_DEEDS, ids=lambda deed: deed.name)
def test_whatever_was_not_flushed_a_power_cut_leaves_the_old_state_or_the_new(tmp_path: Path, deed: PowerDeed) -> None:
    _try(deed, tmp_path)


@pytest.mark.usefixtures("passwords")
@pytest.mark.parametrize("deed", [*LOCKED_DEEDS, SEALED_DEED], ids=lambda deed: deed.name)
def test_so_it_does_with_a_password(tmp_path: Path, deed: PowerDeed) -> None:
    _try(deed, tmp_path)


def _try(deed: PowerDeed, place: Path) -> None:
    folder, log = recorded_deed(deed, place)
    tried = 0
    for cut in cuts(folder, log, Random(deed.name), MOST_MOMENTS):
        look(deed, cut)
        tried += 1
    assert tried >= 4 * min(MOST_MOMENTS, 3)


def test_what_was_not_flushed_may_be_gone_and_what_was_is_there(tmp_path: Path) -> None:
    """That the record itself can tell: without flushing, some disk has the name and nothing behind it."""
    disk = Disk(tmp_path)
    file = File()
    disk._call_it(tmp_path / "a", file)
    disk._write_to(file, Write(0, b"abc"))
    contents = {files.get(tmp_path / "a") for seed in range(50) for files in disk.left(Random(seed))}
    assert {None, b"", b"abc"} <= contents
    file.flush()
    assert {files.get(tmp_path / "a") for seed in range(50) for files in disk.left(Random(seed))} == {None, b"abc"}
