"""A whole diary, made aside, brought into the place of a damaged one that is open, whose lock is held."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tracker.files import flush_folder, name_aside
from tracker.paths import Paths
from tracker.storage.backups.aside import ASIDE, ENDING
from tracker.storage.backups.backup import write_copy
from tracker.storage.backups.damaged import keep_damaged
from tracker.storage.connection import Patience, alone, connect_by
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words


class Place:
    """The place of the open diary, into which another content goes."""

    def __init__(self, database: Database, paths: Paths) -> None:
        self._database = database
        self._paths = paths
        self._is_kept = False
        self.moved_to: Database | None = None
        self.afterwards = contextlib.ExitStack()  # closed once the lock is no longer held

    def keep_damaged(self, now: datetime) -> Path:
        """Keep a copy of the damaged diary, where it lies; raises as `keep_damaged` does."""
        self._is_kept = True
        return keep_damaged(self._database, self._paths, now, self.afterwards)

    def take(self, aside: Database) -> None:
        """Bring a whole diary in: by one online backup; in place of a damaged one with a password as a file."""
        if self._database.key is None or not self._is_kept:
            self._database.become(aside)
            return
        # SQLCipher writes nothing through a connection that meets a damaged page. It is not tried: a journal of it would stay for a moment beside
        # the new file, and whoever opened that after a kill would roll it back into it.
        fresh = self._paths.data / name_aside(ASIDE, ENDING)
        write_copy(aside, fresh)
        with errors_in_words(self._paths.data):
            fresh.replace(self._paths.diary.resolve())
        flush_folder(self._paths.diary.resolve().parent)
        self.moved_to = connect_by(self._database.key, self._paths.diary)


@contextlib.contextmanager
def place_alone(database: Database, paths: Paths) -> Iterator[Place]:
    """Nobody else reads or writes the diary meanwhile; afterwards it is open as it was, whatever is in its place."""
    place = Place(database, paths)
    with place.afterwards, alone(database):
        yield place
    if place.moved_to is not None:
        if isinstance(place.moved_to.conn, Patience):
            place.moved_to.conn.wait_like(database.conn)
        database.go_over_to(place.moved_to)
