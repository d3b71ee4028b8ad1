"""The exercises that come with the app, and their drawings."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from tracker.domain.exercises import Dosage, Exercise, Turn, Way
from tracker.domain.plan.protocol import DOSAGE_FIGURES, PlannedExercise
from tracker.domain.sourced_number import Figure
from tracker.library.resources import resource, toml_resource

FOLDER = "exercises"


class Advice(NamedTuple):
    """What holds for all exercises, in English, translated where it is shown: how to move, when to stop, how to do more."""

    always: str
    stop: str
    more: str


@cache
def exercises() -> tuple[Exercise, ...]:
    """All of them, in the order in which they are offered: stretches, the strength set, then finger pressure and the contrast shower."""
    data = _data()
    return tuple(_exercise(item, data["stop"]["text"]) for item in data["exercises"])


def exercise(key: str) -> Exercise | None:
    """The exercise of a key, if it comes with the app."""
    return next((known for known in exercises() if known.key == key), None)


def exercise_of(planned: PlannedExercise) -> Exercise:
    """What an exercise of a plan is: the plan's own, else the app's of that key, else its name alone."""
    known = planned.own or exercise(planned.key)
    # A plan from a file may name what this app does not have: it is shown by its name, untranslated, as an own one is.
    return known or Exercise(planned.key, planned.name, "", (), is_sided=False, pictures=(), source="", is_own=True)


@cache
def advice() -> Advice:
    """What holds for all exercises."""
    data = _data()
    return Advice(data["always"]["text"], data["stop"]["text"], data["more"]["text"])


@cache
def drawing_names() -> frozenset[str]:
    """The names of the drawings that come with the app."""
    return frozenset(path.stem for path in resource(FOLDER).glob("*.svg"))


@cache
def drawing(name: str) -> str:
    """The SVG text of one of those; its colours are `var(--ink,...)` and the like."""
    return resource(FOLDER, f"{name}.svg").read_text(encoding="utf-8")


def _data() -> dict[str, Any]:
    return toml_resource(FOLDER, "exercises.toml")


def _exercise(item: Mapping[str, Any], stop: str) -> Exercise:
    return Exercise(
        key=item["key"],
        name=item["name"],
        position=item["position"]["text"],
        steps=tuple(item["steps"]),
        is_sided=item["is_sided"],
        pictures=tuple(item["pictures"]),
        source=item["source"],
        stop=item.get("stop", {"text": stop})["text"],
        easier=item.get("easier", {"text": ""})["text"],
        leaflet=item.get("leaflet", {"text": ""})["text"],
        way=Way(item.get("way", Way.REPETITIONS)),
        turns=tuple(Turn(turn["name"], _figure(turn["seconds"])) for turn in item.get("turns", ())),
        dosage=Dosage(**{name: _figure(item[name]) for name in DOSAGE_FIGURES if name in item}),
    )


def _figure(data: Mapping[str, Any]) -> Figure:
    return Figure(float(data["value"]), data["source"])
