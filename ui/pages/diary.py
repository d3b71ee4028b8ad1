"""The diary by month and day: every day its median as number and shade, the chosen day beside it."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tracker.domain.entries import Entry, PainEntry
from tracker.domain.figures import day_values, sites_logged
from tracker.domain.times import Moment, local_moment
from tracker.domain.words import points_words
from tracker.language import _, ngettext
from ui.pages.entry_form import EntryForm
from ui.pages.entry_rows import entry_row
from ui.pages.long_date import long_day, month_and_year
from ui.pages.page import Desk, Page
from ui.widgets.buttons import icon_button, main_button, ordinary_button
from ui.widgets.card import Card
from ui.widgets.entry_list import EntryList
from ui.widgets.labels import EmptyState, plain_label
from ui.widgets.layouts import ResponsiveColumns
from ui.widgets.month_grid import DayCell, MonthGrid
from ui.widgets.top_bar import TopBar

NOON = time(12)
SPACE = 12


class DiaryPage(Page):
    """Shows a month and the chosen day; an entry is edited in place of the day's list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = self.tracker.journal.now().day
        self.chosen = self._today
        self._month = self._today.replace(day=1)
        self._sites: list[str | None] = []
        self.site = QComboBox()
        self.site.setAccessibleName(_("Site"))
        self.site.activated.connect(self.refresh)
        self.new_button = main_button(_("New entry"), keys=_("Ctrl+N"))
        self.new_button.clicked.connect(self.new_entry)
        self.month_card = _MonthCard()
        self.day_card = _DayCard(EntryForm(self._moment_of))
        self.month_card.grid.day_chosen.connect(self.show_day)
        self.month_card.month_wanted.connect(self._on_month_wanted)
        self.month_card.today_button.clicked.connect(lambda: self.show_day(self._today))
        self.day_card.entries.edit_wanted.connect(self.edit)
        self.day_card.entries.delete_wanted.connect(self._on_delete_wanted)
        self.day_card.form.saved.connect(self._on_saved)
        self.day_card.form.cancelled.connect(self._on_cancelled)
        self._is_new = False
        self._lay_out()

    def refresh(self) -> None:
        """Show the month and the day as they are now."""
        self._today = self.tracker.journal.now().day
        after = (self._month + timedelta(days=31)).replace(day=1)
        entries = self.tracker.journal.entries(self._month, after - timedelta(days=1))
        pain = [entry for entry in entries if isinstance(entry, PainEntry)]
        self._offer_sites([name for name, _count in sites_logged(pain)])
        site = self._site()
        values = day_values(pain, site)
        counts = Counter(entry.moment.day for entry in entries)
        cells = {day: DayCell(values.get(day), count) for day, count in counts.items()}
        self.month_card.show_month(self._month, cells, self.chosen, self._today)
        day = [entry for entry in entries if entry.moment.day == self.chosen]
        self.day_card.show_day(self.chosen, day, values.get(self.chosen))

    def show_day(self, day: date) -> None:
        """Choose a day, of this month or another."""
        self.chosen = day
        self._month = day.replace(day=1)
        self.day_card.show_form(is_shown=False)
        self.refresh()

    def edit(self, id_: str) -> None:
        """Open an entry in the form."""
        entry = self.desk.tracker.journal.get(id_)
        self.show_day(entry.moment.day)
        self._is_new = False
        self.day_card.show_form(is_shown=True)
        self.day_card.form.populate(entry)

    def new_entry(self) -> bool:
        """Open the form for an entry of the chosen day: now if that is today, else at noon."""
        self._is_new = True
        moment = self.tracker.journal.now() if self.chosen == self._today else self._moment_of(datetime.combine(self.chosen, NOON))
        self.day_card.show_form(is_shown=True)
        self.day_card.form.populate(PainEntry(pain=5.0, moment=moment), is_new=True)
        return True

    def first_control(self) -> QWidget:
        """The chosen day."""
        return self.month_card.grid.day_button(self.chosen)

    def _lay_out(self) -> None:
        top = TopBar([self.site], [self.new_button])
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE + 4)
        layout.addWidget(top)
        layout.addWidget(ResponsiveColumns(self.month_card, self.day_card, stretch=(48, 54)), 1)
        self.set_content(content)

    def _offer_sites(self, sites: list[str | None]) -> None:
        if sites != self._sites:
            kept = self._site()
            self._sites = sites
            self.site.clear()
            self.site.addItems([name if name is not None else _("No place named") for name in sites])
            self.site.setCurrentIndex(sites.index(kept) if kept in sites else 0)
        self.site.setVisible(len(sites) > 1)

    def _site(self) -> str | None:
        place = max(0, self.site.currentIndex())
        return self._sites[place] if place < len(self._sites) else None

    def _moment_of(self, wall: datetime) -> Moment:
        read = local_moment(wall, self.tracker.clock.zone())
        if read.remark:
            self.desk.messages.say(read.remark)
        return read.moment

    def _on_saved(self, entry: Entry) -> None:
        deed = self.tracker.journal.add if self._is_new else self.tracker.journal.change
        if self.desk.attempt_undoable(lambda: deed(entry)) is not None:
            self.show_day(entry.moment.day)

    def _on_cancelled(self) -> None:
        self.day_card.show_form(is_shown=False)
        self.first_control().setFocus()

    def _on_delete_wanted(self, id_: str) -> None:
        self.desk.attempt_undoable(lambda: self.tracker.journal.delete([id_]))

    def _on_month_wanted(self, step: int) -> None:
        there = self._month - timedelta(days=1) if step < 0 else self._month + timedelta(days=31)
        month = there.replace(day=1)
        last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.show_day(month.replace(day=min(self.chosen.day, last.day)))


