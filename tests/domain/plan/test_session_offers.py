"""What each phase offers, and what may be started beside it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_plan
from tracker.domain.exercises import Exercise, Turn, Way
from tracker.domain.plan.figures import changed
from tracker.domain.plan.protocol import Figure, Phase, PlannedExercise, PlanVersion
from tracker.domain.plan.session_offers import (
    CAUTIOUS,
    in_turns_of,
    is_of_the_plan,
    main_session,
    offered,
    others,
    planned_exercises,
    session_length,
    strength_exercises,
)
from tracker.domain.sessions import TREATMENTS
from tracker.library.plans import default_plan

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
TILT, CAT = PlannedExercise("pelvic-tilt", "Pelvic tilt"), PlannedExercise("cat-cow", "Cat-cow")


SHOWER = Exercise(
    "contrast",
    "Contrast shower",
    "",
    (),
    is_sided=False,
    pictures=(),
    source="guide A",
    way=Way.TURNS,
    turns=(Turn("Warm", Figure(30, "guide A")), Turn("Cool", Figure(30, "guide A"))),
)


def test_the_turns_of_the_shower_are_those_of_the_plan():
    plan = changed(changed(default_plan(), "heat.warm", 45), "heat.cool", 20)
    turns = in_turns_of(plan, SHOWER).turns
    assert [(turn.name, turn.seconds.value, turn.seconds.source) for turn in turns] == [("Warm", 45, "you"), ("Cool", 20, "you")]
    assert in_turns_of(default_plan(), SHOWER) == in_turns_of(plan._replace(phases={}), SHOWER) == SHOWER


def plan_with(*exercises, phase=Phase.STRETCH):
    plan = a_plan()
    return plan._replace(phases={**plan.phases, phase: plan.phases[phase]._replace(exercises=exercises)})


@pytest.mark.parametrize(
    ("phase", "kinds", "main"),
    [
        (Phase.ICE, ("ice",), "ice"),
        (Phase.HEAT, ("heat",), "heat"),
        (Phase.STRETCH, ("stretches", "heat"), "stretches"),
        (Phase.NONE, ("ice", "heat"), ""),
        (Phase.WELL, ("strength set",), "strength set"),
    ],
)
def test_each_phase_offers_its_own_and_stretches_have_heat_beside_them(phase, kinds, main):
    assert (offered(phase), main_session(phase)) == (kinds, main)


def test_every_other_kind_every_exercise_and_all_of_them_may_be_started_at_any_time():
    assert others(plan_with(TILT, CAT), Phase.ICE) == ("heat", "warm-bath", "contrast", "pressure", TILT, CAT, "stretches")
    assert others(plan_with(TILT, CAT), Phase.STRETCH) == ("ice", "warm-bath", "contrast", "pressure", TILT, CAT)


def test_all_exercises_are_no_choice_of_their_own_where_there_is_one_only():
    assert others(plan_with(TILT), Phase.HEAT) == ("ice", "warm-bath", "contrast", "pressure", TILT)


def test_a_phase_with_exercises_of_its_own_has_those():
    plan = plan_with(TILT, phase=Phase.HEAT)
    plan = plan._replace(phases={**plan.phases, Phase.STRETCH: plan.phases[Phase.STRETCH]._replace(exercises=(CAT,))})
    assert planned_exercises(plan, Phase.HEAT) == (TILT,)
    assert planned_exercises(plan, Phase.ICE) == (CAT,)
    assert planned_exercises(a_plan(), Phase.ICE) == ()


def test_a_warm_bath_and_a_contrast_shower_are_as_long_as_heat_and_finger_pressure_has_no_length():
    lengths = [session_length(a_plan(), kind) for kind in ("ice", "heat", "warm-bath", "contrast", "pressure", "stretches", *TREATMENTS)]
    assert lengths == [timedelta(minutes=20), *[timedelta(minutes=15)] * 3, None, None, *[None] * len(TREATMENTS)]


@pytest.mark.parametrize(
    ("kind", "phases"),
    [
        ("ice", {Phase.ICE}),
        ("heat", {Phase.HEAT, Phase.STRETCH}),
        ("warm-bath", {Phase.HEAT, Phase.STRETCH}),
        ("contrast", {Phase.HEAT, Phase.STRETCH}),
        ("pressure", {Phase.ICE, Phase.HEAT, Phase.STRETCH}),
        ("stretches", {Phase.STRETCH}),
        ("Cat-cow", {Phase.STRETCH}),
        *((kind, {Phase.ICE, Phase.HEAT, Phase.STRETCH}) for kind in TREATMENTS),
    ],
)
def test_a_session_belongs_to_the_phases_of_the_plan_that_have_it(kind, phases):
    assert {phase for phase in (Phase.ICE, Phase.HEAT, Phase.STRETCH) if is_of_the_plan(kind, phase)} == phases
    assert is_of_the_plan(kind, Phase.NONE)


def test_the_cautions_stand_before_cold_and_all_that_warms_and_before_nothing_else():
    assert {"ice", "heat", "warm-bath", "contrast"} == CAUTIOUS


def test_what_the_plan_has_for_keeping_well_is_strength_and_what_it_stretches_is_not():
    well = a_plan().phases[Phase.STRETCH]._replace(exercises=(PlannedExercise("bridge", "Bridge"), CAT))
    plan = plan_with(TILT, CAT)
    plan = plan._replace(phases={phase: own for phase, own in plan.phases.items() if phase is not Phase.WELL})
    without, kept = (PlanVersion(SINCE, each) for each in (plan, plan._replace(phases={**plan.phases, Phase.WELL: well})))
    assert strength_exercises([without]) == frozenset()
    assert strength_exercises([without, kept]) == {"bridge"}
