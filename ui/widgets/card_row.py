"""Cards side by side that go under one another where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

NARROW = 760
SPACE = 16


class CardRow(QWidget):
    """A row of equally wide cards; a column below 760 px."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        for card in cards:
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._layout.addWidget(card, 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a column would be."""
        hint = super().minimumSizeHint()
        widest = max((card.minimumSizeHint().width() for card in self._cards()), default=0)
        return QSize(widest, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn to a column or a row."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < NARROW
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def _cards(self) -> list[QWidget]:
        items = (self._layout.itemAt(place) for place in range(self._layout.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]
