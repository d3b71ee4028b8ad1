"""The command line: proves the core and never imports Qt."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.imports_at_once import importing
from tracker.language import choose_language, wanted_languages
from tracker.library.resources import resource
from tracker.second_start import StartMessage, asked_for
from tracker.standard_streams import complain

if TYPE_CHECKING:
    from tracker.domain.times import Clock
    from tracker.paths import Paths
    from tracker.start_options import StartOptions

__all__ = ["run"]


def run(
    arguments: Sequence[str], clock: "Clock", open_window: "Callable[[Paths, Clock, StartOptions], int]", translations: Path | None = None
) -> int:
    """Run one command line, by default in the app's own translations; the answer is one of those in `terminal`."""
    # Before click: help and errors are put in words while the line is read.
    choose_language(translations or resource("translations"), wanted_languages())
    if list(arguments) == ["--version"]:
        from tracker.cli.terminal import code_of
        from tracker.cli.version import say_version

        return code_of(say_version)
    if (asked := asked_for(arguments)) is not None:
        return _start_window(asked, "--minimised" in arguments, clock, open_window)
    with importing():
        from tracker.cli import application  # with all that every command uses
        from tracker.cli.terminal import code_of

    return code_of(lambda: application.run(arguments, clock, open_window))


def _start_window(
    asked: tuple[str | None, StartMessage], minimised: bool, clock: "Clock", open_window: "Callable[[Paths, Clock, StartOptions], int]"
) -> int:
    """Open the window as click would, without what the commands are made of: most starts are of this kind."""
    chosen, message = asked
    with importing():
        from tracker.cli.folder import paths_of
        from tracker.errors import Refused
        from tracker.start_options import StartOptions
    try:
        paths = paths_of(chosen)
    except Refused as problem:
        complain(problem.sentence)
        return 1
    return open_window(paths, clock, StartOptions(minimised=minimised, quick_entry=message is StartMessage.QUICK_ENTRY))
