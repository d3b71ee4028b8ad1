"""Opens an archive that has a password of its own, by age: nothing of it is written in plain."""

import os
from collections.abc import Generator
from pathlib import Path

from tracker.age_format import LARGEST, MAGIC, NEEDED, NotWhole, TooHard, WrongPassword, open_steps
from tracker.domain.passwords import composed
from tracker.errors import PasswordNeeded, Refused
from tracker.extra_libraries import refuse_missing
from tracker.importers.source import cannot_read, content_of, damaged, open_source, shown, too_large
from tracker.language import _
from tracker.steps import Progress


def is_sealed(path: Path) -> bool:
    """Whether a file has a password by age; raises Refused for one that cannot be opened."""
    return content_of(path, len(MAGIC)) == MAGIC


def needs_password(path: Path) -> PasswordNeeded:
    """What is raised for one that has not been opened."""
    refuse_missing(NEEDED)
    return PasswordNeeded(_("{file} has a password. Nothing was changed; unlock it first.").format(file=shown(path.name)))


def open_sealed_steps(path: Path, password: str) -> Generator[Progress, None, bytes]:
    """What is in it, seen to be whole. It takes a second or more, whatever the file: given up, the program that does it is gone.

    Raises Refused for a wrong password or a file that is damaged or too large, DiaryUnavailable where what it needs is not installed.
    """
    refuse_missing(NEEDED)
    try:
        return (yield from open_steps(_content(path), composed(password)))
    except WrongPassword as problem:
        wrong = _("That is not the password of {file}. Nothing was changed; try again.")
        raise Refused(wrong.format(file=shown(path.name)), "password") from problem
    except (NotWhole, TooHard) as problem:
        raise damaged(path) from problem
    except OSError as problem:
        raise cannot_read(path, problem) from problem


def _content(path: Path) -> bytes:
    with open_source(path) as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise too_large(path)
        return file.read()
