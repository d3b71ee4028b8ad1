"""Text as large as its room allows: readable in a card, and from three metres."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.assets import current_palette, scaled_font
from ui.widgets.painting import start_painting

# From 1 to 40 times, eight leave a step of 39 / 256, about 0.15: too little to see.
HALVINGS = 8
FLAGS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class FittedText(QWidget):
    """Plain text in a colour token, from `least` times the desktop's type size up to `most` times."""

    def __init__(self, colour: str = "text", *, least: float = 1.0, most: float = 40.0, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._colour = "", colour
        self._least, self._most, self._strong = least, most, strong
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str, colour: str = "") -> None:
        """Say something else, if need be in another colour."""
        if (text, colour or self._colour) != (self._text, self._colour):
            self._text, self._colour = text, colour or self._colour
            self.setAccessibleName(text)
            self.update()

    def set_tallest_line(self, height: float, *, least: float = 0.0) -> None:
        """Let a line be as high as `height` px at most, though no less than `least` times the desktop's type."""
        most = max(least, height / QFontMetricsF(scaled_font(1, strong=self._strong)).height())
        if most != self._most:
            self._most = most
            self.update()

    def sizeHint(self) -> QSize:
        """A line or two of the least size."""
        return QSize(120, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A line of the least size."""
        return QSize(60, int(QFontMetricsF(scaled_font(self._least, strong=self._strong)).height()) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text in the middle."""
        painter = start_painting(self)
        painter.setFont(self.fitted_font())
        painter.setPen(QColor(getattr(current_palette(), self._colour)))
        painter.drawText(QRectF(self.rect()), FLAGS, self._text)

    def fitted_font(self) -> QFont:
        """The largest font in which all of it fits, found by halving."""
        low, high = self._least, self._most
        for _try in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._fits(middle) else (low, middle)
        return scaled_font(low, strong=self._strong)

    def _fits(self, factor: float) -> bool:
        metrics = QFontMetricsF(scaled_font(factor, strong=self._strong))
        room = QRectF(self.rect())
        needed = metrics.boundingRect(room, FLAGS, self._text)
        # Wrapping breaks between words alone: a word wider than the room would stick out of a bounding box that seems to fit.
        longest = max((metrics.horizontalAdvance(word) for word in self._text.split()), default=0.0)
        return needed.height() <= room.height() and max(needed.width(), longest) <= room.width()
