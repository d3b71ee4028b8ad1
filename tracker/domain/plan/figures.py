"""The figures of a plan one by one: what each is called, between which bounds it may lie, changing it and setting it back."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from tracker.domain.plan.protocol import COUNTED_PHASES, DOSAGE_FIGURES, PLANNED_PHASES, Phase, PhasePlan, PlannedExercise, Protocol, figures_in
from tracker.domain.plan.words import phase_name
from tracker.domain.sourced_number import BY_YOU, Figure
from tracker.errors import Refused
from tracker.formats.joining import with_colon
from tracker.formats.texts import number_text
from tracker.language import N_, _

ICE_HOURS = "ice_hours"
# Minutes of ice or heat: for ice guide A's, for heat this plan's own cap (the NHS trust leaflet gives 10 to 15).
HARD_STOP = 20
LABELS = {
    ICE_HOURS: N_("Hours of ice"),
    "session": N_("Session"),
    "at_most": N_("At most"),
    "rest": N_("Rest after it"),
    "a_day": N_("Times a day"),
    "warm": N_("Contrast shower, warm"),
    "cool": N_("Contrast shower, cool"),
    "a_week": N_("Strength, days a week"),
    "activity": N_("Activity a week"),
    # Translators: how long a position of an exercise is held.
    "hold_seconds": N_("Hold"),
    "repetitions": N_("Repetitions"),
    "sets": N_("Rounds"),
    "times_a_day": N_("Times a day"),
}
# Listed where the plan leaves them open too, so that they can be set.
USUAL = {
    Phase.ICE: ("session", "at_most", "rest"),
    Phase.HEAT: ("session", "at_most", "a_day", "warm", "cool"),
    Phase.STRETCH: ("a_day",),
    Phase.WELL: ("a_week", "activity"),
}
# The aim is the person's own and no source sets one: it can be given up again, where another figure of a phase needs a value.
MAY_BE_LEFT_OPEN = frozenset({"activity"})


class Unit(StrEnum):
    """What a figure counts."""

    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"
    TIMES = "times"


ANY_NUMBER, WHOLE_NUMBER = N_("a number from {least} to {most}"), N_("a whole number from {least} to {most}")


class Bounds(NamedTuple):
    """Between which values a figure may lie, both included; one that counts times is whole."""

    least: float
    most: float
    unit: Unit

    def holds(self, value: float) -> bool:
        """Whether a value may be."""
        return self.least <= value <= self.most and (self.unit is not Unit.TIMES or float(value).is_integer())

    @property
    def words(self) -> str:
        """What is expected: "a number from 1 to 20"."""
        expected = WHOLE_NUMBER if self.unit is Unit.TIMES else ANY_NUMBER
        return _(expected).format(least=number_text(self.least), most=number_text(self.most))

    def refusal(self, label: str) -> str:
        """What is said where a value does not lie between them."""
        return _("“{figure}” has to be {expected}. Nothing was changed.").format(figure=label, expected=self.words)


class PlanFigure(NamedTuple):
    """A figure with its place in the plan; `name` is how it is asked for: ice_hours, ice.session, stretch.cat-cow.repetitions."""

    name: str
    key: str
    figure: Figure | None
    bounds: Bounds
    phase: Phase | None = None
    exercise: PlannedExercise | None = None

    @property
    def label(self) -> str:
        """What it is called within its phase or exercise."""
        return _(LABELS[self.key])

    @property
    def full_label(self) -> str:
        """What it is called in the plan as a whole: "Ice: session"."""
        if self.phase is None:
            return self.label
        owner = phase_name(self.phase) if self.exercise is None else self.exercise.name if self.exercise.own else _(self.exercise.name)
        return with_colon(owner, self.label.lower())


def bounds_of(key: str, phase: Phase | None = None) -> Bounds:
    """The bounds of a figure by its key; a session of ice or heat lasts 20 minutes at most."""
    # The hard stop is clinical; the other bounds keep out slips of the keyboard and damaged files.
    longest = HARD_STOP if phase in COUNTED_PHASES else 120
    return {
        ICE_HOURS: Bounds(1, 240, Unit.HOURS),
        "session": Bounds(1, longest, Unit.MINUTES),
        "at_most": Bounds(1, longest, Unit.MINUTES),
        "rest": Bounds(0, 1_440, Unit.MINUTES),
        "a_day": Bounds(1, 24, Unit.TIMES),
        "warm": Bounds(5, 300, Unit.SECONDS),
        "cool": Bounds(5, 300, Unit.SECONDS),
        "a_week": Bounds(1, 7, Unit.TIMES),
        "activity": Bounds(5, 3_000, Unit.MINUTES),
        "hold_seconds": Bounds(1, 600, Unit.SECONDS),
        "repetitions": Bounds(1, 100, Unit.TIMES),
        "sets": Bounds(1, 20, Unit.TIMES),
        "times_a_day": Bounds(1, 24, Unit.TIMES),
    }[key]


def figures_of(plan: Protocol) -> tuple[PlanFigure, ...]:
    """Every figure that may be changed, in the order of the plan; those of an exercise also where they are not set."""
    return tuple(_figures(plan))


def figure_named(plan: Protocol, name: str) -> PlanFigure:
    """The figure of a name; raises Refused where the plan has none."""
    for found in _figures(plan):
        if found.name == name:
            return found
    raise Refused(_("“{name}” is not in the plan. Nothing was changed.").format(name=name[:40]))


def changed(plan: Protocol, name: str, value: float) -> Protocol:
    """The plan with one figure changed by the person; its default value again is the default again. Raises Refused, naming the bound."""
    place = figure_named(plan, name)
    if not place.bounds.holds(value):
        raise Refused(place.bounds.refusal(place.full_label))
    default = _default(place.figure)
    if default is not None and default.value == value:
        return _within_limit(_with_figure(plan, place, default), place)
    return _within_limit(_with_figure(plan, place, Figure(float(value), BY_YOU, default)), place)


def reset(plan: Protocol, name: str) -> Protocol:
    """The plan with one figure as it was before the person changed it; one that had no value has none again. Raises Refused."""
    place = figure_named(plan, name)
    if place.figure is None or not place.figure.is_changed:
        return plan
    default = _default(place.figure)
    # A dosage may be left open (as the person likes); a phase's figure that the person set has nothing behind it.
    if default is None and place.exercise is None and place.key not in MAY_BE_LEFT_OPEN:
        raise Refused(_("“{figure}” has no default to go back to. Nothing was changed.").format(figure=place.full_label))
    return _within_limit(_with_figure(plan, place, default), place)


def with_figures(plan: Protocol, figures: Mapping[str, Figure]) -> Protocol:
    """The plan with several figures in the place of its own, each with its source; raises Refused where they do not fit."""
    for name, figure in figures.items():
        place = figure_named(plan, name)
        plan = _within_limit(_with_figure(plan, place, figure), place)
    return plan


def is_over_limit(plan: PhasePlan) -> bool:
    """Whether the session is longer than it may be at most."""
    return plan.session is not None and plan.at_most is not None and plan.session.value > plan.at_most.value


def _figures(plan: Protocol) -> Iterator[PlanFigure]:
    yield PlanFigure(ICE_HOURS, ICE_HOURS, plan.ice_hours, bounds_of(ICE_HOURS))
    for phase in PLANNED_PHASES:
        if phase in plan.phases:
            yield from _phase_figures(phase, plan.phases[phase])


def _phase_figures(phase: Phase, plan: PhasePlan) -> Iterator[PlanFigure]:
    for key in figures_in(phase):
        figure = getattr(plan, key)
        if figure is not None or key in USUAL[phase]:
            yield PlanFigure(f"{phase.value}.{key}", key, figure, _bounds(key, phase, figure), phase)
    for exercise in plan.exercises:
        for key in DOSAGE_FIGURES:
            yield PlanFigure(f"{phase.value}.{exercise.key}.{key}", key, getattr(exercise.dosage, key), bounds_of(key), phase, exercise)


def _bounds(key: str, phase: Phase, figure: Figure | None) -> Bounds:
    """The bounds of a phase's figure; the limit of ice and of heat can only be edited downwards from its default."""
    bounds = bounds_of(key, phase)
    default = _default(figure)
    # A default of 15 minutes would else let the limit be raised to the hard stop.
    if key == "at_most" and phase in COUNTED_PHASES and default is not None:
        return bounds._replace(most=min(bounds.most, default.value))
    return bounds


def _default(figure: Figure | None) -> Figure | None:
    return figure.default if figure is not None and figure.is_changed else figure


def _with_figure(plan: Protocol, place: PlanFigure, figure: Figure | None) -> Protocol:
    if place.phase is None:
        return plan if figure is None else plan._replace(ice_hours=figure)
    phase_plan = plan.phases[place.phase]
    changes: dict[str, Any] = {place.key: figure}
    if place.exercise is not None:
        dosed = place.exercise._replace(dosage=place.exercise.dosage._replace(**changes))
        changes = {"exercises": tuple(dosed if exercise.key == dosed.key else exercise for exercise in phase_plan.exercises)}
    return plan._replace(phases={**plan.phases, place.phase: phase_plan._replace(**changes)})


def _within_limit(plan: Protocol, place: PlanFigure) -> Protocol:
    if place.phase is None or not is_over_limit(plan.phases[place.phase]):
        return plan
    limit = plan.phases[place.phase].at_most
    session = bounds_of("session", place.phase)._replace(most=limit.value if limit else HARD_STOP)
    raise Refused(session.refusal(with_colon(phase_name(place.phase), _("Session").lower())))
