"""What can be added to the day: a button with a menu of the kinds, each of whose forms opens in place, one at a time."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from tracker.domain.entries import Kind
from tracker.formats.texts import in_a_row
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from ui.commands.table import short_name_of
from ui.desk import Desk
from ui.forms.draft_keeper import is_begun
from ui.forms.draft_names import FORM_NAMES
from ui.forms.forms_by_kind import FormMaker
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import HairLine, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.marked_button import MarkedButton

if TYPE_CHECKING:
    from ui.forms.day_note import DayNoteForm
    from ui.forms.entry_form import EntryForm

SPACE = 12
# The commands that add each kind.
ADDED = {Kind.ACTIVITY: "add activity", Kind.DOSE: "add dose", Kind.DAY_NOTE: "add day note", Kind.SESSION: "add session"}
MENU_GAP = 4  # px beneath the button


class AddButton(MarkedButton):
    """Opens a menu of what can be added; `chosen` brings its kind."""

    chosen = Signal(object)

    def __init__(self, kinds: dict[Kind, str]) -> None:
        super().__init__(_("Add"), "small", icon_name="plus")
        self.menu_of_kinds = QMenu(self)
        self.actions_by_kind = {kind: QAction(name, self) for kind, name in kinds.items()}
        for kind, action in self.actions_by_kind.items():
            action.triggered.connect(lambda _checked=False, kind=kind: self.chosen.emit(kind))
            self.menu_of_kinds.addAction(action)
        self.menu_of_kinds.triggered.connect(self.menu_of_kinds.close)  # pressed by a screen reader, it would stay open
        self.clicked.connect(self._open_menu)
        self.menu_of_kinds.aboutToShow.connect(lambda: self.show_open(is_open=True))
        self.menu_of_kinds.aboutToHide.connect(lambda: self.show_open(is_open=False))

    def _open_menu(self) -> None:
        menu = self.menu_of_kinds
        # Beneath its end, the edge of the card; mirrored, that is the other one.
        x = 0 if self.isRightToLeft() else self.width() - menu.sizeHint().width()
        # Shown, not run: a menu with an event loop of its own would hold up the reminders.
        menu.popup(self.mapToGlobal(QPoint(x, self.height() + MENU_GAP)))
        menu.setActiveAction(next(iter(self.actions_by_kind.values())))


class AddForms(QWidget):
    """The forms, each made when it is first opened; `add_button` opens them, `opened` and `closed` say that one came or went, `saved` what of it.

    Beside a session that is over, one that begins now and the pain before it are asked for: `another_wanted`, `before_wanted`.
    """

    opened = Signal()
    closed = Signal()
    saved = Signal(object)
    flare_ticked = Signal()
    another_wanted = Signal()
    before_wanted = Signal()

    def __init__(self, desk: Desk, drafts: FormDrafts, maker: FormMaker) -> None:
        super().__init__()
        self._desk = desk
        self._drafts = drafts
        self._maker = maker
        self._names = {kind: short_name_of(key) for kind, key in ADDED.items()}
        self._forms: dict[Kind, EntryForm[Any]] = {}
        self.add_button = AddButton(self._names)
        self.add_button.chosen.connect(self._on_chosen)
        self._doors = self._doors_to_sessions()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, SPACE)
        self._layout.setSpacing(SPACE)
        self._others = plain_label("", "muted")
        self._others.hide()
        for widget in (HairLine(), self._others, self._doors):
            self._layout.addWidget(widget)
        self.hide()
        self._bring_back()

    def form(self, kind: Kind) -> "EntryForm[Any]":
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
        self._doors.setVisible(kind is Kind.SESSION)
        self._name_other_drafts(kind)
        self.show()

    def _new_form(self, kind: Kind) -> "EntryForm[Any]":
        form = self._maker.make(kind)
        form.hide()
        form.save_button.set_kind("main")
        self._layout.addWidget(form)
        form.tell_done = self.saved.emit
        form.done.connect(lambda: self._on_done(kind))
        if kind is Kind.DAY_NOTE:
            cast("DayNoteForm", form).flare_ticked.connect(self.flare_ticked)
        return form

    def _doors_to_sessions(self) -> QWidget:
        """The ways to a session that begins now."""
        doors = QWidget()
        row = FlowLayout(doors, spacing=SPACE)
        row.addWidget(plain_label(_("To begin now:"), "muted", wrap=False))
        for words, wanted in ((_("Another session"), self.another_wanted), (_("Pain before"), self.before_wanted)):
            button = ActionButton(words, "quiet-small")
            button.clicked.connect(lambda _checked=False, wanted=wanted: self._leave_for(wanted))
            row.addWidget(button)
        return doors

    def _leave_for(self, wanted: SignalInstance) -> None:
        """Put the form away, with what stands in it kept, and go on elsewhere."""
        self._forms[Kind.SESSION].hide()
        self.hide()
        self.closed.emit()
        wanted.emit()

    def _on_chosen(self, kind: Kind) -> None:
        # The menu gives the focus back as it goes: only then the form can have it.
        self.open(kind)

    def _on_done(self, kind: Kind) -> None:
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)  # before what has it is hidden: a screen reader would be told of each neighbour
        self._forms[kind].hide()
        self.hide()
        self.closed.emit()

    def _bring_back(self) -> None:
        """A form that was half-filled when the app went away stands open again."""
        # One form is open at a time: the others that were begun are named above it.
        for kind in [kind for kind in self._names if self._is_begun(kind)][:1]:
            self._show(kind)

    def _is_begun(self, kind: Kind) -> bool:
        """Whether something was typed that is neither saved nor cancelled; asked without making the form."""
        return is_begun(self._desk, self._drafts, FORM_NAMES[kind])

    def _name_other_drafts(self, opened: Kind) -> None:
        """Say which other forms were begun and are kept."""
        begun = in_a_row(name for kind, name in self._names.items() if kind is not opened and self._is_begun(kind))
        self._others.setText(_("Begun and not saved yet: {forms}").format(forms=begun))
        self._others.setVisible(bool(begun))
