"""The course of an exercise, step by step."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.exercise_steps import Pacing, Side, StepKind, begin, course_of, routine_of
from tracker.domain.exercises import Dosage, Exercise, Turn, Way
from tracker.domain.sourced_number import Figure
from tracker.wording.exercise_steps import count_words, exercise_words, next_words, spoken_step, step_words

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
READY, HOLD, REPETITION, REST = StepKind.READY, StepKind.HOLD, StepKind.REPETITION, StepKind.REST
LEFT, RIGHT = Side.LEFT, Side.RIGHT


def seconds(n):
    return timedelta(seconds=n)


def an_exercise(name="Side bend", *, is_sided=False, **fields):
    return Exercise(name.casefold(), name, "Stand.", ("Bend.",), is_sided=is_sided, pictures=(), source="you", is_own=True, **fields)


def a_dosage(hold=None, repetitions=None, sets=None):
    figures = [None if value is None else Figure(value, "you") for value in (hold, repetitions, sets)]
    return Dosage(*figures)


def a_shower(warm=30, cool=30):
    return an_exercise("Shower", way=Way.TURNS, turns=(Turn("Warm", Figure(warm, "you")), Turn("Cool", Figure(cool, "you"))))


def kinds(course):
    return [(step.kind, step.side, step.seconds) for step in course.steps]


def test_a_held_exercise_goes_from_lead_in_to_one_side_and_to_the_other():
    course = course_of(an_exercise(is_sided=True), a_dosage(hold=60))
    assert kinds(course) == [(READY, LEFT, 5), (HOLD, LEFT, 60), (READY, RIGHT, 5), (HOLD, RIGHT, 60)]
    assert course.total == seconds(130)


def test_repetitions_of_one_side_come_before_those_of_the_other_with_a_rest_between_holds():
    course = course_of(an_exercise(is_sided=True), a_dosage(hold=2, repetitions=2), Pacing(seconds(5), seconds(3), RIGHT))
    one_side = [(READY, 5), (HOLD, 2), (REST, 3), (HOLD, 2)]
    assert kinds(course) == [(kind, side, length) for side in (RIGHT, LEFT) for kind, length in one_side]


def test_without_a_hold_each_repetition_waits_for_the_person():
    course = course_of(an_exercise(), a_dosage(repetitions=3))
    assert kinds(course) == [(READY, None, 5), *[(REPETITION, None, None)] * 3]
    assert course.total is None
    assert course.at(seconds(3600)).step.repetition == 1


def test_without_lead_in_and_rest_there_are_holds_alone():
    course = course_of(an_exercise(), a_dosage(hold=2, repetitions=2), Pacing(timedelta(0), timedelta(0)))
    assert kinds(course) == [(HOLD, None, 2)] * 2


def test_the_shower_goes_in_turn_until_its_length_is_over_and_cuts_the_last():
    course = course_of(a_shower(), Dosage(), length=seconds(100))
    assert [(step.turn, step.seconds) for step in course.steps[1:]] == [(0, 30), (1, 30), (0, 30), (1, 10)]
    assert course.total == seconds(105)


def test_finger_pressure_goes_on_until_it_lets_go():
    course = course_of(an_exercise(way=Way.OPEN), Dosage())
    assert kinds(course) == [(READY, None, 5), (StepKind.OPEN, None, None)]


def test_the_next_exercise_follows_by_itself_after_its_own_lead_in():
    first, second = an_exercise("Bend"), an_exercise("Stretch")
    course = routine_of([(first, a_dosage(hold=10)), (second, a_dosage(hold=20))])
    assert [(step.exercise.name, step.kind) for step in course.steps] == [("Bend", READY), ("Bend", HOLD), ("Stretch", READY), ("Stretch", HOLD)]
    assert step_words(course.at(seconds(15)).step) == "Get ready: Stretch"


def test_a_step_ends_at_its_very_second():
    course = course_of(an_exercise(), a_dosage(hold=60))
    assert (course.at(seconds(4.999)).step.kind, course.at(seconds(5)).step.kind) == (READY, HOLD)
    assert course.at(seconds(12)).left == seconds(53)
    assert not course.at(seconds(64.999)).is_over
    assert course.at(seconds(65)).is_over


def test_a_run_that_is_paused_stands_still_and_goes_on_from_there():
    run = begin(course_of(an_exercise(), a_dosage(hold=60)), NOON).pause(NOON + seconds(10))
    assert run.at(NOON + timedelta(hours=8)).left == seconds(55)
    run = run.go_on(NOON + timedelta(hours=8))
    assert run.at(NOON + timedelta(hours=8) + seconds(5)).left == seconds(50)


def test_moving_on_begins_the_next_step_and_back_the_one_before():
    run = begin(course_of(an_exercise(is_sided=True), a_dosage(hold=60)), NOON)
    later = NOON + seconds(20)
    assert run.next(later).at(later).step.side is RIGHT
    assert run.previous(later).at(later).left == seconds(5)
    assert run.pause(later).next(later).is_paused
    for _time in range(9):
        run = run.next(later)
    assert run.at(later).is_over


def test_a_clock_that_is_put_back_takes_nothing_away():
    run = begin(course_of(an_exercise(), a_dosage(hold=60)), NOON)
    assert run.at(NOON - timedelta(hours=1)).left == seconds(5)


dosages = st.builds(a_dosage, st.none() | st.integers(1, 60), st.none() | st.integers(1, 6), st.none() | st.integers(1, 3))
exercises = st.builds(an_exercise, is_sided=st.booleans())
pacings = st.builds(Pacing, st.integers(0, 10).map(seconds), st.integers(0, 10).map(seconds), st.sampled_from(Side))
held = st.builds(a_dosage, st.integers(1, 60), st.none() | st.integers(1, 6), st.none() | st.integers(1, 3))


@given(exercises, dosages, pacings)
def test_every_repetition_of_every_side_and_set_comes_once_in_order(exercise, dosage, pacing):
    done = [step for step in course_of(exercise, dosage, pacing).steps if step.kind in {HOLD, REPETITION}]
    order = [(step.set_number, step.side is not pacing.first_side, step.repetition) for step in done]
    sides = 2 if exercise.is_sided else 1
    assert order == sorted(set(order))
    assert len(order) == sides * int((dosage.repetitions or Figure(1, "")).value) * int((dosage.sets or Figure(1, "")).value)


@given(exercises, held, pacings, st.lists(st.integers(0, 400), max_size=6))
def test_what_is_over_and_what_is_left_make_the_total(exercise, dosage, pacing, instants):
    course = course_of(exercise, dosage, pacing)
    assert course.total == sum((step.length for step in course.steps), timedelta(0))
    for instant in instants:
        position = course.at(seconds(instant))
        to_come = sum((step.length for step in course.steps[position.number + 1 :]), timedelta(0))
        assert position.left + to_come == max(timedelta(0), course.total - seconds(instant))


@given(exercises, held, pacings, st.lists(st.tuples(st.booleans(), st.floats(0, 50)), max_size=12))
def test_pausing_never_loses_time_whatever_the_instants(exercise, dosage, pacing, stretches):
    course = course_of(exercise, dosage, pacing)
    run, now, spent = begin(course, NOON), NOON, timedelta(0)
    for is_paused, length in stretches:
        run = run.pause(now) if is_paused else run.go_on(now)
        now += seconds(length)
        spent += timedelta(0) if is_paused else seconds(length)
        assert run.at(now) == course.at(spent)


@given(st.integers(1, 3600), st.integers(1, 90), st.integers(1, 90))
def test_the_turns_of_a_shower_last_as_long_as_the_session(length, warm, cool):
    course = course_of(a_shower(warm, cool), Dosage(), Pacing(timedelta(0)), seconds(length))
    assert course.total == seconds(length)
    assert [step.turn for step in course.steps] == [number % 2 for number in range(len(course.steps))]


@pytest.mark.parametrize(
    ("after", "words", "then"),
    [
        (0, "Get ready: Side bend, left side. 5 seconds.", "Then: Hold, left side"),
        (5, "Hold, left side. 2 seconds. Repetition 1 of 2, Round 1 of 2.", "Then: Rest"),
        (7, "Rest. 5 seconds.", "Then: Hold, left side"),
        (19, "Hold, right side. 2 seconds. Repetition 1 of 2, Round 1 of 2.", "Then: Rest"),
        (999, "Done.", ""),
    ],
)
def test_each_step_is_said_with_its_side_its_length_and_how_far(after, words, then):
    position = course_of(an_exercise(is_sided=True), a_dosage(hold=2, repetitions=2, sets=2)).at(seconds(after))
    assert spoken_step(position.step) == words
    assert next_words(position) == then


def test_at_ones_own_pace_the_next_is_told_by_its_number():
    position = course_of(an_exercise(), a_dosage(repetitions=5)).at(seconds(5))
    assert (step_words(position.step), count_words(position.step)) == ("At your own pace", "Repetition 1 of 5")
    assert next_words(position) == "Then: Repetition 2 of 5"


def test_what_goes_on_until_it_lets_go_says_when_to_stop():
    course = course_of(an_exercise(way=Way.OPEN, stop="Stop if it tingles."), Dosage())
    assert spoken_step(course.at(seconds(5)).step) == "Press until it lets go. Stop if it tingles."


def test_the_whole_exercise_is_told_in_sentences():
    assert exercise_words(an_exercise(stop="Stop if it hurts", easier="Sitting")) == "Stand. Bend. Sitting. Stop if it hurts."
