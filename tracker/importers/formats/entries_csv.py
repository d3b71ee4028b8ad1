"""Our own CSV, of every version: each row is the entry it was written from, with its id and its times."""

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
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
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.importers.source import shown
from tracker.importers.table.contract import ReadContext, ReadRow, RowSource, read_each, shared
from tracker.importers.table.csv_file import TableRow
from tracker.language import _

FORMAT = "own_csv"
HEADER = frozenset({"kind", "id", "at", "day", "local", "zone", "pain"})
# No clock anywhere is a day from UTC: more is a mistake in one of the two cells.
A_DAY = timedelta(days=1)
UNREADABLE = (ValueError, KeyError, OverflowError, TypeError)
# An empty cell is "not told", which is neither yes nor no.
TRUTHS = {"": None, "yes": True, "no": False}


def read_entries_csv(table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    """The entries of our own CSV as they were; raises Refused where the file can no longer be read."""

    def entries(row: TableRow, key: str) -> tuple[Entry, ...]:
        cells = _Cells(dict(zip(table.header, map(unguard, row.cells), strict=True)), decimal_comma=table.delimiter != ",")
        entry = cells.entry(key)
        refuse(time_issues(entry.moment, context.now))
        return (entry,)

    return read_each(table, FORMAT, context.gauge, entries)


@contextmanager
def _reading(column: str) -> Iterator[None]:
    try:
        yield
    except UNREADABLE:
        raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(column))) from None


class _Cells:
    """The cells of one row by column; what an older version had no column for is empty."""

    def __init__(self, cells: Mapping[str, str], *, decimal_comma: bool) -> None:
        self._cells = cells
        self._decimal_comma = decimal_comma

    def entry(self, key: str) -> Entry:
        """The entry of the row; raises Refused."""
        with _reading("kind"):
            kind = Kind(self._text("kind"))
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
        with _reading("ended_by"):
            return Session(
                **common,  # type: ignore[arg-type]
                kind=self._text("session"),
                planned=timedelta(minutes=self._number("minutes") or 0),
                ended_at=self._instant("ended_at"),
                ended_by=EndedBy(ended_by) if ended_by else None,
                before=self._number("before"),
                after=self._number("after"),
            )

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
        with _reading("ingredients"):
            amounts = apart_sites(self._text("ingredients"))
        with _reading("classes"):
            kinds = [MedicineClass(name) for name in apart(self._text("classes"))]
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
            "created_at": self._instant("created_at"),
            "updated_at": self._instant("updated_at"),
        }

    def _id(self, key: str) -> str:
        written = self._text("id")
        with _reading("id"):
            # A row without an id, as a person may add one by hand, gets the same id at each import.
            return str(UUID(written)) if written else shared(key, "entry", self._moment())["id"]

    def _moment(self) -> Moment:
        at = self._instant("at")
        with _reading("local"):
            local = datetime.fromisoformat(self._text("local")).replace(tzinfo=UTC)
        with _reading("zone"):
            zone = str(ZoneInfo(self._text("zone")))
        with _reading("day"):
            day = date.fromisoformat(self._text("day"))
        if at is None or abs(local - at) >= A_DAY:
            raise Refused(_("The cell under “{column}” cannot be read.").format(column="at"))
        return Moment(at, zone, local - at, day)

    def _text(self, column: str) -> str:
        return self._cells.get(column, "")

    def _number(self, column: str) -> float | None:
        cell = self._text(column)
        if not cell:
            return None
        with _reading(column):
            value = float(cell.replace(",", ".") if self._decimal_comma else cell)
            if not math.isfinite(value):
                raise ValueError
            return value

    def _truth(self, column: str) -> bool | None:
        with _reading(column):
            return TRUTHS[self._text(column)]

    def _instant(self, column: str) -> datetime | None:
        cell = self._text(column)
        with _reading(column):
            return datetime.fromisoformat(cell).astimezone(UTC) if cell else None

    def _pairs(self, column: str) -> list[tuple[str, float]]:
        with _reading(column):
            pairs = apart_sites(self._text(column))
            return [(name, float(points)) for name, points in pairs]  # type: ignore[arg-type]  # None is a TypeError: unreadable

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
