"""The plan as data, and which of its versions counts."""

import copy
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_plan
from tracker.domain.exercises import Dosage, Exercise
from tracker.domain.plan.protocol import (
    EPISODE_PHASES,
    PHASE_FIGURES,
    PLANNED_PHASES,
    Figure,
    KeptLines,
    Phase,
    PhasePlan,
    PlannedExercise,
    PlanVersion,
    Protocol,
    exercise_key,
    figures_in,
    ice_ends,
    plan_at,
)
from tracker.library.plans import default_plan

START = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEXTS = st.tuples() | st.tuples(st.text(), st.text())
PLAIN_FIGURES = st.builds(Figure, st.floats(min_value=0, max_value=1_000), st.text())
FIGURES = st.builds(Figure, st.floats(min_value=0, max_value=1_000), st.text(), st.none() | PLAIN_FIGURES)
DOSAGES = st.builds(Dosage, *(st.none() | FIGURES for _ in range(4)))


@st.composite
def planned_exercises(draw):
    """An exercise of the app or an own one, with any dosage."""
    key, name = draw(st.text()), draw(st.text())
    own = Exercise(
        key=key,
        name=name,
        position=draw(st.text()),
        steps=draw(TEXTS),
        is_sided=draw(st.booleans()),
        pictures=draw(TEXTS),
        source=draw(st.text()),
        captions=draw(TEXTS),
        stop=draw(st.text()),
        easier=draw(st.text()),
        is_own=True,
    )
    return PlannedExercise(key, name, draw(DOSAGES), draw(st.sampled_from((None, own))))


def phase_plans(phase):
    """What a phase may say, with any of the figures it may have."""
    may_have = {key: FIGURES if key in {"session", "at_most"} else st.none() | FIGURES for key in figures_in(phase)}
    return st.builds(
        PhasePlan,
        **{**dict.fromkeys(PHASE_FIGURES, st.none()), **may_have},  # of a named tuple, hypothesis makes up what is left out
        do=TEXTS,
        not_now=TEXTS,
        about=st.text(),
        exercises=st.lists(planned_exercises(), max_size=2).map(tuple),
        reminders=TEXTS,
        never=TEXTS,
    )


PLANS = st.builds(Protocol, st.text(), FIGURES, st.fixed_dictionaries({}, optional={phase: phase_plans(phase) for phase in PLANNED_PHASES}))


def versions(*pairs: tuple[float, float]) -> list[PlanVersion]:
    """Plans by the hour they begin at and their hours of ice."""
    return [PlanVersion(START + hour * HOUR, a_plan(ice, name=f"{ice}")) for hour, ice in pairs]


@given(PLANS)
def test_a_plan_comes_back_from_its_data_as_it_was(plan):
    assert Protocol.from_data(plan.as_data()) == plan


@pytest.mark.parametrize(
    "path",
    [
        ("name",),
        ("ice_hours",),
        ("phases",),
        ("ice_hours", "value"),
        ("ice_hours", "source"),
        ("phases", "ice", "session"),
        ("phases", "ice", "at_most"),
    ],
)
def test_a_plan_with_something_missing_is_an_error(path):
    data = copy.deepcopy(a_plan().as_data())
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    with pytest.raises(KeyError):
        Protocol.from_data(data)


def test_exercises_kept_by_name_alone_are_read():
    data = a_plan().as_data()
    data["phases"]["stretch"]["exercises"] = ["Child's pose", "Own one"]
    exercises = Protocol.from_data(data).phases[Phase.STRETCH].exercises
    assert exercises == (PlannedExercise("childs-pose", "Child's pose"), PlannedExercise("own-one", "Own one"))


def test_a_text_of_the_plan_gets_its_figures_and_keeps_other_braces():
    plan = PhasePlan(session=Figure(12.5, "x"), a_day=Figure(3, "x"))
    assert plan.worded("{session} min, {a_day} a day, {rest} {session.value} {") == "12.5 min, 3 a day, {rest} {session.value} {"


@pytest.mark.parametrize("value", ["72", True, None, [72]])
def test_a_figure_that_is_no_number_is_an_error(value):
    data = a_plan().as_data() | {"ice_hours": {"value": value, "source": "guide A"}}
    with pytest.raises(TypeError):
        Protocol.from_data(data)


def test_an_unknown_phase_is_an_error():
    with pytest.raises(ValueError, match="rest"):
        Protocol.from_data(a_plan().as_data() | {"phases": {"rest": {}}})


@pytest.mark.parametrize(("hour", "plan"), [(-1, "72"), (0, "72"), (9.99, "72"), (10, "48"), (19.99, "48"), (20, "24"), (500, "24")])
def test_the_plan_in_force_is_the_latest_begun(hour, plan):
    assert plan_at(versions((0, 72), (10, 48), (20, 24)), START + hour * HOUR).name == plan


