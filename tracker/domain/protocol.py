"""The plan as data: what each phase offers, its figures and where they come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Phase(StrEnum):
    """Where a person is in recovery; well: after an episode; none: before any."""

    NONE = "none"
    ICE = "ice"
    HEAT = "heat"
    STRETCH = "stretch"
    WELL = "well"


PLANNED_PHASES = (Phase.ICE, Phase.HEAT, Phase.STRETCH)
COUNTED_PHASES = (Phase.ICE, Phase.HEAT)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the plan and where it comes from."""

    value: float
    source: str

    @property
    def minutes(self) -> timedelta:
        """The figure, read as minutes."""
        return timedelta(minutes=self.value)


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """What one phase says: session and rest in minutes, how many a day, what to do and what not now."""

    session: Figure | None = None
    at_most: Figure | None = None
    rest: Figure | None = None
    a_day: Figure | None = None
    do: tuple[str, ...] = ()
    not_now: tuple[str, ...] = ()
    about: str = ""
    exercises: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Protocol:
    """A plan: the hours of ice before heat, and what each phase holds."""

    name: str
    ice_hours: Figure
    phases: Mapping[Phase, PhasePlan]

    @property
    def ice_length(self) -> timedelta:
        """How long the ice phase lasts, in real elapsed time."""
        return timedelta(hours=self.ice_hours.value)

    def as_data(self) -> dict[str, Any]:
        """The plan as plain data, for a file or a database."""
        return {
            "name": self.name,
            "ice_hours": _figure_data(self.ice_hours),
            "phases": {phase.value: _phase_data(plan) for phase, plan in self.phases.items()},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Protocol":
        """The plan from plain data; raises KeyError, TypeError or ValueError where something is missing or of another kind."""
        phases = {Phase(name): _phase_plan(Phase(name), plan) for name, plan in data["phases"].items()}
        return cls(str(data["name"]), _figure(data["ice_hours"]), phases)


@dataclass(frozen=True, slots=True)
class PlanVersion:
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


def _figure_data(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else {"value": figure.value, "source": figure.source}


def _figure(data: Any) -> Figure:  # noqa: ANN401 - plain data from a file: looked at, not trusted
    value = data["value"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a number was expected, not {type(value).__name__}")
    return Figure(float(value), str(data["source"]))


def _optional_figure(data: Any) -> Figure | None:  # noqa: ANN401 - as above
    return None if data is None else _figure(data)


def _phase_data(plan: PhasePlan) -> dict[str, Any]:
    return {
        "session": _figure_data(plan.session),
        "at_most": _figure_data(plan.at_most),
        "rest": _figure_data(plan.rest),
        "a_day": _figure_data(plan.a_day),
        "do": list(plan.do),
        "not_now": list(plan.not_now),
        "about": plan.about,
        "exercises": list(plan.exercises),
        "reminders": list(plan.reminders),
    }


def _phase_plan(phase: Phase, data: Mapping[str, Any]) -> PhasePlan:
    has_countdown = phase in COUNTED_PHASES
    return PhasePlan(
        session=_figure(data["session"]) if has_countdown else _optional_figure(data.get("session")),
        at_most=_figure(data["at_most"]) if has_countdown else _optional_figure(data.get("at_most")),
        rest=_optional_figure(data.get("rest")),
        a_day=_optional_figure(data.get("a_day")),
        do=_texts(data.get("do", ())),
        not_now=_texts(data.get("not_now", ())),
        about=str(data.get("about", "")),
        exercises=_texts(data.get("exercises", ())),
        reminders=_texts(data.get("reminders", ())),
    )


def _texts(items: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(item) for item in items)
