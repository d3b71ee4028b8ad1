"""Chips: small rounded buttons for what may be added or chosen."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from tracker.library.look import Palette, sizes
from ui.assets import current_palette, icon, scaled_font
from ui.widgets.keys import ENTER
from ui.widgets.painting import KeptPicture, draw_tile

ChipKind = Literal["plain", "toggle", "add"]
PADDING = 13
TICKED_PADDING = 9  # of what can be ticked, which always has the room for its tick
MARK = 14
MARK_GAP = 6
ICON_INSET = 8
# px; metrics round to whole pixels, and a text one short would be cut with an ellipsis.
ROUNDING = 2


class Chip(QAbstractButton):
    """A rounded button: plain, a toggle, or dashed for adding; one with an icon has no words. What is on is filled, with a tick."""

    def __init__(self, text: str, *, kind: ChipKind = "plain", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon_name = icon_name
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
        self._picture = KeptPicture()

    def is_on(self) -> bool:
        """Whether it is filled, with its tick."""
        return self.isChecked()

    def sizeHint(self) -> QSize:
        """As wide as the text and its mark; what can be ticked is as wide off as on: else those beside it would move under the mouse."""
        shape = (self.text(), self._can_tick(), QApplication.font().key())
        if self._measured[0] != shape:
            self._measured = (shape, self._measure())
        return self._measured[1]

    def _measure(self) -> QSize:
        if self._icon_name:
            return QSize(sizes().least_control, sizes().least_control)
        metrics = QFontMetrics(scaled_font(1, strong=self._can_tick()))
        mark = MARK + MARK_GAP if self._can_tick() else 0
        width = metrics.horizontalAdvance(self.text()) + ROUNDING + 2 * self._padding() + mark
        return QSize(width, max(sizes().least_control, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        """A few letters; the rest is cut."""
        # 72 px: padding, mark and some letters before the ellipsis.
        return QSize(min(self.sizeHint().width(), 72), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        self._picture.paint(self, self._draw, self.text(), self.is_on(), self.isCheckable(), self._is_lit())

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_palette()
        draw_tile(
            painter,
            QRectF(self.rect()),
            self._fill(colours),
            self._edge(colours),
            dashed=self._kind == "add",
            radius=self.height() / 2,
        )
        if self._icon_name:
            icon(self._icon_name, self._ink(colours)).paint(painter, self.rect().adjusted(ICON_INSET, ICON_INSET, -ICON_INSET, -ICON_INSET))
            return
        painter.setFont(self._font())
        painter.setPen(QColor(self._ink(colours)))
        area = self._text_area()
        text = QFontMetrics(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, self._alignment() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        if self._has_mark():
            icon("check", self._ink(colours)).paint(painter, self._mark_area())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def _font(self) -> QFont:
        return scaled_font(1, strong=self.is_on())

    def _has_mark(self) -> bool:
        return self.is_on()

    def _can_tick(self) -> bool:
        return self.isCheckable() or self.is_on()

    def _alignment(self) -> Qt.AlignmentFlag:
        # Without its tick the text stands in the middle of the room for both.
        return Qt.AlignmentFlag.AlignHCenter if self._can_tick() and not self.is_on() else Qt.AlignmentFlag.AlignLeft

    def _padding(self) -> int:
        return TICKED_PADDING if self._can_tick() else PADDING

    def _mark_area(self) -> QRect:
        # Before the text; mirrored, at the right.
        left = self.width() - self._padding() - MARK if self.isRightToLeft() else self._padding()
        return QRect(left, (self.height() - MARK) // 2, MARK, MARK)

    def _text_area(self) -> QRect:
        inside = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        if not self._has_mark():
            return inside
        is_left = self._mark_area().left() == inside.left()
        return inside.adjusted(MARK + MARK_GAP if is_left else 0, 0, 0 if is_left else -MARK - MARK_GAP, 0)

    def _fill(self, colours: Palette) -> str | None:
        if self.is_on():
            return colours.selected
        return colours.hover if self._is_lit() else colours.surface

    def _is_lit(self) -> bool:
        return self.isEnabled() and (self.underMouse() or self.isDown())

    def _edge(self, colours: Palette) -> str:
        if not self.isEnabled():
            return colours.disabled if colours.is_high_contrast else colours.hairline
        if self.is_on():
            return colours.selected if colours.is_high_contrast else colours.accent
        return colours.outline

    def _ink(self, colours: Palette) -> str:
        if not self.isEnabled():
            return colours.disabled
        if self.is_on():
            return colours.on_selected
        return colours.muted if self._kind == "add" else colours.text
