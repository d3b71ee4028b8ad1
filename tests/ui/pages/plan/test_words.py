"""What the plan's page says: the next switch, what the gate needs, the course so far, what a file would change."""

import pytest

from tests.builders import a_moment, a_session
from tests.ui.hands import control, press, settle
from tests.ui.plan_scenes import change, plan_page
from tracker.domain.exercises import Dosage
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.sourced_number import Figure
from tracker.library.plans import default_plan
from tracker.wording.plan_page import clock_time, dosage_words, plan_changes

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform stacks no windows and grabs no keys


@pytest.fixture
def plan(window):
    plan_page(window)
    return window


def episode(window):
    return window.window.pages["plan"].episode


def waiting(window):
    return window.window.pages["plan"].gate.waiting.text()


def test_the_next_switch_and_what_the_waiting_gate_needs_are_told_and_go_on_with_the_minutes(plan):
    assert episode(plan).course.switch.text() == "Damp heat begins on Fri 27 Nov 14:10, when the 72 hours are over: in 49 h 5 min."
    assert plan.window.pages["plan"].days.rows[0] == ["", "Tue 24 Nov", "Today"]
    plan.later(minutes=5)
    assert "in 49 h." in episode(plan).course.switch.text()
    assert waiting(plan) == "From Fri 14:10, when both boxes below are ticked."
    control(plan.window, "The pain has eased").click()
    settle()
    assert waiting(plan) == "From Fri 14:10, when both boxes below are ticked."
    control(plan.window, "I have checked these exercises with a GP or physiotherapist").click()
    plan.later(hours=50)
    assert waiting(plan) == "Nothing more is needed: begin when you like."


def test_after_starting_again_it_is_counted_from_there_and_a_running_session_is_told_beside_what_is_done(plan):
    change(plan, "Start again with ice")
    assert "when the 72 hours are over: in 72 h." in episode(plan).course.switch.text()
    plan.desk.run_quietly(lambda: plan.tracker.timekeeper.start_session("ice"))
    settle()
    rows = {row[0]: row[1:] for row in plan.window.pages["plan"].days.rows}
    assert rows["Ice"] == ["0", "0, one running"]


def test_no_time_of_day_has_seconds():
    now = a_moment("2026-11-25T13:05")
    assert clock_time(a_moment("2026-11-26T14:10:07").at, now) == "Thu 26 Nov 14:10"
    assert clock_time(a_moment("2026-11-26T14:10").at, now) == "Thu 26 Nov 14:10"
    assert clock_time(a_moment("2025-11-26T14:10").at, now) == "Wed, 26 Nov 2025 14:10"


def test_when_each_phase_began_is_told_with_its_reason_on_demand(plan):
    plan.later(minutes=10)
    plan.desk.run_quietly(lambda: plan.tracker.planner.set_phase(Phase.HEAT, reason="physio said heat is fine"))
    assert not episode(plan).course.isVisible()
    change(plan, "When each phase began")
    assert episode(plan).course.lines.text().splitlines() == [
        "Ice: Tue 24 Nov 14:10 to Wed 25 Nov 13:15, when it began",
        "Damp heat: since Wed 25 Nov 13:15, by you: “physio said heat is fine”",
    ]
    press(episode(plan), "Hide")
    assert not episode(plan).course.isVisible()


def test_a_switch_of_the_plan_is_told_as_the_plans(opened, keep):
    keep(onset="2026-11-20T10:00")
    window = opened()
    plan_page(window)
    change(window, "When each phase began")
    assert "Damp heat: since Mon 23 Nov 10:00, by the plan, after 72 hours" in episode(window).course.lines.text()
    change(window, "Start again with ice")
    assert episode(window).course.lines.text().splitlines()[-1] == "Ice: since Wed 25 Nov 13:05, by you"


def test_an_exercise_without_figures_is_done_as_one_likes():
    assert dosage_words(PlannedExercise("own", "Own")) == "No figure is set: as you like"


def test_once_a_day_is_told_as_such():
    dosage = Dosage(repetitions=Figure(1, "you"), sets=Figure(2, "you"), times_a_day=Figure(1, "you"))
    assert dosage_words(PlannedExercise("seated-twist", "Seated twist", dosage)) == "1 repetition, each side, 2 rounds, once a day"


def test_the_same_plan_changes_nothing():
    assert plan_changes(default_plan(), default_plan()) == ([], [])


def test_a_changed_figure_stands_beneath_its_exercise_and_its_phase():
    plan = default_plan()
    stretch = plan.phases[Phase.STRETCH]
    others = [exercise for exercise in stretch.exercises if exercise.key != "cat-cow"]
    cow = next(exercise for exercise in stretch.exercises if exercise.key == "cat-cow")
    more = cow._replace(dosage=cow.dosage._replace(repetitions=Figure(8, "A. Physio")))
    after = plan._replace(phases={**plan.phases, Phase.STRETCH: stretch._replace(exercises=(*others, more))})
    new, gone = plan_changes(plan, after)
    assert new == ["Stretches", "  Cat-cow", "    Repetitions: 8 (default from A. Physio)"]
    assert gone == ["Stretches", "  Cat-cow", "    Repetitions: 5 (default from NHS inform)"]


def test_what_is_not_to_be_done_stands_beneath_not_now():
    plan = default_plan()
    ice = plan.phases[Phase.ICE]._replace(not_now=("Heat, hot baths",))
    _new, gone = plan_changes(plan, plan._replace(phases={**plan.phases, Phase.ICE: ice}))
    assert gone == ["Ice", "  Not now:", "    - Structured stretches"]
    safer = plan.phases[Phase.ICE]._replace(never=(*plan.phases[Phase.ICE].never, "Ice on a scar"))
    new, gone = plan_changes(plan, plan._replace(phases={**plan.phases, Phase.ICE: safer}))
    assert (new, gone) == (["Ice", "  Never:", "    - Ice on a scar"], [])


def test_what_is_to_be_done_stands_beneath_its_phase_alone():
    plan = default_plan()
    ice = plan.phases[Phase.ICE]._replace(do=("Rest",))
    new, _gone = plan_changes(plan, plan._replace(phases={**plan.phases, Phase.ICE: ice}))
    assert new == ["Ice", "  - Rest"]


def test_planned_and_done_stand_side_by_side_for_the_last_days(opened, keep):
    keep(
        a_session("heat", "2026-11-24T09:00"),
        a_session("heat", "2026-11-24T15:00"),
        a_session("heat", "2026-11-25T09:00"),
        onset="2026-11-20T10:00",
    )
    window = opened()
    plan_page(window)
    rows = {row[0]: row[1:] for row in window.window.pages["plan"].days.rows}
    assert rows[""] == ["Sun 22 Nov", "Mon 23 Nov", "Tue 24 Nov", "Today"]
    assert rows["Damp heat"] == ["\N{EN DASH}", "0", "2", "1"]
    assert rows["Ice"] == ["0", "0", "\N{EN DASH}", "\N{EN DASH}"]
