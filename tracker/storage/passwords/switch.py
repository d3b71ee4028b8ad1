"""The diary made one with a password, or one without: aside, compared, and put in the place of the other by one renaming."""

import contextlib
from collections.abc import Generator
from pathlib import Path

from tracker.errors import DiaryUnavailable
from tracker.files import flush_file, flush_folder
from tracker.language import _
from tracker.paths import Paths
from tracker.storage.backups.aside import file_aside, forget
from tracker.storage.connection import alone, connect_by, open_file, put_in_force, standing_still
from tracker.storage.damage import refuse_damaged
from tracker.storage.database import Database, Key
from tracker.storage.passwords.conversion import convert
from tracker.storage.sqlite_errors import errors_in_words


def switch_steps(database: Database, paths: Paths, key: Key | None) -> Generator[None, None, None]:
    """Give the open diary this key, or none, a part a step; the last one is the switch itself, before which all is as it was.

    Raises DiaryDamaged or DiaryUnavailable. Others that have the diary open find it moved, and save nothing in what is gone.
    """
    while True:
        seen = _writings(database)
        with file_aside(paths.data) as copy, file_aside(paths.data) as fresh:
            # Not of the diary itself: to open it by another library and close it would let go of the locks of this one.
            _copy(database, copy)
            yield
            with errors_in_words(paths.data), contextlib.closing(connect_by(database.key, copy, writable=False)) as copied:
                refuse_damaged(copied)
            yield
            convert(copy, database.key, fresh, key)
            forget(copy)  # where it is in plain, it is gone before the switch
            yield
            with alone(database):
                if _writings(database) == seen:
                    _put_in_place(fresh, paths.diary)
                    break
    put_in_force(paths.data, key)
    database.go_over_to(connect_by(key, paths.diary))


def _writings(database: Database) -> tuple[int, int]:
    """Two numbers, one of which changes whenever somebody writes, this program or another."""
    return database.data_version(), database.conn.total_changes


def _copy(database: Database, copy: Path) -> None:
    with errors_in_words(copy.parent), standing_still(database), contextlib.closing(open_file(copy, "mode=rw", database.key)) as target:
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        database.conn.backup(target)


def _put_in_place(fresh: Path, diary: Path) -> None:
    try:
        flush_file(fresh)
        # Links are followed: the diary may lie elsewhere.
        fresh.replace(diary.resolve())
        flush_folder(diary.resolve().parent)
    except OSError as problem:
        raise DiaryUnavailable(
            _("The diary could not be put in place ({reason}). Nothing was changed; check the folder and try again.").format(
                reason=problem.strerror or type(problem).__name__
            )
        ) from problem
