"""The open diary: one connection and the stores on it."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tracker.errors import TrackerError
from tracker.paths import Paths
from tracker.storage.connection import WAIT_SECONDS, refuse_unsound, wait_once, writing
from tracker.storage.elapsed import ElapsedStore
from tracker.storage.entries import EntryStore
from tracker.storage.episodes import EpisodeStore
from tracker.storage.opening import open_diary
from tracker.storage.shown_notices import OccasionStore
from tracker.storage.sqlite_errors import errors_in_words, moved_away

if TYPE_CHECKING:
    from tracker.domain.backups import Backup, Why
    from tracker.domain.damage import Unreadable
    from tracker.domain.times import BootTime
    from tracker.storage.backups.letting_go import LetGo
    from tracker.storage.backups.lost import LostStore
    from tracker.storage.database import Key
    from tracker.storage.drafts import DraftStore
    from tracker.storage.imports import ImportStore
    from tracker.storage.medicines import MedicineStore
    from tracker.storage.record_states import RecordStates
    from tracker.storage.reminder_watch import WatchStore
    from tracker.storage.reminders import ReminderStore
    from tracker.storage.sync.archive import ArchiveStore
    from tracker.storage.sync.remembered import MergeMemory
    from tracker.storage.sync.told import Told
    from tracker.storage.visits import VisitStore


# Who opens a window is shown something after so long; it says that the diary is in use, and offers to try again.
OPENING_SECONDS = 1.0


class Diary:
    """Opens the diary of a data folder, made new on the first run; raises DiaryUnavailable.

    With `patience` it waits so many seconds for another program that writes, and not again while that is in vain; else at each statement 5.
    The stores that not every start needs are made, and their modules imported, when one is first asked for.
    """

    def __init__(self, paths: Paths, patience: float | None = None) -> None:
        self.paths = paths
        self._database = open_diary(paths.diary, paths.backups, WAIT_SECONDS if patience is None else OPENING_SECONDS)
        self._folder = _identity(paths.data)
        if patience is not None:
            wait_once(self._database, patience)
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
    def merges(self) -> "MergeMemory":
        """What merges changed."""
        from tracker.storage.sync.remembered import MergeMemory

        return MergeMemory(self._database)

    @contextmanager
    def told_beside(self) -> Iterator["Told"]:
        """A place beside the diary for what another copy of it tells, gone again afterwards."""
        from tracker.storage.backups.aside import file_aside
        from tracker.storage.sync.told import gathered_in

        with file_aside(self.paths.data) as path, gathered_in(path, self._database) as told:
            yield told

    @cached_property
    def states(self) -> "RecordStates":
        """How records stood before and after a change."""
        from tracker.storage.record_states import RecordStates

        return RecordStates(self._database)

    @cached_property
    def lost(self) -> "LostStore":
        """What damage has taken, as backups still have it."""
        from tracker.storage.backups.lost import LostStore

        return LostStore(self._database, self.paths.data)

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

    def damage(self) -> "tuple[Unreadable, ...]":
        """All records that cannot be read as they were written; empty where the diary is whole. Goes through all of it."""
        from tracker.storage.damage import damage_of

        return damage_of(self._database)

    def damage_steps(self) -> "Generator[None, None, tuple[Unreadable, ...]]":
        """The same, a part at each step: between two of them the diary may be written."""
        from tracker.storage.damage import look_steps

        steps = look_steps(self._database)
        while True:
            with self._database.reading():
                try:
                    next(steps)
                except StopIteration as end:
                    return cast("tuple[Unreadable, ...]", end.value)
            yield

    def damage_noticed(self) -> "tuple[Unreadable, ...]":
        """What the readings up to now have left out; costs nothing."""
        return self._database.unread.told()

    def note_missing_entries(self, first: date | None = None) -> None:
        """Look whether any entry is missing, of days from one on or of all: that shows in no reading."""
        from tracker.storage.damage import note_missing_entries

        with self._database.reading():
            note_missing_entries(self._database, first)

    def check(self) -> int:
        """Look over the whole file and count its entries; raises DiaryDamaged."""
        from tracker.storage.damage import refuse_damaged
        from tracker.storage.going_through import going_through

        with errors_in_words(), going_through(self._database):
            # First what can say which records are damaged.
            refuse_damaged(self._database)
            self.check_file()
            return int(self._database.execute("SELECT count(*) FROM entries WHERE deleted_at IS NULL").fetchone()[0])

    def check_file(self) -> None:
        """Look over the file alone, not what the records in it say; raises DiaryDamaged."""
        with errors_in_words():
            refuse_unsound(self._database)

    def back_up_to(self, file: Path) -> None:
        """Write a checked backup into a file, which whoever asks puts in place; raises DiaryDamaged."""
        from tracker.storage.backups.backup import write_checked_copy

        write_checked_copy(self._database, file)

    def back_up(self, now: datetime, boot: "BootTime | None" = None) -> "Backup":
        """Write a checked backup to the backup folder and thin out the old ones; raises Refused, DiaryDamaged or DiaryUnavailable."""
        from tracker.storage.backups.backup import write_automatic_backup

        self._refuse_moved()
        return write_automatic_backup(self._database, self.paths.backups, now, boot=boot)

    def keep(self, now: datetime, why: "Why", boot: "BootTime | None" = None) -> None:
        """Back up what is saved, for 30 days, before all of it may change; also at the beginning of `writing`. Raises as `back_up`."""
        from tracker.storage.backups.backup import keep_what_is_saved

        self._refuse_moved()
        keep_what_is_saved(self._database, self.paths.diary, self.paths.backups, now, why, boot)

    def backups(self) -> "list[Backup]":
        """The automatic backups by their names, the newest first."""
        from tracker.storage.backups.names import automatic_backups

        return automatic_backups(self.paths.backups)

    def newest_backup_at(self, now: datetime) -> datetime | None:
        """When the newest automatic backup was made, of those that are not dated ahead of `now`."""
        from tracker.domain.backups import newest

        found = newest(self.backups(), now)
        return found.made_at if found else None

    def sweep(self, now: datetime) -> None:
        """Remove what programs that were killed left beside the diary and its backups."""
        if not any(map(_may_be_left_behind, _names_in(self.paths.data, self.paths.backups))):
            return
        from tracker.storage.backups.leftovers import sweep, sweep_super_journals

        if sweep(self.paths, now):
            # Who writes has read every journal. Where another program writes just now, the next start is early enough.
            with suppress(TrackerError), self.writing():
                sweep_super_journals(self.paths)

    def restore(self, file: Path, now: datetime, boot: "BootTime | None" = None) -> "Backup | None":
        """Replace the content by that of a backup file, once the present one is kept for 30 days, or leave it as it was; raises Refused.

        The answer is the backup of what was replaced; None where that was damaged, and a copy of it lies beside the diary.
        """
        from tracker.storage.backups.restore import replace_content

        self._refuse_moved()
        return replace_content(self._database, self.paths, file, now, boot)

    def wrapped_keys(self) -> bytes | None:
        """What a copy of the diary elsewhere is opened by, together with its password; None where it has none."""
        from tracker.storage.backups.backup import wrapped_keys

        return wrapped_keys(self._database)

    @property
    def key(self) -> "Key | None":
        """What the diary is opened with, where it has a password."""
        return self._database.key

    def switch_steps(self, key: "Key | None") -> "Iterator[None]":
        """Give the diary a key in place of the one it has, or none; the last step is the switch itself. Raises DiaryUnavailable, all as it was."""
        from tracker.storage.passwords.switch import switch_steps

        self._refuse_moved()
        return switch_steps(self._database, self.paths, key)

    def let_go(self, now: datetime) -> "LetGo":
        """Go on without what cannot be read; what is gone, and where the old file is kept. Raises Refused or DiaryUnavailable, all as it was."""
        from tracker.storage.backups.letting_go import let_go

        self._refuse_moved()
        return let_go(self._database, self.paths, now)

    def _refuse_moved(self) -> None:
        """Raise DiaryUnavailable where the data folder is another by now, or none: neither is for this diary's backups, and none is made anew."""
        if _identity(self.paths.data) != self._folder:
            raise moved_away(self.paths.data)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What a folder is to the system, links followed; None where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _names_in(*folders: Path) -> Iterator[str]:
    for folder in folders:
        with suppress(OSError):
            yield from (path.name for path in folder.iterdir())


def _may_be_left_behind(name: str) -> bool:
    """Whether what a killed program left may be called so; nothing of the kind is there at nearly every start."""
    return name.startswith(".") or "-mj" in name
