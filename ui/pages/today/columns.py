"""How the cards of Today stand: two columns, or in a narrow window one, in the order in which they matter."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.widgets.layouts import GAP, NARROW
from ui.widgets.painting import keep_painted

SHARES = (724, 300)


class TodayColumns(QWidget):
    """Takes the cards of the left and of the right column; in one column the first of the right stands second. `folded` says which it is."""

    folded = Signal(bool)

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        keep_painted(self)
        self._second, self._aside = right[0], tuple(right[1:])
        self._is_folded: bool | None = None
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(GAP)
        # Layouts, not widgets: a card that goes over to the other keeps its parent, and with it the focus.
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column, cards in ((self._left, left), (self._right, right)):
            column.setSpacing(GAP)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._outer.addLayout(column)
        self._cards = (*left, *right)
        self._fold(is_folded=False)

    @property
    def is_folded(self) -> bool:
        """Whether all stands in one column."""
        return bool(self._is_folded)

    def minimumSizeHint(self) -> QSize:
        """No wider than the widest card, since the columns can fold."""
        width = max(card.minimumSizeHint().width() for card in self._cards)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        # With large type, or long words, the cards of the right column may need more than its share.
        share = (self.width() - GAP) * SHARES[1] // sum(SHARES)
        least = max((card.minimumSizeHint().width() for card in self._aside if not card.isHidden()), default=0)
        self._fold(is_folded=self.width() < NARROW or share < least)

    def _fold(self, *, is_folded: bool) -> None:
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        former, wanted, place = (self._right, self._left, 1) if is_folded else (self._left, self._right, 0)
        former.removeWidget(self._second)
        wanted.insertWidget(place, self._second)
        self._outer.setDirection(QBoxLayout.Direction.TopToBottom if is_folded else QBoxLayout.Direction.LeftToRight)
        for place, share in enumerate(SHARES):
            # Stretches of a row would, in a column, share out the height.
            self._outer.setStretch(place, 0 if is_folded else share)
        self.folded.emit(is_folded)
        self.updateGeometry()
