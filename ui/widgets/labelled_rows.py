"""Rows of fields beside their labels, which stand in a column of their own, or above them where there is no room for one."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.library.look import sizes
from ui.widgets.labels import plain_label
from ui.widgets.layouts import hint_limit

LABEL_WIDTH, SPACE = 96, 8  # px


class LabelledRows(QWidget):
    """Takes its rows one by one, each as a label and what stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(1, 1)
        self._is_folded, self._label_width = False, LABEL_WIDTH
        self._rows: dict[QWidget, tuple[QWidget, QWidget]] = {}

    def add_row(self, label: str, field: QWidget, *beneath: QWidget, height: int = 0) -> None:
        """One more row; `height` in px is that of its first line, by default that of a chip."""
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for widget in (field, *beneath):
            column.addWidget(widget)
        words = plain_label(label, "muted")
        words.setMinimumHeight(height or sizes().least_control)
        self._rows[field] = words, beside
        self._place(len(self._rows) - 1, words, beside)

    def show_row(self, field: QWidget, *, is_shown: bool) -> None:
        """Show the row of a field, or hide it; raises KeyError where it has none."""
        for part in self._rows[field]:
            part.setVisible(is_shown)

    def minimumSizeHint(self) -> QSize:
        """No wider than the widest field, since the labels can stand above."""
        return QSize(self._widest_field(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the labels beside or above."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """A field that needs more room than before may leave none for the labels."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _widest_field(self) -> int:
        return max((beside.minimumSizeHint().width() for _words, beside in self._rows.values() if not beside.isHidden()), default=0)

    def _widest_label(self) -> int:
        """As wide as the column is in the usual type, or as the longest word in a larger one."""
        return max([LABEL_WIDTH, *(words.minimumSizeHint().width() for words, _beside in self._rows.values() if not words.isHidden())])

    def _fold(self) -> None:
        label_width = self._widest_label()
        is_folded = self.width() < label_width + self._widest_field()
        if (is_folded, label_width) == (self._is_folded, self._label_width):
            return
        self._is_folded, self._label_width = is_folded, label_width
        for number, (words, beside) in enumerate(self._rows.values()):
            for part in (words, beside):
                self._grid.removeWidget(part)
            self._place(number, words, beside)
        self.updateGeometry()

    def _place(self, number: int, words: QWidget, beside: QWidget) -> None:
        # Beside its field as wide as its column and no wider: longer words wrap.
        words.setMinimumWidth(0 if self._is_folded else self._label_width)
        words.setMaximumWidth(hint_limit() if self._is_folded else self._label_width)
        row, columns = 2 * number, 2 if self._is_folded else 1
        self._grid.addWidget(words, row, 0, 1, columns, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(beside, row + self._is_folded, 2 - columns, 1, columns)
