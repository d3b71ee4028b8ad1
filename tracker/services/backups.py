"""Keeping the diary safe: backups, restoring, checking, and the way back from a damaged diary."""

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.changes import Touched
from tracker.chosen_files import ChosenFiles
from tracker.domain.backups import Backup, Why
from tracker.domain.times import Clock
from tracker.errors import DiaryDamaged, Refused, TrackerError
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.paths import Paths, keys_beside
from tracker.services.history import Change, History
from tracker.storage.diary import Diary

# What reads and writes backups is imported where it is used: no start needs it before Today is there.
if TYPE_CHECKING:
    from tracker.storage.backups.failure import FailureNote

# Noted in place of a sentence.
OF_DAMAGE = "damaged"
BETWEEN_BACKUPS = timedelta(minutes=30)


class Backups:
    """Backups of the diary file as a whole: made, listed, checked, restored."""

    def __init__(self, diary: Diary, clock: Clock, files: ChosenFiles, history: History) -> None:
        self._diary = diary
        self._history = history
        self._clock = clock
        self._files = files

    @cached_property
    def _failure(self) -> "FailureNote":
        from tracker.storage.backups.failure import FailureNote

        return FailureNote(self._diary.paths.backup_failure)

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._diary.paths.data

    def back_up(self, file: Path | None = None) -> Path:
        """Write a backup to a file, or to the backup folder under the present instant; raises Refused or DiaryUnavailable."""
        if file is None:
            written = self._diary.back_up(self._clock.now(), self._clock.boot_time()).path
            self._failure.forget()
            return written
        if (keys := self._diary.wrapped_keys()) is not None:
            self._files.write(keys_beside(file), keys)
        self._files.produce(file, self._diary.back_up_to)
        return file

    def back_up_if_due(self) -> Path | None:
        """Write an automatic backup unless one was written less than 30 minutes ago."""
        made_at = self.newest_backup_at()
        return self.back_up() if made_at is None or self._clock.now() - made_at >= BETWEEN_BACKUPS else None

    def back_up_at_quitting(self) -> None:
        """Write an automatic backup; where that fails nobody is left to be told, so that it is noted for the next start."""
        try:
            self.back_up()
        except DiaryDamaged:
            self._failure.put(OF_DAMAGE)
        except TrackerError as problem:
            self._failure.put(problem.sentence)

    def failure_at_quitting(self) -> str:
        """A sentence on the backup that failed when the app was closed last, told once; empty where none failed.

        `OF_DAMAGE` where the diary was damaged: that is told by what is damaged now.
        """
        reason = self._failure.take()
        if reason is None:
            return ""
        if reason == OF_DAMAGE:
            return OF_DAMAGE
        return _("The backup that is written when the app is closed failed the last time. {reason}").format(reason=reason).strip()

    def newest_backup_at(self) -> datetime | None:
        """When the newest automatic backup was made; one that is dated ahead of the clock does not count."""
        return self._diary.newest_backup_at(self._clock.now())

    def all(self) -> list[Backup]:
        """Every automatic backup, as `all_backups`."""
        return all_backups(self._diary.paths, self._clock)

    def restore(self, file: Path) -> Change:
        """Replace the diary by a backup, once the present one is kept for 30 days; raises Refused, the diary unchanged.

        Undone, what it has replaced is put in its place again, in the same way.
        """
        replaced = self._put_in_place(file)
        # What this window did was done to the diary that is gone.
        self._history.forget()
        remark = _("The backup was restored. The diary as it was before stays in the backup folder for 30 days.")
        if replaced is None:  # it was damaged, and lies beside the diary as it was
            return Change(Touched.DIARY, remark=remark)
        change = self._history.remember(_("Restore a backup"), back=lambda: self._put_in_place(replaced.path), again=None)
        return change._replace(remark=remark)

    def _put_in_place(self, file: Path) -> Backup | None:
        return self._diary.restore(file, self._clock.now(), self._clock.boot_time())

    def check(self) -> str:
        """Look over the whole file; a sentence with what it holds, or DiaryDamaged."""
        count = self._diary.check()
        return ngettext("The diary is whole: {count} entry.", "The diary is whole: {count} entries.", count).format(count=number_text(count))

    def sweep(self) -> None:
        """Remove what programs that were killed left beside the diary and its backups."""
        self._diary.sweep(self._clock.now())

    def written_elsewhere(self) -> int:
        """A number that changes when another program has written the diary."""
        return self._diary.written_elsewhere()


def all_backups(paths: Paths, clock: Clock) -> list[Backup]:
    """Every automatic backup, the newest first, with what is noted of it, also where there is no diary; none of the files is read.

    Whether one is sound is None, until `looked_at` or `looking_at` has looked.
    """
    from tracker.storage.backups.kept import listed_backups

    return listed_backups(paths.backups, clock.now())


def refuse_hidden(paths: Paths) -> None:
    """Raise DiaryUnavailable where the folder of the backups cannot be looked into: that there were none in it would not be true."""
    from tracker.storage.sqlite_errors import errors_in_words

    with errors_in_words(paths.backups), contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.scandir(paths.backups).close()


def looking_at(backup: Backup) -> Iterator[Backup | None]:
    """Look whether a backup is sound, some bytes a step; the last step is the backup with what was found, those before are None."""
    from tracker.storage.backups.kept import look_steps

    return look_steps(backup)


def looked_at(backup: Backup) -> Backup:
    """A backup with whether it is sound."""
    return next(found for found in looking_at(backup) if found is not None)


def bring_back(paths: Paths, clock: Clock, backup: Path) -> str:
    """Put a backup in the place of the diary that cannot be opened; the answer says so. Raises Refused or DiaryUnavailable.

    What the damaged diary held is best told by its newest backup, whichever one is put in its place: that is kept for 30 days.
    """
    from tracker.storage.backups.kept import keep_newest_sound_backup
    from tracker.storage.backups.rescue import replace_damaged

    now = clock.now()
    with contextlib.suppress(Refused):  # a note that cannot be written is no reason to leave the person without a diary
        keep_newest_sound_backup(paths.backups, now, Why.RESCUE)
    replace_damaged(paths, backup, now)
    return _("The backup is in place. The damaged file, if there was one, is kept beside it under a name that begins with “damaged”.")


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
