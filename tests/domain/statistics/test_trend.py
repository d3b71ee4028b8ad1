import itertools
import math
import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.domain.statistics.independent import fitted
from tracker.domain.statistics.trend import MOST_POINTS, PairSlopes, alikeness, balance_variance, inflation, trend, two_sided_p

MONDAY = date(2026, 10, 5)
DAY = timedelta(days=1)
FOUR_WEEKS = 28
NUMBERS = ("slope", "interval", "p", "rho", "change", "slope_per_week", "interval_per_week")

diaries = st.dictionaries(st.integers(0, FOUR_WEEKS - 1), st.integers(0, 9).map(float), min_size=20).map(
    lambda pains: {MONDAY + number * DAY: pain for number, pain in pains.items()}
)


def days_of(*pains):
    return {MONDAY + number * DAY: pain for number, pain in enumerate(pains) if pain is not None}


def four_weeks(*pains, days=FOUR_WEEKS):
    return trend(days_of(*pains), MONDAY, MONDAY + (days - 1) * DAY)


def a_drifting_diary(seed, days, logged=0.85):
    """Decimals, gaps and a drift, the same for the same seed."""
    chance = random.Random(seed)
    level, found = 5.0, {}
    for number in range(days):
        level = min(9.5, max(0.5, level + chance.gauss(-0.01, 0.3)))
        if chance.random() < logged:
            found[MONDAY + number * DAY] = round(level, 1)
    return found


def slopes_of(x, y):
    return PairSlopes(np.array(x, dtype=float), np.array(y, dtype=float))


def test_the_slope_is_the_median_over_all_pairs_worked_by_hand():
    # Days 0, 1, 3, 4 with 8, 6, 6, 3. Slopes of the pairs:
    # 0-1: -2   0-3: -2/3   0-4: -5/4   1-3: 0   1-4: -1   3-4: -3
    # in order -3, -2, -5/4, -1, -2/3, 0: the middle two are -5/4 and -1, so -9/8. Five pairs fall, none rises: S = -5.
    slopes = slopes_of([0, 1, 3, 4], [8, 6, 6, 3])
    assert slopes.median == -9 / 8
    assert slopes.balance == -5
    # 6 stands there twice: (4 * 3 * 13 - 2 * 1 * 9) / 18 = 138 / 18
    assert balance_variance([8, 6, 6, 3]) == pytest.approx(138 / 18)
    # z = (5 - 1) / sqrt(138 / 18) = 1.4446, two-sided p = 0.1486
    assert two_sided_p(-5, 138 / 18) == pytest.approx(0.1486, abs=5e-5)


def test_neighbours_alike_are_worked_by_hand():
    # 1, 1, -1, -1, 1, -1: mean 0, squares 6; neighbours 1 - 1 + 1 - 1 - 1 = -1; r = -1/6; r' = (6 * -1/6 + 2) / 2 = 1/2
    assert alikeness(np.array([1, 1, -1, -1, 1, -1.0])) == pytest.approx(1 / 2)
    assert inflation(1 / 2) == 3
    assert alikeness(np.repeat([1.0, -1.0], 20)) == 0.9
    assert alikeness(np.tile([1.0, -1.0], 20)) == 0


def test_a_straight_line_down_is_a_trend_worked_by_hand():
    # 10, 9.9, ... 7.3 on 28 days: every pair has the slope -0.1 and S = -378. Nothing is left over, r = 0, r' = 2 / 24 = 1/12.
    # Variance 28 * 27 * 61 / 18 = 2562, times (13/12) / (11/12): 2562 * 13 / 11 = 3027.8; z = 377 / 55.03 = 6.851.
    found = four_weeks(*(10 - number / 10 for number in range(28)))
    assert found.slope_per_week == pytest.approx(-0.7)
    assert found.interval_per_week == pytest.approx((-0.7, -0.7))
    assert found.rho == pytest.approx(1 / 12)
    assert found.p == pytest.approx(math.erfc(6.8514 / math.sqrt(2)), rel=1e-3)
    assert (found.first_week, found.change) == (pytest.approx(9.7), pytest.approx(-2.7))
    assert found.shown


def test_days_without_an_entry_keep_their_place_on_the_calendar():
    found = four_weeks(*(None if number % 4 == 1 else 9 - number / 8 for number in range(28)))
    assert found.n == 21
    assert found.slope == pytest.approx(-1 / 8)


