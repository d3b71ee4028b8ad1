"""The form of an entry of any kind: what it shows, what it changes, where it says what is wrong, and that nothing typed is lost."""

import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QAbstractButton, QDoubleSpinBox, QLineEdit

from tests.builders import LEFT, RIGHT, a_day_note, a_moment, a_session, an_activity, an_entry
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import control, settle
from tracker.domain.entries import Amount, Dose, Function, MedicineClass, Score, SiteReading
from tracker.domain.times import local_moment
from ui.forms.edit_form import FORM, EntryForm
from ui.widgets.when_fields import WhenFields

AT = "2026-11-25T09:00"
DOSE = {"name": "Panadol & co", "units": 2.0, "ingredients": (Amount("paracetamol", 1000.0, MedicineClass.ANALGESIC), Amount("caffeine", None))}
EVERY_KIND = [
    an_entry(5, AT, sites={LEFT: 5, RIGHT: 2}, words=("stiff",), worst=8, least=2, average=4, note="a\u00a0b"),
    a_session("ice", AT, minutes=20, before=6, after=4),
    an_activity("walking", AT, minutes=20, effort=3),
    a_day_note(AT, mood=4, note="slept badly"),
    Dose(moment=a_moment(AT), **DOSE),
    Function(moment=a_moment(AT), scores=(Score("tie <b>shoes</b> & go", 3.0), Score("sit", 5.5))),
]


@pytest.fixture
def window(opened, keep):
    keep(*EVERY_KIND, onset=ICE_STILL)
    return opened()


@pytest.fixture
def form(window, shown):
    """Open a form of an entry on the window's desk, beside the window."""

    def open_one(entry):
        zone = window.tracker.clock.zone()
        form = shown(EntryForm(lambda wall: local_moment(wall, zone).moment, window.desk), 700, 900)
        form.populate(entry)
        settle()
        return form

    return open_one


@pytest.fixture
def shown(qtbot):
    def show(widget, width, height):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        return widget

    return show


def saved_by(form):
    """What the form hands over when it is saved."""
    told = []
    form.saved.connect(told.append)
    form.save_button.click()
    return told


@pytest.mark.parametrize("entry", EVERY_KIND, ids=lambda entry: type(entry).__name__)
def test_an_entry_that_nobody_changes_stays_the_very_same(form, entry):
    opened = form(entry)
    assert saved_by(opened) == [entry]


def test_every_detail_of_a_pain_entry_can_be_changed(form):
    opened = form(EVERY_KIND[0])
    control(opened, "7", QAbstractButton).click()
    control(opened, "Worst in 24 hours", QDoubleSpinBox).setValue(9)
    control(opened, "burning", QAbstractButton).click()
    control(opened, "Woke me at night", QAbstractButton).click()
    changed = saved_by(opened)[0]
    assert (changed.pain, changed.worst, changed.words, changed.woke) == (7, 9, ("burning", "stiff"), True)
    assert changed.sites == (SiteReading(LEFT, 7), SiteReading(RIGHT, 2))


def test_a_dose_has_its_name_its_units_and_each_ingredient(form):
    opened = form(EVERY_KIND[4])
    control(opened, "Medicine", QLineEdit).setText("Tylenol")
    control(opened, "Units", QDoubleSpinBox).setValue(1)
    control(opened, "Paracetamol, mg", QDoubleSpinBox).setValue(500)
    changed = saved_by(opened)[0]
    assert (changed.name, changed.units) == ("Tylenol", 1)
    assert changed.ingredients == (Amount("paracetamol", 500, MedicineClass.ANALGESIC), Amount("caffeine", None))


def test_scores_of_ones_own_activities_are_changed_by_their_words(form):
    opened = form(EVERY_KIND[5])
    control(opened, "tie <b>shoes</b> & go", QDoubleSpinBox).setValue(6)
    assert saved_by(opened)[0].scores == (Score("tie <b>shoes</b> & go", 6), Score("sit", 5.5))


def test_a_day_note_has_fluids_and_the_flare(form):
    opened = form(EVERY_KIND[3])
    control(opened, "Glasses drunk", QDoubleSpinBox).setValue(6)
    control(opened, "Is today a flare?", QAbstractButton).click()
    changed = saved_by(opened)[0]
    assert (changed.fluids, changed.flare, changed.mood) == (6, True, 4)


def test_a_session_moved_and_made_shorter_ends_where_it_should(form):
    opened = form(EVERY_KIND[1])
    control(opened, "Minutes", QDoubleSpinBox).setValue(12)
    opened.findChild(WhenFields).time.setTime(QTime(8, 0))
    changed = saved_by(opened)[0]
    assert changed.moment.local.strftime("%H:%M") == "08:00"
    assert (changed.ended_at - changed.moment.at).total_seconds() == 12 * 60


@pytest.mark.parametrize(
    ("entry", "field", "wrong", "sentence"),
    [(EVERY_KIND[0], "Worst in 24 hours", 1, "in that order"), (EVERY_KIND[4], "Units", 0, "more than 0")],
    ids=["worst", "units"],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_handed_over(form, entry, field, wrong, sentence):
    opened = form(entry)
    control(opened, field, QDoubleSpinBox).setValue(wrong)
    assert saved_by(opened) == []
    assert sentence in control(opened, field, QDoubleSpinBox).accessibleDescription()


def test_a_time_to_come_is_said_beside_the_time(form):
    opened = form(EVERY_KIND[2])
    when = opened.findChild(WhenFields)
    when.time.setTime(QTime(23, 0))
    assert saved_by(opened) == []
    assert when.accessibleDescription().startswith("That time is still to come.")


def test_half_typed_changes_are_there_again_for_the_same_entry_alone(form, window):
    opened = form(EVERY_KIND[0])
    opened.findChild(WhenFields).time.setTime(QTime(8, 0))
    control(opened, "Least", QDoubleSpinBox).setValue(1)
    opened.keep_now()
    other = form(an_entry(3, "2026-11-24T09:00"))
    assert not other._restored.isVisible()
    again = form(EVERY_KIND[0])
    assert again._restored.isVisible()
    changed = saved_by(again)[0]
    assert (changed.least, changed.moment.local.strftime("%H:%M")) == (1, "08:00")
    assert window.tracker.forms.kept_last(FORM) is not None


def test_kept_changes_are_forgotten_once_the_entry_is_saved_or_left(form, window):
    opened = form(EVERY_KIND[0])
    opened.saved.connect(lambda entry: window.desk.attempt(lambda: window.tracker.journal.change(entry)))
    opened.keep_now()
    opened.save_button.click()
    assert window.tracker.forms.kept_last(FORM) is None
    opened.populate(EVERY_KIND[0])
    opened.keep_now()
    opened.cancel_button.click()
    assert window.tracker.forms.kept_last(FORM) is None
