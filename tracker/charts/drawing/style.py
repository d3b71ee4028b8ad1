"""How every chart looks: the matplotlib settings, the colours, and texts that fit and can be drawn."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from threading import RLock
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from tracker.charts.drawing.letters import BODY, POINTS_PER_INCH
from tracker.library.look import Palette, palette

FONT = "DejaVu Sans"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
UNDRAWABLE = "\N{REPLACEMENT CHARACTER}"
# No line holds so many letters: a note of a megabyte is not measured whole. Fewer letters than three tell nothing.
LONGEST_DRAWN, SHORTEST_DRAWN = 400, 3
# Controls that would turn the order of what is drawn after them; the marks of direction do no such thing and stay.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_SETTINGS: Any = {
    "font.family": [FONT],
    "font.size": BODY,
    # A name like $\foo$ would be read as a formula, and raise.
    "text.parse_math": False,
    "text.usetex": False,
    # Letters as outlines: a vector file looks the same on a machine without the font, and the report takes it so.
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    # Without a salt the ids in an SVG are drawn by lot, and no two files are equal.
    "svg.hashsalt": "recovery-tracker",
    "path.simplify": False,
    "axes.unicode_minus": False,
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
}


class _Held:
    """Whether our settings hold; they are those of the whole program, and a report is drawn in a thread of its own."""

    def __init__(self) -> None:
        self.one_at_a_time = RLock()
        self.is_held = False


_held = _Held()


@contextmanager
def chart_style() -> Iterator[None]:
    """Draw and write charts inside this: whatever the machine's own matplotlib settings are, ours hold. Another thread waits meanwhile."""
    with _held.one_at_a_time:
        if _held.is_held:  # a chart measures dozens of texts, and to set all of matplotlib's settings takes as long as that
            yield
            return
        _held.is_held = True
        try:
            # For a while only: a program around ours, or a test, keeps its own settings.
            with mpl.rc_context(_SETTINGS):
                yield
        finally:
            _held.is_held = False


def paper() -> Palette:
    """The colours of prints and exports: always light, on white."""
    light = palette("light")
    return light._replace(name="paper", background="#FFFFFF", surface="#FFFFFF")


def points(figure: Figure, size: float) -> float:
    """A length in points as pixels of the figure."""
    return size * figure.dpi / POINTS_PER_INCH


def mixed(color: str, ground: str, share: float) -> str:
    """A colour laid thinly over a ground, as #RRGGBB; share from 0 (ground) to 1."""
    over, under = to_rgb(color), to_rgb(ground)
    red, green, blue = (share * colored + (1 - share) * plain for colored, plain in zip(over, under, strict=True))
    return to_hex((red, green, blue))


@cache
def _glyphs(weight: str) -> frozenset[int]:
    path = font_manager.findfont(font_manager.FontProperties(family=FONT, weight=weight))
    return frozenset(font_manager.get_font(path).get_charmap())


def find_fonts() -> None:
    """Have matplotlib find and open the fonts of the charts, which takes a seventh of the first chart that is drawn."""
    for weight in ("normal", "bold"):
        width_of(_ruler(POINTS_PER_INCH), drawable(FONT, weight), BODY, weight)


def drawable(text: str, weight: str = "normal") -> str:
    """The text on one line, with U+FFFD for what the font has no picture of."""
    # Asked of the font first: matplotlib draws a box for what it lacks, and writes a warning for each.
    glyphs = _glyphs(weight)
    return "".join(_drawable_character(character, glyphs) for character in " ".join(text.split()))


def _drawable_character(character: str, glyphs: frozenset[int]) -> str:
    if unicodedata.category(character) in {"Cc", "Cs", "Cn"} or character in BIDI_CONTROLS:
        return UNDRAWABLE
    return character if ord(character) in glyphs else UNDRAWABLE


def width_of(figure: Figure, text: str, size: float, weight: str = "normal") -> float:
    """The width of a text in pixels of the figure; size in points."""
    return _width_at(float(figure.dpi), text, size, weight)


@lru_cache(maxsize=4096)
def _width_at(dpi: float, text: str, size: float, weight: str) -> float:
    """Measured once: a drawing asks for the same names and dates again and again, most of all while it is zoomed."""
    with chart_style():
        probe = _ruler(dpi).text(0, 0, text, fontsize=size, fontweight=weight)
        width = float(probe.get_window_extent().width)
        probe.remove()
    return width


@cache
def _ruler(dpi: float) -> Figure:
    figure = Figure(dpi=dpi)
    FigureCanvasAgg(figure)
    return figure


def fitted(figure: Figure, text: str, size: float, room: float, weight: str = "normal") -> str:
    """The text, ready to draw, shortened with an ellipsis to a room in pixels; nothing where not even three letters fit."""
    whole = drawable(text, weight)
    beginning = whole[:LONGEST_DRAWN]
    if beginning == whole and width_of(figure, whole, size, weight) <= room:
        return whole
    # By halving: measuring is slow, and the width grows with the letters.
    fits, too_long = 0, len(beginning)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if width_of(figure, whole[:middle].rstrip() + ELLIPSIS, size, weight) <= room:
            fits = middle
        else:
            too_long = middle
    return whole[:fits].rstrip() + ELLIPSIS if fits >= SHORTEST_DRAWN else ""
