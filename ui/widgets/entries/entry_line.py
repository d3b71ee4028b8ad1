"""A row of a list of entries: time, what, and text, with its check box or its buttons."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QSizePolicy, QStyle, QWidget

from tracker.formats.texts import number_text
from tracker.language import N_, _
from tracker.library.look import Palette, sizes
from ui.assets import current_palette, scaled_font, set_style_property
from ui.widgets.buttons import ActionButton, icon_button, show_checked
from ui.widgets.entries.row import EntryRow
from ui.widgets.painting import KeptPicture, draw_tile

# px throughout: the check box with its margins, between columns, and the most that a name may take before it is cut.
CHECK_ROOM = 46
COLUMN_GAP = 24
MOST_WHAT = 170
BUTTON = 32
BUTTONS_ROOM = 2 * BUTTON + 8
# Letters of a note of up to 10,000: a row is to be recognised, the form shows all of it.
SHOWN_LETTERS = 300
TILE = QSize(28, 24)
TILE_GAP = 8
PADDING = 10
EDIT, DELETE = N_("Edit"), N_("Delete")
# px; metrics round to whole pixels, and a line that is one short would wrap or be cut.
ROUNDING = 3
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Columns(NamedTuple):
    """How wide the check box, time and what are, in px, and how far the ground of a row reaches beyond them at either side."""

    check: int
    time: int
    what: int
    edge: int = 0

    @property
    def begin(self) -> int:
        """Where the time begins."""
        return self.edge + self.check

    @property
    def text(self) -> int:
        """Where the text begins."""
        return self.begin + self.time + self.what


class RowCheck(QCheckBox):
    """The check box of a row; all keys but Space are the list's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space toggles."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            # QCheckBox would take the arrow keys for itself: ignored, they come to the list.
            event.ignore()