# versions as (hour of beginning, hours of ice), and the hour at which ice counted from hour 0 is over
@pytest.mark.parametrize(
    ("pairs", "over"),
    [
        ([(0, 72)], 72),
        ([(0, 72), (50, 96)], 96),
        ([(0, 72), (30, 48)], 48),
        ([(0, 72), (60, 48)], 60),
        ([(0, 72), (80, 96)], 72),
        ([(-9, 24), (-5, 48)], 48),
        ([(5, 72)], 72),
    ],
)
def test_ice_is_over_by_the_plans_in_force_on_the_way(pairs, over):
    assert ice_ends(versions(*pairs), START) == START + over * HOUR


@given(st.lists(st.tuples(st.integers(-100, 200), st.integers(1, 150)), min_size=1, max_size=5, unique_by=lambda pair: pair[0]))
def test_a_change_after_ice_is_over_changes_nothing(pairs):
    known = versions(*sorted(pairs))
    over = ice_ends(known, START)
    for ice in (1, 72, 300):
        assert ice_ends([*known, PlanVersion(max(over, known[-1].since) + HOUR, a_plan(ice))], START) == over


def test_a_plan_without_versions_is_an_error():
    with pytest.raises(ValueError, match="at least one version"):
        ice_ends([], START)


def test_the_plan_that_comes_with_the_app_has_the_figures_of_its_sources():
    plan = default_plan()
    ice, heat, stretch = (plan.phases[phase] for phase in EPISODE_PHASES)
    assert plan.ice_length == timedelta(hours=72)
    assert (ice.session.minutes, ice.at_most.minutes, ice.rest) == (timedelta(minutes=20), timedelta(minutes=20), Figure(90, "guide A"))
    assert (heat.session.value, heat.at_most, heat.a_day) == (15, Figure(20, "this app's own cap"), Figure(3, "NHS trust leaflet"))
    assert [exercise.name for exercise in stretch.exercises] == ["Seated twist", "Knee to chest", "Pelvic tilt", "Cat-cow", "Child's pose"]
    assert [exercise.key for exercise in stretch.exercises] == [exercise_key(exercise.name) for exercise in stretch.exercises]
    twist, knee, tilt = (exercise.dosage for exercise in stretch.exercises[:3])
    assert twist == Dosage(hold_seconds=Figure(60, "guide A"))
    five = Figure(5, "Versus Arthritis")
    assert knee == Dosage(hold_seconds=five, repetitions=five, times_a_day=Figure(3, "NHS inform"))
    assert tilt.hold_seconds == Figure(2, "NHS inform")
    assert all(figure.source for phase in (ice, heat) for figure in (phase.session, phase.at_most))
    assert (stretch.session, stretch.at_most) == (None, None)
    assert heat.warm == heat.cool == Figure(30, "guide A")


def test_in_every_phase_one_keeps_moving_and_does_not_lie_down_for_long():
    for phase, plan in default_plan().phases.items():
        said = " ".join(plan.do).casefold()
        assert "walk" in said, phase
        assert "no long bed rest" in said, phase
        assert "drink as usual" in said, phase
        assert not any("walk" in text.casefold() for text in (*plan.not_now, *plan.never)), phase


def test_keeping_well_begins_with_the_lowest_figures_of_its_leaflet():
    well = default_plan().phases[Phase.WELL]
    assert [exercise.key for exercise in well.exercises] == ["tummy-brace", "heel-slide", "bridge", "bird-dog", "side-plank", "sit-to-stand"]
    lowest = Dosage(repetitions=Figure(4, "South Tees NHS"), sets=Figure(2, "South Tees NHS"))
    assert all(exercise.dosage._replace(hold_seconds=None) == lowest for exercise in well.exercises)
    assert [exercise.key for exercise in well.exercises if exercise.dosage.hold_seconds] == ["side-plank"]
    assert well.a_week == Figure(2, "NHS")
    # How much activity a person sets out for is no figure of the app's.
    assert well.activity is None
    assert "150 minutes" in well.about
    assert well.not_now == ("Strength exercises, until a GP or physiotherapist has checked them",)


@pytest.mark.parametrize(
    ("phase", "keys"), [(Phase.ICE, ()), (Phase.HEAT, ("warm", "cool")), (Phase.STRETCH, ()), (Phase.WELL, ("a_week", "activity"))]
)
def test_only_heat_has_turns_and_only_keeping_well_goes_by_the_week(phase, keys):
    assert figures_in(phase) == ("session", "at_most", "rest", "a_day", *keys)


def test_lines_that_no_plan_leaves_out_stand_first_once_and_in_place_of_older_ones():
    lines = KeptLines(never=("asleep",), reminders=("cloth",), formerly=("or asleep",))
    plan = PhasePlan(not_now=("heat", "or asleep"), never=("own", "asleep"), reminders=())
    kept = plan.keeping(lines)
    assert (kept.not_now, kept.never, kept.reminders) == (("heat",), ("asleep", "own"), ("cloth",))
    assert kept.keeping(lines) == kept
