"""Changing the plan: each change is a new version from now on, and can be taken back."""

import pytest

from tests.builders import a_moment
from tracker.changes import Touched
from tracker.domain.exercises import Dosage, Exercise
from tracker.domain.plan.exercises import free_key
from tracker.domain.plan.figures import figure_named
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.sourced_number import BY_YOU, Figure
from tracker.domain.times import moment_now
from tracker.errors import Refused
from tracker.library.plans import default_plan
from tracker.wording.phases import waiting_words
from tracker.wording.plan import default_words, plan_lines, source_words

OWN = """\
name = "A. Physio"
ice_hours = 48
[phases.ice]
session = 10
at_most = 12
[phases.heat]
session = 10
at_most = 15
[phases.stretch]
"""


@pytest.fixture
def own_file(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    return file


def an_own_exercise(name="Clam", *, steps=(" Lift the  knee.\n",), pictures=(), repetitions=10.0):
    own = Exercise("clam", name, "", tuple(steps), is_sided=True, pictures=tuple(pictures), source=BY_YOU, is_own=True)
    return PlannedExercise("clam", name, Dosage(repetitions=Figure(repetitions, BY_YOU)), own)


def session_of(plan):
    return plan.phases[Phase.ICE].session


def test_a_change_counts_from_now_on_and_the_past_keeps_its_plan(tracker, clock):
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    change = tracker.plans.change("ice.session", 15)
    assert change.touched is Touched.DIARY
    first, second = tracker.planner.versions()
    assert (first.protocol, second.since) == (default_plan(), clock.now())
    assert session_of(tracker.plans.in_force()) == Figure(15, BY_YOU, Figure(20, "guide A"))
    assert session_of(tracker.timekeeper.status(tracker.settings.now.quiet_hours, a_moment("2026-11-24T12:00")).plan).value == 20


def test_a_plan_can_be_changed_before_any_episode(tracker):
    tracker.plans.change("ice_hours", 48)
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    assert tracker.planner.state(a_moment("2026-11-25T14:10").at).phase is Phase.HEAT


def test_a_changed_figure_says_so_and_goes_back_to_its_default(tracker):
    tracker.plans.change("heat.a_day", 2)
    place = figure_named(tracker.plans.in_force(), "heat.a_day")
    assert (source_words(place.figure), default_words(place)) == ("changed by you", "3, default from NHS trust leaflet")
    tracker.plans.reset("heat.a_day")
    place = figure_named(tracker.plans.in_force(), "heat.a_day")
    assert (source_words(place.figure), default_words(place)) == ("default from NHS trust leaflet", "")
    assert source_words(None) == ""


def test_a_refused_change_leaves_the_plan(tracker):
    with pytest.raises(Refused):
        tracker.plans.change("ice.at_most", 25)
    assert tracker.plans.in_force() == default_plan()
    assert tracker.diary.episodes.plan_versions() == []


def test_what_the_plan_says_already_is_no_new_version(tracker):
    tracker.plans.change("ice.session", 15)
    for change in (tracker.plans.change("ice.session", 15), tracker.plans.reset("heat.session")):
        assert (change.touched, change.remark) == (Touched.NONE, "That is so already. Nothing was changed.")
    assert len(tracker.planner.versions()) == 1


def test_a_change_is_taken_back_and_done_again(tracker, clock):
    tracker.plans.change("ice.session", 15)
    clock.advance(minutes=1)
    assert tracker.history.undo().touched is Touched.DIARY
    assert tracker.plans.in_force() == default_plan()
    clock.advance(minutes=1)
    tracker.history.redo()
    assert session_of(tracker.plans.in_force()).value == 15


def test_the_gentler_preset_is_chosen_and_left_again(tracker):
    usual, gentler = tracker.plans.presets()
    assert (tracker.plans.is_chosen(usual), tracker.plans.is_chosen(gentler)) == (True, False)
    tracker.plans.choose_preset(gentler.key)
    assert (tracker.plans.is_chosen(usual), tracker.plans.is_chosen(gentler)) == (False, True)
    assert source_words(session_of(tracker.plans.in_force())) == "default from NHS trust leaflet"
    tracker.plans.choose_preset(usual.key)
    assert tracker.plans.in_force() == default_plan()
    with pytest.raises(Refused, match="“none” is not in the plan"):
        tracker.plans.choose_preset("none")


def test_a_plan_of_a_physiotherapist_comes_in_and_goes_out_as_one_file(tracker, own_file, tmp_path):
    assert tracker.plans.import_file(own_file).remark == "Plan “A. Physio” in force from now on"
    plan = tracker.plans.in_force()
    assert source_words(session_of(plan)) == "default from A. Physio"
    out = tmp_path / "out.toml"
    tracker.plans.export_file(out)
    tracker.plans.use_default()
    assert tracker.plans.in_force() == default_plan()
    tracker.plans.import_file(out)
    assert tracker.plans.in_force() == plan


def test_a_file_with_a_mistake_leaves_the_plan(tracker, own_file):
    own_file.write_text(OWN.replace("session = 10", "session = 30", 1), encoding="utf-8")
    with pytest.raises(Refused, match=r"Line 4 of own\.toml"):
        tracker.plans.import_file(own_file)
    assert tracker.plans.in_force() == default_plan()


def test_the_plan_as_text_names_each_figure_with_its_source(tracker):
    tracker.plans.change("ice.session", 15)
    lines = plan_lines(tracker.plans.in_force())
    assert lines[:5] == [
        "Back spasm",
        "Hours of ice: 72 h (default from guide A)",
        "",
        "Ice",
        "  Session: 15 min (changed by you; before: 20 min, default from guide A)",
    ]
    assert "  - Ice pack in a damp cloth, up to 15 min" in lines
    twist = lines.index("  Seated twist")
    assert lines[twist + 1 : twist + 3] == ["    Hold: 60 s (default from guide A)", "  Knee to chest"]


def test_an_own_exercise_is_put_in_changed_and_taken_out(tracker):
    before = tracker.plans.in_force()
    tracker.plans.put_exercise(Phase.STRETCH, an_own_exercise())
    tracker.plans.put_exercise(Phase.STRETCH, an_own_exercise("Open clam"))
    exercises = tracker.plans.in_force().phases[Phase.STRETCH].exercises
    assert [one.name for one in exercises[-2:]] == ["Child's pose", "Open clam"]
    assert exercises[-1].own.steps == ("Lift the knee.",)
    tracker.plans.remove_exercise(Phase.STRETCH, "clam")
    assert tracker.plans.in_force() == before


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " "}, "A name is empty"),
        ({"name": "cat-COW"}, "“cat-COW” is there already"),
        ({"steps": ()}, "one step or more"),
        ({"steps": ("x" * 501,)}, "texts of 500 characters"),
        ({"pictures": ("<svg><script/></svg>",)}, "does not fit into a plan: it may have 20 steps"),
        ({"repetitions": 0}, "“Repetitions” has to be a whole number from 1 to 100"),
    ],
)
def test_an_own_exercise_that_does_not_fit_is_refused(tracker, fields, told):
    with pytest.raises(Refused, match=told):
        tracker.plans.put_exercise(Phase.STRETCH, an_own_exercise(**fields))
    assert tracker.plans.in_force() == default_plan()


