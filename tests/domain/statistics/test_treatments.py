"""What was tried: how often, when last, and the pain before and after it."""

from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from tests.builders import a_session
from tracker.domain.entries import EndedBy
from tracker.domain.statistics.relief import relief
from tracker.domain.statistics.treatments import treatments

FIRST = datetime(2026, 11, 1, 9)  # noqa: DTZ001 - a wall-clock time
KINDS = ("ice", "massage", "warm-bath", "manual-therapy", "acupuncture", "yoga", "relaxation", "Pelvic tilt", "Bridge")
points = st.none() | st.integers(0, 10)
logged = st.lists(st.tuples(st.sampled_from(KINDS), points, points, st.booleans()), max_size=40)


def sessions(*rows):
    """Each a day after the one before; what was stopped took 9 of 20 minutes."""
    found = []
    for day, (kind, before, after, stopped) in enumerate(rows):
        session = a_session(kind, FIRST + timedelta(days=day), minutes=20, before=before, after=after)
        if stopped:
            session = replace(session, ended_at=session.moment.at + timedelta(minutes=9), ended_by=EndedBy.BUTTON)
        found.append(session)
    return found


def test_what_was_tried_is_counted_with_the_medians_of_the_pairs_worked_by_hand():
    rows = [("massage", 6, 4), ("massage", 7, None), ("massage", 3, 3), ("massage", 8, 5), ("massage", None, 1)]
    found = sessions(*((*row, False) for row in rows))
    (massage,) = treatments(found)
    assert (massage.kind, massage.times, massage.n, massage.last) == ("massage", 5, 3, found[-1].moment)
    assert (massage.before, massage.after) == (6, 4)
    assert (massage.relief.difference, massage.relief.interval) == (None, None)


def test_one_stopped_before_half_is_kept_as_it_happened_and_is_not_among_them():
    found = sessions(("yoga", 5, 4, False), ("yoga", 6, 2, True), ("acupuncture", 6, 6, True))
    (yoga,) = treatments(found)
    assert (yoga.kind, yoga.times, yoga.before, yoga.after, yoga.last) == ("yoga", 1, 5, 4, found[0].moment)


def test_strength_exercises_are_not_pooled_with_stretches_and_yoga_is_neither():
    found = sessions(
        ("Bridge", 3, 3, False), ("Pelvic tilt", 4, 3, False), ("BRIDGE", 2, 2, False), ("yoga", 5, 4, False), ("stretches", 4, 4, False)
    )
    assert [(kind.kind, kind.times) for kind in treatments(found, frozenset({"bridge"}))] == [("stretch", 2), ("strength", 2), ("yoga", 1)]
    assert [(kind.kind, kind.times) for kind in treatments(found)] == [("stretch", 4), ("yoga", 1)]


def test_from_ten_pairs_on_the_difference_has_the_interval_of_plain_resampling():
    changes = [-3, -1, -2, 0, -1, -4, 1, -2, -1, -2, -3, 0]
    (bath,) = treatments(sessions(*(("warm-bath", 6, 6 + change, False) for change in changes)))
    peer = bootstrap((changes,), np.median, n_resamples=10_000, method="percentile", rng=1).confidence_interval
    assert bath.relief.difference == np.median(changes)
    assert bath.relief.interval == pytest.approx((peer.low, peer.high), abs=0.5)


@settings(max_examples=60)
@given(logged)
def test_below_the_least_data_there_is_no_number(rows):
    found = treatments(sessions(*rows), frozenset({"bridge"}))
    groups = {"Pelvic tilt": "stretch", "Bridge": "strength"}
    for kind in found:
        own = [(before, after) for name, before, after, stopped in rows if groups.get(name, name) == kind.kind and not stopped]
        pairs = [pair for pair in own if None not in pair]
        assert (kind.times, kind.n) == (len(own), len(pairs))
        assert kind.before == (median(before for before, _after in pairs) if pairs else None)
        assert kind.after == (median(after for _before, after in pairs) if pairs else None)
        assert (kind.relief.difference is None) == (kind.relief.interval is None) == (len(pairs) < 10)
    assert {kind.kind for kind in found} == {groups.get(name, name) for name, _before, _after, stopped in rows if not stopped}
    assert tuple(kind.relief for kind in found) == relief(sessions(*rows), frozenset({"bridge"}))
