"""A value of 0-10 points that may be left out."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from ui.widgets.decimal_box import DecimalBox
from ui.widgets.fields import inset

NONE = -1.0


class PointsField(DecimalBox):
    """Shows `blank` while it holds no value; whole points, and decimals only where an entry brings them."""

    points_changed = Signal()

    def __init__(self, name: str = "", *, blank: str = "\N{EN DASH}", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(NONE, MOST_PAIN)
        self.setDecimals(0)
        self.setSpecialValueText(blank)
        self.setValue(NONE)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)
        self.valueChanged.connect(lambda _value: self.points_changed.emit())

    def points(self) -> float | None:
        """The value, in points 0-10, or None."""
        return None if self.value() < LEAST_PAIN else self.value()

    def show_points(self, points: float | None) -> None:
        """Show a value without a signal."""
        if points == self.points():
            return
        self.blockSignals(True)
        self.setDecimals(0 if points is None or float(points).is_integer() else 2)
        self.setValue(NONE if points is None else points)
        self.blockSignals(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed takes the place of what stands there."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self.selectAll)
        else:
            self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page does not change what is not in hand."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
