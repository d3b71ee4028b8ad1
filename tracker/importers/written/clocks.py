"""Times of day as people and programs write them: 20:00, 8:00 p. m., 20h00, 20:00 Uhr, and Excel's parts of a day."""

import re
import unicodedata
from datetime import datetime, time, timedelta

from tracker.errors import Refused
from tracker.importers.source import shown
from tracker.language import _

NOON = 12
DAY = timedelta(days=1)
# Excel counts days from here, and so do most tables made with it; its own 0 January 1900 is this day.
EXCEL_BEGAN = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock
# An hour above 12 with a half is refused by `_hour`. The mark of hours may stand alone: 20h, 8 Uhr. A bare number is no time.
CLOCK = r"""
    (?P<hour>\d{1,2})
    (?:
        (?:\s?h\s?|[:.]) (?P<minute>\d{2}) (?:(?:[:.]|\s?m(?:in)?\s?) (?P<second>\d{2}) (?:[.,]\d{1,9})? \s?s?)? (?:\s?min|m(?!\.?\w))?
        (?:\s?(?P<half>[ap])\.?(?:\s?m\.?)?)? (?:\s?(?:uhr|uur|h|hrs?|hours?))?
      | \s?(?P<half_alone>[ap])\.?\s?m\.?
      | \s?(?:h|uhr|uur|hrs?)(?:\s(?P<minute_after>\d{2}))?
    )
"""
_CLOCK = re.compile(rf"(?:kl\.?\s|um\s|at\s|à\s|ore\s|alle\s)?{CLOCK}", re.ASCII | re.IGNORECASE | re.VERBOSE)
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?:([0-5]\d))?", re.ASCII)
# Spreadsheets give a time alone the day from which they count.
_DAY_ZERO = re.compile(r"(?:1899-12-3[01]|1900-01-0[01]|3[01][./]12[./]1899|12/3[01]/1899)[T ]", re.ASCII)
_PART_OF_A_DAY = re.compile(r"0?[.,](\d{1,17})", re.ASCII)
# A quarter past midnight and a quarter of a day: neither is taken.
_CLOCK_OR_PART = re.compile(r"0?\.[0-5]\d", re.ASCII)
_EAST_ASIAN = str.maketrans({"年": "-", "月": "-", "日": " ", "時": ":", "时": ":", "分": " ", "\uff1a": ":", "\uff0f": "/"})
_HALVES = re.compile(r"(上午|午前|下午|午後)\s*(\d{1,2}:\d{2})")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def plain_spaces(cell: str) -> str:
    """A cell with every kind of space as one blank, without marks nobody sees, and its digits as ASCII has them."""
    if cell.isascii():
        return " ".join(cell.split())
    # Cf: marks of direction and joiners, which browsers have put into their dates.
    seen = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in cell if unicodedata.category(letter) != "Cf")
    seen = " ".join(seen.translate(_EAST_ASIAN).translate(_DASHES).split())
    return _HALVES.sub(lambda found: f"{found[2]} {'am' if found[1] in {'上午', '午前'} else 'pm'}", seen)


def clock(cell: str) -> time:
    """The time of day in a cell, with or without am and pm; raises Refused."""
    written = _DAY_ZERO.sub("", plain_spaces(cell))
    try:
        if (part := _PART_OF_A_DAY.fullmatch(written)) and not _CLOCK_OR_PART.fullmatch(written):
            return (EXCEL_BEGAN + part_of_a_day(float(f"0.{part[1]}"))).time()
        if not part and (found := _CLOCK.fullmatch(written)) is not None:
            return time_of(found)
        if military := _MILITARY.fullmatch(written):
            return time(int(military[1]), int(military[2]), int(military[3] or 0))
    # An hour of 25 is refused below, in the same words as what is no clock at all.
    except ValueError:
        pass
    raise Refused(_("“{cell}” is not a time of day, written like 20:00.").format(cell=shown(cell)))


def time_of(found: re.Match[str]) -> time:
    """The time of a match of `CLOCK`; raises ValueError for one that does not exist."""
    half = found["half"] or found["half_alone"]
    return time(_hour(int(found["hour"]), half), int(found["minute"] or found["minute_after"] or 0), int(found["second"] or 0))


def part_of_a_day(part: float) -> timedelta:
    """The time that is so much of a day, 0 to 1, to the second: a spreadsheet's numbers are not exact beyond it."""
    return timedelta(seconds=min(round(DAY.total_seconds() * part), DAY.total_seconds() - 1))


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= NOON:
        raise ValueError
    # 12 am is 0, 12 pm is 12.
    return hour % NOON + (NOON if half in "pP" else 0)
