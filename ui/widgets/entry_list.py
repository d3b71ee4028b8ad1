"""A day's entries, a row each: time, what, and text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from tracker.language import _
from tracker.library.look import sizes
from ui.assets import current_palette, scaled_font, set_style_property
from ui.widgets.buttons import ActionButton, icon_button
from ui.widgets.painting import draw_tile, start_painting

COLUMN_GAP = 24
MOST_WHAT = 170
BUTTON = 32
BUTTONS_ROOM = 2 * BUTTON + 8
SHOWN_LETTERS = 300
TILE = QSize(28, 24)
PADDING = 10
ROUNDING = 3
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row; `pain` (0-10 points) is drawn as a tile in place of `what`; `name` is the row as a screen reader says it."""

    id: str
    time_text: str
    pain: float | None
    what: str
    text: str
    name: str
    editable: bool = True


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide time and what are, in px."""

    time: int
    what: int


class EntryLine(QWidget):
    """A row of the list; its buttons appear with the pointer or the focus."""

    edit_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, row: EntryRow, columns: Columns) -> None:
        super().__init__()
        self.row = row
        self._columns = columns
        self._buttons: list[ActionButton] = []
        self.setAccessibleName(row.name)
        if row.editable:
            self.setAccessibleDescription(_("E to edit, Delete to delete"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_buttons(self, *, shown: bool) -> None:
        """Show or hide Edit and Delete."""
        if shown and not self._buttons and self.row.editable:
            self._make_buttons()
        for button in self._buttons:
            button.setVisible(shown)

    def button(self, name: str) -> ActionButton:
        """The button of that name, once it was shown."""
        return next(button for button in self._buttons if button.accessibleName() == name)

    def _make_buttons(self) -> None:
        for name, icon_name, signal in ((_("Edit"), "edit", self.edit_wanted), (_("Delete"), "bin", self.delete_wanted)):
            button = icon_button(icon_name, name)
            button.setParent(self)
            set_style_property(button, "kind", "bare")
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(self.row.id))
            self._buttons.append(button)
        self._place_buttons()

    def _place_buttons(self) -> None:
        for place, button in enumerate(self._buttons):
            button.setGeometry(self.width() - BUTTONS_ROOM + 4 + place * (BUTTON + 4), (self.height() - BUTTON) // 2, BUTTON, BUTTON)

    def sizeHint(self) -> QSize:
        """A line of text."""
        return QSize(320, sizes().control)

    def minimumSizeHint(self) -> QSize:
        """The two columns and a few words."""
        return QSize(self._columns.time + self._columns.what + BUTTONS_ROOM + 60, sizes().control)

    def heightForWidth(self, width: int) -> int:
        """Room for all lines of the text."""
        metrics = QFontMetrics(scaled_font(1))
        room = metrics.boundingRect(QRect(0, 0, self._text_width(width) - ROUNDING, 10_000), int(WRAPPED), self._shown_text())
        return max(sizes().control, room.height() + 2 * PADDING)

    def _text_width(self, width: int) -> int:
        return max(40, width - self._columns.time - self._columns.what - BUTTONS_ROOM)

    def _shown_text(self) -> str:
        text = " ".join(self.row.text[: SHOWN_LETTERS + 1].split())
        return text if len(self.row.text) <= SHOWN_LETTERS else text[:SHOWN_LETTERS] + "…"

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row and the hairline above it."""
        colours = current_palette()
        painter = start_painting(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.hairline))
        painter.setFont(scaled_font(1))
        painter.setPen(QColor(colours.muted))
        line = QFontMetrics(painter.font()).height()
        top = PADDING if self.height() > sizes().control else (self.height() - line) // 2
        painter.drawText(QRect(0, top, self._columns.time, line), Qt.AlignmentFlag.AlignVCenter, self.row.time_text)
        self._draw_what(painter, QRect(self._columns.time, top, self._columns.what - COLUMN_GAP, line))
        painter.setFont(scaled_font(1))
        painter.setPen(QColor(colours.text))
        left = self._columns.time + self._columns.what
        painter.drawText(QRect(left, top, self._text_width(self.width()), self.height()), int(WRAPPED), self._shown_text())

    def _draw_what(self, painter: QPainter, area: QRect) -> None:
        colours = current_palette()
        painter.setFont(scaled_font(1, strong=True))
        if self.row.pain is None:
            painter.setPen(QColor(colours.text))
            text = QFontMetrics(painter.font()).elidedText(self.row.what, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
            return
        text = QLocale().toString(float(self.row.pain), "g", 3)
        width = max(TILE.width(), QFontMetrics(painter.font()).horizontalAdvance(text) + 12)
        tile = QRect(area.left(), area.center().y() - TILE.height() // 2 + 1, width, TILE.height())
        draw_tile(painter, QRectF(tile), colours.pain(self.row.pain), colours.outline, radius=6)
        painter.setPen(QColor(colours.ink(self.row.pain)))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the right."""
        super().resizeEvent(event)
        self._place_buttons()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer brings the buttons."""
        super().enterEvent(event)
        self.show_buttons(shown=True)

    def leaveEvent(self, event: QEvent) -> None:
        """They stay with the focus alone."""
        super().leaveEvent(event)
        self.show_buttons(shown=self.holds(QApplication.focusWidget()))

    def holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is this row or a button of it."""
        return widget is not None and (widget is self or self.isAncestorOf(widget))


class EntryList(QWidget):
    """Rows one can walk with the arrow keys; E or Enter edits, Delete deletes. Takes the name of the list."""

    edit_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name or _("Entries"))
        self._lines: list[EntryLine] = []
        self._current = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    @property
    def rows(self) -> tuple[EntryRow, ...]:
        """The rows shown."""
        return tuple(line.row for line in self._lines)

    def set_rows(self, rows: Sequence[EntryRow]) -> None:
        """Show these rows; the focus stays at its place in the list."""
        had_focus = any(line.holds(QApplication.focusWidget()) for line in self._lines)
        self._clear()
        columns = _columns(rows)
        for row in rows:
            line = EntryLine(row, columns)
            line.edit_wanted.connect(self.edit_wanted)
            line.delete_wanted.connect(self.delete_wanted)
            self._layout.insertWidget(self._layout.count() - 1, line)
            line.setVisible(True)
            self._lines.append(line)
        self._make_current(min(self._current, len(rows) - 1))
        if had_focus and self._lines:
            self._lines[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self, entry_id: str) -> EntryLine:
        """The row of an entry; raises StopIteration where it is not shown."""
        return next(line for line in self._lines if line.row.id == entry_id)

    def focus_row(self, entry_id: str) -> None:
        """Put the focus on the row of an entry."""
        self.line(entry_id).setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []

    def _make_current(self, place: int) -> None:
        self._current = max(0, place)
        for number, line in enumerate(self._lines):
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == self._current else Qt.FocusPolicy.ClickFocus)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        for place, line in enumerate(self._lines):
            if line.holds(now):
                self._make_current(place)
                line.show_buttons(shown=True)
            elif line.holds(before):
                line.show_buttons(shown=line.underMouse())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rows, edit or delete the one with the focus."""
        place = next((place for place, line in enumerate(self._lines) if line.holds(QApplication.focusWidget())), None)
        key = event.key()
        if place is None:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._lines[self._target(place, Qt.Key(key))].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._lines[place].row.editable and key in {Qt.Key.Key_E, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_wanted.emit(self._lines[place].row.id)
        elif self._lines[place].row.editable and key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(self._lines[place].row.id)
        else:
            super().keyPressEvent(event)

    def _target(self, place: int, key: Qt.Key) -> int:
        last = len(self._lines) - 1
        steps = {Qt.Key.Key_Up: place - 1, Qt.Key.Key_Down: place + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        return min(last, max(0, steps[key]))


def _columns(rows: Sequence[EntryRow]) -> Columns:
    plain, strong = QFontMetrics(scaled_font(1)), QFontMetrics(scaled_font(1, strong=True))
    time = max((plain.horizontalAdvance(row.time_text) for row in rows), default=0)
    what = max((strong.horizontalAdvance(row.what) + ROUNDING for row in rows if row.pain is None), default=0)
    return Columns(time + COLUMN_GAP, min(MOST_WHAT, max(what, TILE.width() + 12)) + COLUMN_GAP)
