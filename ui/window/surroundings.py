"""What is around an open window: the clock, its notices, the tray; made, and imported, once the window has been seen."""

from collections.abc import Callable, Generator, Iterable
from datetime import timedelta
from functools import partial

from tracker.app import Tracker
from tracker.library.resources import resource
from ui.desk import Desk
from ui.importing.inbox_look import InboxLook
from ui.notifications.clock import ReminderClock
from ui.notifications.desktop import Notifier
from ui.notifications.popup import ReminderWindows
from ui.notifications.reminders import ReminderNotices
from ui.notifications.sessions import SessionNotices
from ui.notifications.sound import EndSound
from ui.system.keep_awake import KeepAwake
from ui.system.tray import Tray
from ui.window.bring_to_front import bring_to_front
from ui.window.lock import LockKeys, WindowLock
from ui.window.main_window import MainWindow
from ui.window.routes import Routes
from ui.window.session_words import say_end, say_minute_left
from ui.window.tray_behaviour import TrayLife


class Surroundings:
    """Takes the window they are around, and what opens the small window for one pain entry."""

    def __init__(self, desk: Desk, tracker: Tracker, window: MainWindow, show_quick_entry: Callable[[], object]) -> None:
        self.windows = ReminderWindows()
        self.notifier = Notifier(self.windows.show, resource("icons", "recovery-tracker.svg"))
        self.sound = EndSound()
        self.awake = KeepAwake()
        self.clock = make_clock(desk, tracker)
        self.sessions = make_session_notices(desk, tracker, self.notifier, self.sound, self.awake)
        self.reminders = make_reminder_notices(desk, tracker, self.notifier)
        self.inbox = make_inbox_look(desk, tracker)
        self.tray = Tray()
        self.tray_life = make_tray_life(desk, tracker, self.tray, window)
        self.lock = make_lock(desk, tracker, window, self.sessions, self.reminders)
        self.lock.turned.connect(self.tray_life.refresh)
        routes = Routes(window, show_quick_entry)
        join_notices(self.clock, self.sessions, self.reminders, window, routes, self.sound, (self.notifier, self.windows))
        self.notifier.delivered.connect(self.windows.withdraw)
        self.clock.ticked.connect(self.inbox.look)
        self.clock.ticked.connect(self.tray.look)
        self.clock.ticked.connect(self.lock.look)
        self.clock.ticked.connect(self.tray_life.refresh)
        self.tray_life.notice_wanted.connect(self.notifier.show)
        for source in (self.notifier, self.windows):
            self.tray_life.outdated.connect(source.withdraw)
        self.tray.quick_entry_wanted.connect(show_quick_entry)
        self.tray_life.start()

    def stop_asking(self) -> None:
        """Ask the diary for nothing any more, and take away what shows."""
        self.clock.stop()
        self.inbox.stop()
        self.tray.close()
        self.windows.close_all()

    def close(self) -> None:
        """Let go of desktop, sound and computer."""
        self.notifier.close()
        self.sound.close()
        self.awake.close()


def make_clock(desk: Desk, tracker: Tracker) -> ReminderClock:
    """What looks at the clock."""
    return ReminderClock(desk, tracker.timekeeper, tracker.planner, tracker.reminders, tracker.pause, tracker.backups, tracker.settings)


def make_session_notices(desk: Desk, tracker: Tracker, notifier: Notifier, sound: EndSound, awake: KeepAwake) -> SessionNotices:
    """What tells of the ends of sessions."""
    return SessionNotices(desk, tracker.timekeeper, tracker.planner, tracker.settings, notifier, sound, awake)


def make_reminder_notices(desk: Desk, tracker: Tracker, notifier: Notifier) -> ReminderNotices:
    """What shows the reminders."""
    return ReminderNotices(desk, tracker.reminders, tracker.planner, tracker.timekeeper, tracker.settings, notifier)


def make_inbox_look(desk: Desk, tracker: Tracker) -> InboxLook:
    """What takes in the files of the inbox."""
    return InboxLook(desk, tracker.settings, lambda: tracker.inbox, lambda: tracker.importing)


def make_tray_life(desk: Desk, tracker: Tracker, tray: Tray, window: MainWindow) -> TrayLife:
    """What joins the tray icon with the window."""
    return TrayLife(desk, tracker.timekeeper, tracker.pause, tracker.settings, tray, window)


def make_lock(desk: Desk, tracker: Tracker, window: MainWindow, *notices: SessionNotices | ReminderNotices) -> WindowLock:
    """What locks the window, and has the notices that are shown say no more than they may then."""
    paths, clock = tracker.diary.paths, tracker.clock

    def try_steps(secret: str) -> Generator[object, None, bool]:
        from tracker.services.password import unlock_steps  # most diaries have no password

        return unlock_steps(paths, clock, secret)

    def wait() -> timedelta:
        from tracker.services.password import wait_until_next

        return wait_until_next(paths, clock)

    def change(code: str, new: str) -> None:
        tracker.password.change(code, new)

    keys = LockKeys(lambda: tracker.diary.key is not None, try_steps, wait, change)
    lock = WindowLock(desk, tracker.timekeeper, tracker.settings, keys, window)
    for shown in notices:
        lock.neutral_wanted.connect(shown.show_anew)
    return lock


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
