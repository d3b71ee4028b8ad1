"""What a chart marks beside the pain, read without making entries of it: thousands of them would be made for their times and names alone.

Each is held against its checksum as all that is read is, so that damage is left out here as well, and told.
"""

from datetime import date

from tracker.domain.entries import Kind
from tracker.domain.happenings import Happening
from tracker.storage.checksums import CHECKSUM, DETAILS, RECORDS, of_read, of_values
from tracker.storage.database import Database
from tracker.storage.entry_clauses import of_days
from tracker.storage.entry_rows import DETAIL_TABLES, LISTS
from tracker.storage.sound_reading import UNREADABLE
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import moment_of

ENTRY = RECORDS["entries"]
KIND, AT, OFFSET, ZONE, DAY, NOTE = (ENTRY.index(name) for name in ("kind", "at", "offset_seconds", "zone", "day", "note"))
# Of each kind the column that names what happened, or of a day note says whether it was a flare.
NAMED = {Kind.SESSION: "kind", Kind.DOSE: "name", Kind.DAY_NOTE: "flare"}


def read_happenings(database: Database, first: date, last: date) -> list[Happening]:
    """The sessions, doses and flares of these local days, both included, those of each kind in order of time."""
    with errors_in_words():
        return [happening for kind in NAMED for happening in _of_kind(database, kind, first, last)]


def _of_kind(database: Database, kind: Kind, first: date, last: date) -> list[Happening]:
    table, (where, values) = DETAIL_TABLES[kind], of_days(first, last, (kind,))
    columns = ", ".join([*(f"e.{name}" for name in (*ENTRY, CHECKSUM)), *(f"d.{name}" for name in DETAILS[table])])
    # LEFT: an entry without its row in the other table is damaged, and has to be told of.
    sql = f"SELECT {columns} FROM entries e LEFT JOIN {table} d ON d.entry_id = e.id WHERE {where} ORDER BY e.at, e.created_at, e.rowid"  # noqa: S608 - names of our own
    rows, sums = database.execute(sql, values).fetchall(), _sums_of_lists(database, kind, where, values)
    known, end, name = len(ENTRY), len(ENTRY) + 1, len(ENTRY) + 1 + DETAILS[table].index(NAMED[kind])
    found: list[Happening] = []
    for row in rows:
        try:
            is_sound = of_values("entries", row[:known]) + of_values(table, row[end:]) + sums.get(row[0], 0) == row[known]
            if is_sound and row[name]:
                at = moment_of(row[AT], row[OFFSET], row[ZONE], row[DAY])
                found.append(Happening(kind, at, "" if kind is Kind.DAY_NOTE else row[name], row[NOTE]))
        except UNREADABLE:
            is_sound = False
        if not is_sound:
            database.unread.note("entries", {"id": row[0], "day": row[DAY]})
    return found


def _sums_of_lists(database: Database, kind: Kind, where: str, values: list[object]) -> dict[object, int]:
    """What the rows of which an entry has several add to its checksum."""
    sums: dict[object, int] = {}
    for table in LISTS.get(kind, ()):
        for row in database.rows(f"SELECT d.* FROM entries e CROSS JOIN {table} d ON d.entry_id = e.id WHERE {where}", values):  # noqa: S608 - as above
            sums[row["entry_id"]] = sums.get(row["entry_id"], 0) + of_read(table, row)
    return sums
