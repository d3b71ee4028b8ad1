"""The Plan: a gate that reminds and never forbids, and an onset that can be put right."""

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDateEdit, QLabel, QTimeEdit

from tests.ui.conftest import ICE_STILL
from tests.ui.hands import control, dialog_is_open, has, in_view, name_of, press, settle
from tests.ui.plan_scenes import change, open_part
from tracker.domain.plan.protocol import Phase
from ui.widgets.card import Card
from ui.widgets.layouts import ResponsiveColumns

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform stacks no windows and grabs no keys

EASED = "The pain has eased"
CHECKED = "I have checked these exercises with a GP or physiotherapist"
EARLIER = "Begin earlier..."


@pytest.fixture
def plan(window):
    window.go_to("Plan")
    return window


@pytest.fixture
def warm(opened, keep):
    """A window on the Plan in the heat phase."""
    keep(onset="2026-11-20T10:00")
    window = opened()
    window.go_to("Plan")
    return window


def phase(window):
    return window.tracker.planner.state(window.clock.now()).phase


def card(window, start):
    return next(card for card in window.window.findChildren(Card) if card.isVisible() and name_of(card).startswith(start))


def test_the_phase_that_goes_on_is_whole_and_what_stands_on_demand_says_whether_it_is_open(plan):
    assert plan.says("Ice, now")
    assert plan.says("Damp heat, from Fri 14:10")
    assert plan.says("Stretches, when the pain has eased")
    page = plan.window.pages["plan"]
    ice, heat, gate = *page.phases.values(), page.gate
    for text in (
        "20 min",
        "at most, in a damp cloth",
        "90 min",
        "break between, at least",
        "To do",
        "Not now",
        "Never",
        "Finger pressure",
    ):
        assert has(ice, text, QLabel)
    for text in ("Warm shower, bath or damp pack", "15 min, up to 3 a day", "Contrast shower, if it feels good"):
        assert has(heat, text, QLabel)
    assert not any(has(card, "Never", QLabel) for card in (heat, gate))
    assert ice.width() > 1.5 * heat.width()
    assert not ice.findChild(ResponsiveColumns).is_stacked  # the picture of finger pressure beside its words
    assert heat.geometry().bottom() < gate.geometry().top()
    page = plan.window.pages["plan"]
    heat = page.phases[Phase.HEAT]
    for opener, shown, within in (
        (heat.override.link, heat.override, heat.override.reason),
        (heat.figures.opener, heat.figures, heat.figures.change_button),
    ):
        opener.click()
        within.setFocus()
        plan.strike(Qt.Key.Key_Escape)
        assert (shown.isVisible(), QApplication.focusWidget()) == (False, opener)
    change(plan, "When each phase began")
    plan.strike(Qt.Key.Key_Escape)
    assert (page.episode.course.isVisible(), QApplication.focusWidget()) == (False, page.episode.change_button)
    page = plan.window.pages["plan"]
    shown = {page.gate.opener: page.exercises, page.parts["days"]: page.days, page.parts["files"]: page.files}
    assert not any(card.isVisible() for card in shown.values())
    for part in ("exercises", "days", "files"):
        open_part(plan, part)
    for opener, card in shown.items():
        state = QAccessible.queryAccessibleInterface(opener).state()
        assert (card.isVisible(), state.expanded, state.collapsed) == (True, True, False)
        opener.setFocus()
        plan.strike(Qt.Key.Key_Return)
        state = QAccessible.queryAccessibleInterface(opener).state()
        assert (card.isVisible(), state.expanded, state.collapsed) == (False, False, True)
    plan.desk.run_quietly(lambda: plan.tracker.planner.set_phase(Phase.STRETCH, reason="physio"))
    assert [card.isVisible() for card in shown.values()] == [True, False, False]
    assert not has(page._row, "Why these numbers")
    change(plan, "Edit the plan")
    assert page.exercises.figures.form.isVisible()
    assert all(has(card, "Why these numbers") for card in page.phases.values())


def test_figures_open_and_close_in_their_cards_and_ticks_alone_do_not_shorten_the_ice(plan):
    page = plan.window.pages["plan"]
    open_part(plan, "exercises")
    for shown in (page.phases[Phase.HEAT], page.exercises):
        for is_whole in (True, False):
            press(shown, "Why these numbers")
            assert has(shown, "Never", QLabel) is is_whole
    stretches = card(plan, "Stretches")
    for name in (EASED, CHECKED):
        control(stretches, name).click()
        settle()
    assert not has(stretches, "Begin stretches")
    assert phase(plan) is Phase.ICE
    change(plan, "Edit the plan")
    page = plan.window.pages["plan"]
    form = page.phases[Phase.ICE].figures.form
    assert form.isVisible()
    assert form.isAncestorOf(QApplication.focusWidget())
    assert not page.phases[Phase.HEAT].figures.form.isVisible()


