"""The settings file where the disk fails, or is full, at any call on it: the old settings or the new ones, and one sentence."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.end_to_end.processes import ROOT, tool

CALLS = "openat,write,close,fsync,rename,unlink"
CHOOSE = """
import sys
from pathlib import Path
from tracker.errors import Refused
from tracker.services.settings import ChosenSettings
from tracker.storage.settings import SettingsFile
chosen = ChosenSettings(SettingsFile(Path(sys.argv[1])))
try:
    chosen.choose(country="DE")
except Refused as problem:
    print(chosen.now.country, problem.sentence)
else:
    print(chosen.now.country)
"""


def _chosen(folder: Path, *options: str) -> tuple[str, str]:
    """What is said when another country is chosen, and the record of the calls."""
    folder.mkdir()
    (folder / "settings.json").write_text('{"country": "GB"}')
    log = folder.with_suffix(".log")
    command = [tool("strace"), "-f", "-qq", "--signal=none", "-y", "-o", str(log), f"--trace={CALLS}", *options]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, sys.executable, "-c", CHOOSE, str(folder / "settings.json")], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    assert done.stderr == ""
    return done.stdout, log.read_text(encoding="utf-8", errors="replace")


def _calls(log: str, folder: Path) -> list[tuple[str, int]]:
    """The calls on files of the folder once the settings were read, each with its number among those of its name."""
    counted: dict[str, int] = {}
    found = []
    for line in log.splitlines():
        if called := re.match(r"\d+ +(\w+)\(", line):
            name = called.group(1)
            counted[name] = counted.get(name, 0) + 1
            # Python closes what it has read itself; from the part on, which is made beside, it is the app that writes.
            if str(folder) in line and (found or ".part" in line):
                found.append((name, counted[name]))
    return found


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_a_disk_that_fails_at_any_call_leaves_the_old_settings_or_the_new_and_is_told_in_one_sentence(tmp_path: Path, error: str) -> None:
    said, log = _chosen(tmp_path / "whole")
    calls = _calls(log, tmp_path / "whole")
    assert said == "DE\n"
    assert {name for name, _number in calls} == {"openat", "write", "close", "fsync", "rename"}

    def fail(place: int) -> tuple[str, str]:
        name, number = calls[place]
        said, log = _chosen(tmp_path / f"{place}", f"--inject={name}:error={error}:when={number}")
        assert "(INJECTED)" in log
        return name, said

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(fail, range(len(calls))))
    for place, (name, said) in enumerate(told):
        there = json.loads((tmp_path / f"{place}" / "settings.json").read_bytes())["country"]
        in_force, _space, sentence = said.rstrip("\n").partition(" ")
        assert (in_force, bool(sentence)) in {("GB", True), ("DE", False)}, (name, said)
        assert (there, sentence.count("\n")) == (in_force, 0), (name, said)
        # A part that could not be closed, or be taken away, is no word more to the person; the next start sweeps it.
        assert [file.name for file in (tmp_path / f"{place}").iterdir()] == ["settings.json"], name
        if sentence:
            assert re.fullmatch(r".*settings\.json could not be written \(.*\)\. Whatever was there before is unchanged; .*\.", sentence), said
    assert {"DE", "GB"} == {said[:2] for _name, said in told}
