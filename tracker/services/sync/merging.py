"""Two copies of one diary: the whole of it as an archive, and the archive or the backup of another copy merged into this one."""

from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.changes import Touched
from tracker.chosen_files import ChosenFiles
from tracker.domain.backups import Why
from tracker.domain.sync.records import CONFLICTS, TOMBSTONES, Copy, Record, Tombstone, copy_of, joined
from tracker.domain.sync.sections import Key, Section
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.history import Change
from tracker.steps import Progress, run_to_end
from tracker.storage.backups.restore import restoring_aside
from tracker.storage.diary import Diary
from tracker.storage.record_rows import record_of
from tracker.storage.sync.archive import ArchiveStore, Kept
from tracker.storage.sync.record_validation import RecordTrial
from tracker.storage.sync.remembered import changes_between, copy_put_back
from tracker.storage.sync.told import Part, Told, endless
from tracker.storage.values import instant_text

if TYPE_CHECKING:
    from tracker.importers.formats.archive import ReadRecord

ARCHIVE = "archive"
# No diary comes near: it ends a file made to fill the disk.
MOST_RECORDS, MOST_REFUSED = 20_000_000, 10_000
# Together, since each look at the diary locks it and lets go of it.
LOOKED_UP_AT_ONCE = 200
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

    def export(self, file: Path, password: str | None = None) -> int:
        """Write the whole diary into an archive, under a password if one is given; the answer is how many records it holds.

        Raises Refused or, where what a password needs is not installed, DiaryUnavailable; the old file unchanged.
        """
        from tracker.exporters.archive_json import write_archive

        if password is not None:
            return run_to_end(self.export_steps(file, password))
        # Closed here where the writing fails: what goes wrong holds on to it, and it to the transaction, until the diary is closed.
        with closing(self._diary.archive.sections()) as sections:
            return write_archive(file, instant_text(self._clock.now()), sections, self._files.produce)

    def export_steps(self, file: Path, password: str) -> Generator[Progress, None, int]:
        """Write it under a password as `export` does, a step at a time; closed before its end, nothing was written."""
        from tracker.exporters.archive_json import archive_content
        from tracker.exporters.sealing import write_sealed_steps

        self.refuse_sealing(file, password)
        with closing(self._diary.archive.sections()) as sections:
            content, count = archive_content(instant_text(self._clock.now()), sections)
        yield from write_sealed_steps(file, content, password, self._files.write)
        return count

    def refuse_sealing(self, file: Path, password: str | None = None) -> None:
        """Raise Refused for a file in the app's own folder and a password too easy to guess, DiaryUnavailable where what one needs is missing."""
        from tracker.exporters.sealing import refuse_sealing

        self._files.refuse_own(file)
        refuse_sealing(password)

    def merge(self, file: Path, *, dry_run: bool = False) -> MergeResult:
        """Merge the archive of another copy into this diary, in one transaction, once the diary is kept; a dry run only counts. Raises Refused."""
        return run_to_end(self.steps(file, dry_run=dry_run))

    def steps(
        self, file: Path, before_change: Callable[[], None] = lambda: None, *, dry_run: bool = False, opened: bytes | None = None
    ) -> Generator[Progress, None, MergeResult]:
        """Merge as `merge` does, a step at a time; closed before its end, or where `before_change` raises, nothing has changed.

        `opened` is what is in an archive that has a password; raises PasswordNeeded for such a one where it is not given.
        """
        from tracker.importers.formats.archive import read_archive

        return (yield from self._steps(read_archive(file, opened), before_change, dry_run=dry_run))

    def steps_of_backup(
        self, backup: Path, before_change: Callable[[], None] = lambda: None, *, dry_run: bool = False
    ) -> Generator[Progress, None, MergeResult]:
        """The same of a backup, which is read under guard."""
        with ExitStack() as stack:
            aside = yield from restoring_aside(backup, self._diary.paths.data, stack)
            if (store := ArchiveStore(aside)).count() > MOST_RECORDS:
                raise endless()
            with closing(_records_of(store)) as records:
                return (yield from self._steps(records, before_change, dry_run=dry_run))

    def _steps(self, records: "Iterable[ReadRecord]", before_change: Callable[[], None], *, dry_run: bool) -> Generator[Progress, None, MergeResult]:
        result = MergeResult()
        with self._diary.told_beside() as told:
            yield from self._read(records, told, result)
            if dry_run:
                yield from self._look_at(told, result)
            else:
                before_change()
                with told.beside(), self._diary.writing():
                    self._bring_in(told, result)
        result.already_there = result.read - result.added - result.changed - len(result.refused)
        return result

    def _look_at(self, told: Told, result: MergeResult) -> Generator[Progress, None, None]:
        """Count what merging all that is told would do, a part a step."""
        parts = told.parts()
        while True:
            # Not beside the diary between two steps: other things are done with its connection then.
            with told.beside():
                if (part := next(parts, None)) is None:
                    return
                kept, things = self._kept_and_told(told, part)
            _count(result, things, kept.copy, joined(kept.copy, _copy(things)))
            yield A_STEP

    def _bring_in(self, told: Told, result: MergeResult) -> None:
        """Merge all that is told, within the transaction; part by part, since together it may be more than fits in memory."""
        archive, now = self._diary.archive, self._clock.now()
        for part in told.parts():
            kept, things = self._kept_and_told(told, part)
            after = joined(kept.copy, _copy(things))
            _count(result, things, kept.copy, after)
            if after != kept.copy:
                self._begin(result, now)
                archive.become(kept, after)
                self._diary.merges.remember(result.import_id or "", changes_between(kept.copy, after), now)
        for news in told.news():
            self._begin(result, now)
            self._diary.merges.remember_buried(result.import_id or "", news, now)
            told.bury(news)

    def _begin(self, result: MergeResult, now: datetime) -> None:
        # A merge that changes nothing keeps no backup and leaves nothing to take back.
        if result.import_id is None:
            # Nothing is changed yet, and nobody else can change anything: what is kept is what the merge changes.
            self._diary.keep(now, Why.MERGE, self._clock.boot_time())
            result.import_id, result.touched = self._diary.imports.begin(ARCHIVE, now), Touched.DIARY

    def _kept_and_told(self, told: Told, part: Part) -> tuple[Kept, list[Record | Tombstone]]:
        """What the diary holds that a part bears upon, and of that part all but the tombstones that bear upon nothing."""
        kept = self._diary.archive.read_with(part.ids, has_others=part.has_others)
        return kept, [*part.records, *told.stones(kept.ids)]

    def undo(self, import_id: str) -> Change:
        """Put the records of a merge back as they were before it, in any later session; those changed since then stay."""
        store, merges, changed_since = self._diary.archive, self._diary.merges, 0
        with self._diary.writing():
            for changes, has_others in merges.changes(import_id):
                kept = store.read_with((change.id for change in changes), has_others=has_others)
                after, changed = copy_put_back(changes, kept.copy)
                store.become(kept, after)
                changed_since += changed
            changed_since += merges.unbury(import_id)
            merges.forget(import_id)
        remark = _("The merge was undone.")
        if changed_since:
            more = ngettext("{count} record changed since then stays.", "{count} records changed since then stay.", changed_since)
            remark = f"{remark} {more.format(count=number_text(changed_since))}"
        return Change(Touched.DIARY, remark=remark)

    def _read(self, records: "Iterable[ReadRecord]", told: Told, result: MergeResult) -> Generator[Progress, None, None]:
        """Gather what a diary can hold and does not stand here word for word; what no diary can hold is refused record by record."""
        # Outside the transaction, which would keep others from writing while a long file is read; the merge itself reads anew what it changes.
        others, left, there_were = self._diary.archive.fingerprints_of_others(), iter(records), 0
        with closing(RecordTrial()) as trial:
            while some := list(islice(left, LOOKED_UP_AT_ONCE)):
                there_were += len(some)
                if there_were > MOST_RECORDS:
                    raise endless()
                # A newer version may write sections this one does not know.
                known = [read for read in some if read.section in KNOWN]
                result.read += len(known)
                here = others | self._standing(known)
                for first in range(0, len(known), RECORDS_A_STEP):
                    told.add(_unknown_here(known[first : first + RECORDS_A_STEP], here, trial, result))
                    yield A_STEP

    def _standing(self, records: "Sequence[ReadRecord]") -> set[bytes]:
        """The fingerprints of those entries here whose ids these bear."""
        ids = [read.data.get("id") for read in records if read.section == Section.ENTRIES and read.data is not None]
        return self._diary.archive.fingerprints([id_ for id_ in ids if isinstance(id_, str)]) if ids else set()


