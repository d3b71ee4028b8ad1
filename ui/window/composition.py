"""Where the parts of an open window get what they use of the tracker: none of them is handed the whole of it."""

from collections.abc import Callable

from tracker.app import Tracker
from ui.change_feed import ChangeFeed
from ui.desk import Desk
from ui.messages import Messages
from ui.notifications.clock import ReminderClock
from ui.notifications.desktop import Notifier
from ui.notifications.reminders import ReminderNotices
from ui.notifications.sessions import SessionNotices
from ui.notifications.sound import EndSound
from ui.system.keep_awake import KeepAwake
from ui.system.tray import Tray
from ui.window.commands import CommandServices, WindowCommands
from ui.window.main_window import MainWindow
from ui.window.over_window import OverWindow
from ui.window.page_factory import PageFactory
from ui.window.page_wishes import PageWishes
from ui.window.tray_behaviour import TrayLife


def make_desk(tracker: Tracker, feed: ChangeFeed, messages: Messages) -> Desk:
    """What all parts share."""
    return Desk(feed, messages, tracker.clock, tracker.history)


def make_window(desk: Desk, tracker: Tracker, *, is_demo: bool = False, tray_is_there: Callable[[], bool] = lambda: False) -> MainWindow:
    """The window with its pages; a diary that holds nothing yet opens at the first run."""
    wishes = PageWishes()
    factory = PageFactory(desk, tracker, wishes, is_demo=is_demo)
    is_new = tracker.journal.days() is None and not tracker.planner.episodes()
    window = MainWindow(
        desk,
        factory,
        wishes,
        tracker.planner,
        tracker.timekeeper,
        tracker.reminders,
        tracker.settings,
        is_new=is_new,
        is_demo=is_demo,
        tray_is_there=tray_is_there,
    )
    services = CommandServices(tracker.planner, tracker.reminders, tracker.settings, tracker.journal)
    OverWindow(window, WindowCommands(window, desk, services))  # both end with the window
    return window


def make_clock(desk: Desk, tracker: Tracker) -> ReminderClock:
    """What looks at the clock."""
    return ReminderClock(desk, tracker.timekeeper, tracker.planner, tracker.reminders, tracker.backups, tracker.settings)


def make_session_notices(desk: Desk, tracker: Tracker, notifier: Notifier, sound: EndSound, awake: KeepAwake) -> SessionNotices:
    """What tells of the ends of sessions."""
    return SessionNotices(desk, tracker.timekeeper, tracker.planner, tracker.settings, notifier, sound, awake)


def make_reminder_notices(desk: Desk, tracker: Tracker, notifier: Notifier) -> ReminderNotices:
    """What shows the reminders."""
    return ReminderNotices(desk, tracker.reminders, tracker.planner, tracker.timekeeper, tracker.settings, notifier)


def make_tray_life(desk: Desk, tracker: Tracker, tray: Tray, window: MainWindow) -> TrayLife:
    """What joins the tray icon with the window."""
    return TrayLife(desk, tracker.timekeeper, tracker.reminders, tracker.settings, tray, window)
