"""Ice and heat: cautions once, a countdown by the wall clock, an end that is told, and the next one offered."""

from contextlib import closing
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.builders import a_day_note, a_session, an_entry
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import has, name_of, settle
from tracker.app import open_tracker
from tracker.domain.entries import EndedBy, Kind
from tracker.domain.plan.protocol import Phase
from tracker.library.safety import safety
from tracker.paths import Paths
from ui.sessions.controls import ANOTHER
from ui.widgets.chips import Chip


@pytest.fixture
def icing(window):
    """A window with ice just started."""
    window.press("Start ice")
    window.press("I have read this, start")
    return window


def show_others(window):
    window.window.today.session_card.panels.turn(ANOTHER)
    settle()


def sessions(window):
    return [(entry.kind, entry.length, entry.ended_by) for entry in window.tracker.journal.entries(kinds=(Kind.SESSION,))]


def test_ice_asks_to_read_the_cautions_once_an_episode_and_stop_keeps_what_ran(window):
    window.press("Start ice")
    assert window.says(safety().cautions.text)
    assert window.tracker.timekeeper.running_session() is None
    window.press("I have read this, start")
    assert window.tracker.timekeeper.running_session().kind == "ice"
    window.clock.advance(minutes=7)
    window.press("Stop")
    assert sessions(window) == [("ice", timedelta(minutes=7), EndedBy.BUTTON)]
    assert window.notifier.shown == []
    window.press("Start earlier...")
    window.press("Start ice now")
    assert window.tracker.timekeeper.running_session() is not None
    window.press("Stop")
    window.tracker.planner.end_episode()
    window.later(hours=1)
    window.tracker.planner.start_episode(window.tracker.journal.now())
    window.later(minutes=1)
    window.press("Start ice")
    assert window.tracker.timekeeper.running_session() is None
    assert window.says(safety().cautions.text)


@pytest.mark.parametrize("size", [(1280, 800), (900, 600)])
def test_tab_leads_from_the_cautions_to_what_answers_them(window, size):
    window.window.resize(*size)
    settle()
    window.press("Start ice")
    assert focus() is card(window)
    window.strike(Qt.Key.Key_Tab)
    assert name_of(focus()) == "I have read this, start"
    card(window).setFocus()
    window.strike(Qt.Key.Key_Backtab)
    assert name_of(focus()) == "Save entry" if size[0] < 1000 else focus() is not card(window)


def test_planned_today_says_which_one_runs_and_when_the_day_note_is_asked_for(icing, keep):
    assert icing.window.today.planned_card.lines == [("Ice", "running"), ("Short walks", "as they feel good"), ("Day note", "20:00")]
    icing.later(minutes=20)
    keep(a_day_note("2026-11-25T13:20"))
    icing.window.today.refresh()
    assert icing.window.today.planned_card.lines == [("Ice", "1 so far"), ("Short walks", "as they feel good"), ("Day note", "done 13:20")]


def test_the_countdown_runs_by_the_wall_clock_and_its_end_is_written_down_and_told_once_with_a_sound(icing):
    assert icing.awake.wanted
    assert icing.says("20 minutes left of 20 minutes")
    icing.later(minutes=6, seconds=28)
    assert icing.says("14 minutes left of 20 minutes")
    assert icing.window.today.session_card.stage.ring.text() == "13:32"
    icing.later(minutes=13, seconds=31)
    assert icing.says("1 minute left of 20 minutes")
    assert icing.window.today.session_card.stage.ring.text() == "0:01"
    icing.later(seconds=1)
    assert sessions(icing) == [("ice", timedelta(minutes=20), EndedBy.PLANNED)]
    assert [notice.title for notice in icing.notifier.shown] == ["Ice: Time is up"]
    assert icing.notifier.shown[0].urgent
    assert "90 minutes" in icing.notifier.shown[0].body
    assert icing.sound.played == 1
    assert icing.says("Rest after ice")
    assert not icing.awake.wanted
    icing.later(seconds=30)
    icing.later(seconds=30)
    assert len(icing.notifier.shown) == 1
    icing.later(hours=20)  # a night asleep
    assert len(icing.notifier.shown) <= 2


def test_the_end_is_told_in_quiet_hours_too(opened, keep, clock):
    keep(onset=ICE_STILL)
    clock.set("2026-11-25T22:50")
    window = opened()
    window.press("Start ice")
    window.press("I have read this, start")
    window.later(minutes=20)
    assert window.tracker.settings.now.quiet_hours.holds(clock.now().time())
    assert len(window.notifier.shown) == 1
    assert window.sound.played == 1


