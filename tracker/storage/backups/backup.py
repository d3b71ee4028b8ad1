"""Backups: made by SQLite's online backup into a file aside, checked, counted, and only then put in place."""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from tracker.errors import DiaryUnavailable, Refused
from tracker.files import atomic_produce, atomic_write, private_folder
from tracker.language import _
from tracker.storage.connection import connect, refuse_unsound, standing_still
from tracker.storage.sqlite_errors import told_plainly

ENDING = ".sqlite3"
STAMP = "%Y%m%dT%H%M%SZ"
PREFIX = "diary-"
DAILY, WEEKLY, MONTHLY = 12, 10, 9


@dataclass(frozen=True, slots=True)
class Backup:
    """An automatic backup and when it was made."""

    path: Path
    made_at: datetime


def write_backup(database: Database, path: Path) -> None:
    """Write a checked copy of the diary; never of one that fails its check. Raises DiaryDamaged or Refused, leaving no part of a file."""
    with standing_still(database):
        refuse_unsound(database)
        atomic_produce(path, lambda beside: _copy(database, beside))


def _copy(database: Database, beside: Path) -> None:
    with contextlib.closing(sqlite3.connect(beside)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # a copy that fails is thrown away, and nothing else of it is left
        copy.execute("PRAGMA synchronous = OFF")  # whole files are flushed before they are put in place
        database.conn.backup(copy)
    with contextlib.closing(connect(beside, writable=False)) as checked:
        refuse_unsound(checked)


def write_automatic_backup(database: Database, folder: Path, now: datetime) -> Backup:
    """Write a backup named for its instant, with its fingerprint and counts beside it, and thin out the old ones."""
    try:
        private_folder(folder)
    except OSError as problem:
        raise DiaryUnavailable(
            _("The folder {folder} cannot be made, so no backup was written. The diary is safe; check the permissions.").format(folder=folder)
        ) from problem
    path = folder / f"{PREFIX}{now.astimezone(UTC).strftime(STAMP)}{ENDING}"
    if any(file.is_symlink() for file in (folder, path, _proof(path))):
        raise Refused(_("The backup folder holds a link where a backup would go, so none was written. The diary is safe; remove the link."))
    write_backup(database, path)
    with told_plainly(folder):
        atomic_write(_proof(path), json.dumps({"sha256": fingerprint(path), "rows": row_counts(path)}).encode())
    for old in superseded(automatic_backups(folder)):
        for file in (old.path, _proof(old.path)):
            with contextlib.suppress(OSError):
                file.unlink()
    return Backup(path, now)


def automatic_backups(folder: Path) -> list[Backup]:
    """The automatic backups, the newest first."""
    found = []
    for path in folder.glob(f"{PREFIX}*{ENDING}") if folder.is_dir() else ():
        with contextlib.suppress(ValueError):
            made_at = datetime.strptime(path.name, f"{PREFIX}{STAMP}{ENDING}").replace(tzinfo=UTC)
            found.append(Backup(path, made_at))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def newest_sound_backup(folder: Path) -> Backup | None:
    """The newest automatic backup whose fingerprint is the one written down for it."""
    return next((backup for backup in automatic_backups(folder) if is_as_written(backup.path)), None)


def is_as_written(path: Path) -> bool:
    """Whether a backup has the fingerprint written down beside it."""
    try:
        return bool(json.loads(_proof(path).read_text(encoding="utf-8"))["sha256"] == fingerprint(path))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def superseded(backups: Iterable[Backup]) -> list[Backup]:
    """The backups that may go: kept are the newest of each of 12 days, 10 weeks and 9 months, and the newest of all."""
    ordered = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept: set[Path] = {ordered[0].path} if ordered else set()
    for shape, most in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        newest: dict[str, Path] = {}
        for backup in ordered:
            newest.setdefault(backup.made_at.strftime(shape), backup.path)
        kept.update(list(newest.values())[:most])
    return [backup for backup in ordered if backup.path not in kept]


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def row_counts(path: Path) -> dict[str, int]:
    """How many rows each table of a diary file has."""
    with contextlib.closing(connect(path, writable=False)) as database:
        return {name: database.table(name).count for name in sorted(database.table_names())}


def _proof(path: Path) -> Path:
    return path.with_name(path.name + ".json")
