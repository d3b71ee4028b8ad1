"""The way into the guide and out of it, in the real window: from the plan and from the list of help, into the form that logs it, and back.

One window serves the module, since each test leaves the forms as empty as it found them.
"""

import subprocess
import sys
from contextlib import closing

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.builders import a_moment, a_session
from tests.fakes import FakeClock
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import OpenWindow, control, dialog_is_open, settle
from tests.ui.plan_scenes import change
from tracker.app import open_tracker
from tracker.domain.entries import EndedBy, Kind, Session
from tracker.domain.guide import LogTarget
from tracker.library.exercises import exercise
from tracker.library.guide import guide
from tracker.paths import Paths
from ui.dialogs.help_dialog import HelpDialog
from ui.guide.window import DIARY_MS

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),  # the screen of the tests has one layer and grabs no keys
    pytest.mark.xdist_group("the way into the guide"),
]


@pytest.fixture(scope="module")
def window(tmp_path_factory, qapp):  # noqa: ARG001 - the application has to exist
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    folder, clock = tmp_path_factory.mktemp("guide") / "diary", FakeClock.at()
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        tracker.planner.start_episode(a_moment(ICE_STILL))
    opened = OpenWindow(folder, clock)
    yield opened
    opened.close()
    QLocale.setDefault(usual)


@pytest.fixture(autouse=True)
def left_as_it_was(window):
    yield
    window.window.guide.close()
    for kind in (Kind.SESSION, Kind.ACTIVITY, Kind.DAY_NOTE, Kind.DOSE):
        form = window.window.today.forms.form(kind)
        if form.isVisibleTo(window.window):
            form.cancel()
    settle()


def open_guide(window):
    window.window.activateWindow()
    window.go_to("Plan")
    change(window, "Guide: what people try, and what is known of it")
    opened = window.window.guide.guide
    QTest.qWaitForWindowActive(opened)
    settle()
    return opened


def log(window, form, kind=""):
    window.window.guide.log_wanted.emit(LogTarget(form, kind))
    settle()


def test_from_the_plan_by_keys_to_a_session_in_the_diary(window):
    opened = open_guide(window)
    assert opened.search.hasFocus()
    window.strike("massage", Qt.Key.Key_Return)
    assert opened.area.card.title.text() == "Massage"
    control(opened, "Add a session that is over", QPushButton).setFocus()
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
    window.press("Save")
    session = next(entry for entry in window.tracker.journal.on_day(window.desk.now().day) if isinstance(entry, Session))
    assert (session.kind, session.length.total_seconds(), session.before, session.after) == ("massage", 12 * 60, 6, 5)
    assert session.ended_by is EndedBy.BY_HAND
    window.go_to("Diary")
    assert window.says("Massage, 12 min")
    opened = open_guide(window)
    opened.show_subject("massage")
    QTest.qWait(4 * DIARY_MS)
    assert "You: 1 time, the last on 25 Nov 2026; pain 6 before, 5 after" in opened.area.card.text.toPlainText()


def test_closed_it_gives_the_focus_back_to_where_it_was_asked_for(window):
    open_guide(window)
    window.strike(Qt.Key.Key_Escape)
    assert window.window.guide.guide is None
    assert not dialog_is_open()
    assert QApplication.focusWidget() is window.control("Change", QPushButton)


def test_from_the_list_of_help_and_to_it_again(window):
    window.window.activateWindow()
    window.chord("Ctrl+H")
    control(window.dialog(), "Guide", QPushButton).click()
    settle()
    opened = window.window.guide.guide
    assert helps() == []
    control(opened, "When to get help", QPushButton).click()
    settle()
    assert len(helps()) == 1
    control(helps()[0], "Guide", QPushButton).click()
    settle()
    assert window.window.guide.guide is opened
    opened.close_button.click()
    assert not dialog_is_open()


def helps():
    return [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, HelpDialog) and shown.isVisible()]


def test_asked_for_twice_there_is_one_guide(window):
    opened = open_guide(window)
    window.window.guide.open()
    assert window.window.guide.guide is opened


def test_it_goes_with_the_window_to_the_tray(window):
    open_guide(window)
    window.window.put_away.emit()
    assert not dialog_is_open()


def test_an_activity_stands_ready_by_its_kind(window):
    log(window, "activity", "rest")
    form = window.window.today.forms.form(Kind.ACTIVITY)
    assert window.window.stack.current_key == "today"
    assert form.kind.chosen_key() == "rest"
    assert form.minutes.box.hasFocus()


@pytest.mark.parametrize(("subject", "field"), [("fluids", "fluids"), ("sleep", "hours")])
def test_the_note_of_the_day_is_opened_at_its_field(window, subject, field):
    log(window, "day_note", subject)
    form = window.window.today.forms.form(Kind.DAY_NOTE)
    assert getattr(form, field).hasFocus()


def test_which_medicine_it_was_the_person_says(window):
    log(window, "dose", "ibuprofen")
    form = window.window.today.forms.form(Kind.DOSE)
    assert form.name.hasFocus()
    assert form.name.text() == ""


def test_an_exercise_of_the_plan_is_begun_and_another_logged_by_hand(window):
    log(window, "exercise", "cat-cow")
    runner = window.window.today.session_card.runner
    assert runner.practice is not None
    runner.stop_practice()
    log(window, "exercise", "Sliding")
    form = window.window.today.forms.form(Kind.SESSION)
    assert form.isVisible()
    assert form.kind.chosen_key() == "Sliding"


def test_what_was_begun_of_another_session_stays_in_the_form(window):
    window.window.show_page("today")
    forms = window.window.today.forms
    forms.open(Kind.SESSION)
    form = forms.form(Kind.SESSION)
    form.kind.chip("ice").click()
    form.minutes.box.setValue(7)
    log(window, "session", "massage")
    assert (form.kind.chosen_key(), form.minutes.value()) == ("ice", 7)
    assert window.says("What you typed before is here again. It is not saved yet.")


def test_the_form_of_a_session_says_who_should_ask_first_but_not_of_what_has_cautions_of_its_own(window):
    window.window.show_page("today")
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


def test_the_forms_know_every_kind_the_guide_logs(window):
    targets = {target for subject in guide().subjects for target in subject.log}
    assert {target.kind for target in targets if target.form == "exercise" and exercise(target.kind) is None} == set()
    forms = window.window.today.forms
    forms.open(Kind.SESSION)
    for kind in (target.kind for target in targets if target.form == "session"):
        forms.form(Kind.SESSION).propose(kind)
        assert not forms.form(Kind.SESSION).kind.field.isVisible(), f"{kind} stands in no chip"


def test_an_appointment_is_arranged_on_the_page_of_the_report(window):
    log(window, "appointment", "physiotherapy")
    page = window.window.pages["report"]
    page.setting.stop()  # nobody waits for the pages
    form = page.appointments.form
    assert form.isVisible()
    assert form.whom.text() == "Physiotherapy"
    form.cancel()
    window.go_to("Today")


def test_the_app_starts_without_the_guide():
    code = "import sys, ui.window.wiring, ui.pages.today.page; print([name for name in sys.modules if 'guide' in name])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['ui.window.guide_opener']"


def test_a_page_can_lead_to_one_subject(window):
    window.window.activateWindow()
    window.window.guide.open("drinking")
    settle()
    opened = window.window.guide.guide
    assert opened.list.chosen_key() == "drinking"
    assert opened.area.card.text.hasFocus()
