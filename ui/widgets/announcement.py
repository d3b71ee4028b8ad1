"""What is said aloud, and where to look: the one place from which a screen reader or a magnifier is told what it would not come upon by itself."""

from enum import Enum

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

ANSWERED_MS = 400
HUSHED = "hushed"
# Stands in long words for the eye, which finds a line's end there; some voices say it.
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"


class Urgency(Enum):
    """Whether words wait for what is being said, or break into it."""

    POLITE = QAccessible.AnnouncementPoliteness.Polite
    URGENT = QAccessible.AnnouncementPoliteness.Assertive


def announce(widget: QWidget, words: str, urgency: Urgency = Urgency.POLITE) -> None:
    """Have a screen reader say words, whatever has the focus; nothing where there are none."""
    if not words or widget.window().property(HUSHED):
        return
    # An event of its own kind: of an alert Qt tells the accessibility bus of Linux nothing, and nobody would hear it.
    event = QAccessibleAnnouncementEvent(widget, words.replace(ZERO_WIDTH_SPACE, ""))
    event.setPoliteness(urgency.value)
    _send(event)


def hush(window: QWidget | None, *, is_wanted: bool) -> None:
    """Have nothing said aloud from within a window, such as one behind a lock."""
    if window is not None:
        window.setProperty(HUSHED, is_wanted)


def announce_once_shown(window: QWidget, words: str, urgency: Urgency = Urgency.URGENT) -> None:
    """Have the words of a window that is the first of its process said; they describe it too, for who comes upon it later."""
    window.setAccessibleDescription(words.replace(ZERO_WIDTH_SPACE, ""))
    # The accessibility bus is asked for with the first window: what is said before it answers, nobody hears.
    QTimer.singleShot(ANSWERED_MS, window, lambda: announce(window, words, urgency))


def show_where(widget: QWidget) -> None:
    """Have a magnifier, and whatever else follows the focus, go to a part that is walked to while the keys stay with what holds it."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Focus))


def _send(event: QAccessibleAnnouncementEvent) -> None:
    QAccessible.updateAccessibility(event)
