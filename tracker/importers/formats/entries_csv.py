"""Our own CSV, of every version: each row is the entry it was written from, with its id and its times."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from tracker.domain.entries import (
    Activity,
    Amount,
    DayNote,
    Dose,
    EndedBy,
    Entry,
    Function,
    Kind,
    MedicineClass,
    PainEntry,
    Scale,
    Score,
    Session,
    SiteReading,
    refuse,
    time_issues,
)
from tracker.domain.entry_cells import apart, apart_sites, unguard
from tracker.domain.times import Moment, local_moment
from tracker.errors import Refused
from tracker.importers.source import shown
from tracker.importers.table.contract import ReadContext, ReadRow, RowSource, read_each, shared
from tracker.importers.table.csv_file import TableRow
from tracker.importers.written.dates import readings
from tracker.importers.written.numbers import read_number
from tracker.language import _

FORMAT = "own_csv"
HEADER = frozenset({"kind", "id", "at", "day", "local", "zone", "pain"})
# No clock anywhere is a day from UTC: more is a mistake in one of the two cells.
A_DAY = timedelta(days=1)
Read = TypeVar("Read")
# The name of a zone is looked for as a file: one too long for that is an OSError.
UNREADABLE = (ValueError, KeyError, OverflowError, TypeError, OSError)
# As the app writes an id, which is then taken as it stands.
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What can be a thousand and more, and a number as a spreadsheet parts its thousands, which may be one with three decimals as well.
_LARGE = frozenset({"count", "minutes", "sleep_minutes", "stiff_minutes", "fluids", "units"})
_THOUSANDS = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})", re.ASCII)
TRUTHS = {"yes": True, "no": False}


def read_entries_csv(table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    """The entries of our own CSV as they were; raises Refused where the file can no longer be read."""

    def entries(row: TableRow, key: str) -> tuple[Entry, ...]:
        plain = [unguard(cell) if cell[:1] == "'" else cell for cell in row.cells]
        cells = _Cells(dict(zip(table.header, plain, strict=True)), decimal_comma=table.delimiter != ",")
        entry = cells.entry(key)
        refuse(time_issues(entry.moment, context.now))
        return (entry,)

    return read_each(table, FORMAT, context.gauge, entries)


def _read_cell(column: str, cell: str, read: Callable[[str], Read]) -> Read:
    """What a cell holds; raises Refused."""
    try:
        return read(cell)
    except UNREADABLE:
        raise _unreadable(column) from None


def _unreadable(column: str) -> Refused:
    return Refused(_("The cell under “{column}” cannot be read.").format(column=shown(column)))


def _instant(cell: str) -> datetime:
    return datetime.fromisoformat(cell).astimezone(UTC)


def _wall_clock(cell: str) -> datetime:
    return datetime.fromisoformat(cell).replace(tzinfo=UTC)


@lru_cache(maxsize=64)
def _zone(cell: str) -> str:
    return str(ZoneInfo(cell))


def _number(cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        # A decimal comma, as the spreadsheet of a country with commas writes it into quotes.
        found = read_number(cell, ",")
        if found is None or found._replace(value=0.0) != (0.0, None, None, ""):
            raise
        value = found.value
    if not math.isfinite(value):
        raise ValueError
    return value


def _decimal(cell: str) -> float:
    return _number(cell.replace(",", "."))


class _Cells:
    """The cells of one row by column; what an older version had no column for is empty."""

    def __init__(self, cells: Mapping[str, str], *, decimal_comma: bool) -> None:
        self._cells = cells
        self._decimal_comma = decimal_comma

    def entry(self, key: str) -> Entry:
        """The entry of the row; raises Refused."""
        kind = _read_cell("kind", self._text("kind"), Kind)
        return BUILDERS[kind](self, self._shared(key))

    def pain(self, common: dict[str, object]) -> Entry:
        """The pain entry of the row."""
        now = self._number("pain")
        if now is None:
            raise Refused(_("The row describes pain but has no value for it."))
        return PainEntry(
            **common,  # type: ignore[arg-type]
            pain=now,
            worst=self._number("worst"),
            least=self._number("least"),
            average=self._number("average"),
            sites=tuple(SiteReading(name, points) for name, points in self._pairs("sites")),
            words=apart(self._text("words")),
            worse_with=apart(self._text("worse_with")),
            eased_by=apart(self._text("eased_by")),
            woke=self._truth("woke"),
            original=self._original(),
        )

    def session(self, common: dict[str, object]) -> Entry:
        """The session of the row."""
        ended_by = self._text("ended_by")
        try:
            return Session(
                **common,  # type: ignore[arg-type]
                kind=self._text("session"),
                planned=timedelta(minutes=self._number("minutes") or 0),
                ended_at=self._instant("ended_at"),
                ended_by=EndedBy(ended_by) if ended_by else None,
                before=self._number("before"),
                after=self._number("after"),
            )
        # An end without the way it ended, too.
        except UNREADABLE:
            raise _unreadable("ended_by") from None

    def activity(self, common: dict[str, object]) -> Entry:
        """The activity of the row."""
        figures = {name: self._number(name) for name in ("minutes", "count", "effort")}
        return Activity(**common, **figures, kind=self._text("activity"))  # type: ignore[arg-type]

    def day_note(self, common: dict[str, object]) -> Entry:
        """The day note of the row."""
        figures = {name: self._number(name) for name in ("mood", "sleep_minutes", "sleep_quality", "fluids", "stiff_minutes")}
        return DayNote(**common, **figures, flare=self._truth("flare"))  # type: ignore[arg-type]

    def dose(self, common: dict[str, object]) -> Entry:
        """The dose of the row."""
        amounts = _read_cell("ingredients", self._text("ingredients"), apart_sites)
        kinds = _read_cell("classes", self._text("classes"), lambda cell: [MedicineClass(name) for name in apart(cell)])
        # Versions before the column of classes have none for their ingredients.
        kinds += [MedicineClass.OTHER] * (len(amounts) - len(kinds))
        ingredients = tuple(Amount(name, mg, kind) for (name, mg), kind in zip(amounts, kinds, strict=False))
        return Dose(**common, name=self._text("medicine"), units=self._number("units"), ingredients=ingredients)  # type: ignore[arg-type]

    def function(self, common: dict[str, object]) -> Entry:
        """The scores of the row."""
        return Function(**common, scores=tuple(Score(name, points) for name, points in self._pairs("scores")))  # type: ignore[arg-type]

    def _shared(self, key: str) -> dict[str, object]:
        return {
            "id": self._id(key),
            "moment": self._moment(),
            "note": self._text("note"),
            "created_at": self._own_instant("created_at"),
            "updated_at": self._own_instant("updated_at"),
        }

    def _id(self, key: str) -> str:
        # A row without an id, as a person may add one by hand, gets the same id at each import.
        written = self._text("id")
        if _ID.fullmatch(written):
            return written
        return self._read("id", lambda cell: str(UUID(cell))) or shared(key, "entry", self._moment())["id"]

    def _moment(self) -> Moment:
        """When the entry was, by instant and zone: what repeats these, and a spreadsheet writes anew, is left out where it cannot be read."""
        zone = _read_cell("zone", self._text("zone"), _zone)
        at, local, day = self._own_instant("at"), self._own_wall_clock(), self._own_day()
        if at is None and local is not None:
            at = local_moment(local.replace(tzinfo=None), zone).moment.at
        if at is None:
            raise Refused(_("The cell under “{column}” cannot be read.").format(column="at"))
        if local is None:
            found = Moment.of(at, zone)
            return found if day is None else replace(found, day=day)
        if abs(local - at) >= A_DAY:
            raise Refused(_("The cell under “{column}” cannot be read.").format(column="at"))
        return Moment(at, zone, local - at, day or local.date())

    def _own_instant(self, column: str) -> datetime | None:
        """An instant as it was written; None where it is empty or a spreadsheet wrote it anew, without its offset."""
        if not (cell := self._text(column)):
            return None
        try:
            written = datetime.fromisoformat(cell)
        except ValueError:
            return None
        return written.astimezone(UTC) if written.tzinfo is not None else None

    def _own_wall_clock(self) -> datetime | None:
        """The local time, as it was written or the only one it can be; None where it is neither."""
        cell = self._text("local")
        try:
            return _wall_clock(cell)
        except ValueError:
            found = readings(cell)
        # To the minute, as spreadsheets have it: it decides only where the instant itself cannot be read.
        is_sure = len(found) == 1 and found[0].has_time and self._own_instant("at") is None
        return found[0].wall.replace(tzinfo=UTC) if is_sure else None

    def _own_day(self) -> date | None:
        try:
            return date.fromisoformat(self._text("day"))
        except ValueError:
            return None

    def _text(self, column: str) -> str:
        return self._cells.get(column, "")

    def _read(self, column: str, read: Callable[[str], Read]) -> Read | None:
        """What a cell holds; None where it is empty."""
        cell = self._cells.get(column)
        return _read_cell(column, cell, read) if cell else None

    def _number(self, column: str) -> float | None:
        # Most columns are empty in most rows, and a table has a hundred thousand rows.
        cell = self._cells.get(column)
        if cell and column in _LARGE and (found := _THOUSANDS.fullmatch(cell)) and (self._decimal_comma or found[2] == ","):
            # "7,512" steps are thousands; of what may have decimals nobody knows.
            if column != "count":
                raise _unreadable(column)
            return float(found[1] + found[3])
        return self._read(column, _decimal if self._decimal_comma else _number) if self._cells.get(column) else None

    def _truth(self, column: str) -> bool | None:
        return self._read(column, TRUTHS.__getitem__)

    def _instant(self, column: str) -> datetime | None:
        return self._read(column, _instant)

    def _pairs(self, column: str) -> list[tuple[str, float]]:
        # Of None float makes a TypeError: unreadable.
        return self._read(column, lambda cell: [(name, float(points)) for name, points in apart_sites(cell)]) or []  # type: ignore[arg-type]

    def _original(self) -> Scale | None:
        value, least, most = (self._number(name) for name in ("original", "original_least", "original_most"))
        return None if value is None or least is None or most is None else Scale(value, least, most)


BUILDERS: dict[Kind, Callable[[_Cells, dict[str, object]], Entry]] = {
    Kind.PAIN: _Cells.pain,
    Kind.SESSION: _Cells.session,
    Kind.ACTIVITY: _Cells.activity,
    Kind.DAY_NOTE: _Cells.day_note,
    Kind.DOSE: _Cells.dose,
    Kind.FUNCTION: _Cells.function,
}
