from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import LEFT, RIGHT, an_entry, an_episode, an_event
from tracker.domain.statistics.recovery import HigherDay, episode_course, half_way, higher_days

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)

diaries = st.dictionaries(st.integers(0, 60).map(lambda number: MONDAY + number * DAY), st.integers(0, 10).map(float), max_size=55)
falling = st.builds(
    lambda values, gaps: {MONDAY + day * DAY: value + (4.0 if day < 9 else 0.0) for day, value in enumerate(values) if day not in gaps},
    st.lists(st.integers(0, 5), min_size=15, max_size=60),
    st.sets(st.integers(0, 60), max_size=30),
)


def days_of(*pains):
    return {MONDAY + number * DAY: pain for number, pain in enumerate(pains) if pain is not None}


def halved(*pains, last=None):
    return half_way(days_of(*pains), MONDAY, MONDAY + (len(pains) - 1 if last is None else last) * DAY)


def test_pain_had_halved_on_the_first_of_seven_days_at_half_worked_by_hand():
    found = halved(*[8] * 7, *[4] * 10)  # the median of days 4 to 10 is the first at 4, and day 16 ends seven of them
    assert (found.first_week, found.half, found.n, found.days, found.in_first_week) == (8, 4, 17, 17, 7)
    assert (found.reached, found.day_number, found.enough) == (MONDAY + 10 * DAY, 10, True)


def test_six_days_at_half_are_no_claim_yet():
    found = halved(*[8] * 7, *[4] * 9)
    assert (found.enough, found.reached, found.day_number) == (True, None, None)


def test_a_rise_begins_the_count_of_seven_days_anew():
    found = halved(*[8] * 7, *[2] * 6, *[9] * 5, *[2] * 14)  # under half on days 10 to 15, over it from day 16, under it from day 21
    assert found.day_number == 21


@pytest.mark.parametrize(("logged", "enough"), [(13, False), (14, True)])
def test_fourteen_logged_days_are_enough(logged, enough):
    found = halved(*[8] * 4, *[2] * (logged - 4), last=40)
    assert (found.n, found.enough, found.days) == (logged, enough, 41)
    assert (found.reached is not None) is enough


@pytest.mark.parametrize(("logged", "enough"), [(3, False), (4, True)])
def test_the_first_week_needs_four_logged_days(logged, enough):
    found = halved(*[8] * logged, *[None] * (7 - logged), *[2] * 20)
    assert (found.in_first_week, found.first_week is not None, found.enough, found.reached is not None) == (logged, enough, enough, enough)


def test_a_first_week_without_pain_has_no_half():
    found = halved(*[0] * 30)
    assert (found.first_week, found.half, found.enough, found.reached) == (0, None, False, None)


def test_one_low_day_after_a_gap_is_no_week_under_half():
    alone = halved(*[8] * 14, *[None] * 6, 2, *[None] * 20)  # the median of days 20 to 26 is that one reading
    assert (alone.enough, alone.reached) == (True, None)
    four = halved(*[8] * 14, *[None] * 6, 2, 2, 2, 2, *[None] * 20)
    assert four.day_number == 20


def test_a_day_with_nothing_logged_in_the_week_before_breaks_the_row():
    silent = halved(*[8] * 13, *[None] * 12, *[2] * 3, last=30)
    assert silent.enough
    assert silent.reached is None


def test_values_outside_the_episode_do_not_count():
    before = {MONDAY - number * DAY: 1.0 for number in range(1, 20)}
    assert half_way({**before, **days_of(*[8] * 7, *[4] * 10)}, MONDAY, MONDAY + 16 * DAY) == halved(*[8] * 7, *[4] * 10)


def first_to_stay(diary, last, half):
    def median(day):
        recent = [value for logged, value in diary.items() if 0 <= (day - logged).days < 7]
        return np.median(recent) if recent else np.inf

    def stays(day):
        week = [day + number * DAY for number in range(7)]
        return all(median(each) <= half for each in week) and sum(each in diary for each in week) >= 4

    return next((day for day in (MONDAY + number * DAY for number in range((last - MONDAY).days - 5)) if stays(day)), None)


