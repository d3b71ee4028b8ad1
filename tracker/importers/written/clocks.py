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
      | \s?(?:h|uhr|uur|hrs?|o'?clock)(?:\s(?P<minute_after>\d{2}))?
    )
"""
_CLOCK = re.compile(rf"(?:(?:kl\.?|klo|um|at|à|vers|ore|alle|om|o\sgodz\.?|o|в|saat)\s)?{CLOCK}", re.IGNORECASE | re.VERBOSE)
# An hour alone is a time where a word before it says so.
_HOUR_ALONE = re.compile(r"(?:kl\.?|klo|ore|um|saat)\s(?P<hour>\d{1,2})(?:\suhr)?", re.IGNORECASE)
_DUTCH = re.compile(r"(?<=\d)\s?u(?=\d{2}$|$)", re.IGNORECASE)
# What people write for a time: in the middle of what they mean, as where the app asks for it.
PARTS_OF_DAY = {
    word: hour
    for hour, words in {
        time(8): "morning,am,in the morning,breakfast,früh,morgens,morgen,am morgen,vormittag,vormittags,matin,le matin,mañana,por la mañana,mattina"
        ",mattino,manhã,ochtend,'s ochtends,rano,утро,утром,sabah,朝,午前,morgon,aamu,ráno",
        time(12): "noon,midday,lunch,lunchtime,mittag,mittags,midi,mediodía,mezzogiorno,meio-dia,middag,południe,w południe,полдень,днем,днём,öğle"
        ",öğlen,昼,正午,poledne",
        time(16): "afternoon,pm,in the afternoon,nachmittag,nachmittags,après-midi,l'après-midi,tarde,por la tarde,pomeriggio,namiddag,popołudnie"
        ",po południu,öğleden sonra,午後,eftermiddag,iltapäivä,odpoledne",
        time(20): "evening,in the evening,dinner,abend,abends,am abend,soir,le soir,noche,por la noche,sera,noite,avond,'s avonds,wieczór,wieczorem"
        ",вечер,вечером,akşam,夕方,夜,kväll,ilta,večer",
        time(22): "night,at night,bedtime,nacht,nachts,nuit,la nuit,notte,'s nachts,noc,w nocy,ночь,ночью,gece,natt,yö,v noci",
    }.items()
    for word in words.split(",")
}
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?:([0-5]\d))?", re.ASCII)
# Spreadsheets give a time alone the day from which they count.
_DAY_ZERO = re.compile(r"(?:1899-12-3[01]|1900-01-0[01]|3[01][./]12[./]1899|12/3[01]/1899)[T ]", re.ASCII)
_PART_OF_A_DAY = re.compile(r"0?[.,](\d{1,17})", re.ASCII)
# A quarter past midnight and a quarter of a day: neither is taken.
_CLOCK_OR_PART = re.compile(r"0?\.[0-5]\d", re.ASCII)
_EAST_ASIAN = str.maketrans(
    {"年": "-", "月": "-", "日": " ", "時": ":", "时": ":", "点": ":", "分": " ", "년": "-", "월": "-", "일": " ", "시": ":", "분": " "}
    | {"\uff1a": ":", "\uff0f": "/"}
)
# "8時" has no minutes, and those of the Japanese calendar are years of a reign.
_WHOLE_HOUR = re.compile(r"(?<=\d)([時时点시])(?!\s*\d)")
_BEHIND_A_COLON = re.compile(r"(?<=\d:)\s(?=\d)")
_REIGN = re.compile(r"令和\s*(\d{1,2}|元)\s*年")
_REIGN_FOR_SHORT = re.compile(r"R(\d{1,2})(?=[./-]\d{1,2}[./-]\d{1,2}(?!\d))", re.ASCII)
# Behind a day, and said by it already.
_EAST_ASIAN_WEEKDAY = re.compile(r"[月火水木金土日]曜日?|(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일")
_YEAR_BEFORE_THE_REIGN = 2018
_BEFORE_NOON = frozenset({"上午", "午前", "오전", "ÖÖ", "πμ"})
_HALVES = re.compile(r"(上午|午前|下午|午後|오전|오후|ÖÖ|ÖS)\s*(\d{1,2}:\d{2})")
_HALVES_BEHIND = re.compile(r"(\d{1,2}:\d{2})\s*(ÖÖ|ÖS|π\.?μ\.?|μ\.?μ\.?)")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def plain_spaces(cell: str) -> str:
    """A cell with every kind of space as one blank, without marks nobody sees, and its digits as ASCII has them."""
    if cell.isascii():
        short = _REIGN_FOR_SHORT.match(cell) if cell[:1] == "R" else None
        return " ".join(f"{_YEAR_BEFORE_THE_REIGN + int(short[1])}{cell[short.end() :]}".split() if short else cell.split())
    # Cf: marks of direction and joiners, which browsers have put into their dates.
    seen = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in cell if unicodedata.category(letter) != "Cf")
    seen = _EAST_ASIAN_WEEKDAY.sub(" ", seen)
    seen = _REIGN.sub(lambda found: f"{_YEAR_BEFORE_THE_REIGN + (1 if found[1] == '元' else int(found[1]))}年", _WHOLE_HOUR.sub(r"\g<1>00", seen))
    seen = _BEHIND_A_COLON.sub("", " ".join(seen.translate(_EAST_ASIAN).translate(_DASHES).split()))
    seen = _HALVES.sub(lambda found: f"{found[2]} {_half(found[1])}", seen)
    return _HALVES_BEHIND.sub(lambda found: f"{found[1]} {_half(found[2].replace('.', ''))}", seen)


def _half(word: str) -> str:
    return "am" if word in _BEFORE_NOON else "pm"


def clock(cell: str) -> time:
    """The time of day in a cell, with or without am and pm; raises Refused."""
    written = _DAY_ZERO.sub("", plain_spaces(cell))
    try:
        if (part := _PART_OF_A_DAY.fullmatch(written)) and not _CLOCK_OR_PART.fullmatch(written):
            return (EXCEL_BEGAN + part_of_a_day(float(f"0.{part[1]}"))).time()
        if not part and (found := _CLOCK.fullmatch(_DUTCH.sub(_hour_mark, written))) is not None:
            return time_of(found)
        if alone := _HOUR_ALONE.fullmatch(written):
            return time(int(alone["hour"]))
        if military := _MILITARY.fullmatch(written):
            return time(int(military[1]), int(military[2]), int(military[3] or 0))
    # An hour of 25 is refused below, in the same words as what is no clock at all.
    except ValueError:
        pass
    if (part_of_day := PARTS_OF_DAY.get(written.casefold().rstrip("."))) is not None:
        return part_of_day
    raise Refused(_("“{cell}” is not a time of day, written like 20:00.").format(cell=shown(cell)))


def is_part_of_day(cell: str) -> bool:
    """Whether a cell tells a part of the day in words, "morning", which `clock` takes for a time in it."""
    return plain_spaces(cell).casefold().rstrip(".") in PARTS_OF_DAY


def _hour_mark(_found: re.Match[str]) -> str:
    return "h"


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
