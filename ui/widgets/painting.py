"""What several painted controls have in common: tiles, rings, edges."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tracker.library.look import sizes


def start_painting(widget: QWidget) -> QPainter:
    """A painter on the widget, with smooth edges and the widget's font."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def draw_tile(painter: QPainter, area: QRectF, fill: str | None, edge: str | None, *, dashed: bool = False, radius: float | None = None) -> None:
    """A rounded rectangle with a fill and a 1 px edge, either of which may be missing."""
    corner = sizes().radius if radius is None else radius
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(edge), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine) if edge else QPen(Qt.PenStyle.NoPen)
    painter.setPen(pen)
    # A pen of 1 px draws half to each side: on whole coordinates it would be smeared over two pixels.
    inside = area.adjusted(0.5, 0.5, -0.5, -0.5) if edge else area
    painter.drawRoundedRect(inside, corner, corner)


def draw_choice_ring(painter: QPainter, area: QRectF, colour: str) -> None:
    """The ring around the chosen tile: 3 px wide, 2 px off."""
    size = sizes()
    outset = size.focus_offset + size.focus_ring / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), size.focus_ring))
    painter.drawRoundedRect(area.adjusted(-outset, -outset, outset, outset), size.radius + outset, size.radius + outset)


def draw_inner_ring(painter: QPainter, area: QRectF, colour: str) -> None:
    """The ring within a tile that tells the one with the focus from the one that is chosen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 2))
    # 4 px in, so that the shade shows on both sides of the ring.
    painter.drawRoundedRect(area.adjusted(4, 4, -4, -4), sizes().radius - 3, sizes().radius - 3)
