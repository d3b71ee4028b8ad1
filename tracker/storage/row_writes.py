"""The only way rows of records are written: with their checksums, and with what they change in the tallies, in the transaction of the caller."""

from collections.abc import Mapping, Sequence

from tracker.storage.checksums import CHECKSUM, RECORDS, DetailRows, checksum, of_written
from tracker.storage.database import Database
from tracker.storage.values import Row

Values = Sequence[object] | Mapping[str, object]


def insert(database: Database, table: str, row: Mapping[str, object], details: DetailRows | None = None, *, is_new: bool = True) -> bool:
    """Insert a row, without asking the file first what the table is like, as sqlite-utils does at each one.

    That of a record gets the checksum of the record, so its rows in other tables are told; those are inserted by themselves. Unless it is
    sure to be new, nothing is done where there is one of its keys; the answer is whether anything was.
    """
    written = _with_checksum(table, row, details)
    verb = "INSERT" if is_new else "INSERT OR IGNORE"
    sql = f"{verb} INTO {table} ({', '.join(written)}) VALUES ({', '.join('?' for _name in written)})"
    if not database.execute(sql, list(written.values())).rowcount:
        return False
    if table in RECORDS:
        database.count(table, {**dict.fromkeys(RECORDS[table]), **row})
    return True


def upsert(database: Database, table: str, row: Mapping[str, object], key: str = "id", details: DetailRows | None = None) -> None:
    """Insert the row of a record, or change the one of its key; `created_at` stays as it was.

    sqlite-utils' own upsert first tries out in the file whether SQLite can do it; on a full disk it takes the failure for a no, and from
    then on leaves out new rows without a word.
    """
    former = next(iter(database.rows(f"SELECT * FROM {table} WHERE {key} = ?", [row[key]])), None)  # noqa: S608 - names of our own
    if former is None:
        insert(database, table, row, details)
    else:
        replace(database, table, former, {**row, "created_at": former["created_at"]}, key, details)


def replace(database: Database, table: str, former: Row, row: Mapping[str, object], key: str = "id", details: DetailRows | None = None) -> None:
    """Change the row of a record that was read as `former` into another of the same key."""
    written = _with_checksum(table, row, details)
    changes = ", ".join(f"{name} = ?" for name in written)
    database.execute(f"UPDATE {table} SET {changes} WHERE {key} = ?", [*written.values(), row[key]])  # noqa: S608 - names of our own
    database.count(table, former, -1)
    database.count(table, {**former, **row})


def update(database: Database, table: str, changes: Mapping[str, object], where: str, values: Values = (), *, of_details: int = 0) -> int:
    """Change some cells of the rows that a clause finds, and how many there were; `of_details` is what that changes in rows beside them.

    A row that did not fit its checksum does not fit the new one either: what is damaged is never sealed as true.
    """
    rows = database.rows(f"SELECT rowid AS number, * FROM {table} WHERE {where}", values)  # noqa: S608 - clauses of our own
    cells = ", ".join(f"{name} = ?" for name in changes)
    for row in rows:
        number, known = row.pop("number"), row.pop(CHECKSUM)
        changed = {**row, **changes}
        new = None if known is None else known - of_written(table, row) + of_written(table, changed) + of_details
        database.execute(f"UPDATE {table} SET {cells}, {CHECKSUM} = ? WHERE rowid = ?", [*changes.values(), new, number])  # noqa: S608 - as above
        database.count(table, row, -1)
        database.count(table, changed)
    return len(rows)


def delete(database: Database, table: str, where: str = "1", values: Values = ()) -> int:
    """Delete the rows of records that a clause finds, with all that goes with them; how many."""
    if table == "episodes":
        # Otherwise SQLite takes these along, or changes them, by itself, unseen by checksums and tallies.
        of_them = f"episode_id IN (SELECT id FROM episodes WHERE {where})"  # noqa: S608 - clauses of our own
        delete(database, "phase_events", of_them, values)
        update(database, "notices_shown", {"episode_id": None}, of_them, values)
    gone = database.rows(f"DELETE FROM {table} WHERE {where} RETURNING *", values)  # noqa: S608 - as above
    for row in gone:
        database.count(table, row, -1)
    return len(gone)


def _with_checksum(table: str, row: Mapping[str, object], details: DetailRows | None) -> Mapping[str, object]:
    return {**row, CHECKSUM: checksum(table, row, details)} if table in RECORDS else row
