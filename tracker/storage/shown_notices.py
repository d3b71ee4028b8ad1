"""What was shown, and when: the help list, the cautions."""

from datetime import datetime

from tracker.domain.ids import new_id
from tracker.domain.times import Moment
from tracker.storage.connection import writing
from tracker.storage.database import Database, remembered
from tracker.storage.row_writes import insert
from tracker.storage.sound_reading import note_missing, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import moment, moment_columns, stamps

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

    def last_shown(self, kind: str, episode_id: str | None = None) -> Moment | None:
        """When a notice was shown last, in an episode or at all."""
        of_it = (at for shown, of, at in self.all() if shown == kind and episode_id in {None, of})
        return max(of_it, key=lambda at: at.at, default=None)

    @remembered
    def all(self) -> list[tuple[str, str | None, Moment]]:
        """All that was shown: what, in which episode, and when."""
        with errors_in_words():
            rows = self._database.rows("SELECT * FROM notices_shown ORDER BY at")
            note_missing(self._database, "notices_shown", rows)
        return sound_rows(self._database, "notices_shown", rows, lambda row: (row["kind"], row["episode_id"], moment(row)))
