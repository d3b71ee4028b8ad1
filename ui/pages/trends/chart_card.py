"""A chart under what it says first, or its data as a table in its place; at its foot what more there is to see of it."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.charts.chart import Answer, Chart
from tracker.domain.periods import Period
from tracker.language import _
from ui.assets import set_role
from ui.pages.trends.chart_canvas import ChartCanvas
from ui.pages.trends.chart_table import ChartTable
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import ActionButton, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout

SPACE, FOOT_SPACE = 8, 12


class ChartCard(Card):
    """Shows a chart of a period; takes the choice of its place and the chips of its marks. `opened` tells that more words are wanted, or not."""

    opened = Signal(bool)

    def __init__(self, site: QWidget, marks: QWidget) -> None:
        super().__init__()
        self.first, self.under = plain_label("", "title"), plain_label("", "muted")
        self.canvas, self.table = ChartCanvas(), ChartTable()
        self.table.hide()
        self.whole_button, self.turn_button = quiet_button(_("Show all days")), quiet_button(_("Show as table"))
        self.marks_button, self.words_button = _opening_button(_("Marks")), _opening_button(_("More in words"))
        self._marks = marks
        self._chart: Chart[Any] | None = None
        self._is_low = False
        self._connect()
        self._lay_out(site)
        self.offer_marks(is_useful=False)
        self._offer_whole()

    @property
    def is_table(self) -> bool:
        """Whether the table is shown."""
        return not self.table.isHidden()

    def show_chart(self, chart: Chart[Any], period: Period) -> None:
        """Show a chart under what it says first."""
        self._chart = chart
        answer = chart.answer
        self._show_answer(answer)
        self.canvas.show_chart(chart, _heard(answer) or chart.words, period)
        self._fill_table()

    def said(self) -> str:
        """What stands above the chart, as it is heard."""
        return _heard(self._chart.answer) if self._chart is not None else ""

    def show_as_table(self, *, is_table: bool) -> None:
        """Show the data as a table, or drawn."""
        self.table.setVisible(is_table)
        self.canvas.setHidden(is_table)
        self.turn_button.setText(_("Show chart") if is_table else _("Show as table"))
        self._offer_whole()
        self._fill_table()

    def close_opened(self) -> bool:
        """Close the marks, the words beside the chart or the table, one at a time, and give what opened it the focus; false where all are closed."""
        is_in_marks = self._marks.isAncestorOf(self.focusWidget()) or self.marks_button.hasFocus()
        openers = (self.marks_button, self.words_button) if is_in_marks else (self.words_button, self.marks_button)
        opener = next((button for button in openers if button.isVisible() and button.isChecked()), None)
        if opener is None and not self.is_table:
            return False
        if opener is None:
            self.show_as_table(is_table=False)
        else:
            opener.setChecked(False)
        (opener or self.turn_button).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def offer_marks(self, *, is_useful: bool) -> None:
        """Let the marks be chosen, or not where the chart has none."""
        self.marks_button.setVisible(is_useful)
        self._marks.setVisible(is_useful and self.marks_button.isChecked())

    def set_low(self, *, is_low: bool) -> None:
        """Where the view is a few lines high the words above the chart are fewer and smaller, and the chart gets its room."""
        if is_low != self._is_low:
            self._is_low = is_low
            set_role(self.first, "heading" if is_low else "title")
            if self._chart is not None:
                self._show_answer(self._chart.answer)

    def _show_answer(self, answer: Answer) -> None:
        under = (answer.short if self._is_low else "") or answer.under
        for label, words in ((self.first, answer.first), (self.under, under)):
            label.setText(words)
            label.setVisible(bool(words))

    def turn(self, *, is_narrow: bool) -> None:
        """Where there is little room the place is chosen at the foot: the words above the chart need fewer lines then, and leave them to it."""
        self._foot.addWidget(self._site) if is_narrow else self._put_site()

    def _put_site(self) -> None:
        """Let the place be chosen beside the words under the first ones."""
        self._beneath.addWidget(self._site, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def _connect(self) -> None:
        self.whole_button.clicked.connect(self._on_whole)
        self.turn_button.clicked.connect(lambda: self.show_as_table(is_table=self.table.isHidden()))
        self.marks_button.toggled.connect(self._marks.setVisible)
        self.words_button.toggled.connect(self.opened)
        self.canvas.view_changed.connect(self._offer_whole)

    def _lay_out(self, site: QWidget) -> None:
        self._beneath = QHBoxLayout()
        self._beneath.setSpacing(SPACE)
        self._beneath.addWidget(self.under, 1)
        # Where nothing stands at its left the choice keeps its place.
        self._beneath.addStretch(0)
        self._site = site
        self._put_site()
        buttons, foot = QWidget(), QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(buttons)
        self._foot = FlowLayout(buttons, FOOT_SPACE)
        for button in (self.whole_button, self.marks_button, self.turn_button, self.words_button):
            self._foot.addWidget(button)
        self.body.setSpacing(SPACE)
        self.body.addWidget(self.first)
        self.body.addLayout(self._beneath)
        self.body.addWidget(self.canvas, 1)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._marks)
        self.body.addLayout(foot)

    def _fill_table(self) -> None:
        """Only a table in view is filled: that of eight years is long."""
        if self._chart is not None and self.is_table:
            self.table.show_table(self._chart.table, _("{chart}, as a table").format(chart=self._chart.name))

    def _offer_whole(self) -> None:
        self.whole_button.setVisible(self.canvas.is_closer and not self.is_table)

    def _on_whole(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.canvas.show_whole()


def _opening_button(text: str) -> ActionButton:
    button = quiet_button(text)
    button.setCheckable(True)
    show_open(button, is_open=False)
    button.toggled.connect(lambda is_open: show_open(button, is_open=is_open))
    return button


def _heard(answer: Answer) -> str:
    """What a screen reader says of the chart: what stands above it."""
    return " ".join(words for words in (answer.first, answer.under) if words)
