"""A diary entry as a row of a list shows it."""

from typing import NamedTuple


class EntryRow(NamedTuple):
    """One row; `pain` (0-10 points) is drawn as a tile in place of `what`; `name` is the row as a screen reader says it.

    `marks` are the places (and their lengths, in characters) to be marked in `text`.
    """

    id: str
    time_text: str
    pain: float | None
    what: str
    text: str
    name: str
    editable: bool = True
    marks: tuple[tuple[int, int], ...] = ()
