"""Locks the window while it runs: the password is asked in the place of all that was shown, and nothing of that is left in view or in reach.

The diary stays open behind it, so that alarms and reminders come, in neutral words; its key stays in the memory of the program.
"""

from collections.abc import Callable, Generator
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tracker.errors import TrackerError
from tracker.language import _
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.messages import MessageKind
from ui.system.desktop_lock import DesktopLock
from ui.system.idle import IdleWatch
from ui.widgets.announcement import announce, hush
from ui.widgets.next_change import NextChange
from ui.window.over_window import OverWindow

if TYPE_CHECKING:
    from ui.window.locked_page import LockedPage
    from ui.window.main_window import MainWindow


class LockKeys(NamedTuple):
    """What the lock asks of the password: whether there is one, what tries one, how long nobody may, and what sets another after the code."""

    is_on: Callable[[], bool]
    try_steps: Callable[[str], Generator[object, None, bool]]
    wait: Callable[[], timedelta]
    change: Callable[[str, str], object]


class WindowLock(QObject):
    """Takes the window, and what to ask of the password; `turned` tells that it was locked, or unlocked.

    It locks by itself at a `look` after nobody has used the app for as long as was chosen.
    """

    turned = Signal()
    neutral_wanted = Signal()  # what is shown elsewhere says more than it may now

    def __init__(self, desk: Desk, timekeeper: Timekeeper, settings: ChosenSettings, keys: LockKeys, window: "MainWindow") -> None:
        super().__init__(window)
        self._desk, self._timekeeper, self._settings, self._keys, self._window = desk, timekeeper, settings, keys, window
        self._behind: QWidget | None = None  # all that the window showed
        self._focused: QWidget | None = None
        self._hidden: list[tuple[QWidget, bool]] = []  # the other windows, and whether they held up the one beneath
        self._active: QWidget | None = None  # of all windows the one that had the keys
        self._next: NextChange | None = None
        self._then: list[Callable[[], object]] = []
        self._idle, self._desktop = IdleWatch(desk.clock, self), DesktopLock(self)
        self._desktop.locked.connect(self._lock_if_possible)
        self.page: LockedPage | None = None
        window.lock_wanted.connect(self.lock)
        desk.feed.changed.connect(self._on_changed)

    @property
    def is_locked(self) -> bool:
        """Whether the password is asked."""
        return self.page is not None

    def lock(self) -> None:
        """Lock, where there is a password; else lead to where one is turned on."""
        if self.is_locked:
            return
        if not self._keys.is_on():
            self._lead_to_settings()
            return
        from ui.window.locked_page import LockedPage  # most diaries have no password

        self._active = QApplication.activeWindow()
        was_neutral = self._settings.now.neutral_notifications
        self._settings.be_neutral(is_wanted=True)
        forget_copied(QGuiApplication.clipboard())
        self._hide_others()
        self._focused = self._window.focusWidget()
        self._behind = behind = self._window.centralWidget()
        self._window.takeCentralWidget()
        hush(behind, is_wanted=True)
        self.page = page = LockedPage(self._left, self._keys.try_steps, self._keys.wait)
        page.body.unlocked.connect(self._on_unlocked)
        page.body.panel.help_wanted.connect(self._window.questions.show_help)
        page.body.panel.left.connect(self._window.quit)
        self._show_locked(is_locked=True)
        self._window.setCentralWidget(page)
        self._next = NextChange(self._window, page.changes_in)
        self._next.due.connect(page.tick)
        self._next.wait()
        if self._hidden and not self._window.isVisible():
            self._window.show()  # a small window was all there was to see: what is asked has to be seen in its place
        page.body.panel.field.setFocus()
        announce(self._window, page.body.panel.title.text())
        self._listen()
        self.turned.emit()
        if not was_neutral:
            self.neutral_wanted.emit()

    def look(self) -> None:
        """Lock where nobody has used the app for long enough."""
        minutes = self._listen()
        if minutes and self._idle.idle_for() >= timedelta(minutes=minutes):
            self.lock()

    def after_unlocking(self, deed: Callable[[], object]) -> None:
        """Do something once it is unlocked, or at once where it is not locked."""
        if not self.is_locked:
            deed()
        elif deed not in self._then:
            self._then.append(deed)

    def put_off_entry(self, show_entry: Callable[[], object], keep_number: Callable[[int], str] | None = None) -> None:
        """Show the small window for an entry once it is unlocked; its number is taken at once where it can be kept, else that is said."""
        self.after_unlocking(show_entry)
        if self.page is not None and keep_number is not None:
            self.page.body.ask_for_number(keep_number)
        elif self.page is not None and self.page.body.number is None:
            self.page.body.tell_of_entry()
            self.page.body.panel.field.setFocus()

    def _left(self) -> timedelta | None:
        session = self._desk.ask(self._timekeeper.running_session)
        return self._timekeeper.left(session) if session is not None else None

    def _lead_to_settings(self) -> None:
        from ui.pages.settings.page import SettingsPage

        self._window.show_page("settings")
        page = self._window.pages["settings"]
        if isinstance(page, SettingsPage):
            page.open_section("password")

    def _listen(self) -> int:
        """Hear what is to lock it by itself, where there is a password; after how many minutes without use it does, 0 for never."""
        now, is_on = self._settings.now, self._keys.is_on()
        minutes = now.lock_after if is_on and not self.is_locked else 0
        self._idle.watch(is_wanted=bool(minutes))
        self._desktop.follow(is_wanted=is_on and now.lock_with_desktop)
        return minutes

    def _lock_if_possible(self) -> None:
        if self._keys.is_on():
            self.lock()

    def _on_changed(self) -> None:
        """A session may have begun, or ended; or another choice was made."""
        self._listen()
        if self.page is not None and self._next is not None:
            self.page.tick()
            self._next.wait()

    def _show_locked(self, *, is_locked: bool) -> None:
        self._window.is_locked = is_locked
        self._window.questions.offers_guide = not is_locked

    def _on_unlocked(self, renewed: tuple[str, str] | None) -> None:
        page, behind = self.page, self._behind
        if page is None or behind is None:
            return
        page.body.stop()
        self.page = self._behind = None
        if self._next is not None:
            self._next.timer.stop()
            self._next.deleteLater()
            self._next = None
        self._window.takeCentralWidget()
        # In a later turn: its own button still tells of the press.
        page.hide()
        page.deleteLater()
        self._settings.be_neutral(is_wanted=False)
        hush(behind, is_wanted=False)
        self._show_locked(is_locked=False)
        self._window.setCentralWidget(behind)
        behind.show()
        self._window.refresh_phase()
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_others()
        if renewed is not None:
            self._renew(*renewed)
        self.turned.emit()
        self._listen()
        then, self._then = self._then, []
        for deed in then:
            deed()

    def _renew(self, code: str, password: str) -> None:
        try:
            self._keys.change(code, password)
        except TrackerError as problem:
            self._desk.messages.report(problem)
        else:
            self._desk.messages.say(_("The password was changed."), kind=MessageKind.DONE)

    def _hide_others(self) -> None:
        """The guide and what lies over the window go; what something may be typed in comes back as it was."""
        self._window.guide.close()
        over = self._window.findChild(OverWindow)
        if over is not None:
            over.forget()
        self._hidden = []
        for widget in QApplication.topLevelWidgets():
            if widget is self._window or not widget.isVisible() or widget.property("staysWhileLocked"):
                continue
            if widget.windowType() in {Qt.WindowType.Popup, Qt.WindowType.ToolTip}:
                widget.close()
                continue
            is_modal = isinstance(widget, QDialog) and widget.windowModality() is Qt.WindowModality.WindowModal
            hush(widget, is_wanted=True)
            widget.hide()
            self._hidden.append((widget, is_modal))

    def _show_others(self) -> None:
        for widget, is_modal in self._hidden:
            if not shiboken6.isValid(widget):
                continue
            hush(widget, is_wanted=False)
            if is_modal and isinstance(widget, QDialog):
                widget.open()
            else:
                widget.show()
        # Each that is shown takes the keys with it; they belong where they were.
        active, self._active, self._hidden = self._active, None, []
        is_there = active is not None and shiboken6.isValid(active) and active.isVisible()
        (active if active is not None and is_there else self._window).activateWindow()


def forget_copied(clipboard: QClipboard) -> None:
    """Leave nothing on the clipboard that was put there from here."""
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
