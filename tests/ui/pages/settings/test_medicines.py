"""The form of a dose and the card of my medicines, by the names a screen reader says."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tests.builders import a_moment
from tests.ui.hands import control, has, press, settle, words
from tracker.app import open_tracker
from tracker.domain.entries import Amount
from tracker.domain.medicines import DoseDraft, Medicine
from tracker.paths import Paths
from ui.change_feed import ChangeFeed
from ui.forms.dose import DoseForm
from ui.forms.dose_overview import NoticeLine
from ui.messages import Messages
from ui.pages.settings.medicines import MedicinesCard
from ui.widgets.card import Card
from ui.widgets.fields.amount_box import AmountBox
from ui.widgets.layouts import PageFrame
from ui.window.composition import make_desk

pytestmark = pytest.mark.usefixtures("in_english")
NAME = "Medicine"


@pytest.fixture
def tracker(tmp_path, clock):
    with closing(open_tracker(Paths(tmp_path / "diary"), clock)) as tracker:
        yield tracker


@pytest.fixture
def shown(tracker, qtbot):
    """Show a widget on a page of the size of a small window's, with a desk of its own."""
    pages = []

    def show(kind: type[QWidget]) -> QWidget:
        desk = make_desk(tracker, ChangeFeed(), Messages())
        widget = (
            DoseForm(desk, tracker.form_drafts, tracker.journal, tracker.medicines)
            if kind is DoseForm
            else MedicinesCard(desk, tracker.form_drafts, tracker.medicines)
        )
        card = Card()
        card.body.addWidget(widget)
        page = PageFrame(card)
        page.resize(640, 800)
        qtbot.addWidget(page)
        pages.append(page)
        widget.open() if isinstance(widget, DoseForm) else widget.refresh()
        page.show()
        settle()
        return widget

    return show


@pytest.fixture
def form(shown):
    return shown(DoseForm)


def take(tracker, name, mg, at):
    return tracker.medicines.record(DoseDraft(name=name, moment=a_moment(at), mg=(mg,))).entry


def write(root, name, text):
    field = control(root, name, QLineEdit)
    field.clear()
    QTest.keyClicks(field, text)
    settle()


def number(root, name, value):
    control(root, name, AmountBox).setValue(value)
    settle()


def told(root):
    return [line.findChildren(QWidget)[1].text() for line in root.findChildren(NoticeLine) if line.isVisible()]


def test_a_dose_is_saved_by_keyboard_alone(form, tracker):
    write(form, NAME, "Tylenol")
    number(form, "Paracetamol, mg in one unit", 500)
    number(form, "Units, for example tablets", 2)
    write_note = control(form, "Note", QPlainTextEdit)
    QTest.keyClicks(write_note, "after lunch")
    done = []
    form.done.connect(lambda: done.append(True))
    QTest.keyClick(control(form, NAME, QLineEdit), Qt.Key.Key_Return)
    [entry] = tracker.journal.entries()
    assert (entry.name, entry.units, entry.ingredients[0].mg, entry.note) == ("Tylenol", 2, 1000, "after lunch")
    assert done == [True]


def test_last_taken_total_and_limit_show_while_typing(form, tracker):
    take(tracker, "Panadol", 1000, "2026-11-25T08:00")
    write(form, NAME, "paracet")
    assert "25 Nov 2026, 08:00" not in words(form)
    write(form, NAME, "acetaminophen")
    for text in ("25 Nov 2026, 08:00, Panadol, 1,000 mg", "1,000 mg in 1 dose", "4,000 mg, 4 doses, 4 h between doses"):
        assert text in words(form)


def test_the_notice_shows_while_typing_and_the_dose_can_be_saved(form, tracker):
    take(tracker, "Panadol", 1000, "2026-11-25T06:00")
    write(form, NAME, "paracetamol")
    assert len(told(form)) == 1
    number(form, "Paracetamol, mg in one unit", 3001)
    assert told(form)[0] == "Paracetamol comes to 4,001 mg in 24 hours, over 4,000 mg. Get medical advice at once, even if you feel well."
    press(form, "Save")
    assert len(tracker.journal.entries()) == 2


