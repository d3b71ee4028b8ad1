"""What readings have left out, as they came upon it: records that do not fit their checksum or are none, and such as are missing."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from tracker.storage.checksums import RECORDS
from tracker.storage.values import readable_days

if TYPE_CHECKING:
    from tracker.domain.damage import Unreadable


class Unread:
    """The records left out since the diary was opened, each once; written anew, or found whole again, they are none any more."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, str | None]] = {}  # of each part its records by id, with their days as the file has them
        self._missing: dict[str, tuple[int, tuple[str, ...]]] = {}  # of each part how many, and of which days

    def note(self, table: str, row: Mapping[str, object]) -> None:
        """A record is there and cannot be read."""
        id_, day = row[RECORDS[table][0]], row.get("day")
        self._rows.setdefault(table, {})[str(id_)] = day if isinstance(day, str) else None

    def note_missing(self, table: str, count: int, days: Iterable[str] = ()) -> None:
        """So many records of a part are missing, in place of what was said of it before."""
        days = tuple(days)
        if count or days:
            self._missing[table] = count, days
        else:
            self._missing.pop(table, None)

    def forget(self, table: str, row: Mapping[str, object]) -> None:
        """A record was written: whatever it was before."""
        if self._rows:
            self._rows.get(table, {}).pop(str(row[RECORDS[table][0]]), None)

    def ids(self, table: str) -> AbstractSet[str]:
        """The records of a part that are there and cannot be read."""
        return self._rows.get(table, {}).keys()

    def has(self, tables: Iterable[str]) -> bool:
        """Whether anything of these parts was left out or is missing."""
        return any(self._rows.get(table) or self._missing.get(table, (0,))[0] for table in tables)

    def told(self) -> "tuple[Unreadable, ...]":
        """All of it, part by part."""
        return tuple(self._of_part(table) for table in RECORDS if self.has((table,)))

    def _of_part(self, table: str) -> "Unreadable":
        # Imported here: hardly a diary is ever damaged.
        from tracker.domain.damage import Unreadable

        rows = self._rows.get(table, {})
        missing, days = self._missing.get(table, (0, ()))
        return Unreadable(
            table, len(rows) + missing, tuple(sorted(set(readable_days([day] for day in (*rows.values(), *days))))), tuple(sorted(rows))
        )
