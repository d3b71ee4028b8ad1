"""The small parts of FHIR R4 that resources are made of: texts, numbers with a unit, times, references."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tracker.domain.ids import shared_id
from tracker.domain.times import Moment

Element = dict[str, Any]

UCUM = "http://unitsofmeasure.org"
SCORE, MINUTES, MILLIGRAMS = "{score}", "min", "mg"
# Offsets in FHIR go to 14 hours and have no seconds; local mean times of a hundred years ago do.
MOST_OFFSET = timedelta(hours=14)
# Below this every whole number is exact as a float.
_EXACT = 1e15
# FHIR's type string takes tab, line feed, return, and of the spaces the usual one alone.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_OTHER_SPACES = re.compile(r"[^\S \t\r\n]")


def words(text: str) -> str:
    """A text as FHIR allows it: no control characters but tab and line ends, no spaces but the usual one, none around it."""
    shown = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    return _OTHER_SPACES.sub(" ", _LINE_ENDS.sub("\n", shown)).strip()


def concept(text: str) -> Element:
    """A CodeableConcept in words alone."""
    return {"text": words(text)}


def quantity(value: float, unit: str) -> Element:
    """A Quantity with a unit of UCUM."""
    return {"value": number(value), "unit": unit, "system": UCUM, "code": unit}


def number(value: float) -> float:
    """The number as it is, without a fraction where it has none."""
    return int(value) if abs(value) < _EXACT and value == int(value) else value


def value_set(key: str, name: str, notice: str, system: str, displays: Mapping[str, str]) -> Element:
    """The codes that a bundle uses of a system, by their displays, with the notice that goes with them: R4 has a place for it in a ValueSet."""
    concepts = [{"code": code, "display": displays[code]} for code in sorted(displays)]
    return {
        "resourceType": "ValueSet",
        # Made from names and not by lot: the same diary gives the same file.
        "id": shared_id(f"fhir:{key}"),
        "name": name,
        "status": "active",
        "copyright": notice,
        "compose": {"include": [{"system": system, "concept": concepts}]},
    }


def component(text: str, value: float | bool | str | None, unit: str = SCORE) -> list[Element]:
    """An Observation.component with a number of a unit, a yes or no, or words; none where nothing was told."""
    if value is None or value == "":
        return []
    if isinstance(value, bool):
        return [{"code": concept(text), "valueBoolean": value}]
    if isinstance(value, str):
        return [{"code": concept(text), "valueString": words(value)}]
    return [{"code": concept(text), "valueQuantity": quantity(value, unit)}]


def date_time(moment: Moment) -> str:
    """The time on the wall with its offset; in UTC where FHIR cannot tell the offset, which has no seconds and goes to 14 hours."""
    minutes, rest = divmod(moment.offset, timedelta(minutes=1))
    if rest or abs(moment.offset) > MOST_OFFSET:
        return instant(moment.at)
    hours, minutes = divmod(abs(minutes), 60)
    return f"{moment.local.isoformat()}{'-' if moment.offset < timedelta(0) else '+'}{hours:02}:{minutes:02}"


def instant(at: datetime) -> str:
    """An instant in UTC."""
    return at.isoformat()


def urn(id_: str) -> str:
    """The address of a resource within its bundle."""
    return f"urn:uuid:{id_}"


def reference(id_: str) -> Element:
    """A Reference to a resource of the same bundle."""
    return {"reference": urn(id_)}


def filled(resource: Element) -> Element:
    """The resource without what was not told."""
    return {name: value for name, value in resource.items() if value is not None and value not in ([], "")}
