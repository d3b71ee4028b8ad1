"""A save that another program held up is tried again by itself, as long as nothing else was typed meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from tracker.errors import DiaryBusy

AGAIN_MS = 1_000


class SaveAgain(QObject):
    """Takes the save of a form, what tells its content, and what reports an error to the person; `parent` owns it."""

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
