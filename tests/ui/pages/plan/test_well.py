"""Keeping well on the Plan: the tick that gates the exercises alone, their start, the aim, and what is asked once."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from tests.builders import a_day_note, a_moment, an_activity
from tests.ui.hands import FakeAwake, has, in_view, press, settle
from tracker.domain.entries import Kind
from tracker.domain.guide import Chapter
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.rules import ReminderKind
from tracker.library.guide import guide
from tracker.library.plans import default_plan
from tracker.services.planner import Planner
from ui.pages.plan.habits_card import SUBJECTS
from ui.widgets.card import Card

pytestmark = pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform stacks no windows

CHECKED = "I have checked these exercises with a GP or physiotherapist"
SIX = ["Tummy brace", "Heel slide", "Bridge", "Bird-dog", "Side plank on knees", "Sit to stand"]


@pytest.fixture
def well(window):
    """A window on the Plan, the episode over, the exercises not checked."""
    window.later(minutes=1)
    window.go_to("Plan")
    window.press("It is over")
    return window


def strength(window):
    return window.window.pages["plan"].well.strength


def tile(window, name):
    return next(tile for tile in strength(window).grid.tiles() if tile.name == name)


def assert_one_screen_of_few_words(window):
    settle()  # a question finds its height
    page = window.window.pages["plan"]
    assert page.verticalScrollBar().maximum() == 0
    assert sum(len(shown.text().split()) for shown in in_view(page) if isinstance(shown, QLabel | QAbstractButton)) <= 220


def tick(window):
    strength(window).checked.box.click()
    settle()


def planner(window) -> Planner:
    return window.tracker.planner


def do_bridge(window):
    """The bridge from its lead-in to its end: two rounds of four, each repetition left by the space bar."""
    timer = window.window.today.session_card.runner.timer
    seen = []
    while timer.run is not None:
        window.clock.advance(timedelta(seconds=5))
        timer.refresh()
        if timer.run is not None and timer.next_button.property("kind") == "main":
            seen.append(timer.count.text())
            timer.do_main_action()
    settle()
    return seen


def test_the_key_that_ended_the_episode_or_set_the_tick_does_nothing_pressed_again(window):
    window.later(minutes=1)
    window.go_to("Plan")
    page = window.window.pages["plan"]
    window.control("It is over").setFocus()
    window.strike(Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert not planner(window).state(window.clock.now()).checked
    assert QApplication.focusWidget() is page.episode
    strength(window).checked.box.setFocus()
    window.strike(Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert planner(window).state(window.clock.now()).checked
    assert QApplication.focusWidget() is page.well.strength
    assert page.well.strength.figures.isHidden()


@pytest.mark.parametrize("page", ["Plan", "Today"])
def test_the_key_that_answered_the_question_does_nothing_pressed_again(well, page):
    tick(well)
    well.go_to(page)
    well.control("Yes, Mon and Thu").setFocus()
    well.strike(Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert isinstance(QApplication.focusWidget(), Card)
    assert not well.window.pages["plan"].well.questions.isVisible()


def test_each_line_leads_to_the_guide_and_exercises_are_taken_out_put_back_logged_raised_and_added(well):
    habits = well.window.pages["plan"].well.habits
    assert not has(habits, "Read more")
    press(habits, "More on each")
    links = [button for button in habits.findChildren(QPushButton) if button.text() == "Read more"]
    assert len(links) == len(SUBJECTS)
    for link in links:
        word = next(label for label in habits.findChildren(QLabel) if label.text() == link.accessibleDescription())
        middle = word.mapTo(habits, word.contentsRect().topLeft()).y() + word.fontMetrics().height() / 2
        assert abs(link.mapTo(habits, link.rect().center()).y() - middle) <= 2
    tile(well, "Bird-dog").remove_wanted.emit()
    settle()
    assert [tile.name for tile in strength(well).grid.tiles()] == [name for name in SIX if name != "Bird-dog"]
    press(strength(well), "Bird-dog")
    assert {tile.name for tile in strength(well).grid.tiles()} == set(SIX)
    tile(well, "Heel slide").steps_wanted.emit()
    settle()
    assert well.says("NHS Fife: 3 rounds of 10.")
    tile(well, "Heel slide").log_wanted.emit()
    settle()
    assert well.window.today.forms.form(Kind.SESSION).kind.chosen_key() == "Heel slide"
    well.go_to("Plan")
    tile(well, "Bridge").change_wanted.emit()
    settle()
    form = strength(well).form
    form.dosage["repetitions"].box.setValue(6)
    form.save()
    settle()
    assert has(tile(well, "Bridge"), "2 rounds of 6", object)
    press(strength(well), "Add an exercise")
    form.name.setText("Clam")
    form.steps.set_text("Lift the upper knee")
    form.save()
    settle()
    assert tile(well, "Clam")
    assert well.tracker.plans.in_force().phases[Phase.WELL].exercises[-1].name == "Clam"
    lines = [text.partition(":")[0] for text in default_plan().phases[Phase.WELL].do if text.partition(":")[0] in SUBJECTS]
    assert {guide().subject(SUBJECTS[word]).chapter for word in lines} == {Chapter.WELL}
    seen = []
    well.window.pages["plan"].guide_wanted.connect(seen.append)
    links = [link for link in well.window.pages["plan"].well.habits.findChildren(QPushButton) if link.text() == "Read more"]
    assert [link.accessibleDescription() for link in links] == lines
    links[lines.index("Sleep")].click()
    assert seen == ["sleep"]
    assert well.window.guide.guide.list.chosen_key() == "sleep"


def test_once_it_is_over_the_page_shows_keeping_well_and_the_tick_opens_its_exercises(well):
    assert well.says("Keeping well, since Wed 25 Nov")
    assert [tile.name for tile in strength(well).grid.tiles()] == SIX
    assert has(well.window, "Reopen the last episode")
    assert has(well.window, "It began...")
    assert not has(strength(well), "Start")
    assert not has(strength(well), "Start all")
    assert_one_screen_of_few_words(well)
    tick(well)
    assert well.says("Remind me of the strength set on 2 days a week?")
    assert_one_screen_of_few_words(well)
    assert planner(well).state(well.clock.now()).checked
    assert not has(strength(well), CHECKED)
    assert well.says("2 rounds of 4, each side, hold 5\N{NO-BREAK SPACE}s")
    press(tile(well, "Bridge"), "Start")
    seen = do_bridge(well)
    assert seen == [f"Repetition {n} of 4, Round {number} of 2" for number in (1, 2) for n in (1, 2, 3, 4)]
    assert [entry.kind for entry in well.tracker.journal.entries(kinds=(Kind.SESSION,))] == ["Bridge"]
    well.go_to("Plan")
    assert has(tile(well, "Bridge"), "1 today", object)
    assert has(tile(well, "Heel slide"), "not yet today", object)


def test_all_six_start_in_turn_from_the_plan_and_from_today_in_the_large_view_too(well):
    tick(well)
    press(strength(well), "Start all")
    assert well.says("Tummy brace, 1 of 6")
    well.press("Stop")
    assert well.says("Start the strength set")
    well.window.today.session_card.door.make_awake = FakeAwake
    well.window.today.session_card.open_large_view()
    settle()
    view = well.window.today.session_card.door.view
    assert has(view, "Start the strength set")
    well.strike(Qt.Key.Key_Space)
    assert well.window.today.session_card.runner.practice.place() == (1, 6)
    view.close()
    settle()
    well.press("Stop")


def test_the_minutes_of_the_week_stand_beside_an_aim_of_ones_own(opened, keep):
    keep(an_activity("walking", "2026-11-24T10:00", minutes=30), an_activity("sitting", "2026-11-24T11:00", minutes=90), onset="2026-11-10T10:00")
    window = opened()
    window.tracker.planner.end_episode(a_moment("2026-11-22T09:00"))
    window.go_to("Plan")
    card = window.window.pages["plan"].well.activity
    assert card.minutes.text() == "30 min since Monday"
    press(card, "Set an aim of your own")
    card.box.setValue(120)
    press(card, "Save")
    assert card.aim.text() == "Your aim: 2 h a week."
    assert window.tracker.plans.in_force().phases[Phase.WELL].activity.value == 120


def test_the_other_phases_have_keeping_well_as_their_fourth_and_in_one_line(window):
    window.go_to("Plan")
    page = window.window.pages["plan"]
    assert [span.word for span in page.episode.band.band.spans] == ["Ice", "Damp heat", "Stretches"]
    assert window.says("Keeping well, when you say it is over")
    assert not page.well.isVisible()


def test_back_in_keeping_well_after_a_flare_it_asks_once_how_to_go_on(well):
    tick(well)
    well.later(days=2)
    well.desk.run_quietly(lambda: well.tracker.plans.change("well.bridge.repetitions", 8))
    question = "Back in keeping well: how do you go on with the strength set?"
    assert not has(strength(well), question, object)
    well.later(days=3)
    well.press("Reopen the last episode")
    well.later(days=3)
    well.press("It is over")
    assert has(strength(well), question, object)
    press(strength(well), "From the start")
    assert has(tile(well, "Bridge"), "2 rounds of 4", object)
    assert not has(strength(well), question, object)
    well.later(minutes=2)
    assert not has(strength(well), question, object)


def test_it_asks_once_whether_to_be_reminded_of_the_strength_set_and_plans_it_but_not_while_it_waits_or_in_a_flare(well):
    question = "Remind me of the strength set on 2 days a week?"
    assert not has(strength(well), question, object)
    tick(well)
    assert has(strength(well), question, object)
    well.go_to("Today")
    assert well.says(question)
    well.press("Yes, Mon and Thu")
    assert not well.says(question)
    assert [rule.weekdays for rule in well.tracker.reminders.rules() if rule.kind is ReminderKind.STRENGTH and rule.is_on] == [(0, 3)]
    assert not well.says("Planned today")  # a Wednesday
    well.later(days=1)
    assert well.says("Planned today")
    assert well.window.today.planned_card.lines == [("Strength set", "not yet today")]
    well.go_to("Plan")
    assert not has(strength(well), question, object)
    well.go_to("Today")
    planned = well.window.today.planned_card
    well.tracker.planner.tick(checked=False)
    well.later(minutes=1)
    well.window.today.refresh()
    assert planned.lines == []
    well.tracker.planner.tick(checked=True)
    well.tracker.journal.add(a_day_note("2026-11-26T08:00", flare=True))
    well.window.today.refresh()
    assert planned.lines == []


def test_no_is_an_answer_too_and_nothing_is_planned_by_it(well):
    tick(well)
    press(strength(well), "No")
    assert not well.says("Remind me of the strength set")
    assert not any(rule.is_on for rule in well.tracker.reminders.rules() if rule.kind is ReminderKind.STRENGTH)
    well.go_to("Today")
    well.later(days=1)
    assert not well.says("Remind me of the strength set")
    assert not well.says("Planned today")
