"""Chips: small rounded buttons for what may be added, chosen, or taken away again."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from tracker.language import _
from tracker.library.look import Palette, sizes
from ui.assets import current_palette, icon, scaled_font
from ui.widgets.keys import ENTER
from ui.widgets.painting import draw_tile, start_painting

ChipKind = Literal["plain", "toggle", "add", "removable"]
PADDING = 13
TICKED_PADDING = 9  # of what can be ticked, which always has the room for its tick
MARK = 14
MARK_GAP = 6
# px; metrics round to whole pixels, and a text one short would be cut with an ellipsis.
ROUNDING = 2


class Chip(QAbstractButton):
    """A rounded button: plain, a toggle, dashed for adding, or one whose cross (or the Delete key) takes it away."""

    removed = Signal()

    def __init__(self, text: str, *, kind: ChipKind = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        # Layouts ask for the hint a hundred times for one page; measured again only for another text or font, or once it can be ticked.
        self._measured: tuple[tuple[str, bool, str], QSize] = (("", False, ""), QSize())
        self.setText(text)
        self.setCheckable(kind == "toggle")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        # Fully round ends, and the ring with them.
        self.setProperty("focusRadius", sizes().least_control // 2)
        # Else Qt does not paint it again as the pointer comes and goes.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if kind == "removable":
            self.setAccessibleDescription(_("Press Delete to remove it"))

    def sizeHint(self) -> QSize:
        """As wide as the text and its mark; what can be ticked is as wide off as on: else those beside it would move under the mouse."""
        shape = (self.text(), self.isCheckable(), QApplication.font().key())
        if self._measured[0] != shape:
            self._measured = (shape, self._measure())
        return self._measured[1]

    def _measure(self) -> QSize:
        metrics = QFontMetrics(scaled_font(1, strong=self.isCheckable()))
        mark = MARK + MARK_GAP if self.isCheckable() or self._kind == "removable" else 0
        width = metrics.horizontalAdvance(self.text()) + ROUNDING + 2 * self._padding() + mark
        return QSize(width, max(sizes().least_control, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        """A few letters; the rest is cut."""
        # 72 px: padding, mark and some letters before the ellipsis.
        return QSize(min(self.sizeHint().width(), 72), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        colours = current_palette()
        painter = start_painting(self)
        draw_tile(
            painter,
            QRectF(self.rect()),
            self._fill(colours),
            self._edge(colours),
            dashed=self._kind == "add",
            radius=self.height() / 2,
        )
        painter.setFont(self._font())
        painter.setPen(QColor(self._ink(colours)))
        area = self._text_area()
        text = QFontMetrics(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, self._alignment() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        if self._has_mark():
            icon("close" if self._kind == "removable" else "check", self._ink(colours)).paint(painter, self._mark_area())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross takes the chip away."""
        # 8 px around the cross count too: the mark alone, 14 px, is too small to hit. isDown: the press began on this chip.
        on_cross = self._kind == "removable" and self.isDown() and self._mark_area().adjusted(-8, -8, 8, 8).contains(event.position().toPoint())
        if on_cross:
            # The base class is not asked, which would tell of a click on what is being taken away.
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take it away; Enter presses it."""
        if self._kind == "removable" and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def _font(self) -> QFont:
        return scaled_font(1, strong=self.isChecked())

    def _has_mark(self) -> bool:
        return self._kind == "removable" or self.isChecked()

    def _alignment(self) -> Qt.AlignmentFlag:
        # Without its tick the text stands in the middle of the room for both.
        return Qt.AlignmentFlag.AlignHCenter if self.isCheckable() and not self.isChecked() else Qt.AlignmentFlag.AlignLeft

    def _padding(self) -> int:
        return TICKED_PADDING if self.isCheckable() else PADDING

    def _mark_area(self) -> QRect:
        # The tick leads the text, the cross follows it; mirrored, the other way round.
        leads = self._kind != "removable"
        left = self._padding() if leads != self.isRightToLeft() else self.width() - self._padding() - MARK
        return QRect(left, (self.height() - MARK) // 2, MARK, MARK)

    def _text_area(self) -> QRect:
        inside = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        if not self._has_mark():
            return inside
        is_left = self._mark_area().left() == inside.left()
        return inside.adjusted(MARK + MARK_GAP if is_left else 0, 0, 0 if is_left else -MARK - MARK_GAP, 0)

    def _fill(self, colours: Palette) -> str | None:
        if self.isChecked():
            return colours.selected
        return colours.hover if self.isEnabled() and (self.underMouse() or self.isDown()) else colours.surface

    def _edge(self, colours: Palette) -> str:
        if not self.isEnabled():
            return colours.disabled if colours.is_high_contrast else colours.hairline
        if self.isChecked():
            return colours.selected if colours.is_high_contrast else colours.accent
        return colours.outline

    def _ink(self, colours: Palette) -> str:
        if not self.isEnabled():
            return colours.disabled
        if self.isChecked():
            return colours.on_selected
        return colours.muted if self._kind == "add" else colours.text
