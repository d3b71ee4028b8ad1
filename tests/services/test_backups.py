"""Backups when due, restoring, checking, and settings that stay."""

from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.errors import DiaryDamaged, Refused


def test_a_backup_is_due_half_an_hour_after_the_last(tracker: Tracker, clock: FakeClock) -> None:
    assert tracker.backups.newest_backup_at() is None
    first = tracker.backups.back_up_if_due()
    assert first is not None
    assert tracker.backups.newest_backup_at() == clock.now()
    clock.advance(minutes=29, seconds=59)
    assert tracker.backups.back_up_if_due() is None
    clock.advance(seconds=1)
    assert tracker.backups.back_up_if_due() is not None
    clock.advance(days=-10)
    assert tracker.backups.newest_backup_at() is None  # they are dated ahead now, and say nothing of how old the newest is
    assert tracker.backups.back_up_if_due() is not None
    assert tracker.backups.newest_backup_at() == clock.now()


def test_restoring_brings_back_what_was_and_keeps_what_is(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    tracker.journal.add(an_entry(3))
    kept = tracker.backups.back_up(tmp_path / "kept.sqlite3")
    tracker.journal.add(an_entry(4))
    clock.advance(minutes=1)
    change = tracker.backups.restore(kept)
    assert (change.touched, [entry.pain for entry in tracker.journal.pain_entries()]) == (Touched.DIARY, [3])
    (before,) = tracker.diary.backups()
    tracker.backups.restore(before.path)
    assert [entry.pain for entry in tracker.journal.pain_entries()] == [3, 4]


def test_what_a_restore_replaced_can_be_got_back_for_30_days(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    tracker.journal.add(an_entry(3, note="old"))
    old = tracker.backups.back_up(tmp_path / "old.sqlite3")
    tracker.journal.add(an_entry(4, note="acknowledged"))
    tracker.backups.restore(old)
    (before,) = tracker.diary.backups()
    for _day in range(31):
        tracker.backups.back_up()  # as at quitting, the first of them within the same second
        clock.advance(days=1)
    tracker.backups.restore(before.path)
    assert [entry.note for entry in tracker.journal.entries()] == ["old", "acknowledged"]
    tracker.history.undo()
    assert [entry.note for entry in tracker.journal.entries()] == ["old"]
    assert tracker.history.undo() is None  # what was done before was done to another diary


@pytest.mark.parametrize("way", ["its name", "a link", "a second name"])
def test_the_diary_is_not_backed_up_onto_itself(tracker: Tracker, tmp_path: Path, way: str) -> None:
    tracker.journal.add(an_entry(3))
    diary = tracker.diary.paths.diary
    before, file = diary.read_bytes(), diary if way == "its name" else tmp_path / "other"
    if way == "a link":
        file.symlink_to(diary)
    elif way == "a second name":
        file.hardlink_to(diary)
    with pytest.raises(Refused, match="own folder"):
        tracker.backups.back_up(file)
    assert diary.read_bytes() == before


def test_a_restore_that_is_refused_makes_no_backup_either(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("x" * 200, encoding="utf-8")
    with pytest.raises(Refused):
        tracker.backups.restore(tmp_path / "text")
    assert tracker.diary.backups() == []


def test_a_check_counts_the_entries_and_tells_what_cannot_be_read(tracker: Tracker) -> None:
    assert "0 entries" in tracker.backups.check()
    tracker.journal.add(an_entry(3))
    assert "1 entry" in tracker.backups.check()
    tracker.diary._database.conn.execute("DELETE FROM pain")
    tracker.diary._database.conn.commit()
    with pytest.raises(DiaryDamaged, match="1 entry of the diary cannot be read"):
        tracker.backups.check()


def test_what_another_program_writes_is_noticed(tracker: Tracker, clock: FakeClock) -> None:
    from tests.services.diaries import opened

    before = tracker.backups.written_elsewhere()
    tracker.journal.add(an_entry())
    assert tracker.backups.written_elsewhere() == before
    other = opened(tracker.backups.folder, clock)
    other.journal.add(an_entry())
    other.close()
    assert tracker.backups.written_elsewhere() != before


def test_chosen_settings_stay(tracker: Tracker, clock: FakeClock) -> None:
    from tests.services.diaries import opened

    tracker.settings.choose(theme="dark")
    other = opened(tracker.backups.folder, clock)
    assert other.settings.now.theme == tracker.settings.now.theme == "dark"
    other.close()
