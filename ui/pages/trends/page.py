"""Trends: the charts of the diary, each with its words and its table, for any period."""

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.charts.chart import ALL_MARKED, NO_ANSWER, Chart, ChartForm, ChartKind, Marked
from tracker.charts.registry import FORMS
from tracker.domain.periods import Period
from tracker.language import _, pgettext
from tracker.services.charting import Charting
from tracker.services.periods import Periods
from tracker.steps import run_to_end
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.trends.chart_card import ChartCard
from ui.pages.trends.chart_columns import ChartColumns
from ui.pages.trends.chart_kinds import ChartKinds
from ui.pages.trends.export import copy_chart, copy_table, save_chart
from ui.pages.trends.period import PeriodChoice
from ui.pages.trends.top_bar import TopBar
from ui.stepper import Stepper
from ui.widgets.announcement import announce
from ui.widgets.buttons import main_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.fields.site_field import SiteField
from ui.widgets.labels import plain_label
from ui.widgets.tab_order import order_tabs
from ui.widgets.toggle_chips import ToggleChips

SPACE = 16
LOW = 25  # lines of the desktop's type; in a lower view the words above the chart give way


class TrendsPage(Page):
    """Shows one chart at a time; what is chosen stays chosen while the window lives. Nothing is worked out here.

    `to_come` makes the steps that bring what the charts are drawn with, where that is not there yet: the drawing follows all the rest then.
    `entry_wanted` asks for the page where the first entry is written.
    """

    entry_wanted = Signal()
    stops_growing = False

    def __init__(
        self, desk: Desk, charting: Charting, periods: Periods, to_come: Callable[[], Generator[None, None, None] | None] = lambda: None
    ) -> None:
        super().__init__(desk)
        self._charting = charting
        self._to_come = to_come
        self._waiting: Stepper | None = None
        self._days = periods
        self.kinds = ChartKinds([(kind.value, _(form.short_name)) for kind, form in FORMS.items()], self)
        self.periods = PeriodChoice(periods, self)
        self.site = SiteField()
        self.marks = ToggleChips(_("Marks"), _mark_names())
        self.marks.choose(ALL_MARKED)
        self.copy_button, self.save_button = quiet_button(pgettext("button", "Copy")), main_button(_("Save chart"))
        self.entry_button = main_button(_("Write the first entry"))
        self.chart_card, self.words = ChartCard(self.site, self.marks), plain_label("")
        self._chart: Chart[Any] | None = None
        self._is_narrow = False
        self._period = self.periods.current()
        self._connect()
        self._lay_out()

    def refresh(self) -> None:
        """Draw what is chosen as it is now."""
        kind = ChartKind(self.kinds.key)
        form = FORMS[kind]
        self.periods.offer(is_useful=not form.of_whole_diary)
        period = self.periods.current()
        self._offer_options(form, period)
        self._turn()
        self._limit_chart()
        self._wait_for_what_is_to_come()
        marks = [Marked(key) for key in self.marks.chosen_keys()]
        chart = self.desk.ask(lambda: self._charting.chart(kind, period, self.site.chosen_site(), marks))
        if chart is None:
            return
        self._chart, self._period = chart, period
        self.words.setText(chart.words.replace("\n", "\n\n"))
        self.chart_card.show_chart(chart, period)
        # A chart of nothing is not to be saved, and what would be filled is what matters then.
        for button in (self.copy_button, self.save_button):
            button.setVisible(chart.answer != NO_ANSWER)
        is_begun = self._days.is_begun()
        self.save_button.set_kind("main" if is_begun else "ordinary")
        self.entry_button.setVisible(not is_begun)

    def show_kind(self, key: str) -> None:
        """Choose a chart, and say what it shows; raises KeyError where there is no such chart."""
        self.kinds.choose(key)
        self._on_chosen()

    def first_control(self) -> QWidget:
        """The period chosen."""
        return self.periods.control()

    def _offer_options(self, form: ChartForm[Any], period: Period) -> None:
        """Show what can be chosen of this kind of chart."""
        sites = self._days.sites(period) if form.has_sites else []
        self.site.offer(sites, with_all=form.has_all_sites)
        self.chart_card.offer_marks(is_useful=form.has_marks)

    def _connect(self) -> None:
        for changed in (self.kinds.chosen, self.periods.chosen, self.site.changed, self.marks.changed):
            changed.connect(self._on_chosen)
        self.copy_button.clicked.connect(self._on_copy)
        self.save_button.clicked.connect(self._on_save)
        self.entry_button.clicked.connect(self.entry_wanted)

    def _on_chosen(self) -> None:
        self.refresh()
        if self._chart is not None:
            announce(self.chart_card, self.chart_card.said())  # the focus stays on the choice: what it changed is elsewhere

    @property
    def is_waiting(self) -> bool:
        """Whether what the charts are drawn with is being brought; the drawing follows when that is there."""
        return self._waiting is not None

    def _wait_for_what_is_to_come(self) -> None:
        if self._waiting is None and (steps := self._to_come()) is not None:
            self.chart_card.canvas.wait(is_wanted=True)
            self._waiting = Stepper(steps, self, turn_ms=0)
            self._waiting.finished.connect(self._on_come)
            self._waiting.failed.connect(self._on_failed)
            self._waiting.start()

    def _on_come(self) -> None:
        self._waiting = None
        self.chart_card.canvas.wait(is_wanted=False)

    def _on_failed(self, problem: Exception) -> None:
        self._waiting = None  # looked at again, it is tried again
        raise problem

    def _have_what_is_to_come(self) -> None:
        """Wait for what draws: imported here and in its own thread at once, matplotlib could come to be there in part."""
        if (steps := self._to_come()) is not None:
            run_to_end(steps)

    def _on_copy(self) -> None:
        if self.chart_card.is_table:
            copy_table(self.desk, self.chart_card.table.copied_text())
        elif self._chart is not None:
            self._have_what_is_to_come()
            copy_chart(self.desk, self._charting, self._chart)

    def _on_save(self) -> None:
        if self._chart is not None:
            self._have_what_is_to_come()
            save_chart(self.desk, self, self._charting, self._chart, self._period)

    def _turn(self) -> None:
        """Fields in the place of list and bar where these have no room: asked of the view, as they themselves would hold the page wide."""
        is_narrow = self.viewport().width() - 2 * self.side_margin(self.viewport().width()) < max(
            self._columns.least_width(), self.periods.bar.sizeHint().width()
        )
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.chart_card.turn(is_narrow=is_narrow)
            order_tabs(self._parts)
        self._columns.turn(is_narrow=is_narrow)
        self.kinds.field.setVisible(is_narrow)
        self.periods.show_as_field(is_field=is_narrow)

    def _lay_out(self) -> None:
        words_card = Card(_("In words"))
        words_card.body.addWidget(self.words)
        words_card.body.addStretch(1)
        self.chart_card.opened.connect(words_card.setVisible)
        self._bar = TopBar([self.kinds.field, self.periods.bar, self.periods.field], [self.copy_button, self.save_button, self.entry_button])
        self._columns = ChartColumns(self.kinds.list, self.chart_card, words_card)
        self._parts = QWidget()
        layout = QVBoxLayout(self._parts)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for part in (self._bar, self.periods.own):
            layout.addWidget(part)
        layout.addWidget(self._columns, 1)
        self.set_content(self._parts)
        order_tabs(self._parts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what was opened: first what has the focus in it or beside it, then the other."""
        if event.key() != Qt.Key.Key_Escape or not self.chart_card.close_opened():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart is no higher than what is in view at once."""
        super().resizeEvent(event)
        self._turn()
        self._limit_chart()

    def _limit_chart(self) -> None:
        self.chart_card.set_low(is_low=self.viewport().height() < LOW * self.fontMetrics().lineSpacing())
        above = [part.sizeHint().height() + SPACE for part in (self._bar, self.periods.own) if not part.isHidden()]
        self._columns.limit_chart(self.viewport().height() - self.room_above_and_beneath() - sum(above))


def _mark_names() -> dict[str, str]:
    names = {Marked.PHASES: _("Phases"), Marked.FLARES: _("Flares"), Marked.VISITS: _("Appointments")}
    names |= {Marked.SESSIONS: _("Sessions"), Marked.DOSES: _("Doses")}
    return {mark.value: name for mark, name in names.items()}
