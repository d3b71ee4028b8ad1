"""Date and time fields in which a click chooses the part that is clicked, so that what is typed next takes its place, and a key the day."""

import re
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTime
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QTimeEdit

WHOLE_TIME = 4  # digits
DAYS, WEEKDAYS = ("d", "dd"), ("ddd", "dddd")  # as a display format of Qt has them
# What a mouse did has chosen its part itself, and a window that comes back has the part in hand it had.
BY_A_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
F = TypeVar("F", bound=QDateTimeEdit)


class _PartChooser(QObject):
    """Lives as long as its field."""

    def __init__(self, field: QDateTimeEdit) -> None:
        super().__init__(field)
        self._field = field
        self._digits = ""  # typed one after another since the minutes were chosen
        field.installEventFilter(self)
        field.lineEdit().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt only puts the cursor there: a digit typed beside those of a full part is thrown away, without a sign of it."""
        taken = super().eventFilter(watched, event)
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._is_whole_time(event):
                return True
            self._leave_weekday(event)
        if watched is self._field and isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in BY_A_KEY:
            return self._take_day(event)
        is_click = event.type() == QEvent.Type.MouseButtonRelease and watched is self._field.lineEdit()
        # A text that was drawn over with the mouse stays chosen as it is.
        if is_click:
            self._digits = ""
        if is_click and not self._field.lineEdit().hasSelectedText():
            choose_part(self._field)
        return taken

    def _take_day(self, event: QFocusEvent) -> bool:
        """Let the field have the focus, and take its day in hand; whether it has a day."""
        day = _place_of(self._field, DAYS)
        if day is None:
            return False
        self._field.event(event)  # which chooses the first part or the last
        _choose(self._field, day)
        return True

    def _leave_weekday(self, event: QKeyEvent) -> None:
        """Nothing can be typed into a weekday and it steps nowhere, so that the day is meant; Tab goes on beyond it."""
        field, weekday = self._field, _place_of(self._field, WEEKDAYS)
        if event.key() in TABS:
            step = 1 if (event.key() == Qt.Key.Key_Tab) != field.isRightToLeft() else -1
            if weekday == field.currentSectionIndex() + step:
                field.setCurrentSectionIndex(weekday)
        elif (event.key() in STEPS or event.text().isdigit()) and weekday == field.currentSectionIndex():
            choose_part(field)

    def _is_whole_time(self, event: QKeyEvent) -> bool:
        """Whether this is the fourth digit typed from the minutes on, where two have room: a whole time was meant, and stands there now."""
        field = self._field
        if not isinstance(field, QTimeEdit) or not event.text().isdigit() or (not self._digits and field.currentSectionIndex() == 0):
            self._digits = ""
            return False
        self._digits += event.text()
        if len(self._digits) < WHOLE_TIME:
            return False
        meant, self._digits = QTime.fromString(self._digits, "HHmm"), ""
        if meant.isValid():
            field.setTime(meant)
        return meant.isValid()


def choose_part(field: QDateTimeEdit) -> None:
    """Choose the whole part in which the cursor stands; of a weekday, which cannot be typed, the day."""
    place, day = field.currentSectionIndex(), _place_of(field, DAYS)
    _choose(field, day if day is not None and place == _place_of(field, WEEKDAYS) else place)


def typed_by_parts(field: F) -> F:
    """The field, in which a click chooses the hour, the minutes, the day, the month or the year to be typed anew."""
    _PartChooser(field)
    return field


def _choose(field: QDateTimeEdit, place: int) -> None:
    field.setCurrentSectionIndex(place)
    field.setSelectedSection(field.currentSection())


def _place_of(field: QDateTimeEdit, wanted: tuple[str, str]) -> int | None:
    """Where among its parts a field has its day or its weekday, which are the same section to those who ask Qt."""
    parts = re.findall("d+|M+|y+|H+|h+|m+|[Aa][Pp]", re.sub("'[^']*'", "", field.displayFormat()))
    return next((place for place, part in enumerate(parts) if part in wanted), None)
