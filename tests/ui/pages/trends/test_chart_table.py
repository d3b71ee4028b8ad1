"""The data of a chart as a table: read by keys, and copied as spreadsheets take it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tracker.charts.chart import DataTable
from ui.pages.trends.chart_table import ChartTable

pytestmark = pytest.mark.usefixtures("dressed")

TABLE = DataTable(("Day", "Pain", "Note"), (("24 Nov", "6", "after\tsitting\nlong"), ("25 Nov", "4", "")))


def test_it_shows_rows_under_headers_that_have_names(shown):
    table = shown(ChartTable())
    table.show_table(TABLE, "Pain, as a table")
    model = table.model()
    horizontal = Qt.Orientation.Horizontal
    assert table.accessibleName() == "Pain, as a table"
    assert [model.headerData(place, horizontal) for place in range(model.columnCount())] == list(TABLE.headers)
    assert [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())] == [list(row) for row in TABLE.rows]


def test_copying_takes_the_rows_chosen_or_all_of_them(shown):
    table = shown(ChartTable())
    table.show_table(TABLE, "Pain, as a table")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Day\tPain\tNote\n24 Nov\t6\tafter sitting long\n25 Nov\t4\t"
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Day\tPain\tNote\n25 Nov\t4\t"


def test_tab_leaves_the_table(shown):
    table = shown(ChartTable())
    table.show_table(TABLE, "Pain, as a table")
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert table.currentIndex().column() == 0
