"""Stands in the place of all pages while the window is locked: how long a session still runs, and the password."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tracker.language import _
from ui.password.lock_body import MARGIN, LockBody
from ui.password.unlock_panel import Trial
from ui.sessions.countdown_ring import clock_text, duration_words
from ui.sessions.large_figure import LargeFigure
from ui.widgets.accessible_roles import hear_as
from ui.widgets.labels import plain_label
from ui.widgets.next_change import of_seconds

MINUTE = timedelta(minutes=1)
FIGURE = 300, 96  # px


class LockedPage(QScrollArea):
    """Takes what tells how much of the session that runs is left, None where none does, and what `LockBody` takes."""

    def __init__(self, left: Callable[[], timedelta | None], try_steps: Trial, wait: Callable[[], timedelta]) -> None:
        super().__init__()
        self._left = left
        self.body = LockBody(try_steps, wait)
        # To be read lying down, from further away than the rest.
        self.running = LargeFigure()
        self.running.setFixedSize(*FIGURE)
        self.running.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # it takes no room of its own by itself
        hear_as(self.running, "text")
        self._running_part = QWidget()
        layout = QVBoxLayout(self._running_part)
        layout.setContentsMargins(0, 0, 0, MARGIN)
        # What runs is not said: whoever passes by can read it.
        layout.addWidget(plain_label(_("A session runs"), "muted", wrap=False))
        layout.addWidget(self.running)
        self.body.put_above(self._running_part)
        content = QWidget()
        middle = QHBoxLayout(content)
        middle.addStretch(1)
        middle.addWidget(self.body, 3)
        middle.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is within brings itself into view
        self.setWidget(content)
        self.tick()

    def tick(self) -> None:
        """Show the time that is left now."""
        left = self._left()
        self._running_part.setVisible(left is not None)
        if left is not None:
            self.running.show_figure(clock_text(max(timedelta(0), left)), "")
            self.running.setAccessibleName(_("{time} left").format(time=duration_words(-(-left // MINUTE) * MINUTE)))

    def changes_in(self) -> timedelta | None:
        """How long it stays as it is by itself."""
        left = self._left()
        return of_seconds(left) if left is not None else None
