"""A damaged diary is never thrown away: the names under which it is kept, and a copy of one that another content is about to replace."""

import contextlib
import os
import shutil
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from tracker.files import atomic_produce
from tracker.paths import Paths
from tracker.storage.backups.aside import JOURNAL
from tracker.storage.backups.backup import copy_as_it_is
from tracker.storage.backups.names import STAMP
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words


def diary_files(paths: Paths) -> tuple[Path, Path]:
    """The diary and its journal, which belongs to it."""
    return paths.diary, paths.diary.with_name(paths.diary.name + JOURNAL)


def free_prefix(paths: Paths, now: datetime) -> str:
    """What the names of the damaged files begin with: never those of a file that is kept already."""
    stamp = now.astimezone(UTC).strftime(STAMP)
    prefixes = chain((f"damaged-{stamp}-",), (f"damaged-{stamp}-{number}-" for number in count(2)))
    return next(prefix for prefix in prefixes if not any(os.path.lexists(file.with_name(prefix + file.name)) for file in diary_files(paths)))


def keep_damaged(database: Database, paths: Paths, now: datetime, afterwards: contextlib.ExitStack) -> Path:
    """Copy the open diary, damage and all, to a file with a dated name; raises DiaryUnavailable, or DiaryDamaged where not even that can be done.

    `afterwards` is closed once the lock on the diary is no longer held.
    """
    file = paths.diary.with_name(free_prefix(paths, now) + paths.diary.name)
    if database.key is None:
        # By SQLite: to open and close the file besides would let go of the lock on it.
        copy_as_it_is(database, file)
        return file
    with errors_in_words(paths.data):
        # SQLCipher gives nothing of a damaged page, nor of any after it. So the file is read, and stays open as long as the lock is held.
        content = afterwards.enter_context(paths.diary.open("rb"))
        atomic_produce(file, lambda beside: _write_all(content, beside))
    return file


def _write_all(content: BinaryIO, file: Path) -> None:
    with file.open("wb") as opened:
        shutil.copyfileobj(content, opened)
