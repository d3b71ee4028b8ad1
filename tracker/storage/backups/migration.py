"""Bringing the diary to this version: a copy aside is migrated and checked, and only then brought into the live file."""

from pathlib import Path

from tracker.storage.backups.aside import fresh_copy
from tracker.storage.connection import alone, refuse_unsound
from tracker.storage.database import Database


def bring_up_to_date(database: Database, folder: Path) -> None:
    """Migrate a copy aside, check it, and bring it into the live file by one online backup, unless another program was quicker."""
    # Before the copy is made: whatever is written from here on makes the copy old.
    seen = database.data_version()
    with fresh_copy(database, folder) as aside:
        aside.migrate()
        refuse_unsound(aside)
        with alone(database):
            if database.data_version() == seen:
                database.become(aside)
