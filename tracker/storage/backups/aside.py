"""Files of the diary made aside, in the folder of the live one and gone again afterwards: a fresh one, and a copy to migrate."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from tracker.files import PRIVATE_FILE, name_aside
from tracker.storage.connection import APPLICATION_ID, connect, standing_still
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.version import VERSION

ASIDE, ENDING, JOURNAL = ".aside-", ".sqlite3", "-journal"


@contextlib.contextmanager
def fresh_file(folder: Path, version: int = VERSION) -> Iterator[Path]:
    """A new empty diary of a version beside the live one; gone again afterwards."""
    with file_aside(folder) as aside:
        with errors_in_words(folder), contextlib.closing(connect(aside)) as database:
            database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.migrate(version)
        yield aside


@contextlib.contextmanager
def fresh_copy(database: Database, folder: Path) -> Iterator[Database]:
    """An open copy of a database in a file beside it; gone again afterwards."""
    with file_aside(folder) as aside, contextlib.closing(connect(aside)) as copy:
        with standing_still(database):
            copy.become(database)
        yield copy


@contextlib.contextmanager
def file_aside(folder: Path) -> Iterator[Path]:
    """An empty file beside the live diary; gone again afterwards, where it was not put in its place."""
    # In the folder of the diary: a rename or a link works within one file system only.
    aside = folder / name_aside(ASIDE, ENDING)
    with errors_in_words(folder):
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    try:
        yield aside
    finally:
        forget(aside)


def forget(aside: Path) -> None:
    """Remove a file aside with its journal."""
    # A writer that was killed leaves a journal beside its file.
    for leftover in (aside, aside.with_name(aside.name + JOURNAL)):
        with contextlib.suppress(OSError):
            leftover.unlink()
