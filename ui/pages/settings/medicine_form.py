"""The form of an own medicine: its name, its ingredients with mg and class, its own limit."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import MG_LIMIT, NAME_LIMIT, Amount, Issue, MedicineClass, name_issues
from tracker.domain.medicines import DOSES_LIMIT, HOURS_LIMIT, Limit, Medicine
from tracker.formats.joining import with_comma
from tracker.language import N_, _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.medicines import Medicines, by_one_name, own_bound
from ui.desk import Desk
from ui.forms.form import InPlaceForm, point_or_none
from ui.widgets.buttons import danger_button, small_button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.fields.amount_box import MG_STEP, AmountBox
from ui.widgets.fields.number_box import with_room
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE = 8
CLASSES = {
    MedicineClass.ANALGESIC: N_("Painkiller"),
    MedicineClass.NSAID: N_("NSAID"),
    MedicineClass.OPIOID: N_("Opioid"),
    MedicineClass.MUSCLE_RELAXANT: N_("Muscle relaxant"),
    MedicineClass.HERBAL: N_("Herbal"),
    MedicineClass.OTHER: N_("Other"),
}


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One ingredient as typed: mg in one unit, and the most mg in 24 hours."""

    name: str = ""
    mg: float | None = None
    kind: MedicineClass = MedicineClass.OTHER
    most: float | None = None

    def as_data(self) -> dict[str, Any]:
        """The ingredient as plain data."""
        return {"name": self.name, "mg": self.mg, "class": self.kind.value, "most": self.most}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Ingredient":
        """The ingredient from plain data; raises KeyError, TypeError or ValueError."""
        return cls(str(data["name"]), point_or_none(data["mg"]), MedicineClass(data["class"]), point_or_none(data["most"]))


