"""Two copies of one diary: the whole of it as an archive, and the archive or the backup of another copy merged into this one."""

import os
import sys
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tracker.changes import Touched
from tracker.chosen_files import ChosenFiles
from tracker.domain.backups import Why
from tracker.domain.sync.packed import PackedTombstones
from tracker.domain.sync.records import CONFLICTS, TOMBSTONES, Copy, Key, Record, Section, Tombstone, copy_of, joined
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.files import atomic_produce, name_aside
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.history import Change
from tracker.steps import Progress, run_to_end
from tracker.storage.backups.aside import ASIDE
from tracker.storage.backups.restore import restored_aside
from tracker.storage.connection import key_in_force
from tracker.storage.diary import Diary
from tracker.storage.record_rows import record_of
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.sync.archive import ArchiveStore, Kept, changes_between, copy_put_back
from tracker.storage.sync.record_validation import RecordTrial
from tracker.storage.values import instant_text

if TYPE_CHECKING:
    from tracker.importers.formats.archive import ReadRecord

ARCHIVE = "archive"
# No diary comes near: it ends a file made to fill the memory.
MOST_RECORDS, MOST_REFUSED = 500_000, 10_000
# Few, since each record of a step is tried out in a diary in memory.
RECORDS_A_STEP = 20
A_STEP = Progress(0)  # of how many is not known: an archive does not say how many records it holds
Put = Callable[[Path, Callable[[Path], None]], None]
KNOWN = frozenset({*Section, TOMBSTONES, CONFLICTS})


@dataclass(slots=True)
class MergeResult:
    """What a merge did or would do. Every record of the archive is one of four: added, changed here or there, already there, refused.

    `refused` has the line and the reason of each; `conflicts` are the losing texts to be looked at from now on; `import_id`, where
    anything was changed, is for taking the merge back.
    """

    read: int = 0
    added: int = 0
    changed: int = 0
    already_there: int = 0
    conflicts: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    import_id: str | None = None
    touched: Touched = Touched.NONE


class Merging:
    """Archives written, merged, and merges taken back."""

    def __init__(self, diary: Diary, clock: Clock, files: ChosenFiles) -> None:
        self._diary = diary
        self._clock = clock
        self._files = files

    def export(self, file: Path) -> int:
        """Write the whole diary into an archive; the answer is how many records it holds. Raises Refused, the old file unchanged."""
        from tracker.exporters.archive_json import write_archive

        return write_archive(file, instant_text(self._clock.now()), self._diary.archive.sections(), self._files.produce)

    def merge(self, file: Path, *, dry_run: bool = False) -> MergeResult:
        """Merge the archive of another copy into this diary, in one transaction, once the diary is kept; a dry run only counts. Raises Refused."""
        return run_to_end(self.steps(file, dry_run=dry_run))

    def steps(self, file: Path, before_change: Callable[[], None] = lambda: None, *, dry_run: bool = False) -> Generator[Progress, None, MergeResult]:
        """Merge as `merge` does, a step at a time; closed before its end, or where `before_change` raises, nothing has changed."""
        result = MergeResult()
        records, stones = yield from self._read(file, result)
        if dry_run:
            before, things = self._kept_and_told(records, stones)
            yield A_STEP
            after = joined(before.copy, _copy(things))
            yield A_STEP
            _count(result, things, len(stones) + len(records), before.copy, after)
            return result
        before_change()
        archive = self._diary.archive
        with self._diary.writing():
            kept, things = self._kept_and_told(records, stones)
            after = joined(kept.copy, _copy(things))
            _count(result, things, len(stones) + len(records), kept.copy, after)
            news = archive.news_of(stone for stone in stones if stone.id not in kept.ids)
            first = next(news, None)
            if after != kept.copy or first is not None:
                now = self._clock.now()
                # Nothing is changed yet, and nobody else can change anything: what is kept is what the merge changes.
                self._diary.keep(now, Why.MERGE, self._clock.boot_time())
                archive.become(kept, after)
                # A merge that changes nothing leaves nothing to take back.
                result.import_id = self._diary.imports.begin(ARCHIVE, now)
                archive.remember(result.import_id, changes_between(kept.copy, after), now)
                archive.bury(chain(() if first is None else (first,), news), result.import_id, now)
                result.touched = Touched.DIARY
        return result

    def _kept_and_told(self, records: Sequence[Record], stones: PackedTombstones) -> tuple[Kept, list[Record | Tombstone]]:
        """What the diary holds that these bear upon, and of these all but the tombstones that bear upon nothing."""
        archive = self._diary.archive
        ids = chain.from_iterable((record.id, record.losing_id) for record in records)
        kept = archive.read_with(chain(ids, archive.entries_among(stone.id for stone in stones)))
        return kept, [*records, *(stone for stone in stones if stone.id in kept.ids)]

    def undo(self, import_id: str) -> Change:
        """Put the records of a merge back as they were before it, in any later session; those changed since then stay."""
        store = self._diary.archive
        with self._diary.writing():
            changes = store.remembered(import_id)
            kept = store.read_with(change.id for change in changes)
            after, changed_since = copy_put_back(changes, kept.copy)
            store.become(kept, after)
            store.forget_merge(import_id)
        remark = _("The merge was undone.")
        if changed_since:
            more = ngettext("{count} record changed since then stays.", "{count} records changed since then stay.", changed_since)
            remark = f"{remark} {more.format(count=number_text(changed_since))}"
        return Change(Touched.DIARY, remark=remark)

    def _read(self, file: Path, result: MergeResult) -> Generator[Progress, None, tuple[list[Record], PackedTombstones]]:
        """What the archive holds, a diary can hold and does not stand here word for word; what no diary can hold is refused record by record."""
        from tracker.importers.formats.archive import read_archive

        # Outside the transaction, which would keep others from writing while a long file is read; the merge itself reads anew what it changes.
        here = self._diary.archive.fingerprints()
        records: list[Record] = []
        stones = PackedTombstones()
        with closing(RecordTrial()) as trial:
            for number, read in enumerate(read_archive(file)):
                _refuse_endless(number, result)
                if number % RECORDS_A_STEP == 0:
                    yield A_STEP
                # A newer version may write sections this one does not know.
                if read.section not in KNOWN:
                    continue
                result.read += 1
                # Need not be looked at again; and what is done to it here meanwhile is later than the archive, and would stand.
                if _stands(read, here):
                    result.already_there += 1
                    continue
                try:
                    thing = _checked_record(read, trial)
                except Refused as problem:
                    result.refused.append((read.line, problem.sentence))
                    continue
                if isinstance(thing, Tombstone):
                    stones.add(thing)
                else:
                    records.append(thing)
        return records, stones


