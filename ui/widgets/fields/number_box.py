"""A number that may be left out."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.fields.decimal_box import DecimalBox
from ui.widgets.fields.wheel_in_hand import WheelInHand
from ui.widgets.layouts import inset, room_of

BLANK = "\N{EN DASH}"
# Shown alone: what files bring with more is held in full beside what is shown.
DECIMALS_SHOWN = 2


class NumberBox(WheelInHand, DecimalBox):
    """Takes its name, the most it holds and how many decimals are typed in it; `blank`, at its least, stands for nothing.

    A number it was given is held to the last digit, and beyond the most that can be typed, until somebody changes it: entries from
    files hold such numbers, and looking at one must not round it.
    """

    changed = Signal()

    def __init__(self, name: str, most: float, *, least: float = -1, decimals: int = 0, blank: str = BLANK) -> None:
        super().__init__()
        self._most, self._decimals = most, decimals
        self._given: float | None = None
        self._is_as_given = True
        self._width = 0
        self.setDecimals(decimals)
        # Qt shows the special text at the minimum alone: the minimum lies below what can be typed, or at a 0 that means none.
        self.setRange(least, most)
        self.setSpecialValueText(blank)
        self.setValue(least)
        self.setAccessibleName(name)
        # Qt's own policy for it is WheelFocus: the wheel over it would take the focus, and then change the number.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inset(self)
        self.valueChanged.connect(self._on_value_changed)

    def number(self) -> float | None:
        """The number given or typed, or None."""
        if self._is_as_given:
            return self._given
        return None if self.value() <= self.minimum() or self.value() < 0 else self.value()

    def show_number(self, number: float | None) -> None:
        """Show a number, or none, without a signal."""
        blocked = self.blockSignals(True)
        self._given, self._is_as_given = None if number is None else float(number), True
        is_whole = number is None or float(number).is_integer()
        # Before the value: Qt rounds it to the decimals there are, and holds it to the range there is.
        self.setDecimals(self._decimals if is_whole else max(self._decimals, DECIMALS_SHOWN))
        self.setMaximum(max(self._most, number or 0))
        self.setValue(self.minimum() if number is None else number)
        self.blockSignals(blocked)

    def keep_width(self, width: int) -> None:
        """Be this wide in px, whatever room there is, and wider only where the type or the language needs it."""
        self._width = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """With room for the least, the most and nothing."""
        return room_of(super().sizeHint(), self._width)

    def minimumSizeHint(self) -> QSize:
        """The same: half a number is another one."""
        return self.sizeHint()

    def _on_value_changed(self) -> None:
        self._is_as_given = False
        self.changed.emit()


def with_room(box: NumberBox) -> QWidget:
    """The box at the left of a row: alone in a column, its width would hold for the label above it too."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(box)
    layout.addStretch(1)
    row.setFocusProxy(box)
    return row
