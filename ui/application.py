"""The window's life: one at a time, opened on a diary, closed with a backup."""

import contextlib
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from tracker.app import Tracker, open_tracker
from tracker.domain.times import Clock
from tracker.errors import DiaryUnavailable, TrackerError
from tracker.files import private_folder
from tracker.language import _
from tracker.library.resources import resource
from tracker.paths import Paths
from tracker.services.deeds import Deed
from tracker.services.demonstration import Demonstration
from tracker.wishes import WindowWish
from ui.assets import app_icon, apply_theme
from ui.awake import KeepAwake
from ui.change_feed import ChangeFeed
from ui.dialogs.quick_entry import QuickEntry
from ui.dialogs.refusal_dialog import RefusalDialog
from ui.dialogs.reminder_window import ReminderWindows
from ui.main_window import MainWindow
from ui.messages import Kind, Messages, close_logging, setup_logging
from ui.notifier import Notifier
from ui.pages.entry_form import FORM as ENTRY_FORM
from ui.pages.page import Desk
from ui.pages.pain_card import usual_places
from ui.reminder_clock import ReminderClock
from ui.session_notices import SessionNotices
from ui.single_window import Claim, SingleWindow, StartMessage, claim_sentence
from ui.sound import EndSound

BACKUP_MS = 30 * 60 * 1000
AFTER_FIRST_PAINT_MS = 400
DONE, REFUSED = 0, 1


def run_window(paths: Paths, clock: Clock, wish: WindowWish) -> int:
    """Open the window and stay until it is closed; the answer is the exit code."""
    from ui.platform import missing_for_window, private_process

    private_process()
    if missing := missing_for_window():
        sys.stderr.write(missing + "\n")
        return REFUSED
    if wish.demo:
        with tempfile.TemporaryDirectory(prefix="recovery-tracker-demo-") as folder:
            return _run(Paths(Path(folder)), clock, wish)
    return _run(paths, clock, wish)


def _run(paths: Paths, clock: Clock, wish: WindowWish) -> int:
    app = _application()
    with contextlib.suppress(OSError):
        private_folder(paths.data)
    single = SingleWindow(paths)
    claim = single.claim(StartMessage.QUICK_ENTRY if wish.quick_entry else StartMessage.RAISE)
    if claim is Claim.ANOTHER_ANSWERED:
        return DONE
    if claim is Claim.ANOTHER_SILENT:
        sys.stderr.write(claim_sentence(claim, paths) + "\n")
        return REFUSED
    setup_logging(paths)
    try:
        tracker = _opened(app, paths, clock)
        if tracker is None:
            return REFUSED
        if wish.demo:
            Demonstration(tracker.diary, clock).fill()
        return Life(app, tracker, single).live(wish)
    finally:
        single.release()
        close_logging()


def _application() -> QApplication:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(type(app).__name__)
    app.setApplicationName("recovery-tracker")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("recovery-tracker")
    app.setWindowIcon(app_icon())
    app.setQuitOnLastWindowClosed(False)
    translator = QTranslator(app)
    if translator.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def _opened(app: QApplication, paths: Paths, clock: Clock) -> Tracker | None:
    """The open diary; where it cannot be opened, the person is told, and may bring back the newest backup."""
    while True:
        try:
            return open_tracker(paths, clock)
        except DiaryUnavailable as problem:
            apply_theme(app, "system")
            if RefusalDialog(problem, paths, clock).exec() != RefusalDialog.DialogCode.Accepted:
                return None


