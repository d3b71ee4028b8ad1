"""The way back from a damaged diary: its newest sound backup in its place, the damaged file kept under a dated name."""

from datetime import UTC

from tracker.domain.times import Clock
from tracker.errors import DiaryUnavailable, Refused
from tracker.language import _
from tracker.paths import Paths
from tracker.storage.backups import newest_sound_backup

STAMP = "%Y%m%dT%H%M%SZ"


def rescue_offered(paths: Paths) -> bool:
    """Whether there is a backup to go back to."""
    return newest_sound_backup(paths.backups) is not None


def open_newest_backup(paths: Paths, clock: Clock) -> None:
    """Put the newest sound backup in the place of the diary; raises Refused or DiaryUnavailable, nothing changed."""
    backup = newest_sound_backup(paths.backups)
    if backup is None:
        raise Refused(_("There is no backup that can be read. Nothing was changed."))
    stamp = clock.now().astimezone(UTC).strftime(STAMP)
    try:
        content = backup.path.read_bytes()
        aside = paths.diary.with_name(f"diary-{stamp}.new.sqlite3")
        aside.write_bytes(content)
        for name in (paths.diary, paths.diary.with_name(paths.diary.name + "-journal")):
            if name.exists():
                name.rename(name.with_name(f"damaged-{stamp}-{name.name}"))
        aside.rename(paths.diary)
    except OSError as problem:
        raise DiaryUnavailable(_("The backup could not be put in place. The damaged file and the backups are where they were.")) from problem
