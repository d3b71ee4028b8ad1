"""The foot of a card: what opens more at the left, what is to be done at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

SPACE = 12


class Feet(QWidget):
    """Takes widgets for both ends; those of the right end go beneath where there is no room beside."""

    def __init__(self, left: QWidget, right: Sequence[QWidget]) -> None:
        super().__init__()
        self._left, self._right = left, QWidget()
        beside = QHBoxLayout(self._right)
        for widget in right:
            beside.addWidget(widget)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.addWidget(left, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._layout.addStretch(1)
        self._layout.addWidget(self._right, 0, Qt.AlignmentFlag.AlignVCenter)
        for layout in (beside, self._layout):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(SPACE)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider end, since they can stand beneath each other."""
        width = max(self._left.minimumSizeHint().width(), self._right.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside or beneath each other."""
        super().resizeEvent(event)
        is_narrow = self._left.sizeHint().width() + self._right.sizeHint().width() + SPACE > self.width()
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._layout.setAlignment(self._right, Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignVCenter)