def test_a_person_who_wants_no_sound_hears_none_and_neutral_notices_say_nothing_of_ice(icing):
    icing.tracker.settings.choose(sound=False, neutral_notifications=True)
    icing.later(minutes=20)
    assert len(icing.notifier.shown) == 1
    assert icing.sound.played == 0
    assert "ice" not in (icing.notifier.shown[0].title + icing.notifier.shown[0].body).lower()


def test_a_window_opened_again_goes_on_with_the_countdown(icing, opened):
    icing.clock.advance(minutes=5)
    window = opened()
    assert window.says("15 minutes left of 20 minutes")
    assert has(window.window, "Stop")
    window.later(minutes=15)
    assert sessions(window) == [("ice", timedelta(minutes=20), EndedBy.PLANNED)]
    assert len(window.notifier.shown) == 1


def test_a_session_that_ended_while_the_window_was_closed_is_kept_as_presumed(icing, opened):
    icing.clock.advance(hours=3)
    window = opened()
    assert sessions(window) == [("ice", timedelta(minutes=20), EndedBy.PRESUMED)]
    assert window.notifier.shown[:1] == [] or "over" not in window.notifier.shown[0].title
    assert window.sound.played == 0
    assert window.says("Ice ended at 13:25, by its planned length. It is in the diary.")


def test_after_the_rest_one_notice_offers_the_next_and_start_starts_it(icing):
    icing.later(minutes=20)
    icing.later(minutes=89)
    assert len(icing.notifier.shown) == 1
    icing.later(minutes=2)
    icing.later(minutes=1)
    assert [notice.title for notice in icing.notifier.shown[1:]] == ["Ice, if you like"]
    icing.notifier.press("Start")
    assert icing.tracker.timekeeper.running_session().kind == "ice"


def test_a_reminder_that_is_skipped_starts_nothing_and_is_not_asked_again(icing):
    icing.later(minutes=20)
    icing.later(minutes=91)
    icing.notifier.press("Skip")
    icing.later(minutes=10)
    assert icing.tracker.timekeeper.running_session() is None
    assert len(icing.notifier.shown) == 2


def test_quiet_hours_hold_back_what_is_due(opened, keep, clock):
    clock.set("2026-11-25T23:30")
    keep(a_session("ice", "2026-11-25T21:30"), onset=ICE_STILL)
    window = opened()
    window.later(minutes=30)
    assert window.notifier.shown == []


def test_a_clock_set_back_by_a_year_brings_no_storm(icing):
    icing.later(minutes=20)
    shown = len(icing.notifier.shown)
    for _ in range(5):
        icing.later(days=-365)
    assert len(icing.notifier.shown) <= shown + 1


def test_in_the_heat_phase_heat_is_offered(opened, keep):
    keep(an_entry(4), onset="2026-11-20T10:00")
    window = opened()
    window.press("Start heat")
    assert window.says(safety().cautions.text)


def test_a_session_stopped_in_another_window_ends_here_too(icing):
    with closing(open_tracker(Paths(icing.folder), icing.clock)) as other:
        other.timekeeper.stop_session()
    icing.later(seconds=30)
    assert icing.says("Rest after ice")
    icing.later(minutes=20)
    assert icing.notifier.shown == []


def offered(window):
    controls = window.window.today.session_card.controls
    return [(button.text(), button.property("kind")) for button in controls.start_buttons.values() if button.isVisible()]


def test_each_phase_offers_its_own_session_and_the_stretches_have_heat_beside_them(window):
    assert offered(window) == [("Start ice", "main")]
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.HEAT, reason="physio"))
    assert offered(window) == [("Start heat", "main")]
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.STRETCH, reason="physio"))
    assert offered(window) == [("Start stretches", "main"), ("Start heat", "ordinary")]
    window.later(minutes=1)
    window.desk.run_quietly(window.tracker.planner.end_episode)
    assert offered(window) == []
    window.desk.run_quietly(lambda: window.tracker.planner.tick(checked=True))
    assert offered(window) == [("Start the strength set", "main")]


