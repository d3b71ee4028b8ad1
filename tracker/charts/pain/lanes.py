"""Sessions and doses as lanes of small shapes between the pain and its dates: each lane with its name, its shape and its colour."""

from functools import cache

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import BoxStyle
from matplotlib.path import Path

from tracker.charts.drawing.letters import SMALL
from tracker.charts.drawing.sheet import TICK, DaySheet, write
from tracker.charts.drawing.style import fitted, points, width_of
from tracker.charts.pain.marks import Lane
from tracker.charts.pain.picture import PainPicture
from tracker.domain.entries import MOST_PAIN
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name
from tracker.language import N_, _
from tracker.library.look import Palette

# In points. A lane is as high as a line of small letters (8.5), which name it; a low figure sets them closer.
LANE, LOW_LANE, LOW_FIGURE = 11.0, 9.0, 300.0
# Below this height, and more for each further strip, the lanes would take the room the pain is read in.
LEAST_FIGURE, A_STRIP = 250.0, 34.0
ABOVE_LANES, NAME_GAP, MOST_NAME = 6.0, 5.0, 60.0
# Closer than the first, shapes would lie over each other: strokes take their place, thinner as they come closer, to the last.
SMALLEST_SHAPE, STROKE, THINNEST = 3.0, 7.0, 0.6
# The lower quarter of the gaps decides the size: the smallest one alone, two doses at once, would shrink a whole lane.
CLOSER = 4
# From so many strokes on they are see-through, so that denser days show darker.
MANY = 150
# One by one, since matplotlib's markers of one size fill different parts of it: a triangle less than a square.
_NAMES = {Lane.OTHER: N_("Other"), Lane.DOSE: N_("Medicines")}
_PHASES = {Lane.ICE: Phase.ICE, Lane.HEAT: Phase.HEAT, Lane.STRETCH: Phase.STRETCH, Lane.WELL: Phase.WELL}
_SIZES = {Lane.ICE: 5.0, Lane.HEAT: 5.5, Lane.STRETCH: 4.8, Lane.WELL: 5.5, Lane.OTHER: 5.5, Lane.DOSE: 8.0}


@cache
def _pill() -> Path:
    """An upright bar with round ends."""
    # A path of its own: matplotlib has no marker of this shape.
    return BoxStyle.Round(pad=0.0, rounding_size=0.2)(-0.2, -0.5, 0.4, 1.0, 1.0)


def _shape(lane: Lane) -> str | Path:
    return {Lane.ICE: "s", Lane.HEAT: "^", Lane.STRETCH: "D", Lane.WELL: "v", Lane.OTHER: "P"}.get(lane, _pill())


def _color(lane: Lane, palette: Palette) -> str:
    return palette.phase(_PHASES[lane]) if lane in _PHASES else palette.muted


def _name_of(lane: Lane) -> str:
    """The name of a lane: that of its phase, where it has one."""
    return phase_name(_PHASES[lane]) if lane in _PHASES else _(_NAMES[lane])


def _lanes(figure: Figure, picture: PainPicture) -> list[Lane]:
    """The lanes that hold anything in the period, from the top; the same for every part of it. None where they would leave no room for the pain."""
    # Of the figure, not of the axes: the lanes themselves make those lower, and the answer would turn on itself.
    if figure.bbox.height < points(figure, LEAST_FIGURE + A_STRIP * (len(picture.courses) - 1)):
        return []
    held = {mark.lane for mark in picture.lane_marks}
    return [lane for lane in Lane if lane in held]


def _step(figure: Figure) -> float:
    return LANE if figure.bbox.height / points(figure, 1) >= LOW_FIGURE else LOW_LANE


def lanes_room(figure: Figure, picture: PainPicture) -> float:
    """The points the lanes take between axes and dates."""
    count = len(_lanes(figure, picture))
    return ABOVE_LANES + count * _step(figure) if count else 0.0


def lanes_left(figure: Figure, picture: PainPicture) -> float:
    """The points the names of the lanes take left of the axes."""
    names = [fitted(figure, _name_of(lane), SMALL, points(figure, MOST_NAME)) for lane in _lanes(figure, picture)]
    return max((width_of(figure, name, SMALL) / points(figure, 1) + 2 * NAME_GAP + 2 for name in names), default=0.0)


def draw_lanes(sheet: DaySheet, picture: PainPicture) -> dict[str, float]:
    """The lanes with their names; the answer is the height of each, on the scale of points."""
    step = _step(sheet.figure)
    heights: dict[str, float] = {}
    for number, lane in enumerate(_lanes(sheet.figure, picture)):
        # Below the axes but on their scale of days, so that a lane is cut and zoomed with the readings.
        height = sheet.below(ABOVE_LANES + (number + 0.5) * step)
        _name(sheet, lane, height)
        _draw_marks(sheet, lane, height, [sheet.days.at(mark.at) for mark in picture.lane_marks if mark.lane is lane and sheet.days.sees(mark.at)])
        heights[lane] = height * MOST_PAIN
    # The tick marks of the dates reach up through the lanes, so that a mark can be followed to its day.
    if heights:
        sheet.axes.tick_params(axis="x", length=lanes_room(sheet.figure, picture) + TICK, color=sheet.palette.hairline)
    return heights


def _name(sheet: DaySheet, lane: Lane, height: float) -> None:
    name = fitted(sheet.figure, _name_of(lane), SMALL, points(sheet.figure, MOST_NAME))
    write(sheet, (sheet.beside(-NAME_GAP), height), name, ha="right", va="center_baseline")


def _usual_gap(sheet: DaySheet, places: list[float]) -> float:
    """How far most neighbours on the axis of days lie apart, in points: one in four may lie closer."""
    pixels = sheet.place(np.array(places))
    gaps = sorted(np.diff(pixels).tolist())
    return gaps[len(gaps) // CLOSER] / points(sheet.figure, 1) if gaps else _SIZES[Lane.DOSE]


def _draw_marks(sheet: DaySheet, lane: Lane, height: float, places: list[float]) -> None:
    """A shape for each, smaller where they come close; where they would lie over each other, a stroke for each, thinner as they come closer."""
    color, apart = _color(lane, sheet.palette), _usual_gap(sheet, places)
    (drawn,) = sheet.axes.plot(places, [height] * len(places), transform=sheet.axes.get_xaxis_transform())
    drawn.set(linestyle="none", clip_on=False, markerfacecolor=color, markeredgecolor=color, gid=f"lane-{lane}", zorder=2)
    if apart < SMALLEST_SHAPE:
        drawn.set(marker="|", markersize=STROKE, markeredgewidth=max(0.5 * apart, THINNEST), alpha=1 if len(places) <= MANY else 0.7)
    else:
        # The bar of a dose is 0.4 of its size wide, so that bars may be larger than their distance and still stand apart.
        drawn.set(marker=_shape(lane), markersize=min(_SIZES[lane], apart * (1.5 if lane is Lane.DOSE else 0.9)), markeredgewidth=0)
