"""What window and command line say of the plan's figures and where they come from."""

from tracker.domain.plan.figures import PlanFigure, Unit, figures_of
from tracker.domain.plan.protocol import PhasePlan, PlannedExercise, Protocol
from tracker.domain.plan.words import phase_name
from tracker.domain.sourced_number import Figure
from tracker.formats.joining import heading, with_brackets, with_colon
from tracker.language import N_, _

VALUES = {
    Unit.HOURS: N_("{hours} h"),
    Unit.MINUTES: N_("{minutes} min"),
    Unit.SECONDS: N_("{seconds} s"),
}


def source_words(figure: Figure | None) -> str:
    """Where a figure comes from: "default from guide A", or "changed by you"; nothing for one that is not set."""
    if figure is None:
        return ""
    if figure.is_changed:
        return _("changed by you")
    return _("default from {source}").format(source=_(figure.source)) if figure.source else _("default")


def default_words(place: PlanFigure) -> str:
    """What a changed figure was before: "20 min, default from guide A"; nothing for one that was not changed or had no value."""
    default = place.figure.default if place.figure else None
    return "" if default is None else f"{value_words(default, place.bounds.unit)}, {source_words(default)}"


def value_words(figure: Figure | None, unit: Unit) -> str:
    """A figure with its unit: "20 min"; "not set" for none."""
    if figure is None:
        return _("not set")
    # Not :g, which has six digits only: a figure is shown as it was typed.
    number = f"{figure.value:.10g}"
    return _(VALUES[unit]).format(hours=number, minutes=number, seconds=number) if unit in VALUES else number


def exercise_name(exercise: PlannedExercise) -> str:
    """The name of an exercise; of an own one as it was typed."""
    return exercise.name if exercise.own else _(exercise.name)


def plan_lines(plan: Protocol) -> list[str]:
    """The plan as lines of text, each figure with its source."""
    places = figures_of(plan)
    lines = [_(plan.name), *(figure_line(place) for place in places if place.phase is None)]
    for phase, phase_plan in plan.phases.items():
        own = [place for place in places if place.phase is phase]
        lines += ["", phase_name(phase), *_phase_lines(phase_plan, own)]
    return lines


def figure_form(place: PlanFigure) -> dict[str, object]:
    """A figure as data: its name, its value, where it comes from, and the bounds it may be changed in."""
    figure = place.figure
    default = figure.default if figure else None
    return {
        "figure": place.name,
        "value": figure.value if figure else None,
        "unit": place.bounds.unit.value,
        "source": figure.source if figure else None,
        "changed": bool(figure and figure.is_changed),
        "default": default.value if default else None,
        "default_source": default.source if default else None,
        "least": place.bounds.least,
        "most": place.bounds.most,
    }


def _phase_lines(plan: PhasePlan, places: list[PlanFigure]) -> list[str]:
    lines = [f"  {figure_line(place)}" for place in places if place.exercise is None and place.figure is not None]
    lines += [f"  - {plan.worded(_(text))}" for text in plan.do]
    for name, texts in ((_("Not now"), plan.not_now), (_("Never"), plan.never)):
        lines += [f"  {heading(name)}", *(f"  - {plan.worded(_(text))}" for text in texts)] if texts else []
    for exercise in plan.exercises:
        dosage = [place for place in places if place.exercise is exercise and place.figure is not None]
        steps = [exercise.own.position, *exercise.own.steps] if exercise.own else []
        lines += [f"  {exercise_name(exercise)}", *(f"    {figure_line(place)}" for place in dosage), *(f"    - {step}" for step in steps if step)]
    return [*lines, f"  {_(plan.about)}"] if plan.about else lines


def figure_line(place: PlanFigure) -> str:
    """A figure with where it comes from: "Session: 20 min (default from guide A)"."""
    source, was = source_words(place.figure), default_words(place)
    if was:
        source = _("{source}; before: {default}").format(source=source, default=was)
    return with_colon(place.label, with_brackets(value_words(place.figure, place.bounds.unit), source))
