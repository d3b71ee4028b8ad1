"""What is drawn over a chart for the point that is looked at: a ring around it, and what it says in a box beside it."""

from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from tracker.charts.drawing.letters import BODY
from tracker.charts.drawing.style import ELLIPSIS, chart_style, drawable, fitted, points, width_of
from tracker.library.look import Palette

# In points of the figure: the widest line of words, the room in the box around them, its distance from the point and from the edges.
WIDEST, PADDING, AWAY, EDGE = 190.0, 6.0, 10.0, 3.0
# In points too, but for the last, the distance of lines in heights of a letter.
RING, RING_WIDTH, ROUNDING, LINE_SPACING = 10.0, 2.0, 4.0, 1.35
# Of the height of the figure: the point lies in one half of it, and the box above or below must leave it in view.
HIGHEST_SHARE = 0.42


@dataclass(frozen=True, slots=True)
class PointLabel:
    """Ring and box as artists in pixels of the figure, and the area they cover."""

    artists: tuple[Artist, ...]
    area: Bbox


def point_label(figure: Figure, palette: Palette, place: tuple[float, float], words: str) -> PointLabel:
    """The label of a point at a place in pixels: above it, else below, and never beyond the figure; long words are wrapped, then shortened."""
    with chart_style():
        text = Text(0, 0, _wrapped(figure, words), fontsize=BODY, color=palette.text, va="bottom", linespacing=LINE_SPACING)
        # Given its figure before it is measured: matplotlib asks that for the resolution.
        text.set(figure=figure, transform=IdentityTransform())
        extent = text.get_window_extent()
        padding = points(figure, PADDING)
        box = _box(figure, place, (extent.width + 2 * padding, extent.height + 2 * padding))
        text.set_position((box.x0 + padding - extent.x0, box.y0 + padding - extent.y0))
        return PointLabel((_ring(figure, palette, place), _frame(figure, palette, box), text), _area(figure, place, box))


def _ring(figure: Figure, palette: Palette, place: tuple[float, float]) -> Line2D:
    ring = Line2D([place[0]], [place[1]], marker="o", markersize=RING, markerfacecolor="none", markeredgewidth=RING_WIDTH, linestyle="none")
    ring.set(markeredgecolor=palette.accent, figure=figure, transform=IdentityTransform())
    return ring


def _frame(figure: Figure, palette: Palette, box: Bbox) -> FancyBboxPatch:
    frame = FancyBboxPatch((box.x0, box.y0), box.width, box.height, boxstyle=f"round,pad=0,rounding_size={points(figure, ROUNDING)}")
    frame.set(facecolor=palette.surface, edgecolor=palette.outline, linewidth=1, transform=IdentityTransform(), figure=figure)
    return frame


def _area(figure: Figure, place: tuple[float, float], box: Bbox) -> Bbox:
    around = points(figure, RING)
    return Bbox.union([Bbox.from_bounds(place[0] - around, place[1] - around, 2 * around, 2 * around), box.padded(points(figure, EDGE))])


def _box(figure: Figure, place: tuple[float, float], size: tuple[float, float]) -> Bbox:
    (x, y), (width, height), away, edge = place, size, points(figure, AWAY), points(figure, EDGE)
    left = min(max(x - width / 2, edge), figure.bbox.width - width - edge)
    above = y + away
    bottom = above if above + height + edge <= figure.bbox.height else y - away - height
    return Bbox.from_bounds(left, max(bottom, edge), width, height)


def _wrapped(figure: Figure, words: str) -> str:
    """The words in lines as wide as the figure has room for, and no more lines than leave the point itself in view."""
    room = min(points(figure, WIDEST), figure.bbox.width - 2 * points(figure, PADDING + EDGE))
    most = max(1, int(figure.bbox.height * HIGHEST_SHARE / points(figure, BODY * LINE_SPACING)))
    lines = [""]
    for word in drawable(words).split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(figure, longer, BODY) <= room:
            lines[-1] = longer
        else:
            # A word wider than a line is shortened, as there is no place to break it.
            lines += [fitted(figure, word, BODY, room)] if lines[-1] else []
            lines[-1] = lines[-1] or fitted(figure, word, BODY, room)
    if len(lines) > most:
        lines[most - 1 :] = [fitted(figure, lines[most - 1] + ELLIPSIS, BODY, room)]
    return "\n".join(lines)
