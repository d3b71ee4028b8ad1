"""The life of one open window: everything around it joined once, from the first look at the clock to the last backup."""

import contextlib
import signal
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tracker.app import Tracker
from tracker.errors import TrackerError
from tracker.language import _
from tracker.library.resources import resource
from tracker.second_start import StartMessage
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.journal import usual_places
from tracker.start_options import StartOptions
from ui.assets import apply_theme
from ui.change_feed import ChangeFeed
from ui.desk import Desk
from ui.forms.entry_form import ENTRY_FORM, entry_id_of_draft
from ui.messages import Messages
from ui.notifications.clock import ReminderClock
from ui.notifications.desktop import Notifier
from ui.notifications.popup import ReminderWindows
from ui.notifications.reminders import ReminderNotices
from ui.notifications.sessions import SessionNotices
from ui.notifications.sound import EndSound
from ui.system.garbage_collection import pass_over_what_is_there
from ui.system.keep_awake import KeepAwake
from ui.system.motion import apply_motion
from ui.system.single_instance import SingleWindow
from ui.system.tray import Tray
from ui.window.bring_to_front import bring_to_front
from ui.window.chart_warm_up import ChartWarmUp
from ui.window.composition import make_clock, make_desk, make_reminder_notices, make_session_notices, make_tray_life, make_window
from ui.window.first_paint import FirstPaint
from ui.window.main_window import MainWindow
from ui.window.routes import Routes
from ui.window.session_words import say_end, say_minute_left
from ui.window.tray_behaviour import TrayLife

if TYPE_CHECKING:
    from ui.forms.quick_entry import QuickEntry

BACKUP_MS = 30 * 60 * 1000


class Life:
    """Everything of one open window, joined once."""

    def __init__(self, app: QApplication, tracker: Tracker, single: SingleWindow) -> None:
        self._app = app
        self._tracker = tracker
        apply_theme(app, tracker.settings.now.theme, tracker.settings.now.contrast)
        apply_motion(app, tracker.settings.now.motion)
        self.messages = Messages()
        self.messages.install_exception_hook()
        self.feed = ChangeFeed(tracker.diary.reading)
        self._desk = desk = make_desk(tracker, self.feed, self.messages)
        self.windows = ReminderWindows()
        self.notifier = Notifier(self.windows.show, resource("icons", "recovery-tracker.svg"))
        self.sound = EndSound()
        self.awake = KeepAwake()
        self.clock = make_clock(desk, tracker)
        self.sessions = make_session_notices(desk, tracker, self.notifier, self.sound, self.awake)
        self.reminders = make_reminder_notices(desk, tracker, self.notifier)
        self.tray = Tray()
        self._single = single
        self._backup = QTimer()
        self._first_paint: FirstPaint | None = None
        self._warm_up: ChartWarmUp | None = None
        self._quick_entry: QuickEntry | None = None
        self._tray_life: TrayLife | None = None
        self.window: MainWindow | None = None

    def live(self, options: StartOptions) -> int:
        """Show the window and run until it is closed."""
        window = self.window = make_window(self._desk, self._tracker, is_demo=options.demo, tray_is_there=lambda: self.tray.available)
        tray_life = self._tray_life = make_tray_life(self._desk, self._tracker, self.tray, window)
        self._warm_up = ChartWarmUp(window.navigation.buttons["trends"])
        self._connect(window, tray_life)
        tray_life.start()
        self._wait_for_first_paint(options, window)
        if options.quick_entry:
            self.show_quick_entry()
        elif options.minimised:
            tray_life.start_minimised()
        else:
            window.show()
        try:
            return self._app.exec()
        finally:
            self._end()

    @property
    def quick_entry(self) -> "QuickEntry":
        """The small window for one pain entry, made when it is first asked for."""
        if self._quick_entry is None:
            from ui.forms.quick_entry import QuickEntry

            tracker = self._tracker
            self._quick_entry = QuickEntry(tracker.journal.record, tracker.journal.now, tracker.form_drafts)
            self._quick_entry.saved.connect(self._on_quick_entry_saved)
            self._quick_entry.closed.connect(self._on_quick_entry_closed)
        return self._quick_entry

    def show_quick_entry(self) -> None:
        """Open the small window for one pain entry."""
        self.quick_entry.open(usual_places(self._tracker.journal.latest_pain(), self._tracker.planner.open_episode()))

    def _wait_for_first_paint(self, options: StartOptions, window: MainWindow) -> None:
        """A reminder that is due already brings the notifier with it, which takes longer to import than Today to paint."""
        seen = self.quick_entry if options.quick_entry else None if options.minimised else window
        self._first_paint = FirstPaint(seen)
        self._first_paint.done.connect(self.clock.start)
        self._first_paint.done.connect(self._after_first_paint)

    def _connect(self, window: MainWindow, tray_life: TrayLife) -> None:
        join_notices(
            self.clock, self.sessions, self.reminders, window, Routes(window, self.show_quick_entry), self.sound, (self.notifier, self.windows)
        )
        self.notifier.delivered.connect(self.windows.withdraw)
        self.clock.ticked.connect(self.tray.look)
        self.clock.ticked.connect(tray_life.refresh)
        tray_life.notice_wanted.connect(self.notifier.show)
        for source in (self.notifier, self.windows):
            tray_life.outdated.connect(source.withdraw)
        self.tray.quick_entry_wanted.connect(self.show_quick_entry)
        window.quick_entry_wanted.connect(self.show_quick_entry)
        self._single.raised.connect(lambda message: self._on_raised(window, message))
        window.closed.connect(self._app.quit)
        self._backup.setInterval(BACKUP_MS)
        self._backup.timeout.connect(self._back_up)
        self._backup.start()
        # The session of the desktop ends: a question now would hold up the logout.
        self._app.commitDataRequest.connect(lambda _manager: window.close_at_once())
        # The window is closed in the usual way, so that the last backup is made and the diary is closed; Windows knows no SIGHUP.
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_args: window.close_at_once())

    def _on_raised(self, window: MainWindow, message: str) -> None:
        if message == StartMessage.QUICK_ENTRY:
            self.show_quick_entry()
        else:
            bring_to_front(window)

    def _on_quick_entry_saved(self, change: Change) -> None:
        self.feed.publish(change.touched)
        self._desk.say_done(change)

    def _on_quick_entry_closed(self) -> None:
        if self.window is not None and self._tray_life is not None and not self.window.isVisible() and not self._tray_life.keeps_running:
            self.window.close_at_once()

    def _after_first_paint(self) -> None:
        pass_over_what_is_there()
        if self.window is not None:
            tell_of_kept_entry(self._desk, self._tracker.form_drafts, self.window)
        self._quietly(self._tracker.journal.empty_old_bin)
        if self._warm_up is not None:
            self._warm_up.begin_to_wait()

    def _back_up(self) -> None:
        self._quietly(self._tracker.backups.back_up_if_due)

    def _quietly(self, change: Callable[[], object]) -> None:
        try:
            change()
        except TrackerError as problem:
            self.messages.report(problem)

    def _end(self) -> None:
        if self._first_paint is not None:
            self._first_paint.stop()
        # First what could still ask the diary for something, then what shows, and the diary at the very end, after its last backup.
        self.clock.stop()
        self._backup.stop()
        self.tray.close()
        self.windows.close_all()
        if self._quick_entry is not None:
            self._quick_entry.close()
            self._quick_entry.deleteLater()
        self.notifier.close()
        self.sound.close()
        self.awake.close()
        # Nobody is left to be told of it; the failure of a backup must not keep the diary from being closed.
        with contextlib.suppress(TrackerError):
            self._tracker.backups.back_up()
        self._tracker.close()
        if self._warm_up is not None:
            self._warm_up.stop()
        self.messages.remove_exception_hook()


