"""The backups in their folder: listed at once, looked at one by one, the newest sound one of them, and the old ones thinned out."""

import contextlib
import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from tracker.domain.backups import Backup, Why, kept_until, superseded
from tracker.domain.times import BootTime
from tracker.errors import TrackerError
from tracker.paths import keys_beside
from tracker.storage.backups.names import automatic_backups
from tracker.storage.backups.notes import Replaced, boot_of, entries_of, fits_note, is_ordinary, note_of, read_note, replaced_of, write_note
from tracker.storage.connection import connect
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words

A_MINUTE = timedelta(minutes=1)
BYTES_A_STEP = 4_000_000


def listed_backups(folder: Path, now: datetime) -> list[Backup]:
    """The automatic backups with what is noted of them, the newest first; none of the files is read."""
    backups = automatic_backups(folder)
    return [_with_note(backup, now, backups) for backup in backups]


def _with_note(backup: Backup, now: datetime, backups: list[Backup]) -> Backup:
    noted = read_note(backup.path)
    replaced = replaced_of(noted)
    until = kept_until(replaced.at, now, backups) if replaced else None
    size = 0
    with contextlib.suppress(OSError):  # thinned out meanwhile by another program
        size = backup.path.stat().st_size
    return backup._replace(entries=entries_of(noted), size=size, kept_until=until, why=replaced.why if replaced and until else None)


def look_steps(backup: Backup) -> Iterator[Backup | None]:
    """Look whether a backup is as it was written, some bytes a step; the last step is the backup with what was found."""
    is_sound = False
    try:
        if is_ordinary(backup.path):
            digest = hashlib.sha256()
            with backup.path.open("rb") as file:
                while some := file.read(BYTES_A_STEP):
                    digest.update(some)
                    yield None
            is_sound = fits_note(read_note(backup.path), digest.hexdigest())
    except OSError:
        pass
    entries = backup.entries
    if is_sound and entries is None:  # an earlier version has noted only the rows, those in the bin among them
        with contextlib.suppress(TrackerError), errors_in_words(), contextlib.closing(connect(backup.path, writable=False)) as database:
            entries = count_entries(database)
    yield backup._replace(is_sound=is_sound, entries=entries)


def is_as_written(path: Path) -> bool:
    """Whether a backup has the fingerprint written down beside it."""
    try:
        return is_ordinary(path) and fits_note(read_note(path), fingerprint(path))
    except OSError:
        return False


def newest_sound_backup(folder: Path) -> Backup | None:
    """The newest automatic backup whose fingerprint is the one written down for it."""
    return next((backup for backup in automatic_backups(folder) if is_as_written(backup.path)), None)


def keep_newest_sound_backup(folder: Path, now: datetime, why: Why) -> None:
    """Keep the newest sound backup for 30 days: the diary, which can be backed up no more, is about to be replaced. Raises Refused."""
    backup = newest_sound_backup(folder)
    if backup is not None and not note_of(backup.path).is_symlink():
        write_note(backup.path, read_note(backup.path) | Replaced(now, why).as_noted())


def thin_out(folder: Path, now: datetime, boot: BootTime | None, written: Path) -> None:
    """Remove the backups whose place others have taken, once one was `written`."""
    backups = automatic_backups(folder)
    notes = {backup.path: read_note(backup.path) for backup in backups}
    held = {
        path
        for path, noted in notes.items()
        if ((replaced := replaced_of(noted)) is not None and kept_until(replaced.at, now, backups)) or _is_of_this_minute(boot_of(noted), boot)
    }

    @cache
    def is_sound(backup: Backup) -> bool:
        return backup.path == written or is_as_written(backup.path)  # what has just been written has just been read as well

    for old in superseded(backups, now, held, is_sound):
        # One that cannot be removed is one too many, no more; the next backup tries again.
        for file in (old.path, note_of(old.path), keys_beside(old.path)):
            with contextlib.suppress(OSError):
                file.unlink()


def _is_of_this_minute(written: BootTime | None, boot: BootTime | None) -> bool:
    """Whether a backup was written within the minute, however the clock was set since."""
    return written is not None and boot is not None and written.boot == boot.boot and abs(boot.since - written.since) < A_MINUTE


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def row_counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    return {name: int(database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in sorted(database.table_names())}  # noqa: S608 - its own


def count_entries(database: Database) -> int:
    """How many entries a diary holds outside of the bin."""
    return int(database.execute("SELECT count(*) FROM entries WHERE deleted_at IS NULL").fetchone()[0])
