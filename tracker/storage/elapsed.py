"""How far the sessions without an end had come at the last look, by the clocks of this computer; it stays on it."""

from datetime import datetime, timedelta

from tracker.domain.sessions import Elapsed
from tracker.domain.times import BootTime
from tracker.storage.connection import writing
from tracker.storage.database import Database, remembered
from tracker.storage.row_writes import delete, upsert
from tracker.storage.sound_reading import sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import Row, stamps


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
            over = "entry_id <> ? AND entry_id IN (SELECT entry_id FROM sessions WHERE ended_at IS NOT NULL)"
            delete(self._database, "session_elapsed", over, [session_id])
            upsert(self._database, "session_elapsed", row, "entry_id")

    def all(self) -> list[Elapsed]:
        """How far the sessions had come that anything is kept of."""
        with errors_in_words():
            return sound_rows(self._database, "session_elapsed", self._database.rows("SELECT * FROM session_elapsed"), _elapsed)

    @remembered
    def get(self, session_id: str) -> Elapsed | None:
        """How far a session had come; None where nobody looked, as of one that was begun on another computer."""
        with errors_in_words():
            rows = self._database.rows("SELECT * FROM session_elapsed WHERE entry_id = ?", [session_id])
        return next(iter(sound_rows(self._database, "session_elapsed", rows, _elapsed)), None)


def _elapsed(row: Row) -> Elapsed:
    seen_at = BootTime(row["boot"], timedelta(seconds=row["boot_seconds"]))
    return Elapsed(timedelta(seconds=row["elapsed_seconds"]), timedelta(seconds=row["counted_seconds"]), seen_at)
