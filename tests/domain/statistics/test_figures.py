import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.diaries import a_pain_entry
from tracker.domain.entries import PainEntry, SiteReading
from tracker.domain.statistics.figures import day_values, logged, missing_between, sites_logged, trailing_median, usual_site, week_comparison

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)

values = st.dictionaries(st.integers(0, 120).map(lambda number: MONDAY + number * DAY), st.integers(0, 10).map(float), max_size=60)


def days_of(*pains):
    return {MONDAY + number * DAY: pain for number, pain in enumerate(pains) if pain is not None}


def a_diary(*pains, site="lower back"):
    return [a_pain_entry(day, pain, site=site) for day, pain in days_of(*pains).items()]


def test_a_days_value_is_the_median_of_its_readings_at_one_site():
    entries = [
        *(a_pain_entry(MONDAY, pain, hour=8 + pain, site="left") for pain in (2, 9, 4)),
        a_pain_entry(MONDAY, 10, site="right"),
        a_pain_entry(MONDAY + DAY, 3, site="left"),
        a_pain_entry(MONDAY + DAY, 6, hour=20, site="left"),
    ]
    assert day_values(entries, "left") == {MONDAY: 4, MONDAY + DAY: 4.5}


def test_no_site_means_the_entries_that_name_none():
    entries = [a_pain_entry(MONDAY, 7, site=None), a_pain_entry(MONDAY, 1, site="left")]
    assert day_values(entries, None) == {MONDAY: 7}


def test_days_come_in_order_whatever_the_order_of_the_entries():
    entries = [a_pain_entry(MONDAY + number * DAY, number) for number in (3, 0, 2)]
    assert list(day_values(entries, entries[0].sites[0].name)) == [MONDAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY]


def test_sites_stand_in_the_order_of_how_often_they_were_logged():
    both = PainEntry(moment=a_pain_entry(MONDAY, 1).moment, pain=5, sites=(SiteReading("left", 5), SiteReading("right", 2)))
    entries = [both, a_pain_entry(MONDAY + DAY, 4, site="left"), a_pain_entry(MONDAY - DAY, 4, site=None)]
    assert sites_logged(entries) == [("left", 2), ("right", 1), (None, 1)]
    assert usual_site(entries) == "left"


@pytest.mark.parametrize(("earlier", "later"), [("left", "right"), ("right", "left")])
def test_of_sites_logged_equally_often_the_latest_used_is_the_usual_one(earlier, later):
    entries = [a_pain_entry(MONDAY + 2 * DAY, 4, site=later), a_pain_entry(MONDAY, 4, site=earlier)]
    assert usual_site(entries) == later


def test_an_empty_diary_has_no_usual_site():
    assert usual_site([]) is None


def test_there_is_no_line_below_seven_logged_days():
    assert trailing_median(days_of(8, 8, 7, 6, 6, 5)) == []


def test_the_line_is_the_median_of_the_last_seven_days_from_the_seventh_logged_one_worked_by_hand():
    (segment,) = trailing_median(days_of(8, 9, 7, 6, 6, 5, 5, 1, 1))
    assert segment == [(MONDAY + 6 * DAY, 6), (MONDAY + 7 * DAY, 6), (MONDAY + 8 * DAY, 5)]


def test_missing_days_are_left_out_of_the_median_never_filled_in():
    (segment,) = trailing_median(days_of(8, 8, 8, 8, 2, None, None, None, 2, 2))
    assert segment == [(MONDAY + 9 * DAY, 2)]
    (segment,) = trailing_median(days_of(*[8] * 6, 2, None, None, None, 2, 2))
    assert [value for _day, value in segment] == [8, 5, 2]


@pytest.mark.parametrize(("missing", "segments"), [(3, 1), (4, 2)])
def test_the_line_breaks_where_more_than_three_days_are_missing(missing, segments):
    diary = days_of(*[5] * 8, *[None] * missing, *[5] * 4)
    assert len(trailing_median(diary)) == segments


def test_the_first_week_is_set_against_the_last_worked_by_hand():
    first_week, last_week = (8, 9, 7, 8, 6, 7, 7), (2, 3, 2, 1, 0, 2, 4)
    diary = a_diary(*first_week, *[None] * 5, *last_week)
    found = week_comparison(diary, "lower back", MONDAY, MONDAY + 18 * DAY)
    assert (found.first_week.typical, found.first_week.worst, found.first_week.least, found.first_week.n) == (7, 9, 6, 7)
    assert (found.last_week.typical, found.last_week.worst, found.last_week.least, found.last_week.n) == (2, 4, 0, 7)
    assert found.change == -5
    assert found.per_cent == pytest.approx(-500 / 7)
    counted = logged(diary, "lower back", MONDAY, MONDAY + 18 * DAY)
    assert (counted.days, counted.days_logged, counted.missing_days, counted.n) == (19, 14, 5, 14)


