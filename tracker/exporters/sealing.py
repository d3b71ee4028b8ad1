"""A file under a password of its own, by age."""

from collections.abc import Iterable
from pathlib import Path

from tracker.age_format import NEEDED, sealed
from tracker.domain.passwords import composed, refuse_weak, unusual_letters
from tracker.extra_libraries import refuse_missing


def refuse_sealing(password: str | None = None) -> None:
    """Raise DiaryUnavailable where what it needs is not installed, Refused for a password too easy to guess or that is no text."""
    refuse_missing(NEEDED)
    if password is not None:
        refuse_weak(password)
        try:
            password.encode()
        except UnicodeEncodeError as problem:  # half of a letter
            raise unusual_letters() from problem


def write_sealed(file: Path, lines: Iterable[str], password: str) -> None:
    """Write a text under a password: all of it is in memory, and none of it on the disk in plain."""
    file.write_bytes(sealed("".join(lines).encode(), composed(password)))
