"""Made-up diaries in which nothing changes and nothing goes together: how often a figure would say that something does."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from scipy import stats

from tracker.domain.entries import Activity
from tracker.domain.statistics.next_day import next_day
from tracker.domain.statistics.trend import trend
from tracker.domain.times import Moment

DIARIES = 400
MOST_FALSE_TRENDS = 0.12
MOST_FALSE_PAIRS = 0.08
YEAR = 365
FIRST = datetime(2026, 1, 5, 12, tzinfo=UTC)
MOMENTS = [Moment.of(FIRST + timedelta(days=number), "Europe/London") for number in range(YEAR)]
DAYS = [moment.day for moment in MOMENTS]


def alike(chance: np.random.Generator, rows: int, days: int, rho: float) -> np.ndarray:
    """Rows of normal numbers, each with the lag-1 autocorrelation rho and no trend."""
    found = chance.normal(size=(rows, days))
    for day in range(1, days):
        found[:, day] = rho * found[:, day - 1] + np.sqrt(1 - rho**2) * found[:, day]
    return found


def as_pain(numbers: np.ndarray) -> np.ndarray:
    """Whole points from 0 to 10 around 5."""
    return np.clip(np.round(5 + 1.5 * numbers), 0, 10)


def a_diary(pains: np.ndarray) -> dict[date, float]:
    return dict(zip(DAYS, pains.tolist(), strict=False))


def activities(numbers: np.ndarray) -> list[Activity]:
    """Half of the rows as something done on some days, half as minutes on most."""
    half = len(numbers) // 2
    done = [Activity(id="", moment=MOMENTS[day], kind=f"done {kind}") for kind in range(half) for day in np.flatnonzero(numbers[kind] > 0)]
    minutes = np.maximum(0, np.round(40 + 40 * numbers))
    return done + [
        Activity(id="", moment=MOMENTS[day], kind=f"minutes {kind}", minutes=float(minutes[kind, day]))
        for kind in range(half, len(numbers))
        for day in np.flatnonzero(minutes[kind])
    ]


@pytest.mark.parametrize(("rho", "days", "seed"), [(0.3, 28, 11), (0.3, 42, 12), (0.7, 28, 13), (0.7, 42, 14)])
def test_diaries_without_a_change_seldom_show_a_trend(rho, days, seed):
    diaries = [a_diary(pains) for pains in as_pain(alike(np.random.default_rng(seed), DIARIES, days, rho))]
    found = [trend(diary, DAYS[0], DAYS[days - 1]) for diary in diaries]
    assert all(fit.enough for fit in found)
    by_p = np.mean([fit.p < 0.05 for fit in found])
    # The interval of whole points often ends at 0, since many pairs of days are alike: it lets through fewer than p alone.
    assert np.mean([fit.shown for fit in found]) <= by_p <= MOST_FALSE_TRENDS
    assert by_p > 0
    assert all(fit.interval[0] * fit.interval[1] > 0 for fit in found if fit.shown)


@pytest.mark.parametrize(("days", "seed"), [(28, 13), (42, 14)])
def test_on_the_same_diaries_the_plain_test_cries_wolf(days, seed):
    diaries = as_pain(alike(np.random.default_rng(seed), DIARIES, days, 0.7))
    plain = [stats.kendalltau(np.arange(days), pains, method="asymptotic").pvalue < 0.05 for pains in diaries]
    assert np.mean(plain) > 2 * MOST_FALSE_TRENDS


@pytest.mark.parametrize(("rho", "days", "least"), [(0.3, 28, 0.55), (0.3, 42, 0.75), (0.7, 42, 0.3)])
def test_a_fall_of_five_points_is_found(rho, days, least):
    fall = np.linspace(2.5, -2.5, days) / 1.5
    diaries = [a_diary(pains) for pains in as_pain(fall + alike(np.random.default_rng(15), 100, days, rho))]
    found = [trend(diary, DAYS[0], DAYS[days - 1]) for diary in diaries]
    assert np.mean([fit.shown and fit.slope < 0 for fit in found]) >= least


def _plain_p(rho: float, n: int) -> float:
    """The two-sided p of a correlation for n independent days."""
    return 2 * stats.t.sf(abs(rho) * np.sqrt((n - 2) / (1 - rho**2)), n - 2)


@pytest.mark.parametrize(("pain_rho", "rho", "days", "seed"), [(0.7, 0.5, 42, 21), (0.7, 0.7, 60, 23)])
def test_eight_unrelated_activities_seldom_show_a_pair(pain_rho, rho, days, seed):
    chance = np.random.default_rng(seed)
    shown = by_neighbours = plain = tested = 0
    for pains in as_pain(alike(chance, DIARIES, days, pain_rho)):
        found = next_day(a_diary(pains), activities(alike(chance, 8, days, rho)), DAYS[0], DAYS[days - 1])
        tested += found.tested
        shown += bool(found.shown)
        by_neighbours += any(pairing.q < 0.05 for pairing in found.pairings if pairing.enough)
        plain += any(_plain_p(pairing.rho, pairing.n) < 0.05 for pairing in found.pairings if pairing.enough)
    assert tested > 7 * DIARIES
    assert 0 < shown <= by_neighbours <= MOST_FALSE_PAIRS * DIARIES
    assert plain > 3 * MOST_FALSE_PAIRS * DIARIES


def test_levels_that_wander_for_months_seldom_show_a_pair_though_neighbours_alone_would_let_it_through():
    chance = np.random.default_rng(25)
    shown = by_neighbours = 0
    for _diary in range(40):
        wandering = alike(chance, 9, YEAR, 0.98) + 0.6 * chance.normal(size=(9, YEAR))
        found = next_day(a_diary(as_pain(wandering[0])), activities(wandering[1:]), DAYS[0], DAYS[YEAR - 1])
        shown += bool(found.shown)
        by_neighbours += any(pairing.q < 0.05 for pairing in found.pairings if pairing.enough)
    assert shown <= MOST_FALSE_PAIRS * 40
    assert by_neighbours > 0.5 * 40


def test_an_activity_that_brings_pain_the_next_day_is_found_among_seven_others():
    chance = np.random.default_rng(24)
    found = 0
    for numbers in (alike(chance, 9, 60, 0.3) for _diary in range(40)):
        pains = as_pain(0.7 * numbers[0])
        pains[1:] = np.clip(pains[1:] + 3 * (numbers[1, :-1] > 0), 0, 10)
        shown = next_day(a_diary(pains), activities(numbers[1:]), DAYS[0], DAYS[59]).shown
        found += [pairing.activity for pairing in shown if pairing.rho > 0][:1] == ["done 0"]
    assert found >= 36
