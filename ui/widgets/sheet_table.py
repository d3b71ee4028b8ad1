"""A table to read: rows of text under column names, no higher than its rows, with Tab leading on."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView

from ui.models.sheet import Sheet

ROW_HEIGHT = 34
LEAST_WIDTH, MOST_WIDTH = 72, 260
FRAME = 2


class SheetTable(QTableView):
    """Takes its name and how many rows are in view at once; the arrow keys go from cell to cell."""

    def __init__(self, name: str, rows_in_view: int) -> None:
        super().__init__()
        self._rows_in_view = rows_in_view
        self.sheet = Sheet()
        self.setModel(self.sheet)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(LEAST_WIDTH)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.sheet.set_rows(columns, rows)
        self.resizeColumnsToContents()
        for column in range(len(columns) - 1):
            self.setColumnWidth(column, min(MOST_WIDTH, self.columnWidth(column)))
        if rows and columns:
            self.setCurrentIndex(self.sheet.index(0, 0))
            self.clearSelection()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its rows, or as those in view at once."""
        rows = max(1, min(self.sheet.rowCount(), self._rows_in_view))
        header = self.horizontalHeader()
        bar = self.horizontalScrollBar().sizeHint().height() if header.length() > self.viewport().width() else 0
        return QSize(super().sizeHint().width(), header.sizeHint().height() + rows * ROW_HEIGHT + bar + FRAME)

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow: it scrolls."""
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, it may need the bar beneath."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
