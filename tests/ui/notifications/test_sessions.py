"""The end of a session as it is told: heard once, taken away when it is over, and what keeps the computer awake."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.ui.hands import settle
from tracker.domain.sessions import STRENGTH
from ui.pages.settings.rows import RowButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer


@pytest.fixture
def over(window):
    """A window in which ice has just ended."""
    window.press("Start ice")
    window.press("I have read this, start")
    window.later(minutes=20)
    return window


@pytest.fixture
def card(window):
    return window.window.today.session_card


def test_a_press_on_the_end_opens_the_window(over):
    over.window.hide()
    over.notifier.click()
    assert over.window.isVisible()


def test_done_leaves_the_window_where_it_is(over):
    over.window.hide()
    over.notifier.press("Done")
    assert not over.window.isVisible()


def test_the_next_session_takes_the_end_of_the_one_before_away(over):
    over.press("Start earlier...")
    over.press("Start ice now")
    assert over.notifier.withdrawn == [over.notifier.shown[0].key]


def test_the_end_goes_when_the_rest_it_names_is_over_though_no_reminder_comes(over):
    for rule in over.tracker.reminders.rules():
        over.tracker.reminders.change(replace(rule, is_on=False))
    end = over.notifier.shown[0]
    assert end.body == "Take it off. Then a break of 90 minutes."
    over.later(minutes=89)
    assert over.notifier.withdrawn == []
    over.later(minutes=1)
    assert over.notifier.withdrawn == [end.key]


@pytest.mark.parametrize("overtake", ["deleted", "stopped earlier"])
def test_the_end_goes_with_the_session_it_tells_of(over, overtake):
    (session,) = over.tracker.journal.entries()
    journal = over.tracker.journal
    over.desk.run(
        lambda: (
            journal.delete([session.id])
            if overtake == "deleted"
            else journal.change(replace(session, planned=timedelta(minutes=12), ended_at=session.ended_at - timedelta(minutes=8)))
        )
    )
    assert over.notifier.withdrawn == [over.notifier.shown[0].key]


def test_an_end_that_was_heard_in_the_large_view_is_heard(over):
    over.window.today.session_card.door.silence_wanted.emit()
    assert over.notifier.withdrawn == [over.notifier.shown[0].key]


def test_exercises_keep_the_computer_awake(window, card):
    card.exercising_changed.emit(True)
    assert window.awake.wanted
    card.exercising_changed.emit(False)
    assert not window.awake.wanted


def test_the_end_of_a_session_lets_exercises_keep_it_awake(over):
    over.window.today.session_card.exercising_changed.emit(True)
    over.press("Start earlier...")
    over.press("Start ice now")
    over.press("Stop")
    assert over.awake.wanted


@pytest.mark.parametrize("sound", [True, False])
def test_the_sounds_of_an_exercise_are_heard_where_sound_is_wanted(window, card, sound):
    window.tracker.settings.choose(sound=sound)
    card.sound_wanted.emit()
    assert window.sound.played == int(sound)


def test_the_test_of_the_sound_is_heard_in_any_case(window):
    window.tracker.settings.choose(sound=False)
    window.section("Notifications")
    window.control("Sound", RowButton).click()
    window.press("Test the sound")
    assert window.sound.played == 1


def test_an_exercise_of_the_plan_is_led_on_today(window, monkeypatch):
    led = []
    monkeypatch.setattr(type(window.window.today), "start_exercise", lambda _today, key: led.append(key))
    monkeypatch.setattr(type(window.window.today), "start_exercises", lambda _today, kind: led.append(kind))
    window.go_to("Plan")
    window.window.pages["plan"].exercise_wanted.emit("twist")
    window.window.pages["plan"].exercises_wanted.emit(STRENGTH)
    settle()
    assert (led, window.window.stack.current_key) == (["twist", STRENGTH], "today")
