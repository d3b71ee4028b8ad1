"""The head of a card of Today: its heading, and beside it what was just saved in that card."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.library.look import sizes
from tracker.services.history import Change
from ui.desk import Desk
from ui.pages.today.saved_line import SavedLine
from ui.widgets.labels import plain_label

SPACE = 12


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
        self.saved = SavedLine(desk)
        self.saved.gone.connect(self._share_room)
        self.saved.gone.connect(self.gone)
        self.setMinimumHeight(sizes().least_control)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self._row.addWidget(self._heading, 1)
        self._row.addWidget(self.saved)
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
        self.saved.show_saved(change)
        self._share_room()
        # In the next turn of the event loop, when all that was open has closed.
        QTimer.singleShot(0, self, lambda: self._tell_out_of_view(change))

    def _tell_out_of_view(self, change: Change) -> None:
        if self.isVisible() and not self.saved.isHidden() and self.visibleRegion().isEmpty():
            self.saved.drop()
            self._desk.say_done(change)

    def _share_room(self) -> None:
        """The heading gives way where there is no room for both."""
        heading = self._heading.fontMetrics().horizontalAdvance(self._heading.text())
        others = 0 if self._beside is None else self._beside.sizeHint().width() + SPACE
        has_room = heading + SPACE + self.saved.whole_width() + others <= self.width()
        self.saved.keep_whole(is_whole=has_room)
        self._row.setStretchFactor(self.saved, 0 if has_room else 1)
        self._heading.setVisible(has_room or self.saved.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()
