"""Since when somebody looks for reminders, and the pause from all of them."""

from datetime import datetime

from tracker.domain.reminders.quiet_hours import Pause
from tracker.storage.connection import writing
from tracker.storage.database import Database, remembered
from tracker.storage.row_writes import delete, upsert
from tracker.storage.sound_reading import note_missing, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import Row, instant, instant_text, stamps

WATCH, PAUSE = "watch", "pause"


class WatchStore:
    """What is kept of the looking itself, beside the reminders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @remembered
    def pause(self) -> Pause | None:
        """The last pause, whether it goes on or not."""
        row = self._row(PAUSE)
        return None if row is None or row["until"] is None else Pause(instant(row["at"]), instant(row["until"]))

    def set_pause(self, pause: Pause | None, now: datetime) -> None:
        """Keep a pause in place of the one before, or none."""
        with writing(self._database):
            delete(self._database, "reminder_watch", "name = ?", [PAUSE])
            if pause is not None:
                self._put(PAUSE, pause.at, now, until=instant_text(pause.until))

    def watched_since(self, zone: str, now: datetime) -> datetime:
        """Since when somebody looks in this zone: from now on, where nobody did, or only in another zone or by a clock set wrong."""
        row = self._row(WATCH)
        if row is not None and row["zone"] == zone and instant(row["at"]) <= now:
            return instant(row["at"])
        with writing(self._database):
            self._put(WATCH, now, now, zone=zone)
        return now

    @remembered
    def _row(self, name: str) -> Row | None:
        with errors_in_words():
            rows = self._database.rows("SELECT * FROM reminder_watch")
            note_missing(self._database, "reminder_watch", rows)
        return next((row for row in sound_rows(self._database, "reminder_watch", rows, dict) if row["name"] == name), None)

    def _put(self, name: str, at: datetime, now: datetime, **more: str) -> None:
        upsert(self._database, "reminder_watch", {"name": name, "at": instant_text(at), **more, **stamps(now)}, key="name")
