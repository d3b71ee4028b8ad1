"""Which keys answer a scale, in words, with the keys drawn as keys."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QWidget

from tracker.language import _
from ui.assets import current_palette, set_role
from ui.widgets.accessible_roles import hear_as
from ui.widgets.painting import KeptPicture

# px; between words and keys, from the edge of a key to its name, above and below the line, and the rounding of a key.
GAP, PADDING, AROUND, ROUNDING = 5, 6, 1, 4


class KeyWords(QWidget):
    """0 to 10 and Enter, in a place that is there while the words are not.

    One picture: as labels they were nine widgets, an eighth of what Today took to come into view again.
    """

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "small")
        hear_as(self, "text")
        # One sentence for the translators, taken apart after: other languages have other words around the figures.
        sentence = _("keys {first} to {last} and {enter}")
        before, _first, rest = sentence.partition("{first}")
        between, _last, rest = rest.partition("{last}")
        then, _enter, after = rest.partition("{enter}")
        parts = ((before, False), ("0", True), (between, False), ("10", True), (then, False), (_("Enter"), True), (after, False))
        self._parts = [(text.strip(), is_key) for text, is_key in parts if text.strip()]
        self._heard = sentence.format(first="0", last="10", enter=_("Enter"))
        self._is_shown = False
        self._picture = KeptPicture()

    def show_words(self, *, is_shown: bool) -> None:
        """Show the words, or their empty place."""
        if is_shown != self._is_shown:
            self._is_shown = is_shown
            self.setAccessibleName(self._heard if is_shown else "")
            self.update()

    def words(self) -> str:
        """What stands there now."""
        return self._heard if self._is_shown else ""

    def sizeHint(self) -> QSize:
        """As large as the words, whether they are shown or not."""
        widths = [self._width(text, is_key=is_key) for text, is_key in self._parts]
        return QSize(sum(widths) + GAP * (len(widths) - 1), self.fontMetrics().height() + 2 * AROUND)

    def minimumSizeHint(self) -> QSize:
        """As large as the words, which do not wrap."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them, where they are shown."""
        if self._is_shown:
            self._picture.paint(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, place = current_palette(), QRect(0, 0, 0, self.height())
        for text, is_key in self._parts:
            place = QRect(place.left(), 0, self._width(text, is_key=is_key), place.height())
            seen = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
            if is_key:
                painter.setPen(QPen(QColor(colours.outline), colours.edge))
                # Half a pixel in: a line of 1 px on whole coordinates would be smeared over two.
                painter.drawRoundedRect(QRectF(seen).adjusted(0.5, 0.5, -0.5, -0.5), ROUNDING, ROUNDING)
            painter.setPen(QColor(colours.muted))
            painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, text)
            place.translate(place.width() + GAP, 0)

    def _width(self, text: str, *, is_key: bool) -> int:
        return self.fontMetrics().horizontalAdvance(text) + (2 * PADDING if is_key else 0)

    def changeEvent(self, event: QEvent) -> None:
        """In another type the words are as large as they are in that."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
