"""A course as it runs on the screen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tracker.domain.exercise_steps import Pacing, course_of, routine_of
from tracker.domain.exercises import Dosage
from tracker.domain.sourced_number import Figure
from tracker.library.exercises import exercise
from ui.sessions.step_timer import StepTimer
from ui.widgets.announcement import Urgency

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.usefixtures("dressed")]
MINUTE = timedelta(minutes=1)


class Watched:
    """A timer on the screen whose clock the test moves, and what it said."""

    def __init__(self, clock, timer, course):
        self.clock, self.timer = clock, timer
        self.said, self.sounds, self.ends = [], [], []
        timer.announced.connect(self.said.append)
        timer.sound_wanted.connect(lambda: self.sounds.append(clock.now()))
        timer.finished.connect(lambda: self.ends.append("finished"))
        timer.stopped.connect(lambda: self.ends.append("stopped"))
        timer.start(course)

    def after(self, seconds):
        self.clock.advance(seconds=seconds)
        self.timer.refresh()
        return self.timer.figure.text()


@pytest.fixture
def watch(shown, clock):
    def begin(*keys, **how):
        known = [exercise(key) for key in keys]
        length = how.pop("length", None)
        course = (
            course_of(known[0], how.pop("dosage", known[0].dosage), length=length, **how)
            if len(known) == 1
            else routine_of([(each, each.dosage) for each in known])
        )
        return Watched(clock, shown(StepTimer(clock.now), 480, 420), course)

    return begin


def test_it_shows_what_to_do_for_how_long_on_which_side_and_what_comes_next(watch):
    seen = watch("seated-twist")
    assert (seen.timer.action.text(), seen.timer.figure.text()) == ("Get ready: Seated twist, left side", "5")
    assert seen.after(5) == "60"
    assert seen.timer.action.text() == "Hold, left side"
    assert seen.timer.coming.text() == "Then: Get ready: Seated twist, right side"
    assert seen.after(12.4) == "48"


def test_each_step_is_announced_once_and_sounds_when_the_clock_brings_it(watch):
    seen = watch("pelvic-tilt", dosage=Dosage(Figure(2, "you"), Figure(2, "you")))
    for _tick in range(40):
        seen.after(0.5)
    assert seen.said == [
        "Get ready: Pelvic tilt. 5 seconds.",
        "Hold. 2 seconds. Repetition 1 of 2.",
        "Rest. 5 seconds.",
        "Hold. 2 seconds. Repetition 2 of 2.",
        "Done.",
    ]
    assert len(seen.sounds) == 4
    assert seen.ends == ["finished"]
    assert not seen.timer.next_button.isEnabled()


def test_a_screen_reader_says_each_step_at_once(watch, spoken):
    seen = watch("seated-twist")
    seen.after(5)
    assert spoken == [
        ("Get ready: Seated twist, left side. 5 seconds.", Urgency.URGENT),
        ("Hold, left side. 60 seconds.", Urgency.URGENT),
    ]


def test_that_it_pauses_and_goes_on_is_said(watch, qtbot, spoken):
    seen = watch("seated-twist")
    spoken.clear()
    for _press in range(2):
        qtbot.keyClick(seen.timer, Qt.Key.Key_Space)
    assert spoken == [("Paused", Urgency.URGENT), ("Going on", Urgency.URGENT)]


def test_the_space_bar_pauses_and_goes_on_and_no_time_is_lost(watch, qtbot):
    seen = watch("seated-twist")
    seen.after(15)
    qtbot.keyClick(seen.timer, Qt.Key.Key_Space)
    assert seen.timer.pause_button.text() == "Go on"
    assert seen.after(300) == "50"
    assert not seen.timer._timer.isActive()
    qtbot.keyClick(seen.timer, Qt.Key.Key_Space)
    assert seen.timer.pause_button.text() == "Pause"
    assert seen.after(10) == "40"
    assert seen.said[-2:] == ["Paused", "Going on"]


def test_the_space_bar_moves_on_from_a_step_at_ones_own_pace_without_a_sound(watch, qtbot):
    seen = watch("cat-cow")
    assert seen.after(5) == "1"
    assert not seen.timer._timer.isActive()
    assert seen.after(600) == "1"
    sounds = len(seen.sounds)
    qtbot.keyClick(seen.timer, Qt.Key.Key_Space)
    assert (seen.timer.figure.text(), seen.timer.count.text()) == ("2", "Repetition 2 of 5")
    assert len(seen.sounds) == sounds


def test_the_space_bar_does_the_same_wherever_the_focus_is(watch, qtbot):
    seen = watch("seated-twist")
    seen.timer.stop_button.setFocus()
    qtbot.keyClick(seen.timer.stop_button, Qt.Key.Key_Space)
    assert seen.timer.run.is_paused
    qtbot.keyClick(seen.timer.stop_button, Qt.Key.Key_Return)
    assert seen.timer.run is None
    assert seen.ends == ["stopped"]


def test_right_and_left_go_a_step_on_and_back(watch, qtbot):
    seen = watch("seated-twist")
    qtbot.keyClick(seen.timer, Qt.Key.Key_Right)
    assert seen.timer.action.text() == "Hold, left side"
    qtbot.keyClick(seen.timer, Qt.Key.Key_Left)
    assert seen.timer.action.text() == "Get ready: Seated twist, left side"


def test_the_shower_shows_warm_and_cool_in_turn_until_it_is_over(watch):
    seen = watch("contrast", length=MINUTE + timedelta(seconds=15))
    found = []
    for seconds in (5, 30, 30, 15):
        seen.after(seconds)
        found.append((seen.timer.action.text(), seen.timer.picture.shown_numbers()))
    assert found == [("Warm", (0,)), ("Cool", (1,)), ("Warm", (0,)), ("Done", (0, 1))]
    assert seen.ends == ["finished"]


def test_finger_pressure_says_when_to_stop_and_waits(watch):
    seen = watch("pressure")
    seen.after(5)
    assert seen.said[-1] == "Press until it lets go. Stop if it hurts more, tingles or spreads."
    seen.timer.next_button.click()
    assert seen.ends == ["finished"]


def test_the_next_exercise_follows_by_itself_with_its_own_picture(watch):
    seen = watch("seated-twist", "pelvic-tilt")
    seen.after(130)
    assert seen.timer.action.text() == "Get ready: Pelvic tilt"
    assert seen.timer.picture.exercise is exercise("pelvic-tilt")


def test_eight_hours_asleep_end_it_with_one_sound_and_one_word(watch):
    seen = watch("seated-twist")
    seen.after(8 * 3600)
    assert seen.said[1:] == ["Done."]
    assert len(seen.sounds) == 1


def test_a_stopped_course_is_silent_and_another_can_begin(watch):
    seen = watch("seated-twist")
    seen.timer.stop_button.click()
    seen.after(600)
    assert seen.ends == ["stopped"]
    seen.timer.start(course_of(exercise("cat-cow"), Dosage(), Pacing()))
    assert seen.timer.action.text() == "Get ready: Cat-cow"
    assert seen.timer.stop_button.isEnabled()


def test_it_looks_at_the_clock_by_itself_when_the_second_turns(watch):
    seen = watch("seated-twist")
    assert seen.timer._timer.isActive()
    assert seen.timer._timer.interval() <= 1100
    seen.clock.advance(seconds=1)
    seen.timer._timer.timeout.emit()
    assert seen.timer.figure.text() == "4"


@pytest.mark.parametrize("size", [(320, 420), (480, 420), (1366, 768), (1920, 1080)])
def test_the_figure_fills_its_room_from_a_card_to_the_full_screen(watch, size):
    seen = watch("seated-twist")
    seen.timer.window().resize(*size)
    seen.after(5)
    seen.timer.window().grab()
    figure = seen.timer.figure
    assert figure.fitted_font().pointSizeF() > 18
    assert figure._fits(figure.fitted_font().pointSizeF() / seen.timer.font().pointSizeF() * 0.98)
    assert seen.timer.minimumSizeHint().width() <= 320
