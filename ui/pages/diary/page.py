"""The diary by month and day, with search, filters and the bin: every day its median as number and shade, the chosen day beside it."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tracker.domain.entries import PainEntry
from tracker.domain.episodes import day_of_episode
from tracker.domain.statistics.figures import day_values, sites_logged
from tracker.domain.times import Moment
from tracker.services.exchange.exporting import Exporting
from tracker.services.journal import MOST_FOUND, Journal
from tracker.services.medicines import Medicines
from tracker.services.planner import Planner
from ui.desk import Desk
from ui.pages.diary.entries import SHOWN_AT_ONCE
from ui.pages.diary.filter_bar import DiaryBar
from ui.pages.diary.forms import DiaryForms
from ui.pages.diary.month import MonthCard, month_after, same_day_of
from ui.pages.diary.month_grid import DayCell
from ui.pages.diary.side import Beside, DiarySide
from ui.pages.page import Page
from ui.widgets.accessible_roles import show_open
from ui.widgets.layouts import ResponsiveColumns, hint_limit
from ui.widgets.tab_order import give_focus_back

# For an entry of another day no time is known: its middle stands ready.
NOON = time(12)
SPACE = 16
WIDEST_SIDE = 640  # px; of what stands beside the calendar
HIGH = 800  # px; in a higher view a day beside the month would stand in a card half empty


class DiaryPage(Page):
    """Shows a month and, beside it, the chosen day, what a search found, or the bin; an entry is edited in place of the list."""

    # The calendar takes the room there is.
    stops_growing = False

    def __init__(self, desk: Desk, journal: Journal, planner: Planner, exporting: Exporting, medicines: Medicines, forms: DiaryForms) -> None:
        super().__init__(desk)
        self._journal, self._planner = journal, planner
        self._today = self.desk.now().day
        self.chosen_day = self._today
        self._month = self._today.replace(day=1)
        self._sites: list[str | None] = []
        self._left_for: QWidget | None = None  # what had the focus before the search or the bin
        self.bar = DiaryBar()
        self.month_card = MonthCard()
        show_open(self.bar.bin_button, is_open=False)
        self.side = DiarySide(desk, journal, exporting, medicines, forms)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.bar)
        self._columns = ResponsiveColumns(self.month_card, self.side, stretch=(46, 56))
        layout.addWidget(self._columns, 1)
        self.set_content(content)
        self._connect_bar()
        self._connect_side()

    def refresh(self) -> None:
        """Show the month and what stands beside it as they are now."""
        self._today = self.desk.now().day
        self._show_month()
        self._show_side()
        self._make_room()

    def show_day(self, day: date) -> None:
        """Choose a day, of this month or another, and show it; a search is over."""
        self.bar.search.forget()
        self._turn_to(day, Beside.DAY)

    def edit(self, id_: str) -> None:
        """Open an entry in the form, on its day."""
        self.bar.search.forget()
        self._open(id_)

    def new_entry(self) -> bool:
        """Open the form for an entry of the chosen day: now if that is today, else at noon."""
        self.show_day(self.chosen_day)
        self.side.add_pain(self.chosen_day, None if self.chosen_day == self._today else datetime.combine(self.chosen_day, NOON))
        return True

    def show_bin(self) -> None:
        """Show the bin beside the month; asked for once more, the day again."""
        if self.side.shown is Beside.BIN:
            self.leave()
            return
        self.bar.search.forget()
        self._left_for = self.bar.bin_button
        self._turn_to(self.chosen_day, Beside.BIN)
        self.side.bin.focus_first()

    def open_search(self) -> None:
        """Go to the search."""
        if not self.bar.search.hasFocus():
            self._left_for = QApplication.focusWidget()
        self.bar.search.take_focus()
        self.ensureWidgetVisible(self.bar.search)

    def open_bin(self) -> None:
        """Show the bin, where it is not in view already."""
        if self.side.shown is not Beside.BIN:
            self.show_bin()

    def leave(self) -> None:
        """Go back to the day from the bin or from what was found, with the focus where it was before, where that is still to be seen."""
        left_for, self._left_for = self._left_for, None
        self.show_day(self.chosen_day)
        self.first_control().setFocus()
        is_there = left_for is not None and shiboken6.isValid(left_for)
        # In the month it is for the day that is chosen now.
        if left_for is not None and is_there and self.isAncestorOf(left_for) and not self.month_card.isAncestorOf(left_for):
            give_focus_back(left_for)

    def first_control(self) -> QWidget:
        """The chosen day."""
        return self.month_card.grid.day_button(self.chosen_day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the bin and what was found."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self.side.shown is not Beside.DAY:
            self.leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns stack where the page is narrow."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where the month would push what was found, or the bin, out of view, it gives way."""
        is_stacked = self._columns.is_stacked
        self.month_card.setVisible(self.side.shown is Beside.DAY or not is_stacked)
        # The calendar takes what is left: a day is a few lines, and would leave its card half empty.
        self.side.setMaximumWidth(hint_limit() if is_stacked else WIDEST_SIDE)
        self.side.end_with_content(ends=self.viewport().height() > HIGH)

    def _connect_bar(self) -> None:
        search = self.bar.search
        search.query_changed.connect(self._on_query_changed)
        search.entered.connect(lambda: self.side.shown is Beside.RESULTS and self.side.results.list.focus_entry())
        search.left.connect(self.leave)
        self.bar.narrowed.connect(self.refresh)
        self.bar.bin_button.clicked.connect(self.show_bin)
        self.bar.new_button.clicked.connect(self.new_entry)

    def _connect_side(self) -> None:
        side, month = self.side, self.month_card
        month.grid.day_chosen.connect(self.show_day)
        month.month_wanted.connect(lambda step: self.show_day(same_day_of(self._month, step, self.chosen_day)))
        month.today_button.clicked.connect(lambda: self.show_day(self._today))
        side.day.entries.edit_wanted.connect(self.edit)
        side.results.entries.edit_wanted.connect(self._open)
        side.results.entries.row_clicked.connect(self._open)
        # In the next turn of the event loop, when the form has its size and place.
        side.form_opened.connect(lambda: QTimer.singleShot(0, self, self._scroll_to_form))
        side.form_opened.connect(self._show_main)
        side.form_left.connect(self._back_from_form)
        side.focus_lost.connect(
            lambda: (side.results.close_button if side.shown is Beside.RESULTS else self.first_control()).setFocus(Qt.FocusReason.OtherFocusReason)
        )
        for card in (side.results, side.bin):
            card.close_wanted.connect(self.leave)
        for narrowed in (side.day, side.results):
            narrowed.all_wanted.connect(self.bar.show_all)
            narrowed.all_wanted.connect(side.find_focus)

    def _show_month(self) -> None:
        entries = self._journal.entries(self._month, month_after(self._month) - timedelta(days=1))
        pain = [entry for entry in entries if isinstance(entry, PainEntry)]
        self._sites = [name for name, _count in sites_logged(pain)]
        self.bar.offer_sites(self._sites)
        site = next(iter(self._sites), None) if self.bar.any_site else self.bar.chosen_site
        values = day_values(pain, site)
        counts = Counter(entry.moment.day for entry in entries)
        cells = {day: DayCell(values.get(day), count) for day, count in counts.items()}
        whole = self._journal.days()
        self.month_card.show_month(self._month, cells, self.chosen_day, self._today, since=whole[0] if whole else None)
        self.month_card.tell_site(site)
        self.side.day.show_whether_begun(is_begun=whole is not None)
        day, only = [entry for entry in entries if entry.moment.day == self.chosen_day], self.bar.only()
        newest_first = [entry for entry in reversed(day) if only.admits(entry)]
        number = day_of_episode(self._planner.episodes(), self.chosen_day) if self.chosen_day <= self._today else None
        card = self.side.day
        card.show_head(self.chosen_day, number, today=self._today)
        card.show_day(self.chosen_day, newest_first, values.get(self.chosen_day), hidden=len(day) - len(newest_first))

    def _show_side(self) -> None:
        journal = self._journal
        if self.side.shown is Beside.RESULTS:
            query = self.bar.search.text()
            # One more than is shown, to know whether there are more.
            found = journal.holding(query, MOST_FOUND + 1, self.bar.only())
            # Of the first rows alone: to read all that was found, only for its places, would take long.
            places = [name for name, _count in sites_logged(entry for entry in found[:SHOWN_AT_ONCE] if isinstance(entry, PainEntry))]
            self.bar.offer_sites(list(dict.fromkeys([*self._sites, *places])))
            self.side.results.show_found(query, found, is_narrowed=self.bar.is_narrowed())
        elif self.side.shown is Beside.BIN:
            zone = self.desk.clock.zone()
            self.side.bin.show_binned([(entry, Moment.of(gone_at, zone).day) for entry, gone_at in journal.binned()])

    def _turn_to(self, day: date, shown: Beside) -> None:
        self.chosen_day = day
        self._month = day.replace(day=1)
        self.side.show_card(shown)
        self._show_main()
        show_open(self.bar.bin_button, is_open=shown is Beside.BIN)
        self.refresh()

    def _show_main(self) -> None:
        """One button of the page is filled: that of the form that is open, else the one for a new entry."""
        self.bar.new_button.set_kind("ordinary" if self.side.has_form else "main")

    def _open(self, id_: str) -> None:
        """Show an entry's day with the entry in the form; what was searched for stays, to go back to."""
        entry = self.desk.ask(lambda: self._journal.get(id_))
        if entry is not None:
            self._turn_to(entry.moment.day, Beside.DAY)
            self.side.change(entry)

    def _scroll_to_form(self) -> None:
        """Bring the head of the form into view, which may lie under the month."""
        if self._columns.is_stacked:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.side.mapTo(self, QPoint(0, 0)).y())

    def _back_from_form(self, day: date, id_: str) -> None:
        """Go back to what a search found, else to the day, with the focus on an entry."""
        self._turn_to(day, Beside.RESULTS if self.bar.search.text().strip() else Beside.DAY)
        if id_:
            self.side.find_focus(id_)
        else:
            self.bar.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_query_changed(self, text: str) -> None:
        if text.strip() and self.side.shown is Beside.RESULTS:
            self._show_side()
        elif text.strip() or self.side.shown is Beside.RESULTS:
            self._turn_to(self.chosen_day, Beside.RESULTS if text.strip() else Beside.DAY)
