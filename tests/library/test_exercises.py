"""The exercises that come with the app, as the sources give them."""

import re

import pytest

from tracker.domain.exercise_steps import StepKind, course_of
from tracker.domain.exercises import Dosage, Exercise, Way
from tracker.domain.plan.protocol import PlannedExercise
from tracker.library.exercises import advice, drawing, drawing_names, exercise, exercise_of, exercises
from tracker.library.extraction import NAMES, texts_in
from tracker.library.plans import default_plan
from tracker.library.resources import resource, toml_resource

SOURCES = {"guide A", "guide B", "NHS inform", "Sirona", "Mayo Clinic", "KMPT NHS", "NHS Tayside"}
FOUR = (4, "South Tees NHS")
TWO = (2, "South Tees NHS")


def figures(dosage):
    found = (dosage.hold_seconds, dosage.repetitions, dosage.sets, dosage.times_a_day)
    return tuple(None if figure is None else (figure.value, figure.source) for figure in found)


def test_the_five_stretches_come_first_then_the_strength_set_then_finger_pressure_and_the_contrast_shower():
    assert [known.name for known in exercises()] == [
        "Seated twist",
        "Knee to chest",
        "Pelvic tilt",
        "Cat-cow",
        "Child's pose",
        "Tummy brace",
        "Heel slide",
        "Bridge",
        "Bird-dog",
        "Side plank on knees",
        "Sit to stand",
        "Finger pressure",
        "Contrast shower",
    ]


@pytest.mark.parametrize(
    ("key", "hold", "repetitions", "sets", "times"),
    [
        ("seated-twist", (60, "guide A"), None, None, None),
        ("knee-to-chest", (5, "Versus Arthritis"), (5, "Versus Arthritis"), None, (3, "NHS inform")),
        ("pelvic-tilt", (2, "NHS inform"), (5, "NHS inform"), None, (3, "NHS inform")),
        ("cat-cow", None, (5, "NHS inform"), None, (3, "NHS inform")),
        ("childs-pose", None, (5, "NHS inform"), None, (3, "NHS inform")),
        ("tummy-brace", None, FOUR, TWO, None),
        ("heel-slide", None, FOUR, TWO, None),
        ("bridge", None, FOUR, TWO, None),
        ("bird-dog", None, FOUR, TWO, None),
        ("side-plank", (5, "KMPT NHS"), FOUR, TWO, None),
        ("sit-to-stand", None, FOUR, TWO, None),
        ("pressure", None, None, None, None),
        ("contrast", None, None, None, None),
    ],
)
def test_no_figure_is_preset_but_where_a_source_gives_one(key, hold, repetitions, sets, times):
    assert figures(exercise(key).dosage) == (hold, repetitions, sets, times)


def test_the_exercises_of_the_default_plan_are_known_and_agree_with_their_sources():
    planned = [planned for plan in default_plan().phases.values() for planned in plan.exercises]
    assert [exercise_of(exercise).name for exercise in planned] == [known.name for known in exercises()[:11]]
    assert [known.dosage for known in planned] == [exercise(known.key).dosage for known in planned]


def test_the_contrast_shower_is_30_seconds_warm_and_30_cool():
    shower = exercise("contrast")
    assert shower.way is Way.TURNS
    assert [(turn.name, turn.seconds.value, turn.seconds.source) for turn in shower.turns] == [("Warm", 30, "guide A"), ("Cool", 30, "guide A")]


def test_finger_pressure_is_open_and_has_its_own_words_for_stopping():
    pressure = exercise("pressure")
    assert [step.kind for step in course_of(pressure, pressure.dosage).steps][-1] is StepKind.OPEN
    assert pressure.stop == "Stop if it hurts more, tingles or spreads."
    assert exercise("cat-cow").stop == advice().stop


@pytest.mark.parametrize("known", exercises(), ids=lambda known: known.key)
def test_each_has_words_a_source_and_a_drawing_of_each_end(known):
    assert known.source in SOURCES
    assert known.position
    assert known.steps
    assert len(known.pictures) == 2
    assert drawing_names().issuperset(known.pictures)
    assert not known.is_own


def test_what_the_leaflets_give_stands_beside_the_lowest_figures_with_the_leaflets_name():
    assert {known.key: known.leaflet for known in exercises() if known.leaflet} == {
        "heel-slide": "NHS Fife: 3 rounds of 10.",
        "bridge": "Mayo Clinic: 5, building up.",
        "bird-dog": "Mayo Clinic: 6 on each side.",
        "side-plank": "KMPT NHS: 5 to 10 seconds, 8 to 10 times.",
        "sit-to-stand": "NHS Tayside: up to 10, 3 times a week.",
    }


def test_every_drawing_is_used():
    assert drawing_names() == {picture for known in exercises() for picture in known.pictures}


@pytest.mark.parametrize("name", sorted(drawing_names()))
def test_a_drawing_names_its_colours_and_groups_its_figure(name):
    text = drawing(name)
    assert set(re.findall(r'(?:stroke|fill)="(?!var|none|currentColor)([#a-z][^"]*)"', text)) == set()
    assert 'id="figure"' in text
    width, height = [float(number) for number in re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', text).groups()]
    assert width / height == pytest.approx(4 / 3, rel=0.01)


def test_every_text_of_the_exercises_is_extracted_for_translation():
    texts = set(texts_in(toml_resource("exercises", "exercises.toml")))
    for known in exercises():
        wanted = {known.name, known.position, *known.steps, known.stop, known.easier, known.leaflet, known.source} - {""} - NAMES
        assert wanted <= texts
        assert {turn.name for turn in known.turns} <= texts
    assert {advice().always, advice().stop, advice().more} <= texts


def test_every_figure_of_the_file_has_a_source():
    assert all("source" in line for line in resource("exercises", "exercises.toml").read_text("utf-8").splitlines() if "value =" in line)


def test_a_plans_own_exercise_wins_and_an_unknown_one_is_its_name():
    own = Exercise("cat-cow", "My cat", "", ("Arch.",), is_sided=False, pictures=(), source="you", is_own=True)
    assert exercise_of(PlannedExercise("cat-cow", "My cat", Dosage(), own)) is own
    unknown = exercise_of(PlannedExercise("clam", "Clam", Dosage(), None))
    assert (unknown.name, unknown.steps, unknown.words("Clam")) == ("Clam", (), "Clam")
    assert exercise("clam") is None
