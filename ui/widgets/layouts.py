"""Layouts that give way: chips that wrap, columns that stack, a page that scrolls; a window that fits its screen, a text its field."""

from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QBoxLayout, QFrame, QLayout, QLayoutItem, QScrollArea, QStyle, QVBoxLayout, QWidget, QWidgetItem

from ui.widgets.laid_out import clear
from ui.widgets.margins import FRAME, NARROW_PAGE_MARGIN, PAGE_MARGIN, is_in_narrow_window, side_margin
from ui.widgets.painting import keep_painted

GAP = 16
NARROW_GAP = 12
# px; below NARROW two columns stack, as they have to in a window 900 px wide.
NARROW = 820
# px; brings the text to where the 12 px of padding in app.qss have it in other fields.
INDENT = 11
B = TypeVar("B", bound=QAbstractSpinBox)


class FlowLayout(QLayout):
    """Sets its widgets in rows, like words in a line.

    It makes its items itself and never lets go of one: an item of Qt's own that Qt deletes leaves a wrapper behind, and the next item
    at the same address would be taken for it.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 8, *, is_centred: bool = False) -> None:
        super().__init__(parent)
        self._is_centred = is_centred
        self._items: list[QLayoutItem] = []
        # Kept for the wrappers' sake, see above; what is given up stays until the layout goes.
        self._given_up: list[QLayoutItem] = []
        # The room each widget asks for, and the heights by width, until something within has another size:
        # Qt asks for them up to a hundred times in one laying out of a page.
        self._measured: list[tuple[QLayoutItem, QSize, QSize]] | None = None
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addWidget(self, widget: QWidget) -> None:
        """Take one more widget."""
        # QLayout.addWidget would make an item of Qt's own.
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)
        self._forget_sizes()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, if there is one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item up."""
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self._forget_sizes()
        self._given_up.append(item)
        return item

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Measure anew: something within has another size."""
        self._forget_sizes()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Lay the widgets out in a rectangle."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All of them in one row."""
        hints = [hint for _item, hint, _least in self._sizes()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """The largest one alone."""
        size = QSize(0, 0)
        for _item, _hint, least in self._sizes():
            size = size.expandedTo(least)
        return size.grownBy(self.contentsMargins())

    def _sizes(self) -> list[tuple[QLayoutItem, QSize, QSize]]:
        """What is shown, with the size it would like and the least it can do with."""
        if self._measured is None:
            self._measured = [(item, item.sizeHint(), item.minimumSize()) for item in self._items if not item.isEmpty()]
        return self._measured

    def _forget_sizes(self) -> None:
        self._measured = None
        self._heights.clear()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inside = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        # One walk for both: the heights that are promised are those that are laid out.
        y = inside.y()
        for row in self._rows(inside.width()):
            width = sum(hint.width() for _item, hint in row) + self.spacing() * (len(row) - 1)
            x = inside.x() + (max(0, inside.width() - width) // 2 if self._is_centred else 0)
            height = max(hint.height() for _item, hint in row)
            for item, hint in row:
                if move:
                    # In the middle of the row: words beside a higher button stand on one line with its own.
                    area = QRect(QPoint(x, y + (height - hint.height()) // 2), hint)
                    item.setGeometry(QStyle.visualRect(direction, rect, area))
                x += hint.width() + self.spacing()
            y += height + self.spacing()
        return max(inside.y(), y - self.spacing()) - rect.y() + self.contentsMargins().bottom()

    def _rows(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item, wish, least in self._sizes():
            # A chip wider than the row is cut to it, but no narrower than it can be drawn.
            hint = wish.boundedTo(QSize(max(room, least.width()), hint_limit()))
            if not rows or used + hint.width() > room:
                rows.append([])
                used = 0
            if hint.width() < wish.width() and item.hasHeightForWidth():  # its words wrap
                hint.setHeight(item.heightForWidth(hint.width()))
            rows[-1].append((item, hint))
            used += hint.width() + self.spacing()
        return rows


def hint_limit() -> int:
    """No limit to a height: the most Qt gives a widget."""
    # QWIDGETSIZE_MAX, which PySide does not pass on.
    return (1 << 24) - 1


class ResponsiveColumns(QWidget):
    """Two columns; the right one goes under the left where the width is less than `narrow_below`, or than both need with large type."""

    def __init__(self, left: QWidget, right: QWidget, *, stretch: tuple[int, int] = (72, 30), narrow_below: int = NARROW) -> None:
        super().__init__()
        self._columns = (left, right)
        self._stretch = stretch
        self._narrow_below = narrow_below
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addWidget(left, stretch[0])
        self._layout.addWidget(right, stretch[1])

    @property
    def is_stacked(self) -> bool:
        """Whether the right column lies under the left."""
        return self._layout.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """No wider than the wider column, since they can stack."""
        width = max(column.minimumSizeHint().width() for column in self._columns)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or unstack the columns."""
        super().resizeEvent(event)
        self._layout.setSpacing(NARROW_GAP if is_in_narrow_window(self) else GAP)
        self._stack(stacked=self.width() < max(self._narrow_below, self._needed()))

    def _needed(self) -> int:
        """The width both columns need beside each other, px; what has no share of the room takes what it likes."""
        columns = zip(self._columns, self._stretch, strict=True)
        widths = (column.minimumSizeHint().width() if share else min(column.sizeHint().width(), column.maximumWidth()) for column, share in columns)
        return sum(widths) + self._layout.spacing()

    def _stack(self, *, stacked: bool) -> None:
        if stacked == self.is_stacked:
            return
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        for place, stretch in enumerate(self._stretch):
            # Stretches of a row would, in a column, share out the height: the shorter card would be drawn out.
            self._layout.setStretch(place, 0 if stacked else stretch)
        self.updateGeometry()


class PageFrame(QScrollArea):
    """A page: it scrolls by itself, and its content stops growing where lines would get too long, unless it is a picture that gains by room."""

    stops_growing = True

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # One of our own: to find the Python class of one it did not make, PySide makes ready every widget of Qt with its enums.
        # Unlike Qt's it paints nothing, nor does what stands in it: a fill of the whole page takes as long as ten of its controls, and the
        # window has filled what is beneath.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        # Tab would stop at the page itself; what has the focus within is brought into view by Qt.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A page gives way in its width, by stacking and wrapping; it scrolls only downwards.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = QWidget()
        self._outer = QVBoxLayout(self._ground)
        self.foot_room = 0
        self._outer.setContentsMargins(PAGE_MARGIN, GAP, PAGE_MARGIN, PAGE_MARGIN)
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)
        self.body = QVBoxLayout()
        self._content = QWidget()
        self._content.setLayout(self.body)
        for plain in (self._ground, self._content):
            keep_painted(plain)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self._outer.addWidget(self._content)
        if content is not None:
            self.set_content(content)

    def set_content(self, content: QWidget) -> None:
        """Show this widget instead of what was there."""
        clear(self.body)
        self.body.addWidget(content)

    def set_foot_room(self, room: int) -> None:
        """Leave so many pixels free beneath the content, besides the usual edge."""
        self.foot_room = room
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the content in the middle once it has stopped growing."""
        super().resizeEvent(event)
        self._set_margins()

    def room_above(self) -> int:
        """How many pixels are free above the content."""
        return self._outer.contentsMargins().top()

    def room_above_and_beneath(self) -> int:
        """How many pixels are free above and beneath the content together."""
        margins = self._outer.contentsMargins()
        return margins.top() + margins.bottom()

    def side_margin(self, width: int) -> int:
        """How much is kept free at each side of the content, in a page of a width in px."""
        return side_margin(self, width, stops_growing=self.stops_growing)

    def _set_margins(self) -> None:
        least, gap = (NARROW_PAGE_MARGIN, NARROW_GAP) if is_in_narrow_window(self) else (PAGE_MARGIN, GAP)
        side = self.side_margin(self.width())
        # The scroll bar stands in the margin: what lies above the page is as wide as the content, whether it scrolls or not.
        beside_bar = max(0, side - (self.width() - self.viewport().width()))
        left, right = (beside_bar, side) if self.isRightToLeft() else (side, beside_bar)
        self.body.setSpacing(gap)
        self._outer.setContentsMargins(left, gap, right, least + self.foot_room)


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window a size in px, or that of its screen where it is smaller: the lower buttons would be out of reach."""
    window.resize(QSize(width, height).boundedTo(window.screen().availableSize().shrunkBy(FRAME)))


def inset(box: B) -> B:
    """The spin box, date or time field with its text as far from the edge as in other fields; style sheets cannot do that."""
    box.lineEdit().setTextMargins(INDENT, 0, 0, 0)
    return box


def room_of(hint: QSize, least: int = 0) -> QSize:
    """What such a field needs, where Qt asks for `hint` without that indent: `least` px across in the usual type, more in a larger one."""
    return QSize(max(least, hint.width() + INDENT), hint.height())
