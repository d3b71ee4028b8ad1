"""The way from Today to the lying-down view and back, a running timer in hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.entries import Session
from tracker.domain.status import Status
from tracker.services.planner import Planner
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.system.keep_awake import KeepAwake

if TYPE_CHECKING:
    from ui.sessions.large_view import LargeView


class LargeViewDoor(QObject):
    """Takes what starts a kind of session, and what stops the one that runs; `given_back` brings the timer home."""

    silence_wanted = Signal()
    given_back = Signal(object)  # the timer
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        timekeeper: Timekeeper,
        planner: Planner,
        settings: ChosenSettings,
        start: Callable[[str], object],
        stop: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timekeeper = timekeeper
        self._planner = planner
        self._settings = settings
        self._start, self._stop = start, stop
        self._beside = parent
        self._timer: QWidget | None = None
        self.make_awake: Callable[[], KeepAwake] = KeepAwake
        self.view: LargeView | None = None

    @property
    def is_open(self) -> bool:
        """Whether the view fills the screen."""
        return self.view is not None and self.view.isVisible()

    def open(self, timer: QWidget | None, toggle: Callable[[], object] | None) -> None:
        """Fill the screen with what runs or is offered; with a timer, as long as that runs."""
        if self.view is None:
            self.view = self._made()
        self.view.open(self._beside)
        self.show_timer(timer, toggle)

    def show_timer(self, timer: QWidget | None, toggle: Callable[[], object] | None = None) -> None:
        """Show a timer that the space bar toggles; None gives it back and shows the figure again. Nothing while closed."""
        # Closing hides the view before it gives the timer back, so a timer in hand counts as open.
        if self.view is None or not (self.is_open or self._timer):
            return
        former, self._timer = self._timer, timer
        self.view.show_content(timer, toggle)
        if former is not None and former is not timer:
            self.given_back.emit(former)

    def follow(self, timer: QWidget | None, toggle: Callable[[], object] | None) -> None:
        """Something has changed; a timer that runs now is shown."""
        if timer is not None and timer is not self._timer:
            self.show_timer(timer, toggle)
        elif self.view is not None:
            self.view.refresh()

    def leave_timer_until_space(self) -> None:
        """The timer has run out: its last words stay until the space bar is pressed."""
        if self.view is not None and self._timer is not None:
            self.view.show_content(self._timer, self.show_timer_no_more)
            self.view.setFocus()

    def show_timer_no_more(self) -> None:
        """Give the timer back."""
        self.show_timer(None)

    def tell_end(self, session: Session) -> None:
        """A session has ended by the clock."""
        if self.view is not None:
            self.view.tell_end(session)

    def _made(self) -> "LargeView":
        from ui.sessions.large_view import LargeView, LargeViewActions

        actions = LargeViewActions(
            status=self._status,
            now=self._desk.clock.now,
            left=self._timekeeper.left,
            start=self._start,
            stop=self._stop,
            silence=self.silence_wanted.emit,
            needs_cautions=self._planner.needs_cautions,
            cautions_read=self._planner.shown_cautions,
        )
        view = LargeView(actions, self.make_awake())
        view.setParent(self._beside.window(), Qt.WindowType.Window)  # it ends with the window
        view.closed.connect(self._on_closed)
        return view

    def _on_closed(self) -> None:
        self.show_timer_no_more()
        self.closed.emit()

    def _status(self) -> Status | None:
        return self._desk.ask(lambda: self._timekeeper.status(self._settings.now.quiet_hours))
