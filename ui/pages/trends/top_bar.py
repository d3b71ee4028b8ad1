"""The bar above a page: choices left, actions right; under each other, and in rows, where they do not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.widgets.layouts import FlowLayout

SPACE = 12


class TopBar(QWidget):
    """Two groups of controls at the two ends of a row."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self._groups = (_group(left), _group(right))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        # With a stretch and not aligned: aligned it would stay one row high, however many it needs.
        self._layout.addWidget(self._groups[0], 1)
        self._layout.addStretch(0)
        self._layout.addWidget(self._groups[1], 0, Qt.AlignmentFlag.AlignRight)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider group."""
        return QSize(max(group.minimumSizeHint().width() for group in self._groups), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows where the groups do not fit beside each other."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """The same once one of its controls was shown or hidden."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        # Between the two groups stands the stretch, with a spacing on either side.
        wanted = sum(group.sizeHint().width() for group in self._groups) + 2 * SPACE
        is_narrow = self.width() < wanted
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)


def _group(widgets: Sequence[QWidget]) -> QWidget:
    group = QWidget()
    row = FlowLayout(group, SPACE)
    for widget in widgets:
        row.addWidget(widget)
    return group
