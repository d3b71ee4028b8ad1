"""Date and time fields in which a click chooses the part that is clicked, so that what is typed next takes its place."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QTimeEdit

WEEKDAY = "ddd"
WHOLE_TIME = 4  # digits
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
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._is_whole_time(event):
            return True
        is_click = event.type() == QEvent.Type.MouseButtonRelease and watched is self._field.lineEdit()
        # A text that was drawn over with the mouse stays chosen as it is.
        if is_click:
            self._digits = ""
        if is_click and not self._field.lineEdit().hasSelectedText():
            choose_part(self._field)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().isdigit() and _is_in_weekday(self._field):
            choose_part(self._field)  # Tab has come to the weekday, the first part there is
        return taken

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
    """Choose the whole part in which the cursor stands; of a weekday, which cannot be typed, the day beside it."""
    if _is_in_weekday(field):
        field.setCurrentSectionIndex(1)
    field.setSelectedSection(field.currentSection())


def typed_by_parts(field: F) -> F:
    """The field, in which a click chooses the hour, the minutes, the day, the month or the year to be typed anew."""
    _PartChooser(field)
    return field


def _is_in_weekday(field: QDateTimeEdit) -> bool:
    return field.currentSectionIndex() == 0 and field.displayFormat().startswith(WEEKDAY)
