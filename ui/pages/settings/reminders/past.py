"""The reminders of the last 30 days: when each was due, whether it came late, and what was answered."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.reminders.facts import Raised
from tracker.domain.times import Moment
from tracker.language import _
from tracker.services.reminders import Reminders
from tracker.wording.reminder_rules import raised_words
from ui.desk import Desk
from ui.pages.settings.rows import SettingRow
from ui.widgets.buttons import small_button
from ui.widgets.labels import HairLine, breakable, plain_label

LOOK_BACK = timedelta(days=30)
# The diary may have been on a computer whose clock is ahead: what that raised is due later than now.
CLOCK_AHEAD = timedelta(days=1)
AT_ONCE = 25
# In which shares the time and the words of a line stand.
WIDTHS = (2, 5)
ROW_MARGIN = 6


class PastRemindersRow(SettingRow):
    """Opened, a line for each, the newest first."""

    def __init__(self, desk: Desk, reminders: Reminders) -> None:
        super().__init__(_("Past reminders"))
        self._desk = desk
        self._reminders = reminders
        self._wanted = AT_ONCE
        self.lines: list[RaisedLine] = []
        self.empty = plain_label(_("No reminder came in the last 30 days."), "muted")
        self.more_button = small_button(_("Show more"))
        self.more_button.clicked.connect(self._on_more)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(0)
        self.add(self.empty, self._stack)
        self.inside.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_state(_("of the last 30 days, with your answers"))
        self.opened.connect(self.refresh)
        self.closed.connect(self._on_closed)

    def refresh(self) -> None:
        """Show the last ones, where the list is open."""
        if not self.is_open:
            return
        raised = self._last_raised()
        self._show(raised[: self._wanted])
        self.empty.setVisible(not raised)
        self.more_button.setVisible(len(raised) > self._wanted)

    def _last_raised(self) -> list[Raised]:
        now = self._desk.clock.now()
        found = self._desk.ask(lambda: self._reminders.raised_between(now - LOOK_BACK, now + CLOCK_AHEAD)) or []
        return found[::-1]

    def _show(self, raised: Sequence[Raised]) -> None:
        while len(self.lines) < len(raised):
            self.lines.append(RaisedLine())
            self._stack.addWidget(self.lines[-1])
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(raised))
            if place < len(raised):
                line.show_raised(raised[place], self._desk.now())

    def _on_closed(self) -> None:
        self._wanted = AT_ONCE

    def _on_more(self) -> None:
        self._wanted += AT_ONCE
        self.refresh()
        if self.more_button.isHidden():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)


class RaisedLine(QWidget):
    """One raised reminder: when it was due, and what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.due, self.words = plain_label("", "muted"), plain_label()
        row = QHBoxLayout()
        row.setContentsMargins(0, ROW_MARGIN, 0, ROW_MARGIN)
        for label, width in zip((self.due, self.words), WIDTHS, strict=True):
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(HairLine())
        layout.addLayout(row)

    def show_raised(self, raised: Raised, now: Moment) -> None:
        """Show a raised reminder."""
        due, words = raised_words(raised, now)
        self.due.setText(due)
        self.words.setText(breakable(words))
