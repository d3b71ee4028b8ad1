"""Where the parts of an open window get what they use of the tracker: none of them is handed the whole of it."""

from collections.abc import Callable

from tracker.app import Tracker
from ui.change_feed import ChangeFeed
from ui.desk import Desk
from ui.messages import Messages
from ui.window.commands import CommandServices, WindowCommands
from ui.window.main_window import MainWindow
from ui.window.over_window import OverWindow
from ui.window.page_factory import PageFactory
from ui.window.page_wishes import PageWishes


def make_desk(tracker: Tracker, feed: ChangeFeed, messages: Messages) -> Desk:
    """What all parts share."""
    return Desk(feed, messages, tracker.clock, tracker.history)


def make_window(desk: Desk, tracker: Tracker, *, is_demo: bool = False, tray_is_there: Callable[[], bool] = lambda: False) -> MainWindow:
    """The window with its pages; a diary that holds nothing yet opens at the first run."""
    wishes = PageWishes()
    factory = PageFactory(desk, tracker, wishes, is_demo=is_demo)
    is_new = tracker.is_new
    window = MainWindow(
        desk,
        factory,
        wishes,
        tracker.planner,
        tracker.timekeeper,
        tracker.pause,
        tracker.settings,
        is_new=is_new,
        is_demo=is_demo,
        tray_is_there=tray_is_there,
    )
    services = CommandServices(tracker.planner, tracker.pause, tracker.settings, lambda: tracker.journal, lambda: tracker.diary.key is not None)
    OverWindow(window, WindowCommands(window, desk, services))  # both end with the window
    return window
