"""What a session by the clock has a screen reader say, whichever page is in view: its last minute, and its end."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from tracker.domain.entries import EndedBy, Session
from tracker.domain.words import session_name
from tracker.formats.joining import with_colon
from tracker.language import _, ngettext
from ui.widgets.announcement import Urgency, announce

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


def say_minute_left(window: "MainWindow", session: Session) -> None:
    """A minute is left: there is time to get ready."""
    left = _("{time} left").format(time=ngettext("{n} minute", "{n} minutes", 1).format(n=1))
    announce(_in_front(window), _of(session, left, window))


def say_end(window: "MainWindow", session: Session) -> None:
    """It has run its time, and is to be ended now; an end that nobody saw is told by a message."""
    if session.ended_by is EndedBy.PLANNED:
        announce(_in_front(window), _of(session, _("Time is up"), window), Urgency.URGENT)


def _of(session: Session, words: str, window: "MainWindow") -> str:
    """The words, and of what they are said; while the window is locked they are said to whoever is there."""
    return words if window.is_locked else with_colon(session_name(session.kind), words)


def _in_front(window: QWidget) -> QWidget:
    # The view read lying down is a window of its own, and a screen reader may pass over words from the one behind it.
    return QApplication.activeWindow() or window