@pytest.mark.parametrize("seed", range(6))
def test_slope_interval_p_and_rho_are_what_scipy_gives(seed):
    values = a_drifting_diary(seed, days=60 + 40 * seed)
    found, expected = trend(values, min(values), max(values)), fitted(values)
    assert found.slope == pytest.approx(expected.slope, rel=1e-12)
    assert found.rho == pytest.approx(expected.rho, rel=1e-9)
    assert found.p == pytest.approx(expected.p, rel=1e-9)
    assert found.interval is None or found.interval == pytest.approx(expected.interval, rel=1e-12)
    assert found.change == pytest.approx(expected.slope * (max(values) - min(values)).days)


def test_of_more_days_than_all_pairs_are_looked_at_of_slope_and_interval_stay_within_a_hundredth_of_the_interval():
    values = np.array(list(a_drifting_diary(3, days=6_400).values()))
    n, x = len(values), np.arange(len(values), dtype=float)
    assert n > MOST_POINTS
    slopes, variance = PairSlopes(x, values), 5 * balance_variance(values.tolist())
    low, high = slopes.interval(variance)
    every = np.concatenate([(values[lag:] - values[:-lag]) / lag for lag in range(1, n)])
    half = stats.norm.ppf(0.975) * math.sqrt(variance)
    ranks = [round((len(every) - half) / 2) - 1, len(every) // 2, round((len(every) + half) / 2)]
    exact = np.partition(every, ranks)[ranks]
    assert [low, slopes.median, high] == pytest.approx(exact, abs=(exact[2] - exact[0]) / 100)
    assert slopes.balance == np.count_nonzero(every > 0) - np.count_nonzero(every < 0)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=40))
def test_the_balance_is_the_rising_pairs_less_the_falling_ones(values):
    signs = [(after > before) - (after < before) for before, after in itertools.combinations(values, 2)]
    assert slopes_of(range(len(values)), values).balance == sum(signs)


def test_without_inflation_it_is_what_scipy_has_ready():
    values = [round(value, 1) for value in a_drifting_diary(9, 70).values()]
    x = np.cumsum(np.tile([1.0, 3.0, 2.0], 30))[: len(values)]
    slopes, variance = slopes_of(x, values), balance_variance(values)
    theil, kendall = stats.theilslopes(values, x), stats.kendalltau(x, values, method="asymptotic")
    assert slopes.median == pytest.approx(theil.slope)
    assert slopes.interval(variance) == pytest.approx((theil.low_slope, theil.high_slope))
    without_continuity = math.erfc(abs(slopes.balance) / math.sqrt(2 * variance))
    assert without_continuity == pytest.approx(kendall.pvalue)


@given(diaries)
@settings(max_examples=40)
def test_a_diary_in_the_mirror_has_the_same_trend_the_other_way(values):
    last = MONDAY + 27 * DAY
    found, mirrored = trend(values, MONDAY, last), trend({day: 9 - pain for day, pain in values.items()}, MONDAY, last)
    assert mirrored.slope == pytest.approx(-found.slope)
    assert (mirrored.p, mirrored.rho) == (pytest.approx(found.p), pytest.approx(found.rho))
    assert (mirrored.interval is None) == (found.interval is None)
    if found.interval:
        assert mirrored.interval == pytest.approx((-found.interval[1], -found.interval[0]))


