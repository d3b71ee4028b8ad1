"""The figures of the plan in the window: each with where it comes from, changed within its bounds, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.ui.hands import control, has, press, settle
from tests.ui.plan_scenes import PLAN, open_part, plan_page
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name
from ui.pages.plan.figure_row import FigureBox

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform stacks no windows and grabs no keys
OPENER = "Why these numbers"
CHANGE = "Change the numbers"
SAVE = "Save the figures"


@pytest.fixture
def plan(window):
    plan_page(window)
    return window


def figures(window, phase=Phase.ICE):
    return card(window, phase).figures


def card(window, phase):
    page = window.window.pages["plan"]
    return page.exercises if phase is Phase.STRETCH else page.phases[phase]


def show_figures(window, phase=Phase.ICE):
    if phase is Phase.STRETCH:
        open_part(window, "exercises")
    if figures(window, phase).isHidden():
        press(card(window, phase), OPENER)


def open_form(window, phase=Phase.ICE):
    show_figures(window, phase)
    press(figures(window, phase), CHANGE)
    return figures(window, phase).form


def value(window, name):
    return next(place.figure.value for place in window.tracker.plans.figures() if place.name == name)


def state(button):
    return QAccessible.queryAccessibleInterface(button).state()


def box(form, name):
    return control(form, name, FigureBox)


def test_figures_and_sources_stand_behind_one_press_that_says_whether_they_are_open(plan):
    open_part(plan, "exercises")
    for phase in (Phase.ICE, Phase.HEAT, Phase.STRETCH):
        shown = card(plan, phase)
        opener = control(shown, OPENER)
        assert (shown.figures.isVisible(), state(opener).collapsed, state(opener).expanded) == (False, True, False)
        assert opener.accessibleDescription() == phase_name(phase)
        opener.setFocus()
        plan.strike(Qt.Key.Key_Return)
        assert (shown.figures.isVisible(), state(opener).collapsed, state(opener).expanded) == (True, False, True)
        assert has(shown, CHANGE)
        plan.strike(Qt.Key.Key_Return)
        assert not shown.figures.isVisible()


def test_what_is_typed_stays_while_the_figures_are_hidden(plan):
    form = open_form(plan)
    box(form, "Session (minutes)").setValue(12)
    press(card(plan, Phase.ICE), OPENER)
    assert not form.isVisible()
    show_figures(plan)
    assert box(form, "Session (minutes)").amount() == 12


def test_every_figure_says_where_it_comes_from(plan):
    assert "Session: 20 min (default from guide A)" in figures(plan).lines.text()
    assert "Hours of ice: 72 h (default from guide A)" in figures(plan).lines.text()
    assert "Times a day: 3 (default from NHS trust leaflet)" in figures(plan, Phase.HEAT).lines.text()


def test_a_changed_figure_says_so_and_what_it_was_and_what_to_do_follows(plan):
    form = open_form(plan)
    box(form, "Session (minutes)").setValue(12)
    press(form, SAVE)
    assert value(plan, "ice.session") == 12
    assert plan.says("Session: 12 min (changed by you; before: 20 min, default from guide A)")
    assert has(card(plan, Phase.ICE), "12 min", object)
    assert plan.says("Of the defaults: 20 and 90 minutes")


def test_what_the_plan_says_of_its_figures_stands_alone_while_they_are_its_own(plan):
    assert figures(plan).about.text().startswith("20 and 90 minutes and 72 hours: common advice")


def test_a_change_is_taken_back_by_ctrl_z(plan):
    form = open_form(plan)
    box(form, "Rest after it (minutes)").setValue(100)
    press(form, SAVE)
    plan.chord("Ctrl+Z")
    assert value(plan, "ice.rest") == 90
    assert plan.says("Rest after it: 90 min (default from guide A)")


def test_figures_saved_together_are_taken_back_together(plan):
    form = open_form(plan)
    box(form, "At most (minutes)").setValue(12)
    box(form, "Session (minutes)").setValue(10)
    press(form, SAVE)
    assert (value(plan, "ice.session"), value(plan, "ice.at_most")) == (10, 12)
    plan.press("Undo")
    assert (value(plan, "ice.session"), value(plan, "ice.at_most")) == (20, 20)


def test_a_limit_and_the_session_beneath_it_can_be_raised_together(plan):
    plan.tracker.plans.change("ice.session", 10)
    plan.tracker.plans.change("ice.at_most", 12)
    form = open_form(plan)
    box(form, "At most (minutes)").setValue(18)
    box(form, "Session (minutes)").setValue(16)
    press(form, SAVE)
    assert (value(plan, "ice.session"), value(plan, "ice.at_most")) == (16, 18)


def test_a_session_over_its_limit_is_told_beside_it_and_nothing_is_saved(plan):
    form = open_form(plan)
    box(form, "At most (minutes)").setValue(12)
    press(form, SAVE)
    assert box(form, "Session (minutes)").accessibleDescription().startswith("A session is never longer")
    assert value(plan, "ice.at_most") == 20
    assert form.isVisible()


def test_a_limit_of_twenty_minutes_can_only_be_lowered(plan):
    form = open_form(plan)
    limit = box(form, "At most (minutes)")
    limit.setFocus()
    limit.selectAll()
    plan.strike("30")
    assert limit.amount() <= 20


def test_a_changed_figure_goes_back_to_its_default(plan):
    plan.tracker.plans.change("ice.session", 12)
    form = open_form(plan)
    press(form, "Back to the default")
    press(form, SAVE)
    assert plan.says("Session: 20 min (default from guide A)")
    assert not any(place.figure.is_changed for place in plan.tracker.plans.figures() if place.figure)


def test_cancel_and_escape_leave_the_figures(plan):
    form = open_form(plan)
    box(form, "Session (minutes)").setValue(12)
    press(form, "Cancel")
    assert not form.isVisible()
    assert has(figures(plan), CHANGE)
    form = open_form(plan)
    assert box(form, "Session (minutes)").amount() == 20


def test_saving_nothing_new_says_nothing_and_takes_nothing_back(plan):
    press(open_form(plan), SAVE)
    assert plan.tracker.planner.versions()[1:] == []
    assert not plan.says("Undo")


def test_what_is_typed_is_there_when_the_window_is_opened_again(plan, opened):
    form = open_form(plan, Phase.HEAT)
    box(form, "Session (minutes)").setValue(11)
    window = opened()
    plan_page(window)
    form = figures(window, Phase.HEAT).form
    assert form.isVisible()
    assert box(form, "Session (minutes)").amount() == 11
    assert window.says("It is not saved yet.")
    assert value(window, "heat.session") == 15


def test_the_hours_of_ice_move_the_switch_from_now_on(plan):
    form = open_form(plan)
    box(form, "Hours of ice").setValue(48)
    press(form, SAVE)
    assert plan.says("Damp heat, from Thu 14:10")
    assert plan.window.pages["plan"].episode.course.switch.text().startswith("Damp heat begins on Thu 26 Nov 14:10, 48 hours after it began")


def test_the_gentler_ice_is_one_press_and_the_usual_one_another(plan):
    show_figures(plan)
    plan.press("Gentler ice")
    assert (value(plan, "ice.session"), value(plan, "ice.rest")) == (15, 120)
    assert plan.says("Rest after it: 120 min (default from NHS trust leaflet)")
    plan.press("Undo")
    assert (value(plan, "ice.session"), value(plan, "ice.rest")) == (20, 90)
    assert control(plan.window, "Usual ice").isChecked()


def test_a_choice_that_the_limit_forbids_is_refused_and_not_shown_as_chosen(plan):
    show_figures(plan)
    for name in ("ice.session", "ice.at_most"):
        plan.desk.run_quietly(lambda name=name: plan.tracker.plans.change(name, 10))
    plan.press("Gentler ice")
    assert plan.says("a session is never longer")
    assert not control(plan.window, "Gentler ice").isChecked()
    assert value(plan, "ice.rest") == 90


def test_a_physiotherapists_plan_names_itself_as_the_source(plan, tmp_path):
    show_figures(plan)
    file = tmp_path / "plan.toml"
    file.write_text(PLAN.replace('name = "stiff"', 'name = "Plan of A. Physio"'), encoding="utf-8")
    plan.desk.run_quietly(lambda: plan.tracker.plans.import_file(file))
    settle()
    assert plan.says("Session: 15 min (default from Plan of A. Physio)")
    assert not plan.says("Defaults.")


def test_a_figure_that_the_plan_leaves_out_is_a_dash_and_can_be_set(plan, tmp_path):
    file = tmp_path / "plan.toml"
    file.write_text(PLAN.replace("a_day = 2\nabout", "about"), encoding="utf-8")
    plan.desk.run_quietly(lambda: plan.tracker.plans.import_file(file))
    form = open_form(plan, Phase.STRETCH)
    assert box(form, "Times a day").text() == "\N{EN DASH}"
    box(form, "Times a day").setValue(4)
    press(form, SAVE)
    assert "Times a day: 4 (changed by you)" in figures(plan, Phase.STRETCH).lines.text()