@pytest.mark.parametrize(
    ("name", "key"), [("Clam", "clam"), ("Cat-cow", "cat-cow-2"), ("\N{CJK UNIFIED IDEOGRAPH-4F38}", "exercise"), ("  É à b!", "b")]
)
def test_a_new_exercise_gets_a_key_of_its_own(name, key):
    assert free_key(default_plan(), name) == key


def test_figures_changed_together_are_one_change(tracker):
    before = tracker.plans.in_force()
    tracker.plans.change_all([("ice.session", 15), ("ice.rest", 120), ("ice_hours", 48)])
    values = {place.name: place.figure.value for place in tracker.plans.figures() if place.figure is not None}
    assert (values["ice.session"], values["ice.rest"], values["ice_hours"]) == (15, 120, 48)
    tracker.history.undo()
    assert tracker.plans.in_force() == before


def test_of_figures_changed_together_none_is_when_one_is_refused(tracker):
    before = tracker.plans.in_force()
    with pytest.raises(Refused):
        tracker.plans.change_all([("ice.session", 15), ("ice.rest", -1)])
    assert tracker.plans.in_force() == before


def test_what_the_stretches_wait_for_names_the_hours_the_plan_has(tracker, clock):
    tracker.plans.change("ice_hours", 48)
    tracker.planner.start_episode(moment_now(clock))
    tracker.planner.set_phase(Phase.HEAT, reason="physio")
    assert "48 hours are over" in waiting_words(tracker.planner.state(clock.now()))
    with pytest.raises(Refused, match="Stretches wait: 48 hours"):
        tracker.planner.set_phase(Phase.STRETCH)
