"""What stands beside a point: never beyond the figure, and whole where there is room."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from tracker.library.look import palette
from ui.pages.trends.chart_label import point_label

pytestmark = pytest.mark.usefixtures("dressed")

LONG = "Tue 24 Nov, 14:10: 6, lower back left. " + "after sitting for hours and hours on the old chair " * 8
ENDLESS = "x" * 400


@pytest.mark.parametrize("dpi", [100, 200])
@pytest.mark.parametrize("words", ["6", "Tue 24 Nov, 14:10: 6, lower back left", LONG, ENDLESS, r"$\foo$ 100 % {x} שלום 😀"])
def test_it_lies_within_the_figure_wherever_the_point_is(words, dpi):
    figure = a_figure(dpi)
    width, height = figure.bbox.width, figure.bbox.height
    for x in (0, 20, width / 2, width - 20, width):
        for y in (0, height / 2, height):
            label = point_label(figure, palette("light"), (x, y), words)
            *_ring, frame, text = label.artists
            box = frame.get_window_extent()
            inside = text.get_window_extent()
            assert 0 <= box.x0 <= inside.x0
            assert inside.x1 <= box.x1 <= width
            assert 0 <= box.y0 <= inside.y0
            assert inside.y1 <= box.y1 <= height


def test_short_words_stand_whole_on_one_line_and_long_ones_are_wrapped_and_shortened():
    figure = a_figure(100)
    short, long = (said(figure, words) for words in ("Tue 24 Nov: 6", LONG))
    assert short == "Tue 24 Nov: 6"
    assert 3 < len(long.splitlines()) < 10
    assert long.endswith("…")


def a_figure(dpi):
    """As small as a chart may be."""
    return FigureCanvasAgg(Figure(figsize=(3.6, 3.2), dpi=dpi)).figure


def said(figure, words):
    label = point_label(figure, palette("light"), (100, 100), words)
    return next(one.get_text() for one in label.artists if isinstance(one, Text))
