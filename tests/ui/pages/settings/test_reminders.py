"""The reminders in Settings: each on or off, changed in place, own ones, the pause, and what was raised."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit, QTimeEdit

from tests.fakes import local
from tests.ui.hands import control, has, press, settle, words
from tests.ui.settings_scenes import rule_of, settings_page
from tracker.changes import Touched
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import How
from tracker.domain.reminders.quiet_hours import Hours
from tracker.domain.reminders.rules import ReminderKind, Repeat, Rule
from tracker.library.reminders import default_rules
from ui.widgets.buttons import ActionButton
from ui.widgets.chips import Chip
from ui.widgets.fields.steppers import CountBox


@pytest.fixture
def page(window):
    page = settings_page(window, "reminders")
    settle()
    return page


@pytest.fixture
def card(page):
    return page.parts.reminders


def open_form(window, kind):
    rule = rule_of(window, kind)
    card = settings_page(window, "reminders").parts.reminders
    card.row_of(rule.id).button.click()
    settle()
    return card.form


def names(card):
    return [row.check.accessibleName() for row in card.rows if not row.isHidden()]


def own_rules(window):
    return [rule for rule in window.tracker.reminders.rules() if rule.is_own]


def an_own_rule(**fields):
    return Rule(kind=ReminderKind.OWN, **{"text": "Call Ann", "times": (time(9),), **fields})


def type_into(root, name, text):
    field = control(root, name, QLineEdit)
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)
    settle()


def test_every_reminder_stands_there_with_its_times_and_opens_a_form_beneath_it_with_what_fits_it(window, card):
    assert names(card)[:5] == ["Ice", "Damp heat", "Exercises", "Strength exercises", "Damp heat instead of ice"]
    assert len(names(card)) == len(default_rules())
    assert "09:00, 14:00, 19:00" in words(card)
    assert "after each rest, from 07:00 to 22:00" in words(card)
    assert [group.heading() for group in (card.plan, card.diary, card.other, card.all)] == ["By the plan", "For the diary", "Other", "For all"]
    form = open_form(window, ReminderKind.EXERCISES)
    place = names(card).index("Exercises")
    top, bottom = (row.mapTo(card, row.rect().topLeft()).y() for row in card.rows[place : place + 2])
    assert top < form.mapTo(card, form.rect().topLeft()).y() < bottom
    form = open_form(window, ReminderKind.PAIN)
    assert not has(form, "Remove time 1")
    form = open_form(window, ReminderKind.HEAT)
    assert not any(has(form, name) for name in ("Remove", "Back to the default"))
    window.desk.run_quietly(lambda: window.tracker.reminders.change(replace(rule_of(window, ReminderKind.HEAT), is_on=False)))
    open_form(window, ReminderKind.PAIN)
    form = open_form(window, ReminderKind.HEAT)
    assert form.isVisible()
    assert not has(form, "Back to the default")


def test_a_reminder_is_turned_off_and_on_by_hand_and_by_a_screen_reader_and_its_name_opens_it(window, card):
    control(card, "Damp heat", QCheckBox).click()
    settle()
    assert not rule_of(window, ReminderKind.HEAT).is_on
    window.press("Undo")
    assert rule_of(window, ReminderKind.HEAT).is_on
    assert control(card, "Damp heat", QCheckBox).isChecked()
    control(card, "Day note", QCheckBox).toggle()
    settle()
    assert not rule_of(window, ReminderKind.DAY_NOTE).is_on
    row = card.rows[1]
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert (rule_of(window, ReminderKind.HEAT).is_on, row.is_open, card.form.isVisible()) == (True, True, True)
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert (row.is_open, card.form.isVisible()) == (False, False)
    rule = replace(rule_of(window, ReminderKind.HEAT), silent_when_done=False)
    window.desk.run_quietly(lambda: window.tracker.reminders.change(rule))
    row = card.rows[names(card).index("Damp heat")]
    assert row.button.state() == "09:00, 14:00, 19:00; also when it is done already"
    row.check.click()
    settle()
    assert (row.button.state(), row.height()) == ("off", 37)  # 36 and the line above
    card.rows[3].button.setFocus()
    window.desk.run_quietly(lambda: window.tracker.reminders.add(an_own_rule()))
    settle()
    assert card.rows[3].button.hasFocus()


def test_times_are_added_and_taken_away_and_an_interval_takes_their_place(window):
    form = open_form(window, ReminderKind.HEAT)
    press(form, "Add a time")
    control(form, "Time 4", QTimeEdit).setTime(QTime(21, 30))
    press(form, "Remove time 1")
    press(form, "Save")
    assert rule_of(window, ReminderKind.HEAT).times == (time(14), time(19), time(21, 30))
    assert window.says("14:00, 19:00, 21:30")
    assert not has(form, "Save")
    form = open_form(window, ReminderKind.PAIN)
    press(form, "Add a time")
    control(form, "Time 2", QTimeEdit).setTime(QTime(20, 0))
    press(form, "Save")
    assert rule_of(window, ReminderKind.PAIN).times == (time(20),)
    form = open_form(window, ReminderKind.PAIN)
    press(form, "Every so often")
    control(form, "Minutes between", CountBox).setValue(90)
    control(form, "From", QTimeEdit).setTime(QTime(8, 0))
    control(form, "Until", QTimeEdit).setTime(QTime(18, 0))
    press(form, "Save")
    rule = rule_of(window, ReminderKind.PAIN)
    assert (rule.every, rule.hours) == (90, Hours(time(8), time(18)))
    form = open_form(window, ReminderKind.PAIN)
    press(form, "At set times")
    press(form, "Save")
    assert rule_of(window, ReminderKind.PAIN).walls() == [time(20)]


def test_days_phases_silence_and_repeats_are_chosen_and_what_was_changed_goes_back_to_the_default(window, card):
    form = open_form(window, ReminderKind.PAIN)
    for name in ("Sat", "Sun", "Ice", "Stretches"):
        control(form, name, Chip).click()
    control(form, "Silent when it is done already", QCheckBox).click()
    control(form, "Repeat until answered", QCheckBox).click()
    settle()
    control(form, "After how many minutes", CountBox).setValue(15)
    control(form, "How often at most", CountBox).setValue(2)
    press(form, "30 min")
    press(form, "Save")
    rule = rule_of(window, ReminderKind.PAIN)
    assert rule.weekdays == (0, 1, 2, 3, 4)
    assert rule.phases == (Phase.HEAT,)
    assert (rule.silent_when_done, rule.repeat, rule.snooze) == (False, Repeat(15, 2), 30)
    assert window.says("20:00; Mon to Fri; only in: Damp heat; again every 15 minutes until answered, at most 2 times; also when it is done already")
    form = open_form(window, ReminderKind.ICE)
    assert not has(form, "Add a time")
    assert not has(form, "Stretches", Chip)
    control(form, "Until", QTimeEdit).setTime(QTime(20, 0))
    press(form, "Save")
    assert window.says("after each rest, from 07:00 to 20:00")
    changed = replace(rule_of(window, ReminderKind.HEAT), times=(time(6),), is_on=False)
    window.desk.run_quietly(lambda: window.tracker.reminders.change(changed))
    form = open_form(window, ReminderKind.HEAT)
    press(form, "Back to the default")
    rule = rule_of(window, ReminderKind.HEAT)
    assert (rule.times, rule.is_on) == ((time(9), time(14), time(19)), False)
    window.press("Undo")
    assert rule_of(window, ReminderKind.HEAT).times == (time(6),)
    assert card.rows[1].button.state() == "off"


def test_what_makes_no_sense_is_refused_beside_its_field(window, card):
    form = open_form(window, ReminderKind.PAIN)
    press(form, "Every so often")
    control(form, "From", QTimeEdit).setTime(QTime(19, 0))
    control(form, "Until", QTimeEdit).setTime(QTime(8, 0))
    press(form, "Save")
    assert "It has to end after it begins." in words(form)
    assert rule_of(window, ReminderKind.PAIN).every is None
    press(form, "Cancel")
    form = open_form(window, ReminderKind.HEAT)
    for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        control(form, name, Chip).click()
    press(form, "Save")
    assert "Choose at least one." in words(form)
    assert len(rule_of(window, ReminderKind.HEAT).weekdays) == 7
    press(form, "Cancel")
    form = open_form(window, ReminderKind.HEAT)
    control(form, "Repeat until answered", QCheckBox).click()
    settle()
    control(form, "After how many minutes", CountBox).setValue(1)
    press(form, "Save")
    assert "It can be repeated every 5 to 240 minutes" in words(form)
    assert rule_of(window, ReminderKind.HEAT).repeat is None
    press(form, "Cancel")
    press(card, "Add a reminder")
    press(card, "Save")
    assert "Write what to be reminded of." in words(card)
    assert own_rules(window) == []


def test_a_form_saved_as_it_is_changes_nothing(window):
    for kind in list(ReminderKind)[:-1]:
        before = rule_of(window, kind)
        press(open_form(window, kind), "Save")
        assert replace(rule_of(window, kind), since=None) == before


def test_an_own_reminder_is_added_changed_and_removed_and_comes_back(window, card):
    press(card, "Add a reminder")
    type_into(card, "What to be reminded of", "Call Ann & ask")
    press(card, "Save")
    assert [(rule.text, rule.times) for rule in own_rules(window)] == [("Call Ann & ask", (time(9),))]
    assert names(card)[-1] == "Call Ann & ask"
    card.rows[-1].button.click()
    settle()
    type_into(card, "What to be reminded of", "Call Ben")
    press(card, "Save")
    assert names(card)[-1] == "Call Ben"
    card.rows[-1].button.click()
    settle()
    press(card, "Remove")
    assert own_rules(window) == []
    assert len(names(card)) == len(default_rules())
    window.press("Undo")
    assert names(card)[-1] == "Call Ben"


def test_an_own_reminder_may_come_on_one_day_alone(window, card):
    press(card, "Add a reminder")
    type_into(card, "What to be reminded of", "Fetch the results")
    press(card, "Once")
    day = control(card, "Day", QDateEdit)
    day.setDate(QDate(2026, 11, 24))
    press(card, "Save")
    assert "That day is past." in words(card)
    day.setDate(QDate(2026, 11, 27))
    press(card, "Save")
    assert window.says("09:00; once, on 27 Nov 2026")
    assert own_rules(window)[0].day.isoformat() == "2026-11-27"


def test_what_was_typed_or_changed_or_half_chosen_is_there_again_after_a_crash(card, opened):
    press(card, "Add a reminder")
    type_into(card, "What to be reminded of", "Call Ann")
    card.form._keeper.keep_now()
    again = opened()
    again.section("Reminders")
    assert again.control("What to be reminded of", QLineEdit).text() == "Call Ann"
    assert again.says("What you typed before is here again.")
    again.press("Cancel")
    assert again.tracker.form_drafts.kept("reminder") is None
    form = open_form(again, ReminderKind.PAIN)
    press(form, "Every so often")
    control(form, "Minutes between", CountBox).setValue(45)
    form._keeper.keep_now()
    pause = again.window.pages["settings"].parts.pause
    press(pause, "Pause all reminders")
    press(pause, "Until a time...")
    control(pause, "Time", QTimeEdit).setTime(QTime(16, 30))
    pause.form._keeper.keep_now()
    again = opened()
    card = settings_page(again, "reminders").parts.reminders
    settle()
    assert card.form.accessibleName() == "Pain entry"
    assert control(card, "Minutes between", CountBox).value() == 45
    press(card, "Save")
    assert rule_of(again, ReminderKind.PAIN).every == 45
    pause = again.window.pages["settings"].parts.pause
    assert control(pause, "Time", QTimeEdit).time() == QTime(16, 30)
    press(pause, "Cancel")
    assert has(pause, "Until a time...")


def test_a_kept_form_of_another_kind_of_data_is_left_alone(window, opened):
    window.tracker.form_drafts.keep("reminder", {"id": "", "text": "Call Ann", "when": 5})
    again = opened()
    again.section("Reminders")
    assert again.control("What to be reminded of", QLineEdit).text() == ""


def test_escape_leaves_a_reminder_as_it_was_and_what_was_just_typed_stays_where_another_is_opened_or_turned_off(window, card):
    form = open_form(window, ReminderKind.HEAT)
    press(form, "Remove time 1")
    window.strike(Qt.Key.Key_Escape)
    assert rule_of(window, ReminderKind.HEAT).times == (time(9), time(14), time(19))
    assert card.rows[1].button.hasFocus()
    press(open_form(window, ReminderKind.HEAT), "Add a time")
    assert not has(open_form(window, ReminderKind.PAIN), "Time 2", QTimeEdit)
    assert has(open_form(window, ReminderKind.HEAT), "Time 4", QTimeEdit)
    press(card.form, "Cancel")
    form = open_form(window, ReminderKind.HEAT)
    press(form, "Add a time")
    control(card, "Damp heat", QCheckBox).click()
    settle()
    press(form, "Save")
    rule = rule_of(window, ReminderKind.HEAT)
    assert (len(rule.times), rule.is_on) == (4, False)


def test_all_reminders_are_paused_for_a_while_or_until_a_time_of_ones_own_and_the_end_is_shown(window, page):
    for button, until in (("For 1 hour", "2026-11-25T14:05"), ("Until tomorrow morning", "2026-11-26T07:00")):
        press(page.parts.pause, "Pause all reminders")
        press(page.parts.pause, button)
        assert window.tracker.pause.until() == local(until)
        assert page.parts.pause.button.state().startswith("until ")
        assert page.parts.pause.button.state().endswith(until[-5:])
        press(page.parts.pause, "Resume reminders")
        assert window.tracker.pause.until() is None
        assert page.parts.pause.button.state() == "not paused"
        press(page.parts.pause, "Pause all reminders")
    press(page.parts.pause, "Pause all reminders")
    press(page.parts.pause, "Until a time...")
    control(page.parts.pause, "Time", QTimeEdit).setTime(QTime(12, 0))
    press(page.parts.pause, "Pause reminders")
    assert "A pause ends later than now, and within 31 days." in words(page.parts.pause)
    control(page.parts.pause, "Day", QDateEdit).setDate(QDate(2026, 11, 28))
    press(page.parts.pause, "Pause reminders")
    assert window.tracker.pause.until() == local("2026-11-28T12:00")
    assert page.parts.pause.button.state() == "until Sat 28 Nov 12:00"
    assert not has(page.parts.pause, "Pause reminders")
    press(page.parts.pause, "Resume reminders")
    press(page.parts.pause, "Pause all reminders")
    press(page.parts.pause, "Pause all reminders")
    press(page.parts.pause, "For 1 hour")
    window.clock.advance(minutes=59, seconds=59)
    page.tick()
    assert page.parts.pause.button.state().startswith("until ")
    window.clock.advance(seconds=1)
    page.tick()
    assert page.parts.pause.button.state() == "not paused"
    assert has(page.parts.pause, "For 1 hour")


def test_past_reminders_open_in_place_the_newest_first_and_without_any_it_says_so(window, page):
    press(page.parts.past, "Past reminders")
    assert "No reminder came in the last 30 days." in words(page.parts.past)
    press(page.parts.past, "Past reminders")
    window.clock.set("2026-11-25T20:00")
    [first, second] = window.tracker.reminders.due(window.tracker.settings.now.quiet_hours).reminders
    window.tracker.reminders.answer(first.id, "snooze_30")
    window.clock.set("2026-11-25T21:10")
    [again] = window.tracker.reminders.due(window.tracker.settings.now.quiet_hours).reminders
    assert again.how is How.LATE
    assert not page.parts.past.lines
    press(page.parts.past, "Past reminders")
    shown = [(line.due.text(), line.words.text()) for line in page.parts.past.lines if line.isVisible()]
    assert shown[0] == ("Wed 25 Nov 20:30", "Pain entry; came late, 21:10; no answer")
    assert sorted(shown[1:]) == [("Wed 25 Nov 20:00", "Day note; no answer"), ("Wed 25 Nov 20:00", "Pain entry; put off by 30 min")]
    assert second.kind == "day_note"
    press(page.parts.past, "Past reminders")
    assert not any(line.isVisible() for line in page.parts.past.lines)


def test_of_many_the_first_are_shown_and_more_on_demand(window, page):
    window.tracker.reminders.change(replace(rule_of(window, ReminderKind.PAIN), every=15))
    for _turn in range(60):
        window.tracker.reminders.due(window.tracker.settings.now.quiet_hours)
        window.clock.advance(timedelta(minutes=15))
    press(page.parts.past, "Past reminders")
    assert len([line for line in page.parts.past.lines if line.isVisible()]) == 25
    press(page.parts.past, "Show more")
    assert len([line for line in page.parts.past.lines if line.isVisible()]) > 25
    assert not has(page.parts.past, "Show more", ActionButton)


def test_a_reminder_raised_while_the_list_is_open_joins_it(window, page):
    press(page.parts.past, "Past reminders")
    window.clock.set("2026-11-25T20:00")
    window.tracker.reminders.due(window.tracker.settings.now.quiet_hours)
    window.desk.feed.publish(Touched.DIARY)
    settle()
    assert "Pain entry; no answer" in words(page.parts.past)
