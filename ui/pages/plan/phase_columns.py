"""The cards of the phases: the one that goes on wide at the left, what comes next beneath each other at its right."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase
from ui.widgets.card import NARROW, Card
from ui.widgets.laid_out import take_out
from ui.widgets.tab_order import order_tabs

SPACE = 16
WIDE, SLIM = 7, 4  # shares of the width
# By the phase that goes on: what stands at the left, what at the right. In the stretches their exercises stand above both.
COLUMNS: dict[Phase, tuple[tuple[Phase, ...], tuple[Phase, ...]]] = {
    Phase.ICE: ((Phase.ICE,), (Phase.HEAT, Phase.STRETCH)),
    Phase.HEAT: ((Phase.HEAT,), (Phase.STRETCH, Phase.ICE)),
    Phase.STRETCH: ((Phase.HEAT,), (Phase.WELL,)),
}


class PhaseColumns(QWidget):
    """Takes a card a phase; one column below 760 px. While the plan is edited what is over stands beneath the others."""

    def __init__(self, cards: Mapping[Phase, Card]) -> None:
        super().__init__()
        self._cards = cards
        self._placed: tuple[Phase, bool] | None = None
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for layout in (self._layout, *self._columns):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(SPACE)
        for column in self._columns:
            column.addStretch(1)
            self._layout.addLayout(column)
        for card in cards.values():
            # Ignored: else a card with a longer text would widen its column in spite of the shares.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            card.setParent(self)

    def show_current(self, phase: Phase, *, is_edited: bool = False) -> None:
        """Put the cards where they stand in a phase."""
        if phase not in COLUMNS or self._placed == (phase, is_edited):
            return
        self._placed = phase, is_edited
        columns = [list(names) for names in COLUMNS[phase]]
        if is_edited and phase is Phase.STRETCH:
            columns[0].append(Phase.ICE)
        placed = [name for names in columns for name in names]
        for name, card in self._cards.items():
            card.setVisible(name in placed)
        shares = (1, 1) if phase is Phase.STRETCH else (WIDE, SLIM)
        for column, names, share in zip(self._columns, columns, shares, strict=True):
            take_out(column)
            for place, name in enumerate(names):
                column.insertWidget(place, self._cards[name])
            self._layout.setStretchFactor(column, share)
        order_tabs(self)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column would be."""
        hint = super().minimumSizeHint()
        # Two columns would ask for both widths; the window could then never be made narrow enough to turn them.
        return QSize(max(card.minimumSizeHint().width() for card in self._cards.values()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn to one column or two."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < NARROW
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
