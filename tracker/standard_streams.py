"""Standard output and standard error where they are closed, or take nothing more."""

import os
import sys

# As typing has it, whose import takes as long as all that a second start does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def fill_closed_streams() -> None:
    """Lead the numbers of closed standard streams nowhere: else the next file opened has one, and what a library prints is in it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, and so this one


def give_up(stream: "TextIO") -> None:
    """Let the rest go nowhere: Python writes once more at its end what is left, and an error there would be the exit code."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    # A stream that is no file, as in another program that runs this one.
    except (OSError, ValueError):
        return


def complain(text: str) -> None:
    """Print a line on standard error; where that cannot be written either, the exit code alone tells of it."""
    # None where it was closed when Python started.
    if sys.stderr is None:
        return
    try:
        # Half of a pair, as a file name may hold, no encoding knows; of the rest Python itself writes escapes there for what the stream's does not.
        sys.stderr.write(text.encode(errors="backslashreplace").decode() + "\n")
        sys.stderr.flush()
    except OSError:
        give_up(sys.stderr)
