"""Going on without what cannot be read: the damaged diary is kept as it is, and all that can be read of it takes its place."""

import contextlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker.domain.damage import Unreadable
from tracker.paths import Paths
from tracker.storage.backups.bringing_in import place_alone
from tracker.storage.backups.salvage import readable_aside
from tracker.storage.connection import connect_by
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import OF_DAMAGE
from tracker.storage.tallies import ENTRIES, ENTRY_TALLIES, TALLIES


class LetGo(NamedTuple):
    """Where the damaged diary is kept, and what there was to be of each part and is no more."""

    copy: Path
    gone: tuple[Unreadable, ...]


def let_go(database: Database, paths: Paths, now: datetime) -> LetGo:
    """Let go of what cannot be read in the open diary, and of what goes with it; a copy of the damaged file is kept beside it.

    Raises Refused or DiaryUnavailable, the diary as it was. Indexes and lost pages are mended by it too: each row is written anew.
    """
    # The lock is held to the end: what another program saves just before is in the copy, and so in what is left.
    with place_alone(database, paths) as place:
        copy = place.keep_damaged(now)
        try:
            # Of the copy: to open and close the diary itself besides would let go of the lock on it.
            with readable_aside(copy, paths.data) as aside, contextlib.closing(connect_by(database.key, copy, writable=False)) as kept:
                before, after = _counted(kept), _counted(aside)
                place.take(aside)
        except BaseException:
            copy.unlink()  # the diary is as it was, and a copy of it would only take room
            raise
    return LetGo(copy, tuple(Unreadable(part, count - after.get(part, 0)) for part, count in before.items() if count > after.get(part, 0)))


def _counted(database: Database) -> dict[str, int]:
    """How many records there are to be of each part, as far as the tallies can be read."""
    counted: dict[str, int] = {}
    for sql in (f"SELECT '{ENTRIES}', sum(rows) FROM {ENTRY_TALLIES}", f"SELECT part, rows FROM {TALLIES}"):  # noqa: S608 - names of our own
        with contextlib.suppress(*OF_DAMAGE):
            counted |= {part: int(count) for part, count in database.conn.execute(sql) if count}
    return counted
