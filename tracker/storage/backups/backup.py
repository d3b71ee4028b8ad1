"""Backups: made by SQLite's online backup into a file aside, checked, counted, and only then put in place."""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tracker.errors import DiaryUnavailable, Refused
from tracker.files import atomic_produce, atomic_write, private_folder
from tracker.language import _
from tracker.storage.connection import connect, refuse_unsound, standing_still
from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words

ENDING = ".sqlite3"
# In UTC, so that no change of the clocks gives a name twice, and without colons, which Windows takes in no name.
STAMP = "%Y%m%dT%H%M%SZ"
PREFIX = "diary-"
REPLACED = "replaced_at"  # beside a backup: when another content took the place of what it holds
DAILY, WEEKLY, MONTHLY = 12, 10, 9
KEPT = timedelta(days=30)  # as long as what was deleted lies in the bin
SURE_DAYS = 7  # fewer than DAILY, since more are not there to be counted
A_SECOND, A_MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class Backup(NamedTuple):
    """An automatic backup and when it was made."""

    path: Path
    made_at: datetime


def write_backup(database: Database, path: Path) -> None:
    """Write a checked copy of the diary; never of one that fails its check. Raises DiaryDamaged or Refused, leaving no part of a file."""
    with standing_still(database):
        _write(database, path)


def _write(database: Database, path: Path) -> None:
    refuse_unsound(database)
    atomic_produce(path, lambda beside: _copy(database, beside))


