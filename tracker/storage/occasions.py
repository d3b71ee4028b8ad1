"""What was shown and raised, and when: the help list, the cautions, the reminders."""

from datetime import datetime

from sqlite_utils import Database

from tracker.domain.reminders import Reminder
from tracker.domain.times import Moment
from tracker.storage.connection import writing
from tracker.storage.telling import told_plainly
from tracker.storage.values import instant_text, moment, moment_columns, new_id, stamps

HELP, CAUTIONS = "help", "cautions"


class OccasionStore:
    """When the person was shown or reminded of something."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def shown(self, kind: str, at: Moment, now: datetime, episode_id: str | None = None) -> None:
        """Keep that a notice was shown."""
        with writing(self._database):
            row = {"id": new_id(), "kind": kind, "episode_id": episode_id, **moment_columns(at), **stamps(now)}
            self._database.table("notices_shown").insert(row)

    def last_shown(self, kind: str, episode_id: str | None = None) -> Moment | None:
        """When a notice was shown last, in an episode or at all."""
        with told_plainly():
            rows = self._database.query(
                "SELECT * FROM notices_shown WHERE kind = ? AND (? IS NULL OR episode_id = ?) ORDER BY at DESC LIMIT 1",
                [kind, episode_id, episode_id],
            )
            return next((moment(row) for row in rows), None)

    def raise_once(self, reminder: Reminder, now: datetime) -> bool:
        """Keep that a reminder was raised; False if it had been already."""
        with writing(self._database):
            due = instant_text(reminder.at)
            if self._database.execute("SELECT 1 FROM reminders_raised WHERE kind = ? AND due_at = ?", [reminder.kind, due]).fetchone():
                return False
            self._database.table("reminders_raised").insert({"id": new_id(), "kind": reminder.kind, "due_at": due, **stamps(now)})
        return True

    def answered(self, reminder: Reminder, answer: str, now: datetime) -> None:
        """Keep what the person answered to a reminder."""
        with writing(self._database):
            self._database.execute(
                "UPDATE reminders_raised SET answer = ?, answered_at = ?, updated_at = ? WHERE kind = ? AND due_at = ?",
                [answer, instant_text(now), instant_text(now), reminder.kind, instant_text(reminder.at)],
            )