def test_in_the_heat_its_card_is_the_wide_one_two_ticks_open_the_gate_and_one_goes_back(warm):
    page = warm.window.pages["plan"]
    ice, heat = page.phases.values()
    assert heat.width() > 1.5 * page.gate.width()
    assert all(has(heat, text, QLabel) for text in ("Never", "15 min", "3", "Contrast shower"))
    assert warm.says("Ice, over")
    assert not has(ice, "20 min", QLabel)
    open_part(warm, "exercises")
    assert warm.says("They come later in the plan")
    stretches = card(warm, "Stretches")
    for name in (EASED, CHECKED, EASED):
        control(stretches, name).click()
        settle()
    assert not has(stretches, "Begin stretches")
    control(stretches, EASED).click()
    settle()
    press(stretches, "Begin stretches")
    assert phase(warm) is Phase.STRETCH
    assert warm.says("Stretches, now")
    warm.later(minutes=1)
    warm.go_to("Today")
    warm.go_to("Plan")
    change(warm, "Back to damp heat")
    assert phase(warm) is Phase.HEAT
    warm.later(minutes=1)
    change(warm, "Start again with ice")
    assert phase(warm) is Phase.ICE
    assert warm.says("hour 1 of 72")
    assert warm.says("when the 72 hours are over")


def test_what_the_plan_has_to_start_is_started_from_the_card_of_its_phase(plan):
    today = plan.window.today.session_card
    ice = plan.window.pages["plan"].phases[Phase.ICE]
    assert [button.property("kind") for button in in_view(plan.window.pages["plan"], QAbstractButton)].count("main") == 1
    press(ice.box, "Start")
    assert plan.window.stack.current_key == "today"
    assert today.runner.practice is not None
    plan.press("Stop")
    plan.go_to("Plan")
    press(ice, "Start ice")
    assert plan.window.stack.current_key == "today"
    plan.press("I have read this, start")
    plan.go_to("Plan")
    assert not has(ice, "Start ice")
    plan.later(minutes=25)  # it has ended, and the rest goes on
    assert control(ice, "Start ice").property("kind") == "ordinary"


