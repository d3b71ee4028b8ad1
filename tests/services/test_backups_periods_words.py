"""Backups when due, periods of the report, and the words for the plan and for entries."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import a_moment, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.storage.diaries import one_of_each
from tracker.app import Tracker
from tracker.changes import Changes
from tracker.domain.entries import EndedBy
from tracker.domain.periods import Period
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.due import QuietHours
from tracker.errors import DiaryDamaged, Refused
from tracker.wording.entries import entry_words, minutes_words, next_words, phase_words

QUIET = QuietHours()


def test_a_backup_is_due_half_an_hour_after_the_last(tracker: Tracker, clock: FakeClock) -> None:
    assert tracker.safekeeping.newest_backup_at() is None
    first = tracker.safekeeping.back_up_if_due()
    assert first is not None
    assert tracker.safekeeping.newest_backup_at() == clock.now()
    clock.advance(minutes=29, seconds=59)
    assert tracker.safekeeping.back_up_if_due() is None
    clock.advance(seconds=1)
    assert tracker.safekeeping.back_up_if_due() is not None
    clock.advance(days=-10)
    assert tracker.safekeeping.back_up_if_due() is not None


def test_restoring_brings_back_what_was_and_keeps_what_is(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    tracker.journal.add(an_entry(3))
    kept = tracker.safekeeping.back_up(tmp_path / "kept.sqlite3")
    tracker.journal.add(an_entry(4))
    clock.advance(minutes=1)
    deed = tracker.safekeeping.restore(kept)
    assert (deed.changes, [entry.pain for entry in tracker.journal.pain_entries()]) == (Changes.DIARY, [3])
    (before,) = tracker.diary.backups()
    tracker.safekeeping.restore(before.path)
    assert [entry.pain for entry in tracker.journal.pain_entries()] == [3, 4]


def test_a_restore_that_is_refused_makes_no_backup_either(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("x" * 200, encoding="utf-8")
    with pytest.raises(Refused):
        tracker.safekeeping.restore(tmp_path / "text")
    assert tracker.diary.backups() == []


def test_a_check_counts_the_entries_and_tells_what_cannot_be_read(tracker: Tracker) -> None:
    assert "0 entries" in tracker.safekeeping.check()
    tracker.journal.add(an_entry(3))
    assert "1 entry" in tracker.safekeeping.check()
    tracker.diary._database.conn.execute("DELETE FROM pain")
    tracker.diary._database.conn.commit()
    with pytest.raises(DiaryDamaged, match="1 entry of the diary cannot be read"):
        tracker.safekeeping.check()


def test_what_another_program_writes_is_noticed(tracker: Tracker, clock: FakeClock) -> None:
    from tests.services.diaries import opened

    before = tracker.safekeeping.written_elsewhere()
    tracker.journal.add(an_entry())
    assert tracker.safekeeping.written_elsewhere() == before
    other = opened(tracker.safekeeping.folder, clock)
    other.journal.add(an_entry())
    other.close()
    assert tracker.safekeeping.written_elsewhere() != before


def test_chosen_settings_stay(tracker: Tracker, clock: FakeClock) -> None:
    from tests.services.diaries import opened

    tracker.choose(theme="dark")
    other = opened(tracker.safekeeping.folder, clock)
    assert other.settings.theme == tracker.settings.theme == "dark"
    other.close()


def test_periods_follow_the_diary_the_episode_and_the_calendar(tracker: Tracker) -> None:
    reporting, today = tracker.reporting, date(2026, 11, 25)
    assert reporting.whole_diary() == Period(today, today)
    assert reporting.this_episode() is None
    tracker.journal.add(an_entry(5, "2026-10-01T10:00"))
    tracker.journal.add(an_entry(5, "2026-11-20T10:00"))
    assert reporting.whole_diary() == Period(date(2026, 10, 1), date(2026, 11, 20))
    assert reporting.last_days(42) == Period(date(2026, 10, 15), today)
    tracker.planner.start_episode(a_moment("2026-11-10T10:00"))
    assert reporting.this_episode() == Period(date(2026, 11, 10), today)
    tracker.planner.end_episode(a_moment("2026-11-12T10:00"))
    assert reporting.this_episode() == Period(date(2026, 11, 10), date(2026, 11, 12))


def test_a_period_has_the_ends_given_and_the_diarys_otherwise(tracker: Tracker) -> None:
    for when in ("2026-10-01T10:00", "2026-11-20T10:00"):
        tracker.journal.add(an_entry(5, when))
    first, last = date(2026, 10, 1), date(2026, 11, 20)
    period = tracker.reporting.period
    assert period(None, None) == Period(first, last)
    assert period(date(2026, 11, 1), None) == Period(date(2026, 11, 1), last)
    assert period(None, date(2026, 9, 1)) == Period(date(2026, 9, 1), date(2026, 9, 1))
    assert period(date(2026, 12, 1), None) == Period(date(2026, 12, 1), date(2026, 12, 1))
    with pytest.raises(Refused, match="ends before it begins"):
        period(last, first)


def test_sites_are_told_the_most_logged_first(tracker: Tracker) -> None:
    for pain, sites in ((3, ("neck",)), (4, ("neck", "left")), (5, ())):
        tracker.journal.add(an_entry(pain, "2026-11-20T10:00", sites=sites))
    assert tracker.reporting.sites(tracker.reporting.whole_diary())[0] == "neck"
    assert set(tracker.reporting.sites(tracker.reporting.whole_diary())) == {"neck", "left", None}


def test_the_phase_line_says_where_one_is_and_what_comes_next(tracker: Tracker, clock: FakeClock) -> None:
    def line() -> str:
        return phase_words(tracker.timekeeper.status(QUIET)).sentence

    assert line().startswith("No episode.")
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    assert line() == "Ice, hour 47 of 72. Damp heat from Thu 14:10, 72 hours after it began"
    tracker.planner.set_phase(Phase.ICE, a_moment("2026-11-25T10:05"))
    assert line() == "Ice, hour 4 of 72. Damp heat from Sat 10:05, 72 hours after you started again with ice"
    clock.set("2026-11-28T10:05")
    assert line().startswith("Damp heat, since Sat 28 Nov 10:05. Stretches when the pain has eased and you have checked")
    tracker.planner.tick(eased=True, checked=True)
    assert line().endswith("Stretches can begin when you say so.")
    tracker.planner.set_phase(Phase.STRETCH, reason="")
    assert "eased, and checked" in line()
    tracker.planner.end_episode(a_moment(clock.now() + timedelta(minutes=1)))
    clock.advance(minutes=1)
    assert line().startswith("Keeping well, since Sat 28 Nov 10:06.")


def test_the_next_session_is_named_with_its_time(tracker: Tracker, clock: FakeClock) -> None:
    assert next_words(tracker.timekeeper.status(QUIET)) == ""
    tracker.planner.start_episode(a_moment("2026-11-25T09:00"))
    assert next_words(tracker.timekeeper.status(QUIET)) == "Next: ice, when you like"
    tracker.journal.add(a_session("ice", "2026-11-25T12:45", ended_by=EndedBy.BY_HAND))
    assert next_words(tracker.timekeeper.status(QUIET)) == "Next: ice at 14:35"
    clock.set("2026-11-25T23:00")
    assert next_words(tracker.timekeeper.status(QUIET)) == "Next: ice at Thu 07:00"


def test_entries_are_told_in_a_line() -> None:
    words = [entry_words(entry) for entry in one_of_each()]
    assert [(word.time, word.what) for word in words[:4]] == [("08:00", "Pain 4.5"), ("09:00", "Ice"), ("10:00", "Damp heat"), ("18:30", "Driving")]
    assert words[1].text == "20 min, 7 before, 5 after. cold"
    assert words[2].text == "20 min, end presumed"
    assert words[6].text == "20 min, running"
    assert "worse with sitting" in words[0].text
    assert "slept 7 h 15 min" in words[4].text
    assert entry_words(an_activity("gardening")).what == "Gardening"
    assert words[1].sentence == "09:00, Ice, 20 min, 7 before, 5 after. cold"


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 min"), (59.4, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (1440, "24 h")])
def test_lengths_are_told_in_hours_and_minutes(minutes: float, words: str) -> None:
    assert minutes_words(minutes) == words
