"""A quiet line above the page as long as the reminders are paused, with the way to end that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from tracker.domain.times import Moment
from tracker.domain.words import time_near
from tracker.language import _
from ui.assets import set_role
from ui.widgets.buttons import small_button
from ui.widgets.labels import plain_label

# Left, above, right, beneath: text needs room at its left, the button brings its own.
MARGINS = (14, 6, 6, 6)
SPACE = 10


class PauseStrip(QFrame):
    """Shows until when the reminders are paused; it cannot be closed, only the pause ended: `resume_wanted`."""

    resume_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "notice")
        self.text = plain_label()
        self.resume_button = small_button(_("Resume reminders"))
        self.resume_button.clicked.connect(self.resume_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*MARGINS)
        layout.setSpacing(SPACE)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.resume_button)
        self.hide()

    def show_until(self, until: Moment | None, now: Moment) -> None:
        """Say when the pause ends; None where there is none."""
        if until is not None:
            self.text.setText(_("Reminders are paused until {time}.").format(time=until_words(until, now)))
        self.setVisible(until is not None)


def until_words(until: Moment, now: Moment) -> str:
    """The time of an instant, with its weekday where that is another one, and with its day where it is far."""
    return time_near(until.local, now.day)
