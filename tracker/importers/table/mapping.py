"""Mappings: which column of somebody's table holds what, read from a small TOML file."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, time
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.errors import Refused
from tracker.importers.source import content_of, shown
from tracker.importers.table.mapping_section import Section
from tracker.language import _

EVENING = time(20)
POINTS = (0.0, 10.0)
LARGEST_FILE = 100_000
LONGEST_LINE = 2_000
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
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
    """How the table writes its dates: a strptime format (None: ISO 8601), the time of rows without one, the IANA zone (None: this computer's)."""

    format: str | None = None
    time: time = EVENING
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """All that is needed to read a table: its columns, the scale of its pain, its dates, activities and day notes."""

    columns: Columns
    scale: tuple[float, float] = POINTS
    dates: Dates = field(default_factory=Dates)
    activities: tuple[ActivityColumn, ...] = ()
    day_notes: tuple[DayNoteColumn, ...] = ()

    def mapped(self) -> Iterator[str]:
        """The names of the table's columns that are used."""
        for known in fields(self.columns):
            if (column := getattr(self.columns, known.name)) is not None:
                yield column
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
        raise Refused(_("{file} is not text in UTF-8. Nothing was imported; save the mapping as UTF-8.").format(file=name)) from problem
    return mapping_of(source.replace("\r\n", "\n"), name)


def mapping_of(source: str, name: str) -> Mapping:
    """The mapping in a TOML text; `name` is what its sentences call the file. Raises Refused."""
    if len(source) > LARGEST_FILE or any(len(line) > LONGEST_LINE for line in source.split("\n")):  # tomllib takes minutes over a key of many dots
        raise _too_large(name)
    try:
        data = tomllib.loads(source)
    except (ValueError, RecursionError) as problem:
        raise _not_toml(name, problem) from problem
    whole = Section(name, source, data)
    whole.refuse_unknown(("columns", "pain", "dates", "activities", "day_notes"))
    pain = whole.table("pain")
    pain.refuse_unknown(("scale",))
    mapping = Mapping(
        columns=_columns(whole.table("columns")),
        scale=pain.scale("scale", POINTS),
        dates=_dates(whole.table("dates")),
        activities=tuple(_activity(section) for section in whole.tables("activities")),
        day_notes=_day_notes(whole.tables("day_notes")),
    )
    columns = mapping.columns
    if not (columns.pain or columns.note or columns.medicine or mapping.activities or mapping.day_notes):
        raise whole.mistake("columns", _("name a column for pain, a medicine or a note, or there have to be activities or day notes"))
    return mapping


def _too_large(name: str) -> Refused:
    return Refused(_("{file} is too large for a mapping. Nothing was imported; choose the mapping file.").format(file=name))


def _not_toml(name: str, problem: Exception) -> Refused:
    line = re.search(r"at line (\d+)", str(problem))
    if line is None:
        return Refused(_("{file} is not a TOML file. Nothing was imported; correct the mapping.").format(file=name))
    return Refused(_("{file}, line {line}: this is not TOML. Nothing was imported; correct the mapping there.").format(file=name, line=line[1]))


def _columns(section: Section) -> Columns:
    names = [known.name for known in fields(Columns)]
    section.refuse_unknown(names)
    columns = Columns(**{name: section.text(name) for name in names})
    if (columns.datetime is None) == (columns.date is None):
        raise section.mistake("date" if columns.date else "datetime", _("name the column of the date, and only one of datetime and date"))
    if columns.time is not None and columns.date is None:
        raise section.mistake("time", _("stand beside date, since datetime already holds the time"))
    needs_pain = ("worst", "least", "average", "site", "words", "worse_with", "eased_by")
    for name in needs_pain:
        if columns.pain is None and getattr(columns, name) is not None:
            raise section.mistake(name, _("stand beside pain, which has no column"))
    if columns.medicine is None and columns.medicine_amount is not None:
        raise section.mistake("medicine_amount", _("stand beside medicine, which has no column"))
    return columns


def _dates(section: Section) -> Dates:
    section.refuse_unknown(("format", "time", "zone"))
    written = section.text("format")
    if written is not None and not _names_a_day(written):
        raise section.mistake("format", _("be a way to write day, month and year like {example}").format(example='"%d/%m/%Y"'))
    zone = section.text("zone")
    if zone is not None and not _is_zone(zone):
        raise section.mistake("zone", _("be the name of a time zone like {example}").format(example='"Europe/London"'))
    clock = section.text("time")
    found = _CLOCK.fullmatch(clock.strip()) if clock is not None else None
    if clock is not None and found is None:
        raise section.mistake("time", _("be a time of day like {example}").format(example='"20:00"'))
    return Dates(format=written, time=time(int(found[1]), int(found[2])) if found else EVENING, zone=zone)


def _names_a_day(written: str) -> bool:
    if not _YEAR.search(written):  # said first: Python warns of a format with a day and no year
        return False
    sample = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
    try:
        return datetime.strptime(sample.strftime(written), written).date() == sample.date()  # noqa: DTZ007 - only the day is looked at
    except ValueError:
        return False


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _activity(section: Section) -> ActivityColumn:
    section.refuse_unknown(("column", "kind", "unit", "missing"))
    unit = Unit(section.choice("unit", tuple(Unit)))
    kind = "" if unit is Unit.NAMES and "kind" not in section.data else section.needed("kind")
    return ActivityColumn(section.needed("column"), kind, unit, section.cells("missing"))


def _day_notes(sections: list[Section]) -> tuple[DayNoteColumn, ...]:
    notes: list[DayNoteColumn] = []
    for section in sections:
        note = _day_note(section)
        if note.field is not DayField.NOTE and any(note.field is earlier.field for earlier in notes):
            raise section.mistake("field", _("be named once; {field} has a column already").format(field=note.field.value))
        notes.append(note)
    return tuple(notes)


def _day_note(section: Section) -> DayNoteColumn:
    section.refuse_unknown(("column", "field", "scale", "missing", "words"))
    about = DayField(section.choice("field", tuple(DayField)))
    for key in ("scale", "words"):
        if key in section.data and about not in SCALED:
            raise section.mistake(key, _("stand beside mood or sleep_quality only"))
    scale = section.scale("scale", POINTS)
    return DayNoteColumn(section.needed("column"), about, scale, section.cells("missing"), section.worths("words", scale))
