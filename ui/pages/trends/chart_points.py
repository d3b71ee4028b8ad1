"""Where the points of a drawing lie on the figure, to be pointed at and walked to; and looking at a part of it closer."""

from collections.abc import Iterable
from itertools import groupby

from tracker.charts.chart import WHOLE, Point, View

# Rounding leaves a view zoomed out by steps a little less than whole, and it would never count as the whole again.
NEARLY_ALL = 0.999


# Pixels: a point on the very edge of the axes is still in view.
SLACK = 2.0


class PointPlaces:
    """Takes the points of a drawing as it is drawn now; places are pixels from the lower left corner of its figure."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._points: list[Point] = []
        self._places: list[tuple[float, float]] = []
        # All points of an axes are transformed at once: one call of matplotlib a point takes long in a diary of years.
        for axes, run in groupby(points, key=lambda point: point.axes):
            held = list(run)
            places = axes.transData.transform([(point.x, point.y) for point in held]).tolist()
            left, right, top = axes.bbox.x0 - SLACK, axes.bbox.x1 + SLACK, float(axes.figure.bbox.height)
            seen = [(point, (x, y)) for point, (x, y) in zip(held, places, strict=True) if left <= x <= right and 0 <= y <= top]
            self._points += [point for point, _place in seen]
            self._places += [place for _point, place in seen]

    def __len__(self) -> int:
        return len(self._points)

    def point(self, number: int) -> Point:
        """A point in view, by its number in reading order."""
        return self._points[number]

    def place(self, number: int) -> tuple[float, float]:
        """Where it lies."""
        return self._places[number]

    def nearest(self, x: float, y: float, within: float) -> int | None:
        """The number of the point nearest to a place, where one is near enough."""
        # Squares of distances keep the order of the distances, and need no root.
        squares = [(there - x) ** 2 + (up - y) ** 2 for there, up in self._places]
        best = min(range(len(squares)), key=squares.__getitem__, default=None)
        return best if best is not None and squares[best] <= within**2 else None

    def number_of(self, point: Point) -> int | None:
        """The number of a point of an earlier drawing of the same chart, where it is in view."""
        same = (number for number, drawn in enumerate(self._points) if drawn.x == point.x and drawn.words == point.words)
        return next(same, None)


def zoomed(view: View, around: float, factor: float, least: float) -> View:
    """The view so many times closer around a place, a share of the view from 0 to 1, which stays where it is; `least` is the least share shown."""
    before = view.right - view.left
    width = min(1.0, max(least, before / factor))
    if width > NEARLY_ALL:
        return WHOLE
    fixed = view.left + around * before
    return _within(fixed - around * width, width)


def moved(view: View, by: float) -> View:
    """The view moved on by a share of itself, to the end of the axis at most."""
    width = view.right - view.left
    return view if view == WHOLE else _within(view.left + by * width, width)


def _within(left: float, width: float) -> View:
    inside = min(max(left, 0.0), 1.0 - width)
    return View(inside, inside + width)
