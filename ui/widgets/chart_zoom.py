"""Looking at a part of a chart closer: what zooming and moving make of the part in view."""

from tracker.charts.chart import WHOLE, View

NEARLY_ALL = 0.999


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