@given(diaries, st.integers(1, 400), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_neither_another_level_nor_other_dates_nor_another_order_change_the_trend(values, later, chance):
    days = list(values)
    chance.shuffle(days)
    moved = {day + later * DAY: values[day] + 1 for day in days}
    found, other = trend(values, MONDAY, MONDAY + 27 * DAY), trend(moved, MONDAY + later * DAY, MONDAY + (27 + later) * DAY)
    assert (other.slope, other.p, other.rho) == (pytest.approx(found.slope), pytest.approx(found.p), pytest.approx(found.rho))


@given(diaries)
@settings(max_examples=40)
def test_the_interval_holds_the_slope_and_the_steepest_pairs_hold_the_interval(values):
    found = trend(values, MONDAY, MONDAY + 27 * DAY)
    assume(found.interval is not None)
    assert -9 <= found.interval[0] <= found.slope <= found.interval[1] <= 9
    assert 0 <= found.rho <= 0.9
    assert 0 <= found.p <= 1


@given(st.dictionaries(st.integers(0, 40), st.integers(0, 10).map(float)), st.integers(0, 40))
@settings(max_examples=60)
def test_nothing_is_claimed_below_28_days_or_70_per_cent(pains, length):
    found = trend({MONDAY + number * DAY: pain for number, pain in pains.items()}, MONDAY, MONDAY + length * DAY)
    logged = sum(number <= length for number in pains)
    assert found.n == logged
    assert found.enough is (length + 1 >= 28 and 10 * logged >= 7 * (length + 1))
    if not found.enough:
        assert {getattr(found, name) for name in NUMBERS} == {None}
        assert not found.shown


@pytest.mark.parametrize(("days", "logged", "enough"), [(27, 27, False), (28, 28, True), (30, 21, True), (30, 20, False), (28, 19, False)])
def test_28_days_of_which_70_per_cent_are_logged_are_enough(days, logged, enough):
    assert four_weeks(*[5.0] * logged, days=days).enough is enough


def test_days_outside_the_period_count_for_nothing():
    values = a_drifting_diary(3, 90)
    first, last = MONDAY + 20 * DAY, MONDAY + 69 * DAY
    assert trend(values, first, last) == trend({day: value for day, value in values.items() if first <= day <= last}, first, last)


def test_a_diary_that_never_changes_has_no_trend():
    found = four_weeks(*[4.0] * 28)
    assert (found.slope, found.interval, found.p, found.change, found.shown) == (0, (0, 0), 1, 0, False)


def test_where_the_days_do_not_bound_the_slope_there_is_no_interval():
    # All 378 pairs rise by 1. With r' = 0.9 the variance is 2562 * 19, and 1.96 times its root is 432: the ranks lie outside the pairs.
    slopes = slopes_of(range(28), range(28))
    assert slopes.interval(2562) == (1, 1)
    assert slopes.interval(2562 * 19) is None


@pytest.mark.parametrize(
    ("drop", "first_week", "shown"),
    [(2, 9, True), (1.8, 9, False), (0.9, 3, True), (0.6, 3, False)],
    ids=["2 points", "less than 2 points and than 30 %", "30 %", "less than 30 %"],
)
def test_a_trend_is_shown_where_people_would_notice_the_change(drop, first_week, shown):
    # A straight line whose fourth day, the middle of the first week, has that week's median.
    found = four_weeks(*(first_week - drop * (number - 3) / 27 for number in range(28)))
    assert found.p < 0.05
    assert (found.first_week, found.change) == (pytest.approx(first_week), pytest.approx(-drop))
    assert found.shown is shown


def test_from_a_first_week_without_pain_only_two_points_count():
    # Every other day of the first week, and the last of it, are at 0: four of seven.
    rising = [max(0.0, (number - 3) / 14 + (0.4 if number % 2 else -0.4)) for number in range(28)]
    found = four_weeks(*rising)
    assert found.p < 0.05
    assert 1 < found.change < 2
    assert (found.first_week, found.shown) == (0, False)
    assert four_weeks(*(2 * value for value in rising)).shown


def test_without_an_entry_in_the_first_week_only_two_points_count():
    falling = [3 - number / 18 for number in range(28)]
    assert four_weeks(*falling, days=28).shown
    later = trend({MONDAY + (number + 7) * DAY: value for number, value in enumerate(falling)}, MONDAY, MONDAY + 34 * DAY)
    assert (later.enough, later.first_week, later.shown) == (True, None, False)


def test_a_change_people_would_notice_is_not_shown_where_chance_explains_it():
    # Two waves with the higher one first: the line falls, and days as alike as these come about without a change.
    found = four_weeks(*(5 + round(3 * math.sin(number / 4.5) + 1) for number in range(28)))
    assert found.noticed
    assert found.p >= 0.05
    assert not found.shown


def test_two_points_and_eight_years_are_within_reach():
    assert slopes_of([0, 2], [4, 3]).median == -0.5
    values = a_drifting_diary(8, 3_400)
    found = trend(values, min(values), max(values))
    assert found.n > 2_850
    assert found.slope == pytest.approx(float(stats.theilslopes(list(values.values()), [day.toordinal() for day in values]).slope))
