"""The life of one open window: everything around it joined once, from the first look at the clock to the last backup."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tracker.app import Tracker
from tracker.changes import Touched
from tracker.errors import DiaryDamaged, TrackerError
from tracker.language import _
from tracker.second_start import StartMessage
from tracker.services.history import Change
from tracker.start_options import StartOptions
from ui.assets import app_icon, apply_theme
from ui.change_feed import ChangeFeed
from ui.desk import Desk
from ui.forms.draft_names import ENTRY_FORM, entry_id_of_draft
from ui.messages import MessageKind, Messages
from ui.system.garbage_collection import pass_over_what_is_there
from ui.system.motion import apply_motion
from ui.system.signals import EndSignals
from ui.system.single_instance import SingleWindow
from ui.window.bring_to_front import bring_to_front
from ui.window.composition import make_desk, make_window
from ui.window.first_paint import FirstPaint
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from tracker.services.backups import Backups
    from tracker.services.form_drafts import FormDrafts
    from ui.forms.quick_entry import QuickEntry
    from ui.stepper import Stepper
    from ui.window.damage_look import DamageLook
    from ui.window.page_warm_up import PageWarmUp
    from ui.window.surroundings import Surroundings

BACKUP_MS = 30 * 60 * 1000
LATELY = timedelta(days=45)


class Life:
    """Everything of one open window, joined once."""

    def __init__(self, app: QApplication, tracker: Tracker, single: SingleWindow, *, is_demo: bool = False) -> None:
        self._app = app
        self._tracker = tracker
        apply_theme(app, tracker.settings.now.theme, tracker.settings.now.contrast)
        apply_motion(app, tracker.settings.now.motion)
        self.remark = ""  # what was done before there was a window, to be said in it
        self.messages = Messages()
        self.feed = ChangeFeed(tracker.diary.reading)
        self._desk = make_desk(tracker, self.feed, self.messages)
        self._single = single
        self._backup = QTimer()
        self._first_paint: FirstPaint | None = None
        self._warm_up: PageWarmUp | None = None
        self._quick_entry: QuickEntry | None = None
        self._around: Surroundings | None = None
        self._damage: DamageLook | None = None
        self._end_signals: EndSignals | None = None
        self._stepper: Stepper | None = None
        # Last, as it asks the diary for something first: where that fails, whoever made this can still show something else in its place.
        self.window = make_window(self._desk, self._tracker, is_demo=is_demo, tray_is_there=self._tray_is_there)

    def live(self, options: StartOptions) -> int:
        """Show the window and run until it is closed."""
        self.messages.install_exception_hook()
        window = self.window
        self._connect(window)
        # A reminder that is due already brings the notifier with it, which takes longer to import than Today to paint.
        if options.quick_entry:
            self._first_paint = FirstPaint(self.quick_entry)
            self._first_paint.done.connect(self._after_first_paint)
            self.show_quick_entry()
        elif options.minimised:
            self._first_paint = FirstPaint(None)
            self._first_paint.done.connect(self._after_first_paint)
            self._surround(window).tray_life.start_minimised()
        else:
            window.filled.connect(self._after_first_paint)
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
        """Open the small window for one pain entry; while the window is locked, once it is unlocked."""
        if self.window.is_locked and self._around is not None:
            bring_to_front(self.window)
            self._around.lock.put_off_entry(self.show_quick_entry, self._kept_while_locked())
            return
        from tracker.services.journal import usual_places

        self.quick_entry.open(usual_places(self._tracker.journal.latest_pain(), self._tracker.planner.open_episode()))

    def _kept_while_locked(self) -> Callable[[int], str] | None:
        """What keeps a number for the small window; None where there is one already, or it is open behind the lock."""
        from ui.forms.quick_entry import keep_number, may_keep_number

        drafts, now = self._tracker.form_drafts, self._tracker.journal.now
        if self._quick_entry is not None and self._quick_entry.is_open:
            return None
        return partial(keep_number, drafts, now) if may_keep_number(drafts) else None

    def _tray_is_there(self) -> bool:
        return self._around is not None and self._around.tray.available

    def _surround(self, window: MainWindow) -> "Surroundings":
        """What is around the window, made when it is first needed."""
        if self._around is None:
            from ui.window.surroundings import Surroundings

            self._around = Surroundings(self._desk, self._tracker, window, self.show_quick_entry)
        return self._around

    def _connect(self, window: MainWindow) -> None:
        window.quick_entry_wanted.connect(self.show_quick_entry)
        self._single.raised.connect(lambda message: self._on_raised(window, message))
        window.closed.connect(self._app.quit)
        self._backup.setInterval(BACKUP_MS)
        self._backup.timeout.connect(self._back_up)
        self._backup.start()
        # The session of the desktop ends: a question now would hold up the logout.
        self._app.commitDataRequest.connect(lambda _manager: window.close_at_once())
        # The window is closed in the usual way, so that the last backup is made and the diary is closed.
        self._end_signals = EndSignals(window.close_at_once)

    def _on_raised(self, window: MainWindow, message: str) -> None:
        if message == StartMessage.QUICK_ENTRY:
            self.show_quick_entry()
        else:
            bring_to_front(window)

    def _on_quick_entry_saved(self, change: Change) -> None:
        self.feed.publish(change.touched)
        self._desk.say_done(change)

    def _on_quick_entry_closed(self) -> None:
        window = self.window
        if not window.isVisible() and not self._surround(window).tray_life.keeps_running:
            window.close_at_once()

    def _after_first_paint(self) -> None:
        self._single.listen()
        self._app.setWindowIcon(app_icon())  # of its seven sizes the largest takes as long as a card
        self._surround(self.window).clock.start()
        self._damage = make_damage_look(self._desk, self._tracker, self.window)
        pass_over_what_is_there()
        tell_of_kept_entry(self._desk, self._tracker.form_drafts, self.window)
        self._quietly(self._tracker.journal.empty_old_bin)
        self._tracker.backups.sweep()
        self._follow_up()
        tell_of_failed_backup(self._desk, self._tracker.backups, self._damage)
        if self.remark:
            self.messages.say(self.remark, kind=MessageKind.DONE)
        self._begin_to_warm_up(self.window)

    def _follow_up(self) -> None:
        """Bring to the diary's password what a kill has left beside it without; a diary that has none costs nothing."""
        if self._tracker.diary.key is not None:
            from ui.stepper import Stepper

            self._stepper = Stepper(self._tracker.password.follow_up())
            self._stepper.failed.connect(self.messages.report)
            self._stepper.start()

    def _begin_to_warm_up(self, window: MainWindow) -> None:
        from ui.window.page_warm_up import PageWarmUp  # after the first painting, which waits for every import

        self._warm_up = PageWarmUp(window.page_imports, window.navigation.buttons, window)
        self._warm_up.begin_to_wait()

    def _back_up(self) -> None:
        def back_up() -> None:
            if self._tracker.backups.back_up_if_due() is not None:
                self.feed.publish(Touched.DIARY)  # how old the newest is stands on Settings

        self._quietly(back_up)

    def _quietly(self, change: Callable[[], object]) -> None:
        try:
            change()
        except DiaryDamaged as problem:
            # The strip says it once, with the way on, and stands for as long as it is so.
            if self._damage is None:
                self.messages.report(problem)
            else:
                self._damage.look_through()
        except TrackerError as problem:
            self.messages.report(problem)

    def _end(self) -> None:
        if self._first_paint is not None:
            self._first_paint.stop()
        # First what could still ask the diary for something, then what shows, and the diary at the very end, after its last backup.
        self._backup.stop()
        if self._stepper is not None:
            self._stepper.cancel()
        if self._damage is not None:
            self._damage.stop()
        if self._around is not None:
            self._around.stop_asking()
        if self._quick_entry is not None:
            self._quick_entry.close()
            self._quick_entry.deleteLater()
        if self._around is not None:
            self._around.close()
        self._tracker.backups.back_up_at_quitting()
        self._tracker.close()
        if self._warm_up is not None:
            self._warm_up.stop()
        if self.window is not None:
            self.window.page_imports.stop()
        # To the very end: a second signal must not end the backup that the first has begun.
        if self._end_signals is not None:
            self._end_signals.stop()
        self.messages.remove_exception_hook()


