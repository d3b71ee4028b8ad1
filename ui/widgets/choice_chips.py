"""One of several words, each a chip; or a word of one's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import show_checked
from ui.widgets.chips import Chip
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

SPACE, GROUP_SPACE = 8, 14


class ChoiceChips(QWidget):
    """Takes its name; `own` labels the chip that opens a field for a word that is not among the options."""

    changed = Signal()

    def __init__(self, name: str, *, own: str = "", own_name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        hear_as(self, "group")
        self._has_own = bool(own)
        self._given: str | None = None
        self._groups: tuple[tuple[tuple[str, str], ...], ...] | None = None
        self._chips: dict[str, Chip] = {}
        self._exclusive = QButtonGroup(self)
        self._flows: list[FlowLayout] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GROUP_SPACE)
        self._own_chip = Chip(own, kind="add", parent=self)
        self._own_chip.hide()
        self._own_chip.clicked.connect(self._on_own)
        self.field = QLineEdit()
        self.field.setAccessibleName(own_name)
        self.field.setPlaceholderText(own_name)
        self.field.setMaxLength(NAME_LIMIT)
        self.field.textChanged.connect(self._on_chosen)
        self.field.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self._rows)
        layout.addWidget(self.field)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these as (key, text); nothing is chosen. Where they are offered already, their chips stay."""
        self.set_groups((options,))

    def set_groups(self, groups: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Offer these, each group in rows of its own; a group without any takes no room."""
        filled = tuple(tuple(group) for group in groups if group)
        if self._groups != filled:
            self._groups = filled
            self._replace_chips()
        self.choose("")

    def _replace_chips(self) -> None:
        for flow in self._flows:
            while flow.count():
                flow.takeAt(0)
        for chip in self._chips.values():
            self._exclusive.removeButton(chip)
            # deleteLater alone leaves the old chips in view until the next turn of the event loop.
            chip.hide()
            chip.deleteLater()
        groups = self._groups or ((),)  # without any option there is still the place of the own one
        self._chips = {key: self._chip(text) for group in groups for key, text in group}
        while len(self._flows) < len(groups):
            self._flows.append(FlowLayout())
            self._rows.addLayout(self._flows[-1])
        for flow, group in zip(self._flows, groups, strict=False):
            for key, _text in group:
                flow.addWidget(self._chips[key])
                self._chips[key].show()
        if self._has_own:
            self._flows[len(groups) - 1].addWidget(self._own_chip)
            self._own_chip.show()
        order_tabs(self)

    def chosen_key(self) -> str:
        """The key of the chosen chip, or the word typed; empty where there is neither. What nobody changed is as it was given."""
        if self._given is not None:
            return self._given
        typed = self.field.text().strip()
        if typed:
            return next((key for key, chip in self._chips.items() if chip.text().casefold() == typed.casefold()), typed)
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without a signal; a key that is no option stands in the field."""
        self._show_checked(self._chips.get(key))
        self._show_own(key if key not in self._chips else "")
        self._given = key

    def chip(self, key: str) -> Chip:
        """The chip of an option; raises KeyError where there is no such option."""
        return self._chips[key]

    def widest(self) -> int:
        """The width in px of the widest chip with its whole text."""
        return max((chip.sizeHint().width() for chip in self._chips.values()), default=0)

    def focus_choice(self) -> None:
        """Put the focus on the chosen chip, else on the first."""
        chips = list(self._chips.values())
        next((chip for chip in chips if chip.isChecked()), chips[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, text: str) -> Chip:
        chip = Chip(text, kind="toggle")
        chip.toggled.connect(lambda is_on: self._on_toggled(chip, is_on=is_on))
        # The group alone decides; without this Qt would have a screen reader say "check box".
        chip.setAutoExclusive(True)
        self._exclusive.addButton(chip)
        return chip

    def _show_checked(self, wanted: Chip | None) -> None:
        # An exclusive group refuses to uncheck the button that is checked, so none could be left chosen.
        self._exclusive.setExclusive(False)
        for chip in self._chips.values():
            show_checked(chip, is_checked=chip is wanted)
            chip.updateGeometry()
        self._exclusive.setExclusive(True)
        # One stop for Tab, as in a group of radio buttons; the arrow keys reach the others.
        stop = wanted or next(iter(self._chips.values()), None)
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)

    def _on_toggled(self, chip: Chip, *, is_on: bool) -> None:
        chip.updateGeometry()
        if not is_on:  # another one takes its place, and tells it
            return
        self._show_own("")
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._given = None
        self.changed.emit()

    def _show_own(self, text: str) -> None:
        blocked = self.field.blockSignals(True)
        self.field.setText(text)
        self.field.blockSignals(blocked)
        self.field.setVisible(bool(text))

    def _on_own(self) -> None:
        self._show_checked(None)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_chosen()