def test_a_dose_that_is_changed_or_moved_is_told_of_as_one_entered_and_once(form, tracker):
    take(tracker, "ibuprofen", 400, "2026-11-24T13:00")
    take(tracker, "naproxen", 250, "2026-11-20T08:00")
    entry = take(tracker, "Nurofen", 400, "2026-11-22T09:00")
    form.change(entry)
    settle()
    assert told(form) == []
    number(form, "Units, for example tablets", 3)
    assert told(form) == ["Ibuprofen: 1,200 mg is more than the usual 400 mg at once."]
    form.when.show_time(a_moment("2026-11-24T20:00").local)
    form.when.changed.emit()
    settle()
    assert "Ibuprofen comes to 1,600 mg in 24 hours; the label's limit is 1,200 mg." in told(form)
    number(form, "Units, for example tablets", 1)
    form.when.show_time(a_moment("2026-11-20T08:30").local)
    form.when.changed.emit()
    settle()
    assert told(form) == ["Two NSAIDs within 24 hours: ibuprofen, and naproxen (naproxen, Fri 08:00). Ask a pharmacist."]


def test_paracetamol_with_ibuprofen_asks_for_both_and_says_nothing(form, tracker):
    write(form, NAME, "Nuromol")
    number(form, "Paracetamol, mg in one unit", 500)
    number(form, "Ibuprofen, mg in one unit", 200)
    assert told(form) == []
    press(form, "Save")
    assert [amount.mg for amount in tracker.journal.entries()[0].ingredients] == [500, 200]


def test_a_gel_asks_for_no_mg_and_counts_for_its_class(form, tracker):
    take(tracker, "Nurofen", 200, "2026-11-25T06:00")
    write(form, NAME, "Voltarol gel")
    assert not has(form, "Diclofenac, mg in one unit", AmountBox)
    assert told(form)[0].startswith("Two NSAIDs within 24 hours")
    assert "On the skin" in words(form)


def test_what_to_ask_a_pharmacist_about_stands_beside_an_nsaid(form):
    write(form, NAME, "ibuprofen")
    assert "Lithium" in words(form)
    assert "Under 50 kg" not in words(form)
    write(form, NAME, "paracetamol")
    assert "Under 50 kg" in words(form)


def test_the_mg_of_the_last_dose_of_that_name_stand_ready_and_go_with_the_name(form, tracker):
    take(tracker, "Panadol", 500, "2026-11-24T06:00")
    write(form, NAME, "Panadol")
    assert control(form, "Paracetamol, mg in one unit", AmountBox).amount() == 500
    write(form, NAME, "Tylenol")
    assert control(form, "Paracetamol, mg in one unit", AmountBox).amount() is None


def test_an_unknown_name_is_told_only_once_it_can_be_no_other(form):
    write(form, NAME, "Pana")
    assert told(form) == []
    write(form, NAME, "Panaceum")
    assert told(form) == ["“Panaceum” is neither in the list of medicines nor among your own, so it is counted by this name alone."]


def test_a_name_with_a_slip_is_asked_about_in_place_and_taken_at_one_press(form, tracker):
    take(tracker, "Panadol", 1000, "2026-11-25T12:00")
    write(form, NAME, "Boots Paracetomol 500mg")
    assert told(form) == ["Counted by this name alone; did you mean paracetamol?"]
    press(form, "Use “paracetamol”")
    assert form.name.text() == "Boots paracetamol 500mg"
    assert form.amounts.values() == [500]
    assert "between two doses" in " ".join(told(form))
    assert not has(form, "Use “paracetamol”", QPushButton)
    press(form, "Save")
    saved = tracker.journal.entries()[-1]
    assert (saved.name, saved.units, saved.ingredients[0].mg) == ("Boots paracetamol 500mg", 1, 500)


def test_the_strength_and_the_number_in_a_name_stand_ready_until_somebody_types_others(form):
    write(form, NAME, "2 x Boots Paracetamol 500mg caplets")
    assert (form.units.amount(), form.amounts.values()) == (2, [500])
    write(form, NAME, "Boots Paracetamol 500mg caplets")
    assert (form.units.amount(), form.amounts.values()) == (None, [500])
    number(form, "Units, for example tablets", 3)
    write(form, NAME, "2 x Boots Paracetamol 500mg caplets")
    assert form.units.amount() == 3


def test_a_missing_name_is_said_beside_its_field(form, tracker):
    press(form, "Save")
    assert "Write what was taken." in words(form)
    assert tracker.journal.entries() == []


def test_names_are_offered_the_most_used_first_and_chosen_at_one_press(shown, tracker):
    take(tracker, "Lemsip", 500, "2026-11-25T06:00")
    form = shown(DoseForm)
    assert form.choices.names()[:3] == ("Lemsip", "paracetamol", "ibuprofen")
    form.name.setText("paracétamol w")
    settle()
    assert form.choices.names()[0].startswith("paracetamol with")
    press(form, "paracetamol with caffeine")
    assert form.name.text() == "paracetamol with caffeine"
    assert form.choices.names() == ()


