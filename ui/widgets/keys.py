"""What keys mean wherever they are pressed: Enter; and on a scale of 0 to 10 the digits, of which 1 and 0 together are ten, and the arrows."""

import time
from collections.abc import Callable
from math import ceil, floor

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tracker.domain.entries import LEAST_PAIN, MOST_PAIN

# Qt tells the Enter of the keypad from that of the letters.
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
# Ten is typed as 1 and 0; a 0 after a longer pause is a new value.
TEN_WITHIN_MS = 1000
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
ENDS = {Qt.Key.Key_Home: LEAST_PAIN, Qt.Key.Key_End: MOST_PAIN}


def monotonic_ms() -> int:
    """Milliseconds by a clock that nobody sets: the wall clock may be set between two keys."""
    return time.monotonic_ns() // 1_000_000


class TypedDigits:
    """Makes points of digits that are typed one after the other; takes a clock in ms, by which a 0 belongs to the 1 before it or does not."""

    def __init__(self, now_ms: Callable[[], int] = monotonic_ms) -> None:
        self.now_ms = now_ms
        self._last_one: tuple[str, int] | None = None

    def points(self, digit: int, about: str = "") -> int:
        """The points that a digit typed now stands for; 0 within a second after 1, about the same thing, is 10."""
        now = self.now_ms()
        is_ten = digit == 0 and self._last_one is not None and self._last_one[0] == about and now - self._last_one[1] <= TEN_WITHIN_MS
        self._last_one = (about, now) if digit == 1 else None
        return MOST_PAIN if is_ten else digit


def digit_of(event: QKeyEvent) -> int | None:
    """The digit a key types; None for another key, and with Ctrl, which makes a shortcut of it."""
    # In a set, and not in a string: a key without a text is part of any string, and other digits than these are no keys of a scale.
    is_digit = event.text() in set("0123456789") and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return int(event.text()) if is_digit else None


def key_beside(points: float, step: int) -> int:
    """The next key of a scale, a step of 1 or -1 from a value that may lie between two, in points 0-10."""
    beside = floor(points) + 1 if step > 0 else ceil(points) - 1
    return min(MOST_PAIN, max(LEAST_PAIN, beside))


def points_beside(event: QKeyEvent, points: float | None) -> int | None:
    """Where an arrow, Home or End leads from a value, in points 0-10, or from none; None for another key."""
    # Asked before the key is named: Qt sends keys that Qt.Key has no name for.
    if event.key() in STEPS:
        return LEAST_PAIN if points is None else key_beside(points, STEPS[Qt.Key(event.key())])
    return ENDS[Qt.Key(event.key())] if event.key() in ENDS else None
