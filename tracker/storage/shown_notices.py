"""What was shown, and when: the help list, the cautions."""

from datetime import datetime

from tracker.domain.times import Moment
from tracker.storage.connection import insert, writing
from tracker.storage.database import Database, remembered
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import moment, moment_columns, new_id, stamps

HELP, CAUTIONS = "help", "cautions"


class OccasionStore:
    """When the person was shown something."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def shown(self, kind: str, at: Moment, now: datetime, episode_id: str | None = None) -> None:
        """Keep that a notice was shown."""
        with writing(self._database):
            row = {"id": new_id(), "kind": kind, "episode_id": episode_id, **moment_columns(at), **stamps(now)}
            insert(self._database, "notices_shown", row)

    @remembered
    def last_shown(self, kind: str, episode_id: str | None = None) -> Moment | None:
        """When a notice was shown last, in an episode or at all."""
        with errors_in_words():
            rows = self._database.rows(
                "SELECT * FROM notices_shown WHERE kind = ? AND (? IS NULL OR episode_id = ?) ORDER BY at DESC LIMIT 1",
                [kind, episode_id, episode_id],
            )
            return next((moment(row) for row in rows), None)
