"""What a row of a table says of its day: activities with their minutes or counts, moods, sleep and notes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from tracker.domain.entries import Activity, DayNote
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.importers.source import shown
from tracker.importers.table.cells import is_number, points, yes_or_no
from tracker.importers.table.column_cells import ColumnCells
from tracker.importers.table.contract import Shared, shared
from tracker.importers.table.mapping import SCALED, ActivityColumn, DayField, DayNoteColumn, Unit
from tracker.importers.table.pain_rows import Rating, RatingColumn
from tracker.importers.written.numbers import is_unsure, read_number
from tracker.language import _

MINUTES_AN_HOUR, HOURS_A_DAY = 60, 24
# Gives the cell of a row under a column of the table.
CellOf = Callable[[str], str]
_HOURS = re.compile(r"h|hrs?|hours?|std|stunden?|heures?|horas?|ore?|uur", re.IGNORECASE)
_HOURS_IN_A_NAME = re.compile(r"(?<![^\W_])(?:h|hrs?|hours?|std|stunden|schlafstunden|heures|horas|ore|uur|uren)(?![^\W_])", re.IGNORECASE)
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_]+\.?\Z)")
_MINUTES = re.compile(r"m|mins?|minutes?|minuten?|minutos?|minuti", re.IGNORECASE)
# "1:30" is of hours and minutes where hours are meant, and "1 h 30" everywhere.
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_HOURS_AND_MINUTES = re.compile(
    r"(\d{1,3})\s*(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?)\s*(?:and\s+|und\s+|et\s+|y\s+)?([0-5]?\d)\s*(?:m\w*\.?)?", re.ASCII | re.IGNORECASE
)


class _About(TypedDict, total=False):
    mood: float
    sleep_minutes: float
    sleep_quality: float
    fluids: float
    flare: bool
    stiff_minutes: float
    note: str


@dataclass(frozen=True, slots=True)
class ActivityRows:
    """Reads the activities of rows."""

    columns: Sequence[tuple[ActivityColumn, ColumnCells]]

    def entries(self, cell_of: CellOf, key: str, moment: Moment) -> tuple[list[Activity], list[str]]:
        """The activities of a row, and the cells that do not say how much, each under the name of its column. Raises Refused."""
        found: list[Activity] = []
        lines: list[str] = []
        for place, (wanted, cells) in enumerate(self.columns):
            cell = cell_of(wanted.column)
            if wanted.unit is Unit.NAMES:
                found += [Activity(kind=name, **shared(key, f"activity {place} {name}", moment)) for name in cells.parts(cell)]
                continue
            activity = _activity(wanted, cells, cell, shared(key, f"activity {place}", moment))
            if isinstance(activity, Activity):
                found.append(activity)
            elif activity:
                lines.append(f"{cells.name}: {activity}")
        return found, lines


@dataclass(frozen=True, slots=True)
class DayRows:
    """Reads the day notes of rows."""

    columns: Sequence[tuple[DayNoteColumn, ColumnCells]]
    in_hours: frozenset[str] = frozenset()

    def entry(self, cell_of: CellOf, lines: Sequence[str], common: Callable[[], Shared]) -> DayNote | None:
        """The day note of a row with these lines in its note, None where it has none. Raises Refused."""
        about: _About = {}
        notes = list(lines)
        for wanted, cells in self.columns:
            cell = cell_of(wanted.column)
            if wanted.field is DayField.FLARE and cell and cell not in cells.missing:
                flare = yes_or_no(cell, wanted.column, decimal_comma=True)
                if flare is not None:
                    about["flare"] = flare
            elif cells.is_empty(cell):
                continue
            elif wanted.field is DayField.NOTE:
                notes.append(cell)
            elif wanted.words and not is_number(cell):
                notes.append(_say(about, wanted, cell))
            else:
                notes += filter(None, [_tell(about, wanted, cells, cell, in_hours=wanted.column in self.in_hours)])
        if written := "\n".join(filter(None, notes)):
            about["note"] = written
        return DayNote(**about, **common()) if about else None


def _activity(wanted: ActivityColumn, cells: ColumnCells, cell: str, common: Shared) -> Activity | str | None:
    """The activity of a cell; the cell itself where it does not say how much; None for none."""
    if wanted.unit is Unit.YES:
        is_told = cell and not cells.is_missing(cell)
        return Activity(kind=wanted.kind, **common) if is_told and yes_or_no(cell, wanted.column, decimal_comma=True) else None
    if cells.is_empty(cell):
        return None
    value = _measured(cells, cell, wanted.unit)
    if isinstance(value, str):
        return value
    # A zero in a column of activities mostly says "not written down": it is no activity of no length.
    if value == 0:
        return None
    return Activity(kind=wanted.kind, count=value, **common) if wanted.unit is Unit.COUNT else Activity(kind=wanted.kind, minutes=value, **common)


def _say(about: _About, wanted: DayNoteColumn, cell: str) -> str:
    """Take a word for what it is worth, where that is known; the word itself goes into the note."""
    worth = dict(wanted.words).get(cell.casefold())
    if worth is not None:
        about["mood" if wanted.field is DayField.MOOD else "sleep_quality"] = points(worth, wanted.scale, wanted.column)
    return f"{wanted.column}: {cell}"


def _tell(about: _About, wanted: DayNoteColumn, cells: ColumnCells, cell: str, *, in_hours: bool) -> str:
    """Take the value of a cell; the line for the note where the cell says more than that, or does not say which value."""
    if wanted.field in SCALED:
        rating = RatingColumn(cells, wanted.scale).rating(cell)
        if isinstance(rating, Rating):
            about["mood" if wanted.field is DayField.MOOD else "sleep_quality"] = rating.points
        return f"{cells.name}: {cell}" if isinstance(rating, str) or (rating and rating.said) else ""
    value = _measured(cells, cell, Unit.COUNT if wanted.field is DayField.FLUIDS else _unit_of_length(wanted, cell, in_hours=in_hours))
    if isinstance(value, str):
        return f"{cells.name}: {cell}"
    if wanted.field is DayField.SLEEP_MINUTES:
        about["sleep_minutes"] = value
    elif wanted.field is DayField.STIFF_MINUTES:
        about["stiff_minutes"] = value
    else:
        about["fluids"] = value
    return ""


def _unit_of_length(wanted: DayNoteColumn, cell: str, *, in_hours: bool) -> Unit:
    """Hours for a sleep that is written as a time ("7:30"), or as so few in a column of hours: nobody slept 7.5 minutes."""
    are_few = in_hours and (found := read_number(cell)) is not None and found.value <= HOURS_A_DAY
    is_time = wanted.field is DayField.SLEEP_MINUTES and _CLOCK.fullmatch(cell) is not None
    return Unit.HOURS if are_few or is_time else Unit.MINUTES


def is_in_hours(wanted: DayNoteColumn, cells: Sequence[str]) -> bool:
    """Whether a column of lengths of time is in hours: its name says so, or it is of sleep and none of its numbers is above 24."""
    if _HOURS_IN_A_NAME.search(wanted.column) is not None:
        return True
    values = [found.value for cell in cells if (found := read_number(cell)) is not None and not found.words]
    return wanted.field is DayField.SLEEP_MINUTES and 0 < max(values, default=0) <= HOURS_A_DAY


def _measured(cells: ColumnCells, cell: str, unit: Unit) -> float | str:
    """The minutes or the count in a cell; the cell itself for a range, or for more than a number. Raises Refused."""
    if unit is not Unit.COUNT and (length := _length(cell, is_clock=unit is Unit.HOURS)) is not None:
        return length
    # "7h" and "90min" are written together.
    found = cells.number(cell if unit is Unit.COUNT else _GLUED.sub(" ", cell), is_count=unit is Unit.COUNT)
    if is_unsure(cell) or (found is not None and (found.last is not None or found.top is not None)):
        return cell
    if found is None or (found.words and not _is_unit(found.words, unit)):
        raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(cells.name)))
    if found.value < 0:
        raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(cells.name)))
    words = found.words.rstrip(".")
    in_hours = unit is not Unit.COUNT and (bool(_HOURS.fullmatch(words)) if words else unit is Unit.HOURS)
    return found.value * (MINUTES_AN_HOUR if in_hours else 1)


def _length(cell: str, *, is_clock: bool) -> float | None:
    found = _HOURS_AND_MINUTES.fullmatch(cell) or (_CLOCK.fullmatch(cell) if is_clock else None)
    return int(found[1]) * MINUTES_AN_HOUR + float(found[2]) if found else None


def _is_unit(words: str, unit: Unit) -> bool:
    bare = words.rstrip(".")
    if unit is Unit.COUNT:
        return bare.casefold() in {
            "steps",
            "step",
            "schritte",
            "pas",
            "pasos",
            "passi",
            "passos",
            "stappen",
            "times",
            "x",
            "mal",
            "glasses",
            "gläser",
        }
    return bool(_HOURS.fullmatch(bare) or _MINUTES.fullmatch(bare))
