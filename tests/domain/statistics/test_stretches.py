"""Cutting the diary at its onsets: worked by hand, and against a computation that goes day by day."""

import itertools
from datetime import date, datetime, time, timedelta
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_moment, an_episode, an_event
from tracker.domain.statistics.figures import missing_between
from tracker.domain.statistics.stretches import Onset, onsets_of, since_onset, stretch_lines, stretches

MONDAY = date(2026, 10, 5)
DAY = timedelta(days=1)

diaries = st.dictionaries(st.integers(0, 60), st.integers(0, 10).map(float), max_size=50).map(
    lambda pains: {MONDAY + number * DAY: pain for number, pain in pains.items()}
)
days_of_onsets = st.sets(st.integers(-5, 65), max_size=5).map(sorted)


def an_onset(number, hour=14, *, is_again=False):
    return Onset(a_moment(datetime.combine(MONDAY + number * DAY, time(hour))), is_again)


def readings_of(*days):
    """From (day number, hour, points)."""
    return [(datetime.combine(MONDAY + number * DAY, time(hour)), float(points)) for number, hour, points in days]


def test_an_onset_is_an_episodes_begin_or_ice_begun_again_and_no_other_event():
    events = [an_event("heat", "2026-10-06T10:00"), an_event("ice", "2026-10-08T09:00"), an_event("stretch", "2026-10-20T09:00", reason="x")]
    first = an_episode("2026-10-05T14:00", "2026-10-25T10:00", events=events)
    found = onsets_of([an_episode("2026-11-01T08:00"), first])
    assert [(onset.day, onset.is_again) for onset in found] == [(date(2026, 10, 5), False), (date(2026, 10, 8), True), (date(2026, 11, 1), False)]


def test_of_two_onsets_of_a_day_the_begin_is_named():
    again = an_event("ice", "2026-10-05T20:00")
    (onset,) = onsets_of([an_episode("2026-10-05T14:00", events=[again])])
    assert (onset.is_again, onset.moment) == (False, a_moment("2026-10-05T14:00"))


def test_ice_begun_again_twice_on_a_day_counts_from_the_last():
    events = [an_event("ice", f"2026-10-08T{hour:02}:00") for hour in (9, 21)]
    assert onsets_of([an_episode("2026-10-05T14:00", events=events)])[-1].moment == a_moment("2026-10-08T21:00")


def test_the_end_of_an_episode_is_no_cut():
    assert len(onsets_of([an_episode("2026-10-05T14:00", "2026-10-25T10:00")])) == 1


@pytest.mark.parametrize(("days", "is_new"), [(0, True), (13, True), (14, False)])
def test_an_onset_is_new_for_fourteen_days(days, is_new):
    assert an_onset(0).is_new(MONDAY + days * DAY) is is_new


@given(days_of_onsets, st.integers(0, 30), st.integers(0, 30))
def test_the_stretches_of_a_period_hold_each_of_its_days_once_and_begin_at_onsets(numbers, first, length):
    onsets = [an_onset(number) for number in numbers]
    begin, end = MONDAY + first * DAY, MONDAY + (first + length) * DAY
    found = stretches(onsets, begin, end)
    held = [stretch.first + number * DAY for stretch in found for number in range((stretch.last - stretch.first).days + 1)]
    assert held == [begin + number * DAY for number in range(length + 1)]
    for stretch in found:
        # The last onset on or before its days, looked for on each of them.
        for number in range((stretch.last - stretch.first).days + 1):
            day = stretch.first + number * DAY
            assert stretch.onset == max((onset for onset in onsets if onset.day <= day), key=lambda onset: onset.day, default=None)
        inside = [onset for onset in onsets if onset.day == stretch.first]
        assert stretch.onset_inside == (inside[0] if inside else None)


@given(diaries, days_of_onsets)
def test_no_line_reaches_across_an_onset_and_each_is_what_numpy_gives_from_its_seventh_logged_day(values, numbers):
    lines = stretch_lines(values, [an_onset(number) for number in numbers])
    bounds = [-1000, *numbers, 1000]
    expected = []
    for begin, end in itertools.pairwise(bounds):
        own = {day: value for day, value in values.items() if begin <= (day - MONDAY).days < end}
        points = [
            (day, float(np.median([own[other] for other in own if day - 6 * DAY <= other <= day])))
            for day in sorted(own)
            if sum(other <= day for other in own) >= 7
        ]
        expected.append(points)
    assert [[point for segment in segments for point in segment] for segments in lines] == expected
    for segments in lines:
        for segment in segments:
            assert all(missing_between(before[0], after[0]) <= 3 for before, after in itertools.pairwise(segment))


def test_since_an_onset_and_before_it_worked_by_hand():
    # Before: days 0 to 8, of which the last seven logged are 2 to 8 with 3, 2, 2, 1, 1, 1, 9: their median is 2.
    before = readings_of(*((number, 9, points) for number, points in enumerate((8, 8, 3, 2, 2, 1, 1, 1, 9))))
    since = readings_of((10, 15, 7), (10, 20, 6), (12, 9, 6.5))
    found = since_onset([*since, *before], an_onset(10), MONDAY + 12 * DAY)
    assert (found.lowest, found.highest, found.days_logged, found.before) == (6, 7, 2, 2)


def test_the_day_of_the_onset_counts_from_the_onset_on_where_anything_was_logged_since():
    morning, evening = (10, 8, 1), (10, 20, 7)
    found = since_onset(readings_of(morning, evening), an_onset(10), MONDAY + 10 * DAY)
    assert (found.lowest, found.highest, found.days_logged) == (7, 7, 1)
    found = since_onset(readings_of(morning), an_onset(10), MONDAY + 10 * DAY)
    assert (found.lowest, found.highest, found.days_logged) == (1, 1, 1)


@pytest.mark.parametrize(("logged", "typical"), [(3, None), (4, 5)])
def test_what_was_typical_before_takes_four_logged_days(logged, typical):
    before = readings_of(*((number, 9, 5) for number in range(logged)))
    assert since_onset(before, an_onset(10), MONDAY + 10 * DAY).before == typical


def test_nothing_logged_since_is_no_zero():
    found = since_onset(readings_of((1, 9, 5)), an_onset(10), MONDAY + 12 * DAY)
    assert (found.lowest, found.highest, found.days_logged) == (None, None, 0)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 23), st.integers(0, 10)), max_size=40), st.integers(0, 30), st.integers(0, 23))
def test_since_and_before_are_what_a_computation_day_by_day_gives(days, number, hour):
    onset, last = an_onset(number, hour), MONDAY + 25 * DAY
    found = since_onset(readings_of(*days), onset, last)
    known = [(day, clock, points) for day, clock, points in days if day <= 25]
    own_day = [(clock, points) for day, clock, points in known if day == number]
    later = [points for clock, points in own_day if clock >= hour] or [points for _clock, points in own_day]
    values = [points for day, _clock, points in known if day > number] + later
    assert (found.lowest, found.highest) == ((min(values), max(values)) if values else (None, None))
    assert found.days_logged == len({day for day, _clock, _points in known if day >= number})
    before = [median([points for day, _clock, points in known if day == each]) for each in range(number) if any(day == each for day, _, _ in known)]
    assert found.before == (float(np.median(before[-7:])) if len(before) >= 4 else None)
