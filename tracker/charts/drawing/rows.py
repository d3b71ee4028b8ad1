"""Rows above each other that share the days across: each with its name, what it says in words, and room for its marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.charts.drawing.letters import BODY
from tracker.charts.drawing.paragraph import in_order
from tracker.charts.drawing.sheet import DaySheet, write
from tracker.charts.drawing.style import drawable, fitted, points, width_of

# In points: the room of a row's words, the gap below a row, the least room for its marks.
HEAD, GAP, LEAST_ROOM = 17.0, 8.0, 22.0
# Heights are sums of floating-point numbers: a row that fits exactly must not be lost to the last digit.
WORDS_GAP, ROUNDING = 10.0, 1e-6
# A bar leaves three tenths of its day open, so that days are told apart; over many days it never gets thinner than can be seen.
BAR_SHARE, LEAST_BAR = 0.7, 0.8


@dataclass(frozen=True, slots=True)
class Spacing:
    """How rows are set, in points: the room for their headings, between them, and the least for their marks."""

    head: float = HEAD
    gap: float = GAP
    least: float = LEAST_ROOM


ROWS = Spacing()


@dataclass(frozen=True, slots=True)
class Row:
    """A row's floor and the top of its marks, in axes coordinates, with the room between in points."""

    floor: float
    top: float
    room: float
    head: float = HEAD


def rows_that_fit(sheet: DaySheet, wanted: Sequence[float | None], spacing: Spacing = ROWS) -> list[Row]:
    """As many rows as leave room for their marks, from the top: each with the points it wants, or with an equal share of what is left.

    The last one stands on the axis; where none shares, what is left lies between them.
    """
    height = sheet.height / points(sheet.figure, 1)
    each = [spacing.head + spacing.gap + (spacing.least if room is None else room) for room in wanted]
    # One row always, however little room there is: a chart with data never shows none of it.
    fit = max((number for number in range(1, len(each) + 1) if sum(each[:number]) - spacing.gap <= height + ROUNDING), default=1)
    rooms = _shared_rooms(wanted[:fit], height - fit * (spacing.head + spacing.gap) + spacing.gap)
    left = max(height - sum(rooms) - fit * (spacing.head + spacing.gap) + spacing.gap, 0.0)
    gap = spacing.gap + (left / (fit - 1) if fit > 1 else 0.0)
    # A row alone stands on the axis, so that what is left lies above it.
    rows, top = [], height if fit > 1 else height - left
    for room in rooms:
        floor = top - spacing.head - room
        rows.append(Row(max(floor / height, 0.0), (floor + room) / height, room, spacing.head))
        top = floor - gap
    return rows


def _shared_rooms(wanted: Sequence[float | None], height: float) -> list[float]:
    """The rooms of rows within a height, each its own or a share of the rest."""
    shares = sum(room is None for room in wanted)
    rest = (height - sum(room or 0.0 for room in wanted)) / max(shares, 1)
    return [rest if room is None else room for room in wanted]


def draw_row_heading(sheet: DaySheet, row: Row, name: str, wordings: Sequence[str], size: float = BODY) -> None:
    """The name of a row at its left, and beside it the first of the wordings, from the longest to the shortest, that fits."""
    height = row.top + points(sheet.figure, row.head / 2 + 1) / sheet.height
    heading = fitted(sheet.figure, in_order(name), size, sheet.width * 0.6, "bold")
    write(sheet, (0, height), heading, size=size, weight="bold", color=sheet.palette.text, va="center_baseline")
    taken = width_of(sheet.figure, heading, size, "bold") + points(sheet.figure, WORDS_GAP)
    room = sheet.width - taken
    words = next((text for text in wordings if width_of(sheet.figure, drawable(text), size) <= room), wordings[-1])
    write(sheet, (taken / sheet.width, height), fitted(sheet.figure, words, size, room), size=size, va="center_baseline")


def day_width(sheet: DaySheet) -> float:
    """How wide a day is in view, in points."""
    return sheet.width / (sheet.days.right - sheet.days.left) / points(sheet.figure, 1)


def bar_width(sheet: DaySheet) -> float:
    """How wide the bar of a day is, in points; over many days it stays wide enough to be seen."""
    return max(BAR_SHARE * day_width(sheet), LEAST_BAR)


def draw_floor(sheet: DaySheet, height: float) -> None:
    """A faint line across."""
    sheet.axes.axhline(height, color=sheet.palette.hairline, linewidth=0.8, zorder=0.5)
