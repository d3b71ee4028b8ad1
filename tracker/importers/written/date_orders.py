"""Which number of a column's dates is the day: what the cells tell together, and where they do not, the ways that are left, on one row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.importers.written.dates import DAY_FIRST, MONTH_FIRST, SURE, YEAR_FIRST, Reading, readings

# In the order in which they are offered.
ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)
_DIRECTIVES = {"d": "%d", "m": "%m"}
_NUMBERS = re.compile(r"(\d{1,4})(\s?[./-]\s?|\s)\d{1,2}(?:\s?[./-]\s?|\s)'?(\d{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateChoice:
    """One way to read the dates of a column: its strptime format, and how it reads a cell, in a line, that others read otherwise."""

    format: str
    line: int
    cell: str
    wall: datetime
    has_time: bool


def day_format(cells: Iterable[str]) -> str | None:
    """How these days are written, where their numbers have one order; None where they need no order, or more than one is left."""
    unclear = _unclear(enumerate(cells))
    left = _left(unclear)
    return format_of(unclear[0][1], left[0]) if len(left) == 1 else None


def date_choices(cells: Iterable[tuple[int, str]]) -> tuple[DateChoice, ...]:
    """The ways to read a column, cells with their lines, where more than one is left or none reads all; () where nothing has to be asked."""
    unclear = _unclear(cells)
    orders = _left(unclear)
    if len(orders) == 1:
        return ()
    # Dates that contradict each other: each order reads some of them, and the others are refused row by row.
    orders = orders or tuple(order for order in ORDERS if any(order in _by_order(found) for _line, _cell, found in unclear))
    telling = sorted(unclear, key=lambda row: -len({_by_order(row[2])[order].wall for order in orders if order in _by_order(row[2])}))
    choices = []
    for order in orders:
        line, cell, found = next(row for row in telling if order in _by_order(row[2]))
        reading = _by_order(found)[order]
        choices.append(DateChoice(format_of(cell, order), line, cell, reading.wall, reading.has_time))
    return tuple(choices)


def format_of(cell: str, order: str) -> str:
    """The strptime format in which a cell is written, its numbers in this order: in its marks, with the time it has."""
    found = _NUMBERS.search(cell)
    mark = found[2] if found else "/"
    has_long_year = re.search(r"(?<!\d)\d{4}(?!\d)", found[0]) if found else True
    written = mark.join(_DIRECTIVES.get(part, "%Y" if has_long_year else "%y") for part in order)
    clock = re.search(r"\d{1,2}:\d{2}(:\d{2})?", cell)
    if clock is None:
        return written
    half = re.search(r"\d\s?[ap]\.?\s?m\b", cell, re.IGNORECASE)
    seconds = ":%S" if clock[1] else ""
    return f"{written}{',' if ',' in cell else ''} {f'%I:%M{seconds} %p' if half else f'%H:%M{seconds}'}"


def _unclear(cells: Iterable[tuple[int, str]]) -> list[tuple[int, str, tuple[Reading, ...]]]:
    """The cells whose numbers need an order; what is no date at all, or needs none, tells nothing."""
    read = ((line, cell, readings(cell)) for line, cell in cells if cell)
    return [(line, cell, found) for line, cell, found in read if found and found[0].order != SURE]


def _left(unclear: Sequence[tuple[int, str, tuple[Reading, ...]]]) -> tuple[str, ...]:
    """The orders in which all of these cells can be read."""
    left = [order for order in ORDERS if unclear and all(order in _by_order(found) for _line, _cell, found in unclear)]
    if YEAR_FIRST in left and len(left) > 1:
        days = [_by_order(found)[YEAR_FIRST].wall for _line, _cell, found in unclear]
        # A diary has more days of a month in it than years: the numbers that change the more are the days.
        if len({day.year for day in days}) > len({day.day for day in days}):
            left.remove(YEAR_FIRST)
    if len(left) > 1 and all(len({reading.wall for reading in found}) == 1 for _line, _cell, found in unclear):
        return tuple(left[:1])  # 05/05/2026 alone is one day in any order
    return tuple(left)


def _by_order(found: tuple[Reading, ...]) -> dict[str, Reading]:
    return {reading.order: reading for reading in found}
