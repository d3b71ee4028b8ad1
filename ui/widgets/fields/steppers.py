"""Fields with a stepper, in the house's measure: a whole number, minutes, a time of day."""

from datetime import time

from PySide6.QtCore import QSize, Qt, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QWidget

from tracker.domain.entries import MINUTES_LIMIT
from tracker.language import _
from tracker.library.look import sizes
from ui.widgets.chips import Chip
from ui.widgets.dates import show_as_time
from ui.widgets.fields.number_box import NumberBox
from ui.widgets.fields.typed_parts import typed_by_parts
from ui.widgets.fields.wheel_in_hand import WheelInHand
from ui.widgets.layouts import FlowLayout, inset, room_of

# Minutes that are logged at one press.
USUAL = (5, 10, 15, 30, 60)
WIDTH, LEAST_WIDTH = 110, 108


class CountBox(NumberBox):
    """Takes its name, the most it holds and its width in px; decimals show only where a number brings them."""

    def __init__(self, name: str, most: int, width: int) -> None:
        super().__init__(name, most)
        self.keep_width(width)

    def count(self) -> float | None:
        """The number, or None."""
        return self.number()

    def show_count(self, count: float | None) -> None:
        """Show a number, or none, without a signal."""
        self.show_number(count)


class TimeField(WheelInHand, QTimeEdit):
    """Takes its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        show_as_time(self)
        self.setAccessibleName(name)
        # Qt's own policy for it is WheelFocus: the wheel over it would take the focus, and then change the time.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        typed_by_parts(inset(self))

    def sizeHint(self) -> QSize:
        """With room for noon and midnight, of 12 hours or 24."""
        return room_of(super().sizeHint(), LEAST_WIDTH)

    def minimumSizeHint(self) -> QSize:
        """The same: half a time is another one."""
        return self.sizeHint()

    def wall(self) -> time:
        """The time shown."""
        return time(self.time().hour(), self.time().minute())

    def show_wall(self, wall: time) -> None:
        """Show a time without a signal."""
        blocked = self.blockSignals(True)
        self.setTime(QTime(wall.hour, wall.minute))
        self.blockSignals(blocked)


class MinutesField(QWidget):
    """Takes its name; nothing is given at first."""

    changed = Signal()

    def __init__(self, name: str, usual: tuple[int, ...] = USUAL) -> None:
        super().__init__()
        self.box = CountBox(name, MINUTES_LIMIT, WIDTH)
        self.box.changed.connect(self.changed)
        flow = FlowLayout()
        # Chips are lower than the box: half the difference above brings both to one middle, without stretching later rows.
        flow.setContentsMargins(0, (sizes().control - sizes().least_control) // 2, 0, 0)
        for minutes in usual:
            chip = Chip(_("{minutes} min").format(minutes=minutes))
            chip.clicked.connect(lambda _checked=False, minutes=minutes: self.box.setValue(minutes))
            flow.addWidget(chip)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(flow, 1)
        self.setFocusProxy(self.box)

    def value(self) -> float | None:
        """The minutes, or None."""
        return self.box.count()

    def set_value(self, minutes: float | None) -> None:
        """Show minutes, or none, without a signal."""
        self.box.show_count(minutes)