class IngredientFields(QWidget):
    """The fields of one ingredient; takes its number and the names that are known."""

    changed = Signal()

    def __init__(self, number: int, known: list[str]) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_LIMIT)
        completer = QCompleter(known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.name.setCompleter(completer)
        self.kind: ChoiceBox[MedicineClass] = ChoiceBox(_("Class of ingredient {number}").format(number=number))
        self.kind.set_options([(kind, _(words)) for kind, words in CLASSES.items()])
        self.mg = AmountBox(with_comma(_("mg in one unit"), _("Ingredient {number}").format(number=number)), MG_LIMIT, MG_STEP)
        self.most = AmountBox(with_comma(_("Most mg in 24 hours"), _("Ingredient {number}").format(number=number)), MG_LIMIT, MG_STEP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.name.setAccessibleName(_("Ingredient {number}").format(number=number))
        for field in (self.name, self.kind, self.mg, self.most):
            label = plain_label(field.accessibleName(), "small")
            label.setBuddy(field)
            layout.addWidget(label)
            layout.addWidget(with_room(field) if isinstance(field, AmountBox) else field)
        self.name.textChanged.connect(self._on_name_changed)
        self.kind.chosen.connect(self.changed)
        self.mg.changed.connect(self.changed)
        self.most.changed.connect(self.changed)

    def ingredient(self) -> Ingredient:
        """What stands in the fields."""
        return Ingredient(self.name.text().strip(), self.mg.amount(), self.kind.value(), self.most.amount())

    def show_ingredient(self, ingredient: Ingredient) -> None:
        """Show an ingredient."""
        blocked = self.name.blockSignals(True)
        self.name.setText(ingredient.name)
        self.name.blockSignals(blocked)
        self._show_kind(ingredient.kind)
        self.mg.show_amount(ingredient.mg)
        self.most.show_amount(ingredient.most)

    def _on_name_changed(self, name: str) -> None:
        """The class of a known ingredient is known too."""
        known = by_one_name(Amount(name, None))
        if known.kind is not MedicineClass.OTHER:
            self._show_kind(known.kind)
        self.changed.emit()

    def _show_kind(self, kind: MedicineClass) -> None:
        self.kind.choose(kind)


class MedicineForm(InPlaceForm):
    """Adds an own medicine, or changes one; `remove_wanted` asks to remove it."""

    remove_wanted = Signal()

    def __init__(self, desk: Desk, drafts: FormDrafts, medicines: Medicines) -> None:
        super().__init__(desk, drafts, "own medicine", _("Add a medicine"), _("Save"))
        self._medicines = medicines
        self._medicine: Medicine | None = None
        self._known = [_(ingredient.name) for ingredient in medicines.ingredients()]
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name"))
        self.name.setMaxLength(NAME_LIMIT)
        self.ingredients: list[IngredientFields] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE)
        self.more_button = small_button(_("Add an ingredient"))
        self.more_button.clicked.connect(self._on_more)
        self.on_skin = WrappingCheckBox(_("A gel, cream or patch: it stays on the skin"))
        self.gap = AmountBox(_("Least hours between doses"), HOURS_LIMIT)
        self.doses = AmountBox(_("Most doses in 24 hours"), DOSES_LIMIT)
        self.remove_button = danger_button(_("Remove"))
        self.remove_button.clicked.connect(self.remove_wanted)
        self._lay_out_fields()

    def open_for(self, medicine: Medicine | None) -> None:
        """Change a medicine, or add one."""
        self._medicine = medicine
        self.open()
        self.heading.setVisible(self._medicine is None)  # else the row above says which it is
        self.remove_button.setVisible(self._medicine is not None)

    def subject_id(self) -> str:
        """The id of the medicine that is changed; empty for a new one."""
        return self._medicine.id if self._medicine else ""

    def fill(self) -> None:
        """The medicine, or empty fields."""
        medicine = self._medicine
        self.name.setText(medicine.name if medicine else "")
        self._show_ingredients([_ingredient(medicine, amount) for amount in medicine.amounts] if medicine else [Ingredient()])
        self.on_skin.setChecked(medicine is not None and medicine.on_skin)
        limit = medicine.limits[0] if medicine and medicine.limits else Limit("")
        self.gap.show_amount(limit.gap_hours.value if limit.gap_hours else None)
        self.doses.show_amount(limit.doses_in_24_hours.value if limit.doses_in_24_hours else None)

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "id": self.subject_id(),
            "name": self.name.text(),
            "ingredients": [fields.ingredient().as_data() for fields in self.ingredients],
            "on_skin": self.on_skin.isChecked(),
            "gap": self.gap.amount(),
            "doses": self.doses.amount(),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back, and with it which medicine was being changed."""
        known = self.desk.ask(self._medicines.own) or []
        self._medicine = next((medicine for medicine in known if medicine.id == content["id"]), None)
        self.name.setText(str(content["name"]))
        self._show_ingredients([Ingredient.from_data(data) for data in content["ingredients"]])
        self.on_skin.setChecked(bool(content["on_skin"]))
        self.gap.show_amount(point_or_none(content["gap"]))
        self.doses.show_amount(point_or_none(content["doses"]))

    def issues(self) -> list[Issue]:
        """What is missing."""
        if not self.name.text().strip():
            return [Issue("name", _("Give it a name."))]
        if not self._typed_ingredients():
            return [Issue("ingredients", _("A medicine needs at least one ingredient. Nothing was saved; the pack names it."))]
        return name_issues("name", (self.name.text(),))

    def record(self) -> Change:
        """Save the medicine."""
        fresh = self.medicine()
        if self._medicine is None:
            return self._medicines.add_own(fresh)
        return self._medicines.change_own(fresh)

    def medicine(self) -> Medicine:
        """What the fields hold; raises Refused."""
        typed = self._typed_ingredients()
        gap, doses = own_bound(self.gap.amount()), own_bound(self.doses.amount())
        limits = tuple(
            Limit(ingredient.name, gap_hours=gap, mg_in_24_hours=own_bound(ingredient.most), doses_in_24_hours=doses) for ingredient in typed
        )
        amounts = tuple(Amount(ingredient.name, ingredient.mg, ingredient.kind) for ingredient in typed)
        fresh = Medicine(name=self.name.text().strip(), amounts=amounts, on_skin=self.on_skin.isChecked(), limits=limits, is_own=True)
        return replace(fresh, id=self._medicine.id) if self._medicine else fresh

    def focus_first(self) -> None:
        """The name."""
        self.name.setFocus()

    def issue_of(self, key: str, field: QWidget) -> FieldIssue:
        """Room for what is wrong with a field that has no label of its own."""
        self._issues[key] = FieldIssue(field)
        return self._issues[key]

    def _typed_ingredients(self) -> list[Ingredient]:
        found = [fields.ingredient() for fields in self.ingredients]
        return [ingredient for ingredient in found if ingredient.name]

    def _show_ingredients(self, ingredients: list[Ingredient]) -> None:
        for fields in self.ingredients:
            fields.hide()
            fields.deleteLater()
        self.ingredients = []
        for ingredient in ingredients or [Ingredient()]:
            self._add_fields().show_ingredient(ingredient)

    def _add_fields(self) -> IngredientFields:
        fields = IngredientFields(len(self.ingredients) + 1, self._known)
        fields.changed.connect(self.on_typed)
        self.ingredients.append(fields)
        self._column.addWidget(fields)
        # Tab goes in the order of making: without this, fields added later would come after the button they stand above.
        QWidget.setTabOrder(fields.most, self.more_button)
        return fields

    def _on_more(self) -> None:
        self._add_fields().name.setFocus()

    def _lay_out_fields(self) -> None:
        self.add_row("name", _("Name"), self.name)
        self.rows.addLayout(self._column)
        self.rows.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addWidget(self.issue_of("ingredients", self.more_button))
        self.rows.addWidget(self.on_skin)
        self.rows.addWidget(plain_label(_("Your own limit, from the pack or the prescription. Leave out what it does not say."), "muted"))
        self.add_row("gap_hours", _("Least hours between doses"), with_room(self.gap))
        self.add_row("doses", _("Most doses in 24 hours"), with_room(self.doses))
        self.rows.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.name.textChanged.connect(self.on_typed)
        self.on_skin.clicked.connect(lambda _on: self.on_typed())
        self.gap.changed.connect(self.on_typed)
        self.doses.changed.connect(self.on_typed)


def _ingredient(medicine: Medicine, amount: Amount) -> Ingredient:
    limit = medicine.limit_of(amount.ingredient)
    most = limit.mg_in_24_hours.value if limit and limit.mg_in_24_hours else None
    return Ingredient(amount.ingredient, amount.mg, amount.kind, most)
