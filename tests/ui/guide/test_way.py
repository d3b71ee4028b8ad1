"""The way into the guide and out of it, in the real window: from the plan and from the list of help, into the form that logs it, and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.builders import a_session
from tests.ui.hands import control, dialog_is_open, settle
from tracker.domain.entries import EndedBy, Kind, Session
from tracker.domain.guide import LogTarget
from tracker.library.guide import guide
from ui.dialogs.help_dialog import HelpDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer
GUIDE_BUTTON = "Guide: what people try, and what is known of it"


def open_guide(window):
    window.go_to("Plan")
    window.control(GUIDE_BUTTON, QPushButton).setFocus()
    window.strike(Qt.Key.Key_Return)
    opened = window.window.guide.guide
    QTest.qWaitForWindowActive(opened)
    settle()
    return opened


def test_from_the_plan_by_keys_to_a_session_in_the_diary(window):
    opened = open_guide(window)
    assert opened.search.hasFocus()
    window.strike("massage", Qt.Key.Key_Return)
    assert opened.area.card.title.text() == "Massage"
    control(opened, "Log a session", QPushButton).setFocus()
    window.strike(Qt.Key.Key_Return)
    assert window.window.guide.guide is None
    assert window.window.stack.current_key == "today"
    form = window.window.today.forms.form(Kind.SESSION)
    assert form.isVisible()
    assert form.kind.chosen_key() == "massage"
    assert form.ask_first.text().startswith("Ask first")
    assert form.minutes.box.hasFocus()
    window.strike("12")
    form.before_points.key(6).click()
    form.after_points.key(5).click()
    window.press("Save session")
    session = next(entry for entry in window.tracker.journal.on_day(window.desk.now().day) if isinstance(entry, Session))
    assert (session.kind, session.length.total_seconds(), session.before, session.after) == ("massage", 12 * 60, 6, 5)
    assert session.ended_by is EndedBy.BY_HAND
    window.go_to("Diary")
    assert window.says("Massage, 12 min")


def test_closed_it_gives_the_focus_back_to_where_it_was_asked_for(window):
    open_guide(window)
    window.strike(Qt.Key.Key_Escape)
    assert window.window.guide.guide is None
    assert not dialog_is_open()
    assert QApplication.focusWidget() is window.control(GUIDE_BUTTON, QPushButton)


def test_from_the_list_of_help_and_to_it_again(window):
    window.chord("F1")
    control(window.dialog(), "Guide", QPushButton).click()
    settle()
    opened = window.window.guide.guide
    assert [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, HelpDialog) and shown.isVisible()] == []
    control(opened, "When to get help", QPushButton).click()
    settle()
    helps = [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, HelpDialog) and shown.isVisible()]
    assert len(helps) == 1
    control(helps[0], "Guide", QPushButton).click()
    settle()
    assert window.window.guide.guide is opened
    opened.close_button.click()
    assert not dialog_is_open()


def test_asked_for_twice_there_is_one_guide(window):
    opened = open_guide(window)
    window.window.guide.open()
    assert window.window.guide.guide is opened


def test_it_goes_with_the_window_to_the_tray(window):
    open_guide(window)
    window.window.put_away.emit()
    assert not dialog_is_open()


@pytest.mark.parametrize("target", [LogTarget("activity", "rest"), LogTarget("day_note", "fluids"), LogTarget("dose", "ibuprofen")])
def test_other_forms_are_opened_on_today_with_what_is_known(window, target):
    window.window.guide.log_wanted.emit(target)
    settle()
    forms = window.window.today.forms
    assert window.window.stack.current_key == "today"
    match target.form:
        case "activity":
            assert forms.form(Kind.ACTIVITY).kind.chosen_key() == "rest"
        case "day_note":
            assert forms.form(Kind.DAY_NOTE).fluids.hasFocus()
        case "dose":
            assert forms.form(Kind.DOSE).name.hasFocus()
            assert forms.form(Kind.DOSE).name.text() == ""


def test_an_appointment_is_arranged_on_the_page_of_the_report(window):
    window.window.guide.log_wanted.emit(LogTarget("appointment", "physiotherapy"))
    settle()
    window.window.pages["report"].setting.stop()  # nobody waits for the pages
    form = window.window.pages["report"].appointments.form
    assert form.isVisible()
    assert form.whom.text() == "Physiotherapy"


def test_an_exercise_of_the_plan_is_begun_and_another_logged_by_hand(window):
    window.window.guide.log_wanted.emit(LogTarget("exercise", "cat-cow"))
    settle()
    assert window.window.today.session_card.runner.practice is not None
    window.window.today.session_card.runner.stop_practice()
    window.window.guide.log_wanted.emit(LogTarget("exercise", "pressure"))
    settle()
    form = window.window.today.forms.form(Kind.SESSION)
    assert form.isVisible()
    assert form.kind.chosen_key() == "pressure"


def test_what_was_begun_of_another_session_stays_in_the_form(window):
    forms = window.window.today.forms
    forms.open(Kind.SESSION)
    form = forms.form(Kind.SESSION)
    form.kind.chip("ice").click()
    form.minutes.box.setValue(7)
    window.window.guide.log_wanted.emit(LogTarget("session", "massage"))
    settle()
    assert (form.kind.chosen_key(), form.minutes.value()) == ("ice", 7)
    assert window.says("What you typed before is here again. It is not saved yet.")


def test_the_form_of_a_session_says_who_should_ask_first_but_not_of_what_has_cautions_of_its_own(window):
    forms = window.window.today.forms
    forms.open(Kind.SESSION)
    form = forms.form(Kind.SESSION)
    kinds = [target.kind for subject in guide().subjects for target in subject.log if target.form == "session" and subject.ask_first]
    for kind in {*kinds, "ice", "heat", "other"}:
        form.propose(kind)
        subject = guide().logged_by("session", kind)
        asks = subject is not None and kind not in {"ice", "heat"}
        assert form.ask_first.isVisible() == asks, kind
        assert form.ask_first.text() == (" ".join(statement.text for statement in subject.ask_first) if asks else "")
    form.change(a_session("massage", "2026-11-25T09:00"))
    assert not form.ask_first.isVisible()
