"""A day to choose from a calendar, in a field that has room for any day."""

from functools import lru_cache

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QDateEdit

from ui.widgets.dates import show_as_weekday
from ui.widgets.fields.typed_parts import typed_by_parts
from ui.widgets.fields.wheel_in_hand import WheelInHand
from ui.widgets.layouts import inset, room_of

A_YEAR, MONTHS, A_WEEK = 2028, range(1, 13), range(20, 27)  # days of two digits, of each weekday


class DayBox(WheelInHand, QDateEdit):
    """Takes its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setAccessibleName(name)
        show_as_weekday(self)
        # Qt's own policy for it is WheelFocus: the wheel over it would take the focus, and then change the day.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        typed_by_parts(inset(self))

    def sizeHint(self) -> QSize:
        """Qt asks for the room of the first day and of the last alone: the year of one with a wider weekday or month was cut off."""
        measure, locale, shape = self.fontMetrics().horizontalAdvance, self.locale(), self.displayFormat()
        asked = max(measure(locale.toString(day, shape)) for day in (self.minimumDate(), self.maximumDate()))
        more = max(0, _widest(self.font().toString(), locale.name(), shape) - asked)
        return room_of(super().sizeHint() + QSize(more, 0))

    def minimumSizeHint(self) -> QSize:
        """The same: half a day is none."""
        return self.sizeHint()


@lru_cache
def _widest(type_: str, locale: str, shape: str) -> int:
    """The width of the widest day in px."""
    font = QFont()
    font.fromString(type_)
    measure, where = QFontMetrics(font).horizontalAdvance, QLocale(locale)
    weekdays = [measure(where.toString(QDate(A_YEAR, 1, day), shape)) for day in A_WEEK]
    months = [measure(where.toString(QDate(A_YEAR, month, A_WEEK[0]), shape)) for month in MONTHS]
    # No day is wider than the widest of one month and what a month may have more than another, and far fewer days are asked than there are.
    return max(weekdays) + max(months) - min(months)
