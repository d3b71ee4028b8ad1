"""Long work in small steps: a generator, advanced a little at each turn of the event loop, so that the window stays alive."""

from collections.abc import Generator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from tracker.steps import Progress

TURN_MS = 15  # as long as a window may be deaf without anyone feeling it


class Stepper(QObject):
    """Runs one generator to its end; emits exactly one of `finished`, `failed` and `cancelled`.

    `turn_ms`: how long it goes on in a turn, in milliseconds; with 0 a step is a turn.
    """

    progressed = Signal(object)  # Progress, where the last step of a turn was one
    finished = Signal(object)  # what the generator returned
    failed = Signal(object)  # the Exception
    cancelled = Signal()

    def __init__(self, work: Generator[object, None, object], parent: QObject | None = None, turn_ms: int = TURN_MS) -> None:
        super().__init__(parent)
        self._work = work
        self._turn_ms = turn_ms
        self._running = False
        self._stepping = False
        self._timer = QTimer(self)
        # Qt serves a timer of 0 once at each turn, after events of the window system: keys and paintings go first.
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    @property
    def running(self) -> bool:
        """Whether the work has begun and not ended."""
        return self._running

    def start(self) -> None:
        """Begin at the next turn of the event loop."""
        self._running = True
        self._timer.start()

    def cancel(self) -> None:
        """Stop the work; the generator is closed, so that its `finally` runs. Does nothing once it has ended."""
        if not self._running:
            return
        self._end()
        # A step may, by what it sets off, cancel its own work: a generator that runs cannot be closed, so `_after_turn` does it.
        if not self._stepping:
            self._close_cancelled()

    def _turn(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        latest: object = None
        self._stepping = True
        try:
            while self._running:
                latest = next(self._work)
                # Several steps at each turn: one alone would spend more on the event loop than on the work.
                if clock.elapsed() >= self._turn_ms:
                    break
        except StopIteration as end:
            self._conclude(end.value)
        except Exception as problem:  # noqa: BLE001 - handed on by the signal, whatever it is
            self._fail(problem)
        else:
            self._after_turn(latest)
        finally:
            self._stepping = False

    def _after_turn(self, latest: object) -> None:
        if not self._running:
            self._close_cancelled()
            return
        if isinstance(latest, Progress):
            self.progressed.emit(latest)

    def _conclude(self, result: object) -> None:
        if self._running:
            self._end()
            self.finished.emit(result)
        else:
            self.cancelled.emit()

    def _fail(self, problem: Exception) -> None:
        self._end()
        self.failed.emit(problem)

    def _close_cancelled(self) -> None:
        try:
            self._work.close()
        except Exception as problem:  # noqa: BLE001 - its cleaning up failed: that must be told
            self.failed.emit(problem)
        else:
            self.cancelled.emit()

    def _end(self) -> None:
        self._running = False
        self._timer.stop()
