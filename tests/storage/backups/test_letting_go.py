"""Letting go of what cannot be read: the damaged diary is kept beside, the rest is whole, and nothing that can be read is lost."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.storage.damaging import a_diary_to_damage, lost_by_letting_go
from tests.storage.diaries import NOW, a_filled_diary, all_rows, open_in
from tracker.errors import Refused
from tracker.paths import Paths
from tracker.storage.backups import letting_go
from tracker.storage.checksums import DETAILS, RECORDS
from tracker.storage.diary import Diary
from tracker.storage.entries import EntryStore

pytestmark = pytest.mark.damaged
PAGE = 4096


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths(tmp_path / "data")
    a_filled_diary(paths.data)
    return paths


def spoil(paths: Paths, *statements: str) -> None:
    """Change what stands in the file, past all that the app does."""
    with closing(sqlite3.connect(paths.diary)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            conn.execute(statement)
        conn.commit()


def let_go(paths: Paths) -> Path:
    with closing(Diary(paths)) as diary:
        kept = diary.let_go(NOW).copy
        assert diary.damage() == diary.damage_noticed() == ()
        diary.check()
        assert diary.back_up(NOW).path.exists()
    return kept


def test_what_cannot_be_read_is_gone_all_else_is_there_and_backups_are_made_again(paths: Paths) -> None:
    before = all_rows(paths.diary)
    with closing(sqlite3.connect(paths.diary)) as conn:
        (gone,) = conn.execute("SELECT id FROM entries WHERE kind = 'pain' ORDER BY id LIMIT 1").fetchone()
    spoil(paths, f"UPDATE pain SET pain = 1.5 WHERE entry_id = '{gone}'")  # noqa: S608 - an id of our own
    let_go(paths)
    after = all_rows(paths.diary)
    tallies = {"tallies", "entry_tallies", "passing_tallies"}
    for table in before.keys() - tallies - {"imported_entries"}:
        assert after[table] == [row for row in before[table] if gone not in row], table
    assert len(after["entries"]) == len(before["entries"]) - 1


def test_the_damaged_diary_is_kept_beside_for_the_person_alone(paths: Paths) -> None:
    spoil(paths, "UPDATE entries SET note = 'changed'")
    before = all_rows(paths.diary)
    kept = let_go(paths)
    assert (kept.name, kept.stat().st_mode & 0o777) == ("damaged-20261125T130500Z-diary.sqlite3", 0o600)
    assert all_rows(kept) == before


@pytest.mark.parametrize("table", sorted(RECORDS))
def test_any_record_can_be_let_go_of_with_all_that_goes_with_it(paths: Paths, table: str) -> None:
    spoil(paths, f"UPDATE {table} SET updated_at = '2026-q1-24'")  # noqa: S608 - a name of our own
    let_go(paths)
    with closing(sqlite3.connect(paths.diary)) as conn:
        assert conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 - as above
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("table", sorted(DETAILS))
def test_a_row_that_strayed_goes_back_to_the_record_it_makes_whole(paths: Paths, table: str) -> None:
    before, owner = all_rows(paths.diary), DETAILS[table][0]
    spoil(
        paths,
        f"UPDATE {table} SET {owner} = 'x' || substr({owner}, 2) WHERE rowid = (SELECT min(rowid) FROM {table})",  # noqa: S608 - names of our own
    )
    let_go(paths)
    assert before[table]
    assert all_rows(paths.diary) == before


def test_a_record_that_is_missing_is_missed_no_more(paths: Paths) -> None:
    spoil(paths, "DELETE FROM entries WHERE kind = 'dose'", "DELETE FROM questions", "DELETE FROM episodes")
    let_go(paths)


def test_an_index_that_leads_astray_is_made_anew_and_nothing_is_lost(paths: Paths) -> None:
    before = all_rows(paths.diary)
    with closing(sqlite3.connect(paths.diary)) as conn:
        roots = [root for (root,) in conn.execute("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'entries' AND type = 'index'")]
    content = bytearray(paths.diary.read_bytes())
    for root in roots:
        page = content[(root - 1) * PAGE : root * PAGE]
        page[3:5] = b"\x00\x00"  # so many cells
        content[(root - 1) * PAGE : root * PAGE] = page
    paths.diary.write_bytes(content)
    let_go(paths)
    assert all_rows(paths.diary) == before


def test_a_page_that_is_gone_takes_only_what_stood_on_it(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data")
    paths.data.mkdir(mode=0o700)
    with closing(open_in(paths.data)) as database:
        EntryStore(database).put([an_entry(3, NOW - timedelta(hours=number), note=f"note {number} " * 20) for number in range(400)], NOW)
    content = bytearray(paths.diary.read_bytes())
    start = next(start for start in range(20 * PAGE, len(content), PAGE) if content[start] == 0x0D and b"note 7" in content[start : start + PAGE])
    held = int.from_bytes(content[start + 3 : start + 5])
    content[start : start + PAGE] = bytes(PAGE)
    paths.diary.write_bytes(content)
    let_go(paths)
    with closing(open_in(paths.data)) as database:
        assert len(EntryStore(database).between()) == 400 - held


def test_a_row_with_the_last_number_there_is_is_read_too(paths: Paths) -> None:
    before = all_rows(paths.diary)
    spoil(paths, "UPDATE questions SET rowid = 9223372036854775807")
    let_go(paths)
    assert before["questions"]
    assert all_rows(paths.diary) == before


def test_where_it_fails_the_diary_is_as_it_was_and_no_copy_is_left(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(paths, "UPDATE entries SET note = 'changed'")
    before, names = paths.diary.read_bytes(), sorted(file.name for file in paths.data.iterdir())

    def refuse(*_arguments: object) -> None:
        raise Refused("no room")

    monkeypatch.setattr(letting_go, "readable_aside", refuse)
    with closing(Diary(paths)) as diary, pytest.raises(Refused, match="no room"):
        diary.let_go(NOW)
    assert paths.diary.read_bytes() == before
    assert sorted(file.name for file in paths.data.iterdir()) == names


# A bit of an instant, of a word's role, of a day: the table says something else than the index does, which the app goes by.
@pytest.mark.parametrize("seed", [1, 146, 178, 305])
def test_what_an_index_still_has_as_it_was_written_is_not_let_go_of(tmp_path: Path, seed: int) -> None:
    assert lost_by_letting_go(a_diary_to_damage(tmp_path / "pristine"), seed, tmp_path / "data") == set()
