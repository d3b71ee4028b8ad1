"""Mappings: which column of somebody's table holds what, read from a small TOML file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, time
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.errors import Refused
from tracker.importers.source import content_of, shown
from tracker.importers.table.column_ways import (
    ColumnWays,
    MedicineColumn,
    PainColumn,
    Symptoms,
    cells,
    column_and_ways,
    is_number,
    layout_of,
    medicines_of,
    pains_of,
    symptoms_of,
    time_of_day,
)
from tracker.importers.table.layout import Layout
from tracker.importers.toml_table import TomlTable
from tracker.language import _

# The time of rows without one, unless the mapping has another.
EVENING = time(20)
POINTS = (0.0, 10.0)
# In place of a format: days as numbers, by the count of old spreadsheets of a Macintosh.
COUNTED_FROM_1904 = "1904"
LARGEST_FILE = 100_000
LONGEST_LINE = 2_000
# More do not fit into the largest file.
MOST_TABLES = 2_000
_YEAR = re.compile(r"%[YycxG]")


class Unit(StrEnum):
    """What the numbers of an activity's column count; yes: done or not done; names: the cell lists what was done."""

    MINUTES = "minutes"
    HOURS = "hours"
    COUNT = "count"
    YES = "yes"
    NAMES = "names"


class DayField(StrEnum):
    """What a column says about the day as a whole."""

    MOOD = "mood"
    SLEEP_MINUTES = "sleep_minutes"
    SLEEP_QUALITY = "sleep_quality"
    FLUIDS = "fluids"
    FLARE = "flare"
    STIFF_MINUTES = "stiff_minutes"
    NOTE = "note"


