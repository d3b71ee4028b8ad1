"""The names of the phases: one wording for window, chart, report and command line."""

from tracker.domain.plan.protocol import Phase
from tracker.language import N_, _

_PHASES = {
    Phase.NONE: N_("No episode"),
    Phase.ICE: N_("Ice"),
    Phase.HEAT: N_("Damp heat"),
    Phase.STRETCH: N_("Stretches"),
    Phase.WELL: N_("Keeping well"),
}


def phase_name(phase: Phase) -> str:
    """The name of a phase."""
    return _(_PHASES[phase])


def plan_unknown_words() -> str:
    """Why the phase is not told, and why the plan cannot be changed, where an episode, one of its phases or a plan cannot be read."""
    return _("Damage keeps a part of the plan from being read, so the phase is not known. Nothing was changed; a backup may still hold it.")
