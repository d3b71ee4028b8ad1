"""Places to choose from, each a chip that is on or off."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.words import points_words
from tracker.language import _
from tracker.library.body import place_begins
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import show_checked
from ui.widgets.chips import Chip
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs
from ui.widgets.word_chips import as_typed


class PlaceChips(QWidget):
    """Takes what stands behind the chips; `toggled` brings the name of a place and whether it hurts there."""

    toggled = Signal(str, bool)

    def __init__(self, behind: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.setAccessibleName(_("Places"))
        hear_as(self, "group")
        self._behind = tuple(behind)
        self._chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self)
        for widget in self._behind:
            self._flow.addWidget(widget)

    @property
    def places(self) -> tuple[str, ...]:
        """The places offered."""
        return tuple(self._chips)

    def chip(self, name: str) -> Chip:
        """The chip of a place; raises KeyError where it is not offered."""
        return self._chips[name]

    def widest(self) -> int:
        """The width of the widest of what is offered, px."""
        return max((chip.sizeHint().width() for chip in (*self._chips.values(), *self._behind)), default=0)

    def offer(self, places: Sequence[str]) -> None:
        """Offer these places."""
        if tuple(places) == self.places:
            return
        # What stands behind the chips is taken out too, since the flow has no way to insert before it.
        while self._flow.count():
            self._flow.takeAt(0)
        for name in set(self._chips) - set(places):
            # Hidden at once: deleted later, it would be seen until the events in hand are over.
            self._chips[name].hide()
            self._chips[name].deleteLater()
        self._chips = {name: self._chips.get(name) or self._chip(name) for name in places}
        for widget in (*self._chips.values(), *self._behind):
            self._flow.addWidget(widget)
        order_tabs(self)
        self.updateGeometry()

    def show_sites(self, sites: Mapping[str, float | None]) -> None:
        """Show at which of them it hurts, and how much where that is known."""
        for name, chip in self._chips.items():
            points, shown = sites.get(name), place_begins(name)
            text = shown if points is None else f"{shown} {points_words(points)}"
            if chip.text() != text:
                chip.setText(text)
                as_typed(chip)
                chip.updateGeometry()
            show_checked(chip, is_checked=name in sites)

    def _chip(self, name: str) -> Chip:
        chip = as_typed(Chip(place_begins(name), kind="toggle"))
        chip.toggled.connect(partial(self.toggled.emit, name))
        return chip
