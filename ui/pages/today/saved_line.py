"""What was just saved, said in the head of its card, with the way to take back that and nothing else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from tracker.language import _
from tracker.services.history import Change, UndoableChange
from ui.assets import icon
from ui.desk import Desk
from ui.widgets.announcement import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import plain_label
from ui.widgets.tab_order import give_focus_back

SPACE, TICK = 8, 18
EDGES = 2  # px; of letters, which a width rounds away


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
        layout.addWidget(_Tick())
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


class _Tick(QWidget):
    """The tick, drawn anew each time, in the theme of that time."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(TICK, TICK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        icon("check", "accent").paint(QPainter(self), self.rect(), Qt.AlignmentFlag.AlignCenter)
