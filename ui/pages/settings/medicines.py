"""Medicines: the person's own ones, and the limits with where each figure comes from."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tracker.domain.dose_notices import hours_text, ingredient_name, mg_text
from tracker.domain.medicines import Ingredient, Limit, Medicine
from tracker.formats.joining import with_brackets, with_colon, with_space
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _
from tracker.services.dose_words import limit_words, source_words
from tracker.services.form_drafts import FormDrafts
from tracker.services.medicines import Medicines
from ui.desk import Desk
from ui.pages.settings.limit_form import LimitForm
from ui.pages.settings.medicine_form import CLASSES, MedicineForm
from ui.pages.settings.rows import DETAIL_BELOW, RowGroup, SettingRow
from ui.widgets.buttons import small_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label
from ui.widgets.tab_order import order_tabs


class MedicinesCard(Card):
    """Own medicines and limits, a row each; the form of either opens in it."""

    def __init__(self, desk: Desk, drafts: FormDrafts, medicines: Medicines) -> None:
        super().__init__(_("Medicines"))
        self._desk = desk
        self._medicines = medicines
        self._shown: tuple[object, ...] | None = None
        self._own_rows: dict[str, MedicineRow] = {}
        self.limit_rows: dict[str, MedicineRow] = {}
        self._opened: MedicineRow | None = None
        self.own, self.limits = RowGroup(_("My medicines")), RowGroup(_("Limit in 24 hours"))
        self.add_button = small_button(_("Add a medicine"), icon_name="plus")
        self.add_button.clicked.connect(lambda: self._open_medicine(None))
        self.medicine_form, self.limit_form = MedicineForm(desk, drafts, medicines), LimitForm(desk, drafts, medicines)
        for form in (self.medicine_form, self.limit_form):
            form.done.connect(self._on_done)
            form.hide()
            form.setParent(self)  # shown before it is in a row it would be a window of its own
        self.medicine_form.remove_wanted.connect(self._on_remove)
        self._lay_out()
        if self.medicine_form.has_draft():
            self._open_medicine(None)

    def refresh(self) -> None:
        """Show the medicines and limits as they are; what is being typed stays."""
        own = self._desk.ask(self._medicines.own) or []
        limits = self._desk.ask(lambda: _limits(self._medicines)) or []
        shown = (*own, *limits)
        if shown == self._shown:
            return
        self._shown = shown
        self._drop({id_: row for id_, row in self._own_rows.items() if id_ not in {medicine.id for medicine in own}})
        for medicine in own:
            self._show_medicine(medicine)
        for ingredient, limit in limits:
            self._show_limit(ingredient, limit)
        self.own.setVisible(bool(own))
        order_tabs(self)

    def _show_medicine(self, medicine: Medicine) -> None:
        row = self._own_rows.get(medicine.id)
        if row is None:
            row = self._own_rows[medicine.id] = self._row(self.own)
            row.opened.connect(lambda: self._open_medicine(self._own(medicine.id)))
        row.show_medicine(medicine.name, _contents(medicine), _own_limits(medicine))

    def _show_limit(self, ingredient: Ingredient, limit: Limit) -> None:
        row = self.limit_rows.get(ingredient.name)
        if row is None:
            row = self.limit_rows[ingredient.name] = self._row(self.limits)
            row.opened.connect(lambda: self._open_limit(ingredient.name))
        row.show_medicine(ingredient_name(ingredient.name), limit_words(limit), _figures(ingredient, limit))

    def _row(self, group: RowGroup) -> "MedicineRow":
        row = MedicineRow("")
        row.closed.connect(self._put_away)
        group.add(row)
        return row

    def _drop(self, gone: dict[str, "MedicineRow"]) -> None:
        for id_, row in gone.items():
            if row is self._opened:  # before the row goes, and the form with it
                self._put_away()
            del self._own_rows[id_]
            row.hide()
            row.deleteLater()

    def _own(self, id_: str) -> Medicine:
        return next(medicine for medicine in self._medicines.own() if medicine.id == id_)

    def _open_medicine(self, medicine: Medicine | None) -> None:
        self._put_away()
        self.medicine_form.open_for(medicine)
        # A form that was half-filled comes back as that of the medicine it was about.
        self._open(self.medicine_form, self._own_rows.get(self.medicine_form.subject_id()))

    def _open_limit(self, ingredient: str) -> None:
        self._put_away()
        self.limit_form.open_for(ingredient)
        self._open(self.limit_form, self.limit_rows[ingredient])

    def _open(self, form: MedicineForm | LimitForm, row: "MedicineRow | None") -> None:
        self._opened = row
        if row is None:
            self.body.insertWidget(1, form)
        else:
            row.add(form)
            row.set_open(is_open=True)
        form.show()
        self.add_button.setVisible(row is not None)
        order_tabs(self)
        if row is None and self.isVisible():
            form.focus_first()

    def _put_away(self) -> None:
        """Hide the form; its row, if it has one, is closed."""
        row, self._opened = self._opened, None
        for form in (self.medicine_form, self.limit_form):
            form.hide()
            form.setParent(self)
        if row is not None:
            row.set_open(is_open=False)
        self.add_button.show()

    def _on_remove(self) -> None:
        id_ = self.medicine_form.subject_id()
        if id_ and self._desk.run(lambda: self._medicines.remove_own(id_)) is not None:
            self.medicine_form.close_form()

    def _on_done(self) -> None:
        row = self._opened
        self._put_away()
        (self.add_button if row is None else row.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.add_to_header(self.add_button)
        self.body.setSpacing(DETAIL_BELOW)
        words = _("Add what the app does not list, or what is on prescription, with its ingredients and its own limit.")
        parts: tuple[QWidget, ...] = (plain_label(words, "muted"), self.own, self.limits)
        for part in parts:
            self.body.addWidget(part)


class MedicineRow(SettingRow):
    """One medicine, or the limit on one ingredient; opened, each figure with its source."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.figures: QLabel = plain_label("", "muted")
        self.add(self.figures)

    def show_medicine(self, name: str, state: str, figures: list[str]) -> None:
        """Show it with what stands in its row and what stands beneath."""
        self.button.set_name(name)
        self.show_state(state)
        self.figures.setText(breakable("\n".join(figures)))
        self.figures.setVisible(bool(figures))


