"""Backups written: by SQLite's online backup into a file aside, checked, counted, and only then put in place."""

import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.domain.backups import Backup, Why
from tracker.domain.times import BootTime
from tracker.errors import DiaryDamaged, DiaryUnavailable, Refused
from tracker.files import atomic_produce, atomic_write, private_folder
from tracker.language import _
from tracker.paths import Paths, keys_beside
from tracker.storage.backups.kept import count_entries, fingerprint, keep_newest_sound_backup, row_counts, thin_out
from tracker.storage.backups.names import ENDING, PREFIX, STAMP
from tracker.storage.backups.notes import ENTRIES, FINGERPRINT, ROWS, Replaced, boot_as_noted, note_of, write_note
from tracker.storage.connection import connect, connect_by, folder_of, open_file, refuse_unsound, standing_still
from tracker.storage.damage import refuse_damaged
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words

A_SECOND = timedelta(seconds=1)


def write_copy(database: Database, path: Path) -> None:
    """Write a copy that is looked over, of a database that was; raises DiaryDamaged or Refused, leaving no part of a file."""
    with standing_still(database):
        atomic_produce(path, lambda beside: _copy(database, beside))


def write_checked_copy(database: Database, beside: Path) -> None:
    """Write a checked copy of the diary, never of one that fails its check, into a file that whoever asks puts in place; raises DiaryDamaged."""
    with standing_still(database):
        refuse_damaged(database)
        _copy(database, beside)


def write_automatic_backup(database: Database, folder: Path, now: datetime, *, why: Why | None = None, boot: BootTime | None = None) -> Backup:
    """Write a backup named for its instant, with its fingerprint and counts beside it, and thin out the old ones.

    `why` says what other content is about to take the diary's place: the backup is then the only one to hold what is lost by it, and is kept
    for 30 days whatever else is thinned out. Raises DiaryDamaged, DiaryUnavailable or Refused, nothing written.
    """
    try:
        private_folder(folder)
    except OSError as problem:
        raise DiaryUnavailable(
            _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                file=folder, reason=problem.strerror or type(problem).__name__
            )
        ) from problem
    noted = boot_as_noted(boot) | (Replaced(now, why).as_noted() if why else {})
    with standing_still(database):  # while a restore is under way nobody gets here, and so nobody takes the name it has chosen
        refuse_damaged(database)
        backup = _free_place(folder, now)
        atomic_produce(backup.path, lambda beside: _copy_with_note(database, beside, backup.path, noted))
    thin_out(folder, now, boot, backup.path)
    return backup


def keep_what_is_saved(database: Database, diary: Path, folder: Path, now: datetime, why: Why, boot: BootTime | None) -> None:
    """Back up what is saved in the open diary, to be kept for 30 days; raises as `write_automatic_backup`.

    Also amid a transaction that has changed nothing yet: so nothing can come between the backup and the change. Of a diary that is damaged
    the newest sound backup is kept instead.
    """
    try:
        with errors_in_words(folder), contextlib.closing(connect_by(database.key, diary, writable=False)) as saved:
            write_automatic_backup(saved, folder, now, why=why, boot=boot)
    except DiaryDamaged:
        keep_newest_sound_backup(folder, now, why)


def copy_as_it_is(database: Database, path: Path) -> None:
    """Copy a diary with all its damage, page by page; raises Refused or DiaryUnavailable."""
    with errors_in_words(path.parent):
        atomic_produce(path, lambda beside: _copy_pages(database, beside))


def put_keys_beside(database: Database, path: Path) -> None:
    """Put the wrapped keys of a diary with a password beside a copy of it, which is worth nothing without them; raises Refused."""
    if (keys := wrapped_keys(database)) is not None:
        atomic_write(keys_beside(path), keys)


def wrapped_keys(database: Database) -> bytes | None:
    """The wrapped keys of a diary with a password; None for one without, or where they are lost: they are made good at the next unlocking."""
    if database.key is None:
        return None
    with errors_in_words(), contextlib.suppress(FileNotFoundError):
        return Paths(folder_of(database.conn)).keys.read_bytes()
    return None


def _copy_with_note(database: Database, beside: Path, path: Path, noted: dict[str, object]) -> None:
    put_keys_beside(database, path)
    _copy(database, beside)
    with contextlib.closing(connect(beside, writable=False)) as copy:
        counted: dict[str, object] = {ROWS: row_counts(copy), ENTRIES: count_entries(copy)}
    # Before the backup has its name: one that is there has its note, also where a kill came between.
    write_note(path, {FINGERPRINT: fingerprint(beside), **counted, **noted})


def _copy(database: Database, beside: Path) -> None:
    _copy_pages(database, beside)
    # Page by page the same as the diary, so that this looks over both. Through a connection of its own: what is checked is the file, not
    # what the first one has in memory.
    with contextlib.closing(connect(beside, writable=False)) as checked:
        refuse_unsound(checked)


def _copy_pages(database: Database, beside: Path) -> None:
    with contextlib.closing(open_file(beside, "mode=rwc", database.key)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # a copy that fails is thrown away, and nothing else of it is left
        copy.execute("PRAGMA synchronous = OFF")  # whole files are flushed before they are put in place
        database.conn.backup(copy)


def _free_place(folder: Path, now: datetime) -> Backup:
    """Where a backup of this instant goes: never over another one, and never through a link."""
    made_at = now
    while True:
        path = folder / f"{PREFIX}{made_at.astimezone(UTC).strftime(STAMP)}{ENDING}"
        if any(file.is_symlink() for file in (folder, path, note_of(path))):
            raise Refused(_("The backup folder holds a link where a backup would go, so none was written. The diary is safe; remove the link."))
        if not path.exists():
            return Backup(path, made_at)
        made_at += A_SECOND
