"""The time that is left as a line: its digits, and beside them of how much and until when."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPaintEvent
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

    def shown_caption(self) -> str:
        """What stands beside the digits: in two lines where there is no room for one, and where those have none either, nothing."""
        metrics, room = QFontMetrics(scaled_font(1)), self.width() - self._taken()
        words = self._caption.split(" ")
        # Two lines are not higher than the digits. Of those in two, the evenest.
        in_two = (("\n".join((" ".join(words[:place]), " ".join(words[place:])))) for place in range(1, len(words)))
        evenest = min(in_two, key=lambda text: _width(metrics, text), default="")
        return next((text for text in (self._caption, evenest) if _width(metrics, text) <= room), "")

    def sizeHint(self) -> QSize:
        """All of it in one line."""
        width = self._taken() + QFontMetricsF(scaled_font(1)).horizontalAdvance(self._caption)
        return QSize(round(width) + 2, round(QFontMetricsF(_digits_font()).height()))

    def minimumSizeHint(self) -> QSize:
        """Room for the digits."""
        metrics = QFontMetricsF(_digits_font())
        return QSize(round(metrics.horizontalAdvance(self._digits)) + 2, round(metrics.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both on one line of writing, or the caption in lines of its own beside the digits."""
        colours, font, words = current_palette(), _digits_font(), self.shown_caption()
        digits, caption, taken = QFontMetricsF(font), QFontMetricsF(scaled_font(1)), self._taken()
        base = (self.height() + digits.capHeight()) / 2
        beside = QRectF(taken, base - caption.ascent(), self.width() - taken, caption.height())
        if "\n" in words:
            beside = QRectF(taken, 0, self.width() - taken, self.height())
        area = QRectF(0, base - digits.ascent(), taken, digits.height())
        if self.isRightToLeft():
            beside.moveLeft(0)
            area.moveRight(self.width())
        painter = start_painting(self)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        for font_, colour, place, text in ((font, colours.text, area, self._digits), (scaled_font(1), colours.muted, beside, words)):
            painter.setFont(font_)
            painter.setPen(QColor(colour))
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _taken(self) -> float:
        """The width of the digits, with what parts them from the caption."""
        return QFontMetricsF(_digits_font()).horizontalAdvance(self._digits) + GAP


def _digits_font() -> QFont:
    font = scaled_font(DIGITS)
    font.setWeight(QFont.Weight.Bold)
    return font


def _width(metrics: QFontMetrics, text: str) -> int:
    """The width of the longest line, in px."""
    return max(metrics.horizontalAdvance(line) for line in text.split("\n"))
