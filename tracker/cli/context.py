"""What every command is given: the clock, the paths, and the diary once it is asked for."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

import click

from tracker.app import Tracker, open_tracker
from tracker.domain.times import Clock
from tracker.errors import DiaryUnavailable, PasswordNeeded
from tracker.paths import Paths
from tracker.start_options import StartOptions

if TYPE_CHECKING:
    from tracker.cli.secrets_asked import SecretSource


class Invocation:
    """One run of the command line."""

    def __init__(
        self, clock: Clock, paths: Paths, open_window: Callable[[Paths, Clock, StartOptions], int], password_from: int | None = None
    ) -> None:
        self.clock = clock
        self.paths = paths
        self.open_window = open_window
        self._password_from = password_from
        self._tracker: Tracker | None = None

    @property
    def tracker(self) -> Tracker:
        """The open diary; raises DiaryUnavailable."""
        # Opened late: --help and --version must not need a diary that can be opened.
        if self._tracker is None:
            self._tracker = self._opened()
            self._tracker.diary.sweep(self.clock.now())
        return self._tracker

    def _opened(self) -> Tracker:
        try:
            return open_tracker(self.paths, self.clock)
        except PasswordNeeded:
            from tracker.steps import run_to_end

            self.unlock()
        tracker = open_tracker(self.paths, self.clock)
        with suppress(DiaryUnavailable):  # what cannot be encrypted now is at the next unlocking
            run_to_end(tracker.password.follow_up())
        return tracker

    def unlock(self) -> None:
        """Ask for the password of the diary; raises Refused."""
        from tracker.cli.secrets_asked import unlock_asking

        unlock_asking(self.secrets, self.paths, self.clock)

    @cached_property
    def secrets(self) -> "SecretSource":
        """Where passwords are asked for."""
        from tracker.cli.secrets_asked import SecretSource

        return SecretSource(self._password_from)

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
