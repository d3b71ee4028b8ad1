"""A button with a mark behind its words: that it opens a menu, or that it shows and hides what stands beneath it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle

from ui.assets import current_palette, icon, scaled_font
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import ActionButton

ICON, GAP, EDGE, QUIET_EDGE = 18, 8, 14, 6
QUIET = "quiet-small"


class MarkedButton(ActionButton):
    """Takes its words, its kind, and an icon before the words; the mark behind them points down, or up while it is open."""

    def __init__(self, text: str, kind: str, *, icon_name: str = "") -> None:
        super().__init__(text, kind)
        self._before = icon_name
        self.is_open = False
        self.show_open(is_open=False)

    def show_open(self, *, is_open: bool) -> None:
        """Say by the mark, and to a screen reader, whether what it opens is open."""
        show_open(self, is_open=is_open)
        if is_open is not self.is_open:
            self.is_open = is_open
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the words, the mark and the icon."""
        icons = GAP + ICON + (ICON + GAP if self._before else 0)
        return QSize(self._words_width() + icons + 2 * self._edge(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """All of it: an ellipsis in a word or two would say nothing."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame as the style does, and the words between their icons."""
        self.paint_framed(self._draw_words, self.is_open)

    def _draw_words(self, painter: QPainter) -> None:
        colours = current_palette()
        ink = colours.disabled if not self.isEnabled() else colours.accent if self.property("kind") == QUIET else colours.text
        x, top = self._edge(), (self.height() - ICON) // 2
        if self._before:
            icon(self._before, ink).paint(painter, self._mirrored(QRect(x, top, ICON, ICON)))
            x += ICON + GAP
        words = QRect(x, 0, self._words_width(), self.height())
        font = scaled_font(1, strong=True)
        font.setUnderline(self.font().underline())  # as the style sheet has it in high contrast
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(self._mirrored(words), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.text())
        mark = icon("up" if self.is_open and self.property("kind") == QUIET else "down", ink)
        mark.paint(painter, self._mirrored(QRect(words.right() + 1 + GAP, top, ICON, ICON)))

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)

    def _edge(self) -> int:
        return QUIET_EDGE if self.property("kind") == QUIET else EDGE

    def _words_width(self) -> int:
        # Two more than measured: metrics round to whole pixels.
        return QFontMetrics(scaled_font(1, strong=True)).horizontalAdvance(self.text()) + 2
