"""A diary that cannot be opened: its backups looked at one by one, and what can be read of it saved."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker.chosen_files import ChosenFiles
from tracker.errors import DiaryDamaged, TrackerError
from tracker.paths import Paths
from tracker.storage.backups.backup import automatic_backups
from tracker.storage.backups.soundness import entries_if_sound
from tracker.storage.diary import Diary


class KeptBackup(NamedTuple):
    """A backup, when it was made and, once it was looked at, whether it can take the place of the diary and how many entries it then brings."""

    path: Path
    made_at: datetime
    is_sound: bool | None = None
    entries: int | None = None


def kept_backups(paths: Paths) -> list[KeptBackup]:
    """Every backup there is, the newest first; none of them is looked at yet, as that takes a while."""
    return [KeptBackup(backup.path, backup.made_at) for backup in automatic_backups(paths.backups)]


def looked_at(backup: KeptBackup) -> KeptBackup:
    """The backup once it was read from one end to the other."""
    count = entries_if_sound(backup.path)
    return backup._replace(is_sound=count is not None, entries=count)


def save_readable(paths: Paths, file: Path) -> int:
    """Write what can be read of the damaged diary to a file that can be opened as a backup can; how many entries. Raises Refused."""
    from tracker.storage.backups.salvage import copy_readable  # few diaries are ever damaged

    ChosenFiles(paths.data).refuse_own(file)
    return copy_readable(paths.diary, paths.data, file)


def found_damage(paths: Paths) -> DiaryDamaged | None:
    """What is wrong with a diary file, for one who could not make a window of it; None where it is whole, or cannot be opened for another reason."""
    try:
        with closing(Diary(paths)) as diary:
            diary.check()
    except DiaryDamaged as problem:
        return problem
    except TrackerError:
        return None
    return None
