"""What is printed, on whatever terminal, and what becomes of a command whose answer cannot be."""

import sys
from collections.abc import Callable
from typing import Any

import click

from tracker.language import _
from tracker.standard_streams import complain, give_up

DONE, REFUSED, USAGE, UNTOLD = 0, 1, 2, 3
"""The exit codes: scripts ask for these numbers, and they stay as they are."""


class NotPrinted(Exception):  # noqa: N818 - named for what happened: the command is done, its answer lost
    """Standard output does not take what was to be printed."""


def say(text: str) -> None:
    """Print a line, unless there is nothing to say; raises NotPrinted."""
    if not text:
        return
    # As Python has it where the shell closed it (>&-): click would print nothing, without a word.
    if sys.stdout is None:
        raise NotPrinted(_("it is closed"))
    try:
        click.echo(printable(text))
    except OSError as problem:
        give_up(sys.stdout)
        raise NotPrinted(problem.strerror or type(problem).__name__) from problem


def say_json(data: Any) -> None:  # noqa: ANN401 - any plain data
    """Print data as JSON; half characters and the like cannot be in it. Raises NotPrinted."""
    import json  # whoever asks for the version waits for no JSON

    # A terminal of another encoding is given escapes, which are JSON as well.
    plain = _encoding().lower().replace("-", "") != "utf8"
    say(json.dumps(data, ensure_ascii=plain, indent=2))


def code_of(command: Callable[[], int]) -> int:
    """The exit code of a command, also where its answer could not be printed: it is done all the same, and that is said."""
    try:
        return command()
    except NotPrinted as problem:
        complain(
            _("It was done, and what was to be saved is saved, but the answer could not be written to standard output ({reason}).").format(
                reason=problem
            )
        )
        return UNTOLD


def printable(text: str) -> str:
    """The text with escapes for what the terminal cannot write."""
    # A letter the terminal does not know must not end a command whose work is done.
    return text.encode(_encoding(), "backslashreplace").decode(_encoding())


def _encoding() -> str:
    return (sys.stdout and sys.stdout.encoding) or "utf-8"
