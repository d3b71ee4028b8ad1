"""One cell with a date: every way in which it can be read, and none that fills in what is not written."""

# By hand: dateutil (which comes with the charts) and dateparser take what is missing from today, know best by themselves which number is
# the day, and read a number they cannot place as something else. Here a cell that does not say its year has no reading at all.
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import product
from typing import NamedTuple

from tracker.importers.written.clocks import CLOCK, EXCEL_BEGAN, clock, is_part_of_day, part_of_a_day, plain_spaces, time_of
from tracker.importers.written.date_words import month_of, plain, weekdays_of

# Orders of the three numbers of a date. SURE is a date that needs none: its month has a name, or its year stands first, with four digits.
DAY_FIRST, MONTH_FIRST, YEAR_FIRST, SURE = "dmy", "mdy", "ymd", ""
YEAR_DIGITS = 4
# As POSIX has it: 69 to 99 are years of the last century.
FIRST_OF_LAST_CENTURY = 69
# The first time of 13 digits in milliseconds is in 2001, as is the first of 10 digits in seconds: the digits tell them apart.
SECOND_DIGITS = 10
# Days by Excel's count, from 1954 to 2064.
LEAST_SERIAL, MOST_SERIAL = 20_000, 60_000
LONGEST, MOST_WORDS, MOST_DAY = 100, 6, 31
_UNIX = re.compile(r"(\d{10}|\d{13}|\d{16}|\d{19})(?:\.\d+)?", re.ASCII)
# The day of a year, as ISO 8601 has it; a week alone, which it has too, is no day.
_DAY_OF_A_YEAR = re.compile(r"((?:19|20)\d\d)-(\d{3})", re.ASCII)
_WEEK_ALONE = re.compile(r"W\d\d(?!-?\d)", re.ASCII)
# Programs for pictures write 2026:03:05, and names of files have 2026_03_05.
_YEAR_BEFORE_MARKS = re.compile(r"((?:19|20)\d\d)([:_])(\d\d)\2(\d\d)(?!\d)", re.ASCII)
_AROUND_A_DATE = '"\u201c\u201d*'
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d{1,17}))?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T_ -]?(\d\d)[.:]?(\d\d)(?:[.:]?(\d\d))?)?", re.ASCII)
# Apart by full stop, slash, dash or blank; the last full stop of "5. 3. 2026." says nothing.
_NUMBERS = re.compile(r"(\d{1,4})(?:\s?[./-]\s?|\s)(\d{1,2})(?:\s?[./-]\s?|\s)(\d{1,4})", re.ASCII)
_DAY_IN_A_ROW = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
# As most tables have it: read at once, in a sixth of the time.
_PLAIN_FORM = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[^\w\s.,;/()'\N{RIGHT SINGLE QUOTATION MARK}-]")
# Hours east of Greenwich, of names that mean one zone only (RFC 2822 has the American ones). BST, IST and others mean several.
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3}
_ZONES |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_ZONE_NAMES = "|".join(sorted(_ZONES, key=len, reverse=True))
_ZONE = rf"(?:\s?(?P<zone>{_ZONE_NAMES})\b)?(?:\s?(?P<offset>[+-]\d{{1,2}}(?::?[0-5]\d)?)(?!\d)(?:\s[A-Z]{{3,4}}\b)?)?"
# After a zone stands its name: [Europe/Berlin], (Central European Standard Time).
_ZONE_NAME = re.compile(r"\s?(?:\[[^\]]*\]|(?<=\d)\s\([^)]*\))$")
_CLOCK_AMONG = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?::|\s?[hH]\s?)(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    rf"(?:\s?(?P<half>[aApP])\.?\s?[mM]\b\.?)?{_ZONE}(?P<half_alone>(?!))?(?P<minute_after>(?!))?(?![\d:])",
    re.ASCII,
)
_CLOCK_AT_END = re.compile(
    rf"(?P<date>\S.*?)(?:\s?[,;@|_]|\s)\s?(?:-\s)?(?:(?:at|um|à|a\slas?|às|alle|ore|om|klo?\.?|o|v|в|saat|o\sgodz\.?)\s)?{CLOCK}",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_PART_AT_END = re.compile(r"(?P<date>.*\d[^\s,]*)[\s,]+(?P<part>[^\d,]{2,20})")
_AROUND = re.compile(r"(?:(?<=\d)T|[\s,;@|_-]|\b(?:at|um|às|a\slas?|alle|ore|om|klo?|uhr|uur|h|o\sgodz|godz|o|v|в|saat)\b\.?|à)*$", re.IGNORECASE)
# Words that stand in dates and say nothing.
_FILLING = frozenset(
    ["de", "del", "of", "the", "le", "den", "der", "d", "th", "st", "nd", "rd", "er", "o", "a", "el", "di", "do", "il", "em", "on", "m"]
)
_FILLING |= {"y", "am", "feira", "r", "года", "г", "р"}  # noqa: RUF001 - Russian and Ukrainian for "of the year"


class Reading(NamedTuple):
    """One way to read a cell: the order of its numbers, what a clock on the wall showed, and whether the cell told the time."""

    order: str
    wall: datetime
    has_time: bool


def readings(cell: str, order: str = "") -> tuple[Reading, ...]:
    """Every way in which a cell can be read as a date with its year, with or without a time; () for none.

    With an `order`, such as "dmy", three numbers are read in that order alone.
    """
    if order and (plain_form := _PLAIN_FORM.fullmatch(cell)) and (at_once := _in_order(plain_form, order)):
        return (at_once,)
    written = plain_spaces(cell).strip(_AROUND_A_DATE) if len(cell) <= LONGEST else ""
    if written[YEAR_DIGITS : YEAR_DIGITS + 1] in {":", "_"}:
        written = _YEAR_BEFORE_MARKS.sub(r"\1-\3-\4", written)
    if order in {SURE, YEAR_FIRST, DAY_FIRST, MONTH_FIRST} and (sure := _by_number(written) or _iso(written)):
        return (sure,)
    try:
        told, zone, rest = _parted(written)
        found = {Reading(ordered, datetime.combine(day, told or time(), zone), told is not None): None for ordered, day in _days(rest, order)}
    # A time, an offset or a number out of its range.
    except (ValueError, OverflowError):
        return ()
    # Two readings that no order tells apart are those of words of two languages: neither is taken.
    return tuple(found) if sum(reading.order == SURE for reading in found) <= 1 else ()


def tells_part_of_day(cell: str) -> bool:
    """Whether a cell with a date ends with a part of the day in words, which is read as a time in it: "3 March 2025, evening"."""
    told = _PART_AT_END.fullmatch(plain_spaces(cell)) if len(cell) <= LONGEST and cell[-1:].isalpha() else None
    # "8:30 AM" tells a time of its own.
    return told is not None and is_part_of_day(told["part"]) and any(not reading.has_time for reading in readings(told["date"]))


def order_of(format_: str) -> str | None:
    """The order of the numbers in a strptime format, such as "dmy" of "%d/%m/%Y %H:%M"; None where it is not three numbers."""
    order = "".join(letter.lower() for letter in re.findall(r"%([A-Za-z])", format_) if letter in "dmYy")
    return order if sorted(order) == sorted(DAY_FIRST) and not re.search(r"%[bBhjUWGVucxDF]", format_) else None


def is_serial(cell: str) -> bool:
    """Whether a cell is a day by a spreadsheet's count."""
    found = _SERIAL.fullmatch(plain_spaces(cell))
    return found is not None and LEAST_SERIAL <= int(found[1]) <= MOST_SERIAL


def _iso(written: str) -> Reading | None:
    try:
        # `datetime.fromisoformat` takes a day alone for its midnight; a row of one gets the time of rows without.
        if len(written) <= len("2026-11-25"):
            if _is_week(written):
                return None
            return Reading(SURE, datetime.combine(date.fromisoformat(written), time()), has_time=False)
        # It takes the 07 of "2026-11-25 20.07" for a part of a second, and Monday for the day of a week.
        if "." in (written[len("2026-11-25 20") :][:1], written[len("20261125 20") :][:1]) or _is_week(written):
            return None
        return Reading(SURE, datetime.fromisoformat(written), has_time=True)
    except (ValueError, IndexError):
        return None


def _is_week(written: str) -> bool:
    return "W" in written and _WEEK_ALONE.search(written) is not None


def _by_number(written: str) -> Reading | None:
    """A time without any mark: seconds or milliseconds since 1970, a day of a spreadsheet, or digits in a row."""
    try:
        if unix := _UNIX.fullmatch(written):
            seconds = int(unix[1]) / 10 ** (len(unix[1]) - SECOND_DIGITS)
            return Reading(SURE, datetime.fromtimestamp(seconds, UTC), has_time=True)
        if of_year := _DAY_OF_A_YEAR.fullmatch(written):
            return _of_year(int(of_year[1]), int(of_year[2]))
        if (serial := _SERIAL.fullmatch(written)) and LEAST_SERIAL <= int(serial[1]) <= MOST_SERIAL:
            part = float(f"0.{serial[2] or 0}")
            return Reading(SURE, EXCEL_BEGAN + timedelta(days=int(serial[1])) + part_of_a_day(part), has_time=part > 0)
        if compact := _COMPACT.fullmatch(written):
            year, month, day, hour, minute, second = (int(digits or 0) for digits in compact.groups())
            return Reading(SURE, datetime.combine(date(year, month, day), time(hour, minute, second)), has_time=compact[4] is not None)
    except (ValueError, OverflowError):
        pass
    return None


def _of_year(year: int, number: int) -> Reading | None:
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return Reading(SURE, datetime.combine(day, time()), has_time=False) if day.year == year else None


def _parted(written: str) -> tuple[time | None, tzinfo | None, str]:
    """The time of a cell, its zone, and what is left of it: the date."""
    text = _ZONE_NAME.sub("", written)
    if among := _CLOCK_AMONG.search(text):
        return time_of(among), _zone(among), f"{_AROUND.sub('', text[: among.start()])} {text[among.end() :]}"
    # A full stop between hour and minute, or an hour alone, is a time only behind a date.
    if (last := _CLOCK_AT_END.fullmatch(text)) and any(_days(last["date"])):
        return time_of(last), None, last["date"]
    if (told := _PART_AT_END.fullmatch(text)) and is_part_of_day(told["part"]) and any(_days(told["date"])):
        return clock(told["part"]), None, told["date"]
    return None, None, text


def _zone(found: re.Match[str]) -> tzinfo | None:
    if offset := found["offset"]:
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits), 0) if len(digits) <= len("05") else (int(digits[:-2]), int(digits[-2:]))
        return timezone((-1 if offset[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))
    return timezone(timedelta(hours=_ZONES[found["zone"]])) if found["zone"] else None


def _in_order(found: re.Match[str], order: str) -> Reading | None:
    """The reading of a date in its plainest form, in this order; None where it is to be looked at more closely."""
    numbers = found[1], found[2], found[3]
    if _orders(numbers, order, has_full_stops=True) != (order,):
        return None
    part = dict(zip(order, numbers, strict=True))
    day = _date(part["y"], int(part["m"]), part["d"])
    try:
        told = time(int(found[4] or 0), int(found[5] or 0), int(found[6] or 0))
    except ValueError:
        return None
    return Reading(order, datetime.combine(day, told), found[4] is not None) if day else None


def _days(text: str, order: str = "") -> Iterator[tuple[str, date]]:
    """The days a text without a time can mean, with the orders of its numbers."""
    rest = _AROUND.sub("", text).strip(" ,;.-")
    words = [plain(word) for word in _WORD.findall(rest)]
    if len(words) > MOST_WORDS or _FOREIGN.search(rest):
        return
    # A word may mean two things: "mar." is March, and Tuesday in French.
    for meant in product(*(list(_meanings(word)) for word in words)):
        months = [month for month, _days_meant in meant if month]
        weekdays = [days for _month, days in meant if days]
        if len(months) > 1:
            continue
        found = _of_a_month(rest, months[0]) if months else _of_numbers(rest, order)
        # A weekday that is not the date's says that the date is read in a wrong way.
        yield from ((ordered, day) for ordered, day in found if all(day.weekday() in days for days in weekdays))


def _meanings(word: str) -> Iterator[tuple[int, frozenset[int]]]:
    """A word as a month (else 0), as weekdays (else none), and as neither where it says nothing."""
    if word in _FILLING:
        yield 0, frozenset()
    if month := month_of(word):
        yield month, frozenset()
    if days := weekdays_of(word):
        yield 0, days


def _of_a_month(text: str, month: int) -> Iterator[tuple[str, date]]:
    numbers = re.findall(r"\d+", text)
    if len(numbers) != 2:  # noqa: PLR2004 - the day and the year
        return
    # The year is the number of four digits, or beyond any day; of two short ones the last, as in 5-Mar-26 and Mar 5, 26.
    day, year = reversed(numbers) if len(numbers[0]) == YEAR_DIGITS or int(numbers[0]) > MOST_DAY else numbers
    if found := _date(year, month, day):
        yield SURE, found


def _of_numbers(text: str, order: str) -> Iterator[tuple[str, date]]:
    bare = re.sub(r"[^\W\d_]+\.?|[(),;'\N{RIGHT SINGLE QUOTATION MARK}]", " ", text)
    plain_numbers = " ".join(bare.split()).strip(" .-")
    found = _NUMBERS.fullmatch(plain_numbers) or _DAY_IN_A_ROW.fullmatch(plain_numbers)
    if found is None:
        return
    numbers = found.groups()
    for ordered in _orders(numbers, order, has_full_stops="." in text):
        part = dict(zip(ordered or YEAR_FIRST, numbers, strict=True))
        if day := _date(part["y"], int(part["m"]), part["d"]):
            yield ordered, day


def _orders(numbers: tuple[str, ...], order: str, *, has_full_stops: bool) -> tuple[str, ...]:
    """The orders in which three numbers can be read: where the year is is seen by its four digits."""
    place = next((place for place, digits in enumerate(numbers) if len(digits) == YEAR_DIGITS), None)
    if order and (place is None or order[place] == "y"):
        return (order,)
    if place == 0:
        return (SURE,)
    if order:
        return ()
    # Two digits of the year first: so short as 26-03-05 people write it with dashes and slashes.
    short = () if place is not None or has_full_stops else (YEAR_FIRST,)
    return (DAY_FIRST, MONTH_FIRST, *short)


def _date(year: str, month: int, day: str) -> date | None:
    if len(year) not in {2, YEAR_DIGITS} or len(day) > 2:  # noqa: PLR2004 - digits
        return None
    number = int(year)
    if len(year) != YEAR_DIGITS:
        number += 1900 if number >= FIRST_OF_LAST_CENTURY else 2000
    try:
        return date(number, month, int(day))
    except ValueError:
        return None