class EntryLine(QWidget):
    """A row of the list; its buttons appear with the pointer or the focus. `keeps_picture`: whether it is drawn anew only when it looks different."""

    edit_wanted = Signal(str)
    delete_wanted = Signal(str)
    clicked = Signal(str)
    chosen = Signal()

    def __init__(self, row: EntryRow, columns: Columns, *, keeps_picture: bool = False) -> None:
        super().__init__()
        self._picture = KeptPicture() if keeps_picture else None
        self._check: RowCheck | None = None
        self._buttons: list[ActionButton] = []
        # By width: wrapping a long text is dear, and Qt asks for the same widths again and again.
        self._heights: dict[int, int] = {}
        self.row, self._columns = row, columns
        self._is_marked = False
        self._is_stop: tuple[bool, RowCheck | None] | None = None
        self._take_row()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        # A layout asks a widget for its height at a width only where its policy says so, however heightForWidth is written.
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_row(self, row: EntryRow, columns: Columns, *, is_chosen: bool = False) -> None:
        """Show another row, or the same one in other columns."""
        if (row, columns) != (self.row, self._columns):
            self.row, self._columns = row, columns
            self._heights.clear()
            self._take_row()
            self.updateGeometry()
            self.update()
        if self.check is not None:
            show_checked(self.check, is_checked=is_chosen)

    def mark(self, *, is_marked: bool) -> None:
        """Lie on the ground of what is chosen, or no longer."""
        if is_marked != self._is_marked:
            self._is_marked = is_marked
            self.update()

    @property
    def check(self) -> RowCheck | None:
        """The check box, while rows are chosen."""
        return self._check if self.row.editable and self._columns.check else None

    def show_buttons(self, *, shown: bool) -> None:
        """Show or hide Edit and Delete; with a check box there are none, nor where nothing can be changed."""
        shown = shown and self.row.editable and self.check is None
        # Made when they are first wanted: two buttons for each row of a long list would be dear, and hardly any is seen.
        if shown and not self._buttons:
            self._make_buttons()
        for button in self._buttons:
            button.setVisible(shown)
        self.update()

    def button(self, name: str) -> ActionButton:
        """The button of that name, once it was shown."""
        return next(button for button in self._buttons if button.accessibleName() == name)

    def heard_actions(self) -> dict[str, Callable[[], None]]:
        """What the keys E and Delete do; nothing while rows are chosen, where each has its check box."""
        if not self.row.editable or self.check is not None:
            return {}
        return {EDIT: lambda: self.edit_wanted.emit(self.row.id), DELETE: lambda: self.delete_wanted.emit(self.row.id)}

    def set_tab_stop(self, *, is_stop: bool) -> None:
        """Whether Tab comes to the row; the arrow keys come to all of them."""
        if (is_stop, self.check) == self._is_stop:
            return
        self._is_stop = is_stop, self.check
        # A list is one stop for Tab: a hundred rows would lie between it and what follows.
        policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
        (self.check or self).setFocusPolicy(policy)

    def _take_row(self) -> None:
        has_check = self.row.editable and bool(self._columns.check)
        self.setAccessibleName(self.row.name)
        self.setAccessibleDescription(_("E to edit, Delete to delete") if self.row.editable and not has_check else "")
        if has_check and self._check is None:
            self._check = RowCheck(self)
            self._place_buttons()
            self._check.toggled.connect(self.chosen)
        if self._check is not None:
            self._check.setAccessibleName(self.row.name)
            self._check.setVisible(has_check)
            # PySide's stubs know no None here, with which Qt takes the proxy away.
            self.setFocusProxy(self._check if has_check else None)  # type: ignore[arg-type]
        if has_check or not self.row.editable:
            self.show_buttons(shown=False)

    def _make_buttons(self) -> None:
        for name, icon_name, signal in ((EDIT, "edit", self.edit_wanted), (DELETE, "bin", self.delete_wanted)):
            button = icon_button(icon_name, _(name))
            button.setParent(self)
            set_style_property(button, "kind", "bare")
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(self.row.id))
            # Qt puts what is made later at the end of the window; Tab is to go from the row to its own buttons.
            QWidget.setTabOrder(self._buttons[-1] if self._buttons else self, button)
            self._buttons.append(button)
        self._place_buttons()

    def _place_buttons(self) -> None:
        if self._check is not None:
            self._check.setGeometry(self._mirrored(QRect(self._columns.edge + 2, (sizes().control - BUTTON) // 2, BUTTON, BUTTON)))
        left = self.width() - self._columns.edge - BUTTONS_ROOM + 4
        for place, button in enumerate(self._buttons):
            button.setGeometry(self._mirrored(QRect(left + place * (BUTTON + 4), (self.height() - BUTTON) // 2, BUTTON, BUTTON)))

    def _mirrored(self, area: QRect) -> QRect:
        """Where an area lies; in a window that is read from the right, seen from there."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)

    def sizeHint(self) -> QSize:
        """A line of text."""
        return QSize(320, sizes().control)

    def minimumSizeHint(self) -> QSize:
        """The two columns and a few words; while check boxes are shown there are no buttons."""
        buttons = 0 if self._columns.check else BUTTONS_ROOM
        return QSize(self._columns.text + buttons + 60, sizes().control)

    def heightForWidth(self, width: int) -> int:
        """Room for all lines of the text; asked for time and again while a page is laid out."""
        if width not in self._heights:
            height = _height_of(self._shown_text(), self._text_width(width) - ROUNDING, QApplication.font().key())
            self._heights[width] = max(sizes().control, height + 2 * PADDING)
        return self._heights[width]

    def text_room(self) -> int:
        """The width the text has now, px."""
        return self._text_width(self.width())

    def _text_width(self, width: int) -> int:
        """The width of the text, px: that of the buttons too where it then stands in one line, which is cut while they are seen."""
        whole = width - self._columns.text - self._columns.edge
        # While check boxes are shown there are no buttons.
        is_one_line = bool(self._columns.check) or _length_of(self._shown_text(), QApplication.font().key()) <= whole - ROUNDING
        return max(40, whole if is_one_line else whole - BUTTONS_ROOM)

    def _text_beside_buttons(self, width: int) -> str:
        if self.height() > sizes().control or not any(button.isVisible() for button in self._buttons):
            return self._shown_text()
        room = min(width, self.width() - self._columns.text - self._columns.edge - BUTTONS_ROOM)
        return QFontMetrics(scaled_font(1)).elidedText(self._shown_text(), Qt.TextElideMode.ElideRight, room)

    def _shown_text(self) -> str:
        # Cut before it is split: a megabyte in one note would be split for each row otherwise.
        text = " ".join(self.row.text[: SHOWN_LETTERS + 1].split())
        return text if len(self.row.text) <= SHOWN_LETTERS else text[:SHOWN_LETTERS] + "…"

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row, on its ground where it has one, and the hairline above it."""
        if self._picture is None:
            self._draw(QPainter(self))
        else:
            buttons = tuple(button.isVisible() for button in self._buttons)
            self._picture.paint(self, self._draw, self.row, self._columns, self._is_marked, self.underMouse(), buttons)

    def _draw(self, painter: QPainter) -> None:
        colours, edge, text_font = current_palette(), self._columns.edge, scaled_font(1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(edge, 0, self.width() - 2 * edge, 1, QColor(colours.hairline))
        ground = colours.selected if self._is_marked else colours.hover if edge and self.underMouse() else None
        if ground is not None:
            draw_tile(painter, QRectF(self.rect()).adjusted(0, 1, 0, 0), ground, None)
        painter.setFont(text_font)
        painter.setPen(QColor(self._ink(colours, colours.muted)))
        line = painter.fontMetrics().height()
        # A row of one line stands in its middle; in a higher one time and name stand beside the first line.
        top = PADDING if self.height() > sizes().control else (self.height() - line) // 2
        time = QRect(self._columns.begin, top, self._columns.time, line)
        painter.drawText(self._mirrored(time), Qt.AlignmentFlag.AlignVCenter, self.row.time_text)
        self._draw_what(painter, self._mirrored(QRect(self._columns.begin + self._columns.time, top, self._columns.what - COLUMN_GAP, line)))
        painter.setFont(text_font)
        painter.setPen(QColor(self._ink(colours, colours.text)))
        width = self._text_width(self.width())
        area, text = self._mirrored(QRect(self._columns.text, top, width, self.height())), self._text_beside_buttons(width)
        if self.row.marks:
            from ui.widgets.entries.marked_text import draw_marked  # where something was searched for alone

            draw_marked(painter, area, text, self.row.marks)
        else:
            painter.drawText(area, int(WRAPPED), text)

    def _ink(self, colours: Palette, usual: str) -> str:
        # In high contrast what is chosen is inverted.
        return colours.on_selected if self._is_marked and colours.is_high_contrast else usual

    def _draw_what(self, painter: QPainter, area: QRect) -> None:
        colours = current_palette()
        painter.setFont(scaled_font(1, strong=True))
        if self.row.pain is None:
            painter.setPen(QColor(self._ink(colours, colours.text)))
            text = painter.fontMetrics().elidedText(self.row.what, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
            return
        # The tile alone would leave open what is 6.
        word, text = _("Pain"), number_text(self.row.pain, 2)
        painter.setPen(QColor(self._ink(colours, colours.text)))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, word)
        metrics = painter.fontMetrics()
        width, before = _tile_width(metrics.horizontalAdvance(text)), metrics.horizontalAdvance(word) + TILE_GAP
        left = area.right() + 1 - before - width if self.isRightToLeft() else area.left() + before
        tile = QRect(left, area.center().y() - TILE.height() // 2 + 1, width, TILE.height())
        draw_tile(painter, QRectF(tile), colours.pain(self.row.pain), colours.outline, radius=6)
        painter.setPen(QColor(colours.ink(self.row.pain)))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the end of the row."""
        super().resizeEvent(event)
        self._place_buttons()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row where there are check boxes, else it is told."""
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(event.position().toPoint()):
            super().mouseReleaseEvent(event)
        elif self.check is not None:
            self.check.toggle()
        else:
            self.clicked.emit(self.row.id)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer brings the buttons."""
        super().enterEvent(event)
        self.show_buttons(shown=True)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """They stay with the focus alone."""
        super().leaveEvent(event)
        self.update()
        self.show_buttons(shown=self.holds(QApplication.focusWidget()))

    def changeEvent(self, event: QEvent) -> None:
        """Another font makes other heights."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._heights.clear()
            self.updateGeometry()

    def holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is this row or a button of it."""
        return widget is not None and (widget is self or self.isAncestorOf(widget))


# Beside the heights of each line: with an entry saved the lines take one another's rows, and their texts are the same ones.
@lru_cache(maxsize=500)
def _height_of(text: str, width: int, _font: str) -> int:
    """The height of a text wrapped in a width, px; the desktop's font is a part of the key alone."""
    # 10,000 px stand for no limit to the height.
    return QFontMetrics(scaled_font(1)).boundingRect(QRect(0, 0, width, 10_000), int(WRAPPED), text).height()


@lru_cache(maxsize=500)
def _length_of(text: str, _font: str, *, strong: bool = False) -> int:
    """The length of a text in one line, px."""
    return QFontMetrics(scaled_font(1, strong=strong)).horizontalAdvance(text)


def columns_of(rows: Sequence[EntryRow], check: int, edge: int = 0) -> Columns:
    """As wide as the widest time and what of these rows."""
    font = QApplication.font().key()
    time = max((_length_of(text, font) for text in {row.time_text for row in rows}), default=0)
    # Once for those that look alike: the rows of a day are a few kinds and values.
    what = max((_what_width(pain, text, font) + ROUNDING for pain, text in {(row.pain, row.what) for row in rows}), default=0)
    return Columns(check, time + COLUMN_GAP, min(MOST_WHAT, what) + COLUMN_GAP, edge)


def _what_width(pain: float | None, what: str, font: str) -> int:
    if pain is None:
        return _length_of(what, font, strong=True)
    return _length_of(_("Pain"), font, strong=True) + TILE_GAP + _tile_width(_length_of(number_text(pain, 2), font, strong=True))


def _tile_width(length: int) -> int:
    return max(TILE.width(), length + 12)
