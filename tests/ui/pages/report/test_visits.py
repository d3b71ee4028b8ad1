"""What a visit to the physiotherapist takes: own activities and their scores, questions, appointments."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from tests.builders import a_moment, an_entry
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import has, name_of
from tracker.domain.entries import Kind
from ui.widgets.points_scale import PointsScale

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
LATER_THAN_THE_WAIT = 700
OWN = ["walk to the shop", "sit through a film", "lift my child"]


@pytest.fixture
def scored(window):
    window.tracker.visits.set_activities(OWN)
    window.desk.feed.publish(window.tracker.visits.set_activities(OWN).touched)
    return window


@pytest.fixture
def report(opened, keep):
    keep(an_entry(5, "2026-11-25T08:00"), an_entry(8, "2026-11-01T08:00"), onset=ICE_STILL)
    window = opened()
    window.go_to("Report")
    window.press("Questions for the physiotherapist")
    window.press("Appointments")
    return window


def questions(window):
    return [(question.text, question.asked_at is not None) for question in window.tracker.visits.questions()]


def ask(window, *texts):
    for text in texts:
        window.control("New question", QLineEdit).setFocus()
        window.strike(text, ENTER)


def activities(window):
    return [activity.text for activity in window.tracker.visits.activities()]


def fill_activities(window, *texts):
    for number, text in enumerate(texts, start=1):
        field = window.control(f"Activity {number}", QLineEdit)
        field.setFocus()
        field.clear()
        window.strike(text)


def arrange(window, whom="Ms Ito"):
    window.press("Add an appointment")
    window.control("With whom").setFocus()
    window.strike(whom)
    window.press("Save")


def test_an_own_activity_is_refused_where_there_are_too_few_or_one_twice_taken_back_and_kept(window, opened):
    window.section("What you can do")
    for typed, said in ((("walk", "sit"), "Three to five"), (("walk", "sit", "walk"), "is there already")):
        fill_activities(window, *typed)
        window.press("Save")
        assert activities(window) == []
        assert said in window.control("Activity 1", QLineEdit).accessibleDescription()
    fill_activities(window, *OWN)
    window.press("Save")
    window.press("Undo")
    assert activities(window) == []
    assert window.control("Activity 1", QLineEdit).text() == ""
    fill_activities(window, *OWN)
    window.press("Save")
    assert activities(window) == OWN
    again = opened()
    again.section("What you can do")
    assert [again.control(f"Activity {number}", QLineEdit).text() for number in (1, 2, 3, 4)] == [*OWN, ""]


def test_today_asks_for_the_scores_once_a_week_and_lists_them_with_their_mean(scored):
    for name, points in zip(OWN, (2, 5, 8), strict=True):
        scored.control(name, PointsScale).key(points).click()
    scored.press("Save")
    [entry] = scored.tracker.journal.entries(kinds=(Kind.FUNCTION,))
    assert [(score.activity, score.points) for score in entry.scores] == list(zip(OWN, (2, 5, 8), strict=True))
    assert scored.says("average 5")
    assert not has(scored.window, "Save")
    scored.later(days=6)
    assert not has(scored.window, "Save")
    scored.later(days=1)
    assert has(scored.window, "Save")


def test_scores_are_given_by_digits_and_no_score_at_all_is_not_saved(scored):
    scored.press("Save")
    assert scored.tracker.journal.entries(kinds=(Kind.FUNCTION,)) == []
    assert scored.says("Score at least one activity")
    scored.control(OWN[0], PointsScale).focus_scale()
    scored.strike("3", Qt.Key.Key_Tab, "10", ENTER)
    [entry] = scored.tracker.journal.entries(kinds=(Kind.FUNCTION,))
    assert [(score.activity, score.points) for score in entry.scores] == [(OWN[0], 3), (OWN[1], 10)]


def test_not_this_week_is_respected_for_a_week(scored, opened):
    scored.press("Not this week")
    assert not has(scored.window, "Save")
    scored.later(days=6)
    assert not has(opened().window, "Save")
    scored.clock.advance(days=1)
    assert has(opened().window, "Save")


def test_without_activities_nothing_asks_and_what_opens_the_cards_of_the_report_stands_on_one_edge(window):
    assert not has(window.window, "Save")
    window.go_to("Report")
    openers = [window.control(name) for name in ("Questions for the physiotherapist", "Appointments", "What you can do")]
    assert len({opener.mapTo(window.window, opener.rect().topLeft()).x() for opener in openers}) == 1
    # Its words are centred within it.
    assert all(opener.width() == opener.sizeHint().width() for opener in openers)


def test_the_scores_are_reached_from_the_report_too(scored):
    scored.go_to("Report")
    scored.press("What you can do")
    scored.press("Score them now")
    assert name_of(QApplication.focusWidget().parent()) == OWN[0]
    scored.strike("4", ENTER)
    assert scored.says(f"{OWN[0]}: 4 of 10")
    assert scored.says("Average 4, 25 Nov 2026")
    assert name_of(QApplication.focusWidget()) == "Score them now"


def test_a_question_is_written_down_ticked_off_and_stands_last_and_tab_goes_through_them(report):
    ask(report, "May I run?", "How long with heat?")
    assert questions(report) == [("May I run?", False), ("How long with heat?", False)]
    report.control("May I run?", QCheckBox).click()
    assert questions(report) == [("How long with heat?", False), ("May I run?", True)]
    assert report.says("May I run? (asked 25 Nov)")
    report.press("Undo")
    assert questions(report)[0] == ("May I run?", False)
    report.control("May I run?", QCheckBox).setFocus()
    seen = []
    for _step in range(6):
        report.strike(Qt.Key.Key_Tab)
        seen.append(name_of(QApplication.focusWidget()))
    assert seen == ["Edit", "Delete", "How long with heat?", "Edit", "Delete", "New question"]


def test_a_question_is_shown_as_typed_put_in_other_words_left_as_it_was_deleted_and_comes_back(report):
    report.press("Add question")
    assert questions(report) == []
    assert report.control("New question", QLineEdit).accessibleDescription() == "Write the question first."
    ask(report, "May I run?")
    report.control("Edit").setFocus()
    report.strike(ENTER)
    assert name_of(QApplication.focusWidget()) == "Question"
    report.strike(" Soon?", ENTER)
    assert questions(report) == [("May I run? Soon?", False)]
    assert name_of(QApplication.focusWidget()) == "May I run? Soon?"
    report.press("Edit")
    report.strike("x", ESCAPE)
    assert questions(report) == [("May I run? Soon?", False)]
    assert not has(report.window, "Save")
    report.press("Delete")
    assert questions(report) == []
    report.press("Undo")
    assert questions(report) == [("May I run? Soon?", False)]
    ask(report, "<b>bold</b> & more")
    assert report.says("<b>bold</b> & more")
    assert questions(report)[1] == ("<b>bold</b> & more", False)


def test_questions_appointments_and_activities_half_typed_are_there_again(report, opened):
    report.control("New question", QLineEdit).setFocus()
    report.strike("Is it tr")
    report.press("Add an appointment")
    report.control("With whom").setFocus()
    report.strike("Ms I")
    report.section("What you can do")
    fill_activities(report, "walk to the")
    QTest.qWait(LATER_THAN_THE_WAIT)
    again = opened()
    again.go_to("Report")
    assert again.control("New question", QLineEdit).text() == "Is it tr"
    assert again.says("What you typed before is here again.")
    assert again.control("With whom").text() == "Ms I"
    again.section("What you can do")
    assert again.control("Activity 1", QLineEdit).text() == "walk to the"
    assert again.says("What you typed before is here again.")
    assert activities(again) == []


def test_an_appointment_is_added_shown_changed_deleted_and_refused_without_a_name(report):
    assert report.says("No appointment to come.")
    arrange(report)
    assert report.says("Next: Thu 26 Nov 09:00, Ms Ito")
    assert name_of(QApplication.focusWidget()) == "Add an appointment"
    report.press("Undo")
    assert report.says("No appointment to come.")
    arrange(report)
    report.press("Edit")
    report.control("With whom").selectAll()
    report.control("With whom").setFocus()
    report.strike("Dr Ng", ENTER)
    [one] = report.tracker.visits.appointments()
    assert one.whom == "Dr Ng"
    report.press("Delete")
    assert report.tracker.visits.appointments() == []
    report.press("Add an appointment")
    report.press("Save")
    assert report.tracker.visits.appointments() == []
    assert "with whom" in report.control("With whom").accessibleDescription()


def test_since_last_visit_can_be_chosen_once_there_was_one(report):
    report.tracker.visits.arrange(a_moment("2026-12-01T10:00"), "Ms Ito")
    assert report.tracker.periods.since_last_visit() is None
    for name in ("Trends", "Report"):
        report.go_to(name)
        assert not has(report.window, "Since last appointment")
    report.desk.run_quietly(lambda: report.tracker.visits.arrange(a_moment("2026-11-20T10:00"), "Ms Ito"))
    for name in ("Trends", "Report"):
        report.go_to(name)
        report.press("Since last appointment")
        shown = report.window.pages[name.lower()]._period
        period = shown() if callable(shown) else shown
        assert (period.first, period.last) == (date(2026, 11, 20), date(2026, 11, 25))
