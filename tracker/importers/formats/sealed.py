"""Opens an archive that has a password of its own, by age: nothing of it is written in plain."""

import io
import os
from pathlib import Path
from typing import BinaryIO

from tracker.age_format import LARGEST, MAGIC, NEEDED, NotWhole, TooHard, WrongPassword, opened
from tracker.domain.passwords import composed
from tracker.errors import PasswordNeeded, Refused
from tracker.extra_libraries import refuse_missing
from tracker.importers.source import cannot_read, content_of, damaged, open_source, shown, too_large
from tracker.language import _


def is_sealed(path: Path) -> bool:
    """Whether a file has a password by age; raises Refused for one that cannot be opened."""
    return content_of(path, len(MAGIC)) == MAGIC


def open_sealed(path: Path, password: str | None) -> BinaryIO:
    """What is in it, seen to be whole.

    Raises PasswordNeeded without a password, Refused for a wrong one or a file that is damaged or too large, DiaryUnavailable where what it
    needs is not installed.
    """
    refuse_missing(NEEDED)
    if password is None:
        raise PasswordNeeded(_("{file} has a password. Nothing was changed; unlock it first.").format(file=shown(path.name)))
    try:
        return io.BytesIO(opened(_content(path), composed(password)))
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
