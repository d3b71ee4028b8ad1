"""Records as they stand in the diary, and put back as they stood: what taking a change back is made of."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tracker.domain.plan.protocol import FIRST_PLAN_ID
from tracker.domain.reminders.rules import ReminderKind, default_id
from tracker.domain.sync.records import Record
from tracker.domain.sync.sections import Key, Section
from tracker.domain.visits import FUNCTION_LIST_ID
from tracker.storage.checksums import CHECKSUM
from tracker.storage.connection import writing
from tracker.storage.database import Database
from tracker.storage.record_rows import RecordRows
from tracker.storage.row_writes import insert, update
from tracker.storage.sync.archive import ArchiveStore, open_episodes_last
from tracker.storage.tombstones import bury, saving
from tracker.storage.values import Row, instant_text

# What merging and imports keep of a record, and the column that names it.
KEPT_OF_RECORDS = {"conflicts": "record_id", "set_aside": "id", "merged_records": "record_id", "undone_entries": "entry_id"}
# Which of them have anything of a record: hardly ever one, and each would be a statement more in every change.
ANY_KEPT = "SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {column} = :id)" for table, column in KEPT_OF_RECORDS.items())  # noqa: S608 - names of our own
# These have one id on every computer.
SHARED_IDS = frozenset({FIRST_PLAN_ID, FUNCTION_LIST_ID, *map(default_id, ReminderKind)})
FAMILIES = {
    Section.EPISODES: "SELECT id FROM phase_events WHERE episode_id = ? ORDER BY id",
    Section.PLANS: "SELECT id FROM plan_versions WHERE ? IS NOT NULL ORDER BY id",
}


@dataclass(frozen=True, slots=True)
class State:
    """How one record stands: not at all, or as it is; beside it what goes with it (the events of an episode, the other versions of the plan)
    and the rows kept of it elsewhere, by table.
    """

    record: Record | None
    family: tuple[str, ...] = ()
    kept: Mapping[str, list[Row]] = field(default_factory=dict)

    def says_as(self, other: "State") -> bool:
        """Whether both say the same, whenever they were written."""
        return (_said(self.record), self.family) == (_said(other.record), other.family)


class RecordStates:
    """The states of any records, read and put back in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def _rows(self) -> RecordRows:
        return RecordRows(self._database)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Reading and then writing as one change."""
        with writing(self._database):
            yield

    def written_elsewhere(self) -> int:
        """A number that changes when another program has written the diary."""
        return self._database.data_version()

    def set_aside(self) -> list[Key]:
        """The records that a merge has made to fit beside the others: where another of them changes, they may fit otherwise."""
        return [(Section(section), id_) for section, id_ in self._database.execute("SELECT section, id FROM set_aside ORDER BY id").fetchall()]

    def read(self, keys: Iterable[Key]) -> dict[Key, State]:
        """How these records stand, within the transaction of the caller."""
        return {key: self._state(key) for key in keys}

    def put_back(self, wanted: Mapping[Key, State], now: datetime) -> None:
        """Make the records stand as they did; what did not stand goes, an entry into the bin."""
        with writing(self._database):
            # An event may be written before its episode: references are looked at when all are there.
            self._database.conn.execute("PRAGMA defer_foreign_keys = ON")
            differing = [key for key, state in wanted.items() if _but_for_when(self._record(key)) != _but_for_when(state.record)]
            for key in differing:
                if wanted[key].record is None:
                    self._remove(key, now)
            records = [record for record in (wanted[key].record for key in differing) if record is not None]
            for record in sorted(records, key=open_episodes_last):
                self._put(record, wanted[record.key].kept, now)
            self.fit()

    def fit(self) -> None:
        """Let the rows that a merge made to fit be what fits by now, within the transaction that changed others."""
        ArchiveStore(self._database).fit_again()

    def _state(self, key: Key) -> State:
        section, id_ = key
        family = FAMILIES.get(section)
        others = () if family is None else tuple(other for (other,) in self._database.execute(family, [id_]).fetchall())
        has_any = self._database.execute(ANY_KEPT, {"id": id_}).fetchone()
        kept = {
            table: self._database.rows(f"SELECT * FROM {table} WHERE {column} = ?", [id_]) if has else []  # noqa: S608 - names of our own
            for (table, column), has in zip(KEPT_OF_RECORDS.items(), has_any, strict=True)
        }
        return State(self._record(key), others, kept)

    def _record(self, key: Key) -> Record | None:
        section, id_ = key
        # The id of a limit is worked out from its ingredient, whatever its row has.
        found = self._rows.read(section) if section is Section.LIMITS else self._rows.read(section, id_)
        return next((record for record in found if record.id == id_), None)

    def _remove(self, key: Key, now: datetime) -> None:
        section, id_ = key
        if section is Section.ENTRIES:
            update(self._database, "entries", dict.fromkeys(("deleted_at", "updated_at"), instant_text(now)), "id = ?", [id_])
            return
        # A tombstone of what has one id on every computer would delete what another computer has under it, which nobody took back.
        if id_ not in SHARED_IDS and section is not Section.LIMITS:
            bury(self._database, id_, now)
        self._rows.remove(section, id_)

    def _put(self, record: Record, kept: Mapping[str, list[Row]], now: datetime) -> None:
        # Written now, so that it wins wherever the change that is taken back has got to meanwhile.
        written_at = instant_text(now)
        with saving(self._database, record.section, record.id, now):
            self._rows.put(record._replace(updated_at=written_at))
        for table, rows in kept.items():
            for row in rows:
                self._keep(table, _written(row, written_at) if table == "set_aside" else row)

    def _keep(self, table: str, row: Row) -> None:
        # An import that was undone elsewhere meanwhile is not there to be taken back.
        if table == "merged_records" and not self._database.table("imports").count_where("id = ?", [row["import_id"]]):
            return
        insert(self._database, table, {name: value for name, value in row.items() if name != CHECKSUM}, is_new=False)


def _but_for_when(record: Record | None) -> Record | None:
    return None if record is None else record._replace(updated_at="")


def _said(record: Record | None) -> tuple[str, str | None] | None:
    return None if record is None else (record.content, record.deleted_at)


def _written(row: Row, at: str) -> Row:
    """What a merge set aside is the whole text of the record that is put back, and as new as that."""
    content = {**json.loads(row["content"]), "updated_at": at}
    return {**row, "content": json.dumps(content, ensure_ascii=False), "updated_at": at}
