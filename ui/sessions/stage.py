"""The middle of the session card: a countdown, a picture of what comes, or a timer step by step."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.exercises import Exercise
from tracker.domain.plan.protocol import Phase
from ui.sessions.countdown_ring import COMPACT_EDGE, CountdownRing
from ui.widgets.exercise_picture import ExercisePicture
from ui.widgets.layouts import hint_limit
from ui.widgets.tab_order import order_tabs

if TYPE_CHECKING:
    from ui.sessions.step_timer import StepTimer

PICTURE_HEIGHT = 150
COMPACT_PICTURE_WIDTH = 120
TIMER_HEIGHT = 408
RING_ROOM = 6  # the focus ring stands around the whole timer


class SessionStage(QWidget):
    """Shows one of the three, or nothing; a timer is lent, and may be taken elsewhere meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.ring = CountdownRing()
        self._picture: ExercisePicture | None = None
        self._timer: StepTimer | None = None
        self._is_compact = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_compact(self, is_compact: bool) -> None:
        """Take the room of a strip, or that of a card."""
        self._is_compact = is_compact
        self.ring.set_compact(is_compact)
        self._size_picture()
        # In a strip only as wide as the ring: the words beside it take the rest.
        self.setSizePolicy(QSizePolicy.Policy.Fixed if is_compact else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_time(self, left: timedelta, total: timedelta, phase: Phase, caption: str) -> None:
        """Show the countdown."""
        self._show(self.ring)
        self.ring.show_time(left, total, phase, caption)

    def show_ready(self, length: timedelta, phase: Phase, caption: str) -> None:
        """Show how long it would take."""
        self._show(self.ring)
        self.ring.show_ready(length, phase, caption)

    def show_rest(self, left: timedelta, total: timedelta, caption: str) -> None:
        """Show how long a rest still is, in no phase's colour."""
        self._show(self.ring)
        self.ring.show_time(left, total, Phase.NONE, caption, in_minutes=True)

    def show_picture(self, exercise: Exercise) -> None:
        """Show what is to be done first."""
        if self._picture is None:
            self._picture = ExercisePicture(exercise)
            self._size_picture()
            self._layout.addWidget(self._picture)
        if self._picture.exercise is not exercise:
            self._picture.show_exercise(exercise)
        self._show(self._picture)

    def show_timer(self, timer: "StepTimer") -> None:
        """Show a timer, unless it is elsewhere just now."""
        # A timer new or given back has no parent; one that has is in the large view, and stays there.
        if timer.parentWidget() is None:
            self.take_back(timer)
        self._timer = timer
        self._show(timer)

    def take_back(self, timer: "StepTimer") -> None:
        """Have a timer that was elsewhere."""
        timer.setMinimumHeight(TIMER_HEIGHT)
        timer.setContentsMargins(RING_ROOM, RING_ROOM, RING_ROOM, RING_ROOM)
        self._layout.addWidget(timer)
        timer.setVisible(timer is self._timer)
        order_tabs(self)

    def show_nothing(self) -> None:
        """Leave the room to something else."""
        self._show(None)

    def _size_picture(self) -> None:
        if self._picture is not None:
            self._picture.setFixedHeight(COMPACT_EDGE if self._is_compact else PICTURE_HEIGHT)
            self._picture.setMinimumWidth(COMPACT_PICTURE_WIDTH if self._is_compact else 0)
            self._picture.setMaximumWidth(COMPACT_PICTURE_WIDTH if self._is_compact else hint_limit())

    def _show(self, wanted: QWidget | None) -> None:
        mine = [widget for widget in (self.ring, self._picture, self._timer) if widget is not None and widget.parentWidget() is self]
        for widget in mine:
            if widget is not wanted:
                widget.hide()
        if wanted in mine:
            wanted.show()
        if wanted is not self._timer:
            self._timer = None
        self.setVisible(wanted is not None)
