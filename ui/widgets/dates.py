"""Days and months, in the words of the desktop's language."""

from datetime import date

from PySide6.QtCore import QDate, QLocale


def long_day(day: date) -> str:
    """A day with its weekday and month: "Wednesday 25 November"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")


def month_and_year(day: date) -> str:
    """A month: "November 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "MMMM yyyy")


def long_day_and_year(day: date) -> str:
    """A day in full: "Wednesday 25 November 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


def long_day_seen_from(day: date, today: date) -> str:
    """A day with its weekday and month, and with its year where that is not the year of `today`."""
    return long_day(day) if day.year == today.year else long_day_and_year(day)


def short_day(day: date) -> str:
    """A day for a column: "25 Nov 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")
