"""A chart, or its data as a table in its place, with the way from one to the other."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.charts.chart import Chart
from tracker.domain.periods import Period
from tracker.language import _
from ui.pages.trends.chart_canvas import ChartCanvas
from ui.pages.trends.chart_table import ChartTable
from ui.widgets.buttons import link_button
from ui.widgets.card import Card

SPACE = 4


class ChartCard(Card):
    """Shows a chart of a period; takes the controls that stand above it."""

    def __init__(self, options: QWidget) -> None:
        super().__init__()
        self.canvas, self.table = ChartCanvas(), ChartTable()
        self.table.hide()
        self.whole_button = link_button(_("Show all days"))
        self.whole_button.clicked.connect(self._on_whole)
        self.turn_button = link_button(_("Show as table"))
        self.turn_button.clicked.connect(lambda: self.show_as_table(is_table=self.table.isHidden()))
        self.canvas.view_changed.connect(self._offer_whole)
        self._chart: Chart[Any] | None = None
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.whole_button)
        below.addWidget(self.turn_button)
        self.body.setSpacing(SPACE)
        self.body.addWidget(options)
        self.body.addWidget(self.canvas, 1)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)
        self._offer_whole()

    @property
    def is_table(self) -> bool:
        """Whether the table is shown."""
        return not self.table.isHidden()

    def show_chart(self, chart: Chart[Any], words: str, period: Period) -> None:
        """Show a chart, described in words."""
        self._chart = chart
        self.canvas.show_chart(chart, words, period)
        self._fill_table()

    def show_as_table(self, *, is_table: bool) -> None:
        """Show the data as a table, or drawn."""
        self.table.setVisible(is_table)
        self.canvas.setHidden(is_table)
        self.turn_button.setText(_("Show chart") if is_table else _("Show as table"))
        self._offer_whole()
        self._fill_table()

    def _fill_table(self) -> None:
        """Only a table in view is filled: that of eight years is long."""
        if self._chart is not None and self.is_table:
            self.table.show_table(self._chart.table, _("{chart}, as a table").format(chart=self._chart.name))

    def _offer_whole(self) -> None:
        self.whole_button.setVisible(self.canvas.is_closer and not self.is_table)

    def _on_whole(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.canvas.show_whole()