def _limits(medicines: Medicines) -> list[tuple[Ingredient, Limit]]:
    return [(ingredient, medicines.limit(ingredient.name)) for ingredient in medicines.ingredients_of_interest()]


def _contents(medicine: Medicine) -> str:
    parts = []
    for amount in medicine.amounts:
        mg = mg_text(amount.mg) if amount.mg is not None else _("mg not given")
        # Translators: "paracetamol 500 mg (Painkiller)".
        parts.append(with_brackets(with_space(_(amount.ingredient), mg), _(CLASSES[amount.kind])))
    on_skin = [_("on the skin")] if medicine.on_skin else []
    return in_a_row([*parts, *on_skin])


def _own_limits(medicine: Medicine) -> list[str]:
    limits = [limit for limit in medicine.limits if limit != Limit(limit.ingredient)]
    return [with_colon(_("Limit on {ingredient}").format(ingredient=_(limit.ingredient)), limit_words(limit)) for limit in limits]


def _figures(ingredient: Ingredient, limit: Limit) -> list[str]:
    """Every figure with its source."""
    usual = ingredient.usual
    lines = []
    if usual is not None:
        doses = _("{first} to {last}").format(first=mg_text(usual.least), last=mg_text(usual.most))
        lines.append(with_colon(_("Usual single dose"), with_brackets(doses, _("default from {source}").format(source=_(usual.source)))))
    bounds = (
        (_("Least hours between doses"), limit.gap_hours, _hours),
        (_("Most mg in 24 hours"), limit.mg_in_24_hours, mg_text),
        (_("Most doses in 24 hours"), limit.doses_in_24_hours, _count),
        (_("Days in a row without advice"), limit.days_without_advice, _count),
    )
    lines += [with_colon(words, with_brackets(as_text(bound.value), source_words(bound))) for words, bound, as_text in bounds if bound is not None]
    return lines or [_("No figure in the app: copy the pack or the prescription.")]


def _hours(hours: float) -> str:
    return hours_text(timedelta(hours=hours))


def _count(value: float) -> str:
    return number_text(value)
