"""Entries and their rows: the only translation between the two."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from tracker.domain.entries import Activity, DayNote, EndedBy, Entry, Kind, PainEntry, Scale, Session, SiteReading, kind_of
from tracker.errors import Refused
from tracker.storage.connection import upsert, writing
from tracker.storage.telling import told_plainly
from tracker.storage.values import Row, instant, instant_text, moment, moment_columns, optional_instant, optional_instant_text, stamps

WORD_ROLES = ("words", "worse_with", "eased_by")
DETAIL_TABLES = {Kind.PAIN: "pain", Kind.SESSION: "sessions", Kind.ACTIVITY: "activities", Kind.DAY_NOTE: "day_notes"}
LIST_TABLES = ("pain_sites", "pain_words")
UNREADABLE = (KeyError, TypeError, ValueError, OverflowError, Refused)
ALIVE = "e.deleted_at IS NULL"


class EntryStore:
    """The entries of the diary, in the bin and out of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, entries: Iterable[Entry], now: datetime) -> None:
        """Save entries, new ones and changed ones, all or none; an entry in the bin comes out of it."""
        with writing(self._database):
            for entry in entries:
                self._put_one(entry, now)

    def put_in_bin(self, ids: Iterable[str], now: datetime) -> None:
        """Move entries to the bin, all or none."""
        with writing(self._database):
            for id_ in ids:
                self._database.execute(
                    "UPDATE entries SET deleted_at = ?, updated_at = ? WHERE id = ? AND deleted_at IS NULL",
                    [instant_text(now), instant_text(now), id_],
                )

    def purge(self, before: datetime, now: datetime) -> int:
        """Forget the entries that went into the bin before an instant, for good; a tombstone without content stays. How many."""
        with writing(self._database):
            rows = self._database.execute("SELECT id FROM entries WHERE deleted_at < ?", [instant_text(before)]).fetchall()
            for (id_,) in rows:
                self._database.table("tombstones").insert({"id": id_, **stamps(now)}, replace=True)
                self._database.execute("DELETE FROM entries WHERE id = ?", [id_])
        return len(rows)

    def exchange(self, kept: Iterable[Entry], gone: Iterable[str], now: datetime) -> None:
        """Save entries and move others to the bin in one transaction: all of it or nothing."""
        with writing(self._database):
            self.put(kept, now)
            self.put_in_bin(gone, now)

    def get(self, id_: str) -> Entry | None:
        """The entry of this id, out of the bin."""
        return next(iter(self._read(f"{ALIVE} AND e.id = ?", [id_])), None)

    def ids_beginning(self, start: str, *, in_bin: bool = False) -> list[str]:
        """The ids that begin so, at most two: enough to know whether the beginning is one entry's."""
        alive = "IS NOT NULL" if in_bin else "IS NULL"
        with told_plainly():
            rows = self._database.execute(
                f"SELECT id FROM entries WHERE deleted_at {alive} AND substr(id, 1, ?) = ? LIMIT 2",  # noqa: S608 - one of two constants
                [len(start), start],
            ).fetchall()
        return [id_ for (id_,) in rows]

    def between(self, first: date | None = None, last: date | None = None, kinds: Iterable[Kind] = tuple(Kind)) -> list[Entry]:
        """The entries of these local days, both included, in order of time."""
        kinds = tuple(kinds)
        where = [ALIVE, f"e.kind IN ({_marks(kinds)})"]
        values: list[object] = [kind.value for kind in kinds]
        for clause, day in (("e.day >= ?", first), ("e.day <= ?", last)):
            if day is not None:
                where.append(clause)
                values.append(day.isoformat())
        return self._read(" AND ".join(where), values)

    def since(self, at: datetime, kinds: Iterable[Kind] = tuple(Kind)) -> list[Entry]:
        """The entries made at an instant or later, in order of time."""
        kinds = tuple(kinds)
        where = ALIVE + f" AND e.at >= ? AND e.kind IN ({_marks(kinds)})"
        return self._read(where, [instant_text(at), *(kind.value for kind in kinds)])

    def latest(self, kind: Kind, until: datetime) -> Entry | None:
        """The last entry of a kind at or before an instant."""
        sql = "SELECT id FROM entries WHERE deleted_at IS NULL AND kind = ? AND at <= ? ORDER BY at DESC, created_at DESC LIMIT 1"
        with told_plainly():
            found = self._database.execute(sql, [kind.value, instant_text(until)]).fetchone()
        return self.get(found[0]) if found else None

    def running_sessions(self) -> list[Session]:
        """The sessions without an end."""
        found = self._read("e.deleted_at IS NULL AND e.id IN (SELECT entry_id FROM sessions WHERE ended_at IS NULL)", [])
        return [entry for entry in found if isinstance(entry, Session)]

    def binned(self) -> list[tuple[Entry, datetime]]:
        """The entries in the bin and when they went there, the latest first."""
        with told_plainly():
            when = dict(self._database.execute("SELECT id, deleted_at FROM entries WHERE deleted_at IS NOT NULL").fetchall())
        entries = self._read("e.deleted_at IS NOT NULL", [])
        return sorted(((entry, instant(when[entry.id])) for entry in entries), key=lambda pair: pair[1], reverse=True)

    def unreadable(self) -> int:
        """How many entries damage has made unreadable; all readings leave them out."""
        with told_plainly():
            (count,) = self._database.execute("SELECT count(*) FROM entries").fetchone()
        return int(count) - len(self._read("1", []))

    def days(self) -> tuple[date, date] | None:
        """The first and the last local day that hold an entry."""
        with told_plainly():
            first, last = self._database.execute("SELECT min(day), max(day) FROM entries WHERE deleted_at IS NULL").fetchone()
        return None if first is None else (date.fromisoformat(first), date.fromisoformat(last))

    def _put_one(self, entry: Entry, now: datetime) -> None:
        kind = kind_of(entry)
        row = {
            "id": entry.id,
            "kind": kind.value,
            **moment_columns(entry.moment),
            "note": entry.note,
            **stamps(now, entry.created_at),
            "deleted_at": None,
        }
        upsert(self._database, "entries", row)
        for table in (DETAIL_TABLES[kind], *LIST_TABLES):
            self._database.execute(f"DELETE FROM {table} WHERE entry_id = ?", [entry.id])  # noqa: S608 - a name of our own
        for table, rows in _detail_rows(entry).items():
            for detail in rows:
                self._database.table(table).insert({"entry_id": entry.id, **detail})

    def _read(self, where: str, values: Sequence[object]) -> list[Entry]:
        with told_plainly():
            common = list(self._database.query(f"SELECT e.* FROM entries e WHERE {where} ORDER BY e.at, e.created_at, e.rowid", list(values)))  # noqa: S608 - clauses of our own
            details = {table: self._details(table, where, values) for table in (*DETAIL_TABLES.values(), *LIST_TABLES)}
        return [entry for entry in (_readable_entry(row, details) for row in common) if entry is not None]

    def _details(self, table: str, where: str, values: Sequence[object]) -> dict[str, list[Row]]:
        order = "d.position" if table in LIST_TABLES else "d.rowid"
        # CROSS JOIN lets SQLite begin with the few entries asked for; it would go through the whole table of details.
        sql = f"SELECT d.* FROM entries e CROSS JOIN {table} d ON d.entry_id = e.id WHERE {where} ORDER BY {order}"  # noqa: S608 - as above
        found: dict[str, list[Row]] = {}
        for row in self._database.query(sql, list(values)):
            found.setdefault(row["entry_id"], []).append(row)
        return found