def test_a_half_filled_form_is_there_again_and_says_so(shown, form):
    write(form, NAME, "Tylenol")
    number(form, "Paracetamol, mg in one unit", 325)
    form._keeper.keep_now()
    again = shown(DoseForm)
    assert "What you typed before is here again." in words(again)
    assert (again.name.text(), again.amounts.values()) == ("Tylenol", [325])
    press(again, "Cancel")
    assert shown(DoseForm).name.text() == ""


def test_an_own_medicine_is_added_changed_and_removed(shown, tracker):
    card = shown(MedicinesCard)
    press(card, "Add a medicine")
    write(card, "Name", "Night tablets")
    write(card, "Ingredient 1", "acetaminophen")
    number(card, "mg in one unit, Ingredient 1", 500)
    number(card, "Most mg in 24 hours, Ingredient 1", 2000)
    press(card, "Add an ingredient")
    write(card, "Ingredient 2", "codeine")
    number(card, "Least hours between doses", 6)
    press(card, "Save")
    [own] = tracker.medicines.own()
    assert [(amount.ingredient, amount.mg, amount.kind) for amount in own.amounts] == [("paracetamol", 500, "analgesic"), ("codeine", None, "opioid")]
    assert own.limit_of("paracetamol").mg_in_24_hours.value == 2000
    card.refresh()
    settle()
    assert "paracetamol 500 mg (Painkiller), codeine mg not given (Opioid)" in words(card)
    press(card, "Night tablets")
    write(card, "Name", "Day tablets")
    control(card, "A gel, cream or patch: it stays on the skin", QCheckBox).click()
    press(card, "Save")
    [changed] = tracker.medicines.own()
    assert (changed.id, changed.name, changed.on_skin) == (own.id, "Day tablets", True)
    card.refresh()
    settle()
    press(card, "Day tablets")
    press(card, "Remove")
    assert tracker.medicines.own() == []


def test_a_medicine_without_an_ingredient_is_not_saved(shown, tracker):
    card = shown(MedicinesCard)
    press(card, "Add a medicine")
    write(card, "Name", "Night tablets")
    press(card, "Save")
    assert "A medicine needs at least one ingredient. Nothing was saved; the pack names it." in words(card)
    assert tracker.medicines.own() == []


def test_what_was_just_typed_of_a_limit_is_kept_when_another_is_opened(shown):
    form = shown(MedicinesCard).limit_form
    form.open_for("paracetamol")
    form.show()
    form.mg.setValue(3000)
    form.open_for("ibuprofen")
    assert form.mg.amount() is None
    form.open_for("paracetamol")
    assert form.mg.amount() == 3000


def test_figures_stand_with_their_source_and_a_limit_can_be_lowered(shown, tracker):
    card = shown(MedicinesCard)
    press(card, "Paracetamol")
    assert "Most mg in 24 hours: 4,000 mg (default from label, without prescription)" in words(card)
    number(card, "Most mg in 24 hours", 3000)
    press(card, "Save")
    card.refresh()
    settle()
    assert "3,000 mg, 4 doses, 4 h between doses" in words(card)
    press(card, "Paracetamol")
    assert "Most mg in 24 hours: 3,000 mg (changed by you)" in words(card)
    number(card, "Most mg in 24 hours", 5000)
    press(card, "Save")
    assert tracker.medicines.limit("paracetamol").mg_in_24_hours.value == 3000


def test_an_own_medicine_knows_its_mg_in_the_form(shown, tracker):
    tracker.medicines.add_own(Medicine(name="Night tablets", amounts=(Amount("paracetamol", 500),)))
    form = shown(DoseForm)
    write(form, NAME, "night tablets")
    assert control(form, "Paracetamol, mg in one unit", AmountBox).amount() == 500
    number(form, "Units, for example tablets", 2)
    press(form, "Save")
    assert tracker.journal.entries()[0].ingredients[0].mg == 1000


def test_an_amount_can_be_typed_and_typed_on(form):
    write(form, NAME, "paracetamol")
    box = control(form, "Paracetamol, mg in one unit", AmountBox)
    box.selectAll()
    QTest.keyClicks(box, "1500")
    assert (box.amount(), box.text()) == (1500, "1500")
    box.lineEdit().end(False)
    QTest.keyClicks(box, ".5")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert (box.amount(), box.text()) == (1500.5, "1500.5")
