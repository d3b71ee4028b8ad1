"""What is on a drawn chart: its texts with their boxes, its artists by name."""

import io
import itertools

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tracker.charts.chart import WHOLE
from tracker.charts.drawing.style import chart_style, paper
from tracker.library.look import palette

SIZES = [(360, 320), (640, 480), (1280, 800), (3840, 2160)]
GOLDEN = (6.4, 4.8)
NONE = "\N{EN DASH}"


def drawn(draw, picture, size=(640, 480), theme="light", title="", view=WHOLE):
    """The figure after drawing, and what the drawing answered."""
    figure = Figure(figsize=(size[0] / 100, size[1] / 100), dpi=100)
    FigureCanvasAgg(figure)  # keeps its renderer: without one, each text measured makes a new one
    drawing = draw(figure, picture, palette(theme), title, view)
    figure.draw_without_rendering()
    return figure, drawing


def golden(draw, picture, look, title=""):
    """The bytes of a PNG for the accepted pictures; look: light, dark or paper."""
    colours = paper() if look == "paper" else palette(look)
    figure, out = Figure(figsize=GOLDEN, dpi=100), io.BytesIO()
    FigureCanvasAgg(figure)
    draw(figure, picture, colours, title)
    with chart_style():
        figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def text_boxes(figure):
    """Each text that is drawn, with its box in pixels; ticks outside the axes are not drawn."""
    found = [text for text in figure.findobj(mpl.text.Text) if text.get_text() and text.get_visible()]
    return [(text.get_text(), text.get_window_extent()) for text in found]


def all_text(figure):
    return "\n".join(text for text, _box in text_boxes(figure))


def cut_off(figure):
    """The texts that reach over the edge of the figure."""
    width, height = figure.bbox.width, figure.bbox.height
    return [text for text, box in text_boxes(figure) if box.x0 < -0.5 or box.y0 < -0.5 or box.x1 > width + 0.5 or box.y1 > height + 0.5]


def over_each_other(figure):
    """The pairs of texts that lie over each other by 3 pixels or more both ways."""
    pairs = itertools.combinations([(text, box.extents.tolist()) for text, box in text_boxes(figure)], 2)
    return [(one, other) for (one, box), (other, other_box) in pairs if _shared(box, other_box) >= 3]


def _shared(one, other):
    """The smaller of the width and the height that two boxes (left, bottom, right, top) share."""
    return min(min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1]))


def named(axes, name):
    """The lines and patches of the axes with a name."""
    return [artist for artist in (*axes.get_lines(), *axes.patches) if artist.get_gid() == name]


def inside(drawing):
    """Whether every point lies within the limits of its axes."""
    (left, right), (low, high) = (sorted(limits) for limits in (drawing.axes.get_xlim(), drawing.axes.get_ylim()))
    return all(left <= point.x <= right and low <= point.y <= high and point.words for point in drawing.points)
