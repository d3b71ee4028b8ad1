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
    window.press("Save appointment")


def test_own_activities_are_chosen_in_settings_and_kept(window, opened):
    window.section("What you can do")
    fill_activities(window, *OWN)
    window.press("Save activities")
    assert activities(window) == OWN
    again = opened()
    again.section("What you can do")
    assert [again.control(f"Activity {number}", QLineEdit).text() for number in (1, 2, 3, 4)] == [*OWN, ""]


@pytest.mark.parametrize(("typed", "said"), [(("walk", "sit"), "Three to five"), (("walk", "sit", "walk"), "is there twice")])
def test_too_few_or_the_same_twice_are_refused_beside_the_fields(window, typed, said):
    window.section("What you can do")
    fill_activities(window, *typed)
    window.press("Save activities")
    assert activities(window) == []
    assert said in window.control("Activity 1", QLineEdit).accessibleDescription()


def test_a_change_of_the_activities_can_be_taken_back(window):
    window.section("What you can do")
    fill_activities(window, *OWN)
    window.press("Save activities")
    window.press("Undo")
    assert activities(window) == []
    assert window.control("Activity 1", QLineEdit).text() == ""


def test_activities_half_typed_are_there_again(window, opened):
    window.section("What you can do")
    fill_activities(window, "walk to the")
    QTest.qWait(LATER_THAN_THE_WAIT)
    again = opened()
    again.section("What you can do")
    assert again.control("Activity 1", QLineEdit).text() == "walk to the"
    assert again.says("What you typed before is here again.")
    assert activities(again) == []


def test_today_asks_for_the_scores_once_a_week_and_lists_them_with_their_mean(scored):
    for name, points in zip(OWN, (2, 5, 8), strict=True):
        scored.control(name, PointsScale).key(points).click()
    scored.press("Save scores")
    [entry] = scored.tracker.journal.entries(kinds=(Kind.FUNCTION,))
    assert [(score.activity, score.points) for score in entry.scores] == list(zip(OWN, (2, 5, 8), strict=True))
    assert scored.says("mean 5")
    assert not has(scored.window, "Save scores")
    scored.later(days=6)
    assert not has(scored.window, "Save scores")
    scored.later(days=1)
    assert has(scored.window, "Save scores")


def test_scores_are_given_by_digits(scored):
    scored.control(OWN[0], PointsScale).focus_scale()
    scored.strike("3", Qt.Key.Key_Tab, "10", ENTER)
    [entry] = scored.tracker.journal.entries(kinds=(Kind.FUNCTION,))
    assert [(score.activity, score.points) for score in entry.scores] == [(OWN[0], 3), (OWN[1], 10)]


def test_no_score_at_all_is_not_saved(scored):
    scored.press("Save scores")
    assert scored.tracker.journal.entries(kinds=(Kind.FUNCTION,)) == []
    assert scored.says("Score at least one activity")


def test_not_this_week_is_respected_for_a_week(scored, opened):
    scored.press("Not this week")
    assert not has(scored.window, "Save scores")
    scored.later(days=6)
    assert not has(opened().window, "Save scores")
    scored.clock.advance(days=1)
    assert has(opened().window, "Save scores")


def test_without_activities_nothing_asks(window):
    assert not has(window.window, "Save scores")


def test_the_scores_are_reached_from_the_report_too(scored):
    scored.go_to("Report")
    scored.press("What you can do")
    scored.press("Score them now")
    assert name_of(QApplication.focusWidget().parent()) == OWN[0]
    scored.strike("4", ENTER)
    assert scored.says(f"{OWN[0]}: 4 of 10")
    assert scored.says("Mean 4, 25 Nov 2026")
    assert name_of(QApplication.focusWidget()) == "Score them now"


def test_a_question_is_written_down_ticked_off_and_then_stands_last(report):
    ask(report, "May I run?", "How long with heat?")
    assert questions(report) == [("May I run?", False), ("How long with heat?", False)]
    report.control("May I run?", QCheckBox).click()
    assert questions(report) == [("How long with heat?", False), ("May I run?", True)]
    assert report.says("May I run? (asked 25 Nov)")
    report.press("Undo")
    assert questions(report)[0] == ("May I run?", False)


def test_a_question_is_put_in_other_words_by_keyboard(report):
    ask(report, "May I run?")
    report.control("Edit").setFocus()
    report.strike(ENTER)
    assert name_of(QApplication.focusWidget()) == "Question"
    report.strike(" Soon?", ENTER)
    assert questions(report) == [("May I run? Soon?", False)]
    assert name_of(QApplication.focusWidget()) == "May I run? Soon?"


