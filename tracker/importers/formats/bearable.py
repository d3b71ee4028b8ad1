"""Bearable, as it exported in 2021 and in 2024: one row for each thing told, whose kind its category says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from tracker.domain.entries import LEAST_PAIN, MOST_PAIN, DayNote, Entry, PainEntry, Scale, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.formats.joining import with_colon
from tracker.formats.texts import number_text
from tracker.importers.complaints import is_pain, site_of
from tracker.importers.source import shown
from tracker.importers.table.cells import is_number, number
from tracker.importers.table.contract import ReadContext, ReadRow, RowSource, Shared, cells_by_name, read_each, shared
from tracker.importers.table.csv_file import TableRow
from tracker.importers.table.dates import clock, lived
from tracker.importers.table.doses import doses_of
from tracker.importers.table.mapping import EVENING
from tracker.importers.written.cell_words import SEVERITY, severity_word
from tracker.importers.written.dates import readings
from tracker.language import _

FORMAT = "bearable"
HEADER = frozenset({"date", "time of day", "category", "rating/amount", "detail"})
# The weekday repeats the date.
READ = HEADER | {"date formatted", "weekday", "notes"}
# Bearable names parts of the day: each is taken at an hour within it, all day and none at the evening as for any table.
PARTS = {"": EVENING, "all day": EVENING, "pre": time(6), "am": time(9), "mid": time(13), "pm": time(18)}
# The words of symptoms with the ratings that stand beside them; the highest has two names.
SEVERITIES = {"mild": 1.0, "moderate": 2.0, "severe": 3.0, "unbearable": 4.0, "extreme": 4.0}
MOST_SEVERE = 4.0
# The two scales of ratings, five faces or tenths.
FACES, TENTHS = (1.0, 5.0), (1.0, 10.0)
# Not by strptime: its names of months are those of the machine's language, and the file's are English.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPLIT = " | "
_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3})[A-Za-z]*\.?,?\s+(\d{4})", re.ASCII)
_ITEM = re.compile(r"(.*?)\s*\(([^()]*)\)\s*", re.DOTALL)
_SLEPT = re.compile(r"(\d{1,2})[:h]\s*(\d{2})(?::\d{2})?m?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Thing:
    """One row: its identity, its moment and its cells."""

    key: str
    moment: Moment
    category: str
    rating: str
    detail: str
    notes: str
    scales: dict[str, tuple[float, float]]
    decimal_comma: bool


def read_bearable(table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    """The rows of a Bearable export, of either age; raises Refused where the file can no longer be read."""
    scales = _scales(table)
    # Where cells are parted by a comma, none can be within a number.
    decimal_comma = table.delimiter != ","

    def entries(row: TableRow, key: str) -> tuple[Entry, ...]:
        cells = cells_by_name(table.header, row)
        when = cells.get("date formatted") or cells["date"]
        wall = datetime.combine(_day(when, cells["date"]), _time(cells["time of day"]))
        moment = lived(wall, context.zone, context.now, when)
        texts = (cells["category"], cells["rating/amount"], cells["detail"], cells.get("notes", ""))
        return _entries(_Thing(key, moment, *texts, scales, decimal_comma))

    return read_each(table, FORMAT, context.gauge, entries)


def _scales(table: RowSource) -> dict[str, tuple[float, float]]:
    """The scale of each category that is rated: the file does not say it, so a rating above 5 tells of one to 10."""
    highest: dict[str, float] = {}
    for row in table.rows():
        if row.problem is None:
            cells = cells_by_name(table.header, row)
            rating = cells["rating/amount"]
            if is_number(rating):
                category = cells["category"].casefold()
                highest[category] = max(highest.get(category, 0), float(rating.replace(",", ".")))
    return {category: TENTHS if value > FACES[1] else FACES for category, value in highest.items()}


def _day(*cells: str) -> date:
    for cell in cells:
        found = _DATE.fullmatch(cell)
        try:
            if found is None:
                # As a spreadsheet or another language has it, where that can be read in one way only.
                (reading,) = readings(cell)
                return reading.wall.date()
            return date(int(found[3]), MONTHS.index(found[2].casefold()) + 1, int(found[1]))
        except ValueError:
            continue
    raise Refused(_("“{cell}” is not a date that exists, written like {example}.").format(cell=shown(cells[0]), example="28th Jul 2021"))


def _time(cell: str) -> time:
    part = PARTS.get(cell.casefold())
    return clock(cell) if part is None else part


def _entries(thing: _Thing) -> tuple[Entry, ...]:
    return _CATEGORIES.get(thing.category.casefold(), _other)(thing)


def _symptoms(thing: _Thing) -> tuple[Entry, ...]:
    """Each symptom of the row: a pain is an entry of its own, of what else is felt a note is taken."""
    items = thing.detail.split(SPLIT)
    # Several items share a row, and their ratings too; where these do not match one by one, the first is that of all.
    ratings = thing.rating.split(SPLIT.strip())
    pains: list[Entry] = []
    others: list[str] = []
    for place, item in enumerate(items):
        name, severity = _severity(item, ratings[place if len(ratings) == len(items) else 0].strip(), thing)
        if is_pain(name) and severity is not None:
            pains.append(_pain(thing, place, name, severity))
        elif item.strip():
            others.append(item.strip())
    rating = "" if pains or SPLIT in thing.detail else thing.rating
    return (*pains, *_note(thing, " ".join(filter(None, (SPLIT.join(others), rating))) if others else "", alone=not pains))


def _severity(item: str, rating: str, thing: _Thing) -> tuple[str, float | None]:
    found = _ITEM.fullmatch(item)
    name, word = (found[1].strip(), found[2].strip().casefold()) if found else (item.strip(), "")
    if word in SEVERITIES:
        return name, SEVERITIES[word]
    # In another language the word is one of the same four steps.
    if found and severity_word(word) in SEVERITY and rating.isdigit():
        return name, number(rating, "rating/amount", decimal_comma=thing.decimal_comma)
    # The rating may be the word itself.
    if rating.casefold() in SEVERITIES:
        return name if word.isdigit() or not found else item.strip(), SEVERITIES[rating.casefold()]
    return name if word.isdigit() or not found else item.strip(), number(
        rating, "rating/amount", decimal_comma=thing.decimal_comma
    ) if rating else None


def _pain(thing: _Thing, place: int, name: str, severity: float) -> PainEntry:
    """A pain of a severity 1 to 4, where no pain would be 0: mild is not nothing, so that the scale it is read on begins at 0."""
    if not 0 <= severity <= MOST_SEVERE:
        raise Refused(
            _("The value under “{column}” is not on its scale, {least} to {most}.").format(
                column="rating/amount", least=1, most=number_text(MOST_SEVERE)
            )
        )
    points = LEAST_PAIN + severity * (MOST_PAIN - LEAST_PAIN) / MOST_SEVERE
    site = site_of(name)
    return PainEntry(
        pain=points,
        sites=(SiteReading(site, points),) if site else (),
        original=Scale(severity, 0, MOST_SEVERE),
        note="\n".join(filter(None, (name, thing.notes))),
        # By its place in the row: two pains of a row are two entries, the same at each import.
        **shared(thing.key, f"pain {place}", thing.moment),
    )


def _mood(thing: _Thing) -> tuple[Entry, ...]:
    value, original = _rating(thing)
    return (DayNote(mood=value, note=_lines(original, thing.detail, thing.notes), **shared(thing.key, "day_note", thing.moment)),)


def _sleep_quality(thing: _Thing) -> tuple[Entry, ...]:
    value, original = _rating(thing)
    return (DayNote(sleep_quality=value, note=_lines(original, thing.detail, thing.notes), **shared(thing.key, "day_note", thing.moment)),)


def _rating(thing: _Thing) -> tuple[float | None, str]:
    """A rating in points 0-10, and the rating with its scale as the file has it."""
    if not thing.rating:
        return None, ""
    low, high = thing.scales.get(thing.category.casefold(), FACES)
    value = number(thing.rating, "rating/amount", decimal_comma=thing.decimal_comma)
    # A rating of 0 shows that this scale begins there.
    low = min(low, 0.0) if value < low else low
    if not low <= value <= high:
        raise Refused(_("The value under “{column}” is not on its scale, {least} to {most}.").format(column="rating/amount", least=low, most=high))
    words = _("{value} on a scale from {least} to {most}").format(value=number_text(value), least=number_text(low), most=number_text(high))
    original = with_colon(thing.category, words)
    return LEAST_PAIN + (value - low) * (MOST_PAIN - LEAST_PAIN) / (high - low), original


def _sleep(thing: _Thing) -> tuple[Entry, ...]:
    found = _SLEPT.fullmatch(thing.rating)
    if found:
        minutes = int(found[1]) * 60 + int(found[2])
    elif is_number(thing.rating):
        minutes = round(number(thing.rating, "rating/amount", decimal_comma=thing.decimal_comma) * 60)
    else:
        return _other(thing)
    return (DayNote(sleep_minutes=minutes, note=_lines(thing.detail, thing.notes), **shared(thing.key, "day_note", thing.moment)),)


def _medicines(thing: _Thing) -> tuple[Entry, ...]:
    items = [item.strip() for item in thing.detail.split(SPLIT) if item.strip()]
    amounts = [amount.strip() for amount in thing.rating.split(SPLIT.strip())]
    # Amounts that do not match one by one are those of none; without any, the strengths in the names tell.
    is_told = len(amounts) == len(items) or not thing.rating
    amounts = amounts if thing.rating else [""] * len(items)
    doses = (
        doses_of(item, amounts[place] if is_told else thing.rating, partial(_shared_dose, thing, place), thing.notes, is_told=is_told)
        for place, item in enumerate(items)
    )
    return tuple(dose for found in doses for dose in found) or _other(thing)


def _shared_dose(thing: _Thing, place: int, part: int) -> Shared:
    return shared(thing.key, f"dose {place} {part}" if part else f"dose {place}", thing.moment)


def _other(thing: _Thing) -> tuple[Entry, ...]:
    return _note(thing, " ".join(filter(None, (thing.detail, thing.rating))), alone=True)


def _note(thing: _Thing, text: str, *, alone: bool) -> tuple[Entry, ...]:
    """What has no place of its own, as a note of the day; `alone`: the notes of the row stand nowhere else."""
    if not text and not (alone and thing.notes):
        return ()
    line = f"{thing.category}: {text}" if text else thing.category
    return (DayNote(note=_lines(line, thing.notes if alone else ""), **shared(thing.key, "day_note", thing.moment)),)


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


_CATEGORIES: dict[str, Callable[[_Thing], tuple[Entry, ...]]] = {
    "symptom": _symptoms,
    "symptoms": _symptoms,
    "mood": _mood,
    "sleep quality": _sleep_quality,
    "sleep": _sleep,
    "meds/supplements": _medicines,
    "meds": _medicines,
    "medication": _medicines,
}
