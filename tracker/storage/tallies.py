"""Tallies: how many records a part of the diary has and a sum over their ids, so that one that is gone, or out of sight, is missed.

Entries are tallied by their local day, with what puts them into a reading (kind, instant), and those in the bin together; each of the
other tables as a whole. What a transaction adds and takes away is put down once, at its end.
"""

import marshal
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from zlib import crc32

from tracker.storage.checksums import MARSHAL_VERSION, RECORDS

# Each by itself: who saves an entry, or types, does not make the app read the plan anew.
TALLIES, ENTRY_TALLIES, PASSING_TALLIES = "tallies", "entry_tallies", "passing_tallies"
ENTRIES = "entries"
# What comes and goes by itself.
PASSING = frozenset({"reminder_watch", "drafts", "session_elapsed"})
# The day under which the entries in the bin are tallied.
BIN = ""
# What of an entry its tally comes from.
COUNTED = ("id", "kind", "at", "day", "deleted_at")


class Tally(NamedTuple):
    """How many records, and the sum over their ids."""

    rows: int = 0
    ids: int = 0

    def plus(self, other: "Tally", sign: int = 1) -> "Tally":
        """Both together, or this without the other."""
        return Tally(self.rows + sign * other.rows, self.ids + sign * other.ids)


# The table of the tally, and the day or the part it is of.
Key = tuple[str, str]


def tally_of(rows: object, ids: object) -> Tally:
    """The tally of two cells; a number that damage has taken is none."""
    return Tally(*(cell if isinstance(cell, int) else 0 for cell in (rows, ids)))


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    whole = Tally()
    for tally in tallies:
        whole = whole.plus(tally)
    return whole


class TallyChanges:
    """What was added and taken away since it was last put down."""

    def __init__(self) -> None:
        self._changes: defaultdict[Key, Tally] = defaultdict(Tally)

    def count(self, table: str, row: Mapping[str, Any], sign: int = 1) -> None:
        """A record is added, or with -1 taken away."""
        key = key_of(table, row)
        self._changes[key] = self._changes[key].plus(Tally(1, _id_sum(table, row)), sign)

    def add(self, changes: Mapping[Key, Tally]) -> None:
        """What somebody else has counted."""
        for key, tally in changes.items():
            self._changes[key] = self._changes[key].plus(tally)

    def taken(self) -> dict[Key, Tally]:
        """What there is to be put down, which begins anew by that."""
        changes = {key: tally for key, tally in self._changes.items() if tally != Tally()}
        self._changes.clear()
        return changes

    def so_far(self) -> dict[Key, Tally]:
        """A copy of what was counted, to go back to."""
        return dict(self._changes)

    def back_to(self, before: Mapping[Key, Tally]) -> None:
        """What was counted since is not so: it was rolled back."""
        self._changes.clear()
        self._changes.update(before)


def tallied(table: str, rows: Iterable[Mapping[str, Any]]) -> dict[Key, Tally]:
    """The tallies of rows of a table."""
    changes = TallyChanges()
    for row in rows:
        changes.count(table, row)
    return changes.taken()


def clear_statement(table: str) -> str:
    """Forgets a tally of nothing."""
    return f"DELETE FROM {table} WHERE {_named_by(table)} = ? AND rows = 0 AND ids = 0"  # noqa: S608 - names of our own


def keep_statement(table: str) -> str:
    """Puts down what changed in a tally."""
    of = _named_by(table)
    return (
        f"INSERT INTO {table} ({of}, rows, ids) VALUES (?, ?, ?) "  # noqa: S608 - names of our own
        f"ON CONFLICT ({of}) DO UPDATE SET rows = rows + excluded.rows, ids = ids + excluded.ids"
    )


def _named_by(table: str) -> str:
    return "day" if table == ENTRY_TALLIES else "part"


def key_of(table: str, row: Mapping[str, Any]) -> Key:
    """The tally that a row is counted in."""
    if table in PASSING:
        return PASSING_TALLIES, table
    if table != ENTRIES:
        return TALLIES, table
    return ENTRY_TALLIES, str(row["day"]) if row["deleted_at"] is None else BIN


def _id_sum(table: str, row: Mapping[str, Any]) -> int:
    counted = [row["id"], row["kind"], row["at"]] if table == ENTRIES else [row[RECORDS[table][0]]]
    return crc32(marshal.dumps(counted, MARSHAL_VERSION))