def test_escape_leaves_a_question_as_it_was(report):
    ask(report, "May I run?")
    report.press("Edit")
    report.strike("x", ESCAPE)
    assert questions(report) == [("May I run?", False)]
    assert not has(report.window, "Save question")


def test_a_question_is_deleted_and_comes_back(report):
    ask(report, "May I run?")
    report.press("Delete")
    assert questions(report) == []
    report.press("Undo")
    assert questions(report) == [("May I run?", False)]


def test_tab_goes_from_question_to_question_and_then_to_the_field_for_a_new_one(report):
    ask(report, "One", "Two")
    report.control("One", QCheckBox).setFocus()
    seen = []
    for _step in range(6):
        report.strike(Qt.Key.Key_Tab)
        seen.append(name_of(QApplication.focusWidget()))
    assert seen == ["Edit", "Delete", "Two", "Edit", "Delete", "New question"]


def test_an_empty_question_is_refused_beside_the_field(report):
    report.press("Add question")
    assert questions(report) == []
    assert report.control("New question", QLineEdit).accessibleDescription() == "Write the question first."


def test_html_in_a_question_is_shown_as_typed(report):
    ask(report, "<b>bold</b> & more")
    assert report.says("<b>bold</b> & more")
    assert questions(report) == [("<b>bold</b> & more", False)]


def test_a_question_half_typed_is_there_again(report, opened):
    report.control("New question", QLineEdit).setFocus()
    report.strike("Is it tr")
    QTest.qWait(LATER_THAN_THE_WAIT)
    again = opened()
    again.go_to("Report")
    assert again.control("New question", QLineEdit).text() == "Is it tr"
    assert again.says("What you typed before is here again.")


def test_an_appointment_is_added_and_the_next_one_shown(report):
    assert report.says("No appointment to come.")
    arrange(report)
    assert report.says("Next: Thu 26 Nov 09:00, Ms Ito")
    assert name_of(QApplication.focusWidget()) == "Add an appointment"
    report.press("Undo")
    assert report.says("No appointment to come.")


def test_an_appointment_is_changed_and_deleted(report):
    arrange(report)
    report.press("Edit")
    report.control("With whom").selectAll()
    report.control("With whom").setFocus()
    report.strike("Dr Ng", ENTER)
    [one] = report.tracker.visits.appointments()
    assert one.whom == "Dr Ng"
    report.press("Delete")
    assert report.tracker.visits.appointments() == []


def test_an_appointment_without_a_name_is_refused_beside_the_field(report):
    report.press("Add an appointment")
    report.press("Save appointment")
    assert report.tracker.visits.appointments() == []
    assert "with whom" in report.control("With whom").accessibleDescription()


def test_an_appointment_half_filled_is_there_again(report, opened):
    report.press("Add an appointment")
    report.control("With whom").setFocus()
    report.strike("Ms I")
    QTest.qWait(LATER_THAN_THE_WAIT)
    again = opened()
    again.go_to("Report")
    assert again.control("With whom").text() == "Ms I"


@pytest.mark.parametrize("page", ["Report", "Trends"])
def test_since_last_visit_can_be_chosen_once_there_was_one(report, page):
    report.go_to(page)
    assert not has(report.window, "Since last appointment")
    report.desk.run_quietly(lambda: report.tracker.visits.arrange(a_moment("2026-11-20T10:00"), "Ms Ito"))
    report.press("Since last appointment")
    shown = report.window.pages[page.lower()]._period
    period = shown() if callable(shown) else shown
    assert (period.first, period.last) == (date(2026, 11, 20), date(2026, 11, 25))


def test_a_visit_to_come_is_no_last_visit(report):
    report.tracker.visits.arrange(a_moment("2026-12-01T10:00"), "Ms Ito")
    assert report.tracker.periods.since_last_visit() is None


def test_what_opens_the_cards_stands_on_one_edge_however_long_its_words(window):
    window.go_to("Report")
    openers = [window.control(name) for name in ("Questions for the physiotherapist", "Appointments", "What you can do")]
    assert len({opener.mapTo(window.window, opener.rect().topLeft()).x() for opener in openers}) == 1
    # Its words are centred within it.
    assert all(opener.width() == opener.sizeHint().width() for opener in openers)
