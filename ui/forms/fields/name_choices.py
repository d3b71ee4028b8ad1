"""Names to choose from beneath a field, each a chip."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.chips import Chip
from ui.widgets.layouts import FlowLayout


class NameChoices(QWidget):
    """Takes its name; hidden while there is nothing to choose. Its chips stay and take other names, since it changes at every letter typed."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._names: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # Fixed would hold it at the height of one row
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def names(self) -> tuple[str, ...]:
        """The names offered."""
        return self._names

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        while len(self._chips) < len(names):
            self._add_chip()
        for place, chip in enumerate(self._chips):
            chip.setText(names[place] if place < len(names) else "")
            chip.setVisible(place < len(names))
            chip.updateGeometry()
        self._flow.invalidate()
        self.setVisible(bool(names))
        self.updateGeometry()

    def _add_chip(self) -> None:
        chip = Chip("", parent=self)
        chip.clicked.connect(partial(self._on_chip_clicked, len(self._chips)))
        self._flow.addWidget(chip)
        self._chips.append(chip)

    def _on_chip_clicked(self, place: int) -> None:
        self.chosen.emit(self._names[place])
