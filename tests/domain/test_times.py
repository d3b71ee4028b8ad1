"""Instants, days and the two awkward nights of the year."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_moment
from tests.fakes import FakeClock, utc
from tracker.domain.times import Moment, day_bounds, is_in_the_future, local_moment, moment_now, read_day, read_moment, refuse_future
from tracker.errors import Refused

LONDON, NEW_YORK, LORD_HOWE = "Europe/London", "America/New_York", "Australia/Lord_Howe"
ZONES = st.sampled_from([LONDON, NEW_YORK, LORD_HOWE, "UTC", "Asia/Kolkata", "America/Santiago", "Pacific/Apia", "Africa/Casablanca"])
WALLS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2036, 12, 31))  # noqa: DTZ001 - times on the wall
INSTANTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2036, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - UTC is added


# typed, zone, the instant meant, what the wall shows
FORWARD = [
    ("2026-03-29T01:30", LONDON, "2026-03-29T01:30", "02:30"),
    ("2026-03-08T02:30", NEW_YORK, "2026-03-08T07:30", "03:30"),
    ("2026-10-04T02:15", LORD_HOWE, "2026-10-03T15:45", "02:45"),
]
TWICE = [
    ("2026-10-25T01:30", LONDON, "2026-10-25T00:30"),
    ("2026-11-01T01:30", NEW_YORK, "2026-11-01T05:30"),
    ("2026-04-05T01:45", LORD_HOWE, "2026-04-04T14:45"),
]


@pytest.mark.parametrize(("typed", "zone", "instant", "shown"), FORWARD)
def test_a_time_that_does_not_exist_moves_forward_and_says_so(typed, zone, instant, shown):
    read = read_moment(typed, zone)
    assert (read.moment.at, read.moved) == (utc(instant), True)
    assert read.moment.local.strftime("%H:%M") == shown
    assert shown in read.remark


@pytest.mark.parametrize(("typed", "zone", "instant"), TWICE)
def test_a_time_that_exists_twice_is_the_first(typed, zone, instant):
    read = read_moment(typed, zone)
    assert (read.moment.at, read.moved, read.remark) == (utc(instant), False, "")


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-11-25T13:05", "2026-11-25T13:05"),
        ("2026-07-25T13:05", "2026-07-25T12:05"),
        ("2026-11-25T13:05:30", "2026-11-25T13:05:30"),
        (" 2026-11-25 13:05 ", "2026-11-25T13:05"),
        ("2026-11-25T13:05Z", "2026-11-25T13:05"),
        ("2026-11-25T13:05-05:00", "2026-11-25T18:05"),
    ],
)
def test_a_time_is_local_unless_it_has_an_offset(typed, instant):
    read = read_moment(typed, LONDON)
    assert (read.moment.at, read.moment.zone) == (utc(instant), LONDON)


@pytest.mark.parametrize(
    "typed",
    ["2026-02-30T10:00", "2026-02-30", "2026-11-25", "2026-11-25T25:00", "yesterday", "", "0026-11-25T10:00", "9999-12-31T23:59-12:00", "\x1b[31m"],
)
def test_what_is_no_time_is_refused_in_one_sentence_that_says_what_to_do(typed):
    with pytest.raises(Refused) as refused:
        read_moment(typed, LONDON)
    assert "Nothing was changed" in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-13-01", "25.11.2026", "today", "", "2026-11-25T13:05", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(Refused, match="Nothing was changed"):
        read_day(typed)


def test_a_day_is_read():
    assert read_day(" 2026-11-25 ") == date(2026, 11, 25)


@given(st.dates(), ZONES)
def test_every_day_that_is_read_has_its_bounds(day, zone):
    try:
        read = read_day(day.isoformat())
    except Refused:
        return
    start, end = day_bounds(read, zone)
    assert start <= end


@given(WALLS, ZONES)
def test_a_wall_time_comes_back_as_it_was_typed_unless_it_moved_forward(wall, zone):
    read = local_moment(wall, zone)
    assert read.moment.local >= wall
    assert (read.moment.local != wall) is read.moved
    assert read.moment.local - wall <= timedelta(days=1)


@given(WALLS, ZONES)
def test_no_earlier_instant_shows_the_same_wall_time(wall, zone):
    moment = local_moment(wall, zone).moment
    shown = [(moment.at - timedelta(minutes=30 * halves)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) for halves in range(1, 5)]
    assert wall not in shown


@given(INSTANTS, ZONES)
def test_a_moment_keeps_its_instant_and_the_day_lived(at, zone):
    moment = Moment.of(at, zone)
    there = at.astimezone(ZoneInfo(zone))
    assert (moment.at, moment.day, moment.local) == (at, there.date(), there.replace(tzinfo=None))


def test_a_moment_keeps_the_day_it_was_lived_on():
    assert a_moment("2026-11-25T23:30", NEW_YORK).day == date(2026, 11, 25)
    assert a_moment("2026-11-25T23:30", NEW_YORK).at == utc("2026-11-26T04:30")


@pytest.mark.parametrize("at", [datetime(2026, 11, 25, 13, 5), datetime(2026, 11, 25, 13, 5, tzinfo=ZoneInfo("Asia/Kolkata"))])  # noqa: DTZ001 - the fault
def test_an_instant_is_aware_and_in_utc(at):
    with pytest.raises(ValueError, match="UTC"):
        Moment(at, LONDON, timedelta(0), date(2026, 11, 25))


@pytest.mark.parametrize(("seconds", "refused"), [(0, False), (300, False), (301, True), (-86_400 * 4_000, False)])
def test_more_than_five_minutes_ahead_is_the_future(clock, seconds, refused):
    at = clock.now() + timedelta(seconds=seconds)
    assert is_in_the_future(at, clock.now()) is refused
    if refused:
        with pytest.raises(Refused, match="is in the future"):
            refuse_future(Moment.of(at, LONDON), clock.now())
    else:
        refuse_future(Moment.of(at, LONDON), clock.now())


@pytest.mark.parametrize(
    ("day", "zone", "start", "end"),
    [
        ("2026-11-25", LONDON, "2026-11-25T00:00", "2026-11-26T00:00"),
        ("2026-03-29", LONDON, "2026-03-29T00:00", "2026-03-29T23:00"),
        ("2026-10-25", LONDON, "2026-10-24T23:00", "2026-10-26T00:00"),
        ("2026-03-08", NEW_YORK, "2026-03-08T05:00", "2026-03-09T04:00"),
        ("2026-10-04", LORD_HOWE, "2026-10-03T13:30", "2026-10-04T13:00"),
        ("2026-09-06", "America/Santiago", "2026-09-06T04:00", "2026-09-07T03:00"),
        ("2011-12-30", "Pacific/Apia", "2011-12-30T10:00", "2011-12-30T10:00"),
    ],
)
def test_a_day_is_23_24_or_25_hours_long_and_the_one_apia_skipped_has_none(day, zone, start, end):
    assert day_bounds(date.fromisoformat(day), zone) == (utc(start), utc(end))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2036, 12, 30)), ZONES)
def test_days_follow_each_other_without_gap(day, zone):
    assert day_bounds(day, zone)[1] == day_bounds(day + timedelta(days=1), zone)[0]


def test_the_present_moment_is_the_clocks():
    clock = FakeClock.at("2026-07-01T00:30")
    moment = moment_now(clock)
    assert (moment.at, moment.day, moment.zone) == (utc("2026-06-30T23:30"), date(2026, 7, 1), LONDON)