def test_every_other_session_is_one_step_away_and_of_another_phase_one_line_says_what_the_plan_has(window):
    show_others(window)
    choices = window.window.today.session_card.panels.choices
    assert [chip.text() for chip in choices.findChildren(Chip) if chip.isVisible()] == [
        "Damp heat",
        "Warm bath",
        "Contrast shower",
        "Finger pressure",
        "Seated twist",
        "Knee to chest",
        "Pelvic tilt",
        "Cat-cow",
        "Child's pose",
        "All exercises",
    ]
    assert window.says("The plan has ice now.")
    assert has(window.window, "Start ice")
    show_others(window)
    window.strike(Qt.Key.Key_Escape)
    assert not has(window.window, "Contrast shower")
    assert has(window.window, "Start ice")
    show_others(window)
    window.press("Damp heat")
    window.press("I have read this, start")
    assert window.tracker.timekeeper.running_session().kind == "heat"
    assert window.says("The plan has ice now.")


def test_the_cautions_stand_before_the_warm_water_of_a_contrast_shower_too_which_ends_by_the_clock_with_one_sound(window):
    show_others(window)
    window.press("Contrast shower")
    assert window.says(safety().cautions.text)
    assert window.tracker.timekeeper.running_session() is None
    window.press("I have read this, start")
    session = window.tracker.timekeeper.running_session()
    assert (session.kind, session.planned) == ("contrast", timedelta(minutes=15))
    window.later(minutes=14, seconds=50)
    turn(window)
    before = window.sound.played
    window.clock.advance(seconds=10)
    window.window.today.session_card.runner.timer.refresh()
    window.later(seconds=0)
    assert sessions(window) == [("contrast", timedelta(minutes=15), EndedBy.PLANNED)]
    assert window.sound.played == before + 1
    assert has(window.window, "Start ice")


@pytest.fixture
def showering(window):
    """A window with a contrast shower just begun."""
    window.tracker.planner.shown_cautions()
    show_others(window)
    window.press("Contrast shower")
    return window


def turn(window):
    timer = window.window.today.session_card.runner.timer
    timer.refresh()
    settle()
    return timer.action.text(), timer.figure.text()


def test_a_contrast_shower_is_warm_and_cool_in_turn_with_a_sound_at_each_change_waits_for_nobody_and_space_stops_it(showering):
    assert not has(showering.window, "Pause")
    assert (turn(showering), showering.sound.played) == (("Warm", "30"), 0)
    showering.later(seconds=30)
    assert (turn(showering), showering.sound.played) == (("Cool", "30"), 1)
    showering.later(seconds=31)
    assert (turn(showering), showering.sound.played) == (("Warm", "29"), 2)
    showering.strike(Qt.Key.Key_Space)
    assert sessions(showering) == [("contrast", timedelta(seconds=61), EndedBy.BUTTON)]


def test_the_turns_of_a_contrast_shower_are_as_long_as_the_plan_has_them(window):
    window.desk.run_quietly(lambda: window.tracker.plans.change_all([("heat.warm", 45), ("heat.cool", 10)]))
    window.tracker.planner.shown_cautions()
    show_others(window)
    window.press("Contrast shower")
    assert turn(window) == ("Warm", "45")
    window.later(seconds=46)
    assert turn(window) == ("Cool", "9")


def test_a_window_opened_again_goes_on_with_the_contrast_shower(showering, opened):
    showering.clock.advance(seconds=70)
    window = opened()
    assert turn(window) == ("Warm", "20")
    window.press("Stop")
    assert sessions(window) == [("contrast", timedelta(seconds=70), EndedBy.BUTTON)]


def test_ice_that_is_begun_elsewhere_ends_the_exercises(window):
    window.window.today.start_exercise("seated-twist")
    window.later(seconds=5)
    window.window.today.session_card.runner.timer.refresh()
    window.later(seconds=20)
    window.desk.run_quietly(lambda: window.tracker.timekeeper.start_session("ice"))
    assert [kind for kind, _length, _by in sessions(window)] == ["Seated twist", "ice"]
    assert window.says("20 minutes left of 20 minutes")


def test_each_exercise_is_counted_by_itself(opened, keep):
    keep(
        *(a_session(key, f"2026-11-25T1{place}:00", minutes=5) for place, key in enumerate(("Seated twist", "Pelvic tilt", "Seated twist"))),
        onset="2026-11-20T09:00",
    )
    window = opened()
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.STRETCH, reason="physio"))
    settle()
    lines = window.window.today.planned_card.lines
    assert {("Seated twist", "2 of 3 done"), ("Pelvic tilt", "1 of 3 done"), ("Cat-cow", "0 of 3 done")} <= set(lines)
    window.go_to("Plan")
    assert window.says("2 today")
    assert window.says("1 today")