def join_notices(
    clock: ReminderClock,
    sessions: SessionNotices,
    reminders: ReminderNotices,
    window: MainWindow,
    routes: Routes,
    sound: EndSound,
    sources: Iterable[Notifier | ReminderWindows],
) -> None:
    """Let the clock tell of what ends and falls due, the sources bring the answers, and answers and guide lead into the window."""
    clock.session_ended.connect(sessions.tell_end)
    clock.session_ended.connect(partial(say_end, window))
    clock.minute_left.connect(partial(say_minute_left, window))
    clock.reminder_due.connect(reminders.remind)
    clock.reminder_due.connect(sessions.on_reminded)
    clock.ticked.connect(reminders.on_looked)
    clock.ticked.connect(sessions.withdraw_outdated)
    clock.ticked.connect(window.refresh_phase)
    clock.ticked.connect(window.next_change.look)
    # A timer runs by the time the computer was awake: looked at each second it is seen, within a second of waking, that the end has passed.
    window.next_change.timer.timeout.connect(clock.look_at_end)
    sessions.late_end_told.connect(reminders.add_late_end)
    sessions.window_wanted.connect(lambda: bring_to_front(window))
    reminders.destination_chosen.connect(routes.follow)
    window.guide.log_wanted.connect(routes.log)
    window.sound_wanted.connect(sound.play)
    window.silence_wanted.connect(sessions.silence)
    window.exercising_changed.connect(sessions.set_exercising)
    for source in sources:
        for notices in (sessions, reminders):
            source.answered.connect(notices.on_answered)
            source.clicked.connect(notices.on_clicked)
            notices.outdated.connect(source.withdraw)


def tell_of_kept_entry(desk: Desk, drafts: FormDrafts, window: MainWindow) -> None:
    """Say that an entry of the Diary was typed or changed before and never saved, with a way to go on with it."""
    kept_by = desk.ask(lambda: drafts.kept_last(ENTRY_FORM))
    if kept_by is None:
        return
    id_ = entry_id_of_draft(kept_by)
    begun = _("An entry you had begun in the Diary is kept. It is not saved yet.")
    text = _("An entry you had begun to change is kept. It is not saved yet.") if id_ else begun

    def open_it() -> None:
        window.show_page("diary")
        diary = window.pages["diary"]
        if id_:
            desk.tell_failures(lambda: diary.edit(id_))
        else:
            diary.new_entry()

    desk.messages.say(text, action_label=_("Open it"), action=open_it)