def test_the_page_is_one_screen_of_few_words_and_controls(plan):
    page = plan.window.pages["plan"]
    for phase in (Phase.ICE, Phase.HEAT, Phase.STRETCH):
        if phase is not Phase.ICE:
            plan.desk.run_quietly(lambda phase=phase: plan.tracker.planner.set_phase(phase, reason="physio"))
            settle()
        # Those of the window itself, its six pages and when to get help, are seven more.
        controls = [button for button in in_view(page, QAbstractButton) if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
        starts_and_menus = 2 * len(page.exercises.grid.tiles()) if phase is Phase.STRETCH else 0
        assert len(controls) - starts_and_menus <= 11
        assert sum(len(text.text().split()) for text in (*in_view(page, QLabel), *controls)) < 220
        assert page.verticalScrollBar().maximum() == 0
        # What comes next is said by the cards; why the phase goes on is said by the line alone.
        assert (plan.window.phase_line.text.explanation == "") is (phase is not Phase.STRETCH)
        plan.window.resize(900, 600)
        settle()
        start = plan.control("Start all" if phase is Phase.STRETCH else f"Start {phase.value}")
        assert start.mapTo(plan.window, start.rect().bottomLeft()).y() < 400
        if phase is not Phase.STRETCH:
            large = next(label for label in in_view(page.phases[phase], QLabel) if label.property("role") == "figure")
            tops = [widget.mapTo(page, widget.rect().center()).y() for widget in (start, large)]
            assert abs(tops[0] - tops[1]) < start.height()
        plan.window.resize(1280, 800)
        settle()


def test_ticks_are_still_there_when_the_window_is_opened_again(warm, opened):
    control(card(warm, "Stretches"), EASED).click()
    settle()
    window = opened()
    window.go_to("Plan")
    assert control(card(window, "Stretches"), EASED).isChecked()
    assert not control(card(window, "Stretches"), CHECKED).isChecked()


def test_stretches_before_the_gate_need_a_reason_which_is_shown_and_heat_goes_on_beside_them(warm):
    stretches = card(warm, "Stretches")
    press(stretches, EARLIER)
    control(stretches, "Reason").setFocus()
    warm.strike("physio was here")
    press(stretches, "Begin now")
    assert phase(warm) is Phase.STRETCH
    assert warm.says("“physio was here”")
    assert warm.says("Damp heat, beside it")
    assert not warm.says("They come later in the plan")
    press(card(warm, "Damp heat"), "Start heat")
    assert warm.window.stack.current_key == "today"


def test_it_is_over_ends_the_episode_once_and_that_can_be_taken_back_at_once_and_long_after(plan):
    plan.press("It is over")
    assert plan.tracker.planner.open_episode() is None
    assert plan.says("Episode ended (13:05)")
    plan.press("Undo")
    assert plan.tracker.planner.open_episode() is not None
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        plan.control("It is over").setFocus()
        plan.strike(key)
        assert plan.tracker.planner.open_episode() is None
        plan.strike(key, key)
        assert (dialog_is_open(), plan.tracker.planner.open_episode()) == (False, None)
        plan.control("Reopen the last episode").setFocus()
        plan.strike(key, key, key)
        assert phase(plan) is Phase.ICE
    plan.press("It is over")
    plan.later(minutes=5)
    plan.window.strip.notice.dismiss()
    plan.press("Reopen the last episode")
    assert phase(plan) is Phase.ICE


def test_a_second_press_of_the_key_that_began_a_phase_does_nothing_and_tab_goes_on_from_there(plan):
    plan.later(minutes=1)
    page = plan.window.pages["plan"]
    page.episode.change_button.setFocus()
    plan.strike(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(page.episode.menu, key)
    settle()
    assert not page.episode.menu.isVisible()
    plan.strike(Qt.Key.Key_Return)
    assert len(plan.tracker.planner.open_episode().events) == 1
    assert QApplication.focusWidget() is page.episode
    plan.later(minutes=1)
    heat = card(plan, "Damp heat")
    control(heat, EARLIER).click()
    plan.control("Reason").setFocus()
    plan.strike("felt better", Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert len(plan.tracker.planner.open_episode().events) == 2
    assert QApplication.focusWidget() is heat
    plan.strike(Qt.Key.Key_Tab)
    assert heat.isAncestorOf(QApplication.focusWidget())


def test_the_onset_can_be_put_right_but_not_to_what_is_to_come(plan):
    change(plan, "Change when it began")
    dialog = plan.dialog()
    control(dialog, "Day", QDateEdit).setDate(QDate(2026, 11, 25))
    control(dialog, "Time", QTimeEdit).setTime(QTime(23, 0))
    press(dialog, "Save changes")
    said = control(dialog, "Time", QTimeEdit).accessibleDescription()
    assert "to come" in said or "future" in said
    assert dialog_is_open()
    assert plan.tracker.planner.open_episode().onset.local.isoformat() == ICE_STILL + ":00"
    press(dialog, "Cancel")
    change(plan, "Change when it began")
    dialog = plan.dialog()
    assert control(dialog, "Day", QDateEdit).date() == QDate(2026, 11, 24)
    control(dialog, "Time", QTimeEdit).setTime(QTime(8, 0))
    press(dialog, "Save changes")
    assert not dialog_is_open()
    assert plan.says("Damp heat, from Fri 08:00")


def test_earlier_heat_needs_a_reason(plan):
    heat = card(plan, "Damp heat")
    press(heat, EARLIER)
    press(heat, "Begin now")
    assert phase(plan) is Phase.ICE
    assert control(heat, "Reason").accessibleDescription().startswith("Write a reason")
    control(heat, "Reason").setFocus()
    plan.strike("physio said heat is fine")
    press(heat, "Begin now")
    assert phase(plan) is Phase.HEAT
    assert plan.tracker.planner.open_episode().events[-1].reason == "physio said heat is fine"


def test_without_an_episode_the_plan_offers_to_begin_one_and_shows_when_to_get_help(opened, keep):
    from tests.builders import an_entry
    from tracker.library.safety import safety

    keep(an_entry(5))
    window = opened()
    window.go_to("Plan")
    before = window.tracker.planner.help_last_shown()
    window.window.pages["plan"].start_wanted.emit()
    dialog = window.dialog()
    assert all(has(dialog, "\N{BULLET} " + item, object) for group in safety().groups for item in group.items)
    press(dialog, "Begin the plan")
    assert window.tracker.planner.open_episode() is not None
    assert window.tracker.planner.help_last_shown() != before
    assert window.says("Ice, now")


def test_before_any_episode_the_hours_of_the_plan_in_force_are_told(opened):
    window = opened()
    window.window.show_page("plan")
    window.desk.run_quietly(lambda: window.tracker.plans.change("ice_hours", 48))
    settle()
    assert window.says("the pain began: ice for 48 hours")
