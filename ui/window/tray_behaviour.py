"""Joins the tray icon with the window and the reminders: what it says, what its menu does, and where the window goes when it is closed."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Signal

from tracker.domain.times import Moment
from tracker.language import _
from tracker.services.reminder_pause import ReminderPause
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from tracker.wording.reminders import next_words
from ui.desk import Desk
from ui.notifications.desktop import Notice
from ui.system.tray import PauseWish, Tray
from ui.window.bring_to_front import bring_to_front
from ui.window.main_window import MainWindow
from ui.window.pause_strip import until_words

HOUR = timedelta(hours=1)
TRAY_NOTICE = "tray"


class TrayLife(QObject):
    """Takes a tray and the window; `notice_wanted` brings the one notice that says where the app has gone."""

    notice_wanted = Signal(object)  # Notice
    outdated = Signal(str)  # key of the notice, once the window is back

    def __init__(
        self,
        desk: Desk,
        timekeeper: Timekeeper,
        pause: ReminderPause,
        settings: ChosenSettings,
        tray: Tray,
        window: MainWindow,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._timekeeper = timekeeper
        self._pause = pause
        self._settings = settings
        self._tray = tray
        self._window = window
        self._is_away = False
        self._goes_away_later = False
        desk.feed.changed.connect(lambda _changes: self.refresh())
        tray.window_wanted.connect(lambda: bring_to_front(window))
        tray.pause_wanted.connect(self._on_pause_wanted)
        tray.resume_wanted.connect(lambda: desk.run_quietly(pause.end))
        tray.quit_wanted.connect(window.quit)
        tray.availability_changed.connect(self._on_availability_changed)
        window.put_away.connect(self._on_put_away)
        window.installEventFilter(self)

    @property
    def keeps_running(self) -> bool:
        """Whether the app goes on without its window, in the tray."""
        return self._tray.available and self._settings.now.closing == "tray"

    def start(self) -> None:
        """Show the icon where there is a tray."""
        self._tray.start()
        self.refresh()

    def start_minimised(self) -> None:
        """Begin without the window in view: in the tray, or minimised until there is one."""
        if self.keeps_running:
            self._is_away = True
        else:
            # Desktops start their tray at login too, and often later than this app; minimised, the window can still be reached until then.
            self._goes_away_later = True
            self._window.showMinimized()

    def refresh(self) -> None:
        """Say what comes next, and until when the reminders are paused; nothing where there is no tray to say it in."""
        if not self._tray.available:
            return
        status = self._desk.ask(lambda: self._timekeeper.status(self._settings.now.quiet_hours))
        coming = None if status is None else self._desk.ask(lambda: next_words(status))
        if status is None or coming is None:
            return
        self._tray.set_neutral(self._settings.now.neutral_notifications)
        self._tray.show_next(coming)
        until = self._pause.until()
        self._tray.show_pause(_("Paused until {time}").format(time=until_words(Moment.of(until, status.at.zone), status.at)) if until else "")

    def close(self) -> None:
        """Take the icon away."""
        self._tray.close()

    def _on_pause_wanted(self, wish: str) -> None:
        pause = self._pause
        if wish == PauseWish.HOUR:
            self._desk.run_quietly(lambda: pause.begin(self._desk.clock.now() + HOUR))
        else:
            self._desk.run_quietly(lambda: pause.begin(pause.tomorrow_morning(self._settings.now.quiet_hours)))

    def _on_put_away(self) -> None:
        self._is_away = True
        if not self._settings.now.tray_explained:
            self._desk.tell_failures(lambda: self._settings.choose(tray_explained=True))
            self.notice_wanted.emit(Notice(TRAY_NOTICE, _("Recovery Tracker keeps running in the tray"), _("Its menu has Open and Quit.")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is in view again, whoever brought it: where it had gone is no news any more."""
        if event.type() is QEvent.Type.Show and watched is self._window:
            self.outdated.emit(TRAY_NOTICE)
        return super().eventFilter(watched, event)

    def _on_availability_changed(self, available: bool) -> None:
        """A tray that comes late takes in a window that was to begin there; one that goes gives its window back."""
        if available and self._goes_away_later and self._window.isMinimized() and self.keeps_running:
            self._is_away = True
            self._window.hide()
        elif not available and self._is_away and not self._window.isVisible():
            bring_to_front(self._window)
        self._goes_away_later = self._goes_away_later and not available
        self.refresh()
