"""Dates and times in a few hundred ways of writing: what is guessed or offered for a cell reads that cell, and reads it right."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from babel.dates import format_datetime, get_timezone

from tracker.errors import Refused
from tracker.importers.table.dates import DateReader, UnclearDates
from tracker.importers.table.mapping import Dates
from tracker.importers.written.clocks import clock
from tracker.importers.written.date_orders import date_choices, day_format
from tracker.importers.written.date_words import LANGUAGES, month_of, plain
from tracker.importers.written.dates import readings

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
# 3 May or 5 March, 13 May, and the last of a month, at times before and after noon.
MOMENTS = [datetime(2026, *parts) for parts in ((3, 5, 20, 7), (5, 13, 0, 5), (1, 31, 12, 30), (10, 9, 8, 0))]  # noqa: DTZ001 - wall clocks
DAYS = ["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{d}. {m}. {y}", "{d}-{m}-{y}", "{d:02}-{m:02}-{y}", "{d} {m} {y}"]
DAYS += ["{d}/{m}-{y}", "{d} / {m} / {y}", "{d}.{m}.{y}."]
CLOCKS = [
    "{H:02}:{M:02}",
    "{H}:{M:02}",
    "{H:02}:{M:02}:00",
    "{H}.{M:02}",
    "{H}h{M:02}",
    "{H} h {M:02}",
    "{H}H{M:02}",
    "{H:02}:{M:02} Uhr",
    "{H}.{M:02} Uhr",
]
CLOCKS += [f"{{h}}:{{M:02}}{seconds}{space}{{half}}" for seconds in ("", ":00") for space in ("", " ", "\u00a0", "\u202f", "\u2009")]
CLOCKS += ["{h}:{M:02} {spanish}", "{h}:{M:02}\u202f{dotted}", "{H:02}:{M:02} uur", "{H}:{M:02} h", "{H:02}:{M:02}:00.000"]
BETWEEN = [" ", ", ", "  ", "\u00a0", " - ", " at ", " um ", ", kl. "]
NAMED = ["{d} {name} {y}", "{d}. {name} {y}", "{name} {d}, {y}", "{y} {name} {d}", "{d}-{name}-{y}", "{d} de {name} de {y}", "{day}, {d} {name} {y}"]
YEAR_FIRST = [
    "{y}-{m:02}-{d:02}",
    "{y}/{m:02}/{d:02}",
    "{y}/{m}/{d}",
    "{y}.{m:02}.{d:02}",
    "{y}. {m:02}. {d:02}.",
    "{y}{m:02}{d:02}",
    "{y}年{m}月{d}日",
]
NO_DATES = ["05032026", "10.5", "2026-02-30", "1/2/3", "32/13/2026", "5 March 2026 or 6", "2026-03-05 25:00", "about 5 March 2026", "99999", ""]


def _fields(wall, **more):
    half = "am" if wall.hour < 12 else "pm"
    hour = wall.hour % 12 or 12
    spanish = "a. m." if half == "am" else "p. m."
    fields = {"d": wall.day, "m": wall.month, "y": wall.year, "H": wall.hour, "M": wall.minute, "h": hour, "half": half.upper(), "spanish": spanish}
    return fields | {"dotted": spanish.replace(" ", ""), "day": wall.strftime("%A"), "name": wall.strftime("%B")} | more


def _read(cell, format_=None, clock_cell=""):
    return DateReader(Dates(format=format_), "UTC", NOW).moment(cell, clock_cell).local


@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_what_is_guessed_or_offered_for_a_cell_reads_it_right(order):
    tried = 0
    for wall in MOMENTS:
        fields = _fields(wall) if order == "dmy" else _fields(wall, d=wall.month, m=wall.day)
        for day in DAYS:
            for between, last in [*(("", ""),), *((" ", each) for each in CLOCKS), *((each, "{H:02}:{M:02}") for each in BETWEEN)]:
                cell = f"{day}{between}{last}".format(**fields)
                expected = wall if last else datetime.combine(wall, time(20))
                guessed = day_format([cell])
                offered = [guessed] if guessed else [choice.format for choice in date_choices([(2, cell)])]
                # Each of them reads the cell, and one of them as it was meant.
                read = [_read(cell, format_) for format_ in offered]
                assert expected in read, (cell, offered, read)
                assert len(offered) == (1 if wall.day > 12 else 2), (cell, offered)
                tried += 1
    assert tried > 1_000


def test_a_date_that_tells_itself_needs_no_format():
    for wall in MOMENTS:
        for day in [*YEAR_FIRST, *NAMED]:
            for between, last in [("", ""), *((" ", each) for each in CLOCKS), *((each, "{H:02}:{M:02}") for each in BETWEEN)]:
                cell = f"{day}{between}{last}".format(**_fields(wall))
                assert _read(cell) == (wall if last else datetime.combine(wall, time(20))), cell
                assert (day_format([cell]), date_choices([(2, cell)])) == (None, ()), cell


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_read_in_every_language_long_and_short(language):
    for month in range(1, 13):
        wall = datetime(2026, month, 2, 9, 30)  # noqa: DTZ001 - a wall clock
        if wall > NOW.replace(tzinfo=None):
            wall = wall.replace(year=2025)
        for shape in ("d MMM y", "d. MMMM y", "d MMMM y HH:mm", "EEEE d MMMM y", "EEE d. MMM y, HH:mm", "y LLLL d"):
            cell = format_datetime(wall, shape, tzinfo=get_timezone("UTC"), locale=language)
            assert _read(cell) == (wall if "HH" in shape else datetime.combine(wall, time(20))), cell


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("Thu Mar 05 2026 20:00:00 GMT+0100 (Central European Standard Time)", "2026-03-05T19:00"),
        ("Thu Mar  5 20:00:00 2026", "2026-03-05T20:00"),
        ("Thu, 05 Mar 2026 20:00:00 -0500", "2026-03-06T01:00"),
        ("2026/03/05 8:00:00 PM GMT+1", "2026-03-05T19:00"),
        ("2026/03/05 8:00:00 PM MEZ", "2026-03-05T19:00"),
        ("2026-03-05 20:00:00 +0000 UTC", "2026-03-05T20:00"),
        ("2026-03-05T20:00:00+01:00[Europe/Berlin]", "2026-03-05T19:00"),
        ("2026-03-05 20:00:00 -0800", "2026-03-06T04:00"),
        ("8:00 PM, 5 Mar 2026", "2026-03-05T20:00"),
        ("46086.8333333333", "2026-03-05T20:00"),
        ("46086,5", "2026-03-05T12:00"),
        ("46086", "2026-03-05T20:00"),
        ("1772740800", "2026-03-05T20:00"),
        ("1772740800000", "2026-03-05T20:00"),
        ("1772740800.0", "2026-03-05T20:00"),
        ("20260305T200000", "2026-03-05T20:00"),
        ("202603052000", "2026-03-05T20:00"),
        ("05MAR2026", "2026-03-05T20:00"),
        ("5-Mar-26", "2026-03-05T20:00"),
        ("Mar 5, '26", "2026-03-05T20:00"),
        ("mar. 3 mars 2026", "2026-03-03T20:00"),
        ("1er mars 2026", "2026-03-01T20:00"),
        ("2026年3月5日 午後8:30", "2026-03-05T20:30"),
        ("\u0662\u0660\u0662\u0666/\u0660\u0663/\u0660\u0665", "2026-03-05T20:00"),
        ("\u200e5\u200e March \u200e2026", "2026-03-05T20:00"),
        ("2026-064", "2026-03-05T20:00"),
        ("2026-W10-4", "2026-03-05T20:00"),
        ("2026-03-05T08", "2026-03-05T08:00"),
        ("2026:03:05 20:00:00", "2026-03-05T20:00"),
        ("2026_03_05", "2026-03-05T20:00"),
        ("1772740800.25", "2026-03-05T20:00"),
        ("1772740800000000", "2026-03-05T20:00"),
        ("2026年3月5日 木曜日", "2026-03-05T20:00"),
        ("2026年3月5日 星期四", "2026-03-05T20:00"),
        ("2026년 3월 5일 목요일", "2026-03-05T20:00"),
        ("2026년 3월 5일 오후 8시 30분", "2026-03-05T20:30"),
        ("R8.3.5", "2026-03-05T20:00"),
        ("5 March 2026, morning", "2026-03-05T08:00"),
        ("2026-03-05 après-midi", "2026-03-05T16:00"),
        ('"5 March 2026"', "2026-03-05T20:00"),
        ("5 March 2026*", "2026-03-05T20:00"),
    ],
)
def test_what_programs_write_is_read(cell, instant):
    assert DateReader(Dates(), "UTC", NOW).moment(cell, "").at.strftime("%Y-%m-%dT%H:%M") == instant


@pytest.mark.parametrize(
    "cell",
    [
        "March 5",
        "March 2026",
        "5.3.",
        "yesterday",
        "7",
        "2026",
        "20:00",
        "5/3/2026 - 6/3/2026",
        "2026-03-05 20:00 BST",
        "Fri 5 March 2026",
        "260305",
        "2026-W10",
        "2026W10",
        "2026-366",
        "2026-03-05 sometimes",
        *NO_DATES,
    ],
)
def test_what_is_not_written_whole_is_not_made_up(cell):
    assert readings(cell) == ()


@pytest.mark.parametrize(
    ("cells", "format_", "asked"),
    [
        (["05/03/2026", "13/03/2026"], "%d/%m/%Y", []),
        (["Thu 05/03/2026"], "%d/%m/%Y", []),
        (["05/05/2026", "06/03/2026"], None, [("%d/%m/%Y", 3, date(2026, 3, 6)), ("%m/%d/%Y", 3, date(2026, 6, 3))]),
        (["26-03-05", "26-03-28"], None, [("%d-%m-%y", 2, date(2005, 3, 26)), ("%y-%m-%d", 2, date(2026, 3, 5))]),
        (["26-03-05", "26-03-28", "26-11-29"], None, [("%d-%m-%y", 2, date(2005, 3, 26)), ("%y-%m-%d", 2, date(2026, 3, 5))]),
        (["05-03-26"], None, [("%d-%m-%y", 2, date(2026, 3, 5)), ("%m-%d-%y", 2, date(2026, 5, 3)), ("%y-%m-%d", 2, date(2005, 3, 26))]),
        (["13/02/2026", "02/13/2026"], None, [("%d/%m/%Y", 2, date(2026, 2, 13)), ("%m/%d/%Y", 3, date(2026, 2, 13))]),
        (["no date", "01/02/2026 10:00 PM", "31/01/2026"], "%d/%m/%Y %I:%M %p", []),
    ],
)
def test_where_two_readings_remain_both_are_offered_with_a_row_they_differ_on(cells, format_, asked):
    assert day_format(cells) == format_
    choices = date_choices(enumerate(cells, start=2))
    assert [(choice.format, choice.line, choice.wall.date()) for choice in choices] == asked


def test_dates_with_and_without_a_time_stand_in_one_column():
    cells = ["05/03/2026", "13/03/2026 08:15", "14/03/2026, 9:30 pm", "15.3.26", "2026-03-16T10:00", "17 March 2026"]
    format_ = day_format(cells)
    walls = [_read(cell, format_) for cell in cells]
    assert [wall.day for wall in walls] == [5, 13, 14, 15, 16, 17]
    assert [wall.strftime("%H:%M") for wall in walls] == ["20:00", "08:15", "21:30", "20:00", "10:00", "20:00"]


@pytest.mark.parametrize("cell", ["05/03/2026", "5.3.26", "05/03/2026, 20:00"])
def test_an_unclear_date_refuses_the_file_until_somebody_says_which(cell):
    with pytest.raises(UnclearDates):
        DateReader(Dates(), "UTC", NOW).refuse_unclear(cell)
    DateReader(Dates(format="%d/%m/%Y"), "UTC", NOW).refuse_unclear(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *(
            (cell, time(20))
            for cell in ("20:00", "20.00", "20h00", "20 h", "20h", "20 Uhr", "20:00 Uhr", "20.00 uur", "8 pm", "8pm", "2000", "200000")
        ),
        *(
            (cell, time(20))
            for cell in ("8:00\u202fPM", "8:00 p. m.", "8:00\u00a0p.\u00a0m.", "8:00:00 PM", "8:00 P.M.", "kl. 20.00", "0.8333333333", "午後8:00")
        ),
        *(
            (cell, time(20))
            for cell in (
                "1899-12-30 20:00:00",
                "30/12/1899 20:00",
                "12/30/1899 8:00:00 PM",
                "20:00:00.000",
                "20:00:00,0",
                "8:00p",
                "\u0662\u0660:\u0660\u0660",
            )
        ),
        *((cell, time(0, 5)) for cell in ("0:05", "00:05", "12:05 AM", "12:05\u2009a. m.", "0h05", "0005")),
        *((cell, time(18)) for cell in ("0.75", "0,75")),
        *(
            (cell, time(20))
            for cell in ("20u", "20u00", "20時", "午後8時", "下午8:00", "오후 8:00", "8:00 μ.μ.", "ÖS 8:00", "kl. 20", "ore 20", "um 20")
        ),
        *((cell, time(20)) for cell in ("klo 20.00", "vers 20h", "o godz. 20:00", "в 20:00", "saat 20:00")),
        ("8 o'clock", time(8)),
        *((cell, time(8)) for cell in ("Morning", "morgens", "le matin", "mañana", "mattina", "'s ochtends", "rano", "утром", "sabah", "朝")),
        *((cell, time(12)) for cell in ("noon", "Mittag", "midi", "mediodía", "mezzogiorno", "昼")),
        *((cell, time(16)) for cell in ("afternoon", "nachmittags", "après-midi", "午後")),
        *((cell, time(20)) for cell in ("evening", "Abends", "soir", "'s avonds", "wieczorem")),
        *((cell, time(22)) for cell in ("night", "nachts", "nuit", "ночью")),
    ],
)
def test_times_of_day_are_read(cell, expected):
    assert clock(cell) == expected


@pytest.mark.parametrize(
    "cell", ["25:00", "13:05 pm", "0:05 am", "later", "9", "9:60", "24:00", "2400", "20:00 BST", "20-00", "0.25", "8:00 or 9:00"]
)
def test_what_is_no_time_of_day_is_refused(cell):
    with pytest.raises(Refused):
        clock(cell)


def test_names_of_months_mean_one_month_and_english_ones_load_no_other_language():
    assert {month_of(plain(name)) for name in ("März", "marzo", "mars", "março", "maart", "Mar.", "marca", "март", "Μάρτιος")} == {3}
    assert month_of("ju") is None
    assert _read("5 March 2026") - timedelta(hours=20) == datetime(2026, 3, 5)  # noqa: DTZ001 - a wall clock


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "1 III 2026",
            "1.III.2026",
            "1 marca 2026 r.",
            "1 марта 2026 г. в 20:00",  # noqa: RUF001 - Cyrillic
            "2026年3月1日(日)",
            "令和8年3月1日",
            "2026年3月1日 午後8時",
            "2026년 3월 1일",
        ),
        *("2026. 3. 1. 오후 8:00", "1. března 2026 v 20:00", "1 mars 2026 kl. 20.00", "1. maaliskuuta 2026 klo 20.00", "1 marca 2026 o godz. 20:00"),
    ],
)
def test_a_day_is_read_in_the_manner_of_its_country(cell):
    (found,) = readings(cell)
    assert (found.wall.date(), found.wall.hour) == (date(2026, 3, 1), 20 if found.has_time else 0)


def test_days_of_a_spreadsheet_that_counts_from_1904_are_read_so_where_it_is_said():
    # The same number is 1 March 2022 where the count begins in 1900.
    said, found = (DateReader(Dates(format=format_), "UTC", NOW).moment("44620.5", "") for format_ in ("1904", None))
    assert (said.local, found.local) == (datetime(2026, 3, 1, 12), datetime(2022, 2, 28, 12))  # noqa: DTZ001 - wall clocks
    assert DateReader(Dates(format="1904"), "UTC", NOW).moment("2026-03-01", "08:00").local == datetime(2026, 3, 1, 8)  # noqa: DTZ001 - a wall clock


def test_a_part_of_the_day_behind_a_date_is_a_time_in_it_in_any_order_of_its_numbers():
    assert DateReader(Dates(format="%d.%m.%Y"), "UTC", NOW).moment("05.03.2026 abends", "").local == datetime(2026, 3, 5, 20)  # noqa: DTZ001 - a wall clock
    assert DateReader(Dates(format="%m/%d/%Y"), "UTC", NOW).moment("03/05/2026, in the morning", "").local == datetime(2026, 3, 5, 8)  # noqa: DTZ001 - a wall clock
