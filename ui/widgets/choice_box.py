"""A drop-down list of values, each with its words."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

# Of the narrowest box; the longest option would else set the width of the whole form.
LETTERS = 12
V = TypeVar("V")


class ChoiceBox(QComboBox, Generic[V]):
    """Takes its name; `chosen` tells what a person chose, not what was shown by `choose`."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values: list[V] = []
        # By a fixed number of letters: the default asks for the widest option that was there when it was first shown.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Not `activated`: a screen reader chooses without opening the list, and Qt then tells of no activation.
        self.currentIndexChanged.connect(self.chosen)

    def set_options(self, options: Sequence[tuple[V, str]]) -> None:
        """Offer other values; the first is chosen."""
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _text in options]
        self.addItems([text for _value, text in options])
        self.blockSignals(blocked)

    def value(self) -> V:
        """The value that is chosen; raises IndexError where none is offered."""
        return self._values[self.currentIndex()]

    def choose(self, value: V, text: str = "") -> None:
        """Choose a value without a signal; one that is not offered is, by its words, from now on. Raises ValueError where it has none."""
        blocked = self.blockSignals(True)
        if value not in self._values and text:
            self._values.append(value)
            self.addItem(text)
        self.setCurrentIndex(self._values.index(value))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the page; a choice is not changed in passing."""
        event.ignore()
