"""The minutes of a week: what counts as being active, and since when."""

from datetime import date

from tests.builders import an_activity
from tracker.domain.activity_week import ActiveWeek, active_minutes, active_weeks, week_begins


def test_walking_swimming_sport_and_own_kinds_count_and_sitting_work_and_lifting_do_not():
    kinds = ("walking", "swimming", "sport", "cycling", "sitting", "work", "lifting", "housework")
    done = [an_activity(kind, "2026-11-24T10:00", minutes=10 * 2**place) for place, kind in enumerate(kinds)]
    assert active_minutes(done) == 10 + 20 + 40 + 80


def test_what_was_logged_without_a_length_adds_nothing():
    assert active_minutes([an_activity("walking", "2026-11-24T10:00", minutes=None)]) == 0


def test_a_week_begins_on_monday():
    assert {week_begins(date(2026, 11, day)) for day in range(23, 30)} == {date(2026, 11, 23)}


def test_the_weeks_are_those_with_minutes_from_monday_on():
    walks = [an_activity("walking", "2026-11-29T23:00", minutes=20), an_activity("walking", "2026-11-23T08:00", minutes=10)]
    other = [an_activity("walking", "2026-11-30T00:30", minutes=30), an_activity("sitting", "2026-12-08T10:00", minutes=60)]
    assert active_weeks([*walks, *other]) == (ActiveWeek(date(2026, 11, 23), 30), ActiveWeek(date(2026, 11, 30), 30))
    assert active_weeks([]) == ()
