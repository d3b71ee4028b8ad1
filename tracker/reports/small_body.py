"""The body from behind and from the front, small, with the highest pain of each place on it; an SVG of polygons needs no drawing library.

An arrow leads to a place of arm or leg that was logged first after another of its side nearer the trunk: where pain came to later.
"""

from collections.abc import Sequence
from math import hypot

from tracker.charts.body.picture import highest_points
from tracker.domain.statistics.places import PlaceFigure
from tracker.domain.words import points_words
from tracker.formats.joining import with_space
from tracker.formats.texts import in_a_row
from tracker.language import _
from tracker.library.body import HEIGHT, WIDTH, Region, View, body_map
from tracker.library.look import Palette
from tracker.wording.sites import site_words

# In units of the map, 100 by 200 a figure; the two stand beside each other without their outer margins.
MARGIN, APART = 10.0, 4.0
FIGURE = WIDTH - 2 * MARGIN
WHOLE = 2 * FIGURE + APART
LETTERS, SMALL_LETTERS, SMALLEST_LETTERS = 9.0, 8.0, 6.5
HEAD = 5.0
# From the trunk outwards; pain that comes to one of a row later than to an earlier one came down that arm or leg.
CHAINS = (
    ("upper back", "shoulder", "back of the arm"),
    ("front of the shoulder", "arm", "hand"),
    ("lower back", "buttock", "back of the thigh", "back of the knee", "calf", "heel"),
    ("hip", "groin", "thigh", "knee", "shin", "foot"),
)
# Of the trunk itself: pain that spreads over the back is no arrow.
OF_THE_TRUNK = 1
SIDES = ("left", "right")
SKIN = "#ECEDEF"


def body_svg(places: Sequence[PlaceFigure], palette: Palette, font: str) -> str:
    """Both figures, with every place of the map that was logged in the shade of its highest pain and that number on it."""
    found = {region.name: (region, place) for place in places if place.site is not None and (region := body_map().region(place.site)) is not None}
    plain = [_polygon(region, SKIN, palette.surface) for region in body_map().regions if region.name not in found]
    marked = [_polygon(region, palette.pain(highest_points(place) or 0), palette.outline) for region, place in found.values()]
    numbers = [_number(region, highest_points(place) or 0, palette, font) for region, place in found.values()]
    arrows = [_arrow(start, end, palette) for start, end in arrows_of(places)]
    size = f'viewBox="0 0 {WHOLE} {HEIGHT}" width="{WHOLE}" height="{HEIGHT}"'
    return "".join((f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *plain, *marked, *arrows, *numbers, "</svg>"))


def body_words(places: Sequence[PlaceFigure]) -> str:
    """The same in words for who cannot see it."""
    if not places:
        return _("The body: no place was named.")
    named = (with_space(site_words(place.site), points_words(highest_points(place))) for place in places)
    return _("The body with the highest pain of each place: {places}.").format(places=in_a_row(named))


def arrows_of(places: Sequence[PlaceFigure]) -> list[tuple[Region, Region]]:
    """From where to where pain came later, down an arm or a leg: to each place from the nearest one before it."""
    first = {place.site: place.first for place in places if place.site is not None and place.first is not None}
    arrows: list[tuple[Region, Region]] = []
    for chain in CHAINS:
        for side in SIDES:
            # The middle of the trunk belongs to both sides.
            named = [chain[0], *(f"{part} {side}" for part in chain)]
            for number in range(OF_THE_TRUNK + 2, len(named)):
                later = first.get(named[number])
                earlier = [name for name in named[:number] if later is not None and name in first and first[name] < later]
                start, end = (body_map().region(name) if name else None for name in (earlier[-1] if earlier else "", named[number]))
                if start is not None and end is not None:
                    arrows.append((start, end))
    return arrows


def _at(region: Region, x: float, y: float) -> tuple[float, float]:
    return x - MARGIN + (FIGURE + APART if region.view is View.FRONT else 0), y


def _polygon(region: Region, fill: str, edge: str) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_at(region, *point) for point in region.points))
    return f'<polygon points="{corners}" fill="{fill}" stroke="{edge}" stroke-width="0.7" stroke-linejoin="round"/>'


def _number(region: Region, value: float, palette: Palette, font: str) -> str:
    x, y = _at(region, *region.centre)
    words = points_words(value)
    # Of one sign, of two as of 10, and of more as of 7.5.
    size = (LETTERS, SMALL_LETTERS, SMALLEST_LETTERS)[min(len(words), len("7.5")) - 1]
    style = f'text-anchor="middle" font-family="{font}" font-weight="bold" font-size="{size}" fill="{palette.ink(value)}"'
    return f'<text x="{x:.1f}" y="{y + size * 0.36:.1f}" {style}>{words}</text>'


def _arrow(start: Region, end: Region, palette: Palette) -> str:
    """Beside the two places, so that the numbers stay free."""
    (ax, ay), (bx, by) = _at(start, *start.centre), _at(end, *end.centre)
    aside = -1.0 if end.name.endswith("left") == (end.view is View.BACK) else 1.0
    reach = max(abs(x - bx) for x, _y in (_at(end, *point) for point in end.points))
    ax, bx = ax + aside * reach, bx + aside * (reach + 1)
    length = hypot(bx - ax, by - ay) or 1.0
    ux, uy = (bx - ax) / length, (by - ay) / length
    tip = (bx, by)
    wings = [(bx - HEAD * (ux + turn * 0.55 * -uy), by - HEAD * (uy + turn * 0.55 * ux)) for turn in (1, -1)]
    path = f"M{ax:.1f},{ay:.1f} L{tip[0]:.1f},{tip[1]:.1f} " + " ".join(f"M{x:.1f},{y:.1f} L{tip[0]:.1f},{tip[1]:.1f}" for x, y in wings)
    return f'<path d="{path}" fill="none" stroke="{palette.text}" stroke-width="1.4" stroke-linecap="round"/>'