@given(diaries | falling, st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_half_is_found_where_every_window_counted_one_by_one_says_so_and_never_below_the_least_data(diary, length):
    last = MONDAY + length * DAY
    inside = {day: value for day, value in diary.items() if day <= last}
    found = half_way(diary, MONDAY, last)
    first = [value for day, value in inside.items() if (day - MONDAY).days < 7]
    assert (found.n, found.days) == (len(inside), length + 1)
    assert found.enough == (len(inside) >= 14 and len(first) >= 4 and np.median(first) > 0)
    assert found.reached == (first_to_stay(inside, last, np.median(first) / 2) if found.enough else None)


@pytest.mark.parametrize(("pain", "is_higher"), [(4.9, False), (5, True), (9, True), (1, False)])
def test_two_points_above_the_usual_is_a_higher_day(pain, is_higher):
    found = higher_days(days_of(*[3] * 14, pain), MONDAY, MONDAY + 14 * DAY)
    assert (found.n, found.judged, found.enough) == (15, 1, True)
    assert found.days == ((HigherDay(MONDAY + 14 * DAY, pain, 3),) if is_higher else ())


def test_two_points_are_two_points_where_binary_has_a_little_less():
    assert higher_days(days_of(*[0.8] * 14, 2.8), MONDAY, MONDAY + 14 * DAY).days == (HigherDay(MONDAY + 14 * DAY, 2.8, 0.8),)


def test_the_day_itself_is_no_part_of_its_usual_and_neither_is_what_is_older_than_fourteen_days():
    found = higher_days(days_of(*[0] * 6, *[2] * 7, *[4] * 7, 9), MONDAY, MONDAY + 20 * DAY)
    assert found.days[-1] == HigherDay(MONDAY + 20 * DAY, 9, 3)


@pytest.mark.parametrize(("last", "latest"), [((7,), [14]), ((7, 6), [14, 15]), ((7, 1), []), ((1, 7), [15]), ((7, 1, 7), [16])])
def test_the_last_logged_days_that_are_higher_are_told_as_far_as_none_lower_lies_between(last, latest):
    found = higher_days(days_of(*[1] * 14, *last), MONDAY, MONDAY + 30 * DAY)
    assert [higher.day for higher in found.latest] == [MONDAY + number * DAY for number in latest]


@given(diaries, st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_what_a_period_ends_with_is_its_higher_days_after_the_last_one_that_was_not(diary, length):
    last = MONDAY + length * DAY
    found = higher_days(diary, MONDAY, last)
    logged = sorted(day for day in diary if MONDAY <= day <= last)
    not_higher = [day for day in logged if day not in {higher.day for higher in found.days}]
    assert [higher.day for higher in found.latest] == [day for day in logged if not not_higher or day > not_higher[-1]]


@pytest.mark.parametrize(("logged", "enough"), [(13, False), (14, True)])
def test_fourteen_days_logged_before_it_are_enough_to_judge_a_day(logged, enough):
    found = higher_days(days_of(*[3] * logged, 9), MONDAY, MONDAY + logged * DAY)
    assert (found.enough, len(found.days)) == (enough, int(enough))


@pytest.mark.parametrize(("recent", "judged"), [(6, 0), (7, 1)])
def test_seven_of_them_have_to_lie_in_the_fourteen_days_before(recent, judged):
    old = days_of(*[3] * 14)
    last = MONDAY + 40 * DAY
    lately = {last - number * DAY: 3.0 for number in range(1, recent + 1)}
    assert higher_days({**old, **lately, last: 9}, last, last).judged == judged


def test_days_before_the_period_tell_what_is_usual_but_are_not_of_it():
    found = higher_days(days_of(*[3] * 14, 9, 9), MONDAY + 15 * DAY, MONDAY + 15 * DAY)
    assert (found.n, [higher.day for higher in found.days]) == (1, [MONDAY + 15 * DAY])


@given(diaries)
@settings(max_examples=40)
def test_higher_days_are_those_counted_one_by_one_and_a_constant_changes_none_of_them(diary):
    last = MONDAY + 60 * DAY
    found = higher_days(diary, MONDAY, last)
    expected = []
    for day in sorted(diary):
        before = [value for other, value in diary.items() if 1 <= (day - other).days <= 14]
        if sum(other < day for other in diary) >= 14 and len(before) >= 7 and diary[day] >= np.median(before) + 2:
            expected.append(HigherDay(day, diary[day], float(np.median(before))))
    assert list(found.days) == expected
    raised = higher_days({day: value + 3 for day, value in diary.items()}, MONDAY, last)
    assert [higher.day for higher in raised.days] == [higher.day for higher in found.days]


def test_an_episode_has_its_own_entries_by_the_day_since_its_onset():
    episode = an_episode("2026-11-23T14:10", "2026-11-25T09:00", cause="lifting a box")
    entries = [
        an_entry(1, "2026-11-23T08:00", sites=(LEFT,)),
        an_entry(8, "2026-11-23T14:10", sites=(LEFT,)),
        an_entry(6, "2026-11-23T20:00", sites=(LEFT,)),
        an_entry(9, "2026-11-24T08:00", sites=(RIGHT,)),
        an_entry(4, "2026-11-25T08:59", sites=(LEFT,)),
        an_entry(0, "2026-11-25T09:00", sites=(LEFT,)),
    ]
    course = episode_course(entries, episode, LEFT, date(2026, 12, 24))
    assert (course.label, course.onset, course.ended, course.last) == ("lifting a box", MONDAY, MONDAY + 2 * DAY, MONDAY + 2 * DAY)
    assert (course.points, course.line, course.half.n, course.half.enough) == (((0, 7), (2, 4)), (), 2, False)


def test_the_line_of_an_episode_is_the_seven_day_median_and_breaks_at_gaps():
    pains = [*[8] * 7, *[None] * 4, *[2] * 10]
    entries = [an_entry(pain, f"{MONDAY + number * DAY}T15:00") for number, pain in enumerate(pains) if pain is not None]
    course = episode_course(entries, an_episode("2026-11-23T14:10"), None, MONDAY + 21 * DAY)
    assert [[number for number, _value in segment] for segment in course.line] == [[6], list(range(11, 21))]
    assert [value for _number, value in course.line[1]][:3] == [8, 2, 2]
    assert (course.ended, course.last, course.half.days, course.half.day_number) == (None, MONDAY + 21 * DAY, 22, 12)


def test_ice_begun_again_cuts_the_line_of_an_episode():
    entries = [an_entry(8 if number < 10 else 2, f"{MONDAY + number * DAY}T15:00") for number in range(20)]
    again = an_event("ice", f"{MONDAY + 10 * DAY}T08:00")
    course = episode_course(entries, an_episode("2026-11-23T14:10", events=[again]), None, MONDAY + 21 * DAY)
    assert course.line == (tuple((number, 8) for number in range(6, 10)), tuple((number, 2) for number in range(16, 20)))


def test_an_episode_without_entries_has_an_empty_course():
    course = episode_course([], an_episode("2026-11-23T14:10"), LEFT, MONDAY)
    assert (course.points, course.line, course.half.n, course.half.days, course.half.enough) == ((), (), 0, 1, False)
