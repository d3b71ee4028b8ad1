"""Daylio, of every age: one row for each entry, with a mood by its name, activities, scales, and notes that may be HTML."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TypedDict

from tracker.domain.entries import Activity, DayNote, Entry, PainEntry, Scale, SiteReading
from tracker.domain.times import Moment
from tracker.importers.complaints import SLEEP, is_pain, site_of
from tracker.importers.table.cells import is_number, names, number, points
from tracker.importers.table.contract import ReadContext, ReadRow, RowSource, cells_by_name, read_each, shared
from tracker.importers.table.csv_file import TableRow
from tracker.importers.table.dates import DateReader
from tracker.importers.table.mapping import POINTS, Dates, mapping_of
from tracker.library.resources import resource

FORMAT = "daylio"
HEADER = frozenset({"full_date", "mood", "activities"})
# Before 2019 the year had a column of its own, and the date was "June 22".
OLD_HEADER = frozenset({"year", "date", "mood", "activities"})
# What repeats other columns is read with them.
READ = frozenset({"full_date", "year", "date", "weekday", "time", "mood", "activities", "scales", "note_title", "note"})
MOODS = (1.0, 5.0)
SPLIT = " | "
# More rows are not looked through for moods nobody knows.
ROWS_LOOKED_AT = 50_000
_RATED = re.compile(r"(.+?)\s*:\s*(\d{1,4}(?:[.,]\d{1,3})?)\s*/\s*(\d{1,4})(?!\d).*", re.ASCII | re.DOTALL)
_LENGTH = re.compile(r"(.+?)\s*:\s*(\d{1,2})(?::|\s?h\s?)(\d{2})(?:\s?m(?:in)?)?", re.ASCII | re.DOTALL)
_QUALITY = re.compile(r"qualit|kwaliteit|calidad|qualidade|quality", re.IGNORECASE)
# Only the tags that its editor writes: a "<" of the person's own stays.
# Where a paragraph ends, and where one begins behind words.
_LINE_ENDS = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6])\s*>|(?<=[^\s>])\s*(?=<(?:p|div|ul|ol|li|h[1-6])(?:\s[^<>]*)?>)", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:p|div|li|ul|ol|b|i|u|s|strong|em|del|strike|span|font|a|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITIES = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


class _About(TypedDict, total=False):
    mood: float
    sleep_minutes: float
    sleep_quality: float


@dataclass(slots=True)
class _Scales:
    """What the scales of a row say: of the day, pains by name with value and highest value, and what has no place of its own, as it is."""

    about: _About = field(default_factory=_About)
    pains: list[tuple[str, float, float]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_daylio(table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    """The rows of a Daylio export, of any age; raises Refused where the file can no longer be read."""
    dates = DateReader(Dates(), context.zone, context.now)
    worths = {**_known_moods(), **context.moods}

    def entries(row: TableRow, key: str) -> tuple[Entry, ...]:
        cells = cells_by_name(table.header, row)
        day = cells.get("full_date") or " ".join(filter(None, (cells.get("year", ""), cells.get("date", ""))))
        return _entries(cells, key, dates.moment(day, cells.get("time", "")), worths)

    return read_each(table, FORMAT, context.gauge, entries)


def unknown_moods(table: RowSource) -> tuple[str, ...]:
    """The names of moods in a table of which nobody has said how good they are, in small letters, in the order of the rows."""
    place = next((place for place, name in enumerate(table.header) if name.casefold() == "mood"), None)
    if place is None:
        return ()
    known = _known_moods()
    words = (row.cells[place].strip().casefold() for row in islice(table.rows(), ROWS_LOOKED_AT) if row.problem is None)
    return tuple(dict.fromkeys(word for word in words if word and word not in known and not is_number(word)))


def plain_text(note: str) -> str:
    """A note without its HTML: line ends are line ends, tags go, and what stands for a character is that character."""
    bare = _TAGS.sub("", _LINE_ENDS.sub("\n", note))
    return _ENTITIES.sub(lambda found: html.unescape(found[0]), bare).replace("\N{NO-BREAK SPACE}", " ").strip()


@lru_cache(maxsize=1)
def _known_moods() -> Mapping[str, float]:
    file = resource("importers", f"{FORMAT}.toml")
    return dict(next(note.words for note in mapping_of(file.read_text(encoding="utf-8"), file.name).day_notes if note.words))


def _entries(cells: dict[str, str], key: str, moment: Moment, worths: Mapping[str, float]) -> tuple[Entry, ...]:
    scales = _scales(cells.get("scales", ""))
    about = scales.about
    mood = cells["mood"]
    worth = number(mood, "mood", decimal_comma=True) if is_number(mood) else worths.get(mood.casefold())
    if worth is not None:
        about["mood"] = points(worth, MOODS, "mood")
    said = f"mood: {mood}" if mood and not is_number(mood) else ""
    note = "\n".join(filter(None, (said, *scales.others, plain_text(cells.get("note_title", "")), plain_text(cells.get("note", "")))))
    pains = [_pain(pain, key, place, moment) for place, pain in enumerate(scales.pains)]
    # As the ids have been since the first version: the one column of activities is the first.
    activities = [Activity(kind=name, **shared(key, f"activity 0 {name}", moment)) for name in names(cells["activities"], "|;")]
    day = (DayNote(**about, note=note, **shared(key, "day_note", moment)),) if about or note else ()
    return (*pains, *activities, *day)


def _scales(cell: str) -> _Scales:
    """The items of a cell like "Pain: 7/10 points | Sleep Time: 8:00": pains and what is known of sleep; anything else stays as it is written."""
    scales = _Scales()
    for item in filter(None, map(str.strip, cell.split(SPLIT.strip()))):
        rated, length = _RATED.fullmatch(item), _LENGTH.fullmatch(item)
        if rated and 0 < float(rated[3]) >= (value := float(rated[2].replace(",", "."))):
            _take_rating(scales, item, rated[1], value, float(rated[3]))
        elif length and SLEEP.search(length[1]) and "sleep_minutes" not in scales.about:
            scales.about["sleep_minutes"] = int(length[2]) * 60 + int(length[3])
        else:
            scales.others.append(item)
    return scales


def _take_rating(scales: _Scales, item: str, name: str, value: float, most: float) -> None:
    if is_pain(name):
        scales.pains.append((name, value, most))
    elif SLEEP.search(name) and _QUALITY.search(name) and "sleep_quality" not in scales.about:
        scales.about["sleep_quality"] = points(value, (0.0, most), name)
    else:
        scales.others.append(item)


def _pain(pain: tuple[str, float, float], key: str, place: int, moment: Moment) -> PainEntry:
    name, value, most = pain
    worth = points(value, (0.0, most), name)
    site = site_of(name)
    return PainEntry(
        pain=worth,
        sites=(SiteReading(site, worth),) if site else (),
        original=None if (0.0, most) == POINTS else Scale(value, 0.0, most),
        note="" if name.casefold() == "pain" else name,
        **shared(key, f"pain {place}", moment),
    )
