"""How far the sessions without an end had come at the last look, by the clocks of this computer; it stays on it."""

from datetime import datetime, timedelta

from tracker.domain.sessions import Elapsed
from tracker.domain.times import BootTime
from tracker.storage.connection import upsert, writing
from tracker.storage.database import Database, remembered
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import stamps


class ElapsedStore:
    """What had elapsed of each session that ran when the app looked last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, session_id: str, elapsed: Elapsed, now: datetime) -> None:
        """Keep how far a session has come; that of sessions that are over is forgotten."""
        row = {
            "entry_id": session_id,
            "elapsed_seconds": elapsed.length.total_seconds(),
            "counted_seconds": elapsed.counted.total_seconds(),
            "boot": elapsed.seen_at.boot,
            "boot_seconds": elapsed.seen_at.since.total_seconds(),
            **stamps(now),
        }
        with writing(self._database):
            self._database.execute(
                "DELETE FROM session_elapsed WHERE entry_id <> ? AND entry_id IN (SELECT entry_id FROM sessions WHERE ended_at IS NOT NULL)",
                [session_id],
            )
            upsert(self._database, "session_elapsed", row, "entry_id")

    @remembered
    def get(self, session_id: str) -> Elapsed | None:
        """How far a session had come; None where nobody looked, as of one that was begun on another computer."""
        sql = "SELECT elapsed_seconds, counted_seconds, boot, boot_seconds FROM session_elapsed WHERE entry_id = ?"
        with errors_in_words():
            row = self._database.execute(sql, [session_id]).fetchone()
        if row is None:
            return None
        length, counted, boot, since = row
        return Elapsed(timedelta(seconds=length), timedelta(seconds=counted), BootTime(boot, timedelta(seconds=since)))
