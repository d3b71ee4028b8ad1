"""The foot of the navigation: off Today, the session that runs and how long still; pressed, it leads there."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPaintEvent

from tracker.domain.entries import Session
from tracker.domain.words import session_name
from tracker.formats.joining import with_colon
from tracker.language import _
from ui.sessions.countdown_ring import clock_text, duration_words
from ui.widgets.buttons import ActionButton
from ui.widgets.next_change import of_seconds

MINUTE = timedelta(minutes=1)
PADDING = 12  # px; where the names of the pages begin


class RunningLine(ActionButton):
    """Takes what tells how much of a session is left; hidden on Today, and while nothing runs."""

    def __init__(self, left: Callable[[Session], timedelta]) -> None:
        super().__init__("", "running")
        self._left = left
        self._session: Session | None = None
        self._is_exercising = self._is_on_today = False
        self._words = self._least = ""
        self._show()

    def follow(self, session: Session | None) -> None:
        """This runs now; None: nothing by the clock."""
        self._session = session
        self._show()

    def show_exercising(self, is_exercising: bool) -> None:
        """Exercises are being done, or are over."""
        self._is_exercising = is_exercising
        self._show()

    def show_page(self, key: str) -> None:
        """A page has come into view."""
        self._is_on_today = key == "today"
        self._show()

    def tick(self) -> None:
        """Show the time that is left now."""
        if not self.isHidden():
            self._show()

    def changes_in(self) -> timedelta | None:
        """How long the line stays as it is by itself."""
        return of_seconds(self._left(self._session)) if self._session is not None and not self.isHidden() else None

    def words(self) -> str:
        """What is drawn."""
        return self._words

    def _show(self) -> None:
        drawn, said = self._both()
        self._least = clock_text(self._left_now(self._session)) if self._session is not None else drawn
        self.setVisible(bool(drawn) and not self._is_on_today)
        if said != self.accessibleName():
            self.setAccessibleName(said)
        if drawn != self._words:
            self._words = drawn
            self.update()

    def _both(self) -> tuple[str, str]:
        """The line as it is drawn, to the second, and as it is said, in whole minutes."""
        if self._session is None:
            exercising = _("Exercises running") if self._is_exercising else ""
            return exercising, exercising
        kind, left = session_name(self._session.kind), self._left_now(self._session)
        times = clock_text(left), duration_words(-(-left // MINUTE) * MINUTE)
        drawn, said = (with_colon(kind, _("{time} left").format(time=time)) for time in times)
        return drawn, said

    def _left_now(self, session: Session) -> timedelta:
        return max(timedelta(0), self._left(session))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line. It is no text of the button: of that a screen reader would be told each second."""
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter  # only while something runs

        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setPen(self.palette().buttonText().color())
        room = QRect(self.rect()).adjusted(PADDING, 0, -PADDING, 0)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        # Beside the icons of the pages alone there is room for the time.
        words = self._words if self.fontMetrics().horizontalAdvance(self._words) <= room.width() else self._least
        text = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
