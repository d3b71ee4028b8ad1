"""Imports what a page is made of before it is opened: an import can take longer than all the rest of it."""

from collections.abc import Generator, Mapping

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from ui.stepper import Stepper
from ui.window.page_imports import PARTS, WITH_CHARTS, PageImports

REST_MS = 60_000
NEAR = {QEvent.Type.Enter, QEvent.Type.FocusIn}


class PageWarmUp(QObject):
    """Begins with a page as the pointer or the focus comes to the way to it, and with all that is left a minute after `begin_to_wait`."""

    def __init__(self, imports: PageImports, ways: Mapping[str, QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._imports = imports
        self._ways = dict(ways)
        self._left = dict.fromkeys(PARTS, True)
        self._wanted: list[str] = []
        self._work: Stepper | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.warm_up)

    def begin_to_wait(self) -> None:
        """The window has been painted: from now on there is time."""
        self._rest.start()
        for way in self._ways.values():
            way.installEventFilter(self)

    @Slot()
    def warm_up(self) -> None:
        """Begin with all pages that are left."""
        self._look_away()
        self._begin(*self._left)

    def stop(self) -> None:
        """Begin nothing any more."""
        self._look_away()
        if self._work is not None:
            self._work.cancel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever comes near the way to a page may be about to go it."""
        if event.type() in NEAR:
            self._begin(*(key for key, way in self._ways.items() if way is watched))
        return super().eventFilter(watched, event)

    def _begin(self, *keys: str) -> None:
        self._wanted += [key for key in keys if self._left.pop(key, False)]
        if self._wanted and (self._work is None or not self._work.running):
            self._work = Stepper(self._steps(), self, turn_ms=0)
            self._work.start()

    def _steps(self) -> Generator[None, None, None]:
        are_charts_wanted = False
        while self._wanted:
            are_charts_wanted |= self._wanted[0] == WITH_CHARTS
            yield from self._imports.steps(self._wanted.pop(0))
        if are_charts_wanted:  # last: they take the longest, and the page is seen without them
            yield from self._imports.charts()

    def _look_away(self) -> None:
        self._rest.stop()
        for way in self._ways.values():
            way.removeEventFilter(self)
