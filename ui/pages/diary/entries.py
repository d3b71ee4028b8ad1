"""A list of entries that may be long: shown in part, more on demand, and chosen from for a change to many."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.entries import Entry
from tracker.language import _, ngettext, pgettext
from ui.widgets.buttons import danger_button, ordinary_button, quiet_button
from ui.widgets.entries.entry_list import EntryList
from ui.widgets.entries.row import EntryRow
from ui.widgets.entries.row_of_entry import entry_row
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout

SHOWN_AT_ONCE = 40
SPACE = 8
RowOf = Callable[[Entry], EntryRow]


class SelectBar(QWidget):
    """What can be done with the chosen entries."""

    def __init__(self) -> None:
        super().__init__()
        self.all_button = ordinary_button(_("Select all"))
        self.delete_button = danger_button(_("Delete"))
        self.export_button = ordinary_button(_("Export"))
        self.done_button = quiet_button(pgettext("button", "Done"))
        self._count = plain_label("", "small", wrap=False)
        # As high as the buttons, so that its words stand on their line in the flow.
        self._count.setMinimumHeight(self.all_button.sizeHint().height())
        self._flow = FlowLayout(self, SPACE)
        for widget in (self.all_button, self.delete_button, self.export_button, self.done_button, self._count):
            self._flow.addWidget(widget)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how many are chosen; with none there is nothing to delete or export."""
        self._count.setText(ngettext("{count} selected", "{count} selected", count).format(count=count))
        self._count.adjustSize()
        self._flow.invalidate()
        for button in (self.delete_button, self.export_button):
            button.setEnabled(count > 0)


class DiaryList(QWidget):
    """The first rows of a list, a button for the rest, and above them what can be done with many."""

    delete_wanted = Signal(list)
    export_wanted = Signal(list)
    select_ended = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.entries = EntryList(name=name)
        self.bar = SelectBar()
        self.bar.hide()
        self.more_button = ordinary_button(_("Show more"))
        self._more = plain_label("", "small")
        self._entries: Sequence[Entry] = ()
        self._row_of: RowOf = entry_row
        self._shown = SHOWN_AT_ONCE
        self._beyond = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self.bar, self.entries, self._more):
            layout.addWidget(widget)
        layout.addWidget(self.more_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._connect()

    def show_entries(self, entries: Sequence[Entry], row_of: RowOf = entry_row, *, beyond: str = "", afresh: bool = False) -> None:
        """Show entries as rows; `beyond` says what is not among them. Afresh: from the top, and none of them chosen."""
        if afresh:
            self._shown = SHOWN_AT_ONCE
            self.set_selecting(is_on=False)
        self._entries, self._row_of, self._beyond = entries, row_of, beyond
        self._fill()

    def set_selecting(self, *, is_on: bool) -> None:
        """Let entries be chosen, or no longer."""
        if is_on == self.entries.selecting:
            return
        self.bar.setVisible(is_on)
        self.entries.set_selecting(is_on=is_on)
        if is_on:
            self.focus_entry()
        else:
            self.select_ended.emit()

    def focus_entry(self, id_: str = "") -> bool:
        """Put the focus on an entry, or on the first; whether there is one."""
        ids = [row.id for row in self.entries.rows]
        if ids:
            self.entries.focus_row(id_ if id_ in ids else ids[0])
        return bool(ids)

    def show_more(self) -> None:
        """Show as many rows again; the focus goes to the first of them."""
        before = len(self.entries.rows)
        self._shown += SHOWN_AT_ONCE
        self._fill()
        self.entries.focus_row(self.entries.rows[min(before, len(self.entries.rows) - 1)].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends the choosing."""
        if event.key() == Qt.Key.Key_Escape and self.entries.selecting:
            self.set_selecting(is_on=False)
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.more_button.clicked.connect(self.show_more)
        self.bar.all_button.clicked.connect(self._select_all)
        self.bar.done_button.clicked.connect(lambda: self.set_selecting(is_on=False))
        self.bar.delete_button.clicked.connect(self._on_delete)
        self.bar.export_button.clicked.connect(lambda: self.export_wanted.emit(self.entries.selected()))
        self.entries.delete_wanted.connect(lambda id_: self.delete_wanted.emit([id_]))
        self.entries.delete_selected_wanted.connect(self._on_delete)
        self.entries.all_wanted.connect(self._show_all)
        self.entries.selection_changed.connect(lambda: self.bar.show_count(len(self.entries.selected())))

    def _fill(self) -> None:
        self.entries.set_rows([self._row_of(entry) for entry in self._entries[: self._shown]])
        self.bar.show_count(len(self.entries.selected()))
        hidden = max(0, len(self._entries) - self._shown)
        words = ngettext("and {n} more", "and {n} more", hidden).format(n=hidden) if hidden else ""
        self._more.setText(". ".join(part for part in (words, self._beyond) if part))
        self._more.setVisible(bool(words or self._beyond))
        self.more_button.setVisible(bool(hidden))

    def _show_all(self) -> None:
        if self._shown < len(self._entries):
            self._shown = len(self._entries)
            self._fill()

    def _select_all(self) -> None:
        self._show_all()
        self.entries.select_all()

    def _on_delete(self) -> None:
        if chosen := self.entries.selected():
            self.delete_wanted.emit(chosen)
