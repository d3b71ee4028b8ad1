"""A day and a time to choose, with yesterday and the parts of the day at one press."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.buttons import ordinary_button, small_button
from ui.widgets.fields.day_box import DayBox
from ui.widgets.fields.steppers import TimeField
from ui.widgets.layouts import FlowLayout

PARTS_OF_DAY = ((time(8), "morning"), (time(12), "noon"), (time(20), "evening"))
SPACE = 12
WHEN_WIDTH = 460  # px: room for large type; wider, day and time would stand far from each other
A_DAY = timedelta(days=1)


class WhenFields(QWidget):
    """A wall-clock time as a day and a time of day; `with_parts` adds morning, noon and evening, the last that have been."""

    changed = Signal()

    def __init__(self, *, with_parts: bool = False) -> None:
        super().__init__()
        self._now: Callable[[], datetime] | None = None
        self.day = DayBox(_("Day"))
        self.time = TimeField(_("Time"))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(row)
        make_button = ordinary_button if with_parts else small_button
        self.yesterday_button = make_button(_("Yesterday"))
        self.yesterday_button.clicked.connect(self._on_yesterday)
        self.yesterday_button.hide()
        layout.addLayout(self._presses(PARTS_OF_DAY if with_parts else ()))
        self.day.dateChanged.connect(self.changed)
        self.time.timeChanged.connect(self.changed)

    def show_time(self, local: datetime) -> None:
        """Show a wall-clock time."""
        self.day.setDate(QDate(local.year, local.month, local.day))
        self.time.setTime(QTime(local.hour, local.minute))

    def limit_to(self, latest: datetime) -> None:
        """Let no later day be chosen; what is chosen has been, so that yesterday is offered."""
        self.offer_yesterday(lambda: latest)
        # setMaximumDateTime would read a time of day as this computer's and keep it as UTC's: in the west that is tomorrow.
        self.day.setMaximumDate(QDate(latest.year, latest.month, latest.day))

    def offer_yesterday(self, now: Callable[[], datetime]) -> None:
        """Offer the day before today at one press; `now` tells the wall-clock time, before which what is chosen lies."""
        self._now = now
        self.yesterday_button.show()

    def chosen_time(self) -> datetime:
        """The wall-clock time chosen, to the minute."""
        day, clock = self.day.date(), self.time.time()
        return datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute())  # noqa: DTZ001 - wall-clock time, without zone on purpose

    def _presses(self, parts: Sequence[tuple[time, str]]) -> FlowLayout:
        words = {"morning": _("Morning"), "noon": _("Noon"), "evening": _("Evening")}
        flow = FlowLayout()
        flow.addWidget(self.yesterday_button)
        for clock, name in parts:
            button = ordinary_button(words[name])
            button.clicked.connect(lambda _checked=False, clock=clock: self._on_part(clock))
            flow.addWidget(button)
        return flow

    def _on_yesterday(self) -> None:
        if self._now is not None:
            self._show_day(self._now().date() - A_DAY)

    def _on_part(self, clock: time) -> None:
        """An evening that is still to come is not meant: after midnight it is the one before."""
        self.time.setTime(QTime(clock.hour, clock.minute))
        if self._now is not None and self.chosen_time() > self._now():
            self._show_day(self._now().date() - A_DAY)

    def _show_day(self, day: date) -> None:
        self.day.setDate(QDate(day.year, day.month, day.day))
