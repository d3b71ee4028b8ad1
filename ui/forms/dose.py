"""The form of a dose: the medicine, how much, when; beside it what was taken last, the total of 24 hours and the limit."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.dose_notices import Notice, NoticeKind, ingredient_name
from tracker.domain.entries import MG_LIMIT, NAME_LIMIT, UNITS_LIMIT, Issue
from tracker.domain.medicines import DoseDraft, Medicine, plain_name
from tracker.errors import Refused
from tracker.language import _
from tracker.services.history import Deed
from tracker.services.medicines import Overview
from ui.desk import Desk
from ui.forms.dose_overview import DoseOverview
from ui.forms.fields.name_choices import NameChoices
from ui.forms.form import AddForm, point_or_none, show_when, time_text
from ui.widgets.amount_box import AmountBox, with_room
from ui.widgets.labels import plain_label
from ui.widgets.note_field import NoteField
from ui.widgets.when_choice import WhenChoice

NAMES_SHOWN = 6
MG_STEP = 50
UNIT_STEP = 0.5
SPACE = 4


class AmountFields(QWidget):
    """A box for the mg of each ingredient a medicine does not tell by itself. The boxes stay and take other names."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._boxes: list[AmountBox] = []
        self._labels: list[QLabel] = []
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self.setAccessibleName(_("Amounts"))
        self.hide()

    @property
    def boxes(self) -> list[AmountBox]:
        """The boxes in use, in the order of the ingredients."""
        return self._boxes[: len(self._names)]

    def set_ingredients(self, names: list[str]) -> None:
        """Ask for these; what was typed stays where they are the same."""
        if names == self._names:
            return
        self._names = list(names)
        while len(self._boxes) < len(names):
            self._add_box()
        for place, box in enumerate(self._boxes):
            box.show_amount(None)
            is_used = place < len(names)
            words = _("{ingredient}, mg in one unit").format(ingredient=ingredient_name(names[place])) if is_used else ""
            box.setAccessibleName(words)
            self._labels[place].setText(words)
            self._labels[place].setVisible(is_used)
            self._rows[place].setVisible(is_used)
        self.setVisible(bool(names))

    def values(self) -> list[float | None]:
        """The mg, in the order of the ingredients."""
        return [box.amount() for box in self.boxes]

    def set_values(self, values: list[float | None]) -> None:
        """Show mg, without a signal."""
        for box, value in zip(self.boxes, values, strict=False):
            box.show_amount(value)

    def _add_box(self) -> None:
        box = AmountBox("", MG_LIMIT, MG_STEP)
        box.changed.connect(self.changed)
        label, row = plain_label("", "strong"), with_room(box)
        label.setBuddy(box)
        self._column.addWidget(label)
        self._column.addWidget(row)
        self._boxes.append(box)
        self._labels.append(label)
        self._rows.append(row)


