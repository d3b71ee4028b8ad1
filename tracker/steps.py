"""Long work in small steps: a generator that yields how far it is and returns what it made.

Whoever runs it stays alive between two steps, and may close it there: nothing has changed then.
"""

from collections.abc import Generator
from typing import NamedTuple, TypeVar

R = TypeVar("R")


class Progress(NamedTuple):
    """How far long work is: of a file in bytes, else in steps or pages. A `total` of 0 is not known; `words` may say what is being done."""

    done: int
    total: int = 0
    words: str = ""


def run_to_end(steps: Generator[object, None, R]) -> R:
    """What long work makes, all of its steps taken at once; raises what the work raises."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: R = end.value
            return made
