"""Files of the diary made aside, in the folder of the live one and gone again afterwards: a fresh one, and a copy to migrate."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from tracker.files import PRIVATE_FILE
from tracker.storage.connection import APPLICATION_ID, connect, standing_still
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.version import VERSION

ASIDE = ".aside-"
# Much longer than a backup or an import takes: what is older belongs to no program that still runs.
LEFT_BEHIND_SECONDS = 3_600


@contextlib.contextmanager
def fresh_file(folder: Path, version: int = VERSION) -> Iterator[Path]:
    """A new empty diary of a version beside the live one; gone again afterwards."""
    with _file_aside(folder) as aside:
        with errors_in_words(folder), contextlib.closing(connect(aside)) as database:
            database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.migrate(version)
        yield aside


@contextlib.contextmanager
def fresh_copy(database: Database, folder: Path) -> Iterator[Database]:
    """An open copy of a database in a file beside it; gone again afterwards."""
    with _file_aside(folder) as aside, contextlib.closing(connect(aside)) as copy:
        with standing_still(database):
            copy.become(database)
        yield copy


@contextlib.contextmanager
def _file_aside(folder: Path) -> Iterator[Path]:
    # In the folder of the diary: a rename or a link works within one file system only.
    aside = folder / f"{ASIDE}{os.urandom(6).hex()}.sqlite3"
    with errors_in_words(folder):
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    try:
        _sweep(folder, aside)
        yield aside
    finally:
        _forget(aside)


def _sweep(folder: Path, newest: Path) -> None:
    """Remove what a killed program left beside the diary; what is younger than an hour may be in use."""
    with contextlib.suppress(OSError):
        # By the clock that dates the other files as well, and not by that of this computer.
        now = newest.stat().st_mtime
        for left in folder.glob(f"{ASIDE}*.sqlite3"):
            if now - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
                _forget(left)


def _forget(aside: Path) -> None:
    # A writer that was killed leaves a journal beside its file.
    for leftover in (aside, aside.with_name(aside.name + "-journal")):
        with contextlib.suppress(OSError):
            leftover.unlink()
