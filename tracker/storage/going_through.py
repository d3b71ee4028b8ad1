"""Going through all of a diary: more of the file is kept in memory meanwhile, so that a long one is not read over and over again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tracker.storage.database import Database

# What SQLite keeps by itself, and meanwhile: what belongs to an entry lies anywhere in the file, and ten years are 10,000 KiB.
CACHE_KIB, CACHE_KIB_MEANWHILE = 2_000, 32_000


@contextmanager
def going_through(database: Database) -> Iterator[None]:
    """All of the diary is read within."""
    _keep(database, CACHE_KIB_MEANWHILE)
    try:
        yield
    finally:
        _keep(database, CACHE_KIB)


def _keep(database: Database, kib: int) -> None:
    # For speed alone: what is wrong with the file is told by who reads it.
    with suppress(sqlite3.Error):
        database.conn.execute(f"PRAGMA cache_size = -{kib}")
