"""The places of the body an entry names, as chips."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.language import _
from ui.widgets.chips import Chip
from ui.widgets.layouts import FlowLayout

FIELD_WIDTH = 260


class PlaceChips(QWidget):
    """The places of the body an entry names, each a chip that can be taken away, and a field to add one."""

    changed_by_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._flow = FlowLayout(self)
        self.add_chip = Chip(_("Add a place"), kind="add")
        self.add_chip.clicked.connect(self._open_field)
        self.field = _PlaceField()
        self.field.hide()
        self.field.returnPressed.connect(self._on_place_typed)
        self.field.editingFinished.connect(self._on_place_typed)
        self._chips: list[Chip] = []
        self._rebuild()

    def names(self) -> list[str]:
        """The places, in order."""
        typed = self.field.text().strip()
        return [*self._names, typed] if typed and typed not in self._names else list(self._names)

    def set_names(self, names: list[str]) -> None:
        """Show these places."""
        if names != self._names:
            self._names = list(names)
            self._rebuild()

    def _open_field(self) -> None:
        self.add_chip.hide()
        self.field.show()
        self.field.setFocus()

    def _on_place_typed(self) -> None:
        names = self.names()
        self.field.clear()
        self.field.hide()
        self.add_chip.show()
        if names != self._names:
            self._names = names
            self._rebuild()
            self.changed_by_hand.emit()

    def _on_removed(self, name: str) -> None:
        self._names.remove(name)
        self._rebuild()
        self.changed_by_hand.emit()

    def _rebuild(self) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(name) for name in self._names]
        for widget in (*self._chips, self.add_chip, self.field):
            self._flow.addWidget(widget)

    def _chip(self, name: str) -> Chip:
        chip = Chip(name, kind="removable")
        chip.removed.connect(lambda: self._on_removed(name))
        return chip


class _PlaceField(QLineEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Where, for example lower back left"))
        self.setAccessibleName(_("Where"))
        self.setMaxLength(NAME_LIMIT)
        self.setMinimumWidth(FIELD_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds the place and goes no further: it would save the entry."""
        super().keyPressEvent(event)
        event.accept()
