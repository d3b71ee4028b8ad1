"""Real processes killed, starved and locked out: the old state or the new one, and never an acknowledged entry lost."""

import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from tests.builders import an_entry
from tests.end_to_end.processes import MAIN, app, calls_on, in_a_box, is_one_sentence, kept_notes, tool, under_strace
from tests.fakes import FakeClock
from tests.storage.diaries import NOW, all_rows, open_in
from tests.storage.test_migrations import an_old_diary
from tracker.paths import Paths
from tracker.services.backups import all_backups, looked_at
from tracker.storage.entries import EntryStore
from tracker.storage.version import VERSION

MOST_TRIALS = 5
KILLED = (-9, 137)
KILL = "signal=KILL"


@dataclass(frozen=True)
class Deed:
    """A deed on a data folder: how the folder is made, the command, and the notes before and after it."""

    name: str
    prepare: Callable[[Path], object]
    arguments: tuple[str, ...]
    before: list[str]
    after: list[str]
    keeps: bool = False  # what it changes, as a backup for 30 days


def _a_diary(folder: Path) -> None:
    assert app(folder, "log", "5", "--note", "old").returncode == 0


def _a_diary_and_a_backup(folder: Path) -> None:
    assert app(folder, "log", "6", "--note", "backed up").returncode == 0
    assert app(folder, "backup", str(folder.parent / "kept.sqlite3")).returncode == 0
    (folder.parent / "kept.sqlite3").rename(folder / "kept.sqlite3")
    (folder / "diary.sqlite3").unlink()
    _a_diary(folder)


def _a_diary_and_another_plan(folder: Path) -> None:
    _a_diary(folder)
    file = folder / "plan.toml"
    assert app(folder, "export", str(folder.parent / "plan.toml")).returncode == 0
    file.write_text(re.sub("name = .*", 'name = "Another"', (folder.parent / "plan.toml").read_text(encoding="utf-8"), count=1), encoding="utf-8")


def _a_diary_and_an_archive(folder: Path) -> None:
    other = folder.parent / "other"
    assert app(other, "log", "6", "--note", "elsewhere").returncode == 0
    assert app(other, "export", str(folder.parent / "other.json")).returncode == 0
    archive = json.loads((folder.parent / "other.json").read_bytes())
    at = archive["entries"][0]["updated_at"]
    archive["tombstones"] += [{"id": str(UUID(int=number)), "created_at": at, "updated_at": at} for number in range(3)]
    _a_diary(folder)
    (folder / "other.json").write_text(json.dumps(archive), encoding="utf-8")


def _a_restore_to_take_back(folder: Path) -> None:
    _a_diary_and_a_backup(folder)
    assert app(folder, "restore", str(folder / "kept.sqlite3")).returncode == 0


SAVE = Deed("save", _a_diary, ("log", "4", "--note", "new"), ["old"], ["new", "old"])
BACKUP = Deed("backup", _a_diary, ("backup",), ["old"], ["old"])
RESTORE = Deed("restore", _a_diary_and_a_backup, ("restore", "kept.sqlite3"), ["old"], ["backed up"], keeps=True)
TAKE_BACK = Deed("take back", _a_restore_to_take_back, ("restore", "backups/*.sqlite3"), ["backed up"], ["old"], keeps=True)
PLAN = Deed("plan", _a_diary_and_another_plan, ("plan", "import", "plan.toml"), ["old"], ["old"], keeps=True)
MERGE = Deed("merge", _a_diary_and_an_archive, ("import", "other.json"), ["old"], ["elsewhere", "old"], keeps=True)
MIGRATION = Deed("migration", lambda folder: an_old_diary(folder, 3), ("log", "4", "--note", "new"), ["", "a note"], ["", "a note", "new"])
FIRST_RUN = Deed("first run", lambda folder: folder.mkdir(), ("log", "4", "--note", "new"), [], ["new"])
DEEDS = [SAVE, BACKUP, RESTORE, TAKE_BACK, PLAN, MERGE, MIGRATION, FIRST_RUN]


