"""What a session by the clock has a screen reader say, whichever page is in view: its last minute, and its end."""

from PySide6.QtWidgets import QApplication, QWidget

from tracker.domain.entries import EndedBy, Session
from tracker.domain.words import session_name
from tracker.formats.joining import with_colon
from tracker.language import _, ngettext
from ui.widgets.announcement import Urgency, announce


def say_minute_left(window: QWidget, session: Session) -> None:
    """A minute is left: there is time to get ready."""
    announce(
        _in_front(window), with_colon(session_name(session.kind), _("{time} left").format(time=ngettext("{n} minute", "{n} minutes", 1).format(n=1)))
    )


def say_end(window: QWidget, session: Session) -> None:
    """It has run its time, and is to be ended now; an end that nobody saw is told by a message."""
    if session.ended_by is EndedBy.PLANNED:
        announce(_in_front(window), with_colon(session_name(session.kind), _("Time is up")), Urgency.URGENT)


def _in_front(window: QWidget) -> QWidget:
    # The view read lying down is a window of its own, and a screen reader may pass over words from the one behind it.
    return QApplication.activeWindow() or window
