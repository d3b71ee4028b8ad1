"""Opens an archive that has a password of its own, by age: nothing of it is written in plain."""

from pathlib import Path
from typing import BinaryIO

from tracker.age_format import MAGIC, NEEDED, NotWhole, TooHard, WrongPassword, opened
from tracker.domain.passwords import as_bytes
from tracker.errors import PasswordNeeded, Refused
from tracker.extra_libraries import refuse_missing
from tracker.importers.source import cannot_read, content_of, damaged, open_source, shown
from tracker.language import _


def is_sealed(path: Path) -> bool:
    """Whether a file has a password by age; raises Refused for one that cannot be opened."""
    return content_of(path, len(MAGIC)) == MAGIC


def open_sealed(path: Path, password: str | None) -> BinaryIO:
    """What is in it, to be read as long as it is whole; NotWhole is raised by the reading where it is not.

    Raises PasswordNeeded without a password, Refused for a wrong one, DiaryUnavailable where what it needs is not installed.
    """
    refuse_missing(NEEDED)
    if password is None:
        raise PasswordNeeded(_("{file} has a password. Nothing was changed; unlock it first.").format(file=shown(path.name)))
    file = open_source(path)
    try:
        return opened(file, as_bytes(password))
    except WrongPassword as problem:
        file.close()
        wrong = _("That is not the password of {file}. Nothing was changed; try again.")
        raise Refused(wrong.format(file=shown(path.name)), "password") from problem
    except (NotWhole, TooHard) as problem:
        file.close()
        raise damaged(path) from problem
    except OSError as problem:
        file.close()
        raise cannot_read(path, problem) from problem
