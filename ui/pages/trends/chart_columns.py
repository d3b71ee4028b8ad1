"""How the page of charts is laid out: the list of charts, the chart and, once they are opened, its words beside each other, or beneath."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

GAP = 16
NARROW = 820
LEAST_LIST, WORDS_WIDTH = 136, 276
QWIDGETSIZE_MAX = 16_777_215  # Qt gives it no name in Python


class ChartColumns(QWidget):
    """Takes the list of charts, the chart and the words."""

    def __init__(self, kinds: QWidget, chart: QWidget, words: QWidget) -> None:
        super().__init__()
        self._kinds, self._chart, self._words = kinds, chart, words
        kinds.setMinimumWidth(LEAST_LIST)
        words.setFixedWidth(WORDS_WIDTH)
        words.hide()
        column = QWidget()
        held = QVBoxLayout(column)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(chart, 1)
        held.addStretch(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        # List and words keep their own width; the chart takes the room.
        for widget, stretch in ((kinds, 0), (column, 1), (words, 0)):
            self._row.addWidget(widget, stretch)

    def limit_chart(self, height: int) -> None:
        """Let the chart be no higher than a view, however long the words beside it are."""
        self._chart.setMaximumHeight(max(self._chart.minimumSizeHint().height(), height))

    def minimumSizeHint(self) -> QSize:
        """No wider than the chart, since the columns can stack."""
        return QSize(self._chart.minimumSizeHint().width(), super().minimumSizeHint().height())

    def turn(self, *, is_narrow: bool) -> None:
        """Stack or unstack the columns; the list of charts is hidden where they are stacked."""
        if is_narrow == self._kinds.isHidden():
            return
        self._kinds.setHidden(is_narrow)
        self._words.setMinimumWidth(0 if is_narrow else WORDS_WIDTH)
        self._words.setMaximumWidth(QWIDGETSIZE_MAX if is_narrow else WORDS_WIDTH)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self.updateGeometry()

    def least_width(self) -> int:
        """Less than this, in px, and list and chart have no room beside each other; more with larger letters."""
        return max(NARROW, self._kinds.sizeHint().width() + GAP + self._chart.sizeHint().width())
