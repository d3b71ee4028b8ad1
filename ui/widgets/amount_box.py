"""An amount that may be left out: mg, hours, or how many."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.decimal_box import DecimalBox
from ui.widgets.fields import inset

BLANK = "\N{EN DASH}"
DECIMALS = 2
WIDTH = 130


class AmountBox(DecimalBox):
    """Takes its name, the most it holds and the step of its arrows; a dash, at 0, stands for nothing."""

    changed = Signal()

    def __init__(self, name: str, most: float, step: float = 1.0) -> None:
        super().__init__()
        self.setDecimals(DECIMALS)
        self.setRange(0, most)
        self.setSingleStep(step)
        self.setSpecialValueText(BLANK)
        self.setAccessibleName(name)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)
        self.valueChanged.connect(lambda _value: self.changed.emit())

    def amount(self) -> float | None:
        """The amount, or None."""
        return self.value() or None

    def show_amount(self, amount: float | None) -> None:
        """Show an amount, or none, without a signal."""
        blocked = self.blockSignals(True)
        self.setValue(amount or 0.0)
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page changes no number that is not in hand."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def with_room(box: AmountBox) -> QWidget:
    """The box at the left of a row: alone in a column, its width would hold for the label above it too."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(box)
    layout.addStretch(1)
    row.setFocusProxy(box)
    return row
