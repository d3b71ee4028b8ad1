"""Backups when due, restoring, checking, and settings that stay."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.storage.diaries import all_rows
from tracker.app import Tracker, open_tracker
from tracker.changes import Touched
from tracker.domain.backups import Why
from tracker.errors import DiaryDamaged, Refused
from tracker.paths import Paths
from tracker.services.backups import OF_DAMAGE


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


@pytest.mark.damaged
def test_a_check_counts_the_entries_and_tells_what_cannot_be_read(tracker: Tracker) -> None:
    assert "0 entries" in tracker.backups.check()
    tracker.journal.add(an_entry(3))
    assert "1 entry" in tracker.backups.check()
    tracker.diary._database.conn.execute("DELETE FROM pain")
    tracker.diary._database.conn.commit()
    with pytest.raises(DiaryDamaged, match="1 entry of November 2026 cannot be read"):
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


def test_a_backup_at_quitting_that_fails_is_told_at_the_next_start_and_once(tracker: Tracker, clock: FakeClock) -> None:
    from tests.services.diaries import opened

    folder = tracker.diary.paths.backups
    folder.write_text("in the way", encoding="utf-8")
    tracker.backups.back_up_at_quitting()
    later = opened(tracker.backups.folder, clock)
    assert "cannot be used" in later.backups.failure_at_quitting()
    assert later.backups.failure_at_quitting() == ""
    later.backups.back_up_at_quitting()
    folder.unlink()
    later.backups.back_up_at_quitting()
    assert later.backups.failure_at_quitting() == ""
    later.close()


KEPT = [Why.RESTORE, Why.PLAN, Why.MERGE]


@pytest.mark.parametrize("why", KEPT)
def test_what_a_restore_a_plan_and_a_merge_change_is_kept_for_30_days_and_comes_back(
    tracker: Tracker, clock: FakeClock, tmp_path: Path, why: Why
) -> None:
    tracker.journal.add(an_entry(3, note="before"))
    plan = tracker.plans.in_force()
    _change_all(tracker, clock, tmp_path, why)
    (kept,) = [backup for backup in tracker.backups.all() if backup.why]
    assert (kept.why, kept.entries, kept.kept_until) == (why, 1, clock.now() + timedelta(days=30))
    before, changed = tracker.plans.in_force(), [entry.note for entry in tracker.journal.entries()]
    for _day in range(30):
        clock.advance(days=1)
        tracker.backups.back_up()
    tracker.backups.restore(kept.path)
    assert [entry.note for entry in tracker.journal.entries()] == ["before"]
    assert tracker.plans.in_force() == plan
    tracker.history.undo()
    assert ([entry.note for entry in tracker.journal.entries()], tracker.plans.in_force()) == (changed, before)


def _change_all(tracker: Tracker, clock: FakeClock, folder: Path, why: Why) -> None:
    from tests.services.diaries import opened

    if why is Why.PLAN:
        plan = folder / "plan.toml"
        plan.write_text(tracker.plans.toml().replace(f'name = "{tracker.plans.in_force().name}"', 'name = "Another"'), encoding="utf-8")
        assert tracker.plans.import_file(plan).touched
        assert not tracker.plans.import_file(plan).touched  # it says that already, and nothing is kept for it
        return
    other = opened(folder / "other", clock)
    other.journal.add(an_entry(4, note="from elsewhere"))
    if why is Why.RESTORE:
        tracker.backups.restore(other.backups.back_up(folder / "other.sqlite3"))
    else:
        other.merging.export(folder / "other.json")
        tracker.merging.merge(folder / "other.json", dry_run=True)
        tracker.merging.merge(folder / "other.json")
        tracker.merging.merge(folder / "other.json")  # nothing is new in it, and nothing is kept for it
    other.close()


def test_where_the_diary_cannot_be_kept_nothing_is_changed(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    tracker.journal.add(an_entry(3, note="before"))
    other = tmp_path / "elsewhere"
    other.mkdir()
    tracker.diary.paths.backups.symlink_to(other)
    plan = tracker.plans.in_force()
    for why in KEPT:
        with pytest.raises(Refused, match="link"):
            _change_all(tracker, clock, tmp_path, why)
        assert ([entry.note for entry in tracker.journal.entries()], tracker.plans.in_force()) == (["before"], plan)


def test_a_damaged_diary_is_put_aside_and_its_newest_sound_backup_kept_where_another_takes_its_place(
    tracker: Tracker, clock: FakeClock, tmp_path: Path
) -> None:
    tracker.journal.add(an_entry(3, note="old"))
    old = tracker.backups.back_up(tmp_path / "old.sqlite3")
    tracker.journal.add(an_entry(4, note="new"))
    good = tracker.backups.back_up()
    _damage(tracker)
    clock.advance(hours=1)
    damaged = all_rows(tracker.diary.paths.diary)
    with pytest.raises(DiaryDamaged):
        tracker.backups.back_up_if_due()
    with pytest.raises(DiaryDamaged):
        tracker.backups.back_up(tmp_path / "by hand.sqlite3")
    assert not (tmp_path / "by hand.sqlite3").exists()
    tracker.backups.restore(old)
    assert [entry.note for entry in tracker.journal.entries()] == ["old"]
    assert [(backup.path, backup.why) for backup in tracker.backups.all()] == [(good, Why.RESTORE)]
    (aside,) = tracker.backups.folder.glob("damaged-*.sqlite3")
    assert all_rows(aside) == damaged
    assert tracker.backups.check()


def test_a_changed_cell_keeps_backups_from_being_made_and_none_goes(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    tracker.journal.add(an_entry(3, note="new"))
    good = [tracker.backups.back_up()]
    clock.advance(hours=1)
    tracker.diary._database.conn.execute("UPDATE pain SET pain = 9")
    tracker.diary._database.conn.commit()
    tracker.backups.back_up_at_quitting()
    assert tracker.backups.failure_at_quitting() == OF_DAMAGE
    with pytest.raises(DiaryDamaged) as refused:
        tracker.backups.back_up(tmp_path / "by hand.sqlite3")
    assert [unreadable.part for unreadable in refused.value.unreadable] == ["entries"]
    assert list(tmp_path.glob("*by hand*")) == []
    assert [backup.path for backup in tracker.backups.all()] == good
    tracker.backups.restore(good[0])
    assert [entry.note for entry in tracker.journal.entries()] == ["new"]
    assert tracker.diary.damage() == ()


def _damage(tracker: Tracker) -> None:
    conn = tracker.diary._database.conn
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("DELETE FROM entries WHERE note = 'new'")
    conn.commit()
    conn.execute("PRAGMA foreign_keys = ON")


class _Jumps(NamedTuple):
    """What happens: so long goes by, the clock is set by so much, and a backup is written or not."""

    passing: timedelta
    jump: timedelta
    backs_up: bool


JUMPS = st.lists(
    st.builds(
        _Jumps,
        st.one_of(st.integers(0, 90), st.integers(0, 3 * 86_400)).map(lambda seconds: timedelta(seconds=seconds)),
        st.one_of(st.just(0), st.integers(-120, 120), st.integers(-400 * 86_400, 400 * 86_400)).map(lambda seconds: timedelta(seconds=seconds)),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(JUMPS)
def test_whatever_the_clock_does_the_newest_is_of_the_truth_and_none_goes_within_its_minute(steps: list[_Jumps]) -> None:
    clock = FakeClock.at()
    with TemporaryDirectory() as folder, closing(open_tracker(Paths(Path(folder)), clock)) as tracker:
        written: list[tuple[Path, timedelta]] = []
        for step in steps:
            clock.advance(step.passing)
            clock.turn(step.jump)
            if step.backs_up:
                written.append((tracker.backups.back_up(), clock.since_boot))
            there = [backup.path for backup in tracker.backups.all()]
            assert all(path in there for path, since in written if clock.since_boot - since < timedelta(minutes=1))
            made_at = tracker.backups.newest_backup_at()
            assert made_at is None or made_at < clock.now() + timedelta(minutes=1)
            if step.backs_up:
                assert made_at is not None
                assert abs(made_at - clock.now()) < timedelta(minutes=1)
                assert tracker.backups.back_up_if_due() is None