class Life:
    """Everything of one open window, joined once."""

    def __init__(self, app: QApplication, tracker: Tracker, single: SingleWindow) -> None:
        self._app = app
        self._tracker = tracker
        apply_theme(app, tracker.settings.theme)
        self.messages = Messages()
        self.messages.install_exception_hook()
        self.feed = ChangeFeed()
        desk = Desk(tracker, self.feed, self.messages)
        self.windows = ReminderWindows()
        self.notifier = Notifier(self.windows.show, resource("icons", "recovery-tracker.svg"))
        self.sound = EndSound()
        self.awake = KeepAwake()
        self.clock = ReminderClock(tracker, self.feed, self.messages)
        self.notices = SessionNotices(desk, self.notifier, self.sound, self.awake)
        self._desk = desk
        self._single = single
        self._backup = QTimer()
        self._warming: threading.Thread | None = None
        self.window: MainWindow | None = None
        self.quick_entry = QuickEntry(tracker.journal.record, tracker.journal.now, tracker.forms)

    def live(self, wish: WindowWish) -> int:
        """Show the window and run until it is closed."""
        window = self.window = MainWindow(self._desk, is_demo=wish.demo)
        self._connect(window)
        if wish.quick_entry:
            self.show_quick_entry()
        elif wish.minimised:
            window.showMinimized()
        else:
            window.show()
        QTimer.singleShot(0, self.clock.start)
        QTimer.singleShot(AFTER_FIRST_PAINT_MS, self._after_first_paint)
        try:
            return self._app.exec()
        finally:
            self._end()

    def show_quick_entry(self) -> None:
        """Open the small window for one pain entry."""
        self.quick_entry.open(usual_places(self._tracker))

    def _connect(self, window: MainWindow) -> None:
        self.clock.session_ended.connect(self.notices.tell_end)
        self.clock.reminder_due.connect(self.notices.remind)
        self.clock.ticked.connect(window.refresh_phase)
        for source in (self.notifier, self.windows):
            source.answered.connect(self.notices.on_answered)
            source.clicked.connect(self.notices.on_clicked)
            self.notices.outdated.connect(source.withdraw)
        self.notices.window_wanted.connect(lambda: _raise(window))
        self.quick_entry.saved.connect(self._on_quick_entry_saved)
        self.quick_entry.closed.connect(lambda: None if window.isVisible() else window.close_at_once())
        self._single.raised.connect(lambda message: self._on_raised(window, message))
        window.sound_test_wanted.connect(self.sound.play)
        window.closed.connect(self._app.quit)
        self._backup.setInterval(BACKUP_MS)
        self._backup.timeout.connect(self._back_up)
        self._backup.start()
        self._app.commitDataRequest.connect(lambda _manager: window.close_at_once())
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_args: window.close_at_once())

    def _on_raised(self, window: MainWindow, message: str) -> None:
        if message == StartMessage.QUICK_ENTRY:
            self.show_quick_entry()
        else:
            _raise(window)

    def _on_quick_entry_saved(self, deed: Deed) -> None:
        self.feed.publish(deed.changes)
        self.messages.say(deed.remark, kind=Kind.DONE, action_label=_("Undo"), action=self._desk.undo)

    def _tell_of_kept_entry(self) -> None:
        """Say that changes to an entry were typed before and never saved."""
        window, kept = self.window, self._desk.asked(lambda: self._tracker.forms.kept_last(ENTRY_FORM))
        if window is None or kept is None:
            return
        begun = _("An entry you had begun in the Diary is kept. It is not saved yet.")
        text = begun if kept.get("is_new") else _("An entry you had begun to change is kept. It is not saved yet.")
        self.messages.say(text, action_label=_("Open it"), action=lambda: self._open_kept_entry(window, kept))

    def _open_kept_entry(self, window: MainWindow, kept: dict[str, Any]) -> None:
        window.show_page("diary")
        diary = window.pages["diary"]
        if kept.get("is_new"):
            diary.new_entry()
        else:
            self._quietly(lambda: diary.edit(str(kept.get("id"))))

    def _after_first_paint(self) -> None:
        self._tell_of_kept_entry()
        self._quietly(self._tracker.journal.empty_old_bin)
        self._warming = threading.Thread(target=_warm_up, name="warm-up")
        self._warming.start()

    def _back_up(self) -> None:
        self._quietly(self._tracker.safekeeping.back_up_if_due)

    def _quietly(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except TrackerError as problem:
            self.messages.report(problem)

    def _end(self) -> None:
        self.clock.stop()
        self._backup.stop()
        self.windows.close_all()
        self.quick_entry.close()
        self.quick_entry.deleteLater()
        self.notifier.close()
        self.sound.close()
        self.awake.close()
        with contextlib.suppress(TrackerError):
            self._tracker.safekeeping.back_up()
        self._tracker.close()
        if self._warming is not None:  # a thread that imports while Python ends brings the process down
            self._warming.join()
        self.messages.remove_exception_hook()


def _raise(window: MainWindow) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def _warm_up() -> None:
    """Import what the charts need while the person reads Today."""
    import tracker.charts.pain  # noqa: F401 - imported for its effect
