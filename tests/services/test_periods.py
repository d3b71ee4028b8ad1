"""The days that charts and the report can be of, and the sites logged in them."""

from datetime import date

import pytest

from tests.builders import a_moment, an_entry
from tracker.app import Tracker
from tracker.domain.periods import Period
from tracker.errors import Refused


def test_periods_follow_the_diary_the_episode_and_the_calendar(tracker: Tracker) -> None:
    periods, today = tracker.periods, date(2026, 11, 25)
    assert periods.whole_diary() == Period(today, today)
    assert periods.this_episode() is None
    tracker.journal.add(an_entry(5, "2026-10-01T10:00"))
    tracker.journal.add(an_entry(5, "2026-11-20T10:00"))
    assert periods.whole_diary() == Period(date(2026, 10, 1), date(2026, 11, 20))
    assert periods.last_days(42) == Period(date(2026, 10, 15), today)
    tracker.planner.start_episode(a_moment("2026-11-10T10:00"))
    assert periods.this_episode() == Period(date(2026, 11, 10), today)
    tracker.planner.end_episode(a_moment("2026-11-12T10:00"))
    assert periods.this_episode() == Period(date(2026, 11, 10), date(2026, 11, 12))


def test_the_episode_is_looked_at_first_once_it_is_two_weeks_old_and_as_long_as_it_is_open(tracker: Tracker) -> None:
    periods = tracker.periods
    assert not periods.begins_with_episode()
    tracker.journal.add(an_entry(5, "2026-11-10T10:00"))
    tracker.planner.start_episode(a_moment("2026-11-11T10:00"))
    assert not periods.begins_with_episode()  # nothing is in it
    tracker.journal.add(an_entry(5, "2026-11-20T10:00"))
    assert periods.begins_with_episode()
    tracker.planner.edit_onset(a_moment("2026-11-12T10:00"))
    assert not periods.begins_with_episode()
    tracker.planner.edit_onset(a_moment("2026-11-11T23:00"))
    assert periods.begins_with_episode()
    tracker.planner.end_episode(a_moment("2026-11-24T10:00"))
    assert not periods.begins_with_episode()


def test_what_is_looked_at_first_is_as_long_as_the_diary_a_week_at_the_least_and_six_at_most(tracker: Tracker) -> None:
    periods, today = tracker.periods, date(2026, 11, 25)
    week = Period(date(2026, 11, 19), today)
    assert periods.usual_period() == week
    tracker.journal.add(an_entry(5, "2026-11-24T10:00"))
    assert periods.usual_period() == week
    tracker.journal.add(an_entry(5, "2026-10-20T10:00"))
    assert periods.usual_period() == Period(date(2026, 10, 20), date(2026, 11, 24))
    tracker.journal.add(an_entry(5, "2026-10-01T10:00"))
    assert periods.usual_period() == periods.last_days(42)


def test_a_diary_that_has_nothing_in_six_weeks_is_looked_at_whole(tracker: Tracker) -> None:
    tracker.journal.add(an_entry(5, "2026-10-01T10:00"))
    assert tracker.periods.usual_period() == tracker.periods.whole_diary()


def test_a_period_has_the_ends_given_and_the_diarys_otherwise(tracker: Tracker) -> None:
    for when in ("2026-10-01T10:00", "2026-11-20T10:00"):
        tracker.journal.add(an_entry(5, when))
    first, last = date(2026, 10, 1), date(2026, 11, 20)
    period = tracker.periods.period
    assert period(None, None) == Period(first, last)
    assert period(date(2026, 11, 1), None) == Period(date(2026, 11, 1), last)
    assert period(None, date(2026, 9, 1)) == Period(date(2026, 9, 1), date(2026, 9, 1))
    assert period(date(2026, 12, 1), None) == Period(date(2026, 12, 1), date(2026, 12, 1))
    with pytest.raises(Refused, match="has to end after it begins"):
        period(last, first)


def test_sites_are_told_the_most_logged_first(tracker: Tracker) -> None:
    for pain, sites in ((3, ("neck",)), (4, ("neck", "left")), (5, ())):
        tracker.journal.add(an_entry(pain, "2026-11-20T10:00", sites=sites))
    assert tracker.periods.sites(tracker.periods.whole_diary())[0] == "neck"
    assert set(tracker.periods.sites(tracker.periods.whole_diary())) == {"neck", "left", None}
