"""The cards of the phases: the one that goes on wide at the left, the others beneath each other at its right."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase
from ui.pages.plan.phase_card import PhaseCard
from ui.widgets.card import NARROW
from ui.widgets.tab_order import order_tabs

SPACE = 16
WIDE, SLIM = 7, 4  # shares of the width


class PhaseColumns(QWidget):
    """Takes the cards in the order of the plan, and what comes last, beneath the one that goes on; one column below 760 px."""

    def __init__(self, cards: Mapping[Phase, PhaseCard], last: QWidget) -> None:
        super().__init__()
        self._cards = cards
        self._last = last
        self._current: Phase | None = None
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for layout in (self._layout, *self._columns):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(SPACE)
        for column, share in zip(self._columns, (WIDE, SLIM), strict=True):
            self._layout.addLayout(column, share)
        for card in (*cards.values(), last):
            # Ignored: else a card with a longer text would widen its column in spite of the shares.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_current(next(iter(cards)))

    def show_current(self, phase: Phase) -> None:
        """Put the card of the phase that goes on at the left; in another phase than theirs the first stays there."""
        if phase is self._current or phase not in self._cards:
            return
        self._current = phase
        wide, slim = self._columns
        # What comes next stands above what is over, and of that the last above the first: the heat may go on beside the stretches.
        later = [other for other in self._cards if list(self._cards).index(other) > list(self._cards).index(phase)]
        over = [other for other in reversed(list(self._cards)) if other is not phase and other not in later]
        for column, cards in ((wide, [self._cards[phase], self._last]), (slim, [self._cards[other] for other in (*later, *over)])):
            while column.count():
                column.takeAt(0)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
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
