"""The way to a page that is not there yet: it is made a little at each turn of the event loop, and the window answers meanwhile."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.stepper import Stepper
from ui.window.page_stack import PageStack

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

# As long as the page before may stand there, though another was chosen; then there is none until that is made. Trends with what its figures
# need takes a quarter of a second the first time: sooner, the window would flash empty before it.
PATIENCE_MS = 400
MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class PageOpening(QObject):
    """Takes the stack of pages and the window they are in. `made` brings the name of a page that can be shown, `slow` of one that takes long.

    A key that is typed meanwhile is meant for the page to come: that is finished at once, and has the focus when the key arrives.
    """

    made = Signal(str)
    slow = Signal(str)

    def __init__(self, stack: PageStack, window: QWidget) -> None:
        super().__init__(window)
        self._stack = stack
        self._window = window
        self._work: Stepper | None = None
        self._watched: QWindow | None = None
        self.key = ""  # of the page that is being made
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.slow.emit(self.key))

    def begin(self, key: str) -> None:
        """Make a page, in place of another that is being made; `made` follows, at once where it is there."""
        self.stop()
        self.key = key
        if key in self._stack.pages:
            self.finish()
            return
        self._work = Stepper(self._stack.steps_to(key), self, turn_ms=0)
        self._work.finished.connect(self.finish)
        self._work.failed.connect(self._on_failed)
        # Not on the application: each event of each thing that is made would come by.
        self._watched = self._window.windowHandle()
        if self._watched is not None:
            self._watched.installEventFilter(self)
        self._patience.start()
        self._work.start()

    def finish(self) -> None:
        """Do what is left, if something is, at once."""
        if key := self.key:
            self.stop()
            self.made.emit(key)

    def stop(self) -> None:
        """Show nothing any more; what is done of the page stays done."""
        self.key = ""
        self._patience.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        if self._work is not None:
            self._work.cancel()
            self._work.deleteLater()
            self._work = None

    def _on_failed(self, problem: Exception) -> None:
        self.stop()
        raise problem

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key that cannot wait: it comes here before Qt looks which part of the window has the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() not in MODIFIERS:
            self.finish()
        return super().eventFilter(watched, event)
