"""A whole diary, made aside, brought into the place of a damaged one that is open, whose lock is held."""

import contextlib
import sqlite3
from collections.abc import Iterator

from tracker.files import flush_folder, name_aside
from tracker.paths import Paths
from tracker.storage.backups.aside import ASIDE, ENDING
from tracker.storage.backups.backup import write_copy
from tracker.storage.connection import Patience, alone, connect_by
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words


class Place:
    """The place of the open diary, into which another content goes."""

    def __init__(self, database: Database, paths: Paths) -> None:
        self._database = database
        self._paths = paths
        self.moved_to: Database | None = None

    def take(self, aside: Database) -> None:
        """Bring a whole diary in: by one online backup; where that cannot be, as a file in place of the other."""
        try:
            self._database.become(aside)
        except sqlite3.OperationalError:
            # SQLCipher writes no more through a connection that has met a damaged page.
            if self._database.key is None:
                raise
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
    with alone(database):
        yield place
    if place.moved_to is not None:
        if isinstance(place.moved_to.conn, Patience):
            place.moved_to.conn.wait_like(database.conn)
        database.go_over_to(place.moved_to)
