"""A look at all that was ever kept: each record against its checksum, and how many there are against the tallies."""

from collections.abc import Generator, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.errors import DiaryDamaged
from tracker.storage.checksums import CHECKSUM, COLUMNS, RECORDS, of_values
from tracker.storage.database import Database
from tracker.storage.entry_rows import TABLES_BY_KIND, detail_tables, kinds_with
from tracker.storage.sound_reading import note_missing
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.tallies import BIN, COUNTED, ENTRIES, Tally, tallied, tally_of
from tracker.storage.unread import Unread
from tracker.storage.values import Row, readable_days

if TYPE_CHECKING:
    from tracker.domain.damage import Unreadable

Cells = tuple[Any, ...]
# Rows that are held at once, and that a step of a look goes through.
READ_AT_ONCE = 500
AFTER_ALL_DAYS = "~"  # as text later than any day
# No zone is further from UTC.
TWO_DAYS = timedelta(days=2)
# Entries by the indexes that lead to them beside that of the day: one that points wrongly shows no damage in any row.
BY_OTHER_INDEXES = (
    f"SELECT id, day FROM entries WHERE deleted_at IS NULL AND kind IN ({', '.join(repr(kind) for kind in TABLES_BY_KIND)}) AND at >= ? AND at < ?",  # noqa: S608
    "SELECT id, day FROM entries WHERE deleted_at IS NULL AND at >= ? AND at < ?",
)


class Summed(NamedTuple):
    """A record: the number of its row in the file, the checksum it has, the one that fits it, and its row."""

    number: int
    kept: int | None
    found: int
    row: Row


def damage_of(database: Database) -> "tuple[Unreadable, ...]":
    """All that is not as it was written, part by part; empty where the diary is whole."""
    with database.reading():
        for _step in look_steps(database):
            pass
    return database.unread.told()


def look_steps(database: Database) -> Generator[None, None, "tuple[Unreadable, ...]"]:
    """The same a few hundred records a step, so that a window stays alive; at the end it takes the place of what readings have noted."""
    # By itself until then: meanwhile the app goes by what it knows.
    unread = Unread()
    for table in RECORDS:
        for _rows in _unfit(database, table, unread):
            yield
        if table != ENTRIES:
            with errors_in_words():
                note_missing(database, table, database.rows(f"SELECT {RECORDS[table][0]} FROM {table}"), unread)  # noqa: S608 - names of our own
    yield from _missing_entries(database, unread)
    database.look_anew(unread)
    return unread.told()


def note_missing_entries(database: Database, first: date | None = None) -> None:
    """Note which entries of days from one on, or of all with those in the bin, are missing, or are there without having been written."""
    differing: list[str] = []
    count = _compare(database, first, None, differing)
    if _runs_unseen(database):
        count, differing = max(count, 1), differing or [BIN]
    _note(database.unread, count, differing)


def with_sums(database: Database, table: str) -> Iterator[list[Summed]]:
    """The records of a table, some hundred at a time, each with the checksum it has and the one it would have as it stands."""
    last, columns = -(2**63), RECORDS[table]
    sql = f"SELECT rowid, {CHECKSUM}, {', '.join(columns)} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {READ_AT_ONCE}"  # noqa: S608 - our names
    while rows := _read(database, sql, [last]):
        first, last = rows[0][0], rows[-1][0]
        sums = {row[2]: of_values(table, row[2:]) for row in rows}
        for name, owner, kinds in _details_of(table, rows):
            cells = ", ".join(f"d.{column}" for column in COLUMNS[name])
            # CROSS JOIN lets SQLite begin with the few records asked for.
            joined = f"SELECT {cells} FROM {table} o CROSS JOIN {name} d ON d.{owner} = o.id WHERE o.rowid BETWEEN ? AND ? {kinds}"  # noqa: S608 - as above
            for detail in _read(database, joined, [first, last]):
                if detail[0] in sums:  # damage may have made another id of it than the one it was found by
                    sums[detail[0]] += of_values(name, detail)
        yield [Summed(number, kept, sums[cells[0]], dict(zip(columns, cells, strict=True))) for number, kept, *cells in rows]


def _unfit(database: Database, table: str, unread: Unread) -> Iterator[int]:
    """Note each record of a table that does not fit its checksum; how many were looked at, step by step."""
    for some in with_sums(database, table):
        for record in some:
            if record.kept != record.found:
                unread.note(table, record.row)
        yield len(some)


