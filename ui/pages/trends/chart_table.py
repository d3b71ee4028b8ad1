"""The data of a chart as a table that can be read by keys, heard, and copied."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from tracker.charts.chart import DataTable

ROW_HEIGHT = 34
WIDEST_COLUMN = 420
# Columns are as wide as their first rows need: measuring all rows of eight years would take long.
MEASURED_ROWS = 60
SHOWN = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}

Index = QModelIndex | QPersistentModelIndex


class TableRows(QAbstractTableModel):
    """Rows of text under their headers."""

    def __init__(self) -> None:
        super().__init__()
        self.headers: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()

    def set_rows(self, headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.headers, self.rows = headers, rows
        self.endResetModel()

    def text(self, numbers: Sequence[int]) -> str:
        """The rows of these numbers with their headers, cells apart by tabs, as spreadsheets take it."""
        lines = [self.headers, *(self.rows[number] for number in numbers)]
        # A tab or a line break within a cell would begin another cell or row in the spreadsheet.
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - what a role is given
        """The text of a cell."""
        return self.rows[index.row()][index.column()] if role in SHOWN else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as above
        """The header of a column; rows have their number."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headers[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)


class ChartTable(QTableView):
    """Shows a table, row by row; Ctrl+C copies the rows chosen, or all where none is."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = TableRows()
        self.setModel(self.shown)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Tab leaves the table: moving from cell to cell it would hold whoever works by keyboard.
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(MEASURED_ROWS)
        header.setMaximumSectionSize(WIDEST_COLUMN)
        header.setStretchLastSection(True)

    def show_table(self, table: DataTable, name: str) -> None:
        """Show a table under a name that a screen reader says."""
        self.setAccessibleName(name)
        if (table.headers, table.rows) != (self.shown.headers, self.shown.rows):
            self.shown.set_rows(table.headers, table.rows)
            self.resizeColumnsToContents()

    def copied_text(self) -> str:
        """What is copied."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return self.shown.text(chosen or range(len(self.shown.rows)))

    def minimumSizeHint(self) -> QSize:
        """As large as a chart is at the least."""
        return QSize(360, 320)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy; the other keys are Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_text())
        else:
            super().keyPressEvent(event)