@pytest.fixture(scope="module")
def strace(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Fail with a sentence where processes cannot be traced."""
    log = tmp_path_factory.mktemp("strace") / "log"
    tried = subprocess.run([tool("strace"), "-o", str(log), "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.fail(f"This computer does not let strace trace a process, which these tests need: {tried.stderr.strip()}")


def _command(deed: Deed, folder: Path) -> list[str]:
    return [str(next(folder.glob(argument))) if argument.endswith((".sqlite3", ".toml", ".json")) else argument for argument in deed.arguments]


@dataclass(frozen=True)
class Disturbable:
    """A deed, the folder it is done on, and writes, flushes and removals of an undisturbed run, thinned out to a number that can be tried."""

    deed: Deed
    template: Path
    places: list[tuple[str, int]]


@pytest.fixture(scope="module", params=[pytest.param(deed, marks=pytest.mark.xdist_group(deed.name)) for deed in DEEDS], ids=lambda deed: deed.name)
def disturbable(request: pytest.FixtureRequest, strace: None, tmp_path_factory: pytest.TempPathFactory) -> Disturbable:  # noqa: ARG001 - it has to work
    """Each deed, seen undisturbed once."""
    deed, parent = request.param, tmp_path_factory.mktemp("deed")
    template, folder, log = parent / "template", parent / "whole", parent / "log"
    deed.prepare(template)
    shutil.copytree(template, folder)
    assert app(folder, *_command(deed, folder), before=under_strace(log)).returncode == 0
    found = calls_on(log, folder)
    assert {"pwrite64", "fsync"} & {name for name, _number in found}
    step = max(1, len(found) / MOST_TRIALS)
    chosen = {found[int(place * step)] for place in range(min(len(found), MOST_TRIALS))} | {found[-1]}
    return Disturbable(deed, template, sorted(chosen))


def _disturbed(disturbable: Disturbable, tmp_path: Path, fault: str) -> list[tuple[Path, subprocess.CompletedProcess[str]]]:
    def disturb(number: int) -> tuple[Path, subprocess.CompletedProcess[str]]:
        name, count = disturbable.places[number]
        folder, log = tmp_path / f"trial {number}", tmp_path / f"log {number}"
        shutil.copytree(disturbable.template, folder)
        told = app(folder, *_command(disturbable.deed, folder), before=under_strace(log, f"{name}:{fault}:when={count}"))
        assert fault == KILL or "(INJECTED)" in log.read_text(encoding="utf-8", errors="replace"), (name, count)
        return folder, told

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(disturb, range(len(disturbable.places))))


def test_a_kill_at_any_write_leaves_the_old_state_or_the_new(tmp_path: Path, disturbable: Disturbable) -> None:
    for folder, told in _disturbed(disturbable, tmp_path, KILL):
        assert told.returncode in KILLED
        _is_old_or_new(disturbable, folder)
        assert app(folder, "status").returncode == 0
        assert not _left_behind(folder)
        _works_after(folder)


def test_a_disk_error_at_any_write_is_told_and_loses_nothing(tmp_path: Path, disturbable: Disturbable) -> None:
    refused, deed = 0, disturbable.deed
    for folder, told in _disturbed(disturbable, tmp_path, "error=EIO"):
        if told.returncode:
            refused += 1
            assert (told.returncode, is_one_sentence(told)) == (1, True), told.stderr
            _is_old_or_new(disturbable, folder)
            assert not _left_behind(folder)
        else:
            assert kept_notes(folder) == deed.after
        _works_after(folder)
    assert refused


@pytest.mark.usefixtures("strace")
def test_a_rescue_killed_at_any_write_can_be_done_again_and_keeps_the_damaged_file(tmp_path: Path) -> None:
    template, log = tmp_path / "template", tmp_path / "log"
    _a_diary(template)
    assert app(template, "backup").returncode == 0
    (name,) = [file.name for file in (template / "backups").glob("*.sqlite3")]
    (template / "diary.sqlite3").write_bytes(b"damaged")
    whole = tmp_path / "whole"
    shutil.copytree(template, whole)
    assert app(whole, "restore", str(whole / "backups" / name), before=under_strace(log)).returncode == 0
    places = calls_on(log, whole)
    renames = [place for place in places if place[0] == "rename"]
    for number, (call, count) in enumerate([*renames, *places[:: max(1, len(places) // MOST_TRIALS)]]):
        folder = tmp_path / f"trial {number}"
        shutil.copytree(template, folder)
        told = app(folder, "restore", str(folder / "backups" / name), before=under_strace(tmp_path / f"log {number}", f"{call}:{KILL}:when={count}"))
        assert told.returncode in KILLED
        if app(folder, "status").returncode:
            again = app(folder, "restore", str(folder / "backups" / name))
            assert again.returncode == 0, again.stderr
            assert app(folder, "status").returncode == 0
        assert kept_notes(folder) == ["old"]
        assert b"damaged" in [file.read_bytes() for file in folder.glob("damaged-*")]
        assert _left_behind(folder) == []


@pytest.mark.usefixtures("strace")
def test_a_letting_go_killed_at_any_write_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    template, whole, log = tmp_path / "template", tmp_path / "whole", tmp_path / "log"
    _a_diary(template)
    assert app(template, "log", "6", "--note", "spoilt").returncode == 0
    with closing(sqlite3.connect(template / "diary.sqlite3")) as conn, conn:
        conn.execute("UPDATE entries SET note = 'spoils' WHERE note = 'spoilt'")
    shutil.copytree(template, whole)
    assert app(whole, "check", "--let-go", before=under_strace(log)).returncode == 0
    assert kept_notes(whole) == ["old"]
    places = calls_on(log, whole)
    for number, (call, count) in enumerate([*places[:: max(1, len(places) // (2 * MOST_TRIALS))], places[-1]]):
        folder = tmp_path / f"trial {number}"
        shutil.copytree(template, folder)
        told = app(folder, "check", "--let-go", before=under_strace(tmp_path / f"log {number}", f"{call}:{KILL}:when={count}"))
        assert told.returncode in KILLED
        # Whether it was done or is done now: what can be read is there, and a copy of what was.
        assert app(folder, "check", "--let-go").returncode == 0
        assert kept_notes(folder) == ["old"]
        assert ["old", "spoils"] in [_notes_of(file) for file in folder.glob("damaged-*.sqlite3")]
        _works_after(folder)


def _is_old_or_new(disturbable: Disturbable, folder: Path) -> None:
    """Whether a deed was done or not, and where it was and keeps what it changes, whether that is there."""
    deed, notes = disturbable.deed, kept_notes(folder)
    assert notes in (deed.before, deed.after)
    if deed.keeps and (notes != deed.before or _plans(folder) != _plans(disturbable.template)):
        held = [backup for backup in all_backups(Paths(folder), FakeClock.at()) if backup.why is not None]
        assert deed.before in [_notes_of(backup.path) for backup in held if looked_at(backup).is_sound]


def _plans(folder: Path) -> int:
    return len(all_rows(folder / "diary.sqlite3")["plan_versions"])


def _notes_of(backup: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{backup}?mode=ro", uri=True)) as conn:
        return [note for (note,) in conn.execute("SELECT note FROM entries ORDER BY note")]


def _left_behind(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.startswith(".") or "-mj" in path.name]


@pytest.mark.usefixtures("strace")
def test_an_import_killed_before_its_end_is_none_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """What is imported or merged is gathered in a second file: the diary must not need it, nor a journal that is about both, when it goes."""
    template, table = tmp_path / "template", tmp_path / "table.csv"
    _a_diary_and_an_archive(template)
    assert app(tmp_path / "another", "log", "6", "--note", "imported").returncode == 0
    assert app(tmp_path / "another", "export", str(table)).returncode == 0
    for file, brought in ((table, "imported"), (template / "other.json", "elsewhere")):
        whole, log = tmp_path / f"whole {brought}", tmp_path / "log"
        shutil.copytree(template, whole)
        assert app(whole, "import", str(file), before=under_strace(log)).returncode == 0
        assert kept_notes(whole) == [brought, "old"]
        traced = log.read_text(encoding="utf-8")
        assert "-mj" not in traced
        unlinked = [line for line in traced.splitlines() if " unlink(" in line]
        # The last time that the journal goes is when all of it is in the diary.
        place = [number for number, line in enumerate(unlinked, start=1) if f"{whole}/diary.sqlite3-journal" in line][-1]
        for number, notes in ((place, ["old"]), (place + 1, [brought, "old"])):
            folder = tmp_path / f"trial {brought} {number}"
            shutil.copytree(template, folder)
            assert app(folder, "import", str(file), before=under_strace(log, f"unlink:{KILL}:when={number}")).returncode in KILLED
            assert any(name.startswith(".aside-") for name in _left_behind(folder))
            assert app(folder, "status").returncode == 0
            assert _left_behind(folder) == []
            assert kept_notes(folder) == notes


@pytest.mark.usefixtures("strace")
def test_a_backup_that_still_runs_is_not_swept_away_by_other_starts(tmp_path: Path) -> None:
    folder, log = tmp_path / "data", tmp_path / "log"
    _a_diary(folder)
    held_up = [*under_strace(log, "rename:delay_enter=8000000:when=1"), sys.executable, str(MAIN), "--data-dir", str(folder), "backup"]
    running = subprocess.Popen(held_up, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while running.poll() is None and not (folder / "backups").is_dir():
        time.sleep(0.05)
    left = []
    while running.poll() is None and not (left := [name for name in _left_behind(folder) if name.endswith(".part")]):
        time.sleep(0.05)
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda _number: app(folder, "status"), range(2)))
    assert [answer.returncode for answer in told] == [0, 0]
    assert (bool(left), running.poll()) == (True, None), "the backup was over before anything else was started"
    assert set(left) <= set(_left_behind(folder))
    said, problems = running.communicate(timeout=60)
    assert (running.returncode, problems) == (0, ""), said
    (made,) = all_backups(Paths(folder), FakeClock.at())
    assert looked_at(made).is_sound
    assert _left_behind(folder) == []


@pytest.mark.usefixtures("strace")
def test_a_folder_that_cannot_be_flushed_once_all_is_in_place_is_not_told_as_nothing_saved(tmp_path: Path) -> None:
    """The journal is gone by then: to say that nothing was saved would have it saved twice."""
    whole, folder, log = tmp_path / "whole", tmp_path / "data", tmp_path / "log"
    _a_diary(whole)
    shutil.copytree(whole, folder)
    assert app(whole, *SAVE.arguments, before=under_strace(log)).returncode == 0
    last = [number for name, number in calls_on(log, whole) if name == "fdatasync"][-1]
    told = app(folder, *SAVE.arguments, before=under_strace(log, f"fdatasync:error=EIO:when={last}"))
    assert f"<{folder}>) = -1 EIO" in log.read_text(encoding="utf-8")
    assert (told.returncode, told.stderr) == (0, "")
    assert kept_notes(folder) == SAVE.after


def _works_after(folder: Path) -> None:
    with closing(open_in(folder)) as database:
        EntryStore(database).put([an_entry(note="later")], NOW)
        assert database.conn.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert "later" in kept_notes(folder)


def test_a_full_disk_is_told_and_everything_works_after(tmp_path: Path) -> None:
    """Within one box of 600 kB: a diary, a filler that takes the rest, a save that fails, room again, a save that works."""
    folder = tmp_path / "small"
    folder.mkdir()
    run = shlex.join([sys.executable, str(MAIN), "--data-dir", f"{folder}/d"])
    script = f"""
        {run} log 5 --note old || exit 90
        dd if=/dev/zero of={folder}/filler bs=1k 2>/dev/null
        for number in 1 2 3 4 5 6; do {run} log 4 --note "$(printf 'x%.0s' $(seq 1 9000))" >/dev/null; code=$?; [ $code = 0 ] || break; done
        echo "saving: $code"
        {run} export {folder}/table.csv >/dev/null; echo "exporting: $?"
        {run} backup >/dev/null; echo "backup: $?"
        {run} entries | grep -c old
        ls {folder} {folder}/d {folder}/d/backups
        rm {folder}/filler
        {run} log 3 --note later >/dev/null || exit 91
        {run} check || exit 92
        {run} entries | grep -c later
    """
    box = in_a_box("--size", "600000", "--tmpfs", str(folder))
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}  # bash says so itself where the computer has not the language that is asked for
    told = subprocess.run([*box, "bash", "-c", script], capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert [line for line in lines if ": 1" in line] == ["saving: 1", "exporting: 1", "backup: 1"]
    assert [line for line in lines if line == "1"] == ["1", "1"]
    assert "diary.sqlite3" in lines
    assert not [line for line in lines if line.endswith((".part", "-journal", "table.csv")) or line.startswith("diary-2")]
    problems = told.stderr.splitlines()
    assert len(problems) == 3
    assert "full" in problems[0].lower()
    assert all(problem.endswith(".") for problem in problems)


def test_a_folder_that_can_only_be_read_is_named_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    _a_diary(folder)
    before = (folder / "diary.sqlite3").read_bytes()
    box = in_a_box("--ro-bind", str(tmp_path), str(tmp_path))
    reading = app(folder, "entries", before=box)
    assert (reading.returncode, "old" in reading.stdout) == (0, True), reading.stderr
    beside = str(folder.with_suffix(".csv"))  # in a folder of the person's own, which can be written as little
    for arguments in (("log", "4"), ("backup",), ("episode", "start"), ("export", beside), ("restore", str(folder / "diary.sqlite3"))):
        told = app(folder, *arguments, before=box)
        assert (told.returncode, is_one_sentence(told)) == (1, True), told.stderr
        assert str(folder) in told.stderr
    told = app(tmp_path / "another", "log", "4", before=box)
    assert (told.returncode, is_one_sentence(told), str(tmp_path / "another") in told.stderr) == (1, True, True), told.stderr
    assert (folder / "diary.sqlite3").read_bytes() == before


def test_an_old_diary_in_a_folder_that_can_only_be_read_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    before = all_rows(an_old_diary(folder, 3))
    told = app(folder, "status", before=in_a_box("--ro-bind", str(tmp_path), str(tmp_path)))
    assert (told.returncode, is_one_sentence(told), str(folder) in told.stderr) == (1, True, True), told.stderr
    assert all_rows(folder / "diary.sqlite3") == before


def test_two_programs_that_write_at_once_both_keep_their_entries(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda number: app(folder, "log", "5", "--note", f"entry {number}"), range(6)))
    assert [answer.returncode for answer in told] == [0] * 6, [answer.stderr for answer in told]
    assert kept_notes(folder) == [f"entry {number}" for number in range(6)]


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_lock_held_too_long_is_told_after_about_five_seconds(tmp_path: Path, lock: str) -> None:
    folder = tmp_path / "data"
    _a_diary(folder)
    with closing(sqlite3.connect(folder / "diary.sqlite3", isolation_level=None)) as holder:
        holder.execute(f"BEGIN {lock}")
        start = time.monotonic()
        told = app(folder, "log", "4", "--note", "new")
        waited = time.monotonic() - start
        holder.execute("ROLLBACK")
    assert (told.returncode, is_one_sentence(told)) == (1, True), told.stderr
    assert "Another program" in told.stderr
    assert 4 < waited < 9
    assert kept_notes(folder) == ["old"]
