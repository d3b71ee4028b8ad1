"""Keeping the diary safe: backups, restoring, checking."""

from datetime import datetime, timedelta
from pathlib import Path

from tracker.changes import Changes
from tracker.domain.times import Clock
from tracker.language import _, ngettext
from tracker.services.deeds import Deed
from tracker.storage.diary import Diary

BETWEEN_BACKUPS = timedelta(minutes=30)


class Safekeeping:
    """The deeds on the diary file as a whole."""

    def __init__(self, diary: Diary, clock: Clock) -> None:
        self._diary = diary
        self._clock = clock

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._diary.paths.data

    def back_up(self, file: Path | None = None) -> Path:
        """Write a backup to a file, or to the backup folder under the present instant; raises Refused or DiaryUnavailable."""
        if file is None:
            return self._diary.back_up(self._clock.now()).path
        self._diary.back_up_to(file)
        return file

    def back_up_if_due(self) -> Path | None:
        """Write an automatic backup unless one was written less than 30 minutes ago."""
        newest = self.newest_backup_at()
        if newest is not None and timedelta(0) <= self._clock.now() - newest < BETWEEN_BACKUPS:
            return None
        return self.back_up()

    def newest_backup_at(self) -> datetime | None:
        """When the newest automatic backup was made."""
        return next((backup.made_at for backup in self._diary.backups()), None)

    def restore(self, file: Path) -> Deed:
        """Replace the diary by a backup, after backing up the present one; raises Refused, the diary unchanged."""
        self._diary.restore(file, self._clock.now())
        return Deed(Changes.ALL, remark=_("The backup was restored. The diary as it was before lies in the backup folder."))

    def check(self) -> str:
        """Look over the whole file; a sentence with what it holds, or DiaryDamaged."""
        count = self._diary.check()
        return ngettext("The diary is whole: {count} entry.", "The diary is whole: {count} entries.", count).format(count=f"{count:,}")

    def written_elsewhere(self) -> int:
        """A number that changes when another program has written the diary."""
        return self._diary.written_elsewhere()
