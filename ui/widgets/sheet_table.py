"""A table to read, and its rows: text under column names, no higher than its rows, with Tab leading on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView

# Letters: a cell may hold a whole note, or 200 kB from a table of somebody else.
CELL_SHOWN = 200
Index = QModelIndex | QPersistentModelIndex
# As a default it must be made once; made in the signature, ruff takes it for a mistake, and an invalid index never changes.
NOWHERE = QModelIndex()


ROW_HEIGHT = 34
LEAST_WIDTH, MOST_WIDTH = 72, 260
FRAME = 2


class Sheet(QAbstractTableModel):
    """Holds what `set_rows` was given last; a very long cell is shown by its beginning."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()

    def set_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; one that is too short ends in empty cells."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._rows = tuple(tuple(_beginning(cell) for cell in row) for row in rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are."""
        # A cell is nobody's parent: Qt asks it too, and would take any number for a tree.
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """The text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        row = self._rows[index.row()]
        return row[index.column()] if index.column() < len(row) else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """The name of a column, the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._columns[section] if section < len(self._columns) else None


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
        # Else Tab walks the cells, and the keyboard never leaves a long table.
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
            # Without a current cell a screen reader has nothing to say when Tab comes here; the selection it brings would look like a choice.
            self.setCurrentIndex(self.sheet.index(0, 0))
            self.clearSelection()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its rows, or as those in view at once."""
        rows = max(1, min(self.sheet.rowCount(), self._rows_in_view))
        header = self.horizontalHeader()
        # The bar takes its height from the rows: the last one would be hidden beneath it.
        bar = self.horizontalScrollBar().sizeHint().height() if header.length() > self.viewport().width() else 0
        return QSize(super().sizeHint().width(), header.sizeHint().height() + rows * ROW_HEIGHT + bar + FRAME)

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow: it scrolls."""
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, it may need the bar beneath."""
        super().resizeEvent(event)
        # Only another width brings or takes the bar; another height is the answer to this, and would go round in a ring.
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _beginning(cell: str) -> str:
    return " ".join(cell[:CELL_SHOWN].split()) + ("…" if len(cell) > CELL_SHOWN else "")
