from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.charts.date_axis import date_ticks

FIRST = date(2026, 11, 23)


def labels(days, most, first=FIRST):
    return [tick.label for tick in date_ticks(first, first + timedelta(days=days - 1), most)]


@pytest.mark.parametrize(
    ("days", "most", "expected"),
    [
        (1, 9, ["00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"]),
        (7, 8, ["23 Nov", "24 Nov", "25 Nov", "26 Nov", "27 Nov", "28 Nov", "29 Nov"]),
        (42, 7, ["23 Nov", "30 Nov", "7 Dec", "14 Dec", "21 Dec", "28 Dec"]),
        (42, 3, ["23 Nov", "7 Dec", "21 Dec"]),
        (365, 12, ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]),
        (2_907, 9, ["2027", "2028", "2029", "2030", "2031", "2032", "2033", "2034"]),
    ],
)
def test_ticks_stand_where_a_person_would_put_them(days, most, expected):
    assert labels(days, most) == expected


def test_the_year_is_named_once_and_where_it_changes():
    ticks = date_ticks(date(2026, 12, 21), date(2027, 1, 10), 3)
    assert [tick.text for tick in ticks] == ["21 Dec\n2026", "28 Dec", "4 Jan\n2027"]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 12_000), st.integers(1, 40))
def test_there_is_always_a_tick_never_more_than_fit_and_all_lie_in_the_period(first, days, most):
    ticks = date_ticks(first, first + timedelta(days=days - 1), most)
    assert 1 <= len(ticks) <= most
    start = datetime.combine(first, datetime.min.time())
    assert all(start <= tick.at < start + timedelta(days=days) for tick in ticks)
    assert [tick.at for tick in ticks] == sorted({tick.at for tick in ticks})
