"""The inbox of a real process that is killed at a write, or has a folder that is full or can only be read: no loss, and nothing twice."""

import os
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.end_to_end.processes import MAIN, app, calls_on, in_a_box, is_one_sentence, kept_notes, under_strace
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.services.exchange.inbox_folder import LIES_STILL
from tracker.steps import run_to_end

MOST_TRIALS = 5
KILLED = (-9, 137)
LINE, BAD = "2020-01-01T08:00 6 neck after sitting", "stiff today"
ONCE_ALL_IS_DONE = ["done/line.txt", "refused/bad.txt", "refused/bad.txt.reason.txt"]


def _prepared(parent: Path) -> Path:
    assert app(parent / "data", "log", "5", "--note", "old").returncode == 0
    phone = parent / "phone"
    phone.mkdir()
    for folder in ("done", "refused"):
        (phone / folder).mkdir()
    (phone / "line.txt").write_text(LINE, encoding="utf-8")
    (phone / "bad.txt").write_text(BAD, encoding="utf-8")
    return parent


def _there(phone: Path) -> list[str]:
    return sorted(str(file.relative_to(phone)) for file in phone.rglob("*") if file.is_file() and not file.name.startswith("."))


def _look_again(parent: Path) -> None:
    clock = FakeClock.at("2026-11-25T13:05")
    tracker = opened(parent / "data", clock)
    tracker.inbox.open(parent / "phone")
    tracker.inbox.still()
    clock.advance(LIES_STILL)
    run_to_end(tracker.inbox.steps(tracker.inbox.still()))
    tracker.close()


@pytest.mark.xdist_group("inbox")
def test_killed_at_any_write_the_next_look_gives_neither_loss_nor_double(tmp_path: Path) -> None:
    (tmp_path / "template").mkdir()
    template = _prepared(tmp_path / "template")
    whole, log = tmp_path / "whole", tmp_path / "log"
    shutil.copytree(template, whole)
    told = app(whole / "data", "inbox", str(whole / "phone"), before=under_strace(log))
    assert (told.returncode, _there(whole / "phone"), kept_notes(whole / "data")) == (0, ONCE_ALL_IS_DONE, ["after sitting", "old"]), told.stderr
    found = calls_on(log, whole)
    assert {"rename", "fsync"} <= {name for name, _number in found}
    moves = [call for call in found if call[0] == "rename"]
    step = len(found) / MOST_TRIALS
    places = sorted({*moves, found[-1], *(found[int(number * step)] for number in range(MOST_TRIALS - len(moves)))})

    def kill(number: int) -> None:
        name, count = places[number]
        parent = tmp_path / f"trial {number}"
        shutil.copytree(template, parent)
        killed = app(
            parent / "data", "inbox", str(parent / "phone"), before=under_strace(tmp_path / f"log {number}", f"{name}:signal=KILL:when={count}")
        )
        assert killed.returncode in KILLED, (name, count, killed.stderr)
        assert kept_notes(parent / "data") in (["old"], ["after sitting", "old"])
        # Each file is in one place, before the next look as after it.
        assert sorted(Path(file).name for file in _there(parent / "phone") if not file.endswith(".reason.txt")) == ["bad.txt", "line.txt"]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(kill, range(len(places))))
    for number in range(len(places)):
        parent = tmp_path / f"trial {number}"
        _look_again(parent)
        assert (_there(parent / "phone"), kept_notes(parent / "data")) == (ONCE_ALL_IS_DONE, ["after sitting", "old"]), places[number]


def test_a_folder_that_can_only_be_read_or_is_full_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    parent = _prepared(tmp_path)
    phone, data = parent / "phone", parent / "data"
    box = in_a_box("--ro-bind", str(phone), str(phone))
    told = app(data, "inbox", str(phone), before=box)
    assert (told.returncode, is_one_sentence(told), "cannot be used" in told.stderr) == (1, True, True), told.stderr
    assert (_there(phone), kept_notes(data)) == (["bad.txt", "line.txt"], ["old"])
    run = shlex.join([sys.executable, str(MAIN), "--data-dir", str(data), "inbox", str(phone)])
    script = f"""
        mkdir {phone}/done {phone}/refused || exit 90
        printf '{BAD}' > {phone}/bad.txt
        dd if=/dev/zero of={phone}/.filler bs=1k 2>/dev/null
        {run}; echo "full: $?"
        ls {phone} {phone}/refused
        rm {phone}/.filler
        {run} || exit 91
        ls {phone}/refused
    """
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = [*in_a_box("--size", "100000", "--tmpfs", str(phone)), "bash", "-c", script]
    full = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert full.returncode == 0, full.stderr
    before, _full, after = full.stdout.partition("full: ")
    assert "stays in the inbox" in before + full.stderr
    assert after.splitlines()[1:4] == [f"{phone}:", "bad.txt", "done"]
    assert full.stdout.splitlines()[-2:] == ["bad.txt", "bad.txt.reason.txt"]
