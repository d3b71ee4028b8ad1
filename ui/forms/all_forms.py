"""What can be added to the day: a chip for each, whose form opens in place, one at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.language import _
from tracker.library.look import sizes
from ui.desk import Desk
from ui.forms.activity import ActivityForm
from ui.forms.day_note import DayNoteForm
from ui.forms.dose import DoseForm
from ui.forms.form import AddForm
from ui.forms.session import SessionForm
from ui.widgets.chips import Chip
from ui.widgets.labels import HairLine, plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 12


class AddForms(QWidget):
    """The forms; `chips` is the row that opens them, `opened` and `closed` say that a form came or went."""

    opened = Signal()
    closed = Signal()
    flare_ticked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.activity, self.dose, self.day_note, self.session = ActivityForm(desk), DoseForm(desk), DayNoteForm(desk), SessionForm(desk)
        self.day_note.flare_ticked.connect(self.flare_ticked)
        self._chips: dict[AddForm, Chip] = {}
        self.chips = _ChipRow()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, SPACE)
        self._layout.setSpacing(SPACE)
        self._others = plain_label("", "muted")
        self._others.hide()
        self._layout.addWidget(HairLine())
        self._layout.addWidget(self._others)
        forms: tuple[tuple[str, AddForm], ...] = (
            (_("Activity"), self.activity),
            (_("Medicine"), self.dose),
            (_("Day note"), self.day_note),
            (_("Session"), self.session),
        )
        for name, form in forms:
            self._add(name, form)
        self.hide()
        self._bring_back()

    def open(self, form: AddForm) -> None:
        """Open a form in place of the one that was open; what stands in that one is kept."""
        for other in self._chips:
            other.setVisible(other is form)
        form.open()
        self._tell_of_others(form)
        self.show()
        form.focus_first()
        self.opened.emit()

    def _add(self, name: str, form: AddForm) -> None:
        chip = Chip(name)
        chip.clicked.connect(lambda: self.open(form))
        self._chips[form] = chip
        self.chips.add(chip)
        form.hide()
        self._layout.addWidget(form)
        form.done.connect(lambda: self._on_done(form))

    def _on_done(self, form: AddForm) -> None:
        form.hide()
        self.hide()
        self._chips[form].setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _bring_back(self) -> None:
        """A form that was half-filled when the app went away stands open again."""
        form = next((one for one in self._chips if one.has_kept()), None)
        if form is not None:
            form.show()
            form.open()
            self._tell_of_others(form)
            self.show()

    def _tell_of_others(self, opened: AddForm) -> None:
        """Say which other forms were begun and are kept."""
        begun = ", ".join(chip.text() for form, chip in self._chips.items() if form is not opened and form.has_kept())
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
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, chip: Chip) -> None:
        """One more chip."""
        self._flow.addWidget(chip)