class _MonthCard(Card):
    """The month with its heading and the buttons to the months around it."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = MonthGrid()
        self.previous = icon_button("previous", _("Previous month"))
        self.today_button = ordinary_button(_("This month"))
        self.following = icon_button("next", _("Next month"))
        for button in (self.previous, self.today_button, self.following):
            self.add_to_header(button)
        self.month_wanted = self.grid.month_wanted
        self.previous.clicked.connect(lambda: self.month_wanted.emit(-1))
        self.following.clicked.connect(lambda: self.month_wanted.emit(1))
        self.body.addWidget(self.grid)
        self.body.addWidget(plain_label(_("The number is the day's median. Dashed: nothing logged."), "small"))
        self.body.addStretch(1)

    def show_month(self, month: date, cells: dict[date, DayCell], chosen: date, today: date) -> None:
        self.set_heading(month_and_year(month))
        self.grid.show_month(month.year, month.month, cells, chosen, today)


class _DayCard(Card):
    """The chosen day's entries, or the form of one of them."""

    def __init__(self, form: EntryForm) -> None:
        super().__init__()
        self.form = form
        self.form.hide()
        self.entries = EntryList(name=_("Entries of the day"))
        self.summary = plain_label("", "small", wrap=False)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.add_to_header(self.summary)
        self._empty = EmptyState(_("Nothing was logged on this day. It stays open in every figure and chart."))
        for widget in (self.entries, self._empty, self.form):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_day(self, day: date, entries: list[Entry], median: float | None) -> None:
        self.set_heading(long_day(day))
        words = ngettext("{count} entry", "{count} entries", len(entries)).format(count=len(entries)) if entries else ""
        self.summary.setText(words if median is None else _("{entries}, median {median}").format(entries=words, median=points_words(median)))
        self.entries.set_rows([entry_row(entry) for entry in entries])
        self._has_entries = bool(entries)
        self.show_form(is_shown=not self.form.isHidden())

    def show_form(self, *, is_shown: bool) -> None:
        self.form.setVisible(is_shown)
        self.entries.setVisible(not is_shown and self._has_entries)
        self._empty.setVisible(not is_shown and not self._has_entries)

    _has_entries = False
