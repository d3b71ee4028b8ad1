"""A course that goes by the clock alone, such as a contrast shower."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tracker.domain.exercise_steps import ExerciseSteps
from ui.sessions.step_timer import StepTimer

STEADY = timedelta(seconds=1)  # a second press that follows at once was not meant to stop


class TurnTimer(StepTimer):
    """As the step timer, but nothing is paused or passed over; space stops it. `announced` and `sound_wanted` come at each change."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        self._began: datetime | None = None
        self.pause_button.hide()
        self.next_button.hide()

    def start(self, course: ExerciseSteps) -> None:
        """Begin a course now."""
        self._began = self._now()
        super().start(course)

    def pause_or_go_on(self) -> None:
        """The clock does not wait."""

    def next_step(self) -> None:
        """Each turn takes its time."""

    def previous_step(self) -> None:
        """Each turn takes its time."""

    def do_main_action(self) -> None:
        """Stop."""
        if self._began is not None and self._now() - self._began >= STEADY:
            self.stop()
