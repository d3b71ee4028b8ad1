"""The clauses that find entries, of the table `entries e`."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.domain.entries import Kind

ALIVE = "e.deleted_at IS NULL"


def of_days(first: date | None, last: date | None, kinds: Iterable[Kind]) -> tuple[str, list[object]]:
    """The clause, and its values, of the entries of local days, both included, and of kinds."""
    kinds = tuple(kinds)
    # Where days are asked for, + keeps SQLite from going through all that was ever kept of a kind to find them.
    kind = "e.kind" if first is last is None else "+e.kind"
    where = [ALIVE, f"{kind} IN ({marks(kinds)})"]
    values: list[object] = [kind.value for kind in kinds]
    for clause, day in (("e.day >= ?", first), ("e.day <= ?", last)):
        if day is not None:
            where.append(clause)
            values.append(day.isoformat())
    return " AND ".join(where), values


def marks(items: Sequence[object]) -> str:
    """A question mark for each."""
    return ", ".join("?" for _item in items)
