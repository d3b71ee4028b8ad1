from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tracker.domain.entries import Activity
from tracker.domain.statistics.next_day import adjusted, correlation, effective_n, lasting_effective_n, next_day, two_sided_p
from tracker.domain.times import Moment

MONDAY = date(2026, 10, 5)
DAY = timedelta(days=1)
NOON = datetime(2026, 10, 5, 11, tzinfo=UTC)

series = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10)), min_size=30, max_size=60)


def done(number, kind="walking", **amount):
    return Activity(moment=Moment.of(NOON + number * DAY, "Europe/London"), kind=kind, **amount)


def days_of(*pains):
    return {MONDAY + number * DAY: float(pain) for number, pain in enumerate(pains) if pain is not None}


def the_pairing(pains, activities):
    (found,) = next_day(days_of(*pains), activities, MONDAY, MONDAY + (len(pains) - 1) * DAY).pairings
    return found


def a_random_diary(seed, days=60):
    chance = np.random.default_rng(seed)
    pains = np.round(np.clip(np.cumsum(chance.normal(size=days)) * 0.6 + 5, 0, 10), 1)
    activities = [done(number, "driving", minutes=float(5 + chance.integers(90))) for number in range(days) if chance.random() < 0.6]
    activities += [done(number, "swimming") for number in range(days) if chance.random() < 0.3]
    activities += [done(number, "steps", count=float(chance.integers(20_000))) for number in range(days) if chance.random() < 0.8]
    return pains.tolist(), activities


def test_what_was_done_stands_beside_the_pain_of_the_day_after():
    found = the_pairing([1, 2, 3, 4], [done(0), done(2)])
    assert [(day.day, day.amount, day.pain) for day in found.days] == [(MONDAY, 1, 2), (MONDAY + DAY, 0, 3), (MONDAY + 2 * DAY, 1, 4)]
    assert (found.measure, found.n, found.n_with, found.n_without) == ("done", 3, 2, 1)


def test_a_day_without_any_entry_is_neither_with_nor_without():
    # Day 1 has nothing, day 3 only an activity; day 2 has no pair since day 3 has no pain.
    found = the_pairing([5, None, 6, None, 7], [done(0), done(3)])
    assert [(day.day - MONDAY).days for day in found.days] == [3]
    pairings = next_day(days_of(5, None, 6, None, 7), [done(1, "swimming"), done(3)], MONDAY, MONDAY + 4 * DAY).pairings
    assert {one.activity: [((day.day - MONDAY).days, day.amount) for day in one.days] for one in pairings} == {
        "swimming": [(1, 1), (3, 0)],
        "walking": [(1, 0), (3, 1)],
    }


def test_minutes_of_a_day_are_added_and_a_day_without_has_none():
    found = the_pairing([1, 2, 3], [done(0, minutes=10), done(0, minutes=25)])
    assert [day.amount for day in found.days] == [35, 0]
    assert found.measure == "minutes"


def test_days_without_a_count_are_left_out_and_the_others_part_at_their_median():
    counts = {0: 4_000, 1: 8_000, 3: 6_000, 4: 6_000, 5: 9_000}
    found = the_pairing([5] * 7, [done(number, "steps", count=count) for number, count in counts.items()])
    assert [day.amount for day in found.days] == list(counts.values())
    assert (found.measure, found.split, found.n_with, found.n_without) == ("count", 6_000, 2, 3)


def test_minutes_on_nearly_every_day_part_at_their_median():
    found = the_pairing([5] * 40, [done(number, minutes=number + 1) for number in range(3, 39)])
    assert (found.split, found.n_with, found.n_without) == (20, 19, 20)
    found = the_pairing([5] * 40, [done(number, minutes=number + 1) for number in range(5, 39)])
    assert (found.split, found.n_with, found.n_without) == (0, 34, 5)


def test_a_day_whose_entry_lacks_the_minutes_the_others_have_is_left_out():
    found = the_pairing([5] * 5, [done(0, minutes=20), done(1, minutes=30), done(2)])
    assert [day.amount for day in found.days] == [20, 30, 0]
    assert the_pairing([5] * 5, [done(0, minutes=20), done(1), done(2)]).measure == "done"


@pytest.mark.parametrize(("pairs", "with_it", "enough"), [(30, 5, True), (29, 14, False), (30, 4, False), (30, 25, True), (30, 26, False)])
def test_30_paired_days_and_5_at_each_level_are_enough(pairs, with_it, enough):
    pains = [number % 7 for number in range(pairs + 1)]
    found = next_day(days_of(*pains), [done(number) for number in range(with_it)], MONDAY, MONDAY + pairs * DAY)
    (one,) = found.pairings
    assert (one.n, one.enough, found.tested) == (pairs, enough, int(enough))
    if not enough:
        assert (one.rho, one.p, one.q, one.lasting_q, one.n_effective, one.shown) == (*[None] * 5, False)


