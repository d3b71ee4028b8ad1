"""Keys drawn as keys: as a widget, and by a painter where rows are painted."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.language import _
from tracker.library.look import sizes
from ui.assets import current_palette, scaled_font
from ui.commands.command import BETWEEN

GAP, PADDING, LEAST = 4, 7, 22  # px; least width of a cap, and its height with small letters
RADIUS = 4


class KeyCaps(QWidget):
    """The keys of a command, side by side; what stands beside it says them to a screen reader."""

    def __init__(self, caps: Sequence[str]) -> None:
        super().__init__()
        self._caps = tuple(caps)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """All of them."""
        return caps_size(self._caps)

    def minimumSizeHint(self) -> QSize:
        """All of them: a cut key says nothing."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        draw_caps(QPainter(self), self.rect(), self._caps, current_palette().text, current_palette().muted)


def caps_size(caps: Sequence[str]) -> QSize:
    """The room they take, in px."""
    if not caps:
        return QSize(0, 0)
    return QSize(sum(_width(cap) for cap in caps) + GAP * (len(caps) - 1), _height())


def draw_caps(painter: QPainter, area: QRect, caps: Sequence[str], ink: str, muted: str) -> None:
    """Draw them from the left of an area on; the words between them in the muted colour. Keys are in this order in every language."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(scaled_font(sizes().small))
    left, top = area.left(), area.top() + (area.height() - _height()) // 2
    for cap in caps:
        place = QRect(left, top, _width(cap), _height())
        if _is_between(cap):
            painter.setPen(QColor(muted))
        else:
            painter.setPen(QPen(QColor(ink), current_palette().edge))
            # Half a pixel in: a line of 1 px on whole coordinates would be smeared over two.
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cap)
        left += place.width() + GAP
    painter.restore()


def caps_words(caps: Sequence[str]) -> str:
    """The keys as they are said: "Ctrl+1 to 6"."""
    words = ""
    for cap in caps:
        words += f" {cap} " if _is_between(cap) else cap if not words or words.endswith(" ") else f"+{cap}"
    return words


def _is_between(cap: str) -> bool:
    return cap in {_(word) for word in BETWEEN}


def _width(cap: str) -> int:
    advance = QFontMetrics(scaled_font(sizes().small)).horizontalAdvance(cap)
    return advance if _is_between(cap) else max(LEAST, advance + 2 * PADDING)


def _height() -> int:
    return max(LEAST, QFontMetrics(scaled_font(sizes().small)).height() + 4)
