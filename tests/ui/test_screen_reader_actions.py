"""A screen reader presses a checkable button by toggling it, without a click: it does the same as a click."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit

from tests.builders import a_moment, an_entry
from tests.ui.hands import control, settle
from tracker.domain.entries import Kind
from tracker.domain.medicines import DoseDraft
from ui.pages.diary.month_grid import MonthGrid
from ui.widgets.points_scale import PointsScale
from ui.window.navigation import PAGES


def toggle(root, name):
    control(root, name, QAbstractButton).toggle()
    settle()


def test_a_question_is_ticked_in_the_diary_too(window):
    window.tracker.visits.ask("What about swimming?")
    window.go_to("Report")
    window.press("Questions for the physiotherapist")
    toggle(window.window, "What about swimming?")
    assert window.tracker.visits.questions()[0].asked_at is not None


def test_of_two_points_one_is_chosen(qtbot):
    scale = PointsScale("Mood")
    qtbot.addWidget(scale)
    for value in (3, 7):
        scale.key(value).toggle()
    assert scale.value() == 7
    assert [value for value in range(11) if scale.key(value).isChecked()] == [7]
    scale.key(7).toggle()
    assert scale.value() is None


def test_pages_values_days_and_themes_are_chosen(window):
    for _key, name in PAGES:
        window.window.show_page("settings" if name == "Today" else "today")
        toggle(window.window, name)
        assert window.window.stack.currentWidget() is window.window.pages[name.lower()]
        toggle(window.window, name)
        assert control(window.window, name, QAbstractButton).isChecked()
    window.section("Appearance")
    toggle(window.window, "Dark")
    assert window.tracker.settings.now.theme == "dark"
    toggle(window.window, "As the desktop")
    assert window.tracker.settings.now.theme == "system"
    window.go_to("Diary")
    grid = window.window.findChild(MonthGrid)
    grid.day_button(date(2026, 11, 12)).toggle()
    settle()
    assert window.says("Thursday 12 November")
    grid.day_button(date(2026, 11, 12)).toggle()
    assert grid.day_button(date(2026, 11, 12)).isChecked()
    window.go_to("Today")
    toggle(window.window, "6")
    window.window.today.pain_card.keeper.keep_now()
    assert window.tracker.form_drafts.kept("pain")["pain"] == 6


def test_the_stretches_are_ticked_as_eased(opened, keep):
    keep(onset="2026-11-20T09:00")
    window = opened()
    window.go_to("Plan")
    toggle(window.window, "The pain has eased")
    assert window.tracker.planner.state(window.clock.now()).eased


def test_a_notice_that_no_longer_holds_is_told_to_nobody(window):
    for name in ("Panadol", "Tylenol"):
        window.tracker.medicines.record(DoseDraft(name=name, moment=a_moment("2026-11-25T12:00"), mg=(500.0,)))
    forms = window.window.today.forms
    forms.open(Kind.DOSE)
    dose = forms.form(Kind.DOSE)
    dose.name.setText("Doliprane")
    assert "both hold paracetamol" in dose.overview.accessibleName()
    dose.name.setText("Nurofen")
    assert dose.overview.accessibleName() == ""


def test_a_look_at_what_others_wrote_leaves_the_open_part_and_the_focus(window):
    details = window.window.today.pain_card.details
    details.more_button.click()
    settle()
    before = QApplication.focusWidget()
    window.window.today.refresh()
    assert not details.more.isHidden()
    assert QApplication.focusWidget() is before


def test_an_entry_is_changed_by_keys_alone(opened, keep):
    keep(an_entry(7, "2026-11-25T08:00"))
    window = opened()
    window.window.show_page("diary")
    window.window.pages["diary"].edit(window.tracker.journal.pain_entries()[0].id)
    window.strike("4", Qt.Key.Key_Return)
    assert window.tracker.journal.pain_entries()[0].pain == 4
    window.window.pages["diary"].edit(window.tracker.journal.pain_entries()[0].id)
    control(window.window, "Note", QPlainTextEdit).setFocus()
    window.strike("better")
    window.chord("Ctrl+Return")
    assert window.tracker.journal.pain_entries()[0].note == "better"
    window.window.pages["diary"].edit(window.tracker.journal.pain_entries()[0].id)
    window.strike("9", Qt.Key.Key_Escape)
    assert window.window.pages["diary"].side.forms.isHidden()
    assert window.tracker.journal.pain_entries()[0].pain == 4


@pytest.mark.parametrize("is_new", [False, True])
def test_tab_goes_from_the_scale_to_save_within_the_form(opened, keep, is_new):
    keep(an_entry(7, "2026-11-25T08:00", sites={"lower back left": 7}))
    window = opened()
    window.window.show_page("diary")
    diary, forms = window.window.pages["diary"], window.window.pages["diary"].side.forms
    form = forms.form(Kind.PAIN)
    for _time in range(2):  # the second time, nothing in the form has to be laid out
        diary.edit(window.tracker.journal.pain_entries()[0].id)
        diary.new_entry() if is_new else None
        settle()
    form.save_button.setFocus()
    forms.add_pain(None) if is_new else forms.change(window.tracker.journal.pain_entries()[0])
    settle()
    for _step in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert form.isAncestorOf(QApplication.focusWidget()), QApplication.focusWidget()
        if QApplication.focusWidget() is form.save_button:
            return
    pytest.fail("the button was not reached")


def test_leaving_one_form_of_the_diary_keeps_what_was_typed_in_another(opened, keep):
    keep(an_entry(7, "2026-11-25T08:00", id="00000000-0000-4000-8000-000000000001"))
    window = opened()
    window.window.show_page("diary")
    diary = window.window.pages["diary"]
    diary.edit("00000000-0000-4000-8000-000000000001")
    control(window.window, "Note", QPlainTextEdit).setPlainText("begun")
    diary.new_entry()
    diary.side.forms.form(Kind.PAIN).cancel_button.click()
    diary.edit("00000000-0000-4000-8000-000000000001")
    assert control(window.window, "Note", QPlainTextEdit).toPlainText() == "begun"
    assert window.tracker.form_drafts.kept_last("entry") == "entry 00000000-0000-4000-8000-000000000001"


def test_two_half_filled_forms_are_both_told_of(window):
    forms = window.window.today.forms
    forms.open(Kind.DOSE)
    forms.form(Kind.DOSE).name.setText("Pana")
    forms.open(Kind.DAY_NOTE)
    settle()
    assert window.says("Begun and not saved yet: Medicine")
