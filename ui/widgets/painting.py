"""What several painted controls have in common: tiles and edges, and a picture that is kept."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

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


class KeptPicture:
    """The picture of a control, kept until it looks different: to draw all anew was half of what a page took to come into view again."""

    def __init__(self) -> None:
        self._look: tuple[object, ...] = ()
        self.picture: QPixmap | None = None

    def paint(self, control: QWidget, draw: Callable[[QPainter], None], *look: object) -> None:
        """Paint the control; `draw` draws it, and `look` is what it draws besides size, theme, type, direction and being enabled."""
        painter = QPainter(control)
        scale = control.devicePixelRatio()
        if scale != int(scale):  # the picture would not fall on whole pixels
            draw(painter)
            return
        # Both fonts: that of the desktop, which is drawn with at several sizes, is told to a control only after a while.
        fonts = (QApplication.font(), control.font())
        now = (*look, control.size(), scale, current_palette(), fonts, control.layoutDirection(), control.isEnabled())
        if self.picture is None or now != self._look:
            self.picture, self._look = drawn(control, draw), now
        painter.drawPixmap(0, 0, self.picture)


def drawn(control: QWidget, draw: Callable[[QPainter], None]) -> QPixmap:
    """The picture of a control as it would be drawn on its screen now."""
    scale = control.devicePixelRatio()
    picture = QPixmap(control.size() * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setFont(control.font())
    draw(painter)
    painter.end()  # a picture must not be given away while a painter is at work on it
    return picture
