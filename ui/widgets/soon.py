"""An action in a moment: asked for again and again, it still comes; and a save that was held up, tried again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from tracker.errors import DiaryBusy

# Long enough not to write to the disk at each letter; a crash costs what was typed meanwhile.
KEEP_MS = 400
# After which a save is tried again that another program held up.
AGAIN_MS = 1_000


class Soon(QTimer):
    """A timer that each request would not put off: begun anew at each letter, it would never come for one who types on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(KEEP_MS)

    def start_once(self) -> None:
        """Let it come, unless it is on its way."""
        if not self.isActive():
            self.start()


class SaveAgain(QObject):
    """Tries a save that another program held up again by itself, as long as nothing else was typed meanwhile.

    Takes the save of a form, what tells its content, and what reports an error to the person; `parent` owns it.
    """

    def __init__(self, save: Callable[[], object], content: Callable[[], object], report: Callable[[DiaryBusy], object], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._content = content
        self._report = report
        self._refused: object = None
        self._is_trying = False
        self.is_refused = False  # what was said of it still stands
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._try_again)

    def on_busy(self, problem: DiaryBusy) -> None:
        """The save was refused: it is told, once, and tried again in a moment."""
        if not self._is_trying:
            self._report(problem)
        self.is_refused = True
        self._refused = self._content()
        self._timer.start()

    def stop(self) -> None:
        """The form was saved, or is left."""
        self.is_refused = False
        self._timer.stop()

    def _try_again(self) -> None:
        # What is being typed on is saved when the person says so.
        if self._content() != self._refused:
            return
        self._is_trying = True
        try:
            self._save()
        finally:
            self._is_trying = False