@contextmanager
def archive_of_backup(backup: Path, folder: Path, now: datetime) -> Iterator[Path]:
    """An archive, gone again afterwards, of a backup read under guard; raises Refused."""
    from tracker.exporters.archive_json import write_archive

    with _archive_aside(folder, backup.name) as (archive, put):
        with restored_aside(backup, folder) as aside:
            if (store := ArchiveStore(aside)).count() > MOST_RECORDS:
                raise _endless()
            write_archive(archive, instant_text(now), store.sections(), put)
        yield archive


@contextmanager
def _archive_aside(folder: Path, name: str) -> Iterator[tuple[Path, Put]]:
    """Where an archive is written and read, and how: in the data folder, which is the person's alone; of a diary with a password in memory."""
    if key_in_force(folder) is not None and sys.platform == "linux":
        number = os.memfd_create(name)
        try:
            yield Path(f"/proc/self/fd/{number}"), lambda file, write: write(file)
        finally:
            os.close(number)
        return
    with errors_in_words(folder):
        # What cannot be removed at the end is no reason to take the import for failed.
        private_folder = TemporaryDirectory(prefix=name_aside(ASIDE, "-"), dir=folder, ignore_cleanup_errors=True)
    with private_folder as private:
        yield Path(private) / name, atomic_produce


def _stands(read: "ReadRecord", here: Container[bytes]) -> bool:
    """Whether a record stands here word for word."""
    try:
        return record_of(Section(read.section), read.data or {}).fingerprint in here
    # No record of ours: what is wrong with it is found where it is tried out.
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _checked_record(read: "ReadRecord", trial: RecordTrial) -> Record | Tombstone:
    if read.data is None:
        raise Refused(_("It is not a record."))
    if read.section == TOMBSTONES:
        return trial.tombstone(read.data)
    return trial.losing(read.data) if read.section == CONFLICTS else trial.record(read.section, read.data)


def _copy(things: Iterable[Record | Tombstone]) -> Copy:
    things = list(things)
    return copy_of((thing for thing in things if isinstance(thing, Record)), (thing for thing in things if isinstance(thing, Tombstone)))


def _count(result: MergeResult, things: Sequence[Record | Tombstone], read: int, before: Copy, after: Copy) -> None:
    known_ids = {id_ for _section, id_ in before.versions} | before.losing().keys()
    stood, stands = before.standing(), after.standing()
    for thing in things:
        is_there = _is_there(thing, before) and not _comes_to_stand(thing, stood, stands)
        if is_there or not _has(after, thing):
            result.already_there += 1
        elif thing.id in known_ids:
            result.changed += 1
        elif isinstance(thing, Tombstone):
            result.already_there += 1  # of what was never here there is nothing to do
        else:
            result.added += 1
    result.already_there += read - len(things)  # nor of those that bear upon nothing
    result.conflicts = len(after.losing().keys() - before.losing().keys())


def _has(copy: Copy, thing: Record | Tombstone) -> bool:
    if isinstance(thing, Tombstone):
        return copy.tombstones.get(thing.id) == thing
    return copy.versions.get(thing.key, {}).get(thing.content) == thing


def _is_there(thing: Record | Tombstone, copy: Copy) -> bool:
    """Whether a copy has the same text in the same place, whenever it was saved."""
    if isinstance(thing, Tombstone):
        return _has(copy, thing)
    known = copy.versions.get(thing.key, {}).get(thing.content)
    return known is not None and (known.deleted_at is None) == (thing.deleted_at is None)


def _comes_to_stand(thing: Record | Tombstone, stood: Mapping[Key, Record], stands: Mapping[Key, Record]) -> bool:
    """Whether a text that had lost here stands from now on: on another computer it was kept after all."""
    if isinstance(thing, Tombstone) or thing.key not in stood or thing.key not in stands:
        return False
    return stands[thing.key].content == thing.content != stood[thing.key].content


def _refuse_endless(number: int, result: MergeResult) -> None:
    if number >= MOST_RECORDS or len(result.refused) > MOST_REFUSED:
        raise _endless()


def _endless() -> Refused:
    return Refused(_("The archive is larger than any diary, or hardly anything in it can be read. Nothing was imported; choose another file."))
