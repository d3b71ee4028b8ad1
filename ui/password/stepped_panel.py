"""The panel that opens what takes a secret, where trying it is long work: the window answers meanwhile, and it can be given up."""

from collections.abc import Callable, Generator
from datetime import timedelta

from tracker.errors import TrackerError
from ui.password.unlock_panel import UnlockPanel
from ui.stepper import Stepper


class SteppedUnlockPanel(UnlockPanel):
    """Takes the title, what gives the work that tries a secret and raises Refused for a wrong one, and the name of the way out."""

    def __init__(self, title: str, try_steps: Callable[[str], Generator[object, None, object]], leave: str) -> None:
        super().__init__(title, try_steps, lambda: timedelta(0), leave)
        self._try_steps = try_steps
        self._stepper: Stepper | None = None

    def stop(self) -> None:
        """Give up what is being tried as well."""
        super().stop()
        stepper, self._stepper = self._stepper, None
        if stepper is not None:
            stepper.cancel()
            stepper.deleteLater()

    def _try(self) -> None:
        secret = self.field.text()
        self.field.setReadOnly(True)
        self._stepper = Stepper(self._try_steps(secret), self, turn_ms=0)
        self._stepper.finished.connect(lambda _result: self._on_right(secret))
        self._stepper.failed.connect(self._on_failed)
        self._stepper.start()

    def _on_right(self, secret: str) -> None:
        self._end_try()
        self._let_in(secret, is_code=False)

    def _end_try(self) -> None:
        super()._end_try()
        self.field.setReadOnly(False)

    def _on_failed(self, problem: Exception) -> None:
        self._end_try()
        # A fault of the app, not of the file: raised on, it reaches the hook that reports such faults.
        if not isinstance(problem, TrackerError):
            raise problem
        self._refuse(problem.sentence)
