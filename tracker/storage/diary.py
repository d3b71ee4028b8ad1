"""The open diary: one connection and the stores on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tracker.paths import Paths
from tracker.storage.backups import Backup, automatic_backups, write_automatic_backup, write_backup
from tracker.storage.connection import open_diary, refuse_unsound, told_plainly, writing
from tracker.storage.entries import EntryStore
from tracker.storage.episodes import EpisodeStore
from tracker.storage.imports import ImportStore
from tracker.storage.occasions import OccasionStore
from tracker.storage.restoring import restore


class Diary:
    """Opens the diary of a data folder, made new on the first run; raises DiaryUnavailable."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self._database = open_diary(paths.diary, paths.backups)
        self.entries = EntryStore(self._database)
        self.episodes = EpisodeStore(self._database)
        self.occasions = OccasionStore(self._database)
        self.imports = ImportStore(self._database)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Join several writes into one: all of them are kept or none."""
        with writing(self._database):
            yield

    def written_elsewhere(self) -> int:
        """A number that changes when another program has written the diary."""
        with told_plainly():
            (version,) = self._database.conn.execute("PRAGMA data_version").fetchone()
        return int(version)

    def check(self) -> int:
        """Look over the whole file and count its entries; raises DiaryDamaged."""
        with told_plainly():
            refuse_unsound(self._database)
            return self._database.table("entries").count_where("deleted_at IS NULL")

    def back_up_to(self, file: Path) -> None:
        """Write a checked backup to a file; raises Refused or DiaryDamaged."""
        write_backup(self._database, file)

    def back_up(self, now: datetime) -> Backup:
        """Write a checked backup to the backup folder and thin out the old ones."""
        return write_automatic_backup(self._database, self.paths.backups, now)

    def backups(self) -> list[Backup]:
        """The automatic backups, the newest first."""
        return automatic_backups(self.paths.backups)

    def restore(self, file: Path) -> None:
        """Replace the content by that of a backup file, or leave it as it was; raises Refused."""
        restore(self._database, file, self.paths.data)
