"""Files in and out: importing tables, exporting entries."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.changes import Changes
from tracker.domain.entries import Kind
from tracker.domain.times import Clock
from tracker.files import atomic_write
from tracker.services.journal import Journal
from tracker.storage.diary import Diary

if TYPE_CHECKING:
    from tracker.importers.rows import ReadRow

CSV = "csv"


@dataclass(slots=True)
class ImportResult:
    """What an import did or would do; rows of the file are counted, whatever one row yields."""

    read: int = 0
    added: int = 0
    already_there: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    changes: Changes = Changes.NONE


class Exchanging:
    """The deeds on files of others and for others."""

    def __init__(self, diary: Diary, journal: Journal, clock: Clock) -> None:
        self._diary = diary
        self._journal = journal
        self._clock = clock

    def import_table(self, file: Path, mapping_file: Path, *, dry_run: bool = False) -> ImportResult:
        """Import a table by a mapping, in one transaction; a dry run only counts. Raises Refused, nothing changed."""
        from tracker.importers.mapping import read_mapping
        from tracker.importers.rows import read_rows
        from tracker.importers.table import open_table

        mapping = read_mapping(mapping_file)
        rows = read_rows(open_table(file), mapping, self._clock.zone(), self._clock.now())
        with nullcontext() if dry_run else self._diary.writing():
            return self._take(rows, dry_run=dry_run)

    def export_csv(self, file: Path, first: date | None = None, last: date | None = None, kinds: Sequence[Kind] = tuple(Kind)) -> int:
        """Write the entries of these days as CSV; the answer is how many. Raises Refused, the old file unchanged."""
        from tracker.exporters.entries_csv import csv_bytes

        entries = self._journal.entries(first, last, kinds)
        atomic_write(file, csv_bytes(entries))
        return len(entries)

    def export_entries(self, file: Path, ids: Iterable[str]) -> int:
        """Write these entries as CSV, oldest first; the answer is how many. Raises Refused where one is gone, the old file unchanged."""
        from tracker.exporters.entries_csv import csv_bytes

        entries = sorted((self._journal.get(id_) for id_ in ids), key=lambda entry: entry.moment.at)
        atomic_write(file, csv_bytes(entries))
        return len(entries)

    def _take(self, rows: "Iterable[ReadRow]", *, dry_run: bool) -> ImportResult:
        result = ImportResult()
        now = self._clock.now()
        import_id = ""
        for row in rows:
            result.read += 1
            if row.reason is not None:
                result.refused.append((row.line, row.reason))
            elif self._diary.imports.knows(row.key):
                result.already_there += 1
            else:
                result.added += 1
                if not dry_run:
                    import_id = import_id or self._diary.imports.begin(CSV, now)
                    self._diary.entries.put(row.entries, now)
                    self._diary.imports.add(import_id, row.key, [entry.id for entry in row.entries])
        result.changes = Changes.ENTRIES if result.added and not dry_run else Changes.NONE
        return result
