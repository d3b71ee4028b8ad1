from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap, ks_2samp

from tests.builders import a_session
from tracker.domain.entries import EndedBy
from tracker.domain.statistics.relief import SessionPair, _medians, median_interval, relief

FIRST = datetime(2026, 11, 1, 9)  # noqa: DTZ001 - a wall-clock time
differences = st.lists(st.integers(-40, 40).map(lambda value: value / 4), min_size=1, max_size=40)


def sessions(*pairs, kind="heat"):
    return [a_session(kind, FIRST + timedelta(days=day), before=before, after=after) for day, (before, after) in enumerate(pairs)]


def test_after_ten_sessions_the_median_difference_is_told_worked_by_hand():
    pairs = [(6, 5), (6, 4), (5, 5), (7, 5), (4, 3), (6, 5), (5, 6), (8, 5), (6, 5), (3, 1)]
    (heat,) = relief(sessions(*pairs))
    assert (heat.kind, heat.n, heat.sessions, heat.enough, heat.difference) == ("heat", 10, 10, True, -1)
    assert heat.pairs[0] == SessionPair(FIRST, 6, 5)
    lower, upper = heat.interval
    assert (lower, upper) == (-2, -0.5)


@pytest.mark.parametrize(
    ("pairs", "shown"),
    [
        ([(6, 5)] * 10, True),
        ([(5, 6)] * 10, True),
        # Lower after most of them, and yet a median of 0 is among what resampling gives: nothing is claimed.
        ([(6, 5)] * 6 + [(5, 5)] * 4, False),
        ([(6, 5)] * 6 + [(5, 6)] * 4, False),
        ([(6, 5)] * 9, False),
    ],
)
def test_a_change_is_told_only_where_its_interval_leaves_out_nothing(pairs, shown):
    (heat,) = relief(sessions(*pairs))
    assert heat.shown is shown
    if heat.interval is not None:
        peer = bootstrap(([after - before for before, after in pairs],), np.median, n_resamples=10_000, method="percentile", rng=2)
        low, high = peer.confidence_interval if len(set(pairs)) > 1 else heat.interval
        assert bool(low > 0 or high < 0) == shown


def test_a_session_stopped_before_half_its_length_is_none_of_the_pairs():
    cut = a_session("heat", FIRST, before=6, after=5, minutes=20)
    short, half = (replace(cut, ended_at=cut.moment.at + timedelta(minutes=minutes), ended_by=EndedBy.BUTTON) for minutes in (9.9, 10))
    assert relief([short]) == ()
    assert [found.n for found in relief([short, half])] == [1]


def test_nine_pairs_are_too_few_for_a_difference_but_are_there_to_look_at():
    (heat,) = relief(sessions(*[(6, 5)] * 9))
    assert (heat.n, heat.enough, heat.difference, heat.interval) == (9, False, None, None)


def test_only_an_ended_session_with_pain_before_and_after_is_a_pair():
    found = sessions((6, 5), (6, None), (None, 5))
    running = a_session("heat", FIRST, running=True, before=7)
    (heat,) = relief([*found, running])
    assert (heat.sessions, heat.n) == (3, 1)


def test_contrast_shower_warm_bath_and_yoga_stand_apart_and_every_exercise_together():
    kinds = ("massage", "seated twist", "yoga", "contrast", "my own stretch", "warm-bath", "heat", "stretches", "ice")
    found = relief([session for kind in kinds for session in sessions((6, 5), kind=kind)])
    assert [(relief.kind, relief.n) for relief in found] == [
        ("ice", 1),
        ("heat", 1),
        ("warm-bath", 1),
        ("contrast", 1),
        ("stretch", 3),
        ("massage", 1),
        ("yoga", 1),
    ]


def test_without_sessions_there_is_nothing():
    assert relief([]) == ()


@pytest.mark.parametrize("n", [10, 11, 40, 41])
def test_the_interval_is_that_of_plain_resampling(n):
    values = np.random.default_rng(n).normal(-1, 1.5, n)
    spacing = np.diff(np.sort(values)).max() / 2
    peer = bootstrap((values,), np.median, n_resamples=10_000, method="percentile", rng=1).confidence_interval
    assert median_interval(values) == pytest.approx((peer.low, peer.high), abs=max(0.12, spacing / 4))


@pytest.mark.parametrize("n", [2, 3, 10, 11])
def test_the_medians_of_the_resamples_are_spread_as_those_of_samples_really_drawn(n):
    drawn = np.median(np.random.default_rng(1).choice(np.arange(n, dtype=float), (10_000, n)), axis=1)
    assert ks_2samp(_medians(np.arange(n, dtype=float)), drawn, method="asymp").statistic < 0.025


def test_a_great_many_pairs_take_neither_much_time_nor_memory():
    values = np.random.default_rng(1).normal(-1, 1.5, 200_000)
    lower, upper = median_interval(values)
    assert lower < np.median(values) < upper
    assert upper - lower < 0.03


@given(differences, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_pairs_does_not_matter_and_a_constant_moves_the_interval_by_itself(values, chance):
    interval = median_interval(values)
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert median_interval(shuffled) == interval
    assert median_interval([value + 2 for value in values]) == pytest.approx((interval[0] + 2, interval[1] + 2))
    assert min(values) <= interval[0] <= interval[1] <= max(values)
