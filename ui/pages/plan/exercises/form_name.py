"""By what name a half-typed exercise is kept."""

from tracker.domain.plan.protocol import Phase

FORM = "plan exercise"


def exercise_form_name(phase: Phase) -> str:
    """The strength set has a form of its own beside that of the stretches."""
    return FORM if phase is Phase.STRETCH else f"{FORM}, {phase.value}"
