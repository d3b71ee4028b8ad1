"""Bringing the diary to this version: a copy aside is migrated and checked, and only then brought into the live file."""

import sqlite3
from pathlib import Path

from tracker.errors import DiaryDamaged
from tracker.language import _
from tracker.storage.backups.aside import fresh_copy
from tracker.storage.connection import alone, refuse_unsound
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import is_wrong_sql


def bring_up_to_date(database: Database, folder: Path) -> None:
    """Migrate a copy aside, check it, and bring it into the live file by one online backup, unless another program was quicker."""
    # Before the copy is made: whatever is written from here on makes the copy old.
    seen = database.data_version()
    with fresh_copy(database, folder) as aside:
        _migrate(aside)
        refuse_unsound(aside)
        with alone(database):
            if database.data_version() == seen:
                database.become(aside)


def _migrate(aside: Database) -> None:
    """Do the steps that are missing; raises DiaryDamaged where the tables are not those of the version that the file says it has."""
    try:
        aside.migrate()
    except sqlite3.OperationalError as problem:
        if not is_wrong_sql(problem):
            raise
        raise DiaryDamaged(_("The diary file is damaged. It was left as it is; restore the newest backup.")) from problem
