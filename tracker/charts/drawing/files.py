"""Charts as files: the same picture always gives the same bytes."""

import io
from collections.abc import Callable
from typing import Any, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tracker.charts.drawing.letters import POINTS_PER_INCH
from tracker.charts.drawing.style import chart_style, drawable

FileKind = Literal["png", "svg", "pdf"]

# What a file would otherwise say of the day and the program that wrote it.
_UNSAID: dict[FileKind, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def chart_bytes(draw: Callable[[Figure], object], kind: FileKind, size_inches: tuple[float, float], dpi: float, title: str = "") -> bytes:
    """A drawing alone as a PNG, SVG or PDF file; a title is kept in the file for those who look for it, `draw` writes it where it wants it."""
    with chart_style():
        # `Figure` and not pyplot, which would keep every figure and choose a backend for the whole program.
        figure = Figure(figsize=size_inches, dpi=dpi if kind == "png" else POINTS_PER_INCH)
        FigureCanvasAgg(figure)  # measures texts for every kind of file
        draw(figure)
        out = io.BytesIO()
        figure.savefig(out, format=kind, metadata=_UNSAID[kind] | ({"Title": drawable(title)} if title else {}))
    return out.getvalue()
