"""Python looks for garbage between the events of the window alone.

By itself Python looks whenever enough has been made: in the middle of a paint event, or in the thread of the notifications. A widget that is
found then is deleted while Qt is at work on it, or from a thread that must not touch it, and the process ends in a segmentation fault. What is
held by no ring of references goes at once, as ever.
"""

import gc

from PySide6.QtCore import QObject, QTimer

# A press makes a few thousand objects, of which a few hundred are garbage: a second's worth is found in a millisecond.
INTERVAL_MS = 1_000


class GarbageCollection(QObject):
    """From now until `stop` this object's timer looks for garbage, and nothing else does.

    `interval_ms`: how often it looks whether enough was made, in milliseconds.
    """

    def __init__(self, parent: QObject | None = None, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start(interval_ms)

    def stop(self) -> None:
        """Let Python look by itself again."""
        self._timer.stop()
        gc.enable()


def collect_what_is_due() -> None:
    """Look through the oldest generation that is due by Python's own thresholds; through none where little was made since."""
    for generation in (2, 1, 0):
        threshold = gc.get_threshold()[generation]
        if threshold and gc.get_count()[generation] > threshold:
            gc.collect(generation)
            return


def pass_over_what_is_there() -> None:
    """Look no more through what has been made so far: modules, classes and the first page, which stay until the end."""
    gc.freeze()
