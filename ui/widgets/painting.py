"""What several painted controls have in common: tiles and edges."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tracker.library.look import sizes
from ui.assets import current_palette


def start_painting(widget: QWidget) -> QPainter:
    """A painter on the widget, with smooth edges and the widget's font."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def keep_painted(widget: QWidget) -> None:
    """Have what was painted of a widget stay as it grows, since all it paints is one colour or nothing.

    Qt would paint it anew, with all that stands on it: a whole page for each row that a list in it gets.
    """
    widget.setAttribute(Qt.WidgetAttribute.WA_StaticContents)


def draw_tile(painter: QPainter, area: QRectF, fill: str | None, edge: str | None, *, dashed: bool = False, radius: float | None = None) -> None:
    """A rounded rectangle with a fill and an edge as wide as the theme has them, either of which may be missing."""
    corner = sizes().radius if radius is None else radius
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    width = current_palette().edge
    pen = QPen(QColor(edge), width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine) if edge else QPen(Qt.PenStyle.NoPen)
    painter.setPen(pen)
    # A pen draws half its width to each side: on whole coordinates 1 px would be smeared over two pixels.
    half = width / 2
    inside = area.adjusted(half, half, -half, -half) if edge else area
    painter.drawRoundedRect(inside, corner, corner)
