"""What every command is given: the clock, the paths, and the diary once it is asked for."""

from collections.abc import Callable

import click

from tracker.app import Tracker, open_tracker
from tracker.domain.times import Clock
from tracker.paths import Paths
from tracker.start_options import StartOptions


class Invocation:
    """One run of the command line."""

    def __init__(self, clock: Clock, paths: Paths, open_window: Callable[[Paths, Clock, StartOptions], int]) -> None:
        self.clock = clock
        self.paths = paths
        self.open_window = open_window
        self._tracker: Tracker | None = None

    @property
    def tracker(self) -> Tracker:
        """The open diary; raises DiaryUnavailable."""
        # Opened late: --help and --version must not need a diary that can be opened.
        if self._tracker is None:
            self._tracker = open_tracker(self.paths, self.clock)
            self._tracker.diary.sweep(self.clock.now())
        return self._tracker

    @property
    def opened(self) -> Tracker | None:
        """The diary, where the command has opened it."""
        return self._tracker

    def close(self) -> None:
        """Let go of the diary, if it was opened."""
        if self._tracker is not None:
            self._tracker.close()
            self._tracker = None


passing = click.make_pass_decorator(Invocation)
