"""The body map: named regions as polygons, seen from behind and from the front."""

from collections.abc import Iterable, Mapping
from enum import Enum, StrEnum
from functools import cache
from math import hypot
from typing import NamedTuple

from tracker.language import NP_, _, pgettext
from tracker.library.resources import toml_resource

WIDTH, HEIGHT = 100.0, 200.0
BESIDE = 2.0  # how much a step aside weighs against a step ahead when the next region in a direction is looked for

# Translators: {place} is a part of the body, such as "back of the thigh".
SIDES = {"left": NP_("body", "{place} left"), "right": NP_("body", "{place} right")}

Point = tuple[float, float]


class View(StrEnum):
    """The side the body is seen from; from behind, the person's left is at the left."""

    BACK = "back"
    FRONT = "front"


class Direction(Enum):
    """A way over the map, as a step in x and y; y goes down."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


class Region(NamedTuple):
    """A named place: its polygon in a space of 100 x 200, y downwards; `name` is kept in English and translated where shown."""

    id: str
    name: str
    view: View
    points: tuple[Point, ...]

    @property
    def area(self) -> float:
        """The area of the polygon, in units of the map squared."""
        return abs(_doubled_area(self.points)) / 2

    @property
    def centre(self) -> Point:
        """The centre of the polygon's area."""
        # The shoelace formula: it has a sign by the way round the polygon, which falls out of the quotient.
        doubled = _doubled_area(self.points)
        x = y = 0.0
        for (ax, ay), (bx, by) in _edges(self.points):
            cross = ax * by - bx * ay
            x += (ax + bx) * cross
            y += (ay + by) * cross
        return x / (3 * doubled), y / (3 * doubled)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of its view lies within the region."""
        # How often a line to the right crosses the outline. One end of each edge is left out, so that a corner counts once.
        crossed = [(ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in _edges(self.points)]
        return sum(crossed) % 2 == 1


class BodyMap(NamedTuple):
    """All regions, those of the back first, from the head down."""

    regions: tuple[Region, ...]

    def region(self, name: str) -> Region | None:
        """The region of a name as it is kept, if the map has it."""
        return next((region for region in self.regions if region.name == name), None)

    def in_view(self, view: View) -> tuple[Region, ...]:
        """The regions of one view."""
        return tuple(region for region in self.regions if region.view is view)

    def towards(self, region: Region, direction: Direction) -> Region | None:
        """The nearest region in a direction; the front lies at the right of the back."""
        ahead, aside = direction.value, (direction.value[1], direction.value[0])
        x, y = _place(region)
        found: list[tuple[float, Region]] = []
        for other in self.regions:
            dx, dy = _place(other)[0] - x, _place(other)[1] - y
            forward = dx * ahead[0] + dy * ahead[1]
            sideways = abs(dx * aside[0] + dy * aside[1])
            # More than one unit ahead: neighbours at much the same height are not above one another.
            if forward > 1 and sideways <= BESIDE * forward:
                found.append((hypot(forward, BESIDE * sideways), other))
        return min(found, key=lambda pair: pair[0])[1] if found else None


@cache
def body_map() -> BodyMap:
    """What resources/body/map.toml holds."""
    data = toml_resource("body", "map.toml")["regions"]
    return BodyMap(tuple(Region(region["id"], _kept_name(region), View(region["view"]), _points(region["points"])) for region in data))


def place_words(name: str) -> str:
    """The name of a place as it is shown: that of a region in the chosen language, any other as it was typed."""
    words = _in_words(name)
    # The map is read only where there is a doubt: in English there is none, and most starts of the app are without it.
    return words if words == name or body_map().region(name) is not None else name


def place_begins(name: str) -> str:
    """The name of a place at the beginning of a line, as on a chip: one begins like another, whoever wrote it."""
    words = place_words(name)
    return words[:1].upper() + words[1:]


def place_named(words: str) -> str:
    """The name to keep for a place a person typed: that of the region it names, else the words themselves."""
    wanted = " ".join(words.split()).casefold()
    # In English too, whatever the language: so files and the command line name it.
    found = (region.name for region in body_map().regions if wanted in {region.name, _in_words(region.name).casefold()})
    return next(found, words.strip())


def _kept_name(region: Mapping[str, str]) -> str:
    return f"{region['name']} {region['side']}" if "side" in region else region["name"]


def _in_words(name: str) -> str:
    """The name of a region in the chosen language; one that has a left and a right is translated once for both."""
    part, _space, side = name.rpartition(" ")
    return pgettext(*SIDES[side]).format(place=_(part)) if side in SIDES else _(name)


def _points(written: str) -> tuple[Point, ...]:
    pairs = (pair.split(",") for pair in written.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def _place(region: Region) -> Point:
    x, y = region.centre
    return (x + WIDTH if region.view is View.FRONT else x), y


def _edges(points: tuple[Point, ...]) -> Iterable[tuple[Point, Point]]:
    return zip(points, (*points[1:], points[0]), strict=True)


def _doubled_area(points: tuple[Point, ...]) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in _edges(points))
