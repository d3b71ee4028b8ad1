"""What is added to the day from Today: each form in place, by keyboard, kept until it is saved or cancelled."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.builders import a_day_note, an_activity, an_entry
from tests.ui.hands import control, has, name_of, press, settle
from tracker.domain.entries import EndedBy, Kind
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.steppers import CountBox
from ui.widgets.fields.when_choice import WhenChoice
from ui.widgets.points_scale import PointsScale

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
LATER_THAN_THE_WAIT = 700


@pytest.fixture
def forms(window):
    return window.window.today.forms


def saved(window, kind):
    return window.tracker.journal.entries(kinds=(kind,))


def focus_name():
    return name_of(QApplication.focusWidget())


def choose_points(form, name, points):
    control(form, name, PointsScale).key(points).click()


def choices(form):
    return [name_of(chip) for chip in control(form, "What", ChoiceChips)._chips.values()]


def test_no_form_is_made_before_it_is_opened(window, forms):
    assert forms._forms == {}
    window.add("Activity")
    assert list(forms._forms) == [Kind.ACTIVITY]


def test_each_kind_opens_its_form_with_the_focus_in_it_tab_goes_through_it_in_the_order_it_is_seen_and_escape_closes_it(window, forms):
    for kind, button in (("Activity", "Save"), ("Medicine", "Save"), ("Day note", "Save"), ("Session", "Save")):
        window.add(kind)
        assert has(forms, button)
        assert forms.isAncestorOf(QApplication.focusWidget())
        window.strike(ESCAPE)
        assert not has(window.window, button)
        assert focus_name() == "Add"
        window.add(kind)
        seen, places = [], []
        for _step in range(40):
            window.strike(Qt.Key.Key_Tab)
            now = QApplication.focusWidget()
            if not forms.isAncestorOf(now):
                break
            assert not now.visibleRegion().isEmpty()
            seen.append(name_of(now))
            places.append(now.mapTo(forms, now.rect().topLeft()).y() // 40)
        assert seen[-2:][1] == "Cancel"
        assert places == sorted(places)
        assert not forms.isAncestorOf(QApplication.focusWidget())
        press(forms, "Cancel")


def test_one_form_is_open_at_a_time_and_what_stood_in_the_other_is_there_again(window, forms):
    window.add("Activity")
    press(forms, "Driving")
    window.add("Day note")
    assert not forms.form(Kind.ACTIVITY).isVisible()
    window.add("Activity")
    assert control(forms.form(Kind.ACTIVITY), "Driving").isChecked()
    assert window.says("What you typed before is here again.")


def test_an_activity_is_saved_by_keyboard_by_a_press_as_far_as_it_is_known_and_at_another_time(window, forms):
    window.add("Activity")
    assert focus_name() == "Walking"
    window.strike(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert focus_name() == "Minutes"
    window.strike("25")
    control(forms, "Effort", PointsScale).focus_scale()
    window.strike("10", ENTER)
    [activity] = saved(window, Kind.ACTIVITY)
    assert (activity.kind, activity.minutes, activity.effort) == ("walking", 25, 10)
    assert activity.moment.at == window.clock.now()
    assert focus_name() == "Add"
    assert window.says("Entry saved")
    for presses, expected in ((("Housework", "30 min"), ("housework", 30, None)), (("Missed work",), ("missed work", None, None))):
        window.add("Activity")
        for name in (*presses, "Save"):
            press(forms, name)
        assert expected in [(entry.kind, entry.minutes, entry.effort) for entry in saved(window, Kind.ACTIVITY)]
    window.add("Activity")
    press(forms, "Something else")
    window.strike("Sitting", ENTER)
    assert "sitting" in [entry.kind for entry in saved(window, Kind.ACTIVITY)]
    window.add("Activity")
    press(forms, "Work")
    press(forms, "Another time")
    forms.form(Kind.ACTIVITY).when.fields.show_time(window.tracker.journal.now().local.replace(day=24, hour=9, minute=30))
    press(forms, "Save")
    assert ("work", "2026-11-24T09:30:00") in [(entry.kind, entry.moment.local.isoformat()) for entry in saved(window, Kind.ACTIVITY)]


def test_the_digits_of_a_form_never_reach_the_pain_scale(window, forms):
    window.add("Activity")
    window.strike("7")
    control(forms, "Save").setFocus()
    window.strike("7")
    assert window.window.today.pain_card.scale.value() is None


def test_what_is_done_most_is_offered_first(opened, keep):
    keep(an_activity("gardening"), an_activity("gardening", "2026-11-24T10:00"), an_activity("sport", "2026-11-24T11:00"))
    window = opened()
    window.add("Activity")
    assert choices(window.window)[:3] == ["Gardening", "Sport", "Walking"]
    assert choices(window.window).count("Sport") == 1


def test_an_own_kind_is_saved_as_typed_and_offered_the_next_time(window, forms):
    window.add("Activity")
    press(forms, "Something else")
    window.strike("pruning <b>roses</b>", ENTER)
    assert [entry.kind for entry in saved(window, Kind.ACTIVITY)] == ["pruning <b>roses</b>"]
    window.add("Activity")
    assert choices(forms)[0] == "Pruning <b>roses</b>"


def test_an_activity_without_a_kind_or_of_a_time_to_come_is_refused_beside_the_field_and_the_rest_stays(window, forms):
    window.add("Activity")
    press(forms, "15 min")
    press(forms, "Save")
    assert saved(window, Kind.ACTIVITY) == []
    assert control(forms, "What", ChoiceChips).accessibleDescription() == "Choose what it was, or write it."
    assert control(forms, "Minutes", CountBox).value() == 15
    press(forms, "Rest")
    press(forms, "Another time")
    forms.form(Kind.ACTIVITY).when.fields.show_time(window.tracker.journal.now().local.replace(hour=23))
    press(forms, "Save")
    assert saved(window, Kind.ACTIVITY) == []
    assert "is in the future" in control(forms, "When", WhenChoice).accessibleDescription()


def test_a_session_is_as_long_as_the_plan_has_it_just_ended_an_exercise_or_as_people_call_it(window, forms):
    window.add("Session")
    press(forms, "Other")
    press(forms, "Save")
    assert saved(window, Kind.SESSION) == []
    assert control(forms, "Minutes", CountBox).accessibleDescription() == "Say how many minutes it took."
    press(forms, "Ice")
    assert control(forms, "Minutes", CountBox).value() == 20
    press(forms, "Cancel")
    window.add("Session")
    press(forms, "Massage")
    press(forms, "30 min")
    choose_points(forms, "Pain before", 6)
    choose_points(forms, "Pain after", 4)
    press(forms, "Save")
    [session] = saved(window, Kind.SESSION)
    assert (session.kind, session.before, session.after, session.ended_by) == ("massage", 6, 4, EndedBy.BY_HAND)
    assert session.ended_at == window.clock.now()
    assert session.length.total_seconds() == 30 * 60
    window.add("Session")
    assert {"Ice", "Damp heat", "Massage", "Physiotherapy", "Other", "Pelvic tilt"} <= set(choices(forms))
    press(forms, "Pelvic tilt")
    press(forms, "10 min")
    press(forms, "Save")
    window.add("Session")
    session = forms.form(Kind.SESSION)
    press(forms, "Warm bath")
    assert session.minutes.value() == 15
    press(forms, "Something else")
    session.kind.field.setText("Foam roller")
    press(forms, "Save")
    assert {entry.kind for entry in saved(window, Kind.SESSION)} == {"massage", "Pelvic tilt", "self-massage"}


def test_opening_it_again_changes_the_note_of_the_day(opened, keep):
    keep(a_day_note("2026-11-25T08:00", note="slept badly", mood=3, fluids=1))
    window = opened()
    form = window.window.today.forms
    window.add("Day note")
    assert control(form, "About the day", QPlainTextEdit).toPlainText() == "slept badly"
    press(form, "Add a glass")
    press(form, "Save")
    [note] = saved(window, Kind.DAY_NOTE)
    assert (note.note, note.mood, note.fluids, note.moment.local.hour) == ("slept badly", 3, 2, 8)


def test_a_second_note_for_a_day_is_refused_beside_the_field(opened, keep):
    keep(a_day_note("2026-11-24T20:00"))
    window = opened()
    form = window.window.today.forms
    window.add("Day note")
    press(form, "Add a glass")
    press(form, "Another time")
    form.form(Kind.DAY_NOTE).when.fields.show_time(window.tracker.journal.now().local.replace(day=24))
    press(form, "Save")
    assert len(saved(window, Kind.DAY_NOTE)) == 1
    assert window.says("That day has a note already.")


def test_a_day_note_holds_sleep_mood_fluids_stiffness_and_text_and_is_not_saved_empty(window, forms):
    window.add("Day note")
    press(forms, "Save")
    assert saved(window, Kind.DAY_NOTE) == []
    assert window.says("There is nothing to save yet.")
    window.add("Day note")
    window.strike("6", Qt.Key.Key_Tab, "30")
    choose_points(forms, "Sleep quality", 4)
    choose_points(forms, "Mood", 7)
    control(forms, "Stiff in the morning", CountBox).setValue(45)
    press(forms, "Add a glass")
    press(forms, "Add a glass")
    control(forms, "About the day", QPlainTextEdit).setFocus()
    window.strike("quiet")
    press(forms, "Save")
    [note] = saved(window, Kind.DAY_NOTE)
    assert (note.sleep_minutes, note.sleep_quality, note.mood, note.fluids, note.note) == (390, 4, 7, 2, "quiet")
    assert (note.flare, note.stiff_minutes) == (None, 45)
    assert window.says("stiff in the morning for 45 min")
    assert window.says("2 glasses")
    assert window.says("Day note")


def test_a_flare_tick_offers_the_ice_anew_and_changes_nothing_by_itself(window, forms):
    window.add("Day note")
    press(forms, "Is today a flare?")
    press(forms, "Save")
    assert [note.flare for note in saved(window, Kind.DAY_NOTE)] == [True]
    assert window.tracker.planner.open_episode().events == ()
    window.press("Start again with ice")
    [event] = window.tracker.planner.open_episode().events
    assert event.kind.value == "ice"
    assert not has(window.window, "Start again with ice")


def flare_while_well(window, forms):
    window.desk.run_quietly(window.tracker.planner.end_episode)
    window.later(hours=2)
    window.add("Day note")
    press(forms, "Is today a flare?")
    press(forms, "Save")
    assert window.tracker.planner.open_episode() is None
    assert not has(window.window, "Start again with ice")


def test_a_flare_in_keeping_well_begins_a_new_episode_where_that_is_chosen_or_nothing(window, forms):
    flare_while_well(window, forms)
    window.press("Begin a new episode")
    window.dialog().reject()
    settle()
    assert window.tracker.planner.open_episode() is None
    assert not has(window.window, "Neither")


def test_a_flare_in_keeping_well_may_reopen_the_last_episode_which_then_offers_ice(window, forms):
    flare_while_well(window, forms)
    window.press("Reopen the last episode")
    assert len(window.tracker.planner.episodes()) == 1
    window.press("Start again with ice")
    assert window.tracker.planner.state(window.clock.now()).phase.value == "ice"


def test_a_tick_taken_back_takes_the_offer_with_it(window, forms):
    window.add("Day note")
    press(forms, "Is today a flare?")
    press(forms, "Save")
    window.press("Undo")
    assert not has(window.window, "Start again with ice")


def test_bad_pain_without_the_tick_offers_nothing(window):
    window.strike("9", ENTER)
    window.add("Day note")
    press(window.window.today.forms, "Add a glass")
    press(window.window.today.forms, "Save")
    assert not has(window.window, "Start again with ice")


def test_without_an_episode_a_flare_offers_no_plan(opened, keep):
    keep(an_entry(5))
    window = opened()
    window.add("Day note")
    press(window.window.today.forms, "Is today a flare?")
    press(window.window.today.forms, "Save")
    assert not has(window.window, "Start again with ice")


def test_what_was_typed_is_there_again_after_the_app_went_away(window, forms, opened):
    window.add("Day note")
    choose_points(forms, "Mood", 2)
    control(forms, "About the day", QPlainTextEdit).setFocus()
    window.strike("half a sent")
    QTest.qWait(LATER_THAN_THE_WAIT)
    kept = window.tracker.form_drafts.kept("day note")
    assert kept["note"] == "half a sent"
    again = opened()
    assert control(again.window, "About the day", NoteField).text() == "half a sent"
    assert control(again.window, "Mood", PointsScale).value() == 2
    assert again.says("What you typed before is here again. It is not saved yet.")
    assert saved(again, Kind.DAY_NOTE) == []


def test_what_is_saved_or_cancelled_does_not_come_back(window, forms, opened):
    for end in ("Save", "Cancel"):
        window.add("Activity")
        press(forms, "Rest")
        QTest.qWait(LATER_THAN_THE_WAIT)
        assert window.tracker.form_drafts.kept("activity") is not None
        press(forms, end)
        assert window.tracker.form_drafts.kept("activity") is None
    assert not has(opened().window, "Save")


def test_a_kept_form_of_another_shape_is_left_aside(window, opened):
    window.tracker.form_drafts.keep("activity", {"kind": "rest", "minutes": "many"})
    again = opened()
    assert has(again.window, "Save")
    assert not again.says("What you typed before")


def test_a_field_of_the_form_lets_enter_save_and_not_the_pain_scale(window, forms):
    window.strike("6")
    window.add("Activity")
    press(forms, "Something else")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    window.strike("ironing", ENTER)
    settle()
    assert [entry.kind for entry in saved(window, Kind.ACTIVITY)] == ["ironing"]
    assert saved(window, Kind.PAIN) == []
