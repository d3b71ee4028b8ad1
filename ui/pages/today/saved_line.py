"""What was just saved, said in the head of its card, with the way to take back that and nothing else."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStyle, QWidget

from tracker.language import _
from tracker.library.look import sizes
from tracker.services.history import Change, UndoableChange
from ui.assets import icon
from ui.desk import Desk
from ui.widgets.announcement import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import plain_label
from ui.widgets.tab_order import give_focus_back

SPACE, HEAD_SPACE, TICK = 8, 12, 18
EDGES = 2  # px; of letters, which a width rounds away


class SavedHead(QWidget):
    """A row that is always as high as the line that says what was saved, so that nothing moves; `gone` says that the line stands no more.

    `beside` stands at its end.
    """

    gone = Signal()

    def __init__(self, desk: Desk, heading: str = "", beside: QWidget | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._beside = beside
        self._heading = plain_label(heading, "heading")
        self._saved = SavedLine(desk)
        self._saved.gone.connect(self._share_room)
        self._saved.gone.connect(self.gone)
        self.setMinimumHeight(sizes().least_control)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(HEAD_SPACE)
        self._row.addWidget(self._heading, 1)
        self._row.addWidget(self._saved)
        if beside is not None:
            self._row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)

    def set_heading(self, text: str) -> None:
        """Head the card with another text."""
        self._heading.setText(text)
        self._share_room()

    def show_saved(self, change: Change) -> None:
        """Say what was saved; where it cannot be taken back, or this head cannot be seen, the message lies over the page."""
        if change.undoable is None:
            self._desk.say_done(change)
            return
        self._saved.show_saved(change)
        self._share_room()
        # In the next turn of the event loop, when all that was open has closed.
        QTimer.singleShot(0, self, lambda: self._tell_out_of_view(change))

    def drop_overtaken(self) -> None:
        """Say it no more once something else was done."""
        self._saved.drop_overtaken()

    def drop(self) -> None:
        """Say it no more."""
        self._saved.drop()

    def _tell_out_of_view(self, change: Change) -> None:
        if self.isVisible() and not self._saved.isHidden() and self.visibleRegion().isEmpty():
            self._saved.drop()
            self._desk.say_done(change)

    def _share_room(self) -> None:
        """The heading gives way where there is no room for both."""
        heading = self._heading.fontMetrics().horizontalAdvance(self._heading.text())
        others = 0 if self._beside is None else self._beside.sizeHint().width() + HEAD_SPACE
        has_room = heading + HEAD_SPACE + self._saved.whole_width() + others <= self.width()
        self._saved.keep_whole(is_whole=has_room)
        self._row.setStretchFactor(self._saved, 0 if has_room else 1)
        self._heading.setVisible(has_room or self._saved.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()


class SavedLine(QWidget):
    """A tick, a sentence and Undo, after which the focus is where it was when the sentence came; `gone` says that it stands no more."""

    gone = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._undoable: UndoableChange | None = None
        self._came_from: QWidget | None = None
        self._sentence = plain_label()
        self.undo_button = ActionButton(_("Undo"), "quiet-small")
        self.undo_button.clicked.connect(self._on_undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addSpacing(TICK + SPACE)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self.undo_button)
        self.hide()

    def show_saved(self, change: Change) -> None:
        """Say what was done, as long as it is what was done last."""
        self._undoable, self._came_from = change.undoable, QApplication.focusWidget()
        self._sentence.setText(change.remark)
        self.undo_button.setAccessibleDescription(change.remark)
        self.show()
        # It takes no focus, so a screen reader would not come upon it; in the words of every other message about something done.
        announce(self, f"{_('Information')}. {change.remark}")

    def drop_overtaken(self) -> None:
        """Go once something else was done."""
        if self._undoable is not None and self._desk.history.last is not self._undoable:
            self.drop()

    def drop(self) -> None:
        """Go, if it stands."""
        if self._undoable is not None:
            self._undoable = None
            self.hide()
            self.gone.emit()

    def whole_width(self) -> int:
        """Pixels it takes on one line."""
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        return TICK + words + EDGES + self.undo_button.sizeHint().width() + 2 * SPACE

    def keep_whole(self, *, is_whole: bool) -> None:
        """Stay on one line, or go into more where there is less room than that takes."""
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        self._sentence.setMinimumWidth(words + EDGES if is_whole else 0)

    def _on_undo(self) -> None:
        undoable = self._undoable
        self.drop()
        self._desk.undo(undoable)
        give_focus_back(self._came_from)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tick, in the theme of now, where the line begins."""
        tick = QRect(0, (self.height() - TICK) // 2, TICK, TICK)
        icon("check", "accent").paint(QPainter(self), QStyle.visualRect(self.layoutDirection(), self.rect(), tick), Qt.AlignmentFlag.AlignCenter)