def refuse_damaged(database: Database) -> None:
    """Raise DiaryDamaged where anything is not as it was written, with all that is."""
    if found := damage_of(database):
        from tracker.domain.damage import damage_words

        raise DiaryDamaged(damage_words(found), found)


def _details_of(table: str, rows: list[Cells]) -> Iterator[tuple[str, str, str]]:
    """The tables that hold more of these records, the column there that names one, and which have a part there, as a clause on the records."""
    if table == "episodes":
        yield "episode_sites", "episode_id", ""
    elif table == ENTRIES:
        for name in detail_tables({row[3] for row in rows}):
            yield name, "entry_id", f"AND o.kind IN ({kinds_with(name)})"


def _read(database: Database, sql: str, values: Sequence[object]) -> list[Cells]:
    with errors_in_words():
        return database.execute(sql, values).fetchall()


def _missing_entries(database: Database, unread: Unread) -> Iterator[None]:
    sql = "SELECT DISTINCT substr(day, 1, 4) FROM entry_tallies WHERE day > '' ORDER BY 1"
    begins = [days[0] for year in _read(database, sql, []) if (days := readable_days([[f"{year[0]}-01-01"]]))]
    count, differing = 0, list[str]()
    for first, last in zip([None, *begins], [*begins, None], strict=True):
        with database.reading():
            count += _compare(database, first, last, differing)
        yield
    _note(unread, count, differing)


def _note(unread: Unread, count: int, differing: list[str]) -> None:
    # As many as there are to be, and others: such as cannot be read, which are noted, or a tally that is damaged itself.
    if count <= 0 and not unread.ids(ENTRIES):
        count = len(differing)
    unread.note_missing(ENTRIES, max(0, count), differing)


def _compare(database: Database, first: date | None, last: date | None, differing: list[str]) -> int:
    """How many entries of days from one up to, not including, another are missing; the days on which there are others than there are to be."""
    begin, end = first.isoformat() if first else BIN, last.isoformat() if last else AFTER_ALL_DAYS
    wanted = {
        day: tally_of(*cells) for day, *cells in _read(database, "SELECT day, rows, ids FROM entry_tallies WHERE day >= ? AND day < ?", [begin, end])
    }
    columns = ", ".join(COUNTED)
    rows = _read(database, f"SELECT {columns} FROM entries WHERE deleted_at IS NULL AND day >= ? AND day < ?", [begin, end])  # noqa: S608 - our names
    unseen = _unseen(database, rows, first, last)
    if first is None:
        rows += _read(database, f"SELECT {columns} FROM entries WHERE deleted_at IS NOT NULL", [])  # noqa: S608 - as above
    there = (dict(zip(COUNTED, row, strict=True)) for row in rows)
    found = {day: tally for (_table, day), tally in tallied(ENTRIES, there).items()}
    nothing = Tally()
    days = {day for day in wanted.keys() | found.keys() if wanted.get(day, nothing) != found.get(day, nothing)}
    differing += sorted(days | unseen)
    return sum(wanted.get(day, nothing).rows - found.get(day, nothing).rows for day in days)


def _unseen(database: Database, rows: list[Cells], first: date | None, last: date | None) -> set[str]:
    """The days of entries that are found by their day and by no other index, or the other way round: a reading by that one would miss them."""
    begin, end = (first - TWO_DAYS).isoformat() if first else "", (last + TWO_DAYS).isoformat() if last else AFTER_ALL_DAYS
    by_day, found = {row[0]: str(row[3]) for row in rows}, set[str]()
    for sql in BY_OTHER_INDEXES:
        others = {id_: str(day) for id_, day in _read(database, sql, [begin, end]) if first is None is last or _lies_in(str(day), first, last)}
        found |= {(by_day.get(id_) or others[id_]) for id_ in by_day.keys() ^ others.keys()}
    return found


def _lies_in(day: str, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first.isoformat()) and day < (last.isoformat() if last else AFTER_ALL_DAYS)


def _runs_unseen(database: Database) -> bool:
    """Whether a session that runs is missed by the index that leads to such."""
    sql = "SELECT count(*) FROM sessions WHERE {}ended_at IS NULL"
    counts = {_read(database, sql.format(plus), [])[0] for plus in ("", "+")}  # + keeps SQLite from the index
    return len(counts) > 1
