"""Python looks for garbage between the events of the window alone.

By itself Python looks whenever enough has been made: in the middle of a paint event, or in the thread of the notifications. A widget that is
found then is deleted while Qt is at work on it, or from a thread that must not touch it, and the process ends in a segmentation fault. What is
held by no ring of references goes at once, as ever.
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

# A press makes a few thousand objects, of which a few hundred are garbage: a second's worth is found in a millisecond.
INTERVAL_MS = 1_000
# Objects. Python's own 700 are reached by every second tick of a countdown, each look then woke the computer once more.
ENOUGH = 5_000


class GarbageCollection(QObject):
    """From now until `stop` this object looks for garbage, and nothing else does; where nothing is made, it does not wake the computer.

    `interval_ms`: how long after enough was made it looks, in milliseconds.
    """

    def __init__(self, parent: QObject | None = None, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(collect_what_is_due)
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._wait_where_due)

    def stop(self) -> None:
        """Let Python look by itself again."""
        self._dispatcher.aboutToBlock.disconnect(self._wait_where_due)
        self._timer.stop()
        gc.enable()

    def _wait_where_due(self) -> None:
        """All events are done with; what they made is looked through in a while, with what comes until then."""
        if _due_generation() is not None and not self._timer.isActive():
            self._timer.start()


def collect_what_is_due() -> None:
    """Look through the oldest generation that is due; through none where little was made since."""
    generation = _due_generation()
    if generation is not None:
        gc.collect(generation)


def _due_generation() -> int | None:
    thresholds = (ENOUGH, *gc.get_threshold()[1:])
    due = (number for number in (2, 1, 0) if 0 < thresholds[number] < gc.get_count()[number])
    return next(due, None)


def pass_over_what_is_there() -> None:
    """Look no more through what has been made so far: modules, classes and the first page, which stay until the end."""
    gc.freeze()