def _copy(database: Database, beside: Path) -> None:
    with contextlib.closing(sqlite3.connect(beside)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # a copy that fails is thrown away, and nothing else of it is left
        copy.execute("PRAGMA synchronous = OFF")  # whole files are flushed before they are put in place
        database.conn.backup(copy)
    # Through a connection of its own: what is checked is the file, not what the first one has in memory.
    with contextlib.closing(connect(beside, writable=False)) as checked:
        refuse_unsound(checked)


def write_automatic_backup(database: Database, folder: Path, now: datetime, *, is_replaced: bool = False) -> Backup:
    """Write a backup named for its instant, with its fingerprint and counts beside it, and thin out the old ones.

    With `is_replaced`, another content is about to take the diary's place: the backup is then the only one to hold what is lost by it,
    and is kept for 30 days whatever else is thinned out.
    """
    try:
        private_folder(folder)
    except OSError as problem:
        raise DiaryUnavailable(
            _("The folder {folder} cannot be made, so no backup was written. The diary is safe; check the permissions.").format(folder=folder)
        ) from problem
    with standing_still(database):  # while a restore is under way nobody gets here, and so nobody takes the name it has chosen
        backup = _free_place(folder, now)
        _write(database, backup.path)
    # Outside the lock: reading a whole file again must not keep writers waiting.
    proof: dict[str, object] = {"sha256": fingerprint(backup.path), "rows": row_counts(backup.path)}
    with errors_in_words(folder):
        _write_proof(backup.path, proof | ({REPLACED: now.isoformat()} if is_replaced else {}))
    _thin_out(folder, now)
    return backup


def _free_place(folder: Path, now: datetime) -> Backup:
    """Where a backup of this instant goes: never over another one, and never through a link."""
    made_at = now
    while True:
        path = folder / f"{PREFIX}{made_at.astimezone(UTC).strftime(STAMP)}{ENDING}"
        if any(file.is_symlink() for file in (folder, path, _proof(path))):
            raise Refused(_("The backup folder holds a link where a backup would go, so none was written. The diary is safe; remove the link."))
        if not path.exists():
            return Backup(path, made_at)
        made_at += A_SECOND


def keep_newest_sound_backup(folder: Path, now: datetime) -> None:
    """Keep the newest sound backup for 30 days: the diary, which can be backed up no more, is about to be replaced. Raises Refused."""
    backup = newest_sound_backup(folder)
    if backup is not None and not _proof(backup.path).is_symlink():
        _write_proof(backup.path, _read_proof(backup.path) | {REPLACED: now.isoformat()})


def _thin_out(folder: Path, now: datetime) -> None:
    backups = automatic_backups(folder)
    replaced = {backup.path: at for backup in backups if (at := _replaced_at(backup.path)) is not None}
    for old in superseded(backups, now, replaced):
        # One that cannot be removed is one too many, no more; the next backup tries again.
        for file in (old.path, _proof(old.path)):
            with contextlib.suppress(OSError):
                file.unlink()


def automatic_backups(folder: Path) -> list[Backup]:
    """The automatic backups, the newest first."""
    found = []
    for path in folder.glob(f"{PREFIX}*{ENDING}") if folder.is_dir() else ():
        with contextlib.suppress(ValueError):
            # What others have put into the folder is no backup of ours, and is left alone.
            made_at = datetime.fromisoformat(path.name.removeprefix(PREFIX).removesuffix(ENDING))
            if path.name == f"{PREFIX}{made_at.strftime(STAMP)}{ENDING}":  # ISO 8601 has more forms
                found.append(Backup(path, made_at))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def newest_sound_backup(folder: Path) -> Backup | None:
    """The newest automatic backup whose fingerprint is the one written down for it."""
    return next((backup for backup in automatic_backups(folder) if is_as_written(backup.path)), None)


def is_as_written(path: Path) -> bool:
    """Whether a backup has the fingerprint written down beside it."""
    try:
        return bool(_read_proof(path).get("sha256") == fingerprint(path))
    except OSError:
        return False


def superseded(backups: Iterable[Backup], now: datetime, replaced: Mapping[Path, datetime] | None = None) -> list[Backup]:
    """The backups that may go: kept are the newest of each of 12 days, 10 weeks and 9 months, the newest of all, and what was replaced.

    `replaced` says of some backups when another content took the place of what they hold. Such a one stays until 30 days are over, not
    only by the clock of `now`, which may have jumped, but by that of backups of 7 different days. What is dated after `now`, made before
    the clock was set back, is thinned out by itself: it takes the place of nothing that is made from now on.
    """
    ordered = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    held = {path for path, at in (replaced or {}).items() if not _is_over(at, now, ordered)}
    past = [backup for backup in ordered if backup.made_at < now + A_MINUTE]  # several of one second are dated a little later
    kept = held | _kept_paths(past) | _kept_paths(ordered[: len(ordered) - len(past)])
    return [backup for backup in ordered if backup.path not in kept]


def _kept_paths(ordered: list[Backup]) -> set[Path]:
    kept: set[Path] = {ordered[0].path} if ordered else set()
    # %G is the year the week belongs to: with %Y the week of New Year would be two.
    for shape, most in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        newest: dict[str, Path] = {}
        for backup in ordered:
            newest.setdefault(backup.made_at.strftime(shape), backup.path)
        kept.update(list(newest.values())[:most])
    return kept


def _is_over(replaced_at: datetime, now: datetime, backups: Iterable[Backup]) -> bool:
    later = {backup.made_at.date() for backup in backups if backup.made_at - replaced_at > KEPT}
    return now - replaced_at > KEPT and len(later) >= SURE_DAYS


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def row_counts(path: Path) -> dict[str, int]:
    """How many rows each table of a diary file has."""
    with contextlib.closing(connect(path, writable=False)) as database:
        return {name: database.table(name).count for name in sorted(database.table_names())}


def _read_proof(path: Path) -> dict[str, object]:
    """What is written down beside a backup; nothing where it cannot be read."""
    try:
        noted = json.loads(_proof(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _write_proof(path: Path, noted: dict[str, object]) -> None:
    atomic_write(_proof(path), json.dumps(noted).encode())


def _replaced_at(path: Path) -> datetime | None:
    """When another content took the place of what a backup holds; None where nothing of it is noted."""
    try:
        return datetime.fromisoformat(str(_read_proof(path)[REPLACED])).astimezone(UTC)
    except (KeyError, ValueError, OverflowError):
        return None


def _proof(path: Path) -> Path:
    return path.with_name(path.name + ".json")
