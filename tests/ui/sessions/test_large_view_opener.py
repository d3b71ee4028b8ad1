"""From Today to the large view and back, with whatever runs."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.hands import FakeAwake, has, settle
from tracker.domain.entries import EndedBy, Kind
from tracker.domain.plan.protocol import Phase

pytestmark = pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform stacks no windows


@pytest.fixture
def large(window):
    """A window whose large view keeps no real screen awake."""
    window.tracker.planner.shown_cautions()
    window.window.today.session_card.door.make_awake = FakeAwake
    return window


def view(window):
    return window.window.today.session_card.door.view


def timer(window):
    return window.window.today.session_card.runner.timer


def space(window):
    QTest.keyClick(QApplication.focusWidget() or view(window), Qt.Key.Key_Space)
    settle()


def sessions(window):
    return [(entry.kind, entry.length, entry.ended_by) for entry in window.tracker.journal.entries(kinds=(Kind.SESSION,))]


def go_on(window, seconds):
    for _second in range(seconds):
        window.clock.advance(seconds=1)
        if timer(window) is not None:
            timer(window).refresh()
    settle()


def leave(window):
    QTest.keyClick(view(window), Qt.Key.Key_Escape)
    settle()


@pytest.mark.parametrize("keys", ["F11", "Ctrl+L"])
def test_two_keys_open_it_from_anywhere_on_today(large, keys):
    large.chord(keys)
    assert view(large).isVisible()
    assert view(large).words.text() == "Space starts: Ice"


def test_the_button_opens_it_and_the_window_is_back_after_escape(large):
    large.press("Large view")
    leave(large)
    assert not view(large).isVisible()
    large.strike(Qt.Key.Key_Return)  # it started nothing there, and does not here
    assert large.tracker.timekeeper.running_session() is None
    large.press("Large view")
    assert view(large).isVisible()


def test_what_is_started_there_runs_on_today(large):
    large.press("Large view")
    space(large)
    leave(large)
    assert has(large.window, "Stop")
    assert large.tracker.timekeeper.running_session().kind == "ice"


def test_the_end_is_told_there_and_space_stops_the_sound(large):
    silenced = []
    large.window.today.session_card.door.silence_wanted.connect(lambda: silenced.append(True))
    large.press("Large view")
    space(large)
    large.later(minutes=20)
    assert view(large).words.text() == "Ice: Time is up. Take it off. Space stops the sound"
    space(large)
    assert silenced == [True]


def test_the_cautions_are_read_there_too(window):
    window.window.today.session_card.door.make_awake = FakeAwake
    window.press("Large view")
    space(window)
    space(window)  # nobody can have read them yet
    assert window.tracker.timekeeper.running_session() is None
    window.clock.advance(seconds=1)
    space(window)
    assert window.tracker.timekeeper.running_session().kind == "ice"
    leave(window)
    assert has(window.window, "Stop")


def test_an_exercise_that_runs_is_taken_along_and_brought_back(large):
    large.window.today.start_exercise("seated-twist")
    go_on(large, 15)
    moved = timer(large)
    large.press("Large view")
    assert view(large).isAncestorOf(moved)
    go_on(large, 10)
    assert moved.figure.text() == "40"
    leave(large)
    assert large.window.isAncestorOf(moved)
    assert moved.isVisible()
    assert moved.figure.text() == "40"
    assert large.window.focusWidget() is moved


def test_the_space_bar_leads_through_an_exercise_lying_down(large):
    large.window.today.start_exercise("cat-cow")
    large.press("Large view")
    go_on(large, 5)
    for _repetition in range(5):
        go_on(large, 4)
        space(large)
    assert sessions(large) == [("Cat-cow", timedelta(seconds=20), EndedBy.PLANNED)]


def test_the_last_words_of_an_exercise_stay_until_space(large):
    large.window.today.start_exercise("seated-twist")
    large.press("Large view")
    shown = timer(large)
    go_on(large, 5 + 60 + 5 + 60)
    assert shown.action.text() == "Done"
    assert view(large).isAncestorOf(shown)
    space(large)
    assert not view(large).isAncestorOf(shown)
    assert view(large).words.text() == "Space starts: Ice"


def test_stretches_are_started_lying_down(large):
    large.desk.run_quietly(lambda: large.tracker.planner.set_phase(Phase.STRETCH, reason="physio"))
    large.press("Large view")
    assert view(large).words.text() == "Space starts: Stretches"
    assert [button.text() for button in view(large).buttons] == ["Start stretches", "Start heat"]
    space(large)
    assert view(large).isAncestorOf(timer(large))
    go_on(large, 5 + 60 + 5 + 60)
    leave(large)
    assert large.says("Knee to chest, 2 of 5")


def test_a_contrast_shower_is_told_there_and_space_stops_it(large):
    large.window.today.session_card.start("contrast")
    settle()
    large.press("Large view")
    large.later(seconds=40)
    timer(large).refresh()
    assert timer(large).action.text() == "Cool"
    space(large)
    assert sessions(large) == [("contrast", timedelta(seconds=40), EndedBy.BUTTON)]
    assert view(large).words.text() == "Space starts: Ice"


def test_a_contrast_shower_that_has_run_its_time_is_told_as_ended(large):
    large.window.today.session_card.start("contrast")
    large.press("Large view")
    large.later(minutes=15)
    assert view(large).words.text() == "Contrast shower: Time is up. Space stops the sound"


def test_the_screen_stays_on_while_it_is_open(large):
    large.press("Large view")
    awake = view(large)._awake
    assert awake.wanted
    leave(large)
    assert not awake.wanted