SCALED = (DayField.MOOD, DayField.SLEEP_QUALITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The table's names for what an entry holds; None where the table has no such column."""

    datetime: str | None = None
    date: str | None = None
    time: str | None = None
    pain: str | None = None
    worst: str | None = None
    least: str | None = None
    average: str | None = None
    site: str | None = None
    note: str | None = None
    words: str | None = None
    worse_with: str | None = None
    eased_by: str | None = None
    medicine: str | None = None
    medicine_amount: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityColumn:
    """A column that says how much of an activity there was; `missing` are the cells that say nothing."""

    column: str
    kind: str
    unit: Unit
    missing: tuple[float | str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayNoteColumn:
    """A column about the day as a whole, with its scale where it is a rating, and what its words are worth on the scale."""

    column: str
    field: DayField
    scale: tuple[float, float] = POINTS
    missing: tuple[float | str, ...] = ()
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How the table writes its dates: a strptime format (None: they tell themselves), the time of rows without one, the IANA zone (None: this
    computer's), the columns whose cells stand before the date's, such as the year's, and whether a day is written once for the rows under it.
    """

    format: str | None = None
    time: time = EVENING
    zone: str | None = None
    before: tuple[str, ...] = ()
    carry_down: bool = False


_AS_SHOWN = ColumnWays()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """All that is needed to read a table: its columns, the scale of its pain, its dates, activities and day notes.

    `ways` tells by our names how the cells of columns are written, `pain_words` what words of the pain are worth on its scale.
    """

    columns: Columns
    ways: tuple[tuple[str, ColumnWays], ...] = ()
    scale: tuple[float, float] = POINTS
    pain_words: tuple[tuple[str, float], ...] = ()
    symptoms: Symptoms | None = None
    pains: tuple[PainColumn, ...] = ()
    medicines: tuple[MedicineColumn, ...] = ()
    layout: Layout = field(default_factory=Layout)
    dates: Dates = field(default_factory=Dates)
    activities: tuple[ActivityColumn, ...] = ()
    day_notes: tuple[DayNoteColumn, ...] = ()

    def way(self, ours: str) -> ColumnWays:
        """How the cells of a column, by our name for it, are written."""
        return dict(self.ways).get(ours, _AS_SHOWN)

    def mapped(self) -> Iterator[str]:
        """The names of the table's columns that are used."""
        for known in fields(self.columns):
            if (column := getattr(self.columns, known.name)) is not None:
                yield column
        yield from self.dates.before
        if self.symptoms is not None:
            yield self.symptoms.column
        yield from (pain.column for pain in self.pains)
        for medicine in self.medicines:
            yield from filter(None, (medicine.column, medicine.amount))
        yield from (activity.column for activity in self.activities)
        yield from (note.column for note in self.day_notes)


def read_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file; raises Refused with the key, its line and what was expected."""
    content = content_of(path, LARGEST_FILE + 1)
    name = shown(path.name)
    if len(content) > LARGEST_FILE:
        raise _too_large(name)
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refused(_("{file} is not text in UTF-8. Nothing was changed; save it as UTF-8.").format(file=name)) from problem
    return mapping_of(source, name)


def mapping_of(source: str, name: str) -> Mapping:
    """The mapping in a TOML text; `name` is what its sentences call the file. Raises Refused."""
    source = source.replace("\r\n", "\n")
    # tomllib takes minutes over a key of many dots.
    if len(source) > LARGEST_FILE or any(len(line) > LONGEST_LINE for line in source.split("\n")):
        raise _too_large(name)
    try:
        whole = TomlTable.whole(source, name, _("Nothing was changed."))
    except (ValueError, RecursionError) as problem:
        raise _not_toml(source, name, problem) from problem
    whole.refuse_unknown(("file", "columns", "pain", "symptoms", "dates", "pains", "medicines", "activities", "day_notes"))
    pain = whole.table("pain", needed=False)
    pain.refuse_unknown(("scale", "words"))
    columns_table, scale = whole.table("columns", needed=False), _scale(pain)
    mapping = Mapping(
        columns=_columns(columns_table, has_pains="pains" in whole.data),
        ways=_ways(columns_table),
        scale=scale,
        pain_words=_worths(pain, "words", scale),
        symptoms=symptoms_of(whole.table("symptoms", needed=False)),
        layout=layout_of(whole.table("file", needed=False)),
        dates=_dates(whole.table("dates", needed=False)),
        pains=pains_of(whole.tables("pains", MOST_TABLES)),
        medicines=medicines_of(whole.tables("medicines", MOST_TABLES)),
        activities=tuple(_activity(table) for table in whole.tables("activities", MOST_TABLES)),
        day_notes=_day_notes(whole.tables("day_notes", MOST_TABLES)),
    )
    columns = mapping.columns
    if not (columns.pain or mapping.pains or columns.note or columns.medicine or mapping.medicines or mapping.activities or mapping.day_notes):
        raise whole.unfit("columns", _("a table with a column for pain, a medicine or a note, unless there are activities or day notes"))
    return mapping


def _too_large(name: str) -> Refused:
    return Refused(_("{file} is too large. Nothing was changed; choose another file.").format(file=name))


def _not_toml(source: str, name: str, problem: Exception) -> Refused:
    found = re.search(r"at line (\d+)", str(problem))
    # Without a line something is missing at the end.
    line = int(found[1]) if found else source.count("\n") + 1
    expected = _("like {example}; texts stand in quotes, and what is opened has to be closed").format(example='date = "…"')
    return Refused(_("Line {line} of {file}: it has to be {expected}. Nothing was changed.").format(line=line, file=name, expected=expected))


def _columns(table: TomlTable, *, has_pains: bool) -> Columns:
    names = [known.name for known in fields(Columns)]
    table.refuse_unknown(names)
    columns = Columns(**{name: column_and_ways(table, name)[0] for name in names})
    if columns.datetime is None and columns.date is None:
        raise table.missing("datetime", _("a text in quotes"))
    if columns.datetime is not None and columns.date is not None:
        raise table.unfit("date", _("left out beside “datetime”"))
    if columns.time is not None and columns.date is None:
        raise table.unfit("time", _("left out beside “datetime”"))
    needs_pain = ("worst", "least", "average", "site", "words", "worse_with", "eased_by")
    # What is of the whole of 24 hours goes with the pain now; what is said of any pain goes with a further one too.
    for name in needs_pain[:3] if has_pains else needs_pain:
        if columns.pain is None and getattr(columns, name) is not None:
            raise table.unfit(name, _("left out without {what}").format(what="pain"))
    if columns.medicine is None and columns.medicine_amount is not None:
        raise table.unfit("medicine_amount", _("left out without {what}").format(what="medicine"))
    return columns


def _ways(table: TomlTable) -> tuple[tuple[str, ColumnWays], ...]:
    found = ((known.name, column_and_ways(table, known.name)[1]) for known in fields(Columns))
    return tuple((name, ways) for name, ways in found if ways is not None and ways != _AS_SHOWN)


def _dates(table: TomlTable) -> Dates:
    table.refuse_unknown(("format", "time", "zone", "before", "carry_down"))
    written = table.raw_text("format")
    if written is not None and not names_a_day(written):
        raise table.wrong("format", _("like {example}").format(example='"%d/%m/%Y"'))
    zone = table.raw_text("zone")
    if zone is not None and not _is_zone(zone):
        raise table.wrong("zone", _("like {example}").format(example='"Europe/London"'))
    clock_time = time_of_day(table) or EVENING
    if not isinstance(table.data.get("carry_down", False), bool):
        raise table.wrong("carry_down", _("true or false"))
    before = tuple(str(column) for column in cells(table, "before"))
    return Dates(format=written, time=clock_time, zone=zone, before=before, carry_down=table.data.get("carry_down", False))


def names_a_day(written: str) -> bool:
    """Whether a strptime format tells day, month and year; days counted from 1904 do so too."""
    if written == COUNTED_FROM_1904:
        return True
    # Asked first: Python warns of a format with a day and no year.
    if not _YEAR.search(written):
        return False
    # A day above 12, so that a format which takes it for the month does not pass.
    sample = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
    try:
        return datetime.strptime(sample.strftime(written), written).date() == sample.date()  # noqa: DTZ007 - only the day is looked at
    # A directive that stands twice is a fault of the pattern that strptime makes of it.
    except (ValueError, re.error):
        return False


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    # An unknown name is a KeyError, one with a slash too many a ValueError, the name of a folder of zones an OSError.
    except (KeyError, ValueError, OSError):
        return False
    return True


def _activity(table: TomlTable) -> ActivityColumn:
    table.refuse_unknown(("column", "kind", "unit", "missing"))
    unit = Unit(table.choice("unit", tuple(Unit)))
    kind = "" if unit is Unit.NAMES and "kind" not in table.data else _needed_text(table, "kind")
    return ActivityColumn(_needed_text(table, "column"), kind, unit, cells(table, "missing"))


def _day_notes(tables: list[TomlTable]) -> tuple[DayNoteColumn, ...]:
    notes: list[DayNoteColumn] = []
    for table in tables:
        note = _day_note(table)
        if note.field is not DayField.NOTE and any(note.field is earlier.field for earlier in notes):
            raise table.unfit("field", _("there only once; it is further up already"))
        notes.append(note)
    return tuple(notes)


def _day_note(table: TomlTable) -> DayNoteColumn:
    table.refuse_unknown(("column", "field", "scale", "missing", "words"))
    about = DayField(table.choice("field", tuple(DayField)))
    for key in ("scale", "words"):
        if key in table.data and about not in SCALED:
            raise table.unfit(key, _("left out without {what}").format(what=" / ".join(f"field = “{each.value}”" for each in SCALED)))
    scale = _scale(table)
    return DayNoteColumn(_needed_text(table, "column"), about, scale, cells(table, "missing"), _worths(table, "words", scale))


def _needed_text(table: TomlTable, key: str) -> str:
    text = table.raw_text(key)
    if text is None:
        raise table.missing(key, _("a text in quotes"))
    return text.strip()


def _scale(table: TomlTable) -> tuple[float, float]:
    """The two ends of a scale, the lower first; points where it is not told."""
    match table.data.get("scale", list(POINTS)):
        case [low, high] if is_number(low) and is_number(high) and low < high:
            return float(low), float(high)
    raise table.wrong("scale", _("like {example}").format(example="[0, 10]"))


def _worths(table: TomlTable, key: str, scale: tuple[float, float]) -> tuple[tuple[str, float], ...]:
    """Words, in small letters, and what each is worth on the scale."""
    worths = table.data.get(key, {})
    if not isinstance(worths, dict) or not all(is_number(worth) and scale[0] <= worth <= scale[1] for worth in worths.values()):
        raise table.wrong(key, _("like {example}").format(example="{ good = 4, bad = 2 }"))
    return tuple((word.strip().casefold(), float(worth)) for word, worth in worths.items())