class DoseForm(AddForm):
    """Adds a dose; whatever is said of it, it can be saved: it is a diary of what happened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "dose", _("Add a medicine taken"), _("Save dose"))
        self._medicines = desk.tracker.medicines
        self._names: list[str] = []
        self._offered: list[float | None] = []
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Medicine taken"))
        self.name.setPlaceholderText(_("Its name or brand"))
        self.name.setMaxLength(NAME_LIMIT)
        self.choices = NameChoices(_("Names to choose from"))
        self.units = AmountBox(_("Units, for example tablets"), UNITS_LIMIT, UNIT_STEP)
        self.amounts = AmountFields()
        self.when = WhenChoice(_("When"), _("Now"), _("Another time"))
        self.note = NoteField(_("Note"))
        self.overview = DoseOverview()
        self.add_row("name", _("Medicine taken"), self.name)
        self.rows.addWidget(self.choices)
        self.add_row("units", _("Units, for example tablets"), with_room(self.units))
        self.rows.addWidget(self.amounts)
        self.add_row("moment", _("When"), self.when)
        self.rows.addWidget(self.overview)
        self.add_row("note", _("Note"), self.note)
        self.name.textChanged.connect(self._on_name_changed)
        self.choices.chosen.connect(self._on_name_chosen)
        for field in (self.units, self.amounts, self.when):
            field.changed.connect(self._on_amount_changed)
        self.note.changed.connect(self.on_typed)

    def fill(self) -> None:
        """Empty fields; the names to choose from begin with what is taken most."""
        self._names = self.desk.asked(self._medicines.names) or []
        self._show_name("")
        self.units.show_amount(None)
        self.when.show_now(self.now_local())
        self.note.set_text("")

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "name": self.name.text(),
            "units": self.units.amount(),
            "mg": self.amounts.values(),
            "when": time_text(self.when.chosen()),
            "note": self.note.text(),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        self._show_name(str(content["name"]))
        self.units.show_amount(point_or_none(content["units"]))
        self.amounts.set_values([point_or_none(mg) for mg in content["mg"]])
        show_when(self.when, content["when"], self.now_local())
        self.note.set_text(str(content["note"]))
        self._show_overview()

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        return list(self.draft().issues(self.tracker.clock.now()))

    def deed(self) -> Deed:
        """Save the dose."""
        return self._medicines.record(self.draft())

    def focus_first(self) -> None:
        """The name."""
        self.name.setFocus()

    def draft(self) -> DoseDraft:
        """What the fields hold."""
        medicine = self._medicine()
        typed = iter(self.amounts.values())
        mg = tuple(next(typed, None) if _is_asked(medicine, place) else None for place in range(len(medicine.amounts))) if medicine else ()
        return DoseDraft(name=self.name.text(), moment=self.moment_of(self.when), mg=mg, units=self.units.amount(), note=self.note.text().strip())

    def _medicine(self) -> Medicine | None:
        name = self.name.text().strip()
        return self.desk.asked(lambda: self._medicines.meant(name)) if name else None

    def _show_name(self, name: str) -> None:
        blocked = self.name.blockSignals(True)
        self.name.setText(name)
        self.name.blockSignals(blocked)
        self._take_name()

    def _on_name_changed(self) -> None:
        self._take_name()
        self.on_typed()

    def _on_name_chosen(self, name: str) -> None:
        self.name.setText(name)
        self.units.setFocus()

    def _on_amount_changed(self) -> None:
        self._show_overview()
        self.on_typed()

    def _take_name(self) -> None:
        """Ask for the mg the medicine does not tell, with those of the person's last dose of that name standing ready."""
        self.choices.show_names(_matching(self._names, self.name.text()))
        medicine = self._medicine()
        is_unfinished = self._medicines.find(self.name.text().strip()) is None and self._may_become_known()
        amounts = medicine.amounts if medicine and not is_unfinished else ()
        asked = [amount.ingredient for place, amount in enumerate(amounts) if medicine and _is_asked(medicine, place)]
        self.amounts.set_ingredients(asked)
        last = self._last_mg(asked)
        if last or self.amounts.values() == self._offered:
            self.amounts.set_values(last or [None] * len(asked))
        self._offered = self.amounts.values() if last else []
        self._show_overview()

    def _last_mg(self, asked: list[str]) -> list[float | None]:
        name = self.name.text().strip()
        last = self.desk.asked(lambda: self._medicines.last_of(name)) if asked else None
        if last is None or plain_name(last.name) != plain_name(name):
            return []
        known = {amount.ingredient: amount.mg for amount in last.ingredients}
        taken = [known.get(ingredient) for ingredient in asked]
        return [None if mg is None else mg / (last.units or 1.0) for mg in taken]

    def _show_overview(self) -> None:
        medicine = self._medicine()
        overview = self.desk.asked(self._overview) if medicine else None
        advice = tuple(self._medicines.advice(medicine)) if medicine else ()
        self.overview.show_overview(overview, self._fitting(overview), advice)

    def _overview(self) -> Overview:
        try:
            return self._medicines.overview(self._medicines.read(self.draft()))
        except Refused:  # what is wrong is said when it is saved
            return self._medicines.overview(self.name.text())

    def _fitting(self, overview: Overview | None) -> tuple[Notice, ...]:
        """The notices; that a name is not known is said once it can no longer become a known one."""
        found = overview.notices if overview else ()
        return tuple(notice for notice in found if notice.kind is not NoticeKind.UNKNOWN or not self._may_become_known())

    def _may_become_known(self) -> bool:
        return any(plain_name(name).startswith(plain_name(self.name.text())) for name in self._names)


def _is_asked(medicine: Medicine, place: int) -> bool:
    return not medicine.on_skin and medicine.amounts[place].mg is None


def _matching(names: list[str], typed: str) -> list[str]:
    """The names a text may become: those that begin with it first, each group in its order; none once it is one of them."""
    wanted = plain_name(typed)
    plain = [(name, plain_name(name)) for name in names]
    if any(one == wanted for _name, one in plain):
        return []
    starting = [name for name, one in plain if one.startswith(wanted)]
    return [*starting, *(name for name, one in plain if wanted in one and not one.startswith(wanted))][:NAMES_SHOWN]
