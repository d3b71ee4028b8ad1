"""A figure as large as its room allows, to be read from three metres."""

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.assets import current_palette, scaled_font
from ui.widgets.painting import start_painting

# Pixels. The figure is measured at one size and scaled from it, so that no size has to be searched for.
TRIED_SIZE = 100


class LargeFigure(QWidget):
    """A time in figures that keep their places while they count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._colour = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def show_figure(self, text: str, colour: str) -> None:
        """Show another figure in a colour, as #RRGGBB."""
        if (text, colour) != (self._text, self._colour):
            self._text, self._colour = text, colour
            self.update()

    def ink(self) -> QRectF:
        """Where the figure stands, in the coordinates of the widget."""
        scale, box = self._fit()
        area = QRectF(0, 0, box.width() * scale, box.height() * scale)
        area.moveCenter(QRectF(self.rect()).center())
        return area

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figure in the middle."""
        scale, box = self._fit()
        painter = start_painting(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.translate(QRectF(self.rect()).center())
        painter.scale(scale, scale)
        painter.setFont(_tried_font())
        painter.setPen(QColor(self._colour or current_palette().text))
        painter.drawText(-box.center(), self._text)

    def _fit(self) -> tuple[float, QRectF]:
        """How many times larger the figure is drawn than it was tried, in its own shape, and the box it fills when tried."""
        metrics = QFontMetricsF(_tried_font())
        # Measured with noughts for all digits: else the figure would change its size whenever a narrow digit comes or goes.
        widest = re.sub(r"\d", "0", self._text)
        ink = metrics.tightBoundingRect(widest)
        box = QRectF(0, ink.top(), max(1.0, metrics.horizontalAdvance(widest)), max(1.0, ink.height()))
        return min(self.width() / box.width(), self.height() / box.height()), box


def _tried_font() -> QFont:
    font = scaled_font(1, strong=True)
    font.setPixelSize(TRIED_SIZE)
    # Hinting fits letters to the pixels of the size they are tried at; scaled up, those steps would be seen.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
