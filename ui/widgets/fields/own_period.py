"""A period of one's own: two days, and what is wrong with them."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.domain.periods import Period
from tracker.language import _, pgettext
from ui.widgets.fields.day_box import DayBox
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 8


class OwnPeriod(QWidget):
    """Two days, both included; an end before the beginning is said beside them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = _day_field(pgettext("days", "From")), _day_field(pgettext("days", "To"))
        self._issue = FieldIssue(self.last)
        row = QWidget()
        flow = FlowLayout(row, SPACE)
        for field in (self.first, self.last):
            flow.addWidget(_label(field))
            flow.addWidget(field)
            field.dateChanged.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(row)
        layout.addWidget(self._issue)

    def show_period(self, period: Period) -> None:
        """Show a period without a signal."""
        for field, day in ((self.first, period.first), (self.last, period.last)):
            blocked = field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(blocked)

    def chosen_period(self) -> Period | None:
        """The days chosen; None, and a sentence beside them, where they end before they begin."""
        first, last = _day(self.first), _day(self.last)
        is_wrong = last < first
        self._issue.show_issue(_("It has to end after it begins. Nothing was changed; check both.") if is_wrong else "")
        return None if is_wrong else Period(first, last)


def _day_field(name: str) -> DayBox:
    field = DayBox(name)
    # Else each digit typed would be another period, and draw another chart.
    field.setKeyboardTracking(False)
    return field


def _label(field: DayBox) -> QLabel:
    label = plain_label(field.accessibleName(), "strong", wrap=False)
    label.setBuddy(field)
    # A flow sets its widgets at the top of the row: as high as its field, the label stands in the middle of it.
    label.setMinimumHeight(field.sizeHint().height())
    return label


def _day(field: DayBox) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
