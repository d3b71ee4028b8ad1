"""Going on without what cannot be read: the damaged diary is kept as it is, and all that can be read of it takes its place."""

from datetime import datetime
from pathlib import Path

from tracker.paths import Paths
from tracker.storage.backups.damaged import keep_damaged
from tracker.storage.backups.salvage import readable_aside
from tracker.storage.connection import alone
from tracker.storage.database import Database


def let_go(database: Database, paths: Paths, now: datetime) -> Path:
    """Let go of what cannot be read in the open diary; the answer is the copy of the damaged one, which is kept beside it.

    Raises Refused or DiaryUnavailable, the diary as it was. Indexes and lost pages are mended by it too: each row is written anew.
    """
    # The lock is held to the end: what another program saves just before is in the copy, and so in what is left.
    with alone(database):
        kept = keep_damaged(database, paths, now)
        try:
            # Of the copy: to open and close the diary itself besides would let go of the lock on it.
            with readable_aside(kept, paths.data) as aside:
                database.become(aside)
        except BaseException:
            kept.unlink()  # the diary is as it was, and a copy of it would only take room
            raise
    return kept
