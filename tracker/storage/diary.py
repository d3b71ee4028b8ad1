"""The open diary: one connection and the stores on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DiaryDamaged
from tracker.language import ngettext
from tracker.paths import Paths
from tracker.storage.connection import alone, refuse_unsound, writing
from tracker.storage.elapsed import ElapsedStore
from tracker.storage.entries import EntryStore
from tracker.storage.episodes import EpisodeStore
from tracker.storage.opening import open_diary
from tracker.storage.shown_notices import OccasionStore
from tracker.storage.sqlite_errors import errors_in_words

if TYPE_CHECKING:
    from tracker.storage.backups.backup import Backup
    from tracker.storage.drafts import DraftStore
    from tracker.storage.imports import ImportStore
    from tracker.storage.medicines import MedicineStore
    from tracker.storage.record_states import RecordStates
    from tracker.storage.reminder_watch import WatchStore
    from tracker.storage.reminders import ReminderStore
    from tracker.storage.sync.archive import ArchiveStore
    from tracker.storage.visits import VisitStore


class Diary:
    """Opens the diary of a data folder, made new on the first run; raises DiaryUnavailable.

    The stores that not every start needs are made, and their modules imported, when one is first asked for.
    """

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self._database = open_diary(paths.diary, paths.backups)
        self.entries = EntryStore(self._database)
        self.elapsed = ElapsedStore(self._database)
        self.episodes = EpisodeStore(self._database)
        self.occasions = OccasionStore(self._database)

    @cached_property
    def imports(self) -> "ImportStore":
        """The imports and the rows they brought."""
        from tracker.storage.imports import ImportStore

        return ImportStore(self._database)

    @cached_property
    def visits(self) -> "VisitStore":
        """Appointments, questions and the person's own activities."""
        from tracker.storage.visits import VisitStore

        return VisitStore(self._database)

    @cached_property
    def drafts(self) -> "DraftStore":
        """What stands in half-filled forms."""
        from tracker.storage.drafts import DraftStore

        return DraftStore(self._database)

    @cached_property
    def medicines(self) -> "MedicineStore":
        """The person's medicines and lower limits."""
        from tracker.storage.medicines import MedicineStore

        return MedicineStore(self._database)

    @cached_property
    def reminders(self) -> "ReminderStore":
        """The rules of reminders and what came of them."""
        from tracker.storage.reminders import ReminderStore

        return ReminderStore(self._database)

    @cached_property
    def watch(self) -> "WatchStore":
        """Since when somebody looks for reminders, and the pause."""
        from tracker.storage.reminder_watch import WatchStore

        return WatchStore(self._database)

    @cached_property
    def archive(self) -> "ArchiveStore":
        """The diary as a whole, record by record."""
        from tracker.storage.sync.archive import ArchiveStore

        return ArchiveStore(self._database)

    @cached_property
    def states(self) -> "RecordStates":
        """How records stood before and after a change."""
        from tracker.storage.record_states import RecordStates

        return RecordStates(self._database)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Join several writes into one: all of them are kept or none."""
        with writing(self._database):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read within is of one instant; short, since nobody else can write meanwhile."""
        with self._database.reading():
            yield

    def reading_number(self) -> int | None:
        """Which reading is under way, of all there were; None outside of one: what follows from the diary alone is the same all through it."""
        return self._database.reading_number()

    def written_elsewhere(self) -> int:
        """A number that changes when another program has written the diary."""
        with errors_in_words():
            return self._database.data_version()

    def check(self) -> int:
        """Look over the whole file and count its entries; raises DiaryDamaged."""
        with errors_in_words():
            refuse_unsound(self._database)
            if count := self.entries.unreadable():
                raise DiaryDamaged(
                    ngettext(
                        "{count} entry of the diary cannot be read; all others can. Nothing was changed; a backup may still hold it.",
                        "{count} entries of the diary cannot be read; all others can. Nothing was changed; a backup may still hold them.",
                        count,
                    ).format(count=count)
                )
            return int(self._database.execute("SELECT count(*) FROM entries WHERE deleted_at IS NULL").fetchone()[0])

    def back_up_to(self, file: Path) -> None:
        """Write a checked backup to a file; raises Refused or DiaryDamaged."""
        from tracker.storage.backups.backup import write_backup

        write_backup(self._database, file)

    def back_up(self, now: datetime) -> "Backup":
        """Write a checked backup to the backup folder and thin out the old ones."""
        from tracker.storage.backups.backup import write_automatic_backup

        return write_automatic_backup(self._database, self.paths.backups, now)

    def backups(self) -> "list[Backup]":
        """The automatic backups, the newest first."""
        from tracker.storage.backups.backup import automatic_backups

        return automatic_backups(self.paths.backups)

    def restore(self, file: Path, now: datetime) -> None:
        """Replace the content by that of a backup file, once the present one is backed up for 30 days, or leave it as it was; raises Refused."""
        from tracker.storage.backups.backup import write_automatic_backup
        from tracker.storage.backups.restore import restored_aside

        # The lock is held from the backup of the present content to the end: what another program saves just before is in that backup.
        with restored_aside(file, self.paths.data) as aside, alone(self._database):
            write_automatic_backup(self._database, self.paths.backups, now, is_replaced=True)
            self._database.become(aside)
