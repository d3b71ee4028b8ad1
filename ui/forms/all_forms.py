"""What can be added to the day: a chip for each, whose form opens in place, one at a time."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.entries import Kind
from tracker.formats.texts import in_a_row
from tracker.language import _
from tracker.library.look import sizes
from tracker.services.form_drafts import FormDrafts
from ui.desk import Desk
from ui.forms.day_note import DayNoteForm
from ui.forms.entry_form import EntryForm
from ui.forms.forms_by_kind import FORMS, FormMaker
from ui.widgets.chips import Chip
from ui.widgets.labels import HairLine, plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 12


class AddForms(QWidget):
    """The forms, each made when it is first opened; `chips` is the row that opens them, `opened` and `closed` say that one came or went."""

    opened = Signal()
    closed = Signal()
    flare_ticked = Signal()

    def __init__(self, desk: Desk, drafts: FormDrafts, maker: FormMaker) -> None:
        super().__init__()
        self._desk = desk
        self._drafts = drafts
        self._maker = maker
        self._chips: dict[Kind, Chip] = {}
        self._forms: dict[Kind, EntryForm[Any]] = {}
        self.chips = _ChipRow()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, SPACE)
        self._layout.setSpacing(SPACE)
        self._others = plain_label("", "muted")
        self._others.hide()
        self._layout.addWidget(HairLine())
        self._layout.addWidget(self._others)
        offered = {Kind.ACTIVITY: _("Activity"), Kind.DOSE: _("Medicine"), Kind.DAY_NOTE: _("Day note"), Kind.SESSION: _("Session")}
        for kind, name in offered.items():
            self._add_chip(kind, name)
        self.hide()
        self._bring_back()

    def form(self, kind: Kind) -> EntryForm[Any]:
        """The form of a kind."""
        if kind not in self._forms:
            self._forms[kind] = self._new_form(kind)
        return self._forms[kind]

    def open(self, kind: Kind, about: str = "") -> None:
        """Open a form in place of the one that was open; what stands in that one is kept. `about`: of what kind the entry is to be."""
        self._show(kind)
        form = self.form(kind)
        form.focus_first()
        if about and not form.has_draft():  # what was begun of something else stays as it is
            form.propose(about)
        self.opened.emit()

    def _show(self, kind: Kind) -> None:
        for other in self._forms.values():
            other.hide()  # the one to be opened too: filled in view, it would be laid out anew at each of its chips
        form = self.form(kind)
        form.open()
        form.show()
        self._name_other_drafts(kind)
        self.show()

    def _new_form(self, kind: Kind) -> EntryForm[Any]:
        form = self._maker.make(kind)
        form.hide()
        self._layout.addWidget(form)
        form.done.connect(lambda: self._on_done(kind))
        if isinstance(form, DayNoteForm):
            form.flare_ticked.connect(self.flare_ticked)
        return form

    def _add_chip(self, kind: Kind, name: str) -> None:
        chip = self._chips[kind] = Chip(name)
        chip.clicked.connect(lambda: self.open(kind))
        self.chips.add(chip)

    def _on_done(self, kind: Kind) -> None:
        self._forms[kind].hide()
        self.hide()
        self._chips[kind].setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _bring_back(self) -> None:
        """A form that was half-filled when the app went away stands open again."""
        # One form is open at a time: the others that were begun are named above it.
        for kind in [kind for kind in self._chips if self._is_begun(kind)][:1]:
            self._show(kind)

    def _is_begun(self, kind: Kind) -> bool:
        """Whether something was typed that is neither saved nor cancelled; asked without making the form."""
        return self._desk.ask(lambda: self._drafts.kept(FORMS[kind].form_name)) is not None

    def _name_other_drafts(self, opened: Kind) -> None:
        """Say which other forms were begun and are kept."""
        begun = in_a_row(chip.text() for kind, chip in self._chips.items() if kind is not opened and self._is_begun(kind))
        self._others.setText(_("Begun and not saved yet: {forms}").format(forms=begun))
        self._others.setVisible(bool(begun))


class _ChipRow(QWidget):
    """The chips after their word; they wrap where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Add"))
        self._flow = FlowLayout(self, spacing=10)
        word = plain_label(_("Add:"), "small", wrap=False)
        word.setFixedHeight(sizes().least_control)
        self._flow.addWidget(word)
        # Fixed with a height for a width: a row that wraps is as high as its lines and takes none of the room that is left.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, chip: Chip) -> None:
        """One more chip."""
        self._flow.addWidget(chip)
