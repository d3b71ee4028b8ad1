"""The exercises of a plan: putting one in, changing it, taking it out."""

from tracker.domain.entries import already_there, name_issues, refuse
from tracker.domain.plan.figures import LABELS, bounds_of
from tracker.domain.plan.protocol import DOSAGE_FIGURES, Phase, PlannedExercise, Protocol, exercise_key
from tracker.errors import Refused
from tracker.language import _

MOST_EXERCISES = 40


def with_exercise(plan: Protocol, phase: Phase, exercise: PlannedExercise) -> Protocol:
    """The plan with an exercise in a phase, in the place of the one of its key or as the last; raises Refused where it does not fit."""
    _refuse_unfit(exercise)
    known = plan.phases[phase].exercises
    others = [other for other in known if other.key != exercise.key]
    # Names apart as well as keys: the diary keeps a session of an exercise by its name.
    if any(other.name.casefold() == exercise.name.casefold() for other in others):
        raise Refused(already_there(exercise.name))
    if len(others) >= MOST_EXERCISES:
        raise Refused(_("A phase has at most {most} exercises. Nothing was changed; take one out first.").format(most=MOST_EXERCISES))
    is_new = len(others) == len(known)
    return _with_exercises(plan, phase, (*known, exercise) if is_new else tuple(exercise if other.key == exercise.key else other for other in known))


def without_exercise(plan: Protocol, phase: Phase, key: str) -> Protocol:
    """The plan without the exercise of a key in a phase."""
    return _with_exercises(plan, phase, tuple(exercise for exercise in plan.phases[phase].exercises if exercise.key != key))


def free_key(plan: Protocol, name: str) -> str:
    """A key for a new exercise of a name, one that the plan does not have yet."""
    # ASCII, and short: the key is part of what a figure is asked for by on the command line, stretch.cat-cow.repetitions.
    plain = "".join(letter if letter.isascii() else "" for letter in exercise_key(name)).strip("-")[:50].strip("-") or "exercise"
    base = "-".join(part for part in plain.split("-") if part)
    taken = {exercise.key for phase_plan in plan.phases.values() for exercise in phase_plan.exercises}
    # One number more than there are keys: one of them is always free.
    return next(key for number in range(1, len(taken) + 2) if (key := base if number == 1 else f"{base}-{number}") not in taken)


def _with_exercises(plan: Protocol, phase: Phase, exercises: tuple[PlannedExercise, ...]) -> Protocol:
    return plan._replace(phases={**plan.phases, phase: plan.phases[phase]._replace(exercises=exercises)})


def _refuse_unfit(exercise: PlannedExercise) -> None:
    refuse(name_issues("name", (exercise.name,)))
    if exercise.own is not None and not exercise.own.steps:
        raise Refused(_("Write one step or more, each on a line of its own."))
    for key in DOSAGE_FIGURES:
        figure, bounds = getattr(exercise.dosage, key), bounds_of(key)
        if figure is not None and not bounds.holds(figure.value):
            raise Refused(bounds.refusal(_(LABELS[key])))
