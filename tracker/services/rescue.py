"""The way back from a damaged diary: a backup in its place, the damaged file kept under a dated name."""

import os
from datetime import UTC
from pathlib import Path

from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.language import _
from tracker.paths import Paths
from tracker.storage.backups.backup import newest_sound_backup
from tracker.storage.backups.rescue import replace_damaged

STAMP = "%Y%m%dT%H%M%SZ"


def rescue_offered(paths: Paths) -> bool:
    """Whether there is a backup to go back to."""
    return newest_sound_backup(paths.backups) is not None


def bring_back(paths: Paths, clock: Clock, backup: Path) -> str:
    """Put a backup in the place of the diary that cannot be opened; the answer says so. Raises Refused or DiaryUnavailable."""
    replace_damaged(paths, backup, clock.now().astimezone(UTC).strftime(STAMP))
    return _("The backup is in place. The damaged file, if there was one, is kept beside it under a name that begins with “damaged”.")


def bring_back_newest(paths: Paths, clock: Clock) -> str:
    """Put the newest sound backup in the place of the diary; raises Refused where there is none."""
    backup = newest_sound_backup(paths.backups)
    if backup is None:
        raise Refused(_("There is no backup that can be read. Nothing was changed."))
    return bring_back(paths, clock, backup.path)


def refuse_while_window_is_open(paths: Paths) -> None:
    """Raise Refused where a window holds the diary: files must not be moved under it."""
    try:
        process = int(paths.lock.read_text(encoding="utf-8").split("\n")[0])
        os.kill(process, 0)
    except (OSError, ValueError, OverflowError):
        return
    raise Refused(_("The window of this diary is open. Nothing was changed; close it first."))
