"""The chosen places in short: a chip each, which can be taken away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.words import points_words
from tracker.library.body import place_words
from ui.widgets.chips import Chip
from ui.widgets.layouts import FlowLayout
from ui.widgets.word_chips import as_typed


class SiteChips(QWidget):
    """Shows places and their points before the widgets that always stand in the row; `taken_away` brings a name."""

    taken_away = Signal(str)

    def __init__(self, standing: Sequence[QWidget]) -> None:
        super().__init__()
        self._always_shown = tuple(standing)
        self._chips: list[Chip] = []
        self._sites: tuple[tuple[str, float | None], ...] | None = None
        self._flow = FlowLayout(self)
        self.show_sites(())

    def show_sites(self, sites: Sequence[tuple[str, float | None]]) -> None:
        """Show these places."""
        if self._sites == tuple(sites):
            return
        self._sites = tuple(sites)
        # The widgets that always stand there are taken out too, since the flow has no way to insert before them.
        while self._flow.count():
            self._flow.takeAt(0)
        # Hidden at once: deleted later, they would be seen until the events in hand are over.
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(name, points) for name, points in sites]
        before: QWidget = self
        for widget in (*self._chips, *self._always_shown):
            self._flow.addWidget(widget)
            self.setTabOrder(before, widget)
            before = widget
        self.updateGeometry()

    def _chip(self, name: str, points: float | None) -> Chip:
        shown = place_words(name)
        chip = as_typed(Chip(shown if points is None else f"{shown} {points_words(points)}", kind="removable"))
        chip.removed.connect(lambda: self.taken_away.emit(name))
        return chip
