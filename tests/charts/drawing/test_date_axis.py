from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.charts.drawing.date_axis import column_ticks, date_ticks, with_last

FIRST = date(2026, 11, 23)


def midnight(day):
    return datetime.combine(day, datetime.min.time())


def labels(days, most, first=FIRST):
    return [tick.label for tick in date_ticks(midnight(first), midnight(first) + timedelta(days=days), most)]


@pytest.mark.parametrize(
    ("days", "most", "expected"),
    [
        (1, 9, ["00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"]),
        (7, 8, ["23 Nov", "24 Nov", "25 Nov", "26 Nov", "27 Nov", "28 Nov", "29 Nov"]),
        (42, 7, ["23 Nov", "30 Nov", "7 Dec", "14 Dec", "21 Dec", "28 Dec"]),
        (42, 3, ["23 Nov", "7 Dec", "21 Dec"]),
        (365, 12, ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov"]),
        (2_907, 9, ["2027", "2028", "2029", "2030", "2031", "2032", "2033", "2034"]),
    ],
)
def test_ticks_stand_where_a_person_would_put_them(days, most, expected):
    assert labels(days, most) == expected


def test_the_year_is_named_once_and_where_it_changes():
    ticks = date_ticks(midnight(date(2026, 12, 21)), midnight(date(2027, 1, 11)), 3)
    assert [tick.text for tick in ticks] == ["21 Dec\n2026", "28 Dec", "4 Jan\n2027"]


def test_a_part_of_a_day_names_its_day_at_the_first_tick():
    start = midnight(FIRST) + timedelta(hours=7, minutes=10)
    assert [tick.text for tick in date_ticks(start, start + timedelta(hours=3), 4)] == ["08:00\n23 Nov", "09:00", "10:00"]


def test_a_part_too_short_for_any_tick_names_its_beginning():
    start = midnight(FIRST) + timedelta(hours=7, minutes=1)
    assert [tick.text for tick in date_ticks(start, start + timedelta(minutes=5), 4)] == ["07:01\n23 Nov"]


def test_ticks_stay_where_they_are_while_another_part_is_looked_at():
    anchor = midnight(FIRST)
    whole, part = (date_ticks(anchor + timedelta(days=days), anchor + timedelta(days=42), 7, anchor) for days in (0, 2))
    assert [tick.at for tick in part] == [tick.at for tick in whole[1:]]


def test_under_columns_a_date_stands_at_the_noon_of_its_day_and_never_at_an_hour():
    start = midnight(FIRST)
    assert [tick.at.hour for tick in column_ticks(start, start + timedelta(days=42), 7)] == [12] * 6
    assert [tick.text for tick in column_ticks(start, start + timedelta(hours=40), 9)] == ["23 Nov\n2026", "24 Nov"]
    assert [tick.text for tick in column_ticks(start + timedelta(hours=13), start + timedelta(hours=20), 9)] == ["23 Nov\n2026"]


def test_the_last_day_is_added_once_and_says_its_year_where_that_is_another():
    ticks = date_ticks(midnight(FIRST), midnight(date(2027, 1, 4)), 7)
    assert with_last(ticks, midnight(date(2027, 1, 3)))[-1].text == "3 Jan\n2027"
    assert with_last(ticks, midnight(date(2026, 12, 31)))[-1].text == "31 Dec"
    assert with_last(ticks, ticks[-1].at) == ticks


@given(st.datetimes(midnight(date(1990, 1, 1)), midnight(date(2090, 1, 1))), st.integers(1, 300_000), st.integers(1, 40))
@settings(max_examples=20)
def test_there_is_always_a_tick_never_more_than_fit_and_all_lie_in_the_time(start, hours, most):
    end = start + timedelta(hours=hours)
    ticks = date_ticks(start, end, most)
    assert 1 <= len(ticks) <= most
    assert all(start <= tick.at < end for tick in ticks)
    assert [tick.at for tick in ticks] == sorted({tick.at for tick in ticks})
