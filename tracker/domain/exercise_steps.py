"""The course of an exercise step by step, against the clock or at the person's own pace: get ready, hold, rest, the other side, done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain, cycle
from typing import NamedTuple

from tracker.domain.exercises import Dosage, Exercise, Turn, Way
from tracker.domain.sourced_number import Figure

ZERO = timedelta(0)
GET_READY = REST = timedelta(seconds=5)  # a pace to begin with, not a dose: settings may change it


class Side(StrEnum):
    """The side of the body an exercise is done to."""

    LEFT = "left"
    RIGHT = "right"


class StepKind(StrEnum):
    """What there is to do: timed (ready, hold, rest, turn) or at the person's own pace (repetition, open); done is the end."""

    READY = "ready"
    HOLD = "hold"
    REPETITION = "repetition"
    REST = "rest"
    TURN = "turn"
    OPEN = "open"
    DONE = "done"


class Pacing(NamedTuple):
    """How the timer goes about it: the lead-in before it begins and before a change of side, the rest between holds, the first side."""

    lead_in: timedelta = GET_READY
    rest: timedelta = REST
    first_side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; without a length (a timedelta) it waits for the person. Repetitions and sets count from 1; `turn` from 0."""

    kind: StepKind
    exercise: Exercise
    length: timedelta | None = None
    side: Side | None = None
    repetition: int = 1
    of_repetitions: int = 1
    set_number: int = 1
    of_sets: int = 1
    turn: int = 0

    @property
    def seconds(self) -> float | None:
        """The length in seconds, if it has one."""
        return None if self.length is None else self.length.total_seconds()


class Position(NamedTuple):
    """Where one is: the step by its place from 0, what is left of it (None: as long as one likes), and what comes next."""

    number: int
    step: Step
    left: timedelta | None
    following: Step | None

    @property
    def is_over(self) -> bool:
        """Whether all is done."""
        return self.step.kind is StepKind.DONE


@dataclass(frozen=True, slots=True)
class ExerciseSteps:
    """What is to be done in order; the end is no step of it."""

    steps: tuple[Step, ...]

    @property
    def total(self) -> timedelta | None:
        """How long it takes, where no step waits for the person."""
        known = [step.length for step in self.steps if step.length is not None]
        return sum(known, ZERO) if len(known) == len(self.steps) else None

    def at(self, elapsed: timedelta) -> Position:
        """Where one is some time after the beginning; a step without a length is not left by itself."""
        return self.position(*self.walk(0, elapsed))

    def walk(self, number: int, into: timedelta) -> tuple[int, timedelta]:
        """The step reached, and the time spent in it, `into` after the beginning of step `number`; half-open, as phases are."""
        for step in self.steps[number:]:
            if step.length is None or into < step.length:
                return number, into
            into -= step.length
            number += 1
        return len(self.steps), ZERO

    def position(self, number: int, into: timedelta) -> Position:
        """Where one is, `into` step `number`."""
        step = self._step(number)
        left = None if step.length is None else step.length - into
        return Position(number, step, left, self._step(number + 1) if number < len(self.steps) else None)

    def _step(self, number: int) -> Step:
        return self.steps[number] if number < len(self.steps) else Step(StepKind.DONE, self.steps[-1].exercise, ZERO)


@dataclass(frozen=True, slots=True)
class Run:
    """A course as a person goes through it: `into` step `number` at the instant `since`; without that instant it is paused."""

    course: ExerciseSteps
    number: int
    into: timedelta
    since: datetime | None

    @property
    def is_paused(self) -> bool:
        """Whether time stands still."""
        return self.since is None

    def at(self, now: datetime) -> Position:
        """Where one is at an instant."""
        return self.course.position(*self._reached(now))

    def pause(self, now: datetime) -> "Run":
        """Stand still."""
        return self._from(*self._reached(now), None)

    def go_on(self, now: datetime) -> "Run":
        """Go on where one stood still."""
        return replace(self, since=now) if self.is_paused else self

    def next(self, now: datetime) -> "Run":
        """The beginning of the next step; paused, if it was."""
        number, _into = self._reached(now)
        return self._from(min(number + 1, len(self.course.steps)), ZERO, now)

    def previous(self, now: datetime) -> "Run":
        """The beginning of the step before; paused, if it was."""
        number, _into = self._reached(now)
        return self._from(max(number - 1, 0), ZERO, now)

    def _reached(self, now: datetime) -> tuple[int, timedelta]:
        """The step and the time in it; a clock that was put back takes nothing away."""
        elapsed = ZERO if self.since is None else max(ZERO, now - self.since)
        return self.course.walk(self.number, self.into + elapsed)

    def _from(self, number: int, into: timedelta, now: datetime | None) -> "Run":
        return Run(self.course, number, into, None if self.is_paused else now)


def begin(course: ExerciseSteps, now: datetime) -> Run:
    """Begin a course at an instant."""
    return Run(course, 0, ZERO, now)


def course_of(exercise: Exercise, dosage: Dosage, pacing: Pacing | None = None, length: timedelta | None = None) -> ExerciseSteps:
    """The course of one exercise; `length`: how long what goes in turns takes as a whole, by default one round a repetition."""
    pace = pacing or Pacing()
    match exercise.way:
        case Way.TURNS:
            steps = _turn_steps(exercise, dosage, length)
        case Way.OPEN:
            steps = (Step(StepKind.OPEN, exercise),)
        case Way.REPETITIONS:
            steps = tuple(_repetition_steps(exercise, dosage, pace))
    return ExerciseSteps((*_timed(StepKind.READY, pace.lead_in, steps[0]), *steps))


def routine_of(exercises: Iterable[tuple[Exercise, Dosage]], pacing: Pacing | None = None) -> ExerciseSteps:
    """Several exercises after one another, each with its lead-in; there is at least one."""
    return ExerciseSteps(tuple(chain.from_iterable(course_of(exercise, dosage, pacing).steps for exercise, dosage in exercises)))


def _repetition_steps(exercise: Exercise, dosage: Dosage, pace: Pacing) -> Iterator[Step]:
    """All repetitions of one side, then of the other, a set at a time; a pause before each repetition but the first."""
    before: Step | None = None
    for step in _repetitions(exercise, dosage, pace.first_side):
        if before is not None:
            yield from _between(before, step, pace)
        yield step
        before = step


def _repetitions(exercise: Exercise, dosage: Dosage, first: Side) -> Iterator[Step]:
    hold = None if dosage.hold_seconds is None else dosage.hold_seconds.seconds
    kind = StepKind.REPETITION if hold is None else StepKind.HOLD
    times, sets = _count(dosage.repetitions), _count(dosage.sets)
    for set_number in range(1, sets + 1):
        for side in _sides(exercise, first):
            for repetition in range(1, times + 1):
                yield Step(kind, exercise, hold, side, repetition, times, set_number, sets)


def _between(before: Step, after: Step, pace: Pacing) -> Sequence[Step]:
    """A rest between holds, a lead-in before another side or set; nothing between repetitions at one's own pace."""
    if (before.side, before.set_number) != (after.side, after.set_number):
        # A change of side or set is a rest as well: the longer of the two, not both.
        return _timed(StepKind.READY, max(pace.lead_in, pace.rest), after)
    return _timed(StepKind.REST, pace.rest, after) if after.kind is StepKind.HOLD else ()


