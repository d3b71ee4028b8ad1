"""Pain before and after a session: asked where it is wanted, never in the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import a_session
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import has
from tracker.domain.entries import Kind
from ui.sessions.controls import BEFORE

ICE_ID = "00000000-0000-4000-8000-000000000001"


def ask_before(window):
    window.window.today.session_card.panels.turn(BEFORE)


def pains(window):
    return [(entry.before, entry.after) for entry in window.tracker.journal.entries(kinds=(Kind.SESSION,))]


@pytest.fixture
def ready(window):
    """A window in which the cautions were read."""
    window.tracker.planner.shown_cautions()
    return window


@pytest.fixture
def asked(opened, keep):
    """A window that asks for the pain after the ice of noon."""
    keep(a_session("ice", "2026-11-25T12:00", before=7, id=ICE_ID), onset=ICE_STILL)
    window = opened()
    window.window.today.ask_after(ICE_ID)
    return window


def test_a_session_starts_with_one_press_and_no_question(ready):
    ready.press("Start ice")
    assert pains(ready) == [(None, None)]
    ready.later(minutes=20)
    assert not has(ready.window, "Save")


def test_pain_before_is_a_key_and_enter_starts(ready):
    ask_before(ready)
    ready.strike("7", Qt.Key.Key_Return)
    assert ready.tracker.timekeeper.running_session().before == 7
    assert ready.window.today.pain_card.scale.value() is None


def test_pain_before_that_was_left_open_is_none(ready):
    ask_before(ready)
    ready.press("Start ice")
    assert pains(ready) == [(None, None)]


def test_pain_before_can_be_read_where_it_was_given_and_goes_with_one_session_only(ready):
    ask_before(ready)
    ready.strike("4", Qt.Key.Key_Escape)
    assert ready.says("Pain before: 4")
    ready.press("Start ice")
    ready.press("Stop")
    ready.press("Start earlier...")
    ready.press("Start ice now")
    assert pains(ready) == [(4, None), (None, None)]


def test_pain_before_is_kept_while_the_cautions_are_read(window):
    ask_before(window)
    window.strike("7", Qt.Key.Key_Return)
    window.press("I have read this, start")
    assert window.tracker.timekeeper.running_session().before == 7


def test_who_gave_the_pain_before_is_asked_for_that_after_it_at_the_end(ready):
    ask_before(ready)
    ready.strike("7", Qt.Key.Key_Return)
    ready.later(minutes=20)
    assert ready.says("Ice at 13:05. And the pain now, after it?")
    assert ready.says("Rest after ice")
    ready.window.today.session_card.panels.after.scale.key(5).click()
    ready.press("Save")
    assert pains(ready) == [(7, 5)]
    assert not has(ready.window, "Save")


def test_the_question_takes_no_focus_at_the_end(ready):
    ask_before(ready)
    ready.strike("7", Qt.Key.Key_Return)
    ready.later(minutes=20)
    assert QApplication.focusWidget() is not ready.window.today.session_card.panels.after.scale.key(0)


def test_who_gave_none_before_finds_the_way_to_the_pain_after(ready):
    ready.press("Start ice")
    ready.later(minutes=20)
    ready.press("Pain after")
    ready.strike("3", Qt.Key.Key_Return)
    assert pains(ready) == [(None, 3)]
    assert not has(ready.window, "Pain after")


def test_the_question_of_a_reminder_names_its_session_and_is_ready_for_a_key(asked):
    assert asked.says("Ice at 12:00. And the pain now, after it?")
    asked.strike("1", "0", Qt.Key.Key_Return)
    assert pains(asked) == [(7, 10)]


def test_the_answer_can_be_taken_back(asked):
    asked.strike("4", Qt.Key.Key_Return)
    asked.press("Undo")
    assert pains(asked) == [(7, None)]


def test_an_answer_without_a_number_says_what_is_missing(asked):
    asked.press("Save")
    assert asked.says("Choose a number, or leave it out.")
    assert pains(asked) == [(7, None)]


def test_leaving_it_out_asks_no_more(asked):
    asked.press("Leave it out")
    assert not has(asked.window, "Save")
    assert pains(asked) == [(7, None)]


def test_a_question_that_was_answered_elsewhere_goes(asked):
    session = asked.tracker.journal.get(ICE_ID)
    asked.desk.run_quietly(lambda: asked.tracker.journal.delete([session.id]))
    assert not has(asked.window, "Save")


def test_a_session_that_is_gone_is_said_and_nothing_is_asked(window):
    window.window.today.ask_after(ICE_ID)
    assert window.says("There is no such entry here.")
    assert not has(window.window, "Save")


def test_a_question_that_comes_while_a_session_runs_hides_nothing(asked):
    asked.tracker.planner.shown_cautions()
    asked.press("Start earlier...")
    asked.press("Start ice now")
    asked.window.today.ask_after(ICE_ID)
    assert has(asked.window, "Stop")
    assert has(asked.window, "Save")
    assert asked.says("20 minutes left of 20 minutes")
    asked.strike("4", Qt.Key.Key_Return)
    assert pains(asked)[0] == (7, 4)
