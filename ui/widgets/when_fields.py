"""A day and a time to choose, with the parts of the day at one press."""

from datetime import datetime, time

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.buttons import ordinary_button
from ui.widgets.layouts import FlowLayout, inset

PARTS_OF_DAY = ((time(8), "morning"), (time(12), "noon"), (time(20), "evening"))
SPACE = 12
WHEN_WIDTH = 420  # px: wider, day and time would stand far from each other


class WhenFields(QWidget):
    """A wall-clock time as a day and a time of day; `with_parts` adds morning, noon and evening."""

    changed = Signal()

    def __init__(self, *, with_parts: bool = False) -> None:
        super().__init__()
        self.day = inset(QDateEdit())
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(_("Day"))
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.time = inset(QTimeEdit())
        self.time.setAccessibleName(_("Time"))
        self.time.setDisplayFormat("HH:mm")
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(row)
        if with_parts:
            layout.addLayout(self._parts())
        self.day.dateChanged.connect(self.changed)
        self.time.timeChanged.connect(self.changed)

    def show_time(self, local: datetime) -> None:
        """Show a wall-clock time."""
        self.day.setDate(QDate(local.year, local.month, local.day))
        self.time.setTime(QTime(local.hour, local.minute))

    def limit_to(self, latest: datetime) -> None:
        """Let no later day be chosen."""
        # setMaximumDateTime would read a time of day as this computer's and keep it as UTC's: in the west that is tomorrow.
        self.day.setMaximumDate(QDate(latest.year, latest.month, latest.day))

    def chosen_time(self) -> datetime:
        """The wall-clock time chosen, to the minute."""
        day, clock = self.day.date(), self.time.time()
        return datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute())  # noqa: DTZ001 - wall-clock time, without zone on purpose

    def _parts(self) -> FlowLayout:
        words = {"morning": _("Morning"), "noon": _("Noon"), "evening": _("Evening")}
        flow = FlowLayout()
        for clock, name in PARTS_OF_DAY:
            button = ordinary_button(words[name])
            button.clicked.connect(lambda _checked=False, clock=clock: self.time.setTime(QTime(clock.hour, clock.minute)))
            flow.addWidget(button)
        return flow
