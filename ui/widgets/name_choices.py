"""Names to choose from beneath a field, each a chip."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.chips import Chip
from ui.widgets.layouts import FlowLayout


class NameChoices(QWidget):
    """Takes its name; hidden while there is nothing to choose."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._names: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(name) for name in names]
        self.setVisible(bool(names))
        self.updateGeometry()

    def _chip(self, name: str) -> Chip:
        chip = Chip(name)
        chip.clicked.connect(lambda: self.chosen.emit(name))
        self._flow.addWidget(chip)
        return chip
