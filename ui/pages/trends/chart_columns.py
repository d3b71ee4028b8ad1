"""How the page of charts is laid out: the list of charts, the chart and the words side by side, or under each other."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

GAP = 16
NARROW = 820
WIDEST_LIST = 168
# The list keeps its own width; chart and words share what is left.
STRETCHES = (0, 66, 26)
QWIDGETSIZE_MAX = 16_777_215  # Qt gives it no name in Python
LEAST_CHART = 420
WIDEST_WORDS = 420


class ChartColumns(QWidget):
    """Takes the list of charts, the chart and the words; `turned` tells whether it has become narrow, and has hidden the list."""

    turned = Signal(bool)

    def __init__(self, kinds: QWidget, chart: QWidget, words: QWidget) -> None:
        super().__init__()
        self._kinds, self._chart = kinds, chart
        self._words = words
        kinds.setMaximumWidth(WIDEST_LIST)
        words.setMaximumWidth(WIDEST_WORDS)
        column = QWidget()
        held = QVBoxLayout(column)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(chart, 1)
        held.addStretch(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        for widget, stretch in zip((kinds, column, words), STRETCHES, strict=True):
            self._row.addWidget(widget, stretch)

    def limit_chart(self, height: int) -> None:
        """Let the chart be no higher than a view, however long the words beside it are."""
        self._chart.setMaximumHeight(max(LEAST_CHART, height))

    def minimumSizeHint(self) -> QSize:
        """No wider than the chart, since the columns can stack."""
        return QSize(self._chart.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or unstack the columns."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        if is_narrow == self._kinds.isHidden():
            return
        self._kinds.setHidden(is_narrow)
        self._words.setMaximumWidth(QWIDGETSIZE_MAX if is_narrow else WIDEST_WORDS)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        for place, stretch in enumerate(STRETCHES):
            self._row.setStretch(place, 0 if is_narrow else stretch)
        self.updateGeometry()
        self.turned.emit(is_narrow)
