"""The imports that can still be undone, each asked about in place before it is."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.domain.words import time_words
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.importing import Importing, PastImport
from ui.desk import Desk
from ui.importing.opener import undo_import
from ui.widgets.buttons import danger_button, quiet_button, small_button
from ui.widgets.labels import HairLine, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

SHOWN_AT_ONCE = 5
SPACE, WIDE = 8, 16


class PastImports(QWidget):
    """Shows the latest imports; hidden while there are none."""

    def __init__(self, desk: Desk, importing: Importing) -> None:
        super().__init__()
        self._desk = desk
        self._importing = importing
        self._imports: list[PastImport] = []
        self._shown = SHOWN_AT_ONCE
        self.lines: list[ImportLine] = []
        self.more_button = small_button(_("Show more"))
        self.more_button.clicked.connect(self._on_more)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(plain_label(_("Imported files"), "strong"))
        self._layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def refresh(self) -> None:
        """Ask again which imports there are."""
        found = self._desk.ask(self._importing.imports)
        if found is not None:
            self._imports = found
            self._fill()

    def _fill(self) -> None:
        shown = self._imports[: self._shown]
        while len(self.lines) < len(shown):
            self._add_line()
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(shown))
            if place < len(shown):
                line.show_import(shown[place], _words(self._importing, shown[place]))
        self.more_button.setVisible(len(self._imports) > self._shown)
        self.setVisible(bool(self._imports))

    def _add_line(self) -> None:
        line = ImportLine()
        place = len(self.lines)
        line.undo_button.clicked.connect(partial(self._on_undo, place))
        line.sure_button.clicked.connect(partial(self._on_sure, place))
        self._layout.insertWidget(self._layout.count() - 1, line)
        self.lines.append(line)
        order_tabs(self)

    def _on_undo(self, place: int) -> None:
        past_import = self._imports[place]
        changed = self._desk.ask(lambda: self._importing.changed_since(past_import))
        if changed is not None:
            self.lines[place].ask(_question(past_import, changed))

    def _on_sure(self, place: int) -> None:
        undo_import(self._desk, self._importing, self._imports[place].id)
        self.refresh()

    def _on_more(self) -> None:
        self._shown += SHOWN_AT_ONCE
        self._fill()


class ImportLine(QWidget):
    """One import: what, when, how much, and the question before it is undone."""

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self.words = plain_label("")
        self.undo_button = small_button(_("Undo"))
        self.question = plain_label("")
        self.sure_button = danger_button(_("Undo this import"))
        self.keep_button = quiet_button(_("Keep it"))
        self.keep_button.clicked.connect(self._on_keep)
        self._question_part = QWidget()
        buttons = FlowLayout(spacing=SPACE)
        for button in (self.sure_button, self.keep_button):
            buttons.addWidget(button)
        question_layout = QVBoxLayout(self._question_part)
        question_layout.setContentsMargins(0, 0, 0, SPACE)
        question_layout.setSpacing(SPACE)
        question_layout.addWidget(self.question)
        question_layout.addLayout(buttons)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(WIDE)
        layout.setVerticalSpacing(SPACE)
        layout.setColumnStretch(0, 1)
        layout.addWidget(HairLine(), 0, 0, 1, 2)
        layout.addWidget(self.words, 1, 0)
        layout.addWidget(self.undo_button, 1, 1)
        layout.addWidget(self._question_part, 2, 0, 1, 2)

    def show_import(self, past_import: PastImport, words: str) -> None:
        """Show an import; what was being asked about it stays, about another it does not."""
        if past_import.id != self._id:
            self._id = past_import.id
            self._question_part.hide()
            self.undo_button.show()
        self.words.setText(words)
        self.undo_button.setAccessibleDescription(words)
        self.sure_button.setAccessibleDescription(words)

    def ask(self, question: str) -> None:
        """Ask before it is undone."""
        self.question.setText(question)
        self.undo_button.hide()
        self._question_part.show()
        # The focus is on the answer that changes nothing: Enter pressed twice does not undo an import.
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        self._question_part.hide()
        self.undo_button.show()
        self.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _words(importing: Importing, past_import: PastImport) -> str:
    count = (
        ngettext("{count} record", "{count} records", past_import.entries)
        if past_import.is_merge
        else ngettext("{count} entry", "{count} entries", past_import.entries)
    )
    words = _("{name}, {when}: {count}")
    return words.format(
        name=importing.name_of(past_import),
        when=time_words(importing.moment_of(past_import).local),
        count=count.format(count=number_text(past_import.entries)),
    )


def _question(past_import: PastImport, changed: int) -> str:
    if past_import.is_merge:
        return _("What it brought goes, and what it changed is as it was before. What you changed since then stays.")
    goes = ngettext(
        "Its {count} entry goes to the bin and stays there for 30 days.",
        "Its {count} entries go to the bin and stay there for 30 days.",
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
