"""The form of an entry beside the month: whatever its kind, the one in which such an entry is added."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.entries import Entry, Kind, kind_of
from tracker.services.history import Change
from ui.forms.entry_form import EntryForm
from ui.forms.forms_by_kind import FormMaker


class DiaryForms(QWidget):
    """One form at a time, each made when it is first needed; `saved` brings the entry, `cancelled` nothing."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, maker: FormMaker) -> None:
        super().__init__()
        self._maker = maker
        self._forms: dict[Kind, EntryForm[Any]] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def form(self, kind: Kind) -> EntryForm[Any]:
        """The form of a kind."""
        if kind not in self._forms:
            self._forms[kind] = self._new_form(kind)
        return self._forms[kind]

    def change(self, entry: Entry) -> None:
        """Open an entry to be changed."""
        form = self._put_away(kind_of(entry))
        form.change(entry)
        self._show(form)

    def add_pain(self, at: datetime | None) -> None:
        """Open an empty pain entry; its time, on the wall clock, stands ready, by default now."""
        form = self._put_away(Kind.PAIN)
        form.open(at)
        self._show(form)

    def _put_away(self, kind: Kind) -> EntryForm[Any]:
        """The form of a kind, out of sight as all are: filled in view, it would be laid out anew at each of its chips."""
        for form in self._forms.values():
            form.hide()
        return self.form(kind)

    def _show(self, form: EntryForm[Any]) -> None:
        form.show()
        form.focus_first()

    def _new_form(self, kind: Kind) -> EntryForm[Any]:
        form = self._maker.make(kind)
        form.hide()
        form.save_button.set_kind("main")
        form.saved.connect(self._on_saved)
        form.cancelled.connect(self.cancelled)
        self._layout.addWidget(form)
        return form

    def _on_saved(self, change: Change) -> None:
        self.saved.emit(change.entry)
