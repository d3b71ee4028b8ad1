"""What every command is given: the clock, the paths, and the diary once it is asked for."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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


def say(text: str) -> None:
    """Print a line, unless there is nothing to say."""
    if text:
        click.echo(printable(text))


def say_json(data: Any) -> None:  # noqa: ANN401 - any plain data
    """Print data as JSON; half characters and the like cannot be in it."""
    # A terminal of another encoding is given escapes, which are JSON as well.
    plain = (sys.stdout.encoding or "utf-8").lower().replace("-", "") != "utf8"
    click.echo(json.dumps(data, ensure_ascii=plain, indent=2))


def printable(text: str) -> str:
    """The text with escapes for what the terminal cannot write."""
    encoding = sys.stdout.encoding or "utf-8"
    # A letter the terminal does not know must not end a command whose work is done.
    return text.encode(encoding, "backslashreplace").decode(encoding)
