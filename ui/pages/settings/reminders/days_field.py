"""On which days: some days of every week, or one day alone."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.formats.texts import week
from tracker.language import _
from ui.widgets.fields.day_box import DayBox
from ui.widgets.segmented_bar import SegmentedBar
from ui.widgets.toggle_chips import ToggleChips

WEEK, ONCE = "week", "once"
SPACE = 8


class DaysField(QWidget):
    """Takes the names of the days of the week, Monday first, and shows them from the day on which a week begins where the person is."""

    changed = Signal()

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(_("Days"))
        self._may_be_once = False
        self.mode = SegmentedBar([(WEEK, _("Every week")), (ONCE, _("Once"))], _("Days"))
        self.weekdays = ToggleChips(_("Days of the week"), {str(number): names[number] for number in week()})
        self.day = DayField(_("Day"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self.mode, self.weekdays, self.day):
            layout.addWidget(widget)
        self.mode.chosen.connect(self._on_mode)
        self.weekdays.changed.connect(self.changed)
        self.day.dateChanged.connect(self.changed)

    def offer_once(self, *, may_be_once: bool) -> None:
        """Offer one day alone as well, or only days of the week."""
        self._may_be_once = may_be_once
        self._show_parts()

    def show_days(self, weekdays: Sequence[int], day: date | None, today: date) -> None:
        """Show the days of the week, 0 being Monday, or one day; today stands ready for that."""
        self.weekdays.choose(str(number) for number in weekdays)
        self.mode.choose(WEEK if day is None else ONCE)
        self.day.show_day(day or today)
        self._show_parts()

    def chosen_weekdays(self) -> tuple[int, ...]:
        """The days of the week that are on, 0 being Monday."""
        return tuple(sorted(int(key) for key in self.weekdays.chosen_keys()))

    def chosen_day(self) -> date | None:
        """The one day, where that is chosen."""
        return self.day.chosen_day() if self._is_once() else None

    def _is_once(self) -> bool:
        return self._may_be_once and self.mode.chosen_key() == ONCE

    def _on_mode(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        self.mode.setVisible(self._may_be_once)
        self.weekdays.setVisible(not self._is_once())
        self.day.setVisible(self._is_once())


class DayField(DayBox):
    """Takes its name; it is no wider than a day, whatever room there is."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def chosen_day(self) -> date:
        """The day shown."""
        return date(self.date().year(), self.date().month(), self.date().day())

    def show_day(self, day: date) -> None:
        """Show a day without a signal."""
        blocked = self.blockSignals(True)
        self.setDate(QDate(day.year, day.month, day.day))
        self.blockSignals(blocked)
