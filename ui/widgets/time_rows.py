"""Times of day: as many as are wanted, each with a cross to take it away."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.language import _
from ui.assets import set_style_property
from ui.widgets.buttons import ActionButton, icon_button
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs
from ui.widgets.time_field import TimeField

WIDTH = 108
FIRST = time(9)
STEP = timedelta(hours=1)
LATEST = time(23)


class TimeRows(QWidget):
    """Takes its name and how many times there may be; the fields are made once and used again."""

    changed = Signal()

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._most = most
        self._count = 0
        self._rows: list[TimeRow] = []
        self._flow = FlowLayout(self)
        self.add_button = ActionButton(_("Add a time"), "quiet", icon_name="plus")
        self.add_button.clicked.connect(self._on_add)
        self._flow.addWidget(self.add_button)

    def times(self) -> tuple[time, ...]:
        """The times as they stand."""
        return tuple(row.field.wall() for row in self._rows[: self._count])

    def show_times(self, walls: Sequence[time]) -> None:
        """Show these, without a signal."""
        while len(self._rows) < min(len(walls), self._most):
            self._add_row()
        self._count = min(len(walls), self._most)
        for row, wall in zip(self._rows, walls, strict=False):
            row.field.show_wall(wall)
        for place, row in enumerate(self._rows):
            row.setVisible(place < self._count)
        for row in self._rows[: self._count]:
            row.remove.setVisible(self._count > 1)
        self.add_button.setVisible(self._count < self._most)
        order_tabs(self)

    def focus_first(self) -> None:
        """Put the focus on the first time."""
        self._rows[0].field.setFocus() if self._count else self.add_button.setFocus()

    def _on_add(self) -> None:
        times = self.times()
        self.show_times([*times, _later(max(times)) if times else FIRST])
        self._rows[self._count - 1].field.setFocus()
        self.changed.emit()

    def _on_remove(self, place: int) -> None:
        times = list(self.times())
        del times[place]
        self.show_times(times)
        self._rows[min(place, self._count - 1)].field.setFocus()
        self.changed.emit()

    def _add_row(self) -> None:
        place = len(self._rows)
        row = TimeRow(place + 1, lambda: self._on_remove(place))
        row.field.timeChanged.connect(self.changed)
        self._rows.append(row)
        self._flow.removeWidget(self.add_button)
        self._flow.addWidget(row)
        self._flow.addWidget(self.add_button)


class TimeRow(QWidget):
    """One time and its cross."""

    def __init__(self, number: int, remove: Callable[[], None]) -> None:
        super().__init__()
        self.field = TimeField(_("Time {number}").format(number=number))
        self.field.setFixedWidth(WIDTH)
        self.remove = icon_button("close", _("Remove time {number}").format(number=number))
        self.remove.setToolTip("")
        set_style_property(self.remove, "kind", "bare")
        self.remove.clicked.connect(remove)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.field)
        layout.addWidget(self.remove)


def _later(wall: time) -> time:
    """An hour later on the same day."""
    return LATEST if wall >= LATEST else (datetime.combine(date.min, wall) + STEP).time()
