"""A file under a password of its own, by age."""

from collections.abc import Callable, Generator
from pathlib import Path

from tracker.age_format import NEEDED, seal_steps
from tracker.domain.passwords import composed, refuse_weak, unusual_letters
from tracker.extra_libraries import refuse_missing
from tracker.files import not_written
from tracker.steps import Progress


def refuse_sealing(password: str | None = None) -> None:
    """Raise DiaryUnavailable where what it needs is not installed, Refused for a password too easy to guess or that is no text."""
    refuse_missing(NEEDED)
    if password is not None:
        refuse_weak(password)
        try:
            password.encode()
        except UnicodeEncodeError as problem:  # half of a letter
            raise unusual_letters() from problem


def write_sealed_steps(file: Path, content: bytes, password: str, write: Callable[[Path, bytes], None]) -> Generator[Progress, None, None]:
    """Have `write` write a content under a password, once all of it is sealed in memory: none of it is on the disk in plain. Raises Refused."""
    try:
        sealed = yield from seal_steps(content, composed(password))
    except OSError as problem:
        raise not_written(file, problem) from problem
    write(file, sealed)
