"""The plans that come with the app, and plans as the diary keeps them."""

import json

import pytest

from tests.builders import a_plan
from tracker.domain.exercises import Dosage
from tracker.domain.plan.figures import changed
from tracker.domain.plan.protocol import PLANNED_PHASES, Phase
from tracker.importers.plan.plan import read_plan
from tracker.library.exercises import exercise
from tracker.library.plans import default_plan, plan_from_json
from tracker.library.resources import resource


def test_the_default_plan_keeps_to_the_form_asked_of_others():
    assert read_plan(resource("protocols", "back-spasm.toml")) == default_plan()


def test_the_default_plan_doses_exercises_as_their_own_page_does():
    for planned in default_plan().phases[Phase.STRETCH].exercises:
        known = exercise(planned.key)
        assert known is not None
        assert (known.name, known.dosage) == (planned.name, planned.dosage)


def test_a_plan_kept_by_an_older_version_gets_the_dosage_of_the_exercises_it_names():
    data = default_plan().as_data()
    data["phases"]["stretch"]["exercises"] = [planned.name for planned in default_plan().phases[Phase.STRETCH].exercises]
    assert plan_from_json(json.dumps(data)) == default_plan()


def test_a_plan_kept_by_an_older_version_lists_what_is_never_right_apart_from_what_waits():
    data = default_plan().as_data()
    for name, not_now in (
        ("ice", ["Heat, hot baths", "Structured stretches", "Ice on bare skin, or while asleep"]),
        ("heat", ["Sleeping on a heat pack", "Boiling water", "Structured stretches, until it has eased"]),
        ("stretch", ["Anything that hurts more, or brings a new pain, tingling or numbness: stop"]),
    ):
        del data["phases"][name]["never"]
        data["phases"][name]["not_now"] = not_now
    assert plan_from_json(json.dumps(data)) == default_plan()


def test_a_plan_of_before_there_was_keeping_well_gets_the_apps():
    data = default_plan().as_data()
    del data["phases"]["well"]
    for figure in ("warm", "cool"):
        del data["phases"]["heat"][figure]
    assert plan_from_json(json.dumps(data)) == default_plan()


def test_a_plan_that_has_keeping_well_keeps_its_own():
    plan = changed(changed(default_plan(), "well.a_week", 3), "heat.cool", 20)
    assert plan_from_json(json.dumps(plan.as_data())) == plan


def test_an_exercise_no_one_knows_is_kept_without_a_dosage():
    data = a_plan().as_data()
    data["phases"]["ice"]["exercises"] = ["Something else"]
    (found,) = plan_from_json(json.dumps(data)).phases[Phase.ICE].exercises
    assert (found.name, found.dosage) == ("Something else", Dosage())


@pytest.mark.parametrize("content", ["[]", '{"phases": []}', '{"phases": {"ice": "x"}}', '{"phases": {"ice": {"exercises": [5]}}}'])
def test_a_plan_of_another_shape_is_an_error(content):
    with pytest.raises((KeyError, TypeError, ValueError)):
        plan_from_json(content)


def test_the_readme_beside_the_plans_has_a_plan_that_can_be_read(tmp_path):
    readme = resource("protocols", "README.md").read_text(encoding="utf-8")
    file = tmp_path / "plan.toml"
    file.write_text(readme.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    plan = read_plan(file)
    assert list(plan.phases) == list(PLANNED_PHASES)
    assert plan.phases[Phase.STRETCH].exercises[1].own.pictures[0].startswith("<svg")
