"""The plans that come with the app, and plans as the diary keeps them."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tracker.domain.plan.protocol import PLANNED_PHASES, KeptLines, Phase, Protocol
from tracker.domain.sourced_number import Figure
from tracker.library.resources import toml_resource

# Plans that stay read: the diary hands over every version of its plan as text whenever it is asked for a phase.
MOST_PLANS_KEPT = 64


class Preset(NamedTuple):
    """A choice of figures that belong together; texts in English, translated where they are shown."""

    key: str
    name: str
    about: str
    figures: Mapping[str, Figure]


@cache
def default_plan() -> Protocol:
    """The plan "Back spasm"."""
    return Protocol.from_data(_default_data()).keeping(kept_lines())


def completed(plan: Protocol) -> Protocol:
    """A plan with the lines that no plan leaves out, and with the app's own where it comes from before plans had that.

    That is keeping well as a whole, and the turns of the contrast shower.
    """
    ours = default_plan().phases
    phases = {**plan.phases, Phase.WELL: plan.phases.get(Phase.WELL, ours[Phase.WELL])}
    if Phase.HEAT in phases:
        heat = phases[Phase.HEAT]
        phases[Phase.HEAT] = heat._replace(warm=heat.warm or ours[Phase.HEAT].warm, cool=heat.cool or ours[Phase.HEAT].cool)
    return plan._replace(phases=phases).keeping(kept_lines())


@cache
def kept_lines() -> Mapping[Phase, KeptLines]:
    """The safety lines that every plan keeps, by phase."""
    phases = toml_resource("protocols", "always.toml")["phases"]
    lines = {Phase(name): KeptLines(**{key: tuple(texts) for key, texts in data.items()}) for name, data in phases.items()}
    if missing := [phase.value for phase in PLANNED_PHASES if phase not in lines or not (lines[phase].never and lines[phase].reminders)]:
        raise ValueError(f"phases without safety lines: {missing}")
    return lines


@cache
def presets() -> tuple[Preset, ...]:
    """The choices of figures that come with the app: the usual ice and the gentler one."""
    items = toml_resource("protocols", "presets.toml")["presets"]
    return tuple(Preset(item["key"], item["name"], item["about"], _figures(item["figures"])) for item in items)


@lru_cache(maxsize=MOST_PLANS_KEPT)
def plan_from_json(content: str) -> Protocol:
    """A plan as the diary keeps it; raises KeyError, TypeError or ValueError where something is missing or of another kind.

    Older versions kept exercises by name alone: what the default plan says of those is filled in.
    """
    try:
        data = json.loads(content)
        for plan in data["phases"].values():
            plan["exercises"] = [_filled_in(item) for item in plan.get("exercises", ())]
        return completed(Protocol.from_data(data))
    except AttributeError as problem:  # a list or a text where a table was expected
        raise TypeError(str(problem)) from problem


def _default_data() -> dict[str, Any]:
    return toml_resource("protocols", "back-spasm.toml")


def _filled_in(item: Any) -> Any:  # noqa: ANN401 - plain data from the diary
    if not isinstance(item, str):
        return item
    known = [exercise for plan in _default_data()["phases"].values() for exercise in plan.get("exercises", ())]
    return next((exercise for exercise in known if exercise["name"] == item), item)


def _figures(data: Mapping[str, Any]) -> dict[str, Figure]:
    return {name: Figure(float(figure["value"]), figure["source"]) for name, figure in data.items()}
