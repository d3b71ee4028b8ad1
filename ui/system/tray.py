"""The tray icon, where the desktop has a tray: what comes next, and the few things done without the window."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from tracker.language import _, pgettext
from ui.assets import app_icon
from ui.commands.shortcuts import add_to_menu

# Qt has no signal for a tray that comes or goes; asking costs little, and nobody waits for the icon.
LOOK_MS = 20_000
# Letters: a menu is as wide as its longest line, and what comes next may carry a text of the person's own.
LONGEST_LINE = 120
# Trays differ in which of the two a click is; a middle click and the menu's own are left alone.
OPENING = {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}


class PauseWish(StrEnum):
    """How long all reminders are to be silent."""

    HOUR = "hour"
    TOMORROW = "tomorrow"


class Tray(QObject):
    """Takes what tells whether there is a tray, and looks again now and then: trays come late, and go."""

    quick_entry_wanted = Signal()
    window_wanted = Signal()
    pause_wanted = Signal(str)  # a PauseWish value
    resume_wanted = Signal()
    quit_wanted = Signal()
    availability_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, is_there: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable) -> None:
        super().__init__(parent)
        self._is_there = is_there
        self._icon: QSystemTrayIcon | None = None
        self._neutral = False
        self._next, self._paused = "", ""
        self.menu = QMenu()
        self._fill()
        self._look_again = QTimer(self)
        self._look_again.setInterval(LOOK_MS)
        self._look_again.timeout.connect(self.look)

    @property
    def available(self) -> bool:
        """Whether the icon is in a tray, so that the app goes on without its window."""
        return self._icon is not None

    def start(self) -> None:
        """Show the icon where there is a tray, now or later."""
        self._look_again.start()
        self.look()

    def look(self) -> None:
        """See whether there is a tray now."""
        # Only a change is told: the window comes back when the tray goes, which must not happen every 20 seconds.
        if self._is_there() == self.available:
            return
        if self.available:
            self._take_away()
        else:
            self._put_up()
        self.availability_changed.emit(self.available)

    def show_next(self, text: str) -> None:
        """Say what comes next, in words as `next_words` has them; empty where nothing does."""
        self._next = text
        self._refresh()

    def show_pause(self, text: str) -> None:
        """Say until when reminders are paused: "Paused until 15:00"; empty while they are not."""
        self._paused = text
        self._refresh()

    def set_neutral(self, neutral: bool) -> None:
        """Show only words that say nothing of the person's health, or all of them."""
        self._neutral = neutral
        self._refresh()

    def close(self) -> None:
        """Take the icon away and look no more."""
        self._look_again.stop()
        self._take_away()
        # The menu has no parent to be deleted with: a widget has no other parent than a widget, and the tray is none.
        self.menu.hide()
        self.menu.deleteLater()

    def _put_up(self) -> None:
        """A new icon each time: one made for a tray that has gone does not come back."""
        icon = QSystemTrayIcon(app_icon(), self)
        icon.setContextMenu(self.menu)
        icon.activated.connect(self._on_activated)
        self._icon = icon
        self._refresh()
        icon.show()

    def _take_away(self) -> None:
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in OPENING:
            self.window_wanted.emit()

    def _fill(self) -> None:
        self.next_line = self.menu.addAction("")
        self.next_line.setEnabled(False)
        self.pause_line = self.menu.addAction("")
        self.pause_line.setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(pgettext("button", "Open")).triggered.connect(lambda _checked=False: self.window_wanted.emit())
        add_to_menu(self.menu, "quick entry", self.quick_entry_wanted.emit)
        self.menu.addSeparator()
        self.pause_actions = [
            add_to_menu(self.menu, "pause hour", partial(self.pause_wanted.emit, PauseWish.HOUR.value)),
            add_to_menu(self.menu, "pause day", partial(self.pause_wanted.emit, PauseWish.TOMORROW.value)),
        ]
        self.resume_action = add_to_menu(self.menu, "resume", self.resume_wanted.emit)
        self.menu.addSeparator()
        add_to_menu(self.menu, "quit", self.quit_wanted.emit)
        self._refresh()

    def _refresh(self) -> None:
        next_text = "" if self._neutral else self._next
        for line, text in ((self.next_line, next_text), (self.pause_line, self._paused)):
            # In a menu an ampersand would underline the letter after it and not show itself.
            line.setText(_one_line(text).replace("&", "&&"))
            line.setVisible(bool(text))
        for action in self.pause_actions:
            action.setVisible(not self._paused)
        self.resume_action.setVisible(bool(self._paused))
        if self._icon is not None:
            told = [_one_line(text) for text in (next_text, self._paused) if text]
            self._icon.setToolTip("\n".join([_("Recovery Tracker"), *told]))


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "\N{HORIZONTAL ELLIPSIS}"
