"""What was found, row by row: icon, name with the typed letters in semibold, how it stands now, and its keys."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tracker.language import _
from tracker.library.look import sizes
from ui.assets import current_palette, icon, scaled_font, set_role
from ui.palette.key_caps import caps_size, caps_words, draw_caps
from ui.palette.search import Found

ROW = 40  # px, with letters of the usual size
ICON = 18
SIDE, INSET = 24, 12  # px; where icons begin, and how far the fill of the chosen row is from the edge
GAP = 12
HEADING_ABOVE, HEADING_BENEATH = 12, 4
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
# Mirrored, the painter takes left for right by itself.
LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FoundList(QListView):
    """Walked by the keys of the field above it, so it takes no focus; `pressed_at` brings the place of the row that was pressed."""

    pressed_at = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows = _FoundModel(self)
        self.setModel(self._rows)
        self.setAccessibleName(_("Commands"))
        set_role(self, "found")
        self.setItemDelegate(_FoundRows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(lambda index: self.pressed_at.emit(index.row()))

    @property
    def found(self) -> tuple[Found, ...]:
        """What is shown, row by row."""
        return self._rows.found

    def show_found(self, found: Sequence[Found]) -> None:
        """Show what was found, the first row chosen."""
        self._rows.show_found(found)
        self.choose(0)
        self.scrollToTop()

    def place(self) -> int:
        """The place of the chosen row; -1 where there is none."""
        return self.currentIndex().row()

    def choose(self, place: int) -> None:
        """Choose a row; past the last comes the first, and the other way round."""
        if self.found:
            self.setCurrentIndex(self._rows.index(place % len(self.found), 0))

    def begins_heading(self, place: int) -> bool:
        """Whether the row is the first of its heading."""
        return place == 0 or self.found[place - 1].offer.heading != self.found[place].offer.heading

    def height_of_all(self) -> int:
        """The height of all rows, in px."""
        return sum(row_height() + (heading_height() if self.begins_heading(place) else 0) for place in range(len(self.found)))


class _FoundModel(QAbstractListModel):
    """What was found, as rows. No items of Qt's own: one that Qt deletes leaves a wrapper behind, which ended in a crash."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: tuple[Found, ...] = ()

    def show_found(self, found: Sequence[Found]) -> None:
        """Have other rows."""
        self.beginResetModel()
        self.found = tuple(found)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """One a hit."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The name, and what a screen reader says with it."""
        offer = self.found[index.row()].offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.name
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            # The name of the heading is drawn above the first row of each, and said with every row: it is no row itself, and is not counted.
            return ", ".join(part for part in (offer.heading, offer.why_not or offer.note, caps_words(offer.caps)) if part)
        return None


class _FoundRows(QStyledItemDelegate):
    def __init__(self, view: FoundList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row, and above the first of a heading the name of that."""
        return QSize(0, row_height() + (heading_height() if self._view.begins_heading(index.row()) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        area, hit = QRect(option.rect), self._view.found[index.row()]
        painter.save()
        if self._view.begins_heading(index.row()):
            head = QRect(area.left() + SIDE, area.top() + HEADING_ABOVE, area.width() - 2 * SIDE, heading_height() - HEADING_ABOVE - HEADING_BENEATH)
            painter.setFont(scaled_font(sizes().small))
            painter.setPen(QColor(current_palette().muted))
            painter.drawText(head, LEADING, hit.offer.heading)
            area.setTop(area.top() + heading_height())
        _draw_row(painter, option, area, hit)
        painter.restore()


def row_height() -> int:
    """The height of a row with the desktop's letters, in px."""
    return max(ROW, QFontMetrics(scaled_font(1)).height() + 2 * 10)


def heading_height() -> int:
    """The height of the name of a heading, in px."""
    return HEADING_ABOVE + QFontMetrics(scaled_font(sizes().small)).height() + HEADING_BENEATH


def _draw_row(painter: QPainter, option: QStyleOptionViewItem, area: QRect, hit: Found) -> None:
    colours, offer = current_palette(), hit.offer
    is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    ink = colours.on_selected if is_chosen else colours.disabled if offer.why_not else colours.text
    # With its colours turned round, a row has one ink that can be read.
    quiet = ink if is_chosen and colours.is_high_contrast else colours.text if is_chosen else colours.muted
    ground = colours.selected if is_chosen else colours.hover if option.state & QStyle.StateFlag.State_MouseOver else ""
    if ground:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(area.adjusted(INSET, 0, -INSET, 0)), sizes().radius, sizes().radius)
    size = caps_size(offer.caps)

    def placed(rect: QRect) -> QRect:
        return QStyle.visualRect(option.direction, area, rect)

    if offer.icon:
        icon(offer.icon, ink).paint(painter, placed(QRect(area.left() + SIDE, area.top() + (area.height() - ICON) // 2, ICON, ICON)))
    end = area.right() - SIDE + 1
    if size.width():
        draw_caps(painter, placed(QRect(end - size.width(), area.top(), size.width(), area.height())), offer.caps, quiet, quiet)
        end -= size.width() + GAP
    left = area.left() + SIDE + ICON + GAP
    left += _draw_name(painter, placed(QRect(left, area.top(), end - left, area.height())), hit, ink, option)
    if (note := offer.why_not or offer.note) and left + GAP < end:
        painter.setFont(scaled_font(1))
        painter.setPen(QColor(quiet))
        room = QRect(left + GAP, area.top(), end - left - GAP, area.height())
        painter.drawText(placed(room), LEADING, painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, room.width()))


def _draw_name(painter: QPainter, area: QRect, hit: Found, ink: str, option: QStyleOptionViewItem) -> int:
    """Draw the name with the typed letters in semibold, from the leading edge of an area; how wide it is."""
    usual, strong = scaled_font(1), scaled_font(1, strong=True)
    name = QFontMetrics(strong).elidedText(hit.offer.name, Qt.TextElideMode.ElideRight, area.width())
    text, bold, formats = QTextLayout(name, usual), QTextCharFormat(), []
    bold.setFontWeight(strong.weight())
    for first, length in hit.letters:
        typed = QTextLayout.FormatRange()
        typed.start, typed.length, typed.format = first, max(0, min(length, len(name) - first)), bold
        formats.append(typed)
    text.setFormats(formats)
    text.beginLayout()
    line = text.createLine()
    line.setLineWidth(1e6)
    text.endLayout()
    width = ceil(line.naturalTextWidth())
    painter.setPen(QColor(ink))
    top = area.top() + (area.height() - line.height()) / 2
    text.draw(painter, QPointF(QStyle.visualRect(option.direction, area, QRect(area.left(), area.top(), width, area.height())).left(), top))
    return width
