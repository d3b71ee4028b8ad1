"""The figures of a plan: their bounds, changing one and setting it back."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.plan.figures import changed, figure_named, figures_of, is_over_limit, reset, with_figures
from tracker.domain.plan.protocol import COUNTED_PHASES, Phase
from tracker.domain.sourced_number import BY_YOU, Figure
from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.library.plans import default_plan, presets

PLAN = default_plan()
NAMES = [place.name for place in figures_of(PLAN)]
EVERY_NAME = st.sampled_from(NAMES)
COUNTS = ("a_day", "a_week", "repetitions", "sets", "times_a_day")


def value_of(plan, name):
    return figure_named(plan, name).figure


def test_every_figure_of_the_plan_has_a_name_of_its_own():
    assert len(set(NAMES)) == len(NAMES)
    assert {"ice_hours", "ice.session", "ice.at_most", "ice.rest", "heat.a_day", "stretch.a_day", "stretch.cat-cow.sets"} <= set(NAMES)
    assert {"heat.warm", "heat.cool", "well.a_week", "well.activity", "well.bird-dog.sets"} <= set(NAMES)
    assert not {"ice.warm", "stretch.a_week", "well.session"} & set(NAMES)


@given(EVERY_NAME, st.floats() | st.integers())
def test_a_figure_is_changed_within_its_bounds_and_refused_outside(name, value):
    bounds = figure_named(PLAN, name).bounds
    whole = not name.endswith(COUNTS) or (math.isfinite(value) and float(value).is_integer())
    if not (bounds.least <= value <= bounds.most and whole):
        with pytest.raises(Refused, match=f"from {number_text(bounds.least)} to {number_text(bounds.most)}.*Nothing was changed"):
            changed(PLAN, name, value)


@pytest.mark.parametrize("name", NAMES)
def test_both_bounds_are_allowed_and_what_lies_beyond_is_not(name):
    bounds = figure_named(PLAN, name).bounds
    free = changed(changed(PLAN, "ice.session", 1), "heat.session", 1)
    for value in (bounds.least, bounds.most):
        assert value_of(changed(free, name, value), name).value == value
    for value in (bounds.least - 1, bounds.most + 1):
        with pytest.raises(Refused):
            changed(free, name, value)


@pytest.mark.parametrize("phase", COUNTED_PHASES)
def test_the_limits_of_ice_and_heat_are_only_edited_downwards(phase):
    name = f"{phase.value}.at_most"
    with pytest.raises(Refused, match="from 1 to 20"):
        changed(PLAN, name, 21)
    lower = changed(PLAN, name, 15 if phase is Phase.HEAT else 20)
    assert figure_named(lower, name).bounds.most == 20
    theirs = with_figures(changed(PLAN, f"{phase.value}.session", 10), {name: Figure(12, "A. Physio")})
    with pytest.raises(Refused, match="from 1 to 12"):
        changed(theirs, name, 13)


def test_a_session_is_never_above_its_limit():
    short = changed(changed(PLAN, "ice.session", 10), "ice.at_most", 10)
    with pytest.raises(Refused, match="“Ice: session” has to be a number from 1 to 10"):
        changed(short, "ice.session", 11)
    with pytest.raises(Refused, match="has to be a number from"):
        changed(PLAN, "heat.at_most", 14)
    with pytest.raises(Refused, match="has to be a number from"):
        reset(short, "ice.session")


@given(st.lists(st.tuples(EVERY_NAME, st.integers(0, 300)), max_size=6))
def test_whatever_is_changed_no_session_is_above_its_limit_and_all_can_be_set_back(changes):
    plan = PLAN
    for name, value in changes:
        try:
            plan = changed(plan, name, value)
        except Refused:
            continue
        assert value_of(plan, name) in {Figure(value, BY_YOU, value_of(PLAN, name)), value_of(PLAN, name)}
    assert not any(is_over_limit(phase_plan) for phase_plan in plan.phases.values())
    for name in sorted(NAMES, key=lambda name: "at_most" not in name):
        plan = reset(plan, name)
    assert plan == PLAN


def test_a_changed_figure_remembers_its_default_through_more_changes():
    plan = changed(changed(PLAN, "ice.rest", 100), "ice.rest", 110)
    assert value_of(plan, "ice.rest") == Figure(110, BY_YOU, Figure(90, "guide A"))
    assert value_of(changed(plan, "ice.rest", 90), "ice.rest") == Figure(90, "guide A")


def test_a_figure_without_a_default_is_not_set_again_or_says_so():
    plan = changed(PLAN, "stretch.cat-cow.sets", 2)
    assert value_of(plan, "stretch.cat-cow.sets") == Figure(2, BY_YOU)
    assert reset(plan, "stretch.cat-cow.sets") == PLAN
    with pytest.raises(Refused, match="no default to go back to"):
        reset(with_figures(PLAN, {"ice_hours": Figure(48, BY_YOU)}), "ice_hours")


def test_the_aim_of_activity_is_the_persons_own_and_can_be_given_up():
    assert value_of(PLAN, "well.activity") is None
    plan = changed(PLAN, "well.activity", 150)
    assert value_of(plan, "well.activity") == Figure(150, BY_YOU)
    assert reset(plan, "well.activity") == PLAN


def test_strength_is_on_one_to_seven_days_of_the_week():
    bounds = figure_named(PLAN, "well.a_week").bounds
    assert (bounds.least, bounds.most) == (1, 7)


def test_a_figure_the_plan_does_not_have_is_refused():
    with pytest.raises(Refused, match=r"“ice\.sessions” is not in the plan"):
        changed(PLAN, "ice.sessions", 5)


def test_changing_one_figure_leaves_all_others():
    after = changed(PLAN, "stretch.pelvic-tilt.repetitions", 8)
    assert [place.name for place in figures_of(PLAN) if value_of(after, place.name) != place.figure] == ["stretch.pelvic-tilt.repetitions"]


def test_the_usual_preset_is_the_default_and_the_gentler_one_has_the_leaflets_figures():
    usual, gentler = presets()
    assert with_figures(PLAN, usual.figures) == PLAN
    ice = with_figures(PLAN, gentler.figures).phases[Phase.ICE]
    assert (ice.session, ice.rest, ice.at_most) == (Figure(15, "NHS trust leaflet"), Figure(120, "NHS trust leaflet"), Figure(20, "guide A"))
    assert with_figures(with_figures(PLAN, gentler.figures), usual.figures) == PLAN


def test_a_preset_above_a_limit_of_the_person_is_refused():
    strict = changed(changed(PLAN, "ice.session", 10), "ice.at_most", 12)
    with pytest.raises(Refused, match="has to be a number from"):
        with_figures(strict, presets()[1].figures)
