"""Rows of fields beside their labels, which stand in a column of their own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.library.look import sizes
from ui.widgets.labels import plain_label

LABEL_WIDTH, SPACE = 96, 8  # px


class LabelledRows(QWidget):
    """Takes its rows one by one, each as a label and what stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[QWidget, tuple[QWidget, QWidget]] = {}

    def add_row(self, label: str, field: QWidget, *beneath: QWidget, height: int = 0) -> None:
        """One more row; `height` in px is that of its first line, by default that of a chip."""
        row, beside = self._grid.rowCount(), QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for widget in (field, *beneath):
            column.addWidget(widget)
        words = plain_label(label, "muted")
        words.setMinimumHeight(height or sizes().least_control)
        # As wide as its column and no wider: longer words wrap.
        words.setFixedWidth(LABEL_WIDTH)
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(beside, row, 1)
        self._rows[field] = words, beside

    def show_row(self, field: QWidget, *, is_shown: bool) -> None:
        """Show the row of a field, or hide it; raises KeyError where it has none."""
        for part in self._rows[field]:
            part.setVisible(is_shown)
