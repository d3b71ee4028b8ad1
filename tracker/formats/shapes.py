"""What is known of one locale: the shapes of its dates, times, lists and numbers, with the names that go into them."""

from typing import NamedTuple


class DateFormats(NamedTuple):
    """How dates, times and lists are written.

    A shape is a text with the fields of CLDR in braces: {d} {dd} the day of the month; {M} {MM} {MMM} {MMMM} the month, {LLL} {LLLL} where it stands
    alone; {y} {yy} the year; {E} {EEEE} the weekday; {H} {HH} {h} {hh} {K} the hour; {mm} the minutes; {a} the half of the day.
    """

    day: str
    day_year: str
    weekday_day: str
    weekday_day_year: str
    long_day: str
    long_day_year: str
    month_year: str
    clock: str
    hour: str
    weekday_clock: str
    months: tuple[str, ...]
    long_months: tuple[str, ...]
    months_alone: tuple[str, ...]
    long_months_alone: tuple[str, ...]
    weekdays: tuple[str, ...]
    long_weekdays: tuple[str, ...]
    weekdays_alone: tuple[str, ...]
    halves: tuple[str, ...]
    first_weekday: int  # 1 is Monday, as in ISO 8601
    between: str
    and_two: str
    and_last: str
    or_two: str
    or_last: str


class NumberFormats(NamedTuple):
    """How numbers are written: the marks before decimals, between groups of digits and of what is negative, and the digit for nothing."""

    decimal: str
    group: str
    minus: str
    zero: str
    later_groups: int  # digits in the groups left of the last three
