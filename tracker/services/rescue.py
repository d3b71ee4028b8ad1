"""A diary that cannot be opened: its backups looked through one by one, and what can be read of it saved."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tracker.chosen_files import ChosenFiles
from tracker.domain.backups import Backup, is_ahead
from tracker.domain.times import Clock
from tracker.errors import DiaryDamaged, TrackerError
from tracker.paths import Paths, keys_beside
from tracker.services.backups import all_backups, looking_at
from tracker.storage.backups.soundness import is_whole
from tracker.storage.connection import key_in_force
from tracker.storage.diary import Diary


def backups_to_open(paths: Paths, clock: Clock) -> list[Backup]:
    """Every backup there is, none looked through yet: the newest first, and last those dated ahead, of which nobody knows how old they are."""
    now = clock.now()
    return sorted(all_backups(paths, clock), key=lambda backup: is_ahead(backup, now))


def looking_through(backup: Backup) -> Iterator[Backup | None]:
    """Look whether a backup is as it was written and all in it can be read, a part a step; the last step is the backup with what was found."""
    for found in looking_at(backup):
        if found is not None and found.is_sound:
            yield None
            # An earlier version may have written one of a diary that was damaged already.
            yield found._replace(is_sound=is_whole(found.path))
        else:
            yield found


def newest_sound(paths: Paths, clock: Clock) -> Backup | None:
    """The newest backup that can take the place of the diary."""
    looked = (found for backup in backups_to_open(paths, clock) for found in looking_through(backup) if found is not None)
    return next((found for found in looked if found.is_sound), None)


def save_readable(paths: Paths, file: Path) -> int:
    """Write what can be read of the damaged diary to a file that can be opened as a backup can; how many entries. Raises Refused."""
    from tracker.storage.backups.salvage import copy_readable  # few diaries are ever damaged

    counts: list[int] = []
    if key_in_force(paths.data) is not None:
        ChosenFiles(paths.data).write(keys_beside(file), paths.keys.read_bytes())
    ChosenFiles(paths.data).produce(file, lambda beside: counts.append(copy_readable(paths.diary, paths.data, beside)))
    return counts[0]


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