def test_the_effective_number_of_days_is_worked_by_hand():
    # 40 days, a = 0.5, b = 0.6: 40 * (1 - 0.3) / (1 + 0.3) = 21.54; unlike neighbours never make more days than there are
    assert effective_n(40, 0.5, 0.6) == pytest.approx(40 * 0.7 / 1.3)
    assert effective_n(40, -0.5, 0.6) == 40
    # 1, 2, 3, 4, 5, 6 against itself: ranks less their mean -2.5 ... 2.5, squares 17.5, neighbours 8.75; a = b = 1/2;
    # 6 * (1 - 1/4) / (1 + 1/4) = 3.6
    found = correlation([1, 2, 3, 4, 5, 6], [10, 20, 30, 40, 50, 60])
    assert (found.rho, found.n_effective) == (pytest.approx(1), pytest.approx(3.6))


def test_below_ten_effective_days_nothing_is_told_however_close_they_go():
    assert [two_sided_p(rho, n) for rho in (0.99, -1.0) for n in (0.5, 3, 9.99)] == [1.0] * 6
    assert two_sided_p(0.99, 10) < 1e-6
    assert two_sided_p(-1.0, 10) == 0
    slow = [number // 15 for number in range(60)]
    found = correlation(slow, slow)
    assert (found.n_effective < 10, found.rho, found.p, found.lasting_p) == (True, pytest.approx(1), 1, 1)


def test_p_is_worked_by_hand():
    # the z of tanh(1) is 1: over 3 + 1.06 * 16 = 19.96 days four standard errors, over 3 + 1.06 * 9 = 12.54 days three
    assert two_sided_p(np.tanh(1), 19.96) == pytest.approx(6.3342e-5, rel=1e-3)
    assert two_sided_p(-np.tanh(1), 12.54) == pytest.approx(2.6998e-3, rel=1e-3)
    assert two_sided_p(0, 40) == 1


@pytest.mark.parametrize(("n", "apart"), [(10, 0.027), (15, 0.022), (30, 0.018), (60, 0.016), (365, 0.0145), (3000, 0.0142)])
def test_p_is_near_that_of_students_t_and_where_it_matters_never_less(n, apart):
    rhos = np.linspace(0, 0.99, 400)
    found = np.array([two_sided_p(rho, n) for rho in rhos])
    by_t = 2 * stats.t.sf(rhos * np.sqrt((n - 2) / (1 - rhos**2)), n - 2)
    assert np.abs(found - by_t).max() < apart
    assert (found >= by_t - 0.0008).all()
    assert 0.055 < np.interp(-0.05, -by_t, found) < 0.0575


@pytest.mark.parametrize(("n", "seed"), [(12, 1), (20, 2), (40, 3)])
def test_p_is_near_that_of_shuffling_the_days(n, seed):
    chance = np.random.default_rng(seed)
    one = chance.permutation(n)
    for pull in (0.3, 0.6, 1.0):
        other = pull * one + n / 3 * chance.normal(size=n)
        rho = stats.spearmanr(one, other).statistic
        shuffled = np.array([chance.permutation(n) for _shuffle in range(20_000)])
        rhos = 1 - 6 * ((shuffled - np.arange(n)) ** 2).sum(axis=1) / (n * (n**2 - 1))
        assert two_sided_p(rho, n) == pytest.approx(np.mean(np.abs(rhos) >= abs(rho) - 1e-9), abs=0.03)


def test_the_lasting_effective_number_of_days_is_worked_by_hand():
    # 1, 1, -1, -1, 1, 1, -1, -1 against itself, lags 1 and 2 of eight days: 1/8 and -6/8, squared 1/64 and 36/64;
    # 7/8 * 1/64 + 6/8 * 36/64 = 223/512; 8 / (1 + 2 * 223/512) = 4.28
    series = np.tile([1.0, 1.0, -1.0, -1.0], 2)
    assert lasting_effective_n(series, series) == pytest.approx(8 / (1 + 446 / 512))
    assert lasting_effective_n(series, np.tile([1.0, -1.0], 4)) == 8


def test_where_neighbours_are_unlike_p_is_near_that_of_spearman():
    chance = np.random.default_rng(2)
    up_and_down, slow = np.tile([1.0, 9.0], 20) + chance.integers(3, size=40), np.arange(40) // 4 + chance.integers(3, size=40)
    expected = stats.spearmanr(up_and_down, slow)
    found = correlation(up_and_down, slow)
    assert found.n_effective == 40
    assert (found.rho, found.p) == (pytest.approx(expected.statistic), pytest.approx(expected.pvalue, abs=0.0163))


@pytest.mark.parametrize("seed", range(4))
def test_rho_p_and_q_are_what_scipy_gives(seed):
    pains, activities = a_random_diary(seed)
    found = next_day(days_of(*pains), activities, MONDAY, MONDAY + 59 * DAY)
    assert found.tested == 3
    for one in found.pairings:
        amounts, after = [day.amount for day in one.days], [day.pain for day in one.days]
        rho = stats.spearmanr(amounts, after).statistic
        a, b = (_lag_1(stats.rankdata(values)) for values in (amounts, after))
        n = min(one.n, one.n * (1 - a * b) / (1 + a * b))
        p = 2 * stats.norm.sf(abs(np.arctanh(rho)), scale=np.sqrt(1.06 / (n - 3)))
        assert (one.rho, one.n_effective, one.p) == (pytest.approx(rho), pytest.approx(n), pytest.approx(p))
    assert all(one.lasting_q >= one.q for one in found.pairings)
    assert [one.q for one in found.pairings] == pytest.approx(stats.false_discovery_control([one.p for one in found.pairings]))


def _lag_1(ranks):
    apart = ranks - ranks.mean()
    return (apart[1:] * apart[:-1]).sum() / (apart**2).sum()


@given(st.lists(st.floats(0, 1), max_size=12))
@settings(max_examples=60)
def test_q_is_that_of_benjamini_and_hochberg(ps):
    assert adjusted(ps) == pytest.approx(stats.false_discovery_control(ps) if ps else [])


@given(series)
@settings(max_examples=40)
def test_pain_in_the_mirror_goes_with_an_activity_the_other_way(days):
    minutes, pains = zip(*days, strict=True)
    found, mirrored, shifted = (correlation(minutes, other) for other in (pains, [10 - pain for pain in pains], [pain + 3 for pain in pains]))
    assert mirrored.rho == pytest.approx(-found.rho)
    assert mirrored.p == pytest.approx(found.p)
    assert shifted == found
    assert 0 < found.n_effective <= len(days)
    assert 0 <= found.p <= 1


@given(st.dictionaries(st.integers(0, 45), st.integers(0, 10), max_size=46), st.sets(st.integers(0, 45)), st.sets(st.integers(0, 45)))
@settings(max_examples=50)
def test_nothing_is_claimed_below_the_least_data(pains, walked, swum):
    values = {MONDAY + number * DAY: float(pain) for number, pain in pains.items()}
    activities = [done(number) for number in walked] + [done(number, "swimming") for number in swum]
    found = next_day(values, activities, MONDAY, MONDAY + 45 * DAY)
    for one in found.pairings:
        assert one.n_with + one.n_without == one.n
        assert one.enough is (one.n >= 30 and min(one.n_with, one.n_without) >= 5)
        assert {value is None for value in (one.rho, one.p, one.q, one.lasting_q, one.n_effective)} == {not one.enough}
        assert one.enough or not one.shown
    assert found.tested == sum(one.enough for one in found.pairings)


def test_both_days_of_a_pair_lie_in_the_period():
    pains, activities = a_random_diary(5)
    found = next_day(days_of(*pains), activities, MONDAY + 10 * DAY, MONDAY + 49 * DAY)
    for one in found.pairings:
        assert MONDAY + 10 * DAY <= one.days[0].day <= one.days[-1].day <= MONDAY + 48 * DAY


def test_an_activity_that_always_goes_with_pain_is_shown_and_one_that_never_varies_with_it_is_not():
    chance = np.random.default_rng(6)
    with_it = [number for number in range(42) if chance.random() < 0.4]
    pains = [7 if number - 1 in with_it else 2 for number in range(43)]
    found = next_day(days_of(*pains), [done(number) for number in with_it], MONDAY, MONDAY + 42 * DAY)
    assert [(one.activity, one.rho) for one in found.shown] == [("walking", pytest.approx(1))]
    level = the_pairing([4] * 43, [done(number) for number in with_it])
    assert (level.enough, level.rho, level.p, level.q, level.shown) == (True, 0, 1, 1, False)


def test_the_more_that_is_tested_the_more_it_takes():
    with_it = [number for number in range(42) if number * 7 % 5 < 2]
    chance = np.random.default_rng(12)
    pains = [4 + 1.2 * (number - 1 in with_it) + chance.normal() for number in range(43)]
    others = [done(number, f"other {kind}") for kind in range(12) for number in range(42) if chance.random() < 0.5]
    alone = next_day(days_of(*pains), [done(number) for number in with_it], MONDAY, MONDAY + 42 * DAY)
    among = next_day(days_of(*pains), [done(number) for number in with_it] + others, MONDAY, MONDAY + 42 * DAY)
    walking = next(one for one in among.pairings if one.activity == "walking")
    assert (alone.tested, among.tested) == (1, 13)
    assert walking.p == alone.pairings[0].p == alone.pairings[0].q < walking.q


def test_a_diary_without_activities_has_nothing_to_test():
    found = next_day(days_of(*range(9)), [], MONDAY, MONDAY + 8 * DAY)
    assert (found.pairings, found.tested, found.shown) == ((), 0, ())
