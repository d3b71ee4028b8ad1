"""What the session card holds: in a column one thing beneath the other, in a strip side by side."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.assets import set_role
from ui.sessions.controls import SessionControls
from ui.sessions.face import CardFace, Middle
from ui.sessions.panels import SessionPanels
from ui.sessions.stage import SessionStage
from ui.sessions.time_line import TimeLine
from ui.widgets.labels import plain_label, show_strong

# The words follow the eye: beneath a ring they stand in the middle, beneath text or a picture at the left.
ROUND = {Middle.COUNTDOWN, Middle.READY, Middle.REST}
SPACE, LINE_SPACE = 12, 4
STRIP_SPACE, STRIP_LINE_SPACE = 16, 2
LEAST_LETTERS = 24  # of a line of words in a strip


class SessionBody(QWidget):
    """Takes the panels; the card says what is shown in it. `room_changed` tells that there is room for a strip, or no longer."""

    room_changed = Signal()

    def __init__(self, panels: SessionPanels) -> None:
        super().__init__()
        self.stage, self.panels, self.controls = SessionStage(), panels, SessionControls()
        self.title, self.time = plain_label("", "heading"), TimeLine()
        self.lead, self.explanation = plain_label(), plain_label("", "muted")
        self.is_strip, self._has_room, self._is_placed = False, True, False
        self._needed, self._shown = 0, (Middle.NOTHING, frozenset[str]())
        self._words = QVBoxLayout()
        self._words.addSpacing(0)
        for part in (self.title, self.time, self.lead, self.explanation):
            self._words.addWidget(part)
        self._words.addSpacing(0)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addWidget(self.stage)
        self._parts.addWidget(self.panels)
        self._parts.addLayout(self._words)
        self._parts.addWidget(self.controls)
        self._arrange(is_strip=False)

    def show_face(self, face: CardFace, words: str, *, is_compact: bool, has_panel: bool) -> None:
        """Show heading, words and buttons; in a strip where there is little room and nothing that needs more."""
        if (face.middle, face.keys) != self._shown:
            self._shown, self._needed = (face.middle, face.keys), 0
        is_strip = is_compact and self._has_room and not has_panel and (face.middle in ROUND or face.is_ready)
        if is_strip != self.is_strip:
            self._arrange(is_strip=is_strip)
        self.title.setText(face.heading)
        self.title.setVisible(is_strip)
        is_round = face.middle in ROUND
        self.time.setVisible(is_strip and is_round)
        # In a strip there is a line for what matters most, beneath the time.
        second = words if not (is_strip and is_round) or not face.lead else ""
        for label, text in ((self.lead, face.lead), (self.explanation, second)):
            show_strong(label, text, face.strong if label is self.lead else "")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter if is_round and not is_strip else Qt.AlignmentFlag.AlignLeft)
            label.setVisible(bool(text) and not (face.is_ready and has_panel))

    def show_time(self, caption: str) -> None:
        """Say beside the ring what it shows, with a caption."""
        self.time.show_time(self.stage.ring.text(), caption)

    def give_way(self) -> None:
        """Be a column where what is shown by now needs more room than the strip has."""
        if self.is_strip and self._is_placed and self.width() < self._strip_width():
            self._needed, self._has_room = self._strip_width(), False
            self.room_changed.emit()

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part, since the parts of a strip can go beneath each other."""
        return QSize(max(self._widths()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look whether a strip has room: it has none for large type in a small window."""
        super().resizeEvent(event)
        self._is_placed = True
        # In a column the parts ask for less room than beside each other.
        self._needed = self._strip_width() if self.is_strip else max(self._needed, self._strip_width())
        has_room = self.width() >= self._needed
        if has_room is not self._has_room:
            self._has_room = has_room
            # In the next turn of the event loop: arranged anew while it is being laid out, the parts would keep their places.
            QTimer.singleShot(0, self, self.room_changed.emit)

    def _strip_width(self) -> int:
        stage, words, controls = self._widths()
        # Words in a column as narrow as the longest of them would be higher than the strip, and cut off.
        line = LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        return stage + max(words, line) + controls + 2 * STRIP_SPACE

    def _widths(self) -> tuple[int, int, int]:
        words = max(part.minimumSizeHint().width() for part in (self.title, self.time, self.lead, self.explanation))
        return (self.stage.minimumSizeHint().width(), words, self.controls.minimumSizeHint().width())

    def _arrange(self, *, is_strip: bool) -> None:
        self.is_strip = is_strip
        self.stage.set_compact(is_strip)
        self.controls.set_compact(is_strip)
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if is_strip else QBoxLayout.Direction.TopToBottom)
        self._parts.setSpacing(STRIP_SPACE if is_strip else SPACE)
        self._words.setSpacing(STRIP_LINE_SPACE if is_strip else LINE_SPACE)
        self._parts.setStretchFactor(self._words, 1 if is_strip else 0)
        beside = Qt.AlignmentFlag.AlignVCenter if is_strip else Qt.AlignmentFlag(0)
        for part in (self.stage, self.controls):
            self._parts.setAlignment(part, beside)
        # Aligned themselves, the words would be given the height of lines as long as they ask for, and not of those they get.
        for place in (0, self._words.count() - 1):
            self._words.setStretch(place, 1 if is_strip else 0)
        # What to mind, such as the cloth between pack and skin, is no small print; what comes after may be.
        set_role(self.lead, "body")
        set_role(self.explanation, "small" if is_strip else "muted")
