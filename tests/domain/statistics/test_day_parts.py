"""Whether a part of the day stands out: worked by hand, and against numpy and scipy over made-up diaries."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tracker.domain.statistics.day_parts import DayPart, by_day_part

MONDAY = date(2026, 10, 5)
DAY = timedelta(days=1)
PARTS = {"night": (0, 6), "morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24)}

diaries = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 23), st.integers(0, 10)), max_size=60)


def at(number, hour, minute=0):
    return datetime.combine(MONDAY + number * DAY, time(hour, minute))


def parts_of(*days):
    """From (day number, hour, points), by the name of the part."""
    return {part.part: part for part in by_day_part((at(number, hour), float(points)) for number, hour, points in days)}


def two_a_day(pairs, hours=(8, 20)):
    return [(number, hour, points) for number, pair in enumerate(pairs) for hour, points in zip(hours, pair, strict=True)]


def test_the_parts_begin_at_midnight_six_noon_and_eighteen():
    assert [part.begins for part in DayPart] == [0, 6, 12, 18]
    found = by_day_part([(at(0, 5, 59), 1.0), (at(0, 6), 2.0), (at(0, 11, 59), 3.0), (at(0, 12), 4.0), (at(0, 23, 59), 5.0)])
    assert [part.n for part in found] == [1, 1, 1, 1]


def test_a_part_is_set_against_the_other_parts_of_its_day_worked_by_hand():
    # Morning 7 and 6 (6.5) against the median of 4, 5 and 3 of the afternoon and the evening (4): 2.5 higher, seven times.
    day = ((8, 7), (10, 6), (14, 4), (19, 5), (22, 3))
    found = parts_of(*((number, hour, points) for number in range(7) for hour, points in day))
    morning = found["morning"]
    assert (morning.n, morning.difference, morning.interval, morning.shown) == (7, 2.5, (2.5, 2.5), True)
    # Evening 4 against 7, 6, 4 (6).
    assert (found["evening"].difference, found["evening"].shown) == (-2, True)
    assert (found["night"].n, found["night"].enough, found["night"].difference) == (0, False, None)


@pytest.mark.parametrize(("days", "enough"), [(6, False), (7, True)])
def test_seven_days_with_two_parts_are_enough(days, enough):
    found = parts_of(*two_a_day([(7, 5)] * days))
    assert (found["morning"].enough, found["morning"].shown, found["morning"].interval is not None) == (enough, enough, enough)


def test_a_day_logged_in_one_part_alone_counts_for_nothing():
    found = parts_of(*two_a_day([(7, 5)] * 6), *((number, hour, 9) for number in range(6, 30) for hour in (8, 9)))
    assert found["morning"].n == 6


def test_bad_weeks_logged_in_the_morning_and_good_ones_in_the_evening_make_no_claim():
    found = parts_of(*((number, 9, 8) for number in range(20)), *((number, 20, 2) for number in range(20, 40)))
    assert {part.n for part in found.values()} == {0}


def test_an_interval_that_holds_nothing_is_no_claim():
    found = parts_of(*two_a_day([(6, 5)] * 5 + [(5, 6)] * 4))
    assert found["morning"].enough
    assert found["morning"].difference == 1
    assert not found["morning"].shown


@given(diaries)
def test_the_differences_are_what_a_computation_by_masks_gives(days):
    found = parts_of(*days)
    table = np.array(days, dtype=float).reshape(-1, 3)
    for name, (begin, end) in PARTS.items():
        differences = []
        for number in np.unique(table[:, 0]):
            own = table[table[:, 0] == number]
            inside = (own[:, 1] >= begin) & (own[:, 1] < end)
            if inside.any() and not inside.all():
                differences.append(np.median(own[inside, 2]) - np.median(own[~inside, 2]))
        assert found[name].n == len(differences)
        assert found[name].difference == (pytest.approx(np.median(differences)) if len(differences) >= 7 else None)


@pytest.mark.parametrize("seed", range(3))
def test_the_interval_is_that_of_scipys_bootstrap(seed):
    chance = np.random.default_rng(seed)
    pairs = [(round(5 + chance.normal(0.7, 1.2), 1), 5.0) for _day in range(25)]
    found = parts_of(*two_a_day(pairs))["morning"]
    differences = [morning - evening for morning, evening in pairs]
    expected = stats.bootstrap((differences,), np.median, n_resamples=10_000, method="percentile", rng=chance).confidence_interval
    assert found.interval == pytest.approx((expected.low, expected.high), abs=0.25)


def test_where_no_part_differs_a_claim_is_seldom_made():
    chance = np.random.default_rng(31)
    claimed = 0
    for _diary in range(200):
        # Levels that wander from day to day, as they do, and nothing that belongs to an hour.
        level = np.clip(5 + np.cumsum(chance.normal(0, 0.4, 30)), 1, 9)
        days = [(number, hour, np.clip(round(level[number] + chance.normal(0, 1)), 0, 10)) for number in range(30) for hour in (8, 14, 20)]
        claimed += any(part.shown for part in parts_of(*days).values())
    # Three parts are looked at in each, each with its interval of 95 %.
    assert claimed <= 0.15 * 200
