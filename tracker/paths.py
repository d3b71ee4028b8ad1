"""Where everything of one person lies on this computer."""

from pathlib import Path
from typing import NamedTuple

from tracker.data_folder import data_folder

# What the wrapped keys of a diary with a password, and their copies beside what they open, are called.
KEYS = ".keys"


def keys_beside(file: Path) -> Path:
    """Where the copy of the keys lies that belongs to a backup, or to another file of a diary."""
    return file.with_name(file.name + KEYS)


class Paths(NamedTuple):
    """The data folder and the names of what lies in it."""

    data: Path

    @property
    def diary(self) -> Path:
        """The one SQLite file."""
        return self.data / "diary.sqlite3"

    @property
    def backups(self) -> Path:
        """The folder of automatic backups."""
        return self.data / "backups"

    @property
    def backup_failure(self) -> Path:
        """A note that the backup at quitting failed, until that is told."""
        return self.data / "backup-failed.txt"

    @property
    def settings(self) -> Path:
        """The settings of this computer."""
        return self.data / "settings.json"

    @property
    def keys(self) -> Path:
        """The keys of a diary with a password, wrapped by it and by the recovery code."""
        return self.diary.with_suffix(KEYS)

    @property
    def attempts(self) -> Path:
        """How often in a row a wrong password was given."""
        return self.data / "password-attempts.json"

    @property
    def log(self) -> Path:
        """The log: in the data folder, since caches are swept and readable places shared."""
        return self.data / "recovery-tracker.log"

    @property
    def lock(self) -> Path:
        """The lock of the one window."""
        return self.data / "window.lock"


def usual_paths(chosen: str | None = None) -> Paths:
    """The paths in the folder `chosen`, else in the one the environment names, else in the desktop's usual place."""
    return Paths(Path(data_folder(chosen)))
