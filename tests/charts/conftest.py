"""Golden pictures: `picture(name, png)` holds a drawing against tests/pictures/NAME.png.

To accept what is drawn now as right, look at tests/pictures/failed/ first, then run with RECOVERY_TRACKER_ACCEPT_PICTURES=1:

    RECOVERY_TRACKER_ACCEPT_PICTURES=1 python -m pytest tests/charts

The pictures hold for the versions in constraints.txt; another matplotlib or FreeType may set letters a little differently.
"""

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

PICTURES = Path(__file__).parent.parent / "pictures"
FAILED = PICTURES / "failed"
ACCEPT = "RECOVERY_TRACKER_ACCEPT_PICTURES"
VISIBLE = 32
ALLOWED_SHARE = 0.0001


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"), dtype=np.int16)


def share_that_differs(one, other):
    """The share of pixels, 0 to 1, in which two pictures differ so that an eye could see it; 1 where the sizes differ."""
    if one.shape != other.shape:
        return 1.0
    return float(np.mean(np.abs(one - other).max(axis=2) > VISIBLE))


def same(one, other):
    return share_that_differs(one, other) <= ALLOWED_SHARE


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
