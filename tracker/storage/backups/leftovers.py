"""What killed programs left behind, each a whole diary or a part of one: swept away at the next start, and nothing else."""

import contextlib
import os
import re
from datetime import datetime
from pathlib import Path

from tracker.files import OWNED, is_of_the_dead
from tracker.paths import Paths

# Beside the diary, or beside a backup: a part of a file, a fresh diary and its journal; and the folder of an archive.
FILE = re.compile(rf"\.(?:aside-)?{OWNED}(?:\.part|\.sqlite3|\.sqlite3-journal)")
FOLDER = re.compile(rf"\.aside-{OWNED}-[a-z0-9_]{{8}}")
# As earlier versions called them, which did not tell whose they were.
OLD_FILE = re.compile(r"\.(?:[0-9a-f]{16}\.part|aside-[0-9a-f]{12}\.sqlite3(?:-journal)?|rescued-[0-9]{8}T[0-9]{6}Z\.sqlite3)")
OLD_FOLDER = re.compile(r"\.aside-[a-z0-9_]{8}")
# Much longer than a backup or an import takes: what is older belongs to no program that still runs.
OLD_SECONDS = 3_600
# SQLite writes one where a transaction is about two files, as that of an import is.
SUPER_JOURNAL = re.compile(r"-mj[0-9A-F]{9}")


def sweep(paths: Paths, now: datetime) -> bool:
    """Remove what programs that live no more left beside the diary and its backups; whether a super-journal lies there as well.

    Links are not followed, and what cannot be removed stays until the next start.
    """
    beside = _inside(paths.data)
    # The folder of the backups may be a link to one of the person's own; the data folder is what the person says it is.
    for entry in beside if paths.backups.is_symlink() else [*beside, *_inside(paths.backups)]:
        if entry.name.startswith("."):
            with contextlib.suppress(OSError):
                _remove_left_behind(entry, now)
    return any(_is_super_journal(entry, paths) for entry in beside)


def sweep_super_journals(paths: Paths) -> None:
    """Remove those of imports that were killed; only for who may write the diary just now, and has read all journals.

    A journal that names a super-journal counts only while that is there: without it SQLite would take half an import for a whole one.
    """
    if not os.path.lexists(f"{paths.diary}-journal"):
        for entry in _inside(paths.data):
            if _is_super_journal(entry, paths):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _inside(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _remove_left_behind(entry: os.DirEntry[str], now: datetime) -> None:
    if _is_left_behind(entry, FILE, OLD_FILE, now) and entry.is_file(follow_symlinks=False):
        Path(entry.path).unlink()
    elif _is_left_behind(entry, FOLDER, OLD_FOLDER, now) and entry.is_dir(follow_symlinks=False):
        import shutil  # such a folder is rare

        shutil.rmtree(entry.path)


def _is_left_behind(entry: os.DirEntry[str], shape: re.Pattern[str], old_shape: re.Pattern[str], now: datetime) -> bool:
    if owner := shape.fullmatch(entry.name):
        return is_of_the_dead(owner)
    return bool(old_shape.fullmatch(entry.name)) and now.timestamp() - entry.stat(follow_symlinks=False).st_mtime > OLD_SECONDS


def _is_super_journal(entry: os.DirEntry[str], paths: Paths) -> bool:
    name = paths.diary.name
    return entry.name.startswith(name) and bool(SUPER_JOURNAL.fullmatch(entry.name, len(name))) and entry.is_file(follow_symlinks=False)
