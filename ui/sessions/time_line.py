"""The time that is left as a line: its digits, and beside them of how much and until when."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.assets import current_palette, scaled_font
from ui.widgets.painting import start_painting

DIGITS = 32 / 14  # times the desktop's type
GAP = 8


class TimeLine(QWidget):
    """Drawn, and no label: of a label a screen reader hears each second; the ring beside it says the same once a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._digits, self._caption = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_time(self, digits: str, caption: str) -> None:
        """Show another time, with what stands beside it."""
        if (digits, caption) != (self._digits, self._caption):
            is_as_wide = (len(digits), caption) == (len(self._digits), self._caption)
            self._digits, self._caption = digits, caption
            self.update()
            if not is_as_wide:
                self.updateGeometry()

    def text(self) -> str:
        """Both, as one reads them."""
        return f"{self._digits} {self._caption}"

    def sizeHint(self) -> QSize:
        """All of it in one line."""
        metrics = QFontMetricsF(_digits_font())
        width = metrics.horizontalAdvance(self._digits) + GAP + QFontMetricsF(scaled_font(1)).horizontalAdvance(self._caption)
        return QSize(round(width) + 2, round(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """Room for the digits."""
        metrics = QFontMetricsF(_digits_font())
        return QSize(round(metrics.horizontalAdvance(self._digits)) + 2, round(metrics.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both on one line of writing; where there is little room, the caption is cut."""
        colours, font = current_palette(), _digits_font()
        digits, caption = QFontMetricsF(font), QFontMetricsF(scaled_font(1))
        taken = digits.horizontalAdvance(self._digits) + GAP
        base = (self.height() + digits.capHeight()) / 2
        beside = QRectF(taken, base - caption.ascent(), self.width() - taken, caption.height())
        area = QRectF(0, base - digits.ascent(), taken, digits.height())
        if self.isRightToLeft():
            beside.moveLeft(0)
            area.moveRight(self.width())
        painter = start_painting(self)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        for font_, colour, place, text in (
            (font, colours.text, area, self._digits),
            (scaled_font(1), colours.muted, beside, caption.elidedText(self._caption, Qt.TextElideMode.ElideRight, beside.width())),
        ):
            painter.setFont(font_)
            painter.setPen(QColor(colour))
            painter.drawText(place, side | Qt.TextFlag.TextSingleLine, text)


def _digits_font() -> QFont:
    font = scaled_font(DIGITS)
    font.setWeight(QFont.Weight.Bold)
    return font
