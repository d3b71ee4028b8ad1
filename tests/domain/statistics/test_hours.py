from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import an_entry
from tracker.domain.statistics.hours import HourOfDay, by_hour

MIDNIGHT = datetime(2026, 11, 23)  # noqa: DTZ001 - a wall-clock time

walls = st.integers(0, 60 * 24 * 20).map(lambda minutes: MIDNIGHT + timedelta(minutes=minutes))
readings = st.lists(st.tuples(walls, st.integers(0, 100).map(lambda value: value / 10)), max_size=80)


def at(hour, *pains, minute=0):
    return [(MIDNIGHT + timedelta(days=day, hours=hour, minutes=minute), pain) for day, pain in enumerate(pains)]


def test_an_hour_has_its_median_and_quartiles_worked_by_hand():
    hours = by_hour([*at(8, 7, 2, 4, 5), *at(20, 1, 2, 9)])
    assert hours[8] == HourOfDay(8, 4, median=4.5, lower=3.5, upper=5.5)
    assert hours[20] == HourOfDay(20, 3, median=2, lower=1.5, upper=5.5)


def test_there_are_always_24_hours_and_an_hour_without_entries_is_empty_not_zero():
    hours = by_hour([])
    assert [hour.hour for hour in hours] == list(range(24))
    assert all((hour.n, hour.median, hour.lower, hour.upper, hour.enough) == (0, None, None, None, False) for hour in hours)


@pytest.mark.parametrize(("entries", "enough"), [(2, False), (3, True)])
def test_three_entries_in_an_hour_are_enough(entries, enough):
    hour = by_hour(at(8, *[5] * entries))[8]
    assert (hour.n, hour.enough, hour.median is not None) == (entries, enough, enough)


def test_an_hour_goes_up_to_the_next_one_and_no_further():
    hours = by_hour([*at(8, 1, 1, 1), *at(8, 1, minute=59), *at(9, 9, 9, 9)])
    assert (hours[8].n, hours[8].upper, hours[9].lower) == (4, 1, 9)


def test_the_hour_is_the_one_on_the_clock_where_it_was_lived():
    entries = [an_entry(4, "2026-11-25T08:30", zone) for zone in ("Europe/London", "Asia/Tokyo", "America/New_York")]
    assert by_hour((entry.moment.local, entry.pain) for entry in entries)[8].n == 3


@given(readings)
@settings(max_examples=50)
def test_the_figures_of_each_hour_are_those_of_numpy_and_silent_below_three_entries(given_readings):
    for hour in by_hour(given_readings):
        values = [value for wall, value in given_readings if wall.hour == hour.hour]
        assert hour.n == len(values)
        if len(values) < 3:
            assert (hour.lower, hour.median, hour.upper) == (None, None, None)
        else:
            assert (hour.lower, hour.median, hour.upper) == pytest.approx(tuple(np.percentile(values, (25, 50, 75))))


@given(readings, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_the_entries_does_not_matter_and_a_point_more_is_a_point_higher(given_readings, chance):
    hours = by_hour(given_readings)
    shuffled = list(given_readings)
    chance.shuffle(shuffled)
    assert by_hour(shuffled) == hours
    for hour, higher in zip(hours, by_hour((wall, value + 1) for wall, value in given_readings), strict=True):
        if hour.enough:
            assert (higher.lower, higher.median, higher.upper) == pytest.approx((hour.lower + 1, hour.median + 1, hour.upper + 1))
