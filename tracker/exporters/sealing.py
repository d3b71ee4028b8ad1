"""A file under a password of its own, by age."""

from collections.abc import Iterable
from pathlib import Path

from tracker.age_format import NEEDED, sealed
from tracker.domain.passwords import as_bytes, refuse_weak
from tracker.extra_libraries import refuse_missing


def refuse_sealing(password: str | None = None) -> None:
    """Raise DiaryUnavailable where what it needs is not installed, Refused for a password too easy to guess."""
    refuse_missing(NEEDED)
    if password is not None:
        refuse_weak(password)


def write_sealed(file: Path, lines: Iterable[str], password: str) -> None:
    """Write a text under a password, line by line: neither is it in memory whole, nor any of it on the disk in plain."""
    with file.open("wb") as out:
        out.writelines(sealed((line.encode() for line in lines), as_bytes(password)))
