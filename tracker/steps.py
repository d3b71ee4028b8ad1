"""Long work in steps, a generator, done at once where nobody waits for each of them."""

from collections.abc import Generator
from typing import TypeVar

R = TypeVar("R")


def finished(steps: Generator[object, None, R]) -> R:
    """What long work answers, done at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: R = end.value
            return result
