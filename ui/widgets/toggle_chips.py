"""Several of a few words, each a chip that is on or off."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import show_checked
from ui.widgets.chips import Chip
from ui.widgets.layouts import FlowLayout


class ToggleChips(QWidget):
    """Takes its name and the words by their keys."""

    changed = Signal()

    def __init__(self, name: str, words: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        hear_as(self, "group")
        self._chips: dict[str, Chip] = {}
        flow = FlowLayout(self)
        for key, word in words.items():
            chip = self._chips[key] = Chip(word, kind="toggle")
            chip.toggled.connect(self._on_toggled)
            flow.addWidget(chip)

    def chosen_keys(self) -> tuple[str, ...]:
        """The keys of the chips that are on and offered."""
        # isHidden, not isVisible: on a page that is not shown nothing is visible, whatever is offered.
        return tuple(key for key, chip in self._chips.items() if chip.isChecked() and not chip.isHidden())

    def choose(self, keys: Iterable[str]) -> None:
        """Turn these on and the others off, without a signal."""
        wanted = set(keys)
        for key, chip in self._chips.items():
            show_checked(chip, is_checked=key in wanted)
            chip.updateGeometry()

    def offer(self, keys: Iterable[str]) -> None:
        """Offer these alone."""
        offered = set(keys)
        for key, chip in self._chips.items():
            chip.setVisible(key in offered)

    def chip(self, key: str) -> Chip:
        """The chip of a key; raises KeyError where there is none."""
        return self._chips[key]

    def _on_toggled(self) -> None:
        for chip in self._chips.values():
            chip.updateGeometry()
        self.changed.emit()
