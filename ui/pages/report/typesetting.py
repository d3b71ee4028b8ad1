"""Making the pages of the report anew whenever something about it changes, a little at a time, so that the window stays alive."""

import threading
from collections.abc import Callable, Generator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.steps import Progress
from ui.stepper import Stepper

if TYPE_CHECKING:
    from tracker.reports.typesetting import Typeset

Steps = Generator[Progress, None, "Typeset"]
# While a name is typed each letter is another report: the setting waits until the typing rests.
SETTLE_MS = 300
SLOW_TO_LOAD = ("tracker.services.charting", "tracker.services.reporting", "tracker.charts.drawers", "tracker.reports.typesetting")
# Seconds for the loading thread before the window has its turn again.
A_MOMENT = 0.01


class ReportSetting(QObject):
    """Runs one setting at a time; a new wish ends the one before. `made` is the last result, as long as it is what was wished."""

    told = Signal(str, int, int)  # what is being done, how many steps are done, of how many
    finished = Signal()
    failed = Signal(object)  # the Exception

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.made: Typeset | None = None
        self._ask: Callable[[], Steps] | None = None
        self._stepper: Stepper | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._begin)

    @property
    def is_running(self) -> bool:
        """Whether pages are being set, or will be in a moment."""
        return self._settle.isActive() or (self._stepper is not None and self._stepper.running)

    def want(self, ask: Callable[[], Steps], wait_ms: int = SETTLE_MS) -> None:
        """Set these pages once nothing else has been wished for so many milliseconds."""
        self.stop()
        self.made = None
        self._ask = ask
        self._settle.start(wait_ms)

    def again(self) -> None:
        """Begin what was stopped from its beginning."""
        if self._ask is not None:
            self.want(self._ask, 0)

    def stop(self) -> None:
        """Leave what is being done."""
        self._settle.stop()
        if self._stepper is not None:
            self._stepper.cancel()
            self._stepper.deleteLater()
            self._stepper = None

    def _begin(self) -> None:
        if self._ask is None:
            return
        stepper = self._stepper = Stepper(_loaded(self._ask), self)
        stepper.progressed.connect(lambda progress: self.told.emit(progress.words, progress.done, progress.total))
        stepper.finished.connect(self._on_finished)
        stepper.failed.connect(self.failed)
        stepper.start()

    def _on_finished(self, made: "Typeset") -> None:
        self.made = made
        self.finished.emit()


def _loaded(ask: Callable[[], Steps]) -> Generator[Progress | None, None, "Typeset"]:
    """The steps of a setting, once what they need is loaded."""
    yield from _loading()
    return (yield from ask())


def _loading() -> Generator[None]:
    """Load what draws and sets aside, the first time, which takes half a second."""
    # In a thread, since an import cannot be taken in steps; daemon, so that a window closed meanwhile does not wait for it.
    thread = threading.Thread(target=lambda: [import_module(name) for name in SLOW_TO_LOAD], name="loading", daemon=True)
    thread.start()
    while thread.is_alive():
        yield
        thread.join(A_MOMENT)
