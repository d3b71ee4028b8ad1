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
stiff_minutes   minutes in the morning until the back moved freely

In lists a backslash stands before ; and backslash where they belong to a name; the last = of a place parts its name from its points. A cell
that begins with = + - @ ' a tab or a return has a ' in front, so that no spreadsheet takes it for a formula; `unguard` takes it off.
"""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import BinaryIO

from tracker.domain.entries import Activity, DayNote, Dose, Entry, Function, PainEntry, Session, kind_of
from tracker.domain.entry_cells import COLUMNS, guard, joined, joined_sites, number_text


def write_csv(entries: Iterable[Entry], file: BinaryIO) -> int:
    """Write the entries to a file open for bytes, one at a time; it stays open. The answer is how many they were."""
    count = 0
    # Without translation of line ends: the rows end as the format has it on every system.
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for entry in entries:
            count += 1
            cells = _cells(entry)
            writer.writerow([guard(cells.get(column, "")) for column in COLUMNS])
        text.flush()
        return count
    finally:
        # The wrapper would close the file with itself; it belongs to the caller.
        text.detach()


def csv_bytes(entries: Iterable[Entry]) -> bytes:
    """The entries as the bytes of a CSV file."""
    file = io.BytesIO()
    write_csv(entries, file)
    return file.getvalue()


def _cells(entry: Entry) -> dict[str, str]:
    moment = entry.moment
    shared = {
        "kind": kind_of(entry).value,
        "id": entry.id,
        "at": moment.at.isoformat(),
        "day": moment.day.isoformat(),
        # Beside the instant, as the day a person lived is not told by it: a zone's rules may change.
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
        "pain": number_text(entry.pain),
        "worst": number_text(entry.worst),
        "least": number_text(entry.least),
        "average": number_text(entry.average),
        "sites": joined_sites((reading.name, reading.pain) for reading in entry.sites),
        "words": joined(entry.words),
        "worse_with": joined(entry.worse_with),
        "eased_by": joined(entry.eased_by),
        "woke": _yes_or_no(entry.woke),
        "original": number_text(original.value if original else None),
        "original_least": number_text(original.least if original else None),
        "original_most": number_text(original.most if original else None),
    }


def _session_cells(entry: Session) -> dict[str, str]:
    return {
        "session": entry.kind,
        "minutes": number_text(entry.planned / timedelta(minutes=1)),
        "ended_at": _instant(entry.ended_at),
        "ended_by": entry.ended_by.value if entry.ended_by else "",
        "before": number_text(entry.before),
        "after": number_text(entry.after),
    }


def _activity_cells(entry: Activity) -> dict[str, str]:
    return {"activity": entry.kind, "minutes": number_text(entry.minutes), "count": number_text(entry.count), "effort": number_text(entry.effort)}


def _day_note_cells(entry: DayNote) -> dict[str, str]:
    return {
        "mood": number_text(entry.mood),
        "sleep_minutes": number_text(entry.sleep_minutes),
        "sleep_quality": number_text(entry.sleep_quality),
        "fluids": number_text(entry.fluids),
        "flare": _yes_or_no(entry.flare),
        "stiff_minutes": number_text(entry.stiff_minutes),
    }


def _dose_cells(entry: Dose) -> dict[str, str]:
    return {
        "medicine": entry.name,
        "units": number_text(entry.units),
        "ingredients": joined_sites((amount.ingredient, amount.mg) for amount in entry.ingredients),
        "classes": joined(amount.kind.value for amount in entry.ingredients),
    }


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else ("yes" if value else "no")


def _instant(at: datetime | None) -> str:
    return "" if at is None else at.isoformat()
