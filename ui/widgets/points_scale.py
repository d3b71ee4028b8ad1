"""A scale of 0 to 10 for what is not pain: effort, sleep, mood, how well something went."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.entries import MOST_PAIN
from tracker.library.look import sizes
from ui.assets import current_palette, scaled_font
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import show_checked
from ui.widgets.kept_points import is_between, kept_points_line, show_kept_points
from ui.widgets.keys import TypedDigits, digit_of, points_beside
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.painting import draw_tile, start_painting

GAP = 4  # the eleven keys fit beside the month of the Diary in a window of 1280 px
CLEARING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class PointsKey(QAbstractButton):
    """One value of the scale."""

    def __init__(self, value: int) -> None:
        super().__init__()
        self.value = value
        self.setText(str(value))
        # Not auto-exclusive, as the keys of the pain scale are: the chosen key pressed again leaves the value open.
        self.setCheckable(True)
        hear_as(self, "choice")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square, as high as a control."""
        return QSize(sizes().control, sizes().control)

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile; the chosen one is filled."""
        colours = current_palette()
        painter = start_painting(self)
        chosen = self.isChecked()
        draw_tile(painter, QRectF(self.rect()), colours.accent if chosen else colours.surface, colours.accent if chosen else colours.outline)
        painter.setFont(scaled_font(1, strong=chosen))
        painter.setPen(QColor(colours.on_accent if chosen else colours.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; the scale answers the other keys."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}:
            super().keyPressEvent(event)
        else:
            event.ignore()


class PointsScale(QWidget):
    """Takes its name and what its ends mean; the chosen key pressed again, or Delete, leaves it open."""

    changed = Signal()

    def __init__(self, name: str, ends: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        hear_as(self, "group")  # else the keys of two scales of one form would sound alike
        self.setAccessibleDescription(ends)
        self._digits = TypedDigits()
        self._between: float | None = None
        self._kept_line = kept_points_line()
        self._keys = [PointsKey(value) for value in range(MOST_PAIN + 1)]
        flow = FlowLayout(spacing=GAP)
        for key in self._keys:
            key.toggled.connect(lambda is_on, key=key: self._on_toggled(key, is_on=is_on))
            flow.addWidget(key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(flow)
        layout.addWidget(self._kept_line)
        if ends:
            layout.addWidget(plain_label(ends, "small"))
        self._set_tab_stop()

    def value(self) -> float | None:
        """The chosen value, 0-10 points; one between two keys is the very one that was shown."""
        return self._between if self._between is not None else next((float(key.value) for key in self._keys if key.isChecked()), None)

    def set_value(self, value: float | None) -> None:
        """Choose a value without a signal, or none; one between two keys chooses neither and is said beneath."""
        self._between = value if is_between(value) else None
        show_kept_points(self._kept_line, self._between)
        for key in self._keys:
            show_checked(key, is_checked=key.value == value)
        self._set_tab_stop()

    def key(self, value: int) -> PointsKey:
        """The key of a value."""
        return self._keys[value]

    def focus_scale(self) -> None:
        """Put the focus on the chosen key, else on the first."""
        self._keys[self._place()].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, arrows move, Delete leaves it open."""
        if (digit := digit_of(event)) is not None:
            self._choose(self._digits.points(digit))
        elif (points := points_beside(event, self.value())) is not None:
            self._choose(points)
        elif event.key() in CLEARING:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def _choose(self, value: int | None) -> None:
        self.set_value(value)
        self.focus_scale()
        self.changed.emit()

    def _on_toggled(self, key: PointsKey, *, is_on: bool) -> None:
        self.set_value(key.value if is_on else None)
        self.changed.emit()

    def _place(self) -> int:
        value = self.value()
        return 0 if value is None else round(value)

    def _set_tab_stop(self) -> None:
        """Let Tab stop at one key alone."""
        for key in self._keys:
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key.value == self._place() else Qt.FocusPolicy.ClickFocus)
