"""Golden pictures: `picture(name, png)` holds a drawing against tests/pictures/NAME.png.

To accept what is drawn now as right, look at tests/pictures/failed/ first, then run with RECOVERY_TRACKER_ACCEPT_PICTURES=1:

    RECOVERY_TRACKER_ACCEPT_PICTURES=1 python -m pytest tests/charts

The pictures hold for the versions in constraints.txt; another matplotlib or FreeType may set letters a little differently.
"""

import io
import os
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

PICTURES = Path(__file__).parent.parent / "pictures"
FAILED = PICTURES / "failed"
ACCEPT = "RECOVERY_TRACKER_ACCEPT_PICTURES"
VISIBLE = 32
ALLOWED_SHARE = 0.0001
HOSTILE = [
    r"$\foo$",
    "100%",
    "{x} _y_ ^z",
    "שלום עולם",
    "مرحبا",
    "🦴🔥 😀",
    "\u202eabc",
    "日本語",
    "\ud800",
    "a\x00b\n\tc",
    "\ufdd0",
    "𐎀",
    "<b>x</b>",
]
FORBIDDEN = ("monitor", "detect", "diagnos", "predict", "treat", "prescribe", "cure", "safe to", "recommended", "you can take", "ahead", "behind")


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"), dtype=np.int16)


def share_that_differs(one, other):
    """The share of pixels, 0 to 1, in which two pictures differ so that an eye could see it; 1 where the sizes differ."""
    if one.shape != other.shape:
        return 1.0
    return float(np.mean(np.abs(one - other).max(axis=2) > VISIBLE))


def same(one, other):
    return share_that_differs(one, other) <= ALLOWED_SHARE


def a_figure(size=(640, 480)):
    """A figure of a size in pixels that measures texts without drawing itself each time."""
    figure = Figure(figsize=(size[0] / 100, size[1] / 100), dpi=100)
    FigureCanvasAgg(figure)
    return figure


def texts(figure):
    """Every text drawn, with the box it stands in, in pixels."""
    found = [text for text in figure.findobj(mpl.text.Text) if text.get_text() and text.get_visible()]
    return {text.get_text(): text.get_window_extent() for text in found}


def expect_whole_texts(figure, size):
    for text, box in texts(figure).items():
        assert min(box.x0, box.y0) >= -0.5, text
        assert box.x1 <= size[0] + 0.5, text
        assert box.y1 <= size[1] + 0.5, text


def expect_texts_apart(figure):
    boxes = list(texts(figure).items())
    for number, (one, box) in enumerate(boxes):
        for other, other_box in boxes[number + 1 :]:
            crossing = mpl.transforms.Bbox.intersection(box, other_box)
            assert crossing is None or min(crossing.width, crossing.height) < 3, (one, other)


@pytest.fixture
def picture():
    """Compare a PNG with the accepted one of that name."""

    def compare(name, png):
        golden = PICTURES / f"{name}.png"
        if os.environ.get(ACCEPT) == "1":
            golden.write_bytes(png)
        if golden.exists() and same(pixels(png), pixels(golden.read_bytes())):
            return
        FAILED.mkdir(exist_ok=True)
        (FAILED / golden.name).write_bytes(png)
        pytest.fail(f"{name} is drawn otherwise than accepted: look at {FAILED / golden.name}, then run with {ACCEPT}=1 if it is right")

    return compare
