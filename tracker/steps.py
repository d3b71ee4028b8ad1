"""Long work in small steps: a generator that yields how far it is and returns what it made.

Whoever runs it stays alive between two steps, and may close it there: nothing has changed then.
"""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

R = TypeVar("R")
STEP = 0.004  # seconds: so long whoever waits for a thread sleeps at a time


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


def meanwhile(work: Callable[[], R], end: Callable[[], object] = lambda: None) -> Generator[Progress, None, R]:
    """What work makes that lets other threads run, in one of its own, waited for step by step; raises what it raises.

    It is waited for to its end where it is given up as well; `end` is called before, in any case, and may bring that about.
    """
    from concurrent.futures import Future, wait  # seldom needed
    from threading import Thread

    made: Future[R] = Future()
    # Not of a pool, whose threads wait for more where the one who waits for them has been forgotten: this one ends with the work.
    thread = Thread(target=_fulfil, args=(made, work))
    thread.start()
    try:
        while wait([made], STEP).not_done:
            yield Progress(0)
    finally:
        end()
        thread.join()
    return made.result()


def _fulfil(made: "Future[R]", work: Callable[[], R]) -> None:
    try:
        made.set_result(work())
    except BaseException as problem:  # noqa: BLE001 - raised where it is waited for, whatever it is
        made.set_exception(problem)
