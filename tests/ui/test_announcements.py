"""What a screen reader says by itself: what was done politely, what went wrong at once."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.builders import a_moment, an_entry
from tests.ui.hands import control, settle
from tracker.domain.entries import Kind
from tracker.domain.medicines import DoseDraft
from tracker.errors import Refused
from ui.importing.dialog import ImportDialog
from ui.notifications.desktop import Notice
from ui.notifications.popup import ReminderWindows
from ui.pages.diary.filter_bar import TYPING_MS
from ui.widgets.announcement import Urgency

SOURCES = Path(__file__).resolve().parents[2] / "ui"
POLITE, URGENT = Urgency.POLITE, Urgency.URGENT


def test_words_are_told_to_a_screen_reader_by_one_place_and_what_opened_by_another():
    """Of an alert Qt tells the bus of Linux nothing."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")}
    telling = re.compile(r"Event\.Alert|QAccessibleEvent|QAccessibleAnnouncementEvent")
    assert [name for name, source in sources.items() if telling.search(source)] == ["announcement.py"]
    assert {name for name, source in sources.items() if "updateAccessibility" in source} == {"announcement.py", "accessible_roles.py"}


def test_an_entry_saved_and_taken_back_is_said_politely(window, spoken):
    window.strike("6", Qt.Key.Key_Return)
    window.chord("Ctrl+Z")
    assert [urgency for _words, urgency in spoken] == [POLITE, POLITE]
    assert spoken[0][0] == "Information. Entry saved (Pain 6, 13:05)"
    assert spoken[1][0].startswith("Information. Undone")


def test_what_is_refused_and_what_went_wrong_break_in(window, spoken):
    window.messages.report(Refused("The pain is 11, but the scale ends at 10. Nothing was saved."))
    assert spoken == [("Notice. The pain is 11, but the scale ends at 10. Nothing was saved.", URGENT)]


def test_the_plan_begun_is_said_and_the_phase_it_brings(opened, keep, spoken):
    keep(an_entry(7, "2026-11-23T08:00"))
    window = opened()
    spoken.clear()
    planner = window.tracker.planner
    window.desk.run(lambda: planner.start_episode(a_moment("2026-11-25T10:00")))
    settle()
    [phase, begun] = spoken
    assert phase == (window.window.phase_line.accessibleName(), POLITE)
    assert phase[0].startswith("Ice")
    assert begun == (f"Information. {window.window.strip.notice.text()}", POLITE)


def test_the_phase_is_said_when_it_turns_and_not_at_each_look(window, spoken):
    window.later(minutes=1)
    assert spoken == []
    window.later(days=3)
    assert [words for words, _urgency in spoken if words == window.window.phase_line.accessibleName()]


def test_a_session_says_its_last_minute_once_and_its_end_at_once(window, spoken):
    window.tracker.planner.shown_cautions()
    window.desk.run(lambda: window.tracker.timekeeper.start_session("ice", 20))
    spoken.clear()
    window.later(minutes=18)
    assert spoken == []
    window.later(minutes=1)
    window.later(seconds=20)
    assert spoken == [("Ice: 1 minute left", POLITE)]
    window.later(minutes=1)
    assert spoken[1] == ("Ice: Time is up", URGENT)


def test_the_number_found_in_the_diary_is_said_and_not_again_for_the_same(opened, keep, spoken):
    keep(an_entry(7, "2026-11-23T08:00", note="Bent over"), an_entry(3, "2026-11-24T08:00", note="Bent again"))
    window = opened()
    window.go_to("Diary")
    for text in ("bent", "nowhere"):
        control(window.window, "Search notes, places, medicines", QLineEdit).setText(text)
        QTest.qWait(TYPING_MS + 60)
        settle()
        window.window.pages["diary"].refresh()
    nothing = "No entry contains this text; deleted entries are not searched."
    assert spoken == [("2 found", POLITE), (nothing, POLITE)]


def test_each_issue_of_a_form_is_said_in_order_after_the_focus_went_to_the_first(window, spoken):
    forms = window.window.today.forms
    forms.open(Kind.DOSE)
    form = forms.form(Kind.DOSE)
    form.save_button.click()
    assert spoken == []
    settle()
    issues = [issue.message for issue in form.issues()]
    assert [words for words, _urgency in spoken] == list(dict.fromkeys(issues))
    assert issues


@pytest.mark.parametrize("kind", [Kind.DOSE, Kind.ACTIVITY, Kind.SESSION])
def test_the_focus_goes_to_the_first_wrong_field_which_says_what_is_wrong_until_it_is_right(window, kind):
    forms = window.window.today.forms
    forms.open(kind)
    form = forms.form(kind)
    form.save_button.setFocus()
    form.save_button.click()
    settle()
    wrong = QApplication.focusWidget()
    [first, *_others] = [issue.message for issue in form.issues()]
    assert form.isAncestorOf(wrong)
    assert wrong is not form.save_button
    assert wrong.accessibleDescription() == first
    form.open()
    assert wrong.accessibleDescription() != first


def test_without_a_value_the_focus_goes_to_the_scale_which_says_so_and_then_its_value(window):
    card = window.window.today.pain_card
    card.save_button.setFocus()
    card.save_button.click()
    settle()
    scale = card.fields.scale
    assert scale.isAncestorOf(QApplication.focusWidget()) or scale is QApplication.focusWidget()
    assert scale.accessibleDescription() == card.fields.issue.text() != ""
    window.strike("6")
    assert scale.accessibleDescription() == "6 of 10"
    card.fields.clear_issues()
    assert scale.accessibleDescription() == "6 of 10"


def test_a_dose_over_a_limit_breaks_in_and_is_said_once(window, spoken):
    for hour in ("08", "10", "12"):
        window.tracker.medicines.record(DoseDraft(name="Panadol", moment=a_moment(f"2026-11-25T{hour}:00"), mg=(1500.0,)))
    forms = window.window.today.forms
    forms.open(Kind.DOSE)
    dose = forms.form(Kind.DOSE)
    dose.name.setText("Panadol")
    said = dose.overview.accessibleName()
    assert said.startswith("Paracetamol comes to 6,000 mg in 24 hours, over 4,000 mg.")
    assert (said, URGENT) in spoken
    spoken.clear()
    dose.name.setText("Panadol ")
    assert spoken == []


def test_a_file_that_cannot_be_read_is_said(window, tmp_path, spoken):
    file = tmp_path / "a.csv"
    file.write_bytes(b"\0\1\2")
    dialog = ImportDialog(window.tracker.importing, window.window)
    dialog.open()
    dialog.open_file(file)
    QTest.qWait(50)
    settle()
    assert dialog.file_step.issue.text().replace("\u200b", "") in [words for words, _urgency in spoken]
    dialog.leave()


@pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer
@pytest.mark.parametrize(("is_urgent", "urgency"), [(False, POLITE), (True, URGENT)])
def test_a_notice_of_its_own_is_said_whole(qapp, spoken, is_urgent, urgency):
    windows = ReminderWindows(qapp)
    windows.show(Notice("ice", "Ice is over", "Rest for 90 minutes.", urgent=is_urgent))
    windows.close_all()
    assert spoken == [("Ice is over. Rest for 90 minutes.", urgency)]