def tell_of_failed_backup(desk: Desk, backups: "Backups", damage: "DamageLook") -> None:
    """Say that the backup at quitting failed, when nobody could be told, with a way to make up for it; damage the strip tells of."""
    from tracker.services.backups import OF_DAMAGE  # not before Today is there

    failed = backups.failure_at_quitting()
    if failed == OF_DAMAGE:
        damage.look_through()
    elif failed:

        def make_up() -> None:
            from ui.pages.settings.diary import back_up_now  # few backups ever fail

            back_up_now(desk, backups)

        desk.messages.say(failed, kind=MessageKind.FAULT, action_label=_("Back up now"), action=make_up)


def make_damage_look(desk: Desk, tracker: Tracker, window: MainWindow) -> "DamageLook":
    """What tells of damage that the pages of a window come upon; it ends with the window."""
    from ui.window.damage_look import DamageLook  # after the window was seen

    look = DamageLook(desk, tracker.diary.damage_noticed, lambda: tracker.recovery, lambda: window.head.damage_strip, window)
    # What a page reads for the first time may be damaged too.
    window.navigation.page_wanted.connect(look.look_soon)
    # An entry that is gone shows in no reading. The last weeks are looked at, which takes a moment; all of them, whenever a backup is written.
    desk.tell_failures(lambda: tracker.diary.note_missing_entries(desk.now().day - LATELY))
    look.look_soon()
    return look


def tell_of_kept_entry(desk: Desk, drafts: "FormDrafts", window: MainWindow) -> None:
    """Say that an entry of the Diary was typed or changed before and never saved, with a way to go on with it."""
    kept_by = desk.ask(lambda: drafts.kept_last(ENTRY_FORM))
    if kept_by is None:
        return
    id_ = entry_id_of_draft(kept_by)
    text = _("An entry you had begun is kept. It is not saved yet.")

    def open_it() -> None:
        window.show_page("diary")
        diary = window.pages["diary"]
        if id_:
            desk.tell_failures(lambda: diary.edit(id_))
        else:
            diary.new_entry()

    desk.messages.say(text, action_label=_("Open it"), action=open_it)
