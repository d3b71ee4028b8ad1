"""The diary and what lies beside it, encrypted or decrypted a step a turn, with a bar that says how far that is."""

from collections.abc import Callable, Generator

from PySide6.QtWidgets import QApplication, QWidget

from tracker.steps import Progress
from ui.stepper import Stepper
from ui.widgets.run_progress import RunProgress


class Conversion(RunProgress):
    """Hidden until it runs; one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._stepper: Stepper | None = None

    @property
    def is_running(self) -> bool:
        """Whether one has begun and not ended."""
        return self._stepper is not None

    def run(
        self, words: str, work: Generator[Progress, None, None], done: Callable[[], None], failed: Callable[[Exception], None], *held: QWidget
    ) -> None:
        """Do the work; `held` are the buttons that cannot be pressed meanwhile."""
        self.begin(words)
        stepper = self._stepper = Stepper(work, self)
        stepper.progressed.connect(self._on_progressed)

        def end() -> None:
            self._stepper = None
            stepper.deleteLater()
            self.end()
            for button in held:
                button.setEnabled(True)

        def on_failed(problem: Exception) -> None:
            end()
            failed(problem)

        def on_finished(_result: object) -> None:
            end()
            done()

        for button in held:
            button.setEnabled(False)
        stepper.failed.connect(on_failed)
        stepper.finished.connect(on_finished)
        # The generator takes away what it has begun; left to the end of Python, its files might stay.
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(stepper.cancel)
        stepper.start()

    def _on_progressed(self, progress: Progress) -> None:
        if progress.words and progress.words != self.bar.accessibleName():
            self.begin(progress.words)
        self.show_progress(progress.done, progress.total)
