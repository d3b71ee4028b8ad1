"""Charts as files: the same picture always gives the same bytes."""

import io
from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from tracker.charts.pain import PainPicture, draw_pain
from tracker.charts.style import chart_style, drawable
from tracker.library.look import Palette

ChartKind = Literal["png", "svg", "pdf"]


def chart_bytes(picture: PainPicture, kind: ChartKind, palette: Palette, size_inches: tuple[float, float], dpi: float, title: str) -> bytes:
    """The chart alone as a PNG, SVG or PDF file, with its title and period; without a title, as a picture inside a page."""
    named = {"Title": drawable(title)} if title else {}
    with chart_style():
        figure = Figure(figsize=size_inches, dpi=dpi if kind == "png" else 72)
        draw_pain(figure, picture, palette, title)
        out = io.BytesIO()
        match kind:
            case "svg":
                FigureCanvasSVG(figure)
                figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None} | named)
            case "pdf":
                FigureCanvasPdf(figure)
                figure.savefig(out, format="pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None} | named)
            case "png":
                FigureCanvasAgg(figure)
                figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()
