"""What a search in the diary found, the latest first."""

from functools import partial

from PySide6.QtCore import Signal

from tracker.domain.entries import Entry
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _, ngettext
from tracker.services.journal import MOST_FOUND, Found
from ui.pages.diary.entries import DiaryList
from ui.pages.diary.excerpt import excerpt
from ui.widgets.announcement import announce
from ui.widgets.buttons import link_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.dates import long_day_and_year, short_day
from ui.widgets.entries.row import EntryRow
from ui.widgets.entries.row_of_entry import entry_row
from ui.widgets.labels import EmptyState


class ResultsCard(Card):
    """Shows the entries found, the day and the found text in each row."""

    all_wanted = Signal()
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = DiaryList(_("Entries found"))
        self.entries = self.list.entries
        self.select_button = link_button(_("Choose several"))
        self.select_button.clicked.connect(lambda: self.list.set_selecting(is_on=True))
        self.close_button = quiet_button(_("Back to the day"))
        self.close_button.clicked.connect(self.close_wanted)
        self.list.entries.selection_changed.connect(self._show_parts)
        for button in (self.select_button, self.close_button):
            self.add_to_header(button)
        self._empty = EmptyState("")
        self._empty.action_chosen.connect(self.all_wanted)
        self.body.addWidget(self.list)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)
        self._query = ""
        self._said = ""

    def show_found(self, query: str, entries: Found, *, is_narrowed: bool) -> None:
        """Show what was found; more than the most that is shown is only said."""
        shown = entries.first(MOST_FOUND)
        count = len(shown)
        words = ngettext("{count} found", "{count} found", count).format(count=number_text(count))
        heading = words if len(entries) <= MOST_FOUND else _("More than {count} entries found").format(count=number_text(MOST_FOUND))
        self.set_heading(heading)
        beyond = _("There are earlier ones; write more of the text to narrow it down") if len(entries) > MOST_FOUND else ""
        sentence = _("No entry contains this text; deleted entries are not searched.")
        if is_narrowed:
            self._empty.set_texts(sentence, _("Show all kinds and places"))
        else:
            self._empty.set_texts(sentence)
        self.list.show_entries(shown, partial(_row, query), beyond=beyond, afresh=query != self._query)
        self._say(query, heading if count else self._empty.sentence())
        self._query = query
        self._show_parts()

    def _say(self, query: str, words: str) -> None:
        """The focus stays in the field of the search; another look at the same search, once an entry was changed, says nothing."""
        if (query, words) != (self._query, self._said):
            self._said = words
            announce(self, words)

    def _show_parts(self) -> None:
        has_entries = bool(self.entries.rows)
        self.list.setVisible(has_entries)
        self._empty.setVisible(not has_entries)
        self.select_button.setVisible(has_entries and not self.entries.selecting)


def _row(query: str, entry: Entry) -> EntryRow:
    row = entry_row(entry)
    text, marks = excerpt(row.text, query)
    name = in_a_row((long_day_and_year(entry.moment.day), row.name))
    return EntryRow(row.id, short_day(entry.moment.day), row.pain, row.what, text, name, row.editable, marks)
