"""The subjects of the guide by chapter, as a list to walk: a chapter's name stands above its subjects and cannot be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tracker.language import _
from tracker.library.look import sizes
from ui.assets import current_palette, scaled_font, theme
from ui.widgets.keys import ENTER

KEY = Qt.ItemDataRole.UserRole
# px: the padding of app.qss, the margin Qt keeps beside the text of a row, and some for what a rounded width takes from a line.
PADDING_BESIDE, PADDING_ABOVE = 8 + 3 + 3, 9
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListedSubject:
    """A row: the key and the title of a subject, and the chapter it is listed under; empty where it stands under none."""

    key: str
    title: str
    chapter: str = ""


class SubjectList(QListView):
    """Takes its name; each signal brings a key: of what the arrows or the mouse came to, of what Enter wants to read, of what was clicked."""

    subject_chosen = Signal(str)
    subject_entered = Signal(str)
    subject_clicked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows = QStandardItemModel(self)
        self._listed: tuple[ListedSubject, ...] = ()
        self.setModel(self._rows)
        self.setItemDelegate(_WrappedRows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setUniformItemSizes(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._on_clicked)
        if (dress := theme()) is not None:
            dress.palette_changed.connect(self._on_dressed)

    def show_subjects(self, listed: Sequence[ListedSubject]) -> None:
        """List these, each chapter named where it begins; what was chosen stays so where it is among them."""
        if tuple(listed) != self._listed:
            self._listed = tuple(listed)
            self._fill(self.chosen_key())

    def listed_keys(self) -> list[str]:
        """The subjects listed, in order."""
        return [subject.key for subject in self._listed]

    def chosen_key(self) -> str:
        """The subject chosen; empty where there is none."""
        return str(self.currentIndex().data(KEY) or "")

    def choose(self, key: str) -> None:
        """Choose a subject without a signal; nothing where it is not listed."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._index_of(key))
        self.blockSignals(blocked)

    def _on_dressed(self) -> None:
        self._fill(self.chosen_key())

    def _fill(self, chosen: str) -> None:
        blocked = self.blockSignals(True)
        self._rows.clear()
        chapter = ""
        for number, subject in enumerate(self._listed, start=1):
            if subject.chapter and subject.chapter != chapter:
                self._rows.appendRow(_head(subject.chapter))
            chapter = subject.chapter
            self._rows.appendRow(_row(subject, _("{number} of {count}").format(number=number, count=len(self._listed))))
        self.blockSignals(blocked)
        self.choose(chosen)

    def _index_of(self, key: str) -> QModelIndex:
        places = [place for place in range(self._rows.rowCount()) if key and self._rows.item(place).data(KEY) == key]
        return self._rows.index(places[0], 0) if places else QModelIndex()

    def _on_clicked(self, index: Index) -> None:
        if index.data(KEY):
            self.subject_clicked.emit(str(index.data(KEY)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what the arrows or the mouse came to."""
        super().currentChanged(current, previous)
        if not self.signalsBlocked() and current.isValid() and current.data(KEY):
            self.subject_chosen.emit(str(current.data(KEY)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first subject is the current one where none is: else a screen reader has nothing to say."""
        super().focusInEvent(event)
        if not self.chosen_key() and self._listed:
            self.setCurrentIndex(self._index_of(self._listed[0].key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reads what is chosen; Home and End go to the first and the last subject."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        if event.key() in ENTER and self.chosen_key():
            self.subject_entered.emit(self.chosen_key())
        elif event.key() in ends and self._listed:
            self.setCurrentIndex(self._index_of(self._listed[ends[Qt.Key(event.key())]].key))
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Some rows: it scrolls."""
        return QSize(super().minimumSizeHint().width(), 3 * sizes().control)


class _WrappedRows(QStyledItemDelegate):
    """Rows as high as their text, wrapped: Qt measures it as if the padding of the style sheet were room for it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the text in the width there is."""
        font = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font) if font else self._view.fontMetrics()
        width, text, height = self._view.viewport().width(), str(index.data()), metrics.height()
        room = width - 2 * PADDING_BESIDE
        if metrics.horizontalAdvance(text) > room:  # most fit into a line, which is measured faster
            height = metrics.boundingRect(QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), text).height()
        return QSize(width, max(sizes().least_control, height + 2 * PADDING_ABOVE))


def _head(text: str) -> QStandardItem:
    head = QStandardItem(text)
    # No flag at all: the arrows pass it by, and a click on it chooses nothing.
    head.setFlags(Qt.ItemFlag.NoItemFlags)
    head.setFont(scaled_font(sizes().small, strong=True))
    head.setForeground(QColor(current_palette().muted))
    return head


def _row(subject: ListedSubject, place: str) -> QStandardItem:
    row = QStandardItem(subject.title)
    row.setData(subject.key, KEY)
    # The rows of a view count the names of the chapters too: which subject it is of how many has to be said.
    row.setData(place, Qt.ItemDataRole.AccessibleDescriptionRole)
    return row
