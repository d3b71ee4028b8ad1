"""What every command is given: the clock, the paths, and the diary once it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field

import click

from tracker.app import Tracker, open_tracker
from tracker.domain.times import Clock
from tracker.paths import Paths
from tracker.start_options import StartOptions


@dataclass(slots=True)
class Invocation:
    """One run of the command line."""

    clock: Clock
    paths: Paths
    open_window: Callable[[Paths, Clock, StartOptions], int]
    _tracker: Tracker | None = field(default=None)

    @property
    def tracker(self) -> Tracker:
        """The open diary; raises DiaryUnavailable."""
        # Opened late: --help and --version must not need a diary that can be opened.
        if self._tracker is None:
            self._tracker = open_tracker(self.paths, self.clock)
        return self._tracker

    def close(self) -> None:
        """Let go of the diary, if it was opened."""
        if self._tracker is not None:
            self._tracker.close()
            self._tracker = None


passing = click.make_pass_decorator(Invocation)
