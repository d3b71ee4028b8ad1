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
SAVE = "Save"


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


def test_figures_stand_with_where_they_come_from_behind_one_press_and_nothing_is_changed_that_is_not_saved(plan):
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
    assert "Session: 20 min (default from guide A)" in figures(plan).lines.text()
    assert "Hours of ice: 72 h (default from guide A)" in figures(plan).lines.text()
    assert "Times a day: 3 (default from NHS trust leaflet)" in figures(plan, Phase.HEAT).lines.text()
    assert figures(plan).about.text().startswith("20 and 90 minutes and 72 hours: common advice")
    press(open_form(plan), SAVE)
    assert plan.tracker.planner.versions()[1:] == []
    assert not plan.says("Undo")
    form = open_form(plan)
    box(form, "Session (minutes)").setValue(12)
    press(form, "Cancel")
    assert not form.isVisible()
    assert has(figures(plan), CHANGE)
    form = open_form(plan)
    assert box(form, "Session (minutes)").amount() == 20
    press(form, "Cancel")
    form = open_form(plan)
    box(form, "Session (minutes)").setValue(12)
    press(card(plan, Phase.ICE), OPENER)
    assert not form.isVisible()
    show_figures(plan)
    assert box(form, "Session (minutes)").amount() == 12
    press(form, "Cancel")
    form = open_form(plan)
    limit = box(form, "At most (minutes)")
    limit.setFocus()
    limit.selectAll()
    plan.strike("30")
    assert limit.amount() <= 20


def test_a_changed_figure_says_so_and_what_it_was_and_goes_back_to_its_default(plan):
    form = open_form(plan)
    box(form, "Session (minutes)").setValue(12)
    press(form, SAVE)
    assert value(plan, "ice.session") == 12
    assert plan.says("Session: 12 min (changed by you; before: 20 min, default from guide A)")
    assert has(card(plan, Phase.ICE), "12 min", object)
    assert plan.says("About the defaults: 20 and 90 minutes")
    form = open_form(plan)
    press(form, "Back to the default")
    press(form, SAVE)
    assert plan.says("Session: 20 min (default from guide A)")
    assert not any(place.figure.is_changed for place in plan.tracker.plans.figures() if place.figure)
    form = open_form(plan)
    box(form, "Rest after it (minutes)").setValue(100)
    press(form, SAVE)
    plan.chord("Ctrl+Z")
    assert value(plan, "ice.rest") == 90
    assert plan.says("Rest after it: 90 min (default from guide A)")
    form = open_form(plan)
    box(form, "Hours of ice").setValue(48)
    press(form, SAVE)
    assert plan.says("Damp heat, from Thu 14:10")
    assert plan.window.pages["plan"].episode.course.switch.text().startswith("Damp heat begins on Thu 26 Nov 14:10, when the 48 hours are over")


def test_a_session_and_its_limit_are_changed_together_taken_back_together_and_told_where_they_cross(plan):
    form = open_form(plan)
    box(form, "At most (minutes)").setValue(12)
    box(form, "Session (minutes)").setValue(10)
    press(form, SAVE)
    assert (value(plan, "ice.session"), value(plan, "ice.at_most")) == (10, 12)
    plan.press("Undo")
    assert (value(plan, "ice.session"), value(plan, "ice.at_most")) == (20, 20)
    form = open_form(plan)
    box(form, "At most (minutes)").setValue(12)
    press(form, SAVE)
    assert box(form, "Session (minutes)").accessibleDescription().startswith("“Session” has to be a number from 1 to")
    assert value(plan, "ice.at_most") == 20
    assert form.isVisible()
    press(form, "Cancel")
    plan.tracker.plans.change("ice.session", 10)
    plan.tracker.plans.change("ice.at_most", 12)
    form = open_form(plan)
    box(form, "At most (minutes)").setValue(18)
    box(form, "Session (minutes)").setValue(16)
    press(form, SAVE)
    assert (value(plan, "ice.session"), value(plan, "ice.at_most")) == (16, 18)


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


def test_the_gentler_ice_is_one_press_and_the_usual_one_another_and_neither_is_shown_where_the_limit_forbids_it(plan):
    show_figures(plan)
    plan.press("Gentler ice")
    assert (value(plan, "ice.session"), value(plan, "ice.rest")) == (15, 120)
    assert plan.says("Rest after it: 120 min (default from NHS trust leaflet)")
    plan.press("Undo")
    assert (value(plan, "ice.session"), value(plan, "ice.rest")) == (20, 90)
    assert control(plan.window, "Usual ice").isChecked()
    show_figures(plan)
    for name in ("ice.session", "ice.at_most"):
        plan.desk.run_quietly(lambda name=name: plan.tracker.plans.change(name, 10))
    plan.press("Gentler ice")
    assert plan.says("has to be a number from 1 to")
    assert not control(plan.window, "Gentler ice").isChecked()
    assert value(plan, "ice.rest") == 90


def test_a_physiotherapists_plan_names_itself_as_the_source_and_what_it_leaves_out_can_be_set(plan, tmp_path):
    show_figures(plan)
    file = tmp_path / "plan.toml"
    file.write_text(PLAN.replace('name = "stiff"', 'name = "Plan of A. Physio"'), encoding="utf-8")
    plan.desk.run_quietly(lambda: plan.tracker.plans.import_file(file))
    settle()
    assert plan.says("Session: 15 min (default from Plan of A. Physio)")
    assert not plan.says("Defaults.")
    file = tmp_path / "plan.toml"
    file.write_text(PLAN.replace("a_day = 2\nabout", "about"), encoding="utf-8")
    plan.desk.run_quietly(lambda: plan.tracker.plans.import_file(file))
    form = open_form(plan, Phase.STRETCH)
    assert box(form, "Times a day").text() == "\N{EN DASH}"
    box(form, "Times a day").setValue(4)
    press(form, SAVE)
    assert "Times a day: 4 (changed by you)" in figures(plan, Phase.STRETCH).lines.text()
