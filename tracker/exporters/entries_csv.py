"""Our own CSV: every entry, one a row, nothing lost.

UTF-8 without a byte-order mark, commas, rows ended by CR LF, quotation marks where needed (RFC 4180). The first row names the columns; a
column that does not belong to an entry's kind, and a thing not told, is an empty cell. Columns are only ever added, at the end.

kind            pain, session, activity, day_note, dose or function
id              the entry's UUID
at              the instant, ISO 8601 in UTC
day             the local day it was lived
local           the wall-clock time there, ISO 8601 without offset (local minus at is the offset)
zone            the IANA zone
pain, worst, least, average     points 0-10
sites           places and their points: "neck=6; left hand=4.5"
words, worse_with, eased_by     "dull; stabbing"
session         what was done: ice, heat, ...
minutes         a session's planned length, an activity's length
ended_at        when a session ended, ISO 8601 in UTC
ended_by        button, planned, presumed or by_hand
before, after   points 0-10 around a session
activity        what was done: walking, driving, ...
count           how many, such as steps
effort          points 0-10
mood, sleep_quality             points 0-10
sleep_minutes   minutes
fluids          glasses
flare           yes or no
original, original_least, original_most     the pain and its scale as a file had it before it was converted
created_at, updated_at          ISO 8601 in UTC
note            as typed
woke            yes or no: the pain woke the person at night
medicine        what was taken, as the person calls it
units           how many of it, such as tablets
ingredients     mg of each: "paracetamol=1000"; nothing after the = where it is not known
classes         the class of each of the ingredients, in their order: "analgesic; nsaid", else other
scores          own activities and their points: "put on socks=4; lift my child=2"

In lists a backslash stands before ; and backslash where they belong to a name; the last = of a place parts its name from its points. A cell
that begins with = + - @ ' a tab or a return has a ' in front, so that no spreadsheet takes it for a formula; `unguard` takes it off.
"""

import csv
import io
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import BinaryIO

from tracker.domain.entries import Activity, DayNote, Dose, Entry, Function, PainEntry, Session, kind_of

COLUMNS = (
    *("kind", "id", "at", "day", "local", "zone"),
    *("pain", "worst", "least", "average", "sites", "words", "worse_with", "eased_by"),
    *("session", "minutes", "ended_at", "ended_by", "before", "after"),
    *("activity", "count", "effort"),
    *("mood", "sleep_minutes", "sleep_quality", "fluids", "flare"),
    *("original", "original_least", "original_most", "created_at", "updated_at", "note"),
    *("woke", "medicine", "units", "ingredients", "classes", "scores"),
)
_GUARDED = ("=", "+", "-", "@", "'", "\t", "\r")
_EXACT = 1e15
_SPLIT = re.compile(r"(?:\\.|[^\\;])+", re.DOTALL)


def write_csv(entries: Iterable[Entry], file: BinaryIO) -> None:
    """Write the entries to a file open for bytes, one at a time; it stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for entry in entries:
            cells = _cells(entry)
            writer.writerow([guard(cells.get(column, "")) for column in COLUMNS])
        text.flush()
    finally:
        text.detach()


def csv_bytes(entries: Iterable[Entry]) -> bytes:
    """The entries as the bytes of a CSV file."""
    file = io.BytesIO()
    write_csv(entries, file)
    return file.getvalue()


def guard(cell: str) -> str:
    """The cell as no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell


def joined(names: Iterable[str]) -> str:
    """Names in one cell, set apart by semicolons."""
    return "; ".join(_escaped(name) for name in names)


def apart(cell: str) -> tuple[str, ...]:
    """The names as they were before `joined`."""
    items = _SPLIT.findall(cell)
    return tuple(_plain(item if place == 0 else item[1:]) for place, item in enumerate(items))


def joined_sites(sites: Iterable[tuple[str, float | None]]) -> str:
    """Places and their points 0-10, or ingredients and their mg, in one cell; nothing after the = where a number is not known."""
    return "; ".join(f"{_escaped(name)}={_number(number)}" for name, number in sites)


def apart_sites(cell: str) -> tuple[tuple[str, float | None], ...]:
    """The places and points, or ingredients and mg, as they were before `joined_sites`."""
    items = (item if place == 0 else item[1:] for place, item in enumerate(_SPLIT.findall(cell)))
    pairs = (item.rpartition("=") for item in items)
    return tuple((_plain(name), float(number) if number else None) for name, _, number in pairs)


def _escaped(text: str) -> str:
    return re.sub(r"([\\;])", r"\\\1", text)


def _plain(text: str) -> str:
    return re.sub(r"\\([\\;])", r"\1", text)


def _cells(entry: Entry) -> dict[str, str]:
    moment = entry.moment
    shared = {
        "kind": kind_of(entry).value,
        "id": entry.id,
        "at": moment.at.isoformat(),
        "day": moment.day.isoformat(),
        "local": moment.local.isoformat(),
        "zone": moment.zone,
        "created_at": _instant(entry.created_at),
        "updated_at": _instant(entry.updated_at),
        "note": entry.note,
    }
    return shared | _own_cells(entry)


def _own_cells(entry: Entry) -> dict[str, str]:
    match entry:
        case PainEntry():
            return _pain_cells(entry)
        case Session():
            return _session_cells(entry)
        case Activity():
            return _activity_cells(entry)
        case DayNote():
            return _day_note_cells(entry)
        case Dose():
            return _dose_cells(entry)
        case Function():
            return {"scores": joined_sites((score.activity, score.points) for score in entry.scores)}
    raise TypeError(type(entry).__name__)


def _pain_cells(entry: PainEntry) -> dict[str, str]:
    original = entry.original
    return {
        "pain": _number(entry.pain),
        "worst": _number(entry.worst),
        "least": _number(entry.least),
        "average": _number(entry.average),
        "sites": joined_sites((reading.name, reading.pain) for reading in entry.sites),
        "words": joined(entry.words),
        "worse_with": joined(entry.worse_with),
        "eased_by": joined(entry.eased_by),
        "woke": _yes_or_no(entry.woke),
        "original": _number(original.value if original else None),
        "original_least": _number(original.least if original else None),
        "original_most": _number(original.most if original else None),
    }


def _session_cells(entry: Session) -> dict[str, str]:
    return {
        "session": entry.kind,
        "minutes": _number(entry.planned / timedelta(minutes=1)),
        "ended_at": _instant(entry.ended_at),
        "ended_by": entry.ended_by.value if entry.ended_by else "",
        "before": _number(entry.before),
        "after": _number(entry.after),
    }


def _activity_cells(entry: Activity) -> dict[str, str]:
    return {"activity": entry.kind, "minutes": _number(entry.minutes), "count": _number(entry.count), "effort": _number(entry.effort)}


def _day_note_cells(entry: DayNote) -> dict[str, str]:
    return {
        "mood": _number(entry.mood),
        "sleep_minutes": _number(entry.sleep_minutes),
        "sleep_quality": _number(entry.sleep_quality),
        "fluids": _number(entry.fluids),
        "flare": _yes_or_no(entry.flare),
    }


def _dose_cells(entry: Dose) -> dict[str, str]:
    return {
        "medicine": entry.name,
        "units": _number(entry.units),
        "ingredients": joined_sites((amount.ingredient, amount.mg) for amount in entry.ingredients),
        "classes": joined(amount.kind.value for amount in entry.ingredients),
    }


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else ("yes" if value else "no")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if abs(value) < _EXACT and value == int(value) else repr(float(value))


def _instant(at: datetime | None) -> str:
    return "" if at is None else at.isoformat()