def _records_of(store: ArchiveStore) -> "Generator[ReadRecord, None, None]":
    """The records of another diary as those of its archive would be read."""
    from tracker.importers.formats.archive import ReadRecord

    place = count(1)
    for section, records in store.sections():
        for data in records:
            yield ReadRecord(section, next(place), data)


def _stands(read: "ReadRecord", here: Container[bytes]) -> bool:
    """Whether a record stands here word for word."""
    if read.section in {TOMBSTONES, CONFLICTS}:
        return False
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


def _unknown_here(records: "Iterable[ReadRecord]", here: Container[bytes], trial: RecordTrial, result: MergeResult) -> Iterator[Record | Tombstone]:
    """Those that do not stand here word for word and that a diary can hold; the others are refused."""
    for read in records:
        # Need not be looked at again; and what is done to it here meanwhile is later than the archive, and would stand.
        if _stands(read, here):
            continue
        try:
            yield _checked_record(read, trial)
        except Refused as problem:
            result.refused.append((read.line, problem.sentence))
            if len(result.refused) > MOST_REFUSED:
                raise endless() from problem


def _count(result: MergeResult, things: Sequence[Record | Tombstone], before: Copy, after: Copy) -> None:
    known_ids = {id_ for _section, id_ in before.versions} | before.losing().keys()
    stood, stands = before.standing(), after.standing()
    for thing in things:
        is_there = _is_there(thing, before) and not _comes_to_stand(thing, stood, stands)
        if is_there or not _has(after, thing):
            continue
        if thing.id in known_ids:
            result.changed += 1
        # Of a tombstone of what was never here there is nothing to do.
        elif not isinstance(thing, Tombstone):
            result.added += 1
    result.conflicts += len(after.losing().keys() - before.losing().keys())


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
