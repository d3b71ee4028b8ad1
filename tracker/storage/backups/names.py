"""The backups in their folder, as their names tell of them."""

import contextlib
from datetime import datetime
from pathlib import Path

from tracker.domain.backups import Backup

PREFIX, ENDING = "diary-", ".sqlite3"
# In UTC, so that no change of the clocks gives a name twice, and without colons, which Windows takes in no name.
STAMP = "%Y%m%dT%H%M%SZ"


def automatic_backups(folder: Path) -> list[Backup]:
    """The automatic backups by their names alone, the newest first."""
    found = []
    for path in folder.glob(f"{PREFIX}*{ENDING}") if folder.is_dir() else ():
        with contextlib.suppress(ValueError):
            # What others have put into the folder is no backup of ours, and is left alone.
            made_at = datetime.fromisoformat(path.name.removeprefix(PREFIX).removesuffix(ENDING))
            if path.name == f"{PREFIX}{made_at.strftime(STAMP)}{ENDING}":  # ISO 8601 has more forms
                found.append(Backup(path, made_at))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)
