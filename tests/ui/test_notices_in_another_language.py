"""What pops up is in the chosen language: title, text and every button, of reminders and of the end of a session."""

import pytest

from tests.builders import a_session
from tests.other_letters import not_translated
from tests.ui.conftest import ICE_STILL

pytestmark = [
    pytest.mark.usefixtures("translated"),
    pytest.mark.qt_log_ignore("This plugin does not support raise"),  # the screen of the tests has one layer
]


def said(window):
    """Every text of every notice."""
    buttons = [button for notice in window.notifier.shown for button in notice.buttons]
    labels = [each.label for button in buttons for each in (button, *button.choices)]
    return [*labels, *(text for notice in window.notifier.shown for text in (notice.title, notice.body))]


def test_a_day_of_reminders(window):
    for _hour in range(20):
        window.later(hours=1)
    assert len(said(window)) > 5
    assert not_translated(said(window)) == []


def test_the_end_of_a_session(window):
    window.desk.run_quietly(lambda: window.tracker.timekeeper.start_session("ice"))
    window.later(minutes=20)
    assert window.notifier.shown[-1].urgent
    assert not_translated(said(window)) == []


def test_the_end_of_a_session_that_nobody_saw(opened, keep):
    keep(a_session("Seated twist", "2026-11-25T12:00", running=True), onset=ICE_STILL)
    window = opened()
    window.later(minutes=1)
    assert window.notifier.shown
    assert not_translated(said(window)) == []