def focus():
    return QApplication.focusWidget()


def card(window):
    return window.window.today.session_card


def the_buttons(window):
    """The buttons of the card that are to be seen, in order."""
    return [button.text() for button in card(window).controls.findChildren(QAbstractButton) if button.isVisible()]


@pytest.fixture
def resting(icing):
    """The ice has just ended by the clock."""
    icing.later(minutes=20)
    return icing


def ring(window):
    return card(window).stage.ring.text(), card(window).stage.ring.caption()


def test_after_ice_the_rest_counts_down_and_says_what_comes_next_and_over_it_ice_is_offered_within_the_second(resting):
    assert card(resting).heading() == "Rest after ice"
    assert ring(resting) == ("90 min", "of 90 left")
    assert resting.says("Next: <b>ice from 14:55</b>, if you like.")
    assert card(resting).parts.lead.accessibleName() == "Next: ice from 14:55, if you like."
    assert resting.says("Short walks, and drink as usual.")
    assert the_buttons(resting) == ["Start earlier...", "Large view", "Pain after"]
    resting.later(minutes=1, seconds=1)
    assert ring(resting) == ("89 min", "of 90 left")
    assert resting.says("1 hour 29 minutes left of 1 hour 30 minutes")
    resting.later(minutes=87, seconds=59)
    assert ring(resting)[0] == "1:00"
    resting.later(seconds=1)
    assert ring(resting)[0] == "0:59"
    resting.clock.advance(seconds=59)
    resting.window.today.tick()
    settle()
    assert offered(resting) == [("Start ice", "main")]
    assert not has(resting.window, "Start earlier...")


def test_the_rest_is_the_plans_own(opened, keep):
    keep(onset=ICE_STILL)
    window = opened()
    window.desk.run_quietly(lambda: window.tracker.plans.change("ice.rest", 120))
    window.tracker.planner.shown_cautions()
    window.press("Start ice")
    window.later(minutes=20)
    assert ring(window) == ("120 min", "of 120 left")


def test_starting_earlier_takes_a_second_step_in_place(resting):
    resting.later(minutes=2)
    resting.press("Start earlier...")
    assert card(resting).heading() == "Start ice early?"
    assert ring(resting) == ("88 min", "until 14:55")
    assert resting.says("The plan has ice from 14:55.")
    assert resting.says("Cloth between pack and skin.")
    assert the_buttons(resting) == ["Keep resting", "Start ice now"]
    assert focus().text() == "Keep resting"
    resting.press("Start ice now")
    assert resting.tracker.timekeeper.running_session().kind == "ice"


def test_escape_and_the_button_with_the_focus_keep_resting_and_a_rest_that_ends_takes_the_question_with_it(resting):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space):
        resting.press("Start earlier...")
        resting.strike(key)
        assert card(resting).heading() == "Rest after ice"
        resting.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
        assert resting.tracker.timekeeper.running_session() is None
        resting.strike(Qt.Key.Key_Escape)
    resting.press("Start earlier...")
    resting.clock.advance(minutes=90)
    resting.window.today.tick()
    settle()
    assert offered(resting) == [("Start ice", "main")]
    resting.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert resting.tracker.timekeeper.running_session() is None


def test_ice_wanted_from_elsewhere_is_asked_about_too(resting):
    resting.window.today.start_session("ice")
    assert resting.tracker.timekeeper.running_session() is None
    assert card(resting).heading() == "Start ice early?"


def test_another_session_may_be_started_in_the_rest(resting):
    show_others(resting)
    resting.press("Damp heat")
    assert resting.tracker.timekeeper.running_session().kind == "heat"


def test_with_the_clock_set_back_the_rest_says_until_when_it_lasts(resting):
    resting.later(hours=-1)
    assert ring(resting) == ("150 min", "until 14:55")
    assert resting.says("2 hours 30 minutes left")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_whoever_presses_a_key_again_and_again_starts_no_second_session(icing, key):
    icing.later(seconds=43)
    card(icing).controls.stop_button.setFocus()
    for _press in range(4):
        icing.strike(key)
        icing.later(seconds=1)
    assert sessions(icing) == [("ice", timedelta(seconds=43), EndedBy.BUTTON)]
    assert icing.tracker.timekeeper.running_session() is None


