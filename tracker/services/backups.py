"""Keeping the diary safe: backups, restoring, checking, and the way back from a damaged diary."""

import contextlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.changes import Touched
from tracker.chosen_files import ChosenFiles
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.paths import Paths
from tracker.services.history import Change, History
from tracker.storage.backups.backup import STAMP, keep_newest_sound_backup, newest_sound_backup
from tracker.storage.diary import Diary

BETWEEN_BACKUPS = timedelta(minutes=30)


class Backups:
    """Backups of the diary file as a whole: made, checked, restored."""

    def __init__(self, diary: Diary, clock: Clock, files: ChosenFiles, history: History) -> None:
        self._diary = diary
        self._history = history
        self._clock = clock
        self._files = files

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._diary.paths.data

    def back_up(self, file: Path | None = None) -> Path:
        """Write a backup to a file, or to the backup folder under the present instant; raises Refused or DiaryUnavailable."""
        if file is None:
            return self._diary.back_up(self._clock.now()).path
        self._files.produce(file, self._diary.back_up_to)
        return file

    def back_up_if_due(self) -> Path | None:
        """Write an automatic backup unless one was written less than 30 minutes ago."""
        newest = self.newest_backup_at()
        # One dated later than now was made before the clock was set back: it says nothing of when the next is due.
        if newest is not None and timedelta(0) <= self._clock.now() - newest < BETWEEN_BACKUPS:
            return None
        return self.back_up()

    def newest_backup_at(self) -> datetime | None:
        """When the newest automatic backup was made."""
        return next((backup.made_at for backup in self._diary.backups()), None)

    def restore(self, file: Path) -> Change:
        """Replace the diary by a backup, after backing up the present one; raises Refused, the diary unchanged."""
        self._diary.restore(file, self._clock.now())
        # What this window did was done to the diary that is gone.
        self._history.forget()
        return Change(Touched.DIARY, remark=_("The backup was restored. The diary as it was before stays in the backup folder for 30 days."))

    def check(self) -> str:
        """Look over the whole file; a sentence with what it holds, or DiaryDamaged."""
        count = self._diary.check()
        return ngettext("The diary is whole: {count} entry.", "The diary is whole: {count} entries.", count).format(count=number_text(count))

    def written_elsewhere(self) -> int:
        """A number that changes when another program has written the diary."""
        return self._diary.written_elsewhere()


def rescue_offered(paths: Paths) -> bool:
    """Whether there is a backup to go back to."""
    return newest_sound_backup(paths.backups) is not None


def bring_back(paths: Paths, clock: Clock, backup: Path) -> str:
    """Put a backup in the place of the diary that cannot be opened; the answer says so. Raises Refused or DiaryUnavailable.

    What the damaged diary held is best told by its newest backup, whichever one is put in its place: that is kept for 30 days.
    """
    now = clock.now()
    with contextlib.suppress(Refused):  # a note that cannot be written is no reason to leave the person without a diary
        keep_newest_sound_backup(paths.backups, now)
    from tracker.storage.backups.rescue import replace_damaged  # few diaries are ever damaged

    replace_damaged(paths, backup, now.astimezone(UTC).strftime(STAMP))
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
        # Qt writes the process into the first line of its lock file; the command line reads it without Qt.
        process = int(paths.lock.read_text(encoding="utf-8").split("\n")[0])
        # On Unix signal 0 only asks whether the process is there: the lock of a window that crashed is left behind.
        os.kill(process, 0)
    except (OSError, ValueError, OverflowError):
        return
    raise Refused(_("The window of this diary is open. Nothing was changed; close it first."))
