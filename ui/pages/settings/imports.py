"""A file from elsewhere comes in, and the imports that can still be undone."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tracker.domain.words import time_words
from tracker.formats.joining import with_colon
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.importing import Importing, PastImport
from tracker.services.exchange.inbox import Inbox
from ui.desk import Desk
from ui.importing.opener import open_import, undo_import
from ui.pages.settings.inbox import InboxRow
from ui.pages.settings.rows import RowGroup, SettingRow, buttons_in_a_row
from ui.widgets.buttons import danger_button, ordinary_button, small_button
from ui.widgets.labels import plain_label
from ui.widgets.tab_order import order_tabs

SHOWN_AT_ONCE = 5


class ImportGroup(RowGroup):
    """The way to the import, and the latest imports."""

    def __init__(self, desk: Desk, importing: Importing, inbox: Inbox) -> None:
        super().__init__(_("Import"))
        self._desk = desk
        self._importing = importing
        self._imports: list[PastImport] = []
        self._wanted = SHOWN_AT_ONCE
        self.rows: list[ImportRow] = []
        import_button = ordinary_button(_("Import a file"))
        import_button.clicked.connect(self.begin)
        words = plain_label(_("You see first what would be added, and can undo it later."), "muted")
        self.file = SettingRow(_("A file"), words, buttons_in_a_row(import_button))
        self.file.show_state(_("from another app, a spreadsheet or another computer"))
        self.more_button = small_button(_("Show more"))
        self.more_button.clicked.connect(self._on_more)
        self.inbox = InboxRow(desk, inbox)
        self.add(self.file, self.inbox)
        self.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Ask again which imports there are, and where the inbox lies."""
        self.inbox.refresh()
        found = self._desk.ask(self._importing.imports)
        if found is not None:
            self._imports = found
            self._fill()

    def begin(self) -> None:
        """Open the import of a file."""
        open_import(self._desk, self._importing, self)

    def _fill(self) -> None:
        shown = self._imports[: self._wanted]
        while len(self.rows) < len(shown):
            self._add_row()
        for place, row in enumerate(self.rows):
            if place >= len(shown) and row.isAncestorOf(QApplication.focusWidget() or self):
                self.file.button.setFocus(Qt.FocusReason.OtherFocusReason)
            row.setVisible(place < len(shown))
            if place < len(shown):
                row.show_import(shown[place], self._importing)
        self.more_button.setVisible(len(self._imports) > self._wanted)

    def _add_row(self) -> None:
        row = ImportRow()
        place = len(self.rows)
        row.opened.connect(partial(self._on_opened, place))
        row.sure_button.clicked.connect(partial(self._on_sure, place))
        self.body.insertWidget(self.body.count() - 1, row)
        self.rows.append(row)
        order_tabs(self)

    def _on_opened(self, place: int) -> None:
        past_import = self._imports[place]
        changed = self._desk.ask(lambda: self._importing.changed_since(past_import))
        if changed is not None:
            self.rows[place].question.setText(_question(past_import, changed))

    def _on_sure(self, place: int) -> None:
        row = self.rows[place]
        undo_import(self._desk, self._importing, self._imports[place].id)
        row.close_up()
        self.refresh()

    def _on_more(self) -> None:
        first_new = self._wanted
        self._wanted += SHOWN_AT_ONCE
        self._fill()
        self.rows[first_new].button.setFocus(Qt.FocusReason.OtherFocusReason)


class ImportRow(SettingRow):
    """One import: what, when, how much; opened, what undoing it would mean."""

    def __init__(self) -> None:
        super().__init__("")
        self._id = ""
        self.question = plain_label("")
        self.sure_button = danger_button(_("Undo this import"))
        self.add(self.question, buttons_in_a_row(self.sure_button))

    def show_import(self, past_import: PastImport, importing: Importing) -> None:
        """Show an import; what was being asked about it stays, about another it does not."""
        if past_import.id != self._id:
            self._id = past_import.id
            self.set_open(is_open=False)
        self.button.set_name(importing.name_of(past_import))
        state = _state(past_import, importing)
        self.show_state(state)
        self.sure_button.setAccessibleDescription(f"{self.button.name()}, {state}")


def _state(past_import: PastImport, importing: Importing) -> str:
    count = (
        ngettext("{n} record", "{n} records", past_import.entries)
        if past_import.is_merge
        else ngettext("{n} entry", "{n} entries", past_import.entries)
    )
    # Translators: {when} is a day and a time, {count} is "12 entries".
    return with_colon(time_words(importing.moment_of(past_import).local), count.format(n=number_text(past_import.entries)))


def _question(past_import: PastImport, changed: int) -> str:
    if past_import.is_merge:
        return _("What it brought goes, and what it changed is as it was before. What you changed since then stays.")
    goes = ngettext(
        "Its {count} entry is deleted; for 30 days it can be brought back.",
        "Its {count} entries are deleted; for 30 days they can be brought back.",
        past_import.entries,
    ).format(count=number_text(past_import.entries))
    if not changed:
        return goes
    edited = ngettext(
        "You have changed {count} of them since: that one goes too.",
        "You have changed {count} of them since: those go too.",
        changed,
    )
    return f"{goes} {edited.format(count=number_text(changed))}"
