"""Exercises step by step on Today: each that was done stands in the diary, what was not does not."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.ui.hands import has, settle
from tracker.domain.entries import EndedBy, Kind
from tracker.domain.plan.protocol import Phase
from tracker.errors import DiaryUnavailable
from ui.sessions.controls import ANOTHER, BEFORE


def sessions(window):
    return [(entry.kind, entry.length, entry.ended_by) for entry in window.tracker.journal.entries(kinds=(Kind.SESSION,))]


def card(window):
    return window.window.today.session_card


def timer(window):
    return card(window).runner.timer


def go_on(window, seconds):
    """Let seconds pass one after another, as the timer sees them."""
    for _second in range(seconds):
        window.clock.advance(seconds=1)
        if timer(window) is not None:
            timer(window).refresh()
    settle()


@pytest.fixture
def stretching(window):
    """A window in the stretch phase."""
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.STRETCH, reason="physio"))
    settle()
    return window


def do_cat_cow(window):
    window.window.today.start_exercise("cat-cow")
    go_on(window, 5)
    for _repetition in range(5):
        go_on(window, 4)
        window.strike(Qt.Key.Key_Space)


def test_stretches_begin_with_one_press_and_go_from_one_exercise_to_the_next(stretching):
    stretching.press("Start stretches")
    assert stretching.says("Seated twist, 1 of 5")
    go_on(stretching, 5 + 60 + 5 + 60)
    assert stretching.says("Knee to chest, 2 of 5")
    assert sessions(stretching) == [("Seated twist", timedelta(seconds=125), EndedBy.PLANNED)]


def test_the_space_bar_leads_through_an_exercise_at_ones_own_pace_and_it_can_be_taken_back(window):
    do_cat_cow(window)
    assert sessions(window) == [("Cat-cow", timedelta(seconds=20), EndedBy.PLANNED)]
    assert timer(window) is None
    assert has(window.window, "Start ice")
    window.chord("Ctrl+Z")
    assert sessions(window) == []


def test_finger_pressure_lasts_until_it_lets_go(window):
    window.window.today.session_card.panels.turn(ANOTHER)
    window.press("Finger pressure")
    go_on(window, 5 + 40)
    window.strike(Qt.Key.Key_Space)
    assert sessions(window) == [("pressure", timedelta(seconds=40), EndedBy.BUTTON)]


def test_an_exercise_tells_how_it_goes_and_what_the_plan_has_instead(window):
    window.window.today.start_exercise("cat-cow")
    assert window.says("The plan has ice now.")
    assert window.says("On hands and knees")
    assert window.says("Stop if it hurts more")


def test_in_the_stretch_phase_nothing_else_is_said_of_the_plan(stretching):
    stretching.press("Start stretches")
    assert "The plan has" not in stretching.words()


def test_leaving_the_page_leaves_the_exercise_running(window):
    window.window.today.start_exercise("seated-twist")
    window.go_to("Plan")
    go_on(window, 5 + 60 + 5 + 60)
    assert sessions(window) == [("Seated twist", timedelta(seconds=125), EndedBy.PLANNED)]


def test_a_sound_tells_of_every_step_and_of_the_end(window):
    window.window.today.start_exercise("seated-twist")
    go_on(window, 5)
    assert window.sound.played == 1
    go_on(window, 60 + 5 + 60)
    assert window.sound.played == 4


def test_who_wants_no_sound_hears_none(window):
    window.tracker.settings.choose(sound=False)
    window.window.today.start_exercise("seated-twist")
    go_on(window, 5)
    assert window.sound.played == 0


def test_an_exercise_is_refused_while_ice_is_on(window):
    window.desk.run_quietly(lambda: window.tracker.timekeeper.start_session("ice"))
    window.window.today.start_exercise("seated-twist")
    assert timer(window) is None
    assert window.says("A session is running already")


def test_an_exercise_stopped_half_way_is_kept_with_its_length_and_in_its_lead_in_it_leaves_no_trace(window):
    window.window.today.start_exercise("handstand")
    assert timer(window) is None
    window.window.today.start_exercise("seated-twist")
    go_on(window, 3)
    window.press("Stop")
    assert sessions(window) == []
    window.window.today.start_exercise("seated-twist")
    assert window.awake.wanted
    go_on(window, 5 + 33)
    window.press("Stop")
    assert sessions(window) == [("Seated twist", timedelta(seconds=33), EndedBy.BUTTON)]
    assert not window.awake.wanted
    window.window.today.start_exercise("seated-twist")
    go_on(window, 5 + 20)
    card(window).runner.stop_practice()  # as the end of the application does
    assert sessions(window)[1:] == [("Seated twist", timedelta(seconds=20), EndedBy.BUTTON)]


def test_what_could_not_be_saved_is_kept_and_tried_again(window, monkeypatch):
    window.window.today.start_exercise("seated-twist")
    go_on(window, 5 + 20)
    with monkeypatch.context() as broken:
        broken.setattr(type(window.tracker.diary.entries), "put", _full)
        window.press("Stop")
    assert sessions(window) == []
    window.press("Try again")
    assert sessions(window) == [("Seated twist", timedelta(seconds=20), EndedBy.BUTTON)]


def _full(*_args):
    raise DiaryUnavailable("⟦The disk is full.⟧")


def test_pain_before_several_exercises_goes_with_the_last_one_done(stretching):
    stretching.window.today.session_card.panels.turn(BEFORE)
    stretching.strike("6", Qt.Key.Key_Return)
    go_on(stretching, 5 + 60 + 5 + 60)
    go_on(stretching, 15)
    stretching.press("Stop")
    kept = [(one.kind, one.before) for one in stretching.tracker.journal.entries(kinds=(Kind.SESSION,))]
    assert kept == [("Seated twist", None), ("Knee to chest", 6)]
