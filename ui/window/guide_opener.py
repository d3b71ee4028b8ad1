"""The way into the guide, and back to where it was asked for."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.window.bring_to_front import bring_to_front

if TYPE_CHECKING:
    from tracker.domain.guide import LogTarget
    from tracker.domain.statistics.treatments import Treatment
    from ui.guide.window import GuideWindow


class GuideOpener(QObject):
    """Takes the window over which the guide opens, and what tells what was tried; one guide is open at a time.

    `log_wanted` brings what is to be logged, once the guide is closed; `help_wanted` the guide, over which to show when to get help.
    """

    log_wanted = Signal(object)
    help_wanted = Signal(object)

    def __init__(self, window: QWidget, tried: "Callable[[], Sequence[Treatment]]") -> None:
        super().__init__(window)
        self._window = window
        self._tried = tried
        self.guide: GuideWindow | None = None
        self._asked_from: QWidget | None = None

    def open(self, key: str = "") -> None:
        """Open the guide, or bring it to the front where it is open; with the key of a subject, to read that."""
        if self.guide is None:
            self._asked_from = self._window.focusWidget()
            self.guide = self._made()
        if key:
            self.guide.read(key)
        bring_to_front(self.guide)

    def refresh(self) -> None:
        """The diary has changed: an open guide shows what it has now."""
        if self.guide is not None:
            self.guide.refresh()

    def close(self) -> None:
        """Close the guide, where it is open."""
        if self.guide is not None:
            self.guide.reject()

    def _made(self) -> "GuideWindow":
        # Imported when it is first asked for, which keeps window and texts out of the start of the app.
        from tracker.library.guide import guide
        from ui.guide.window import GuideWindow

        made = GuideWindow(guide(), self._tried, self._window)
        made.log_wanted.connect(self._on_log_wanted)
        made.help_wanted.connect(lambda: self.help_wanted.emit(made))
        made.finished.connect(self._on_finished)
        return made

    def _on_finished(self) -> None:
        self.guide = None
        asked_from = self._asked_from
        if not self._window.isVisible():
            return
        self._window.activateWindow()
        if asked_from is not None and shiboken6.isValid(asked_from) and asked_from.isVisible():
            asked_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_log_wanted(self, target: "LogTarget") -> None:
        if self.guide is not None:
            self.guide.accept()
        self.log_wanted.emit(target)
