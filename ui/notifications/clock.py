"""The clock of the window: ends sessions to the second, raises what falls due, and sees what other programs wrote."""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tracker.changes import Touched
from tracker.domain.entries import Session
from tracker.errors import TrackerError
from tracker.services.planner import Planner
from tracker.services.reminder_pause import ReminderPause
from tracker.services.reminders import Reminders
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.widgets.soon import Soon

if TYPE_CHECKING:
    from tracker.services.backups import Backups

TICK_MS = 30_000
AGAIN_MS = 1_000
# One logged on another computer may be long: a Qt timer holds no more milliseconds than 32 bits can, and the tick looks again anyway.
LONGEST_WAIT = timedelta(hours=12)
A_MINUTE = timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)
TICK = TICK_MS * MILLISECOND


class ReminderClock(QObject):
    """Looks at the wall clock every 30 seconds, and once more at the very instant a session ends or something falls due."""

    session_ended = Signal(object)  # Session
    minute_left = Signal(object)  # Session; once, while it runs
    reminder_due = Signal(object)  # Group
    ticked = Signal()

    def __init__(
        self,
        desk: Desk,
        timekeeper: Timekeeper,
        planner: Planner,
        reminders: Reminders,
        pause: ReminderPause,
        backups: "Backups",
        settings: ChosenSettings,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._timekeeper = timekeeper
        self._planner = planner
        self._reminders = reminders
        self._pause = pause
        self._backups = backups
        self._settings = settings
        self._seen = backups.written_elsewhere()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.look)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setTimerType(Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(self.look_at_end)
        self._running: Session | None = None
        self._told_minute = ""  # the id of the session whose last minute was told
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setTimerType(Qt.TimerType.PreciseTimer)
        self._soon.timeout.connect(self._on_soon)
        self._due_at: datetime | None = None
        # What falls due depends on much that has to be read: not before the change itself is seen. Then all is looked at, since something may
        # have fallen due within that moment.
        self._changed = Soon(self)
        self._changed.timeout.connect(self.look)
        desk.feed.changed.connect(self._on_changed)

    def start(self) -> None:
        """Begin to look; what ended while the app was closed is written down at once."""
        self._tick.start()
        self.look()

    def stop(self) -> None:
        """Look no more; how far a session has come is written down for the next start of the app."""
        self._keep_elapsed()
        for timer in (self._tick, self._end, self._soon, self._changed):
            timer.stop()

    def look(self) -> None:
        """Do what the wall clock asks for now."""
        with self._desk.feed.reading():
            # Settle first: what a session leaves behind decides what is due, and both decide how long to wait.
            self._guarded(self._settle, self._see_other_writers, self._remind, self._wait_for_end, self._tell_minute, self._wait_for_due)
            self._keep_elapsed()
            self.ticked.emit()

    def _guarded(self, *actions: Callable[[], None]) -> None:
        try:
            for action in actions:
                action()
        except TrackerError as problem:
            self._desk.messages.report(problem)

    def _keep_elapsed(self) -> None:
        # Nothing of the person's is lost where it fails: the next look tries again.
        with contextlib.suppress(TrackerError):
            self._timekeeper.keep_elapsed()

    def _settle(self) -> None:
        change = self._timekeeper.settle()
        if isinstance(change.entry, Session):
            self._desk.feed.publish(change.touched)
            self.session_ended.emit(change.entry)

    def _see_other_writers(self) -> None:
        seen = self._backups.written_elsewhere()
        if seen != self._seen:
            self._seen = seen
            self._desk.feed.publish(Touched.DIARY)

    def _remind(self) -> None:
        group = self._reminders.due(self._settings.now.quiet_hours)
        if group is not None:
            self.reminder_due.emit(group)

    def _on_changed(self) -> None:
        self._guarded(self._wait_for_end)
        self._changed.start_once()

    def _tell_minute(self) -> None:
        session = self._running
        left = self._timekeeper.left(session) if session is not None else timedelta(0)
        # One of a minute or less was begun with the very words that would be said now.
        if session is not None and timedelta(0) < left <= A_MINUTE < session.planned and session.id != self._told_minute:
            self._told_minute = session.id
            self.minute_left.emit(session)

    def look_at_end(self) -> None:
        """Tell the last minute, and the end, if it is time: asked too while a countdown is seen.

        The clocks decide: timers stand still while the computer sleeps, and know nothing of a clock set forward.
        """
        self._tell_minute()
        if self._is_over():
            self.look()
            if self._is_over():
                self._end.start(AGAIN_MS)  # it could not be written down: the alarm must not wait for the next look
        elif self._running is not None and not self._end.isActive():
            self._guarded(self._wait_for_end)

    def _is_over(self) -> bool:
        return self._running is not None and not self._timekeeper.left(self._running)

    def _on_soon(self) -> None:
        if self._due_at is not None and self._desk.clock.now() >= self._due_at:
            self.look()
        else:
            self._guarded(self._wait_for_due)

    def _wait_for_due(self) -> None:
        """Between two ticks something may fall due, the phase may turn, or a pause end: look then, to the second."""
        now = self._desk.clock.now()
        instants = (
            self._planner.state(now).ice_over_at,
            self._pause.until(),
            self._reminders.next_due_at(self._settings.now.quiet_hours, TICK),
        )
        self._due_at = min((at for at in instants if at is not None and now < at <= now + TICK), default=None)
        if self._due_at is None:
            self._soon.stop()
        else:
            # One millisecond more, since rounding may fall short of the instant, and then it would look too early and find nothing.
            self._soon.start(round((self._due_at - now) / MILLISECOND) + 1)

    def _wait_for_end(self) -> None:
        session = self._running = self._timekeeper.running_session()
        if session is None:
            self._end.stop()
            return
        left = self._timekeeper.left(session)
        # Its last minute is told before its end.
        wait = min(left - A_MINUTE if left > A_MINUTE else left, LONGEST_WAIT)
        self._end.start(round(wait / MILLISECOND) + 1)
