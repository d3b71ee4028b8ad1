"""Putting a backup in the place of a damaged or missing diary; the only code that moves files of the diary."""

import contextlib
import os
from datetime import datetime
from pathlib import Path

from tracker.errors import DiaryUnavailable
from tracker.files import flush_folder, name_aside
from tracker.language import _
from tracker.paths import Paths
from tracker.storage.backups.aside import ASIDE
from tracker.storage.backups.backup import write_copy
from tracker.storage.backups.damaged import diary_files, free_prefix
from tracker.storage.backups.restore import restored_aside


def replace_damaged(paths: Paths, backup: Path, now: datetime) -> None:
    """Keep the damaged diary and its journal under a dated name and put a checked copy of a backup in its place.

    Raises Refused for what is no backup, nothing changed, and DiaryUnavailable where the files cannot be moved.
    """
    # Whole and checked before anything is moved: where that fails, all stands as it stood.
    fresh = paths.data / name_aside(ASIDE, ".sqlite3")
    with restored_aside(backup, paths.data) as aside:
        write_copy(aside, fresh)
    try:
        prefix = free_prefix(paths, now)
        for file in diary_files(paths):
            # The journal goes with the diary: SQLite would roll one that stays behind into the backup. A link that leads nowhere is moved too.
            if os.path.lexists(file):
                file.rename(file.with_name(prefix + file.name))
        fresh.replace(paths.diary)
        # A rename is in the folder, not in the file: a power cut could undo it.
        flush_folder(paths.data)
    except OSError as problem:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise DiaryUnavailable(
            _("The backup could not be put in place ({reason}). The damaged file and the backups are kept; check the folder.").format(
                reason=problem.strerror or type(problem).__name__
            )
        ) from problem
