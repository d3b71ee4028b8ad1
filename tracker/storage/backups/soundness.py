"""Whether a backup is as it was written, and whole."""

import contextlib
from pathlib import Path

from tracker.errors import TrackerError
from tracker.storage.backups.backup import is_as_written
from tracker.storage.connection import connect, refuse_foreign, refuse_unsound
from tracker.storage.damage import unreadable_parts
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.version import VERSION


def entries_if_sound(path: Path) -> int | None:
    """How many entries a backup holds outside of the bin, once all of it was read; None where it is not whole or not as it was written."""
    try:
        version = refuse_foreign(path).version
        if not is_as_written(path):
            return None
        with errors_in_words(path.parent), contextlib.closing(connect(path, writable=False)) as database:
            refuse_unsound(database)
            # Of an earlier version there are other tables; what opens it brings them up to date and reads them then.
            if version == VERSION and unreadable_parts(database):
                return None
            return int(database.execute("SELECT count(*) FROM entries WHERE deleted_at IS NULL").fetchone()[0])
    except TrackerError:
        return None
