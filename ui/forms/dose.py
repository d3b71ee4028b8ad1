"""The form of a dose: the medicine, how much, when; beside it what was taken last, the total of 24 hours and the limit."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit

from tracker.domain.dose_notices import Notice, NoticeKind
from tracker.domain.entries import NAME_LIMIT, UNITS_LIMIT, Amount, Dose, Issue, Kind, dose_issues, note_issues, time_issues
from tracker.domain.medicines import Medicine, in_one_unit, plain_name, taken
from tracker.errors import Refused
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from tracker.services.medicines import Medicines, Overview
from ui.desk import Desk
from ui.forms.amount_fields import AmountFields
from ui.forms.dose_overview import DoseOverview
from ui.forms.draft_names import FORM_NAMES
from ui.forms.entry_form import EntryForm, FormWords
from ui.forms.fields.name_choices import NameChoices
from ui.forms.form import point_or_none, show_when, time_text
from ui.widgets.fields.amount_box import AmountBox
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.number_box import with_room
from ui.widgets.fields.when_choice import WhenChoice

NAMES_SHOWN = 6
UNIT_STEP = 0.5


class DoseForm(EntryForm[Dose]):
    """Adds a dose or changes one; whatever is said of it, it can be saved: it is a diary of what happened."""

    form_name = FORM_NAMES[Kind.DOSE]

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal, medicines: Medicines) -> None:
        super().__init__(desk, drafts, journal)
        self._medicines = medicines
        self._names: list[str] = []
        self._medicine: Medicine | None = None
        self._name_before = ""
        self._is_of_before = False
        self._unit_amounts: tuple[Amount, ...] = ()
        self._asked_places: tuple[int, ...] = ()
        self._offered: list[float | None] = []
        self._units_offered: float | None = None
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Medicine"))
        self.name.setPlaceholderText(_("Its name or brand"))
        self.name.setMaxLength(NAME_LIMIT)
        self.choices = NameChoices(_("Names to choose from"))
        self.units = AmountBox(_("Units, for example tablets"), UNITS_LIMIT, UNIT_STEP)
        self.amounts = AmountFields()
        self.when = WhenChoice(_("When"), _("Now"), _("Another time"))
        self.note = NoteField(_("Note"))
        self.overview = DoseOverview()
        self._lay_out_rows()
        self.name.textChanged.connect(self._on_name_changed)
        self.choices.chosen.connect(self._on_name_chosen)
        self.overview.name_chosen.connect(self._on_name_chosen)
        for field in (self.units, self.amounts, self.when):
            field.changed.connect(self._on_amount_changed)
        self.note.changed.connect(self.on_typed)

    def words(self) -> FormWords:
        """What the form says of itself."""
        return FormWords(_("Add a medicine"), _("Change: {what}").format(what=_("Medicine")), _("Save"))

    def offer(self) -> None:
        """The names to choose from begin with what is taken most."""
        self._names = self.desk.ask(self._medicines.names) or []

    def show_nothing(self) -> None:
        """Empty fields."""
        self._show_dose("", None, "")

    def show_entry(self, entry: Dose) -> None:
        """A dose, with what one unit of it held."""
        self._show_dose(entry.name, entry.units, entry.note)
        self._name_before = self.name.text()

    def fill(self) -> None:
        """Show the fields, and what goes with the dose at its time."""
        super().fill()
        self._show_overview()

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "name": self.name.text(),
            "units": self.units.amount(),
            "mg": self.amounts.values(),
            "when": time_text(self.when.chosen_time()),
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
        name, units = self.name.text(), self.units.amount()
        # The name of a dose from a file stays as it was written there.
        is_as_before = self.before is not None and name == self._name_before
        if issues := [] if is_as_before else self._medicines.name_issues(name):
            return issues
        found = dose_issues(name, units, self._ingredients(units)) + note_issues(self.note.text())
        return found + time_issues(self.moment(), self.desk.clock.now())

    def entry(self) -> Dose:
        """The dose, with what its units held together."""
        before, moment, units, name = self.before, self.moment(), self.units.amount(), self.name.text()
        if before is None:
            is_told = bool(self._unit_amounts) and self._unit_amounts[0].mg is not None
            units = 1.0 if units is None and is_told else units  # of a medicine that tells its mg, none typed is one
            return Dose(moment=moment, name=name.strip(), units=units, ingredients=self._ingredients(units), note=self.note_text())
        named = before.name if name == self._name_before else name.strip()
        return replace(before, moment=moment, name=named, units=units, ingredients=self._ingredients(units), note=self.note_text())

    def focus_first(self) -> None:
        """The name."""
        self.name.setFocus()

    def _lay_out_rows(self) -> None:
        self.add_row("name", _("Medicine"), self.name)
        self.rows.addWidget(self.choices)
        self.add_row("units", _("Units, for example tablets"), with_room(self.units))
        self.rows.addWidget(self.amounts)
        self.add_issue("mg", self.amounts.issue)
        self.add_row("moment", _("When"), self.when)
        self.rows.addWidget(self.overview)
        self.add_row("note", _("Note"), self.note)

    def _show_dose(self, name: str, units: float | None, note: str) -> None:
        self._show_name(name)
        self.units.show_amount(units)
        self.note.set_text(note)

    def _show_name(self, name: str) -> None:
        # A name shown is not a name typed: by its signal the form would be kept as half-filled.
        blocked = self.name.blockSignals(True)
        self.name.setText(name)
        self.name.blockSignals(blocked)
        self._offered = self.amounts.values()  # what stands there was typed for another dose, if at all
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
        """Ask for the mg of each ingredient; what is known of one unit stands ready, and goes with the name while nobody typed another."""
        name = self.name.text().strip()
        self.choices.show_names(_matching_names(self._names, name))
        known = self.desk.ask(lambda: self._medicines.find(name))
        self._medicine = known or (self.desk.ask(lambda: self._medicines.meant(name)) if name else None)
        self._is_of_before = self.before is not None and (known is None or plain_name(name) == plain_name(self.before.name))
        self._unit_amounts = self._known_unit_amounts()
        self._asked_places = () if self._is_unfinished(known) else self._places_to_ask()
        ready = self._ready_amounts()
        are_others = self.amounts.set_ingredients([self._unit_amounts[place].ingredient for place in self._asked_places])
        # What stood ready may be replaced; once an amount differs from it, somebody typed it, and it stays.
        if are_others or self.amounts.values() == self._offered:
            self.amounts.set_values(ready)
        self._offered = ready
        self._offer_units(name)
        self._show_overview()

    def _offer_units(self, name: str) -> None:
        """The number that stands in the name, as in "2 x Panadol", stands ready while nobody typed another."""
        units = self._medicines.units_in(name)
        if self.before is None and self.units.amount() == self._units_offered:
            self.units.show_amount(units)
        self._units_offered = units

    def _known_unit_amounts(self) -> tuple[Amount, ...]:
        """What one unit holds as far as it is known: of a dose to be changed what it held, unless it is given the name of another medicine."""
        if self.before is not None and self._is_of_before and self.before.ingredients:
            return in_one_unit(self.before)
        medicine = self._medicine
        amounts = medicine.amounts if medicine else ()
        is_told = medicine is not None and not medicine.on_skin and not self._is_of_before
        return amounts if is_told else tuple(amount._replace(mg=None) for amount in amounts)

    def _places_to_ask(self) -> tuple[int, ...]:
        """The ingredients whose mg are asked for: all, but of what stays on the skin only where a dose says some."""
        is_swallowed = self._medicine is not None and not self._medicine.on_skin
        return tuple(place for place, amount in enumerate(self._unit_amounts) if is_swallowed or amount.mg is not None)

    def _ready_amounts(self) -> list[float | None]:
        last = self._last_mg() if self.before is None else {}
        return [
            last.get(self._unit_amounts[place].ingredient) if self._unit_amounts[place].mg is None else self._unit_amounts[place].mg
            for place in self._asked_places
        ]

    def _typed_unit_amounts(self) -> tuple[Amount, ...]:
        """What one unit holds as the fields have it."""
        typed = dict(zip(self._asked_places, self.amounts.values(), strict=True))
        return tuple(amount._replace(mg=typed.get(place, amount.mg)) for place, amount in enumerate(self._unit_amounts))

    def _ingredients(self, units: float | None) -> tuple[Amount, ...]:
        """What so many units held together; a dose that named no ingredients goes on so while nobody says how much of one it was."""
        before = self.before
        if before is not None and self._is_of_before and not before.ingredients and not any(self.amounts.values()):
            return ()
        return taken(self._typed_unit_amounts(), units, before)

    def _is_unfinished(self, known: Medicine | None) -> bool:
        """Whether the letters typed for a new dose may become the name of a medicine that is known, and are none yet."""
        typed = plain_name(self.name.text())
        return self.before is None and known is None and self._may_become_known() and all(plain_name(name) != typed for name in self._names)

    def _last_mg(self) -> dict[str, float | None]:
        """The mg in one unit of the last dose of that name."""
        name = self.name.text().strip()
        last = self.desk.ask(lambda: self._medicines.last_of(name)) if name else None
        if last is None or plain_name(last.name) != plain_name(name):
            return {}
        return {amount.ingredient: amount.mg for amount in in_one_unit(last)}

    def _show_overview(self) -> None:
        medicine = self._medicine
        overview = self.desk.ask(self._overview) if medicine else None
        advice = tuple(self._medicines.advice(medicine)) if medicine else ()
        self.overview.show_overview(overview, self._notices_to_show(overview), advice)

    def _overview(self) -> Overview:
        try:
            return self._medicines.overview(self.entry())
        except Refused:  # what is wrong is said when it is saved
            return self._medicines.overview(self.name.text())

    def _notices_to_show(self, overview: Overview | None) -> tuple[Notice, ...]:
        """The notices; that a name is not known is said once it can no longer become a known one."""
        found = overview.notices if overview else ()
        return tuple(notice for notice in found if notice.kind is not NoticeKind.UNKNOWN or not self._may_become_known())

    def _may_become_known(self) -> bool:
        return any(plain_name(name).startswith(plain_name(self.name.text())) for name in self._names)


def _matching_names(names: list[str], typed: str) -> list[str]:
    """The names a text may become: those that begin with it first, each group in its order; none once it is one of them."""
    wanted = plain_name(typed)
    plain_names = {name: plain_name(name) for name in names}
    if wanted in plain_names.values():
        return []
    starting = [name for name, plain in plain_names.items() if plain.startswith(wanted)]
    return [*starting, *(name for name, plain in plain_names.items() if wanted in plain and not plain.startswith(wanted))][:NAMES_SHOWN]
