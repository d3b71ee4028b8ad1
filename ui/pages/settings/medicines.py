"""My medicines: the person's own ones, and the limits with where each figure comes from."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dose_notices import hours_text, ingredient_name, mg_text
from tracker.domain.medicines import Ingredient, Limit, Medicine
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _
from tracker.services.dose_words import limit_words, source_words
from tracker.services.form_drafts import FormDrafts
from tracker.services.medicines import Medicines
from ui.desk import Desk
from ui.pages.settings.limit_form import LimitForm
from ui.pages.settings.medicine_form import CLASSES, MedicineForm
from ui.widgets.buttons import ActionButton, small_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label
from ui.widgets.line_stack import LineStack, row_button

SPACE = 8


class MedicinesCard(Card):
    """Lists own medicines and limits; the form of either opens in place."""

    def __init__(self, desk: Desk, drafts: FormDrafts, medicines: Medicines) -> None:
        super().__init__(_("My medicines"))
        self._desk = desk
        self._medicines = medicines
        self._shown: tuple[object, ...] | None = None
        self._opener: QWidget | None = None
        self.own_lines, self.limit_lines = LineStack(_("My medicines")), LineStack(_("Limits"))
        self.empty = plain_label(
            _("What is not in the list of the app, or is on prescription, is added here with its ingredients and its own limit."), "muted"
        )
        self.add_button = small_button(_("Add a medicine of my own"))
        self.add_button.clicked.connect(lambda: self._open_medicine(None))
        self.medicine_form, self.limit_form = MedicineForm(desk, drafts, medicines), LimitForm(desk, drafts, medicines)
        for form in (self.medicine_form, self.limit_form):
            form.done.connect(self._on_done)
            form.hide()
        above: tuple[QWidget, ...] = (self.empty, self.own_lines, self.medicine_form)
        for widget in above:
            self.body.addWidget(widget)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(plain_label(_("Limits by ingredient"), "strong"))
        self.body.addWidget(self.limit_lines)
        self.body.addWidget(self.limit_form)
        self.body.addStretch(1)
        if self.medicine_form.has_draft():
            self._open_medicine(None)

    def refresh(self) -> None:
        """Show the medicines and limits as they are; what is being typed stays."""
        own = self._desk.ask(self._medicines.own) or []
        limits = self._desk.ask(lambda: _limits(self._medicines)) or []
        shown = (*own, *limits)
        # Lines made anew lose the focus; the page is refreshed at each change of the diary.
        if shown == self._shown:
            return
        self._shown = shown
        self.own_lines.set_lines([self._medicine_line(medicine) for medicine in own])
        self.limit_lines.set_lines([self._limit_line(ingredient, limit) for ingredient, limit in limits])

    def _medicine_line(self, medicine: Medicine) -> QWidget:
        line = _Line(medicine.name, [_contents(medicine), *_own_limits(medicine)])
        edit, remove = line.add_button("edit", _("Edit")), line.add_button("bin", _("Remove"))
        edit.clicked.connect(lambda: self._open_medicine(medicine))
        remove.clicked.connect(lambda: self._desk.run(lambda: self._medicines.remove_own(medicine.id)))
        return line

    def _limit_line(self, ingredient: Ingredient, limit: Limit) -> QWidget:
        line = _Line(ingredient_name(ingredient.name), _figures(ingredient, limit))
        line.add_button("edit", _("Change the limit")).clicked.connect(lambda: self._open_limit(ingredient.name))
        return line

    def _open_medicine(self, medicine: Medicine | None) -> None:
        self._opener = self.add_button
        self.medicine_form.open_for(medicine)
        self.add_button.hide()
        self._show(self.medicine_form)

    def _open_limit(self, ingredient: str) -> None:
        self._opener = self.limit_lines
        self.limit_form.open_for(ingredient)
        self._show(self.limit_form)

    def _show(self, form: MedicineForm | LimitForm) -> None:
        form.show()
        if self.isVisible():
            form.focus_first()

    def _on_done(self) -> None:
        self.medicine_form.hide()
        self.limit_form.hide()
        self.add_button.show()
        if self._opener is self.limit_lines:
            self.limit_lines.focus_line(0)
        else:
            self.add_button.setFocus()


class _Line(QWidget):
    """A name with what is told of it, and its buttons."""

    def __init__(self, name: str, texts: list[str]) -> None:
        super().__init__()
        self._name = name
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(breakable(name), "strong"))
        for text in texts:
            words.addWidget(plain_label(breakable(text), "muted"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 6, 0, 6)
        self._row.setSpacing(SPACE)
        self._row.addLayout(words, 1)

    def add_button(self, icon_name: str, text: str) -> ActionButton:
        button = row_button(icon_name, text, self._name)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if self.focusProxy() is None:
            self.setFocusProxy(button)
        return button


def _limits(medicines: Medicines) -> list[tuple[Ingredient, Limit]]:
    return [(ingredient, medicines.limit(ingredient.name)) for ingredient in medicines.ingredients_of_interest()]


def _contents(medicine: Medicine) -> str:
    parts = []
    for amount in medicine.amounts:
        mg = mg_text(amount.mg) if amount.mg is not None else _("mg not given")
        parts.append(_("{ingredient} {mg} ({kind})").format(ingredient=_(amount.ingredient), mg=mg, kind=_(CLASSES[amount.kind])))
    on_skin = [_("on the skin")] if medicine.on_skin else []
    return in_a_row([*parts, *on_skin])


def _own_limits(medicine: Medicine) -> list[str]:
    sentence = _("Own limit on {ingredient}: {limit}")
    limits = [limit for limit in medicine.limits if limit != Limit(limit.ingredient)]
    return [sentence.format(ingredient=_(limit.ingredient), limit=limit_words(limit)) for limit in limits]


def _figures(ingredient: Ingredient, limit: Limit) -> list[str]:
    """Every figure with its source."""
    usual = ingredient.usual
    lines = []
    if usual is not None:
        doses = _("Usual single dose: {least} to {most} ({source})")
        lines.append(
            doses.format(least=mg_text(usual.least), most=mg_text(usual.most), source=_("default from {source}").format(source=_(usual.source)))
        )
    bounds = (
        (_("Between doses: {figure} ({source})"), limit.gap_hours, _hours),
        (_("In 24 hours: {figure} ({source})"), limit.mg_in_24_hours, mg_text),
        (_("Doses in 24 hours: {figure} ({source})"), limit.doses_in_24_hours, _count),
        (_("Days in a row without advice: {figure} ({source})"), limit.days_without_advice, _count),
    )
    lines += [words.format(figure=as_text(bound.value), source=source_words(bound)) for words, bound, as_text in bounds if bound is not None]
    return lines or [_("No figure in the app: copy the pack or the prescription.")]


def _hours(hours: float) -> str:
    return hours_text(timedelta(hours=hours))


def _count(value: float) -> str:
    return number_text(value)
