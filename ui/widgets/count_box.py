"""A whole number that may be left out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

from ui.widgets.fields import inset

BLANK = "\N{EN DASH}"


class CountBox(QSpinBox):
    """Takes its name, the most it holds and its width in px; a dash stands for nothing."""

    changed = Signal()

    def __init__(self, name: str, most: int, width: int) -> None:
        super().__init__()
        self.setRange(-1, most)
        self.setSpecialValueText(BLANK)
        self.setValue(-1)
        self.setAccessibleName(name)
        self.setFixedWidth(width)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)
        self.valueChanged.connect(lambda _value: self.changed.emit())

    def count(self) -> float | None:
        """The number, or None."""
        return None if self.value() < 0 else float(self.value())

    def show_count(self, count: float | None) -> None:
        """Show a number, or none, without a signal."""
        blocked = self.blockSignals(True)
        self.setValue(-1 if count is None else round(count))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page changes no number that is not in hand."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