def test_worst_and_least_count_what_was_given_of_the_last_24_hours_where_it_can_only_be_of_this_site():
    week = a_diary(5, 5, 6, 6, 5, 5, 5)
    told = replace(week[1], worst=9, least=2)
    of_two = replace(week[2], worst=10, least=0, sites=(*week[2].sites, SiteReading("neck", 1)))
    found = week_comparison([week[0], told, of_two, *week[3:]], "lower back", MONDAY, MONDAY + 6 * DAY).first_week
    assert (found.typical, found.worst, found.least, found.n) == (5, 9, 2, 7)


@pytest.mark.parametrize(("in_the_last_week", "enough"), [(3, False), (4, True)])
def test_four_logged_days_in_each_week_are_enough(in_the_last_week, enough):
    diary = a_diary(*[5] * 4, *[None] * 10, *[3] * in_the_last_week)
    found = week_comparison(diary, "lower back", MONDAY, MONDAY + 17 * DAY)
    assert found.enough is enough
    assert (found.change is not None) is enough


def test_many_entries_of_a_day_are_one_logged_day():
    bad = [a_pain_entry(MONDAY, 8, hour=hour, site="lower back") for hour in (8, 12, 16, 20)]
    good = [a_pain_entry(MONDAY + 41 * DAY, 2, hour=hour, site="lower back") for hour in (8, 12, 16, 20)]
    found = week_comparison([*bad, *good], "lower back", MONDAY, MONDAY + 41 * DAY)
    assert (found.first_week.n, found.first_week.days_logged, found.enough, found.change) == (4, 1, False, None)


@pytest.mark.parametrize(("days", "enough"), [(13, False), (14, True)])
def test_two_weeks_that_share_a_day_are_not_compared(days, enough):
    assert week_comparison(a_diary(*[5] * days), "lower back", MONDAY, MONDAY + (days - 1) * DAY).enough is enough


def test_a_change_from_nothing_has_no_per_cent():
    found = week_comparison(a_diary(*[0] * 7, *[3] * 7), "lower back", MONDAY, MONDAY + 13 * DAY)
    assert (found.change, found.per_cent) == (3, None)


@pytest.mark.parametrize(("before", "after", "is_lower"), [(9, 7, True), (9, 8, True), (2, 5, False), (3, 3, False)])
def test_any_fall_of_the_typical_pain_is_a_fall(before, after, is_lower):
    found = week_comparison(a_diary(*[before] * 7, *[after] * 7), "lower back", MONDAY, MONDAY + 13 * DAY)
    assert found.is_lower is is_lower


def test_readings_outside_the_period_count_for_nothing():
    found = logged(a_diary(*[5] * 30), "lower back", MONDAY + 5 * DAY, MONDAY + 9 * DAY)
    assert (found.n, found.days, found.days_logged) == (5, 5, 5)


@given(values)
def test_the_line_has_one_point_a_logged_day_from_the_seventh_on_and_stays_within_the_days_it_looks_at(diary):
    points = [point for segment in trailing_median(diary) for point in segment]
    assert [day for day, _value in points] == sorted(diary)[6:]
    for day, value in points:
        window = [diary[each] for each in diary if 0 <= (day - each).days < 7]
        assert min(window) <= value <= max(window)


@given(values)
def test_segments_part_exactly_at_gaps_of_more_than_three_days(diary):
    segments = trailing_median(diary)
    for segment in segments:
        assert all(missing_between(before, after) <= 3 for (before, _), (after, _) in itertools.pairwise(segment))
    for before, after in itertools.pairwise(segments):
        assert missing_between(before[-1][0], after[0][0]) > 3


@given(values)
def test_the_line_never_redraws_the_past(diary):
    days = sorted(diary)
    before = {day: diary[day] for day in days[:-1]}
    earlier = dict(point for segment in trailing_median(before) for point in segment)
    later = dict(point for segment in trailing_median(diary) for point in segment)
    assert earlier.items() <= later.items()


@given(values, st.integers(0, 40), st.integers(0, 60))
def test_days_logged_and_days_missing_add_up_to_the_period(diary, offset, length):
    first = MONDAY + offset * DAY
    found = logged([a_pain_entry(day, pain) for day, pain in diary.items()], "lower back left", first, first + length * DAY)
    assert found.days_logged + found.missing_days == found.days == length + 1
    assert found.missing_days >= 0