@pytest.mark.parametrize("phase", [Phase.HEAT, Phase.STRETCH])
def test_in_every_phase_a_second_enter_after_the_end_starts_nothing(window, phase):
    window.tracker.planner.shown_cautions()
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(phase, reason="physio"))
    window.press("Start heat")
    window.later(minutes=2)
    card(window).controls.stop_button.setFocus()
    window.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert sessions(window) == [("heat", timedelta(minutes=2), EndedBy.BUTTON)]
    window.press("Start heat")
    card(window).controls.stop_button.setFocus()
    window.later(minutes=15)  # by the clock
    window.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert len(sessions(window)) == 2
    assert window.tracker.timekeeper.running_session() is None


def test_a_second_enter_after_the_start_stops_nothing(window):
    window.tracker.planner.shown_cautions()
    card(window).controls.start_buttons["ice"].setFocus()
    window.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert window.tracker.timekeeper.running_session().kind == "ice"


def test_stretches_stopped_by_hand_do_not_begin_anew_with_a_second_enter(window):
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.STRETCH, reason="physio"))
    window.press("Start stretches")
    window.later(seconds=5)
    card(window).runner.timer.stop_button.setFocus()
    window.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert card(window).runner.timer is None


def test_the_cautions_name_what_will_start(window):
    window.press("Start ice")
    assert window.says("Starts once you have read this: Ice, 20 min.")
    window.strike(Qt.Key.Key_Escape)
    show_others(window)
    window.press("Damp heat")
    assert window.says("Starts once you have read this: Damp heat, 15 min.")


@pytest.mark.parametrize("cancel", [lambda window: window.press("Cancel"), lambda window: window.strike(Qt.Key.Key_Escape)])
def test_the_cautions_are_cancelled_by_a_button_and_by_escape(window, cancel):
    window.press("Start ice")
    assert the_buttons(window) == ["I have read this, start", "Cancel"]
    cancel(window)
    assert offered(window) == [("Start ice", "main")]
    assert window.tracker.planner.needs_cautions()
    window.strike(Qt.Key.Key_Return)
    assert window.tracker.timekeeper.running_session() is None


def test_an_enter_held_down_reads_no_cautions(window):
    button = card(window).controls.start_buttons["ice"]
    button.setFocus()
    for is_repeat in (False, True, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", is_repeat)
        QApplication.sendEvent(focus(), press)
        settle()
    assert has(window.window, "I have read this, start")
    assert window.tracker.planner.needs_cautions()
    assert window.tracker.timekeeper.running_session() is None


def test_start_pressed_twice_reads_no_cautions_and_the_next_button_is_the_one_that_does(window):
    window.control("Start ice").setFocus()
    window.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert window.tracker.planner.needs_cautions()
    assert window.tracker.timekeeper.running_session() is None
    window.strike(Qt.Key.Key_Tab)
    assert focus().text() == "I have read this, start"
    window.strike(Qt.Key.Key_Return)
    assert window.tracker.timekeeper.running_session().kind == "ice"


def test_the_cautions_are_dropped_when_the_page_is_left(window):
    window.press("Start ice")
    window.go_to("Plan")
    window.go_to("Today")
    assert offered(window) == [("Start ice", "main")]
    assert not has(window.window, "I have read this, start")
    assert window.tracker.planner.needs_cautions()


def test_the_cautions_are_dropped_when_the_window_goes_to_the_tray(window):
    window.press("Start ice")
    window.window.hide()
    window.window.show()
    settle()
    assert not has(window.window, "I have read this, start")


def test_the_cautions_of_heat_are_dropped_when_the_phase_becomes_ice(opened, keep):
    keep(an_entry(4), onset="2026-11-20T10:00")
    window = opened()
    window.press("Start heat")
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.ICE))
    settle()
    assert offered(window) == [("Start ice", "main")]
    assert not has(window.window, "I have read this, start")


def test_the_cautions_are_dropped_by_the_clock_that_turns_ice_to_heat(opened, keep, clock):
    keep(onset="2026-11-22T13:06")
    window = opened()
    window.press("Start ice")
    window.later(minutes=1)
    assert offered(window) == [("Start heat", "main")]
    assert clock.now() is not None


def test_the_cautions_are_dropped_when_ice_begins_again_in_the_same_phase(window):
    window.press("Start ice")
    window.later(minutes=1)
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.ICE))
    settle()
    assert not has(window.window, "I have read this, start")
