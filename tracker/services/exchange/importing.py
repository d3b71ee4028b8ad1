"""Files of others into the diary: brought in once and only once, and taken out again as one step."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.changes import Touched
from tracker.domain.times import Clock, Moment
from tracker.errors import Refused
from tracker.formats.joining import with_comma
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.import_mappings import Mappings
from tracker.services.exchange.import_preview import Preview, ReadOptions, format_of, preview_steps
from tracker.services.exchange.mood_words import MoodWords
from tracker.services.history import Change, History
from tracker.services.sync.merging import Merging
from tracker.steps import Progress, run_to_end
from tracker.storage.diary import Diary
from tracker.storage.imports import PastImport
from tracker.storage.staging import Stage

if TYPE_CHECKING:
    from tracker.importers.recognition import Format
    from tracker.importers.table.contract import ReadContext, ReadRow

__all__ = ["AS_IT_IS", "ImportResult", "Importing", "PastImport", "Preview", "ReadOptions"]

# More is no help to anyone, and a wrong file has a reason in every row.
REASONS_KEPT = 1_000
ROWS_A_STEP = 40
# More are looked up together: each look locks the file and lets go of it.
ROWS_AT_ONCE = 160
AS_IT_IS = ReadOptions()


@dataclass(slots=True)
class ImportResult:
    """What an import did or would do; rows of the file are counted, whatever one row yields. Of the reasons the first 1,000 are kept.

    Of an archive or a backup, `added` counts what is new here or changes what is here, `changed` the latter of them, and `conflicts` the
    losing texts kept to be looked at. `unread` is what of the file nothing is taken from: of a table the columns with their filled cells, of an
    Apple Health export the kinds of records with their number. `raised` counts the days brought up to a later, fuller count; their rows are
    neither added nor there already.
    """

    format: str = ""
    read: int = 0
    added: int = 0
    already_there: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    refused_count: int = 0
    touched: Touched = Touched.NONE
    import_id: str | None = None
    is_merge: bool = False
    changed: int = 0
    conflicts: int = 0
    unread: tuple[tuple[str, int], ...] = ()
    raised: int = 0

    @property
    def changes_something(self) -> bool:
        """Whether anything of it comes into the diary."""
        return bool(self.added or self.raised)


class Importing:
    """Files that come in, and imports taken back."""

    def __init__(self, diary: Diary, merging: Merging, clock: Clock, history: History) -> None:
        self._diary = diary
        self._merging = merging
        self._clock = clock
        self._history = history
        self.mappings = Mappings(diary.paths.data / "mappings")
        self.moods = MoodWords(diary.paths.data / "mood-words.toml")

    def formats(self) -> list[tuple[str, str]]:
        """The formats that can be read, as (key, name)."""
        from tracker.importers.recognition import FORMATS

        return [(key, _(format_.name)) for key, format_ in FORMATS.items()]

    def look(self, file: Path, options: ReadOptions = AS_IT_IS) -> Preview:
        """Look at the beginning of a file; raises Refused for what cannot be read at all. Nothing is changed."""
        return run_to_end(self.look_steps(file, options))

    def look_steps(self, file: Path, options: ReadOptions = AS_IT_IS) -> Generator[Progress, None, Preview]:
        """Look at the beginning of a file a step at a time; raises as `look`."""
        yield Progress(0)
        return (yield from preview_steps(file, options, self._context(options)))

    def open_steps(self, file: Path, password: str) -> Generator[Progress, None, bytes]:
        """What is in an archive that has a password, for `ReadOptions.opened`: to hold in memory as long as the file is looked at and imported.

        Raises Refused for a wrong password, a damaged file or one too large, DiaryUnavailable where what it needs is not installed.
        """
        from tracker.importers.formats.sealed import open_sealed_steps

        return (yield from open_sealed_steps(file, password))

    def steps(
        self, file: Path, options: ReadOptions = AS_IT_IS, *, dry_run: bool = False, before_change: Callable[[], None] = lambda: None
    ) -> Generator[Progress, None, ImportResult]:
        """Import a file a step at a time, in one transaction at its end; a dry run only counts. Closed before its end, nothing has changed.

        `before_change` is called once all is read and nothing changed yet. Raises Refused or DiaryUnavailable, or what that raises, nothing
        changed.
        """
        found = format_of(file, options)
        if found.is_own_copy:
            result = yield from self._merge(found, file, options.opened, before_change, dry_run=dry_run)
        else:
            result = yield from self._bring(found, file, options, before_change, dry_run=dry_run)
        if result.import_id is not None:
            name = with_comma(_("Import"), _(found.name))
            # Not done again by itself: the file may be gone or changed by then.
            self._history.remember(name, back=partial(self._take_back, result.import_id), again=None)
        return result

    def _bring(
        self, found: "Format", file: Path, options: ReadOptions, before_change: Callable[[], None], *, dry_run: bool
    ) -> Generator[Progress, None, ImportResult]:
        """Bring in what is no copy of this diary, row by row."""
        from tracker.importers.recognition import read_file

        context = self._context(options)
        rows = read_file(file, found, context)
        result = ImportResult(found.key)
        with self._diary.imports.staged(self._diary.paths.data, found.key, self._clock.now()) as stage:
            waiting: list[ReadRow] = []
            for place, row in enumerate(rows):
                if row is not None:
                    waiting.append(row)
                # The first by itself: what another program brings from then on is met where all of it is brought in.
                if len(waiting) == ROWS_AT_ONCE or place == 0:
                    self._take(waiting, stage, result)
                    waiting.clear()
                # A row that is none says that the reader has got further in a large file.
                if row is None or place % ROWS_A_STEP == 0:
                    yield Progress(context.gauge.done, context.gauge.total)
            self._take(waiting, stage, result)
            result.unread = tuple(context.unread.most_common())
            if result.changes_something and not dry_run:
                before_change()
                stage.bring_in()
                result.import_id, result.touched = stage.import_id, Touched.DIARY
        return result

    def _take(self, rows: "list[ReadRow]", stage: Stage, result: ImportResult) -> None:
        readable = [row for row in rows if row.reason is None]
        # One reading for all that is looked up for a few rows: each would lock the file and let go of it by itself.
        with self._diary.reading():
            taken = stage.take(readable)
        raised = {key for key, _entry in stage.brought_up}
        for row, is_taken in zip(readable, taken, strict=True):
            if row.key in raised:
                result.raised += 1
            elif is_taken:
                result.added += row.rows
            else:
                result.already_there += row.rows
        for row in rows:
            result.read += row.rows
            if row.reason is not None:
                result.refused_count += row.rows
                if len(result.refused) < REASONS_KEPT:
                    result.refused.append((row.line, row.reason))

    def _merge(
        self, found: "Format", file: Path, opened: bytes | None, before_change: Callable[[], None], *, dry_run: bool
    ) -> Generator[Progress, None, ImportResult]:
        """Merge another copy of the diary: an archive of it, or a backup of it."""
        from tracker.importers.recognition import BACKUP

        yield Progress(0)
        steps = self._merging.steps_of_backup if found.key == BACKUP else partial(self._merging.steps, opened=opened)
        merged = yield from steps(file, before_change, dry_run=dry_run)
        refused = merged.refused
        return ImportResult(
            format=found.key,
            read=merged.read,
            added=merged.added + merged.changed,
            already_there=merged.already_there,
            refused=refused[:REASONS_KEPT],
            refused_count=len(refused),
            touched=merged.touched,
            import_id=merged.import_id,
            is_merge=True,
            changed=merged.changed,
            conflicts=merged.conflicts,
        )

    def run(self, file: Path, options: ReadOptions = AS_IT_IS, *, dry_run: bool = False) -> ImportResult:
        """Import a file at once; raises as `steps`."""
        return run_to_end(self.steps(file, options, dry_run=dry_run))

    def imports(self) -> list[PastImport]:
        """The imports that were not undone, the latest first."""
        return self._diary.imports.past()

    def name_of(self, past: PastImport) -> str:
        """What the format of an import is called."""
        from tracker.importers.recognition import FORMATS

        return _(FORMATS[past.format].name) if past.format in FORMATS else past.format

    def moment_of(self, past: PastImport) -> Moment:
        """When an import was done, where the person is now."""
        return Moment.of(past.at, self._clock.zone())

    def changed_since(self, past: PastImport) -> int:
        """How many of the entries an import brought were changed since then, and would go with it; none of a merge: they would stay."""
        return 0 if past.is_merge else self._diary.imports.changed_since(past.id)

    def undo_import(self, start: str) -> Change:
        """Move what the import whose id begins so brought to the bin, changed or not, and forget it, so that importing again brings it back.

        The merge of an archive or a backup is taken back record by record. Raises Refused where no import, or more than one, has such an id.
        What this window did before cannot be taken back any more: it may have been done to what is gone.
        """
        found = [past for past in self.imports() if start and past.id.startswith(start)]
        if len(found) != 1:
            raise Refused(_("“{id}” is not in the list. Nothing was changed; the list has the ids.").format(id=start[:40]))
        change = self._merging.undo(found[0].id) if found[0].is_merge else self._undo_rows(found[0].id)
        self._history.forget()
        return change

    def _take_back(self, import_id: str) -> None:
        """Undo an import as the last change of this window; where it is gone by now, nothing is left that stood before it."""
        try:
            self.undo_import(import_id)
        except Refused:
            self._history.forget()
            raise

    def _undo_rows(self, import_id: str) -> Change:
        count, changed, brought_back = self._diary.imports.undo(import_id, self._clock.now())
        moved = ngettext(
            "Import undone: {count} entry deleted. For 30 days it can be brought back.",
            "Import undone: {count} entries deleted. For 30 days they can be brought back.",
            count,
        ).format(count=number_text(count))
        since = ngettext("{count} of them had been changed since.", "{count} of them had been changed since.", changed).format(
            count=number_text(changed)
        )
        back = ngettext("{count} day has its former count again.", "{count} days have their former count again.", brought_back).format(
            count=number_text(brought_back)
        )
        remark = " ".join(sentence for sentence, is_said in ((moved, count or not brought_back), (since, changed), (back, brought_back)) if is_said)
        return Change(Touched.DIARY, remark=remark)

    def _context(self, options: ReadOptions) -> "ReadContext":
        from tracker.importers.table.contract import ReadContext, Severity

        severity, moods = options.severity or Severity(), {**self.moods.all(), **options.moods}
        now, zone = self._clock.now(), self._clock.zone()
        mapping, encoding = options.mapping, options.encoding
        return ReadContext(zone=zone, now=now, mapping=mapping, severity=severity, moods=moods, places=self._places, encoding=encoding)

    def _places(self) -> dict[str, str]:
        """The places a line may name: those of the body map, in English and as they are shown, and those of the diary."""
        from tracker.library.body import body_map, place_words

        regions = [region.name for region in body_map().regions]
        known = {name.casefold(): name for name in self._diary.entries.places_used(date.min, date.max)}
        return known | {words.casefold(): name for name in regions for words in (place_words(name), name)}
