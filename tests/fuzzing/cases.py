"""Files spoilt from a seed and read: each ends in a result or in one of the app's own errors with a sentence, and nothing of it is in the log.

Each case is drawn from the seed and its own number alone, so that one that fails can be done again by itself.
"""

import logging
import signal
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from types import FrameType

from tests.fuzzing.ground import Ground, refuse_unfit
from tests.fuzzing.readers import READERS, Reader
from tracker.errors import TrackerError

SEED = 20261129
# Of processor time, on which a busy computer has no bearing: most cases take some hundredths of a second. It ends what would never end.
LONGEST_SECONDS = 30.0


class Endless(BaseException):
    """A case that does not end. No Exception, which code may catch."""


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@dataclass
class Found:
    """What came of so many cases: by reader, how many were read and refused, and which failed with what."""

    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[int, str, str]] = field(default_factory=list)


def case(number: int, seed: int = SEED, readers: tuple[Reader, ...] = READERS) -> tuple[Reader, str, bytes]:
    """A case by its number: the reader, the name of the good file, and the file spoilt."""
    reader = readers[number % len(readers)]
    chance = Random(f"{seed} {number}")  # a text is hashed by Random itself, the same in each process
    name, content = chance.choice(sorted(reader.samples().items()))
    return reader, name, reader.spoil(content, chance)


def attempt(ground: Ground, reader: Reader, name: str, content: bytes) -> bool:
    """Read a file; whether it was read and not refused. Raises AssertionError for what must not be, or whatever else came out of the reader."""
    ground.make_ready()
    before = None
    if not reader.is_diary:
        _ = ground.tracker  # open before it is looked at
        before = ground.look()
    with _listening() as lines, _ending():
        try:
            reader.read(ground, content, name)
            is_read = True
        except TrackerError as problem:
            refuse_unfit(problem)
            is_read = False
    assert not lines, lines
    if before is None or is_read:
        ground.clear()
    else:
        after = ground.look()
        assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set(), "the diary was changed"
    return is_read


def run(numbers: Iterable[int], seed: int = SEED, readers: tuple[Reader, ...] = READERS) -> Found:
    """Try all of these cases."""
    found, ground = Found(), Ground()
    try:
        for number in numbers:
            reader, name, content = case(number, seed, readers)
            try:
                is_read = attempt(ground, reader, name, content)
            except (Exception, Endless) as problem:  # noqa: BLE001 - whatever comes is what is looked for
                found.failed.append((number, reader.name, _told(problem)))
                ground.clear()
            else:
                (found.read if is_read else found.refused)[reader.name] += 1
    finally:
        ground.close()
    return found


def _told(problem: BaseException) -> str:
    """The error, and where in the code of the app it came from."""
    places, trace = [], problem.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(problem).__name__}: {str(problem)[:300]!r} at {' '.join(places[-3:])}"


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What is logged meanwhile, and warnings as errors."""
    log, root = _Log(), logging.getLogger()
    root.addHandler(log)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield log.lines
    finally:
        root.removeHandler(log)


@contextmanager
def _ending() -> Iterator[None]:
    """Break off what takes more processor time than any case does; where the system has no such timer, nothing is broken off."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise Endless(f"no end after {LONGEST_SECONDS:.0f} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
