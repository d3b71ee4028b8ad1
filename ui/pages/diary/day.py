"""The chosen day of the diary: its entries, or the form of one of them."""

from datetime import date

from PySide6.QtCore import Qt, Signal

from tracker.domain.entries import Entry
from tracker.domain.words import points_words
from tracker.formats.joining import with_comma
from tracker.language import _, ngettext
from ui.pages.diary.entries import DiaryList
from ui.pages.diary.forms import DiaryForms
from ui.widgets.buttons import link_button
from ui.widgets.card import Card
from ui.widgets.dates import long_day_seen_from
from ui.widgets.labels import EmptyState, plain_label


class DayCard(Card):
    """Shows a day's entries, and in their place one of the forms it takes."""

    all_wanted = Signal()

    def __init__(self, forms: DiaryForms) -> None:
        super().__init__()
        self.forms = forms
        self.forms.hide()
        self.list = DiaryList(_("Entries"))
        self.entries = self.list.entries
        self.summary = plain_label("", "small", wrap=False)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.select_button = link_button(_("Choose several"))
        self.select_button.clicked.connect(lambda: self.list.set_selecting(is_on=True))
        self.list.entries.selection_changed.connect(self._show_parts)
        self.add_to_header(self.summary)
        self.add_to_header(self.select_button)
        self._empty = EmptyState("")
        self._empty.action_chosen.connect(self.all_wanted)
        self._day: date | None = None
        self._is_begun = False
        for widget in (self.list, self._empty, self.forms):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_head(self, day: date, number: int | None, *, today: date) -> None:
        """Head the card with a day, and which one of an episode it is."""
        words = long_day_seen_from(day, today)
        # Translators: {number} counts the days of an episode, from 1 on
        self.set_heading(_("{day}, day {number}").format(day=words, number=number) if number is not None else words)

    def show_day(self, day: date, entries: list[Entry], median: float | None, *, hidden: int) -> None:
        """Show the entries of a day as they are given, its median in points 0-10, and how many the filters hide."""
        words = ngettext("{n} entry", "{n} entries", len(entries)).format(n=len(entries)) if entries else ""
        has_median = bool(entries) and median is not None
        self.summary.setText(with_comma(words, _("typical pain {value}").format(value=points_words(median))) if has_median else words)
        if hidden:
            self._empty.set_texts(_("Nothing that matches your choice was logged on this day."), _("Show all kinds and places"))
        elif self._is_begun:
            self._empty.set_texts(_("Nothing was logged on this day. Figures and charts leave it blank."))
        else:
            self._empty.set_texts(_("The diary is empty. What you save appears here, day by day."))
        self.list.show_entries(entries, afresh=day != self._day)
        self._day = day
        self._show_parts()

    def show_whether_begun(self, *, is_begun: bool) -> None:
        """Say of a diary without any entry what will be here."""
        self._is_begun = is_begun

    def show_form(self, *, is_shown: bool) -> None:
        """Show the form in place of the list, or the list again."""
        self.forms.setVisible(is_shown)
        if is_shown:
            self.list.set_selecting(is_on=False)
        self._show_parts()

    def _show_parts(self) -> None:
        has_form, has_entries = not self.forms.isHidden(), bool(self.entries.rows)
        self.list.setVisible(not has_form and has_entries)
        self._empty.setVisible(not has_form and not has_entries)
        self.select_button.setVisible(not has_form and has_entries and not self.entries.selecting)
