"""Opens the diary: made new on the first run only, brought to this version aside, and never written over what another program has saved."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from tracker.errors import DiaryDamaged, DiaryUnavailable
from tracker.files import PRIVATE_FILE, private_folder
from tracker.language import _
from tracker.storage.connection import APPLICATION_ID, alone, connect, data_version, from_the_future, refuse_foreign, refuse_unsound, standing_still
from tracker.storage.migrations import TABLES, VERSION, migrate
from tracker.storage.telling import told_plainly

ASIDE = ".aside-"
LEFT_BEHIND_SECONDS = 3_600


def open_diary(path: Path, backups: Path) -> Database:
    """Open the diary, made new on the first run only and brought to this version; raises DiaryUnavailable."""
    with told_plainly(path.parent):
        if not os.path.lexists(path):
            _refuse_lost(path, backups)
            create_diary(path)
        refuse_foreign(path)
        database = connect(path)
        try:
            while _version_inside(database, path) < VERSION:
                _bring_up_to_date(database, path.parent)
            _refuse_incomplete(database)
        except BaseException:
            database.close()
            raise
    return database


def create_diary(path: Path) -> None:
    """Make an empty diary aside and put it in place, unless another process was quicker."""
    try:
        private_folder(path.parent)
        with fresh_file(path.parent) as aside, contextlib.suppress(FileExistsError):
            _put_in_place(aside, path)
    except OSError as problem:
        raise DiaryUnavailable(
            _("The folder {folder} cannot be written ({reason}). Nothing was changed; check its permissions or choose another.").format(
                folder=path.parent, reason=problem.strerror or type(problem).__name__
            )
        ) from problem


@contextlib.contextmanager
def fresh_file(folder: Path, version: int = VERSION) -> Iterator[Path]:
    """A new empty diary of a version beside the live one; gone again afterwards."""
    with _file_aside(folder) as aside:
        with told_plainly(folder), contextlib.closing(connect(aside)) as database:
            database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(database, version)
        yield aside


@contextlib.contextmanager
def fresh_copy(database: Database, folder: Path) -> Iterator[Database]:
    """An open copy of a database in a file beside it; gone again afterwards."""
    with _file_aside(folder) as aside, contextlib.closing(connect(aside)) as copy:
        with standing_still(database):
            database.conn.backup(copy.conn)
        yield copy


def _refuse_lost(path: Path, backups: Path) -> None:
    if backups.is_dir() and any(backups.iterdir()):
        raise DiaryDamaged(
            _("The diary is missing from {folder}, but its backups are there. Nothing was changed; restore the newest backup.").format(
                folder=path.parent
            )
        )


def _version_inside(database: Database, path: Path) -> int:
    """The version as SQLite sees it, once it has taken back what a killed program left half done; raises for a newer one."""
    (version,) = database.conn.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise from_the_future(path)
    return int(version)


def _bring_up_to_date(database: Database, folder: Path) -> None:
    """Migrate a copy aside, check it, and bring it into the live file by one online backup, unless another program was quicker."""
    seen = data_version(database)
    with fresh_copy(database, folder) as aside:
        migrate(aside)
        refuse_unsound(aside)
        with alone(database):
            if data_version(database) == seen:
                aside.conn.backup(database.conn)


def _refuse_incomplete(database: Database) -> None:
    if missing := TABLES - set(database.table_names()):
        raise DiaryDamaged(
            _("The diary file is damaged: {count} of its tables are missing. It was left as it is; restore the newest backup.").format(
                count=len(missing)
            )
        )


@contextlib.contextmanager
def _file_aside(folder: Path) -> Iterator[Path]:
    aside = folder / f"{ASIDE}{secrets.token_hex(6)}.sqlite3"
    with told_plainly(folder):
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    try:
        _sweep(folder, aside)
        yield aside
    finally:
        _forget(aside)


def _sweep(folder: Path, newest: Path) -> None:
    """Remove what a killed program left beside the diary; what is younger than an hour may be in use."""
    with contextlib.suppress(OSError):
        now = newest.stat().st_mtime
        for left in folder.glob(f"{ASIDE}*.sqlite3"):
            if now - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
                _forget(left)


def _forget(aside: Path) -> None:
    for leftover in (aside, aside.with_name(aside.name + "-journal")):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _put_in_place(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            return
        aside.replace(path)
