"""Imports what the charts are drawn with before Trends is opened: its import takes longer than all the rest of that page."""

import linecache
import sys
import threading
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

REST_MS = 60_000
PARTS = ("numpy", "matplotlib", "matplotlib.figure", "tracker.charts.registry")  # each brings about as much as the one before
OURS = {"tracker", "ui"}
NEAR = {QEvent.Type.Enter, QEvent.Type.FocusIn}


class ChartWarmUp(QObject):
    """Begins away from the window when the pointer or the focus comes to the way to Trends, or a minute after `begin_to_wait`; once."""

    def __init__(self, way_to_trends: QWidget) -> None:
        super().__init__(way_to_trends)
        self._way = way_to_trends
        self._thread: threading.Thread | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.warm_up)

    def begin_to_wait(self) -> None:
        """The window has been painted: from now on there is time."""
        self._rest.start()
        self._way.installEventFilter(self)

    @Slot()
    def warm_up(self) -> None:
        """Begin, unless it has begun."""
        self._rest.stop()
        self._way.removeEventFilter(self)
        if self._thread is None:
            self._thread = threading.Thread(target=import_charts, name="warm-up")
            self._thread.start()

    def stop(self) -> None:
        """Wait for the end: a thread that imports while Python ends brings the process down."""
        self._rest.stop()
        self._way.removeEventFilter(self)
        if self._thread is not None:
            self._thread.join()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever comes near the way to Trends may be about to go it."""
        if event.type() in NEAR:
            self.warm_up()
        return super().eventFilter(watched, event)


def import_charts() -> None:
    """Import what the charts are drawn with, part by part, and let go of the sources of each.

    PySide reads the source of every module, and Python keeps it: 20 MB that nobody reads again. Of ours none is let go of here: the window may
    be importing them meanwhile.
    """
    for part in PARTS:
        before = set(sys.modules)
        import_module(part)
        for name in set(sys.modules) - before:
            if name.partition(".")[0] not in OURS:
                linecache.cache.pop(getattr(sys.modules[name], "__file__", None) or "", None)