def _marks(items: Sequence[object]) -> str:
    return ", ".join("?" for _item in items)


def _detail_rows(entry: Entry) -> dict[str, list[Row]]:
    match entry:
        case PainEntry():
            return {
                "pain": [_pain_row(entry)],
                "pain_sites": [{"position": place, "name": site.name, "pain": site.pain} for place, site in enumerate(entry.sites)],
                "pain_words": [
                    {"role": role, "position": place, "text": text} for role in WORD_ROLES for place, text in enumerate(getattr(entry, role))
                ],
            }
        case Session():
            return {"sessions": [_session_row(entry)]}
        case Activity():
            return {"activities": [{"kind": entry.kind, "minutes": entry.minutes, "count": entry.count, "effort": entry.effort}]}
        case DayNote():
            return {"day_notes": [_day_note_row(entry)]}
    raise TypeError(type(entry).__name__)


def _pain_row(entry: PainEntry) -> Row:
    original = entry.original
    return {
        "pain": entry.pain,
        "worst": entry.worst,
        "least": entry.least,
        "average": entry.average,
        "original_value": original.value if original else None,
        "original_least": original.least if original else None,
        "original_most": original.most if original else None,
    }


def _session_row(entry: Session) -> Row:
    return {
        "kind": entry.kind,
        "planned_seconds": entry.planned.total_seconds(),
        "ended_at": optional_instant_text(entry.ended_at),
        "ended_by": entry.ended_by.value if entry.ended_by else None,
        "before": entry.before,
        "after": entry.after,
    }


