"""Long work of a dialog: one at a time, shown by a bar where it may take long, stopped without a trace."""

from collections.abc import Callable, Generator
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from tracker.errors import TrackerError
from ui.stepper import Stepper
from ui.widgets.run_progress import RunProgress

R = TypeVar("R")
Refusal = Callable[[TrackerError], None]


class ImportRun(QObject):
    """Takes the bar; `changed` tells that work which is shown has begun or ended."""

    changed = Signal()
    broke = Signal()  # by a fault of the app, which is told elsewhere

    def __init__(self, progress: RunProgress, parent: QObject) -> None:
        super().__init__(parent)
        self._progress = progress
        self._stepper: Stepper | None = None
        self._is_shown = False

    @property
    def is_shown(self) -> bool:
        """Whether something runs that has to end before anything else is done."""
        return self._is_shown

    @property
    def is_running(self) -> bool:
        """Whether anything runs at all."""
        return self._stepper is not None

    def begin(self, work: Generator[object, None, R], done: Callable[[R], None], refused: Refusal, words: str = "") -> None:
        """Run work in place of what runs; with words it is shown as it goes on."""
        self.stop()
        stepper = self._stepper = Stepper(work, self)
        stepper.progressed.connect(lambda progress: self._progress.show_progress(progress.done, progress.total))
        stepper.finished.connect(partial(self._on_finished, stepper, done))
        stepper.failed.connect(partial(self._on_failed, stepper, refused))
        if words:
            self._is_shown = True
            self._progress.begin(words)
            self.changed.emit()
        stepper.start()

    def stop(self) -> None:
        """End what runs, if anything does: nothing of it stays."""
        stepper, self._stepper = self._stepper, None
        if stepper is not None:
            stepper.cancel()
            stepper.deleteLater()
        if self._is_shown:
            self._is_shown = False
            self._progress.end()
            self.changed.emit()

    def _on_finished(self, stepper: Stepper, done: Callable[[R], None], result: R) -> None:
        # Work that was stopped may still have an answer under way; that of former work is not asked for any more.
        if stepper is self._stepper:
            self.stop()
            done(result)

    def _on_failed(self, stepper: Stepper, refused: Refusal, problem: Exception) -> None:
        if stepper is not self._stepper:
            return
        self.stop()
        # A fault of the app, not of the file: raised on, it reaches the hook that reports such faults.
        if not isinstance(problem, TrackerError):
            self.broke.emit()
            raise problem
        refused(problem)
