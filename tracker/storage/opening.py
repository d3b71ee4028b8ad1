"""Opens the diary: made new on the first run only, brought to this version aside, and never written over what another program has saved."""

import contextlib
import os
import stat
from pathlib import Path

from tracker.errors import DiaryDamaged, DiaryUnavailable, PasswordNeeded
from tracker.files import private_folder
from tracker.language import _
from tracker.paths import KEYS
from tracker.storage.checksums import COLUMNS
from tracker.storage.connection import CIPHER_MAGIC, MAGIC, WAIT_SECONDS, connect_by, from_the_future, key_in_force, put_in_force, refuse_foreign
from tracker.storage.database import Database
from tracker.storage.memory import WORD
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.version import TABLES, VERSION

JOURNAL = "-journal"  # what SQLite adds to the name of a file


def open_diary(path: Path, backups: Path, wait: float = WAIT_SECONDS) -> Database:
    """Open the diary, made new on the first run only and brought to this version; raises DiaryUnavailable, PasswordNeeded where it is locked.

    `wait` is how many seconds it waits for another program that writes.
    """
    with errors_in_words(path.parent):
        try:
            # A link that leads nowhere is no first run: its diary is elsewhere, and not to be reached just now.
            if not os.path.lexists(path):
                _refuse_lost(path, backups)
                create_diary(path)
            # Before SQLite opens it: it would roll back a journal in a file that is not ours.
            key = refuse_foreign(path).key
        except DiaryDamaged as problem:
            _refuse_locked(path, backups, problem)
            raise
        _refuse_odd_journal(path)
        put_in_force(path.parent, key)
        database = connect_by(key, path, wait=wait)
        try:
            # Nothing was brought in where another program wrote meanwhile: then the version is looked at anew.
            while _version_inside(database, path) < VERSION:
                # Imported here and below, as nearly every start finds a diary, and one of this version.
                from tracker.storage.backups.migration import bring_up_to_date

                bring_up_to_date(database, path.parent)
            _refuse_incomplete(database)
        except BaseException:
            database.close()
            raise
    return database


def create_diary(path: Path) -> None:
    """Make an empty diary aside and put it in place, unless another process was quicker."""
    from tracker.storage.backups.aside import fresh_file

    try:
        private_folder(path.parent)
        # The diary of the process that was quicker is as good as this one.
        with fresh_file(path.parent) as aside, contextlib.suppress(FileExistsError):
            _put_in_place(aside, path)
    except OSError as problem:
        raise DiaryUnavailable(
            _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                file=path.parent, reason=problem.strerror or type(problem).__name__
            )
        ) from problem


def _refuse_lost(path: Path, backups: Path) -> None:
    # A new diary in its place would hide that something is lost, and thin out the backups day by day.
    if (backups.is_dir() and any(backups.iterdir())) or os.path.lexists(path.with_suffix(KEYS)):
        raise DiaryDamaged(
            _("The diary is missing from {folder}, but its backups are there. Nothing was changed; restore the newest backup.").format(
                folder=path.parent
            )
        )


def _refuse_odd_journal(path: Path) -> None:
    """At a pipe in the place of its journal SQLite would wait for ever."""
    resolved = path.resolve()
    journal = resolved.with_name(resolved.name + JOURNAL)
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(journal.stat().st_mode):
            raise DiaryUnavailable(_("{file} is not an ordinary file. Nothing was changed; choose another.").format(file=journal))


def _refuse_locked(path: Path, backups: Path, problem: DiaryDamaged) -> None:
    """The backups of a diary with a password can be looked at only once that was given.

    Whether it had one is told by the newest of them where its own beginning is lost. Keys tell nothing: they are there before the first file
    is encrypted, and where that was given up nobody knows their password.
    """
    from tracker.storage.backups.names import automatic_backups

    if key_in_force(path.parent) is None and _begins_encrypted(path, *(backup.path for backup in automatic_backups(backups))):
        raise PasswordNeeded(_("{file} has a password. Nothing was changed; unlock it first.").format(file=path)) from problem


def _begins_encrypted(*files: Path) -> bool:
    """Whether the first of these files of which the beginning can be told is encrypted."""
    from tracker.storage.backups.notes import is_ordinary

    for file in files:
        with contextlib.suppress(OSError):
            start = _first_bytes(file) if is_ordinary(file) else b""
            if start.startswith(CIPHER_MAGIC) or start == MAGIC:
                return start != MAGIC
    return False


def _first_bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(len(MAGIC))


def _version_inside(database: Database, path: Path) -> int:
    """The version as SQLite sees it, once it has taken back what a killed program left half done; raises for a newer one."""
    (version,) = database.conn.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise from_the_future(path)
    return int(version)


def _refuse_incomplete(database: Database) -> None:
    schema = database.schema()
    # One without a column is as good as none: what asks for that would take it for a fault of ours.
    altered = {table for table, columns in COLUMNS.items() if not set(columns) <= set(WORD.findall(schema.get(table, "")))}
    if TABLES - schema.keys() | altered:
        raise DiaryDamaged(_("The diary file is damaged. It was left as it is; restore the newest backup."))


def _put_in_place(aside: Path, path: Path) -> None:
    try:
        # A link fails where the name is taken; a rename would replace the diary another process has just made.
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            return
        aside.replace(path)