def _timed(kind: StepKind, length: timedelta, coming: Step) -> Sequence[Step]:
    """A pause before a step, which tells of that step; none where it would take no time."""
    return (replace(coming, kind=kind, length=length),) if length > ZERO else ()


def _turn_steps(exercise: Exercise, dosage: Dosage, length: timedelta | None) -> tuple[Step, ...]:
    """The turns one after another until the whole length is over; the last is cut to fit."""
    turns = [(number, turn.seconds.seconds) for number, turn in enumerate(exercise.turns)]
    left = length if length is not None else sum((turn for _number, turn in turns), ZERO) * _count(dosage.repetitions)
    steps: list[Step] = []
    for number, turn in cycle(turns):
        # One step at least, however short the whole is: a course has a first step, and the lead-in tells of it.
        if left <= ZERO and steps:
            break
        steps.append(Step(StepKind.TURN, exercise, min(turn, left), turn=number))
        left -= turn
    return tuple(steps)


def turn_of(step: Step) -> Turn | None:
    """Which of the things done in turn a step is."""
    return step.exercise.turns[step.turn] if step.kind is StepKind.TURN else None


def _sides(exercise: Exercise, first: Side) -> Sequence[Side | None]:
    if not exercise.is_sided:
        return (None,)
    return (first, Side.RIGHT if first is Side.LEFT else Side.LEFT)


def _count(figure: Figure | None) -> int:
    return 1 if figure is None else max(1, int(figure.value))
