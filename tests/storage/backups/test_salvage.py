"""What can be read of a damaged diary is saved into a whole one, and the damaged one is left as it is."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.storage.diaries import NOW, a_filled_diary, all_rows, open_in
from tracker.errors import Refused
from tracker.paths import Paths
from tracker.storage.backups.salvage import copy_readable
from tracker.storage.backups.soundness import is_whole
from tracker.storage.connection import connect, refuse_unsound
from tracker.storage.diary import Diary
from tracker.storage.entries import EntryStore

PAGE = 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "diary").mkdir()
    return tmp_path / "diary"


def a_long_diary(folder: Path) -> Path:
    """A diary of several hundred entries with notes, which fill many pages."""
    with closing(open_in(folder)) as database:
        entries = [an_entry(3, NOW - timedelta(hours=number), note=f"note {number} " * 20) for number in range(400)]
        EntryStore(database).put(entries, NOW)
    return folder / "diary.sqlite3"


def notes(file: Path) -> list[str]:
    with closing(connect(file, writable=False)) as database:
        refuse_unsound(database)
        assert EntryStore(database).unreadable() == []
        return [entry.note for entry in EntryStore(database).between()]


def test_of_a_whole_diary_all_is_saved(folder: Path, tmp_path: Path) -> None:
    diary = a_filled_diary(folder)
    before = diary.read_bytes()
    assert copy_readable(diary, folder, tmp_path / "saved.sqlite3") > 0
    assert all_rows(tmp_path / "saved.sqlite3") == all_rows(diary)
    assert diary.read_bytes() == before
    assert [file.name for file in folder.iterdir() if file.name.startswith(".")] == []


def test_a_page_that_is_gone_takes_none_of_the_others_with_it(folder: Path, tmp_path: Path) -> None:
    diary = a_long_diary(folder)
    content = bytearray(diary.read_bytes())
    holding = next(start for start in range(20 * PAGE, len(content), PAGE) if content[start] == 0x0D and b"note 7" in content[start : start + PAGE])
    held = int.from_bytes(content[holding + 3 : holding + 5])
    content[holding : holding + PAGE] = bytes(PAGE)
    diary.write_bytes(content)
    count = copy_readable(diary, folder, tmp_path / "saved.sqlite3")
    assert count == 400 - held
    assert len(notes(tmp_path / "saved.sqlite3")) == count


def test_an_entry_that_cannot_be_read_is_left_out(folder: Path, tmp_path: Path) -> None:
    diary = a_long_diary(folder)
    with closing(sqlite3.connect(diary)) as conn, conn:
        conn.execute("UPDATE entries SET day = '2026-q1-24' WHERE note LIKE 'note 17 %'")
    assert copy_readable(diary, folder, tmp_path / "saved.sqlite3") == 399
    assert not any(note.startswith("note 17 ") for note in notes(tmp_path / "saved.sqlite3"))


@pytest.mark.parametrize("content", [b"", bytes(PAGE), b"SQLite format 3\x00" + bytes(PAGE)], ids=["empty", "zeroes", "no header"])
def test_where_nothing_can_be_read_nothing_is_written(folder: Path, tmp_path: Path, content: bytes) -> None:
    (folder / "diary.sqlite3").write_bytes(content)
    with pytest.raises(Refused):
        copy_readable(folder / "diary.sqlite3", folder, tmp_path / "saved.sqlite3")
    assert not (tmp_path / "saved.sqlite3").exists()
    assert (folder / "diary.sqlite3").read_bytes() == content


def test_a_diary_without_its_list_of_tables_is_refused_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    diary = a_long_diary(folder)
    content = bytearray(diary.read_bytes())
    content[100:PAGE] = bytes(PAGE - 100)
    diary.write_bytes(content)
    with pytest.raises(Refused, match="Nothing can be read"):
        copy_readable(diary, folder, tmp_path / "saved.sqlite3")


@pytest.mark.parametrize("letter", [0xD4, 0x8A])
def test_a_name_in_the_list_of_tables_that_is_no_text_is_refused_in_a_sentence(folder: Path, tmp_path: Path, letter: int) -> None:
    diary = a_long_diary(folder)
    content = bytearray(diary.read_bytes())
    content[content.index(b"CREATE TABLE") + len("CREATE TABLE ") + 1] = letter
    diary.write_bytes(content)
    with pytest.raises(Refused, match="Nothing can be read"):
        copy_readable(diary, folder, tmp_path / "saved.sqlite3")


def test_a_backup_of_a_damaged_diary_is_not_whole(folder: Path) -> None:
    a_long_diary(folder)
    with closing(Diary(Paths(folder))) as diary:
        backup = diary.back_up(NOW).path
    assert is_whole(backup)
    with closing(sqlite3.connect(backup)) as conn, conn:
        conn.execute("UPDATE entries SET day = '2026-q1-24' WHERE note LIKE 'note 17 %'")
    assert not is_whole(backup)
