"""Whether all that a backup holds can be read."""

import contextlib
from pathlib import Path

from tracker.errors import TrackerError
from tracker.storage.connection import connect, refuse_foreign, refuse_unsound
from tracker.storage.damage import damage_of
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.version import VERSION


def is_whole(path: Path) -> bool:
    """Whether a backup is a diary all of which can be read."""
    try:
        refuse_foreign(path)
        with errors_in_words(path.parent), contextlib.closing(connect(path, writable=False)) as database:
            refuse_unsound(database)
            (version,) = database.conn.execute("PRAGMA user_version").fetchone()
            # Of an earlier version there are other tables; what opens it brings them up to date and reads them then.
            return version != VERSION or not damage_of(database)
    except TrackerError:
        return False
