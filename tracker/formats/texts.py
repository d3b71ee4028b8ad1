"""Dates, times, numbers and lists as texts: the one place that writes them for a person. What a program reads stays as Python writes it."""

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import cache

from tracker.formats import table
from tracker.formats.shapes import DateFormats, NumberFormats
from tracker.language import language

GROUP = 3
HALF_A_DAY = 12
DAYS_A_WEEK = 7
_NAMED = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?(?![A-Za-z])")

# What was chosen by name; until then, what the environment says.
_chosen: tuple[str, str] | None = None


def choose_formats(place: str | None) -> None:
    """Write dates and numbers as a locale does, such as "de_DE", whatever the environment says; by None, as that says."""
    global _chosen  # noqa: PLW0603 - one person for the whole process, as with the language
    _chosen = None if place is None else (place, place)


def places() -> tuple[str, str]:
    """The locales by which dates and numbers are written, such as "de_DE"; empty where none is named."""
    return _chosen or (_asked_for("LC_TIME"), _asked_for("LC_NUMERIC"))


def country() -> str:
    """The country of the person, by its code in ISO 3166; empty where none is named."""
    return places()[0].partition("_")[2]


def dates() -> DateFormats:
    """The shapes of dates, times and lists, in the words of the app's language."""
    return _dates(language(), places()[0])


def week() -> tuple[int, ...]:
    """The days of a week as it runs where the person is, 0 being Monday: in the United States from Sunday on."""
    first = dates().first_weekday - 1
    return tuple((first + day) % DAYS_A_WEEK for day in range(DAYS_A_WEEK))


def number_marks() -> NumberFormats:
    """The marks and digits of numbers."""
    return _numbers(language(), places()[1])


def date_text(day: date, shape: str) -> str:
    """A day in one of the shapes of `dates()`."""
    return _digits(shape.format_map(_fields(day, time())))


def time_text(moment: time | datetime) -> str:
    """A time of day: "14:10", "2:10 PM"."""
    return _digits(dates().clock.format_map(_time_fields(moment.hour, moment.minute)))


def full_hour_text(hour: int) -> str:
    """A full hour from 0 to 24 as a time of day: "14:00", "24:00"; "2:00 PM", "12:00 AM"."""
    return _digits(dates().clock.format_map(_time_fields(hour, 0)))


def hour_text(hour: int) -> str:
    """A full hour from 0 to 24 in short, as on a scale: "14", "2 PM"."""
    return _digits(dates().hour.format_map(_time_fields(hour, 0)))


def weekday_time_text(local: datetime) -> str:
    """A time of day with its weekday: "Thu 14:10"."""
    return _digits(dates().weekday_clock.format_map(_fields(local.date(), local.time())))


def number_text(value: float, places: int | None = None) -> str:
    """A number with its digits in groups, "1,204.5": rounded to so many decimals, those that are nothing left out; without, as exact as it is."""
    written = f"{value:.10g}" if places is None else f"{value:.{places}f}"
    if "e" in written:
        written = f"{value:.0f}"
    whole, _point, rest = written.partition(".")
    rest, marks = rest.rstrip("0"), number_marks()
    minus = marks.minus if whole.startswith("-") and (rest or whole != "-0") else ""
    grouped = marks.group.join(_groups(whole.removeprefix("-"), marks.later_groups))
    return minus + _digits(grouped + (marks.decimal + rest if rest else ""))


def in_a_row(items: Iterable[str]) -> str:
    """Things beside each other: "ice, heat, stretches"."""
    return dates().between.join(items)


def all_of(items: Sequence[str]) -> str:
    """Things that all count: "ice, heat and stretches"."""
    return _list(items, dates().and_two, dates().and_last)


def one_of(items: Sequence[str]) -> str:
    """Things of which one counts: "ice, heat or stretches"."""
    return _list(items, dates().or_two, dates().or_last)


@cache
def _asked_for(category: str) -> str:
    """The locale of a category of the environment; empty where it names none."""
    for variable in ("LC_ALL", category, "LANG"):
        if value := os.environ.get(variable):
            found = _NAMED.match(value)
            return found[0] if found else ""
    return ""


@cache
def _dates(language_: str, place_: str) -> DateFormats:
    return table.dates_of(language_, place_)


@cache
def _numbers(language_: str, place_: str) -> NumberFormats:
    return table.numbers_of(language_, place_)


def _fields(day: date, at: time) -> dict[str, object]:
    names, month, weekday = dates(), day.month - 1, day.weekday()
    return {
        "d": day.day,
        "dd": f"{day.day:02}",
        "M": day.month,
        "MM": f"{day.month:02}",
        "MMM": names.months[month],
        "MMMM": names.long_months[month],
        "LLL": names.months_alone[month],
        "LLLL": names.long_months_alone[month],
        "y": day.year,
        "yy": f"{day.year % 100:02}",
        "E": names.weekdays[weekday],
        "EEEE": names.long_weekdays[weekday],
        **_time_fields(at.hour, at.minute),
    }


def _time_fields(hour: int, minute: int) -> dict[str, object]:
    half, within = divmod(hour % (2 * HALF_A_DAY), HALF_A_DAY)
    twelve = within or HALF_A_DAY
    hours = {"H": hour, "HH": f"{hour:02}", "h": twelve, "hh": f"{twelve:02}", "K": within}
    return {**hours, "mm": f"{minute:02}", "a": dates().halves[half]}


def _digits(text: str) -> str:
    zero = number_marks().zero
    return text if zero == "0" else text.translate({ord("0") + digit: ord(zero) + digit for digit in range(10)})


def _groups(digits: str, later: int) -> list[str]:
    first, groups = digits[:-GROUP], [digits[-GROUP:]]
    while first:
        groups.insert(0, first[-later:])
        first = first[:-later]
    return groups


def _list(items: Sequence[str], two: str, last: str) -> str:
    if len(items) <= 2:  # noqa: PLR2004 - a pair
        return two.format(*items) if len(items) > 1 else "".join(items)
    return last.format(in_a_row(items[:-1]), items[-1])
