"""What killed programs left behind is swept at the next start: that of the dead alone, never through a link, and nothing else."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.diaries import NOW, a_filled_diary
from tracker.files import atomic_write, name_aside
from tracker.paths import Paths
from tracker.storage.backups.leftovers import OLD_SECONDS, sweep
from tracker.storage.diary import Diary

ENDINGS = [(".", ".part"), (".aside-", ".sqlite3"), (".aside-", ".sqlite3-journal")]
OLD = [".0123456789abcdef.part", ".aside-0123456789ab.sqlite3", ".aside-0123456789ab.sqlite3-journal", ".rescued-20261125T130500Z.sqlite3"]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    a_filled_diary(tmp_path / "data")
    paths = Paths(tmp_path / "data")
    paths.backups.mkdir()
    return paths


def _by_another(start: str, ending: str) -> str:
    """The name that a process which is over has given to a file aside."""
    script = "import sys; from tracker.files import atomic_write, name_aside; print(name_aside(*sys.argv[1:]))"
    return subprocess.run([sys.executable, "-c", script, start, ending], capture_output=True, text=True, check=True).stdout.strip()


def _all(paths: Paths) -> list[str]:
    return sorted(str(path.relative_to(paths.data)) for path in paths.data.rglob("*"))


def test_what_dead_processes_left_goes_and_what_belongs_to_the_living_stays(paths: Paths) -> None:
    mine = [name_aside(start, ending) for start, ending in ENDINGS]
    before = _all(paths)
    for folder in (paths.data, paths.backups):
        for name in [*mine, *(_by_another(start, ending) for start, ending in ENDINGS)]:
            (folder / name).write_text("a whole diary", encoding="utf-8")
    archive = paths.data / (_by_another(".aside-", "-") + "abcd_123")
    archive.mkdir()
    (archive / "diary.json").write_text("a whole diary", encoding="utf-8")
    my_archive = paths.data / (name_aside(".aside-", "-") + "abcd_123")
    my_archive.mkdir()
    assert not sweep(paths, NOW)
    assert _all(paths) == sorted([*before, *mine, *(f"backups/{name}" for name in mine), my_archive.name])


def test_what_another_start_of_the_computer_left_goes(paths: Paths) -> None:
    before = _all(paths)
    (paths.data / f".{'0' * 7}1-{os.getpid()}-0123456789ab.part").touch()
    sweep(paths, NOW)
    assert _all(paths) == before


def test_what_an_earlier_version_left_goes_an_hour_later(paths: Paths) -> None:
    before = _all(paths)
    old_folder, young_folder = paths.data / ".aside-abcdefg1", paths.data / ".aside-abcdefg2"
    for file in (paths.data / name for name in OLD):
        file.touch()
        os.utime(file, (NOW.timestamp() - OLD_SECONDS - 1,) * 2)
    for folder, age in ((old_folder, OLD_SECONDS + 1), (young_folder, 0)):
        folder.mkdir()
        os.utime(folder, (NOW.timestamp() - age,) * 2)
    young = paths.backups / ".fedcba9876543210.part"
    young.touch()
    os.utime(young, (NOW.timestamp(),) * 2)
    sweep(paths, NOW)
    assert _all(paths) == sorted([*before, f"backups/{young.name}", young_folder.name])


def test_nothing_else_goes_and_no_link_is_followed(paths: Paths, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("mine", encoding="utf-8")
    dead = [_by_another(start, ending) for start, ending in ENDINGS]
    (paths.data / dead[0]).symlink_to(precious / "thesis.txt")
    (paths.data / (_by_another(".aside-", "-") + "abcd_123")).symlink_to(precious)
    (paths.data / dead[1]).mkdir()  # the name of a file
    for name in (
        "notes.part",
        ".part",
        f"x{dead[0]}",
        f"{dead[0]}x",
        "diary.sqlite3-mj123",
        "other.sqlite3-mj0123456789",
        ".aside-of-mine.sqlite3",
        "damaged-20261125T130500Z-diary.sqlite3",
    ):
        (paths.data / name).touch()
        os.utime(paths.data / name, (1, 1))
    within = _by_another(".aside-", "-") + "abcd_124"
    (paths.data / within).mkdir()
    (paths.data / within / "link").symlink_to(precious)
    before = _all(paths)
    assert not sweep(paths, NOW)
    assert _all(paths) == sorted(set(before) - {within, f"{within}/link"})
    assert (precious / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_of_backups_that_is_a_link_is_the_persons_own(paths: Paths, tmp_path: Path) -> None:
    paths.backups.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    left = elsewhere / _by_another(".", ".part")
    left.touch()
    paths.backups.symlink_to(elsewhere)
    sweep(paths, NOW)
    assert left.exists()


def test_what_cannot_be_removed_is_no_reason_to_stop(paths: Paths) -> None:
    shutil.rmtree(paths.backups)
    sweep(paths, NOW)
    sweep(Paths(paths.data / "nowhere"), NOW)


def test_a_super_journal_goes_once_nobody_writes(paths: Paths) -> None:
    left, link = paths.data / "diary.sqlite3-mj0123456AB", paths.data / "diary.sqlite3-mj0123456AC"
    left.touch()
    link.symlink_to(paths.diary)
    diary = Diary(paths)
    with closing(sqlite3.connect(paths.diary)) as other, closing(diary):
        other.execute("BEGIN IMMEDIATE")
        diary._database.conn.execute("PRAGMA busy_timeout = 1")
        diary.sweep(NOW)
        assert left.exists()
        other.rollback()
        diary.sweep(NOW)
        assert not left.exists()
        assert link.is_symlink()


def test_a_part_beside_an_export_that_was_killed_goes_with_the_next_one_into_that_folder(tmp_path: Path) -> None:
    """Nobody looks into the folders of a person at a start; but whoever writes there again takes away what was left, and nothing else."""
    other_start = f".{'0' * 7}1-{os.getpid()}-{{}}.part"
    left, living = tmp_path / _by_another(".", ".part"), tmp_path / name_aside(".", ".part")
    old, young = tmp_path / other_start.format("0" * 12), tmp_path / other_start.format("1" * 12)
    strangers = [tmp_path / name for name in (".notes.part", "table.csv.part", f"{left.name}~")]
    linked = tmp_path / _by_another(".", ".part")
    for file in (left, living, old, young, *strangers):
        file.write_text("a whole diary", encoding="utf-8")
    linked.symlink_to(strangers[0])
    os.utime(old, times=(old.stat().st_atime, old.stat().st_mtime - OLD_SECONDS - 60))
    atomic_write(tmp_path / "table.csv", b"entries")
    assert sorted(tmp_path.iterdir()) == sorted([living, young, *strangers, linked, tmp_path / "table.csv"])
