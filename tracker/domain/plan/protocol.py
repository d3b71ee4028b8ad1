"""The plan as data: what each phase offers, its figures and where they come from."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from tracker.domain.exercises import Dosage, Exercise
from tracker.domain.sourced_number import Figure
from tracker.formats.texts import number_text

__all__ = [
    "COUNTED_PHASES",
    "DOSAGE_FIGURES",
    "EPISODE_PHASES",
    "FIRST_PLAN_ID",
    "PHASE_FIGURES",
    "PLANNED_PHASES",
    "Figure",
    "Phase",
    "PhasePlan",
    "PlanVersion",
    "PlannedExercise",
    "Protocol",
    "exercise_key",
    "figures_in",
    "ice_ends",
    "plan_at",
]


class Phase(StrEnum):
    """Where a person is in recovery; well: after an episode; none: before any."""

    NONE = "none"
    ICE = "ice"
    HEAT = "heat"
    STRETCH = "stretch"
    WELL = "well"


EPISODE_PHASES = (Phase.ICE, Phase.HEAT, Phase.STRETCH)
PLANNED_PHASES = (*EPISODE_PHASES, Phase.WELL)
COUNTED_PHASES = (Phase.ICE, Phase.HEAT)
PHASE_FIGURES = ("session", "at_most", "rest", "a_day", "warm", "cool", "a_week", "activity")
# What says nothing anywhere else: the turns of the contrast shower, and what goes by the week.
_OF_ONE_PHASE = {"warm": Phase.HEAT, "cool": Phase.HEAT, "a_week": Phase.WELL, "activity": Phase.WELL}
FIRST_PLAN_ID = "fb260af4-9503-543c-9d2e-3025cbd2b7db"  # shared_id("plan:first")
"""The id of the plan a diary begins with where the person has chosen none, the same on every computer."""
DOSAGE_FIGURES = Dosage._fields


class PlannedExercise(NamedTuple):
    """An exercise of the plan by its key, how long and how often it is done, and what it is where the plan brings its own."""

    key: str
    name: str
    dosage: Dosage = Dosage()
    own: Exercise | None = None


class PhasePlan(NamedTuple):
    """What one phase says: its figures, what to do, what has to wait and what is never right.

    Minutes: session, rest, and the activity a week that the person sets out for. Seconds: the warm and the cool turn of a contrast shower.
    Days: strength `a_week`. `a_day` counts sessions.
    """

    session: Figure | None = None
    at_most: Figure | None = None
    rest: Figure | None = None
    a_day: Figure | None = None
    warm: Figure | None = None
    cool: Figure | None = None
    a_week: Figure | None = None
    activity: Figure | None = None
    do: tuple[str, ...] = ()
    not_now: tuple[str, ...] = ()
    about: str = ""
    exercises: tuple[PlannedExercise, ...] = ()
    reminders: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def keeping(self, lines: "KeptLines") -> "PhasePlan":
        """This phase with lines that no plan leaves out before its own."""
        return self._replace(
            not_now=tuple(text for text in self.not_now if text not in lines.formerly),
            never=_begun_with(lines.never, self.never),
            reminders=_begun_with(lines.reminders, self.reminders),
        )

    def worded(self, text: str) -> str:
        """A text of the plan with its figures in the places of {session}, {a_day} and the like; other braces stay."""
        for name in PHASE_FIGURES:
            figure = getattr(self, name)
            if figure is not None:
                # Not str.format: a text of the person's own may hold braces that name nothing, and format would raise.
                text = text.replace(f"{{{name}}}", number_text(figure.value))
        return text


class KeptLines(NamedTuple):
    """What a phase says in every plan: what is never right, what to think of, and the lines under "not now" that these replaced."""

    never: tuple[str, ...]
    reminders: tuple[str, ...]
    formerly: tuple[str, ...] = ()


class Protocol(NamedTuple):
    """A plan: the hours of ice before heat, and what each phase holds."""

    name: str
    ice_hours: Figure
    phases: Mapping[Phase, PhasePlan]

    @property
    def ice_length(self) -> timedelta:
        """How long the ice phase lasts, in real elapsed time."""
        return timedelta(hours=self.ice_hours.value)

    def keeping(self, lines: Mapping[Phase, KeptLines]) -> "Protocol":
        """The plan with the lines that no plan leaves out, phase by phase."""
        return self._replace(phases={phase: plan.keeping(lines[phase]) if phase in lines else plan for phase, plan in self.phases.items()})

    def as_data(self) -> dict[str, Any]:
        """The plan as plain data, for a file or a database."""
        return {
            "name": self.name,
            "ice_hours": _figure_data(self.ice_hours),
            "phases": {phase.value: _phase_data(phase, plan) for phase, plan in self.phases.items()},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Protocol":
        """The plan from plain data; raises KeyError, TypeError or ValueError where something is missing or of another kind."""
        phases = {Phase(name): _phase_plan(Phase(name), plan) for name, plan in data["phases"].items()}
        return cls(str(data["name"]), _figure(data["ice_hours"]), phases)


class PlanVersion(NamedTuple):
    """A plan and the instant from which it is in force."""

    since: datetime
    protocol: Protocol


def plan_at(versions: Sequence[PlanVersion], at: datetime) -> Protocol:
    """The plan in force at an instant; before the first version, the first. `versions` is not empty and in order of time."""
    current = versions[0].protocol
    for version in versions:
        if version.since > at:
            break
        current = version.protocol
    return current


def ice_ends(versions: Sequence[PlanVersion], anchor: datetime) -> datetime:
    """The instant at which the ice phase counted from the anchor is over.

    A plan changed half-way counts from the change on: a shorter one ends the phase at the change at the earliest, and one
    that is over is not opened again.
    """
    for number, version in enumerate(versions):
        end = anchor + version.protocol.ice_length
        if number > 0:
            end = max(end, version.since)
        is_last = number + 1 == len(versions)
        if is_last or end < versions[number + 1].since:
            return end
    raise ValueError("a plan has at least one version")


def figures_in(phase: Phase) -> tuple[str, ...]:
    """The keys of the figures that a phase may have, in their order."""
    return tuple(key for key in PHASE_FIGURES if _OF_ONE_PHASE.get(key, phase) is phase)


def exercise_key(name: str) -> str:
    """The key of an exercise known by its name: "Child's pose" is "childs-pose"."""
    plain = name.casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def _begun_with(first: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return (*first, *(text for text in others if text not in first))


def _figure_data(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    data: dict[str, Any] = {"value": figure.value, "source": figure.source}
    return data if figure.default is None else {**data, "default": _figure_data(figure.default)}


def _figure(data: Any) -> Figure:  # noqa: ANN401 - plain data from a file: looked at, not trusted
    value = data["value"]
    # To Python True is an int; in a plan it is a slip and not one minute.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a number was expected, not {type(value).__name__}")
    return Figure(float(value), str(data["source"]), _optional_figure(data.get("default")))


def _optional_figure(data: Any) -> Figure | None:  # noqa: ANN401 - as above
    return None if data is None else _figure(data)


def _phase_data(phase: Phase, plan: PhasePlan) -> dict[str, Any]:
    return {
        **{name: _figure_data(getattr(plan, name)) for name in figures_in(phase)},
        "do": list(plan.do),
        "not_now": list(plan.not_now),
        "about": plan.about,
        "exercises": [_exercise_data(exercise) for exercise in plan.exercises],
        "reminders": list(plan.reminders),
        "never": list(plan.never),
    }


def _phase_plan(phase: Phase, data: Mapping[str, Any]) -> PhasePlan:
    # A countdown needs its length: where a plan leaves that out it is refused, not filled in.
    needed = ("session", "at_most") if phase in COUNTED_PHASES else ()
    figures = {name: _figure(data[name]) if name in needed else _optional_figure(data.get(name)) for name in figures_in(phase)}
    return PhasePlan(
        **figures,
        do=_texts(data.get("do", ())),
        not_now=_texts(data.get("not_now", ())),
        about=str(data.get("about", "")),
        exercises=tuple(_planned_exercise(item) for item in data.get("exercises", ())),
        reminders=_texts(data.get("reminders", ())),
        never=_texts(data.get("never", ())),
    )


def _exercise_data(exercise: PlannedExercise) -> dict[str, Any]:
    dosage = {name: _figure_data(getattr(exercise.dosage, name)) for name in DOSAGE_FIGURES}
    return {"key": exercise.key, "name": exercise.name, **dosage, **(_own_data(exercise.own) if exercise.own else {})}


def _own_data(own: Exercise) -> dict[str, Any]:
    return {
        "position": own.position,
        "steps": list(own.steps),
        "is_sided": own.is_sided,
        "pictures": list(own.pictures),
        "captions": list(own.captions),
        "stop": own.stop,
        "easier": own.easier,
        "source": own.source,
    }


def _planned_exercise(data: Any) -> PlannedExercise:  # noqa: ANN401 - as above
    if isinstance(data, str):  # as plans before version 0.2 have them: by name alone
        return PlannedExercise(exercise_key(data), data)
    dosage = Dosage(**{name: _optional_figure(data.get(name)) for name in DOSAGE_FIGURES})
    key, name = str(data["key"]), str(data["name"])
    return PlannedExercise(key, name, dosage, _own_exercise(key, name, data) if "steps" in data else None)


def _own_exercise(key: str, name: str, data: Mapping[str, Any]) -> Exercise:
    return Exercise(
        key=key,
        name=name,
        position=str(data.get("position", "")),
        steps=_texts(data["steps"]),
        is_sided=bool(data.get("is_sided", False)),
        pictures=_texts(data.get("pictures", ())),
        source=str(data["source"]),
        captions=_texts(data.get("captions", ())),
        stop=str(data.get("stop", "")),
        easier=str(data.get("easier", "")),
        is_own=True,
    )


def _texts(items: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(item) for item in items)
