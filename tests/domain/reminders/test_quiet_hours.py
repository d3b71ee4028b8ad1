"""The hours without reminders, by the wall clock of a zone."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import LONDON
from tests.fakes import local
from tracker.domain.reminders.quiet_hours import Hours, QuietHours

NIGHT, AFTERNOON = QuietHours(), QuietHours(time(13), time(15))


@pytest.mark.parametrize(("wall", "is_quiet"), [("21:59:59", False), ("22:00", True), ("00:00", True), ("06:59:59", True), ("07:00", False)])
def test_the_night_goes_from_ten_up_to_seven(wall: str, is_quiet: bool) -> None:
    assert NIGHT.holds(time.fromisoformat(wall)) is is_quiet


def test_equal_bounds_mean_there_are_none() -> None:
    assert not any(QuietHours(time(9), time(9)).holds(time(hour)) for hour in range(24))


@pytest.mark.parametrize(
    ("quiet", "at", "loud"),
    [
        (NIGHT, "2026-11-25T23:00", "2026-11-26T07:00"),
        (NIGHT, "2026-11-26T03:00", "2026-11-26T07:00"),
        (NIGHT, "2026-11-26T12:00", "2026-11-26T12:00"),
        (AFTERNOON, "2026-11-26T14:00", "2026-11-26T15:00"),
        (QuietHours(time(22), time(1, 30)), "2027-03-28T00:30", "2027-03-28T02:30"),
        (QuietHours(time(22), time(1, 30)), "2026-10-25T00:30", "2026-10-25T01:30"),
    ],
)
def test_what_falls_into_them_waits_for_their_end(quiet: QuietHours, at: str, loud: str) -> None:
    assert quiet.first_loud(local(at), LONDON) == local(loud)


def test_until_the_morning_is_until_their_next_end() -> None:
    assert NIGHT.morning_after(local("2026-11-25T13:00"), LONDON) == local("2026-11-26T07:00")
    assert NIGHT.morning_after(local("2026-11-26T02:00"), LONDON) == local("2026-11-26T07:00")
    assert NIGHT.morning_after(local("2026-11-26T07:00"), LONDON) == local("2026-11-27T07:00")
    assert NIGHT.evening_before(local("2026-11-26T02:00"), LONDON) == local("2026-11-25T22:00")


@given(st.times(), st.times(), st.times())
def test_the_hours_of_a_reminder_and_the_rest_of_the_day_make_the_day(start: time, end: time, wall: time) -> None:
    within = QuietHours(start, end)
    assert start == end or within.holds(wall) is not Hours(start, end).rest_of_day.holds(wall)
