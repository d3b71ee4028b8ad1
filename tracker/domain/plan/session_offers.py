"""Which sessions a phase offers, how long they take, and which exercises the plan has."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from tracker.domain.exercises import COOL, WARM, Exercise
from tracker.domain.plan.protocol import EPISODE_PHASES, PLANNED_PHASES, Phase, PhasePlan, PlannedExercise, PlanVersion, Protocol
from tracker.domain.sessions import CONTRAST, HEAT, ICE, KINDS_OF_THE_PLAN, PRESSURE, STRENGTH, STRETCHES, TREATMENTS, WARM_BATH

OFFERED = {Phase.ICE: (ICE,), Phase.HEAT: (HEAT,), Phase.STRETCH: (STRETCHES, HEAT), Phase.WELL: (STRENGTH,)}
WITHOUT_A_PLAN = (ICE, HEAT)
PHASES_OF = {
    ICE: (Phase.ICE,),
    HEAT: (Phase.HEAT, Phase.STRETCH),
    WARM_BATH: (Phase.HEAT, Phase.STRETCH),
    CONTRAST: (Phase.HEAT, Phase.STRETCH),
    PRESSURE: EPISODE_PHASES,
    STRETCHES: (Phase.STRETCH,),
    # The plan never tells to do these, and has nothing against them.
    **dict.fromkeys(TREATMENTS, PLANNED_PHASES),
}
# The phase whose figure says how long a session lasts; what is not here goes at the person's own pace.
LENGTH_OF = {ICE: Phase.ICE, HEAT: Phase.HEAT, WARM_BATH: Phase.HEAT, CONTRAST: Phase.HEAT}
# Kinds before which the cautions are shown once an episode: numb skin, poor circulation and so on.
CAUTIOUS = frozenset({ICE, HEAT, WARM_BATH, CONTRAST})


def offered(phase: Phase) -> Sequence[str]:
    """The kinds of session a phase offers, its main one first; without a plan ice and heat, neither before the other."""
    return OFFERED.get(phase, WITHOUT_A_PLAN)


def main_session(phase: Phase) -> str:
    """The kind of session the plan has in a phase; nothing without a plan."""
    return OFFERED[phase][0] if phase in OFFERED else ""


def timed_session(phase: Phase) -> str:
    """The kind the plan has in a phase that runs by the clock: beside the stretches heat goes on. Nothing without a plan."""
    return next((kind for kind in OFFERED.get(phase, ()) if kind in LENGTH_OF), "")


def is_of_the_plan(kind: str, phase: Phase) -> bool:
    """Whether a kind of session, or an exercise by its name, belongs to a phase; without a plan all do."""
    return phase not in EPISODE_PHASES or phase in PHASES_OF.get(kind, (Phase.STRETCH,))


def session_length(plan: Protocol, kind: str) -> timedelta | None:
    """How long the plan has a session last; a warm bath and a contrast shower as long as heat, and what has no length at one's own pace."""
    phase = LENGTH_OF.get(kind)
    figure = plan.phases[phase].session if phase is not None and phase in plan.phases else None
    return None if figure is None else figure.minutes


def in_turns_of(plan: Protocol, shower: Exercise) -> Exercise:
    """The contrast shower with the turns that the plan has; those it leaves out stay as they are."""
    heat = plan.phases.get(Phase.HEAT, PhasePlan())
    seconds = {WARM: heat.warm, COOL: heat.cool}
    return shower._replace(turns=tuple(turn._replace(seconds=seconds.get(turn.name) or turn.seconds) for turn in shower.turns))


def planned_exercises(plan: Protocol, phase: Phase) -> Sequence[PlannedExercise]:
    """The exercises of a phase; of the stretch phase where it has none of its own."""
    for candidate in (phase, Phase.STRETCH):
        if candidate in plan.phases and plan.phases[candidate].exercises:
            return plan.phases[candidate].exercises
    return ()


def exercises_in_turn(plan: Protocol, phase: Phase, kind: str) -> Sequence[PlannedExercise]:
    """What is done one after another: the strength set, or else the stretches, in a phase that has exercises of its own those."""
    if kind == STRENGTH:
        return plan.phases[Phase.WELL].exercises
    return planned_exercises(plan, Phase.STRETCH if phase is Phase.WELL else phase)


def others(plan: Protocol, phase: Phase) -> Sequence[str | PlannedExercise]:
    """What else may be started at any time: the other kinds of session, each exercise, and all exercises where there are several."""
    exercises = planned_exercises(plan, phase)
    kinds = [kind for kind in KINDS_OF_THE_PLAN if kind not in offered(phase)]
    several = [STRETCHES] if len(exercises) > 1 and not {STRETCHES, STRENGTH} & set(offered(phase)) else []
    return (*kinds, *exercises, *several)


def strength_exercises(versions: Iterable[PlanVersion]) -> frozenset[str]:
    """The names, case-folded, of what the plan had for keeping well; what it had among its stretches is none of it."""
    names: dict[Phase, set[str]] = {Phase.WELL: set(), Phase.STRETCH: set()}
    for version in versions:
        for phase, found in names.items():
            plan = version.protocol.phases.get(phase)
            found.update(exercise.name.casefold() for exercise in (plan.exercises if plan is not None else ()))
    return frozenset(names[Phase.WELL] - names[Phase.STRETCH])
