"""A damaged diary is never thrown away: the names under which it is kept, and a copy of one that another content is about to replace."""

import os
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from tracker.paths import Paths
from tracker.storage.backups.aside import JOURNAL
from tracker.storage.backups.backup import copy_as_it_is
from tracker.storage.backups.names import STAMP
from tracker.storage.database import Database


def diary_files(paths: Paths) -> tuple[Path, Path]:
    """The diary and its journal, which belongs to it."""
    return paths.diary, paths.diary.with_name(paths.diary.name + JOURNAL)


def free_prefix(paths: Paths, now: datetime) -> str:
    """What the names of the damaged files begin with: never those of a file that is kept already."""
    stamp = now.astimezone(UTC).strftime(STAMP)
    prefixes = chain((f"damaged-{stamp}-",), (f"damaged-{stamp}-{number}-" for number in count(2)))
    return next(prefix for prefix in prefixes if not any(os.path.lexists(file.with_name(prefix + file.name)) for file in diary_files(paths)))


def keep_damaged(database: Database, paths: Paths, now: datetime) -> Path:
    """Copy the open diary, damage and all, to a file with a dated name; raises DiaryUnavailable, or DiaryDamaged where not even that can be done."""
    # By SQLite: to open and close the file besides would let go of the lock on it.
    file = paths.diary.with_name(free_prefix(paths, now) + paths.diary.name)
    copy_as_it_is(database, file)
    return file
