"""A plan as a TOML text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.exercises import Dosage, Exercise
from tracker.domain.plan.figures import ICE_HOURS, Unit, bounds_of, changed, with_figures
from tracker.domain.plan.protocol import COUNTED_PHASES, PLANNED_PHASES, PhasePlan, PlannedExercise, Protocol, figures_in
from tracker.domain.sourced_number import BY_YOU, Figure
from tracker.exporters.plan_toml import plan_toml
from tracker.importers.plan.plan import plan_of
from tracker.library.plans import default_plan, kept_lines, presets

LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
TEXTS = st.text(LETTERS, max_size=30).map(lambda text: " ".join(text.split()).replace("{", "("))
NAMES = TEXTS.filter(lambda text: text and text != BY_YOU)
LISTS = st.lists(NAMES, max_size=3).map(tuple)
KEYS = st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,8})?\Z")
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>{title}</title>\n\t<path d="M0 0"/></svg>'
PICTURES = st.text(st.sampled_from("ab'\"\\ \n\u2028é"), max_size=9).map(lambda title: SVG.format(title=title))


def figures(key, phase=None):
    bounds = bounds_of(key, phase)
    whole = st.integers(int(bounds.least), int(bounds.most)).map(float)
    values = whole if bounds.unit is Unit.TIMES else whole | st.floats(bounds.least, bounds.most)
    plain = st.builds(Figure, values, NAMES, st.none())
    return plain | st.builds(Figure, values, st.just(BY_YOU), st.none() | plain)


@st.composite
def exercises(draw):
    key, name = draw(KEYS), draw(NAMES)
    dosage = Dosage(**{key: draw(st.none() | figures(key)) for key in ("hold_seconds", "repetitions", "sets", "times_a_day")})
    own = Exercise(
        key=key,
        name=name,
        position=draw(TEXTS),
        steps=draw(LISTS.filter(bool)),
        is_sided=draw(st.booleans()),
        pictures=tuple(draw(st.lists(PICTURES, max_size=2))),
        source=draw(NAMES),
        captions=draw(LISTS),
        stop=draw(TEXTS),
        easier=draw(TEXTS),
        is_own=True,
    )
    known = PlannedExercise("cat-cow", name, dosage)
    return draw(st.sampled_from((known, PlannedExercise(key, name, dosage, own))))


@st.composite
def phase_plans(draw, phase):
    counted = phase in COUNTED_PHASES
    session, limit = (draw(figures("at_most", phase)), draw(figures("at_most", phase))) if counted else (None, None)
    if session and session.value > limit.value:
        session, limit = limit, session
    return PhasePlan(
        session=session,
        at_most=limit,
        rest=draw(st.none() | figures("rest", phase)),
        a_day=draw(st.none() | figures("a_day", phase)),
        **{key: draw(figures(key, phase)) for key in figures_in(phase) if key in {"warm", "cool"}},
        **{key: draw(st.none() | figures(key, phase)) for key in figures_in(phase) if key in {"a_week", "activity"}},
        do=draw(LISTS),
        not_now=draw(LISTS),
        about=draw(TEXTS),
        exercises=tuple(
            draw(st.lists(exercises(), max_size=2, unique_by=(lambda exercise: exercise.key, lambda exercise: exercise.name.casefold())))
        ),
        reminders=draw(LISTS),
        never=draw(LISTS),
    )


PLANS = st.builds(Protocol, NAMES, figures(ICE_HOURS), st.fixed_dictionaries({phase: phase_plans(phase) for phase in PLANNED_PHASES}))


@settings(max_examples=12)  # each is a whole plan, of some hundred figures and texts
@given(PLANS)
def test_a_plan_comes_back_from_its_file_as_it_was(plan):
    # With the safety lines that every plan keeps.
    assert plan_of(plan_toml(plan), "plan.toml") == plan.keeping(kept_lines())


@pytest.mark.parametrize(
    "plan",
    [
        default_plan(),
        changed(changed(default_plan(), "ice.session", 12.5), "stretch.cat-cow.sets", 2),
        with_figures(default_plan(), presets()[1].figures),
        default_plan()._replace(name='Dr. "A" \\ plan'),
    ],
)
def test_the_plans_of_the_app_and_changes_to_them_come_back(plan):
    text = plan_toml(plan)
    assert plan_of(text, "plan.toml") == plan
    assert plan_toml(plan_of(text, "plan.toml")) == text


def test_what_a_person_changed_is_told_apart_in_the_file():
    text = plan_toml(changed(default_plan(), "ice.session", 12))
    assert 'session = { value = 12, source = "you", default = { value = 20, source = "guide A" } }' in text.split("\n")
