"""What a mapping says of how cells are written: [file], [columns.X], [[medicines]], [[pains]] and [symptoms] of its TOML."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from tracker.domain.plan.figures import Bounds, Unit
from tracker.importers.table.layout import DELIMITERS, LINES_LOOKED_AT, Layout
from tracker.importers.toml_table import TomlTable
from tracker.language import _

# Which columns may say which of the keys.
LISTS = ("site", "words", "worse_with", "eased_by", "medicine")
NUMBERS = ("pain", "worst", "least", "average")
MARKS = ",;|/\n"
DECIMALS = (".", ",")
# Beyond any scale.
LARGEST_NUMBER = 1e15
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


class Range(StrEnum):
    """Which value of a range such as 6-7 is taken."""

    LOWER = "lower"
    MIDDLE = "middle"
    UPPER = "upper"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWays:
    """How the cells of a column are written, where the mapping says it; "" or nothing where the column shows it.

    `separators` are the marks that part a list, `missing` cells that say nothing, beside the usual ones.
    """

    separators: str = ""
    missing: tuple[float | str, ...] = ()
    decimal: str = ""
    range: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptoms:
    """A column that names the symptom of each row: the rows of which ones are read (none: all), and whether its name is the place."""

    column: str
    only: tuple[str, ...] = ()
    is_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineColumn:
    """A further column of medicines, with that of their amounts; one that is called as a medicine is holds the amounts of this."""

    column: str
    amount: str | None = None
    missing: tuple[float | str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PainColumn:
    """A further column of pain, with the time of day it is of (None: that of the row) and its place ("": that of the row)."""

    column: str
    at: time | None = None
    site: str = ""


def pains_of(tables: Sequence[TomlTable]) -> tuple[PainColumn, ...]:
    """The tables [[pains]]; raises Refused."""
    found = []
    for table in tables:
        table.refuse_unknown(("column", "time", "site"))
        found.append(PainColumn(column=_column_of(table), at=time_of_day(table), site=(table.raw_text("site") or "").strip()))
    return tuple(found)


def time_of_day(table: TomlTable) -> time | None:
    """The key `time` of a table; None where it has none. Raises Refused."""
    clock = table.raw_text("time")
    found = _CLOCK.fullmatch(clock.strip()) if clock is not None else None
    if clock is not None and found is None:
        raise table.wrong("time", _("like {example}").format(example='"20:00"'))
    return time(int(found[1]), int(found[2])) if found else None


def medicines_of(tables: Sequence[TomlTable]) -> tuple[MedicineColumn, ...]:
    """The tables [[medicines]]; raises Refused."""
    found = []
    for table in tables:
        table.refuse_unknown(("column", "amount", "missing"))
        found.append(MedicineColumn(column=_column_of(table), amount=table.raw_text("amount"), missing=cells(table, "missing")))
    return tuple(found)


def _column_of(table: TomlTable) -> str:
    """The column that a further table is about; raises Refused where it names none."""
    column = table.raw_text("column")
    if column is None:
        raise table.missing("column", _("a text in quotes"))
    return column.strip()


def column_and_ways(table: TomlTable, name: str) -> tuple[str | None, ColumnWays | None]:
    """The column that a mapping names for one of ours, as a text or a table [columns.NAME], and how its cells are written. Raises Refused."""
    if not isinstance(table.data.get(name), dict):
        return table.raw_text(name), None
    inner = table.table(name)
    inner.refuse_unknown(("name", "separators", "missing", "decimal", "range"))
    column = inner.raw_text("name")
    if column is None:
        raise inner.missing("name", _("a text in quotes"))
    for key, known in (("separators", LISTS), ("decimal", NUMBERS), ("range", NUMBERS)):
        if key in inner.data and name not in known:
            raise inner.unfit(key, _("left out without {what}").format(what=", ".join(known)))
    separators = inner.data.get("separators", "")
    if not isinstance(separators, str) or ("separators" in inner.data and not separators) or not set(separators) <= set(MARKS):
        raise inner.wrong("separators", _("like {example}").format(example='", ; | / \\n"'))
    decimal = inner.choice("decimal", DECIMALS) if "decimal" in inner.data else ""
    range_ = Range(inner.choice("range", tuple(Range))) if "range" in inner.data else None
    return column, ColumnWays(separators=separators, missing=cells(inner, "missing"), decimal=decimal, range=range_)


def layout_of(table: TomlTable) -> Layout:
    """The keys of [file]; raises Refused."""
    table.refuse_unknown(("encoding", "delimiter", "header_line"))
    encoding = table.raw_text("encoding")
    if encoding is not None and not _is_encoding(encoding):
        raise table.wrong("encoding", _("like {example}").format(example='"cp1250"'))
    delimiter = table.choice("delimiter", DELIMITERS) if "delimiter" in table.data else None
    line = table.data.get("header_line")
    if line is not None and (isinstance(line, bool) or not isinstance(line, int) or not 1 <= line <= LINES_LOOKED_AT):
        raise table.wrong("header_line", Bounds(1, LINES_LOOKED_AT, Unit.TIMES).words)
    return Layout(encoding=encoding and codecs.lookup(encoding.strip()).name, delimiter=delimiter, header_line=line)


def symptoms_of(table: TomlTable) -> Symptoms | None:
    """The keys of [symptoms]; None where it is empty. Raises Refused."""
    table.refuse_unknown(("column", "only", "as_place"))
    if not table.data:
        return None
    column = table.raw_text("column")
    if column is None:
        raise table.missing("column", _("a text in quotes"))
    only = tuple(str(cell) for cell in cells(table, "only"))
    return Symptoms(column=column.strip(), only=only, is_place=table.flag("as_place"))


def cells(table: TomlTable, key: str) -> tuple[float | str, ...]:
    """A list of cells: numbers and texts. Raises Refused."""
    found = table.data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(cell, str) or is_number(cell) for cell in found):
        raise table.wrong(key, _("like {example}").format(example="[0]"))
    return tuple(cell.strip() if isinstance(cell, str) else float(cell) for cell in found)


def is_number(value: object) -> bool:
    """Whether a value of a TOML file is a number that a scale may have."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST_NUMBER


def _is_encoding(name: str) -> bool:
    try:
        # Of bytes to text alone: "hex" is a codec, too.
        return bool(codecs.lookup(name.strip())._is_text_encoding)  # noqa: SLF001 - what `bytes.decode` asks as well
    except (LookupError, ValueError):
        return False
