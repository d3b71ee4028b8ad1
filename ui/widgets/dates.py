"""Days and months in full, and fields for days and times, as the person's locale has them in the language of the app."""

import re
from datetime import date

from PySide6.QtWidgets import QDateTimeEdit

from tracker.domain.words import day_words
from tracker.formats.texts import date_text, dates

# The letters of Qt for the fields of CLDR; the others are the same.
_QT_LETTERS = {"E": "ddd", "EEEE": "dddd", "LLL": "MMM", "LLLL": "MMMM", "y": "yyyy", "K": "h", "a": "AP"}


def long_day(day: date) -> str:
    """A day with its weekday and month: "Wednesday 25 November"."""
    return date_text(day, dates().long_day)


def month_and_year(day: date) -> str:
    """A month: "November 2026"."""
    return date_text(day, dates().month_year)


def long_day_and_year(day: date) -> str:
    """A day in full: "Wednesday, 25 November 2026"."""
    return date_text(day, dates().long_day_year)


def long_day_seen_from(day: date, today: date) -> str:
    """A day with its weekday and month, and with its year where that is not the year of `today`."""
    return long_day(day) if day.year == today.year else long_day_and_year(day)


def short_day(day: date) -> str:
    """A day for a column: "25 Nov 2026"."""
    return day_words(day)


def show_as_day(field: QDateTimeEdit) -> None:
    """Let a field show its day without its weekday."""
    field.setDisplayFormat(_in_qts_letters(dates().day_year))


def show_as_weekday(field: QDateTimeEdit) -> None:
    """Let a field show its day with its weekday."""
    field.setDisplayFormat(_in_qts_letters(dates().weekday_day_year))


def show_as_time(field: QDateTimeEdit) -> None:
    """Let a field show its time of day, of 12 or 24 hours."""
    field.setDisplayFormat(_in_qts_letters(dates().clock))


def _in_qts_letters(shape: str) -> str:
    """A shape of a date as a display format of Qt, in which what is no field stands in quotation marks."""
    parts = re.split(r"\{(\w+)\}", shape)
    texts = ["" if not text else f"'{text}'" if re.search("[A-Za-z']", text) else text for text in parts[::2]]
    letters = [_QT_LETTERS.get(field, field) for field in parts[1::2]]
    return "".join(part for pair in zip(texts, [*letters, ""], strict=True) for part in pair)
