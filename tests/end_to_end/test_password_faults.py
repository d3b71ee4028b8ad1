"""A password turned on, changed and turned off by processes that are killed or whose disk fails: the diary opens the old way or the new."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.end_to_end.password_deeds import CODE
from tests.end_to_end.processes import ROOT, calls_on, is_one_sentence, under_strace
from tests.fakes import FakeClock
from tests.password import OTHER, PASSWORD, files_with, opened, with_a_password
from tests.storage.diaries import a_filled_diary, all_rows
from tests.storage.test_migrations import an_old_diary
from tracker.errors import Refused
from tracker.paths import Paths
from tracker.services.backups import all_backups, looked_at
from tracker.services.password import is_locked, lock, unlock
from tracker.steps import run_to_end
from tracker.storage.backups.leftovers import sweep
from tracker.storage.connection import key_in_force
from tracker.storage.passwords.conversion import convert

# Every one of them with EVERY_PLACE set, which takes some minutes.
MOST_TRIALS = 10_000 if "EVERY_PLACE" in os.environ else 6
CANARIES = ("a bad week", "lifting", "May I swim?")
DEEDS = ("on", "off", "change")
KILL = "signal=KILL"

pytestmark = pytest.mark.usefixtures("passwords")


def _run(folder: Path, deed: str, *before: str) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, str(ROOT / "tests" / "end_to_end" / "password_deeds.py"), str(folder), deed]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)


def _template(folder: Path, deed: str, clock: FakeClock) -> dict[str, list[tuple[object, ...]]]:
    """A diary with two backups and a damaged file, as the deed finds it; its rows."""
    a_filled_diary(folder)
    rows = all_rows(Paths(folder).diary)
    with opened(folder, clock) as tracker:
        for _backup in range(2):
            tracker.diary.back_up(clock.now())
            clock.advance(timedelta(days=1))
    (folder / "damaged-20261111T101112Z-diary.sqlite3").write_bytes(Paths(folder).diary.read_bytes()[:20_000])
    if deed != "on":
        with_a_password(folder, clock)
    return rows


def _places(folder: Path, log: Path) -> list[tuple[str, int]]:
    found = calls_on(log, folder)
    step = max(1.0, len(found) / MOST_TRIALS)
    renames = [place for place in found if place[0] in {"rename", "link"}]
    return sorted({*(found[int(place * step)] for place in range(min(len(found), MOST_TRIALS))), *renames, found[-1]})


def _rows(folder: Path, clock: FakeClock, secret: str | None, aside: Path) -> dict[str, list[tuple[object, ...]]]:
    with opened(folder, clock, secret) as tracker:
        assert tracker.backups.check() == "The diary is whole: 9 entries."
        run_to_end(tracker.password.follow_up())
        if not tracker.password.is_on:
            return all_rows(Paths(folder).diary)
        aside.touch()
        convert(Paths(folder).diary, tracker.diary.key, aside, None)
        return all_rows(aside)


@pytest.mark.parametrize("fault", [KILL, "error=EIO"])
@pytest.mark.parametrize("deed", DEEDS)
def test_at_any_write_the_diary_opens_the_old_way_or_the_new_with_all_it_held(tmp_path, clock, deed, fault):
    template, whole, log = tmp_path / "template", tmp_path / "whole", tmp_path / "log"
    rows = _template(template, deed, clock)
    lock()
    shutil.copytree(template, whole)
    told = _run(whole, deed, *under_strace(log))
    assert (told.returncode, told.stderr) == (0, "")
    places = _places(whole, log)

    def disturb(number: int) -> tuple[Path, subprocess.CompletedProcess[str]]:
        name, count = places[number]
        folder = tmp_path / f"trial {number}"
        shutil.copytree(template, folder)
        return folder, _run(folder, deed, *under_strace(tmp_path / f"log {number}", f"{name}:{fault}:when={count}"))

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(disturb, range(len(places))))
    for number, (folder, told) in enumerate(done):
        if fault == KILL:
            assert told.returncode in {-9, 137}, (places[number], told.stderr)
        elif told.returncode:
            assert is_one_sentence(told), (places[number], told.stderr)
        _opens_either_way(folder, clock, rows, tmp_path / f"aside {number}")
    assert len(done) >= 5


@pytest.mark.parametrize("fault", [KILL, "error=EIO"])
@pytest.mark.parametrize("deed", ["save", "backup", "restore", "merge", "import", "open"])
def test_a_deed_on_a_diary_with_a_password_is_done_or_not_whatever_write_fails(tmp_path, clock, deed, fault):
    template, whole, log = tmp_path / "template", tmp_path / "whole", tmp_path / "log"
    _template(template, deed, clock)
    lock()
    if deed == "open":
        _of_an_earlier_version(template, tmp_path / "old")
    _what_is_read(tmp_path, clock)
    before = _notes(template, clock)
    shutil.copytree(template, whole)
    told = _run(whole, deed, *under_strace(log))
    assert (told.returncode, told.stderr) == (0, "")
    after = _notes(whole, clock)
    assert (after == before) == (deed in {"backup", "open"})
    found = calls_on(log, whole)
    places = sorted({found[place] for place in range(0, len(found), max(1, len(found) // 3))} | {found[-1]})
    for number, (name, count) in enumerate(places):
        folder = tmp_path / f"trial {number}"
        shutil.copytree(template, folder)
        told = _run(folder, deed, *under_strace(tmp_path / f"log {number}", f"{name}:{fault}:when={count}"))
        assert (told.returncode in {-9, 137}) if fault == KILL else (told.returncode == 0 or is_one_sentence(told)), (name, count, told.stderr)
        sweep(Paths(folder), clock.now())
        assert files_with(folder, *CANARIES, "of the deed itself") == [], (name, count)
        assert _notes(folder, clock) in ([after] if told.returncode == 0 else [before, after]), (name, count)
        assert {looked_at(backup).is_sound for backup in all_backups(Paths(folder), clock)} == {True}


def _what_is_read(beside: Path, clock: FakeClock) -> None:
    """A backup and a table of another diary, in plain."""
    with opened(beside / "other", clock) as other:
        other.diary.entries.put([an_entry(4, note="from elsewhere")], clock.now())
        other.backups.back_up(beside / "kept.sqlite3")
        other.exporting.export(beside / "table.csv")


def _of_an_earlier_version(folder: Path, old: Path) -> None:
    """Put a diary of an earlier version, with the same key, in the place of the diary."""
    unlock(Paths(folder), FakeClock.at(), PASSWORD)
    diary, key = Paths(folder).diary, key_in_force(folder)
    an_old_diary(old, 3)
    diary.write_bytes(b"")
    convert(Paths(old).diary, None, diary, key)
    lock()


def _notes(folder: Path, clock: FakeClock) -> list[str]:
    aside = folder.parent / f"seen {folder.name}"
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(folder, aside)
    with opened(aside, clock, PASSWORD) as tracker:
        tracker.backups.check()
        notes = sorted(entry.note for entry in tracker.journal.entries())
    lock()
    return notes


def _opens_either_way(folder: Path, clock: FakeClock, rows: dict[str, list[tuple[object, ...]]], aside: Path) -> None:
    paths = Paths(folder)
    sweep(paths, clock.now())  # as the next start does
    secret = _password_of(paths, clock) if is_locked(paths) else None
    assert _rows(folder, clock, secret, aside) == rows
    assert {looked_at(backup).is_sound for backup in all_backups(paths, clock)} == {True}
    if secret is not None:
        assert files_with(folder, *CANARIES) == []
        # And by the code, also where the keys of the diary are lost: those beside the backups are of the same password by now.
        paths.keys.unlink()
        lock()
        unlock(paths, clock, secret)
        lock()
    assert not [file.name for file in folder.rglob("*") if file.name.startswith(".")]
    lock()


def _password_of(paths: Paths, clock: FakeClock) -> str:
    try:
        unlock(paths, clock, PASSWORD)
    except Refused:
        unlock(paths, clock, OTHER)
        return OTHER
    return PASSWORD


def test_a_code_opens_what_another_process_has_turned_on(tmp_path, clock):
    _template(tmp_path / "data", "on", clock)
    assert _run(tmp_path / "data", "on").returncode == 0
    with opened(tmp_path / "data", clock, CODE) as tracker:
        assert len(tracker.journal.entries()) == 9
