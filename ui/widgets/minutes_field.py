"""Minutes: the usual lengths at one press, any other by typing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.entries import MINUTES_LIMIT
from tracker.language import _
from tracker.library.look import sizes
from ui.widgets.chips import Chip
from ui.widgets.count_box import CountBox
from ui.widgets.layouts import FlowLayout

USUAL = (5, 10, 15, 30, 60)
WIDTH = 110


class MinutesField(QWidget):
    """Takes its name; nothing is given at first."""

    changed = Signal()

    def __init__(self, name: str, usual: tuple[int, ...] = USUAL) -> None:
        super().__init__()
        self.box = CountBox(name, MINUTES_LIMIT, WIDTH)
        self.box.changed.connect(self.changed)
        flow = FlowLayout()
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
