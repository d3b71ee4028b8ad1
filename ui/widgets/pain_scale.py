"""The pain scale: eleven large keys, one row, usable lying down."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from tracker.domain.entries import MOST_PAIN
from tracker.domain.words import points_words
from tracker.language import _
from tracker.library.look import sizes
from ui.assets import current_palette, icon, scaled_font
from ui.widgets.accessible_roles import hear_as, tell_value
from ui.widgets.announcement import show_where
from ui.widgets.buttons import show_checked
from ui.widgets.kept_points import is_between, kept_points_line, show_kept_points
from ui.widgets.key_words import KeyWords
from ui.widgets.keys import ENTER, TypedDigits, digit_of, points_beside
from ui.widgets.labels import plain_label
from ui.widgets.painting import KeptPicture, draw_tile

KEY_HEIGHT = 56
# px by which the chosen key is higher than the others; the row always has the room for it.
RISE = 8
GAP, NARROW_GAP = 8, 4
# px; below NARROW the keys stand closer, and the words beneath them leave out which keys answer.
NARROW = 560
KEY_WORD_COLUMNS = 4
TICK = 16
NUMBER_EDGE = 3  # px free at least beside a number
HOVER_EDGE = 2


class PainKey(QAbstractButton):
    """One value of the scale, in its shade; the chosen one is higher, with a tick beneath its number."""

    focus_changed = Signal()

    def __init__(self, value: int, height: int) -> None:
        super().__init__()
        self.value = value
        self._height = height
        self.setText(str(value))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        self._picture = KeptPicture()

    def show_rise(self) -> None:
        """Be higher while chosen."""
        height = self._height + (RISE if self.isChecked() else 0)
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """As wide as high."""
        return QSize(self._height, self._height)

    def minimumSizeHint(self) -> QSize:
        """Never under the least height of a control."""
        return QSize(sizes().least_control, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw shade and number, and the tick of the chosen one."""
        self._picture.paint(self, self._draw, self.isChecked(), self._is_pointed_at())

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_palette()
        ink = colours.ink(self.value)
        draw_tile(painter, QRectF(self.rect()), colours.pain(self.value), colours.outline)
        if self._is_pointed_at():
            painter.setPen(QPen(QColor(colours.text), HOVER_EDGE))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), sizes().radius, sizes().radius)
        # In times the desktop's type size: large enough to be read lying down, smaller where a key is as low as a control.
        painter.setFont(self._font_of_number())
        painter.setPen(QColor(ink))
        if not self.isChecked():
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            return
        line = painter.fontMetrics().height()
        top = max(0, (self.height() - line - TICK) // 2)
        painter.drawText(QRect(0, top, self.width(), line), Qt.AlignmentFlag.AlignCenter, self.text())
        icon("check", ink).paint(painter, (self.width() - TICK) // 2, top + line, TICK, TICK)

    def _is_pointed_at(self) -> bool:
        return self.underMouse() and not self.isChecked()

    def _font_of_number(self) -> QFont:
        factor = 1.35 if self._height >= KEY_HEIGHT else 1.1
        # All keys alike: as large as the widest number fits, with large type in a small window.
        widest = QFontMetrics(scaled_font(factor, strong=True)).horizontalAdvance(str(MOST_PAIN))
        return scaled_font(factor * min(1.0, (self.width() - 2 * NUMBER_EDGE) / widest), strong=True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The scale shows what the keys are."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The scale shows it no more."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; the scale answers the other keys."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}:
            super().keyPressEvent(event)
        else:
            event.ignore()


class PainScale(QWidget):
    """Takes its name, "Pain now" by default; a compact one has no words beneath. While it has the focus it says which keys answer."""

    value_chosen = Signal(object)
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str = "", compact: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or _("Pain now"))
        hear_as(self, "group")
        self.digits = TypedDigits()
        self._between: float | None = None
        self._kept_line = kept_points_line()
        height = sizes().control if compact else KEY_HEIGHT
        self._keys = [PainKey(value, height) for value in range(MOST_PAIN + 1)]
        self._key_words = None if compact else KeyWords()
        self._lay_out(height + RISE)
        for key in self._keys:
            key.toggled.connect(self._on_key_toggled)
            key.focus_changed.connect(self._show_key_words)
        self._set_tab_stop()

    def value(self) -> float | None:
        """The chosen value, 0-10 points; one between two keys is the very one that was shown."""
        return self._between if self._between is not None else next((float(key.value) for key in self._keys if key.isChecked()), None)

    def set_value(self, value: float | None) -> None:
        """Choose a value without a signal, or none; one between two keys chooses neither and is said beneath."""
        if value == self.value():
            return
        self._between = value if is_between(value) else None
        show_kept_points(self._kept_line, self._between)
        for key in self._keys:
            if key.isChecked() != (key.value == value):
                # Qt refuses to uncheck the checked one of an exclusive group, and none may be what is to be shown.
                key.setAutoExclusive(False)
                show_checked(key, is_checked=key.value == value)
                key.setAutoExclusive(True)
        self._show_choice()

    def heard_value(self) -> tuple[float, float, float] | None:
        """The chosen value of 0 to 10 points; None where none is."""
        value = self.value()
        return None if value is None else (value, 0.0, float(MOST_PAIN))

    def take_heard_value(self, value: float) -> None:
        """Choose a whole value of the scale."""
        if value in range(MOST_PAIN + 1):
            self._choose(int(value))

    def key(self, value: int) -> PainKey:
        """The key of a value."""
        return self._keys[value]

    def focus_scale(self) -> None:
        """Put the focus on the chosen key, else on the first."""
        self._keys[self._place()].setFocus(Qt.FocusReason.OtherFocusReason)

    def press_digit(self, digit: int) -> None:
        """Choose by a digit; 0 within a second after 1 is 10."""
        self._choose(self.digits.points(digit))

    def _choose(self, value: int) -> None:
        self.set_value(value)
        if self.hasFocus() or any(key.hasFocus() for key in self._keys):
            self._keys[value].setFocus(Qt.FocusReason.OtherFocusReason)
        self.value_chosen.emit(value)

    def _on_key_toggled(self, is_chosen: bool) -> None:
        if not is_chosen:  # another one takes its place, and tells it
            return
        self._between = None
        show_kept_points(self._kept_line, None)
        self._show_choice()
        self.value_chosen.emit(self.value())

    def _show_choice(self) -> None:
        self._set_tab_stop()
        value = self.value()
        # Few screen readers say the value of a group; they say the description with the name.
        self.setAccessibleDescription("" if value is None else _("{points} of 10").format(points=points_words(value)))
        if value is not None:
            tell_value(self, value)
        for key in self._keys:
            key.show_rise()

    def _set_tab_stop(self) -> None:
        """Let Tab stop at one key alone: the chosen one, else the first."""
        stop = self._place()
        for key in self._keys:
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key.value == stop else Qt.FocusPolicy.ClickFocus)

    def _place(self) -> int:
        return round(self.value() or 0)

    def _lay_out(self, row_height: int) -> None:
        self._grid = layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(GAP)
        layout.setVerticalSpacing(4)
        layout.setRowMinimumHeight(0, row_height)
        for key in self._keys:
            layout.addWidget(key, 0, key.value)
        layout.addWidget(self._kept_line, 2, 0, 1, MOST_PAIN + 1)
        if self._key_words is None:
            return
        none, worst = plain_label(_("no pain"), "small"), plain_label(_("worst you can imagine"), "small")
        worst.setAlignment(Qt.AlignmentFlag.AlignRight)
        # Eleven columns of keys: three for one end, four for each of the others.
        layout.addWidget(none, 1, 0, 1, 3, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._key_words, 1, 3, 1, KEY_WORD_COLUMNS, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(worst, 1, 7, 1, 4, Qt.AlignmentFlag.AlignTop)

    def _show_key_words(self) -> None:
        if self._key_words is not None:
            has_focus = self.hasFocus() or any(key.hasFocus() for key in self._keys)
            self._key_words.show_words(is_shown=has_focus)

    def _has_room_for_key_words(self) -> bool:
        """Whether they fit under the four keys in the middle: the keys are all as wide as each other, whatever stands beneath."""
        return self._key_words is not None and self._key_words.sizeHint().width() <= KEY_WORD_COLUMNS * self.width() // (MOST_PAIN + 1)

    def minimumSizeHint(self) -> QSize:
        """Eleven keys of the least width, closer to each other."""
        return QSize((MOST_PAIN + 1) * sizes().least_control + MOST_PAIN * NARROW_GAP, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the keys closer where there is less room, and leave out which keys answer where that has none."""
        super().resizeEvent(event)
        is_narrow = self.width() < (MOST_PAIN + 1) * sizes().control + MOST_PAIN * GAP
        self._grid.setHorizontalSpacing(NARROW_GAP if is_narrow else GAP)
        if self._key_words is not None:
            self._key_words.setVisible(self._has_room_for_key_words())
            self._show_key_words()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Where a value is chosen the focus is on its key; else on the whole, since the focus on 0 would look like a choice."""
        # Without QWidget's own, which would paint all of it anew: only the ring around it shows the focus.
        if any(key.isChecked() for key in self._keys):
            self.focus_scale()
            # Qt tells of the whole only after its key, and a screen reader would take that for what has the focus.
            QTimer.singleShot(0, self, lambda: show_where(self._keys[self._place()]) if self._keys[self._place()].hasFocus() else None)
        self._show_key_words()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """What the keys are is of use only here."""
        self._show_key_words()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """From the whole, Tab goes on as from the key that is its stop: the whole itself stands anywhere in the chain."""
        if self.hasFocus():
            self.focus_scale()
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, arrows move, Enter asks to save."""
        if (digit := digit_of(event)) is not None:
            self.press_digit(digit)
        elif (points := points_beside(event, self.value())) is not None:
            self._choose(points)
        elif event.key() in ENTER:
            self.save_requested.emit()
        else:
            super().keyPressEvent(event)
