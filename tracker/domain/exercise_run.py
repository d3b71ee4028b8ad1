"""What was done of a course: which exercises, since when, for how long and how much of each."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tracker.domain.entries import MINUTES_LIMIT, EndedBy, Session
from tracker.domain.exercise_steps import ZERO, ExerciseSteps, Pacing, Position, Run, StepKind, course_of, routine_of
from tracker.domain.exercises import Dosage, Exercise, Way
from tracker.domain.plan.protocol import PlannedExercise
from tracker.domain.times import Moment

DOING = frozenset({StepKind.HOLD, StepKind.REPETITION, StepKind.TURN, StepKind.OPEN})
SHORTEST_TRY = timedelta(seconds=10)  # a shorter try, without one step gone through, is no session
SHORTEST_STEP = timedelta(seconds=1)  # a step left within it was passed over
ROUNDING = 1e-9  # of holds, whose parts are added up
LONGEST_STAY = timedelta(minutes=10)  # whoever stays longer in a step at their own pace has walked away


@dataclass(frozen=True, slots=True)
class Share:
    """One exercise of a course as far as it was done: `length` with the rests between, without pauses; `doing` the exercise itself.

    `done` of `of` holds or repetitions were done; a hold left early counts for the part of it that was held.
    """

    exercise: Exercise
    began: datetime
    length: timedelta = ZERO
    doing: timedelta = ZERO
    has_step: bool = False
    is_over: bool = False
    done: float = 0.0
    of: int = 1

    @property
    def is_half_done(self) -> bool:
        """Whether half of the holds or repetitions were done; what goes on until it lets go has no half."""
        return self.exercise.way is Way.OPEN or 2 * self.done >= self.of - ROUNDING

    @property
    def counts(self) -> bool:
        """Whether it is worth a line in the diary."""
        return self.has_step or self.doing >= SHORTEST_TRY

    @property
    def kind(self) -> str:
        """The kind of session it is: an exercise goes by its name."""
        return self.exercise.name if self.exercise.way is Way.REPETITIONS else self.exercise.key

    def session(self, zone: str) -> Session:
        """It as a session of the diary; planned where it was gone through to its end, else ended by the button.

        Of what was not half done the planned length is what the whole would have taken at this pace, so that it does not count as done.
        """
        # The diary refuses a session that takes no time.
        length = max(timedelta(seconds=round(self.length.total_seconds())), SHORTEST_STEP)
        # An exercise that goes on until it lets go has no end that was planned.
        by = EndedBy.PLANNED if self.is_over and self.exercise.way is not Way.OPEN else EndedBy.BUTTON
        planned = length
        if not self.is_half_done:
            # Nothing of the first hold or repetition is known to be done: a part of it is taken for a quarter.
            seconds = math.floor(length.total_seconds() * self.of / max(self.done, 0.25)) + 1
            planned = min(timedelta(seconds=seconds), timedelta(minutes=MINUTES_LIMIT))
        return Session(moment=Moment.of(self.began, zone), kind=self.kind, planned=planned, ended_at=self.began + length, ended_by=by)


@dataclass(slots=True)
class Tally:
    """What was done so far; it is told, by `see`, of every step and every pause at the instant it comes.

    Steps that went by unseen, as while the computer slept, are not taken for done.
    """

    shares: tuple[Share, ...] = ()
    _position: Position | None = None
    _at: datetime | None = None
    _in_step: timedelta = ZERO
    _stood_still: bool = False

    def see(self, run: Run, now: datetime) -> None:
        """Count the time since it was told last, and take in where the run is at an instant."""
        position = run.at(now)
        # Time first: it was spent in the step seen last, not in the one that has come.
        self._count_time(now)
        self._count_step(position)
        if position.step.kind in DOING:
            self._take_up(position.step.exercise, run.course, now)
        if self._position is None or self._position.number != position.number:
            self._in_step = ZERO
        self._position, self._at, self._stood_still = position, now, run.is_paused

    def share(self, exercise: Exercise) -> Share | None:
        """What was done of an exercise."""
        return next((share for share in self.shares if share.exercise is exercise), None)

    def _count_time(self, now: datetime) -> None:
        before, at = self._position, self._at
        if before is None or at is None or self._stood_still:
            return
        # No more than the step had left: the rest of the time went by unseen, as in sleep. A clock put back takes nothing away.
        spent = min(max(ZERO, now - at), LONGEST_STAY if before.left is None else before.left)
        doing = spent if before.step.kind in DOING else ZERO
        self._in_step += spent
        held = doing / before.step.length if before.step.length else 0.0
        self._change(
            before.step.exercise, lambda share: replace(share, length=share.length + spent, doing=share.doing + doing, done=share.done + held)
        )

    def _count_step(self, position: Position) -> None:
        """A step that was left for a later one was gone through, and its exercise is over where that one is another's."""
        before = self._position
        if before is None or position.number <= before.number:
            return
        went_through = before.step.kind in DOING and self._in_step >= SHORTEST_STEP
        leaves = position.is_over or position.step.exercise is not before.step.exercise
        # What has a length is counted by its time.
        repeated = float(went_through and before.step.length is None)
        self._change(
            before.step.exercise,
            lambda share: replace(share, has_step=share.has_step or went_through, is_over=leaves, done=share.done + repeated),
        )

    def _take_up(self, exercise: Exercise, course: ExerciseSteps, now: datetime) -> None:
        if self.share(exercise) is None:
            steps = sum(step.kind in DOING and step.exercise is exercise for step in course.steps)
            self.shares = (*self.shares, Share(exercise, now, of=steps))
        # Whoever goes back to an exercise has not ended it.
        self._change(exercise, lambda share: replace(share, is_over=False))

    def _change(self, exercise: Exercise, change: Callable[[Share], Share]) -> None:
        self.shares = tuple(change(share) if share.exercise is exercise else share for share in self.shares)


def exercises_course(planned: Sequence[tuple[PlannedExercise, Exercise]]) -> ExerciseSteps:
    """The exercises of a plan after one another, each called as the plan calls it; there is at least one."""
    return routine_of((exercise._replace(name=entry.name), entry.dosage) for entry, exercise in planned)


def pressure_course(exercise: Exercise) -> ExerciseSteps:
    """Finger pressure: until it lets go."""
    return course_of(exercise, Dosage())


def contrast_course(exercise: Exercise, length: timedelta, since: timedelta) -> ExerciseSteps:
    """What is left of a contrast shower of a length, some time after it began; there is some left."""
    # No lead-in: the shower runs already.
    whole = course_of(exercise, Dosage(), Pacing(lead_in=ZERO), length)
    position = whole.at(since)
    return ExerciseSteps((replace(position.step, length=position.left), *whole.steps[position.number + 1 :]))