def _day_note_row(entry: DayNote) -> Row:
    return {
        "mood": entry.mood,
        "sleep_minutes": entry.sleep_minutes,
        "sleep_quality": entry.sleep_quality,
        "fluids": entry.fluids,
        "flare": None if entry.flare is None else int(entry.flare),
    }


def _readable_entry(row: Row, details: dict[str, dict[str, list[Row]]]) -> Entry | None:
    try:
        return _entry(row, details)
    except UNREADABLE:
        return None


def _entry(row: Row, details: dict[str, dict[str, list[Row]]]) -> Entry:
    kind = Kind(row["kind"])
    (detail,) = details[DETAIL_TABLES[kind]][row["id"]]
    shared = {
        "id": row["id"],
        "moment": moment(row),
        "note": row["note"],
        "created_at": instant(row["created_at"]),
        "updated_at": instant(row["updated_at"]),
    }
    return BUILDERS[kind](shared, detail, details)


def _pain_entry(shared: Row, detail: Row, details: dict[str, dict[str, list[Row]]]) -> PainEntry:
    words = details["pain_words"].get(shared["id"], [])
    roles: Row = {role: tuple(word["text"] for word in words if word["role"] == role) for role in WORD_ROLES}
    original = Scale(detail["original_value"], detail["original_least"], detail["original_most"]) if detail["original_value"] is not None else None
    return PainEntry(
        **shared,
        **{name: detail[name] for name in ("pain", "worst", "least", "average")},
        sites=tuple(SiteReading(site["name"], site["pain"]) for site in details["pain_sites"].get(shared["id"], [])),
        **roles,
        original=original,
    )


def _session(shared: Row, detail: Row, _details: object) -> Session:
    return Session(
        **shared,
        kind=detail["kind"],
        planned=timedelta(seconds=detail["planned_seconds"]),
        ended_at=optional_instant(detail["ended_at"]),
        ended_by=EndedBy(detail["ended_by"]) if detail["ended_by"] else None,
        before=detail["before"],
        after=detail["after"],
    )


def _activity(shared: Row, detail: Row, _details: object) -> Activity:
    return Activity(**shared, **{name: detail[name] for name in ("kind", "minutes", "count", "effort")})


def _day_note(shared: Row, detail: Row, _details: object) -> DayNote:
    flare = None if detail["flare"] is None else bool(detail["flare"])
    return DayNote(**shared, **{name: detail[name] for name in ("mood", "sleep_minutes", "sleep_quality", "fluids")}, flare=flare)


BUILDERS: dict[Kind, Callable[[Row, Row, Any], Entry]] = {
    Kind.PAIN: _pain_entry,
    Kind.SESSION: _session,
    Kind.ACTIVITY: _activity,
    Kind.DAY_NOTE: _day_note,
}
