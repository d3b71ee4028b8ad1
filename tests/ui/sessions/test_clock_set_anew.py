"""A clock set back or forward while something runs: no session and no exercise is prolonged by it."""

from datetime import timedelta

import pytest

from tests.ui.conftest import ICE_STILL
from tests.ui.hands import FakeAwake, has, settle, words
from tracker.domain.entries import EndedBy, Kind
from tracker.domain.sessions import CONTRAST

pytestmark = pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform stacks no windows


def sessions(window):
    return [(entry.kind, entry.length, entry.ended_by) for entry in window.tracker.journal.entries(kinds=(Kind.SESSION,))]


def card(window):
    return window.window.today.session_card


@pytest.fixture
def window(opened, keep):
    keep(onset=ICE_STILL)
    window = opened()
    window.tracker.planner.shown_cautions()
    return window


@pytest.fixture
def icing(window):
    """Five minutes of ice are over when the clock goes back an hour."""
    window.press("Start ice")
    window.later(minutes=5)
    assert window.says("15 minutes left of 20 minutes")
    window.clock.turn(hours=-1)
    return window


def test_the_countdown_goes_on_at_the_next_second_and_at_the_next_look(icing):
    icing.window.today.tick()
    assert icing.says("15 minutes left of 20 minutes")
    icing.later(minutes=2)
    assert icing.says("13 minutes left of 20 minutes")
    assert has(icing.window, "Stop")


def test_it_ends_after_its_twenty_minutes_with_its_alarm(icing):
    icing.later(minutes=14, seconds=59)
    assert icing.notifier.shown == []
    icing.later(seconds=1)
    assert sessions(icing) == [("ice", timedelta(minutes=20), EndedBy.PLANNED)]
    assert [notice.title for notice in icing.notifier.shown] == ["Ice: Time is up"]
    assert icing.sound.played == 1


def test_the_large_view_shows_the_same(icing):
    card(icing).door.make_awake = FakeAwake
    card(icing).open_large_view()
    view = card(icing).door.view
    assert (view.figure.text(), view.words.text()) == ("15:00", "Ice until 12:25. Space stops it")
    icing.clock.turn(hours=-5)
    view.tick()
    assert (view.figure.text(), view.words.text()) == ("15:00", "Ice until 07:25. Space stops it")


def test_the_question_on_closing_tells_the_end_by_the_clock_as_it_goes(icing):
    icing.window.close()
    assert "A session runs until 12:25." in words(icing.dialog())
    icing.dialog().reject()


@pytest.mark.parametrize("restarted", [False, True])
def test_an_app_quit_and_started_again_goes_on_from_there(icing, opened, restarted):
    if restarted:
        icing.clock.restart()
    window = opened()
    assert window.says("15 minutes left of 20 minutes")
    window.later(minutes=15)
    assert sessions(window) == [("ice", timedelta(minutes=20), EndedBy.PLANNED)]
    assert window.sound.played == 1


def test_a_clock_set_forward_ends_it_at_once_with_its_alarm(window):
    window.press("Start ice")
    window.later(minutes=5)
    window.clock.turn(hours=1)
    window.looks.look()
    settle()
    assert sessions(window) == [("ice", timedelta(minutes=20), EndedBy.PLANNED)]
    assert window.sound.played == 1


def test_a_held_exercise_takes_its_sixty_seconds(window):
    window.window.today.start_exercise("seated-twist")
    timer = card(window).runner.timer
    window.clock.advance(seconds=5)
    timer.refresh()
    window.clock.advance(seconds=10)
    timer.refresh()
    assert timer.figure.text() == "50"
    window.clock.turn(hours=-1)
    timer.refresh()
    assert timer.figure.text() == "50"
    window.clock.turn(hours=3)
    timer.refresh()
    assert timer.figure.text() == "50"


def test_the_turns_of_a_contrast_shower_go_on(window):
    card(window).start(CONTRAST)
    timer = card(window).runner.timer
    window.clock.advance(seconds=10)
    timer.refresh()
    assert timer.figure.text() == "20"
    window.clock.turn(hours=-1)
    timer.refresh()
    assert timer.figure.text() == "20"
    window.later(seconds=5)
    assert timer.figure.text() == "20"
    timer.refresh()
    assert timer.figure.text() == "15"


def test_a_clock_set_back_to_before_the_onset_leaves_the_rest_in_view(opened, keep, clock):
    keep(onset="2026-11-25T13:00")
    window = opened()
    window.tracker.planner.shown_cautions()
    window.press("Start ice")
    window.later(minutes=20)
    clock.turn(hours=-1)
    window.looks.look()
    settle()
    assert window.says("Rest after ice")
    assert not has(window.window, "Start ice")
    window.chord("Ctrl+Z")
    assert window.says("There is nothing to undo.")
