import dataclasses
import hashlib
import tracemalloc
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.entries import Activity, DayNote, PainEntry, Scale, SiteReading
from tracker.errors import Refused
from tracker.importers.table.cells import points
from tracker.importers.table.csv_file import open_table
from tracker.importers.table.mapping import mapping_of
from tracker.importers.table.rows import read_rows

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
PAIN = '[columns]\ndate = "date"\npain = "pain"\n'


@pytest.fixture
def read(tmp_path):
    def read(text, mapping=PAIN, *, zone="Europe/London", name="diary.csv", now=NOW):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(read_rows(open_table(path), mapping_of(mapping, "mine.toml"), zone, now))

    return read


def reasons(rows):
    return [(row.line, row.reason) for row in rows if row.reason is not None]


def only(rows):
    assert [row.reason for row in rows] == [None]
    return rows[0].entries


def test_a_row_of_a_day_is_a_pain_entry_at_eight_in_the_evening(read):
    (entry,) = only(read("date,pain\n2026-07-01,3.5\n"))
    assert isinstance(entry, PainEntry)
    assert (entry.pain, entry.original) == (3.5, None)
    assert entry.moment.at == datetime(2026, 7, 1, 19, tzinfo=UTC)
    assert (entry.moment.day, entry.moment.zone) == (date(2026, 7, 1), "Europe/London")


def test_the_time_of_rows_without_one_is_the_mappings(read):
    (entry,) = only(read("date,pain\n2026-07-01,3\n", PAIN + '[dates]\ntime = "8:30"\n'))
    assert entry.moment.local == datetime(2026, 7, 1, 8, 30)  # noqa: DTZ001 - a wall clock


def test_the_mappings_zone_goes_before_this_computers(read):
    (entry,) = only(read("date,pain\n2026-07-01,3\n", PAIN + '[dates]\nzone = "America/New_York"\n'))
    assert entry.moment.at == datetime(2026, 7, 2, 0, tzinfo=UTC)
    assert entry.moment.day == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2026-07-01T09:15", "2026-07-01T08:15:00+00:00"),
        ("2026-07-01 09:15:30", "2026-07-01T08:15:30+00:00"),
        ("2026-07-01T09:15:00Z", "2026-07-01T09:15:00+00:00"),
        ("2026-07-01T09:15:00+05:30", "2026-07-01T03:45:00+00:00"),
        ("2026-07-01", "2026-07-01T19:00:00+00:00"),
        ("2026-03-29T01:30", "2026-03-29T01:30:00+00:00"),
        ("2026-10-25T01:30", "2026-10-25T00:30:00+00:00"),
    ],
    ids=["local", "seconds", "utc", "offset", "day only", "a time that does not exist", "a time that exists twice"],
)
def test_iso_times_are_read_with_and_without_offset(read, cell, at):
    (entry,) = only(read(f"when,pain\n{cell},3\n", '[columns]\ndatetime = "when"\npain = "pain"\n'))
    assert entry.moment.at.isoformat() == at


def test_a_time_that_does_not_exist_moves_forward(read):
    (entry,) = only(read("when,pain\n2026-03-29T01:30,3\n", '[columns]\ndatetime = "when"\npain = "pain"\n'))
    assert entry.moment.local.hour == 2


@pytest.mark.parametrize(
    ("cell", "hour", "minute"), [("9:05", 9, 5), ("21.05", 21, 5), ("9:05 pm", 21, 5), ("12:05 AM", 0, 5), ("09:05:59", 9, 5), ("", 20, 0)]
)
def test_a_time_column_is_read_beside_the_date(read, cell, hour, minute):
    (entry,) = only(read(f"d,t,p\n2026-01-10,{cell},3\n", '[columns]\ndate = "d"\ntime = "t"\npain = "p"\n'))
    assert (entry.moment.local.hour, entry.moment.local.minute) == (hour, minute)


@pytest.mark.parametrize("cell", ["25:00", "13:05 pm", "0:05 am", "later", "9", "9:60"])
def test_what_is_no_time_of_day_refuses_its_row(read, cell):
    rows = read(f"d,t,p\n2026-01-10,{cell},3\n", '[columns]\ndate = "d"\ntime = "t"\npain = "p"\n')
    assert "is not a time of day" in rows[0].reason


def test_a_part_of_the_day_is_a_time_in_it_and_the_word_stays(read):
    mapping = '[columns]\ndate = "d"\ntime = "t"\npain = "p"\nmedicine = "m"\n'
    first, second, third = read("d,t,p,m\n2026-01-10,morning,3,\n2026-01-11,Noon,,ibuprofen 400\n2026-01-12,night,,\n", mapping)
    assert [(entry.moment.local.hour, entry.note) for entry in first.entries] == [(8, "t: morning")]
    assert [(entry.moment.local.hour, entry.note) for entry in second.entries] == [(12, ""), (12, "t: Noon")]
    assert third.reason == "nothing to keep"


@pytest.mark.parametrize("cell", ["2026-02-30", "yesterday", "5 March", "2026/13/02", "1899-01-01", "0001-01-01", ""])
def test_a_date_that_cannot_be_refuses_its_row_and_the_rest_go_on(read, cell):
    rows = read(f"date,pain\n{cell},3\n2026-01-02,4\n")
    assert [row.line for row in rows if row.reason] == [2]
    assert len(rows[1].entries) == 1


@pytest.mark.parametrize("cell", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_a_time_beyond_the_calendar_refuses_its_row(read, cell):
    assert reasons(read(f"date,pain\n{cell},3\n"))[0][0] == 2


def test_a_reason_is_one_sentence_without_a_traceback(read):
    assert reasons(read("date,pain\n2026-02-30,3\n")) == [(2, "“2026-02-30” is not a date that exists, written like 2026-11-25.")]


@pytest.mark.parametrize("cell", ["01/02/2026", "1.2.2026", "01-02-26", "01/02/2026 10:00", "25/12/2025"])
def test_dates_that_can_be_read_in_two_ways_refuse_the_file_before_its_first_row(tmp_path, cell):
    path = tmp_path / "diary.csv"
    path.write_text(f"date,pain\n2026-01-02,3\n{cell},3\n")
    with pytest.raises(Refused, match=r"more than one way.*\[dates\]: format = \"%d/%m/%Y\" or format = \"%m/%d/%Y\""):
        read_rows(open_table(path), mapping_of(PAIN, "mine.toml"), "Europe/London", NOW)


def test_a_way_to_write_dates_that_is_offered_reads_the_date_it_is_offered_for(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text("date,pain\n31-12-25,3\n")
    with pytest.raises(Refused, match=r"format = \"%d/%m/%Y\" or format = \"%Y/%m/%d\""):
        read_rows(open_table(path), mapping_of(PAIN, "mine.toml"), "Europe/London", NOW)


def test_an_unclear_date_far_down_refuses_the_whole_file_too(read):
    with pytest.raises(Refused, match="more than one way"):
        read("date,pain\n" + "2026-01-02,3\n" * 500 + "01/02/2026,3\n")


@pytest.mark.parametrize(("written", "day"), [("%d/%m/%Y", date(2026, 2, 1)), ("%m/%d/%Y", date(2026, 1, 2))])
def test_a_format_says_which_number_is_the_day(read, written, day):
    (entry,) = only(read("date,pain\n01/02/2026,3\n", f'{PAIN}[dates]\nformat = "{written}"\n'))
    assert entry.moment.day == day


def test_a_format_with_a_time_and_an_offset_is_followed(read):
    (entry,) = only(read("date,pain\n01.02.2026 09:15 -0800,3\n", f'{PAIN}[dates]\nformat = "%d.%m.%Y %H:%M %z"\n'))
    assert entry.moment.at == datetime(2026, 2, 1, 17, 15, tzinfo=UTC)


def test_a_date_in_another_format_refuses_its_row(read):
    rows = read("date,pain\n02/13/2026,3\n30/02/2026,3\n2026-02-01,3\n", f'{PAIN}[dates]\nformat = "%d/%m/%Y"\n')
    # One that says itself where its year is needs no format.
    assert [line for line, _ in reasons(rows)] == [2, 3]


@pytest.mark.parametrize(("cell", "kept"), [("2026-11-25T13:10Z", True), ("2026-11-25T13:10:01Z", False), ("2027-01-01", False)])
def test_more_than_five_minutes_ahead_is_refused(read, cell, kept):
    assert (reasons(read(f"date,pain\n{cell},3\n")) == []) is kept


@pytest.mark.parametrize(
    ("scale", "cell", "pain"), [("[0, 4]", "1", 2.5), ("[1, 4]", "4", 10), ("[1, 4]", "1", 0), ("[0, 5]", "2.5", 5), ("[0, 100]", "55", 5.5)]
)
def test_a_scale_is_converted_to_points_and_the_original_kept(read, scale, cell, pain):
    (entry,) = only(read(f"date,pain\n2026-01-02,{cell}\n", f"{PAIN}[pain]\nscale = {scale}\n"))
    low, high = (float(end) for end in scale.strip("[]").split(","))
    assert (entry.pain, entry.original) == (pytest.approx(pain), Scale(float(cell), low, high))


@pytest.mark.parametrize(("scale", "cell"), [("[0, 10]", "11"), ("[0, 10]", "-1"), ("[1, 4]", "0"), ("[0, 100]", "100.1")])
def test_a_value_off_its_scale_refuses_its_row(read, scale, cell):
    rows = read(f"date,pain\n2026-01-02,{cell}\n2026-01-03,2\n", f"{PAIN}[pain]\nscale = {scale}\n")
    assert [row.line for row in rows if row.reason and "is not on its scale" in row.reason] == [2]
    assert rows[1].entries


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6), st.floats(0, 1))
def test_a_value_on_its_scale_is_always_from_0_to_10(low, width, share):
    high = low + width
    value = min(high, max(low, low + share * width))
    assert 0 <= points(value, (low, high), "pain") <= 10
    assert points(low, (low, high), "pain") == 0
    assert points(high, (low, high), "pain") == pytest.approx(10)


def test_a_decimal_comma_is_a_decimal_where_the_delimiter_is_another(read):
    (entry,) = only(read("date;pain\n2026-01-02;3,5\n"))
    assert entry.pain == 3.5


@pytest.mark.parametrize("cell", ["bad", "inf", "1e1", "1_0", "'3", "=3", "2026-03-01"])
def test_what_is_no_number_refuses_its_row_without_repeating_the_text(read, cell):
    assert reasons(read(f"date,pain\n2026-01-02,{cell}\n")) == [(2, "The cell under “pain” cannot be read.")]


@pytest.mark.parametrize("words", ["mild,moderate,severe,unbearable", "лёгкая,умеренная,сильная,невыносимая", "hafif,orta,şiddetli,çok şiddetli"])
def test_words_of_severities_are_worth_the_same_in_every_language(read, words):
    rows = read("date,pain\n" + "".join(f"2026-01-0{day},{word}\n" for day, word in enumerate(words.split(","), 1)))
    assert [entry.pain for row in rows for entry in row.entries] == [2, 5, 8, 10]


@pytest.mark.parametrize("cell", ["5 -> 7", "am 5 pm 7", "between 5 and 7", "3 of course 10", "worse: 5", "7-6", "max 7", "5/10 - 7/10"])
def test_numbers_that_do_not_tell_which_is_meant_stay_as_text_and_the_row_with_them(read, cell):
    (entry,) = only(read(f"date,pain\n2026-01-02,{cell}\n"))
    assert (type(entry), entry.note) == (DayNote, f"pain: {cell}")


DETAILS = """\
[columns]
date = "date"
pain = "now"
worst = "worst"
least = "least"
average = "average"
site = "where"
words = "words"
worse_with = "worse"
eased_by = "eased"
note = "note"
"""
DETAIL_HEADER = "date;now;worst;least;average;where;words;worse;eased;note\n"


def test_all_columns_of_a_pain_entry_are_read(read):
    (entry,) = only(read(DETAIL_HEADER + '2026-01-02;5;8;2;4;"neck; left hand;neck";"dull; hot";sitting;heat;"=a note, ""so"""\n', DETAILS))
    assert (entry.pain, entry.worst, entry.least, entry.average) == (5, 8, 2, 4)
    assert entry.sites == (SiteReading("neck", 5), SiteReading("left hand", 5))
    assert (entry.words, entry.worse_with, entry.eased_by) == (("dull", "hot"), ("sitting",), ("heat",))
    assert entry.note == '=a note, "so"'


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-01-02;;8;;;;;;;", "describes pain but has no value"),
        ("2026-01-02;;;;;;dull;;;", "describes pain but has no value"),
        ("2026-01-02;5;2;4;;;;;;", "rise in that order"),
        (f"2026-01-02;5;;;;{'x' * 201};;;;", "longer than 200"),
        (f"2026-01-02;5;;;;;;;;{'x' * 10_001}", "longer than 10,000"),
    ],
    ids=["worst alone", "words alone", "order", "site", "note"],
)
def test_what_an_entry_cannot_hold_refuses_its_row(read, row, reason):
    refused, kept = read(f"{DETAIL_HEADER}{row}\n2026-01-03;5;;;;;;;;\n", DETAILS)
    assert reason in refused.reason
    assert kept.entries


def test_a_note_without_a_pain_becomes_the_days_note(read):
    (entry,) = only(read(f"{DETAIL_HEADER}2026-01-02;;;;;;;;;slept\n", DETAILS))
    assert isinstance(entry, DayNote)
    assert entry.note == "slept"


DAY = """\
[columns]
date = "date"
pain = "pain"
[[activities]]
column = "driving"
kind = "driving"
unit = "minutes"
[[activities]]
column = "gardening"
kind = "gardening"
unit = "hours"
[[activities]]
column = "walked"
kind = "walking"
unit = "yes"
[[activities]]
column = "steps"
kind = "steps"
unit = "count"
missing = [1, "n/a"]
[[day_notes]]
column = "mood"
field = "mood"
scale = [0, 8]
missing = [0]
[[day_notes]]
column = "asleep"
field = "sleep_minutes"
[[day_notes]]
column = "rested"
field = "sleep_quality"
[[day_notes]]
column = "stiff"
field = "stiff_minutes"
[[day_notes]]
column = "glasses"
field = "fluids"
[[day_notes]]
column = "flare"
field = "flare"
[[day_notes]]
column = "note"
field = "note"
"""
DAY_HEADER = "date,pain,driving,gardening,walked,steps,mood,asleep,rested,stiff,glasses,flare,note\n"


def test_activities_and_day_notes_are_read_by_their_units(read):
    entries = only(read(f"{DAY_HEADER}2026-01-02,,35,1.5,Yes,430,6,420,7,45,6,no,a day\n", DAY))
    activities, (note,) = entries[:4], entries[4:]
    assert [(activity.kind, activity.minutes, activity.count) for activity in activities] == [
        ("driving", 35, None),
        ("gardening", 90, None),
        ("walking", None, None),
        ("steps", None, 430),
    ]
    assert (note.mood, note.sleep_minutes, note.sleep_quality, note.stiff_minutes, note.fluids, note.flare, note.note) == (
        7.5,
        420,
        7,
        45,
        6,
        False,
        "a day",
    )


def test_an_empty_pain_cell_leaves_the_rows_other_entries(read):
    (entry,) = only(read(f"{DAY_HEADER}2026-01-02,,35,,,,,,,,,,\n", DAY))
    assert isinstance(entry, Activity)


def test_empty_zero_and_missing_cells_yield_nothing(read):
    rows = read(f"{DAY_HEADER}2026-01-02,,0,0.0,no,1.0,0.0,,,,,,\n2026-01-03,,,,0,n/a,0,,,,,,\n", DAY)
    assert [(row.entries, row.reason) for row in rows] == [((), "nothing to keep")] * 2


def test_a_row_of_empty_cells_is_an_empty_line_and_one_of_a_date_alone_has_nothing_to_keep(read):
    assert reasons(read("date,pain\n,\n ,\t\n2026-01-02,\n")) == [(4, "nothing to keep")]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("driving", "-5", "cannot be read"),
        ("driving", "1441", "from 0 to 1,440"),
        ("gardening", "two", "cannot be read"),
        ("walked", "maybe", "cannot be read"),
        ("steps", "-430", "cannot be read"),
        ("mood", "9", "not on its scale, 0 to 8"),
        ("asleep", "-1", "cannot be read"),
        ("rested", "11", "not on its scale, 0 to 10"),
        ("glasses", "-2", "cannot be read"),
        ("flare", "perhaps", "cannot be read"),
    ],
)
def test_impossible_amounts_refuse_their_row(read, column, cell, reason):
    cells = dict.fromkeys(DAY_HEADER.strip().split(","), "") | {"date": "2026-01-02", column: cell}
    (row,) = read(f"{DAY_HEADER}{','.join(cells.values())}\n", DAY)
    assert reason in row.reason
    assert row.entries == ()


def test_a_mapped_column_that_is_missing_refuses_the_file_and_names_the_columns_it_has(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text("day,pain,mood\n2026-01-02,3,4\n")
    with pytest.raises(Refused) as caught:
        read_rows(open_table(path), mapping_of(PAIN, "mine.toml"), "Europe/London", NOW)
    assert caught.value.sentence == "diary.csv has no column “date”. Nothing was imported; its columns are: day, pain, mood."


def test_rows_the_table_refuses_carry_its_reason(read):
    rows = read("date,pain\n2026-01-02,3\n2026-01-03\n2026-01-04,3\n")
    assert [(row.line, row.reason is None, len(row.entries)) for row in rows] == [(2, True, 1), (3, False, 0), (4, True, 1)]


def test_equal_rows_are_told_apart_by_their_occurrence(read):
    rows = read("date,pain\n2026-01-02,3\n2026-01-02,3\n2026-01-02,4\n")
    assert len({row.key for row in rows}) == 3
    assert len({row.entries[0].id for row in rows}) == 3


def test_two_readings_give_equal_keys_and_ids_whatever_the_files_name_lines_encoding_and_delimiter(read):
    one = read("date,pain\n2026-01-02,3\n2026-01-03,4\n2026-01-02,3\n")
    other = read("date;pain\n\n2026-01-03;4\n\n2026-01-02;3\n2026-01-02;3\n".encode("utf-16"), name="renamed.csv")
    assert {row.key for row in one} == {row.key for row in other}
    assert {row.entries[0].id for row in one} == {row.entries[0].id for row in other}


def test_a_cell_moved_to_another_column_is_another_row(read):
    mapping = '[columns]\ndate = "date"\nnote = "a"\n'
    one, other = read("date,a,b\n2026-01-02,x,\n2026-01-02,,x\n", mapping)
    assert one.key != other.key


def test_the_key_never_changes_between_versions(read):
    (row,) = read("date,pain\n2026-01-02,3\n")
    content = b'["csv", [["date", "2026-01-02"], ["pain", "3"]]]\n1'
    assert row.key == hashlib.sha256(content).hexdigest()
    assert row.entries[0].id == "61db2160-085d-54ca-bb38-719200172964"


def test_the_entries_of_a_row_have_ids_of_their_own(read):
    entries = only(read(f"{DAY_HEADER}2026-01-02,3,35,1.5,Yes,430,6,420,7,45,6,no,a day\n", DAY))
    assert len({entry.id for entry in entries}) == len(entries) == 6


def test_a_row_is_read_in_the_zone_the_person_names(read):
    (entry,) = only(read("date,pain\n2026-01-02,3\n", zone="Asia/Tokyo"))
    assert entry.moment.at.astimezone(ZoneInfo("Asia/Tokyo")).hour == 20


def test_the_same_row_is_the_same_entry_throughout(read):
    text = "date,pain\n2026-01-02,3\n"
    assert [dataclasses.astuple(row.entries[0]) for row in read(text)] == [dataclasses.astuple(row.entries[0]) for row in read(text)]


def test_rows_are_never_held_at_once(tmp_path):
    """Only a digest a row is kept: far below what the rows or their entries would take."""
    path = tmp_path / "large.csv"
    path.write_text("date,pain,note\n" + "".join(f"2026-01-02,3,{number:05000}\n" for number in range(2_000)))
    mapping = mapping_of(f'{PAIN}note = "note"\n', "mine.toml")
    tracemalloc.start()
    try:
        read = sum(len(row.entries) for row in read_rows(open_table(path), mapping, "Europe/London", NOW))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read == 2_000
    assert peak < 3_000_000


PAINS = (
    '[columns]\ndate = "date"\nnote = "note"\nsite = "site"\nwords = "words"\npain = "evening"\n'
    '[[pains]]\ncolumn = "morning"\ntime = "07:30"\n[[pains]]\ncolumn = "neck"\nsite = "Neck, left"\n'
)


def told(rows):
    return [
        (entry.moment.local.strftime("%d %H:%M"), entry.pain, [site.name for site in entry.sites], entry.words, entry.note)
        for row in rows
        for entry in row.entries
        if isinstance(entry, PainEntry)
    ]


def test_pains_of_a_row_in_columns_of_their_own_are_entries_of_their_own_and_its_words_go_with_the_first(read):
    rows = read("date,morning,evening,neck,note,site,words\n2026-03-01,5,3,,stairs,back,dull\n2026-03-02,6,,2,y,hip,hot\n", PAINS)
    assert told(rows) == [
        ("01 20:00", 3, ["back"], ("dull",), "stairs"),
        ("01 07:30", 5, ["back"], (), ""),
        ("02 07:30", 6, ["hip"], ("hot",), "y"),
        ("02 20:00", 2, ["Neck, left"], (), ""),
    ]
    assert len({entry.id for row in rows for entry in row.entries}) == 4


def test_a_pain_of_its_own_column_without_a_value_is_kept_and_one_off_its_scale_refuses_its_row(read):
    first, second, third = read("date,morning,evening,neck,note,site,words\n2026-03-01,5-6,3,,,,\n2026-03-02,12,3,,,,\n2026-03-03,,,,only,,\n", PAINS)
    assert [entry.note for entry in first.entries if isinstance(entry, DayNote)] == ["morning: 5-6"]
    assert second.reason == "The value under “morning” is not on its scale, 0 to 10."
    assert [entry.note for entry in third.entries] == ["only"]


def test_an_hour_that_the_clocks_leave_out_is_one_later_for_such_a_pain_too(read):
    mapping = '[columns]\ndate = "date"\n[[pains]]\ncolumn = "night"\ntime = "01:30"\n'
    [row] = read("date,night\n2026-03-29,5\n", mapping)
    assert row.entries[0].moment.local.strftime("%H:%M") == "02:30"


def test_a_part_of_the_day_behind_the_date_stays_in_the_note_as_its_time_is_made_of_it(read):
    [row] = read("date,pain\n2026-03-05 evening,5\n")
    assert (row.entries[0].moment.local.hour, row.entries[0].note) == (20, "date: 2026-03-05 evening")


@pytest.mark.parametrize("cell", ['"March 3, 2026 8:30 AM"', "2026-03-03 8:30 pm", "2026-03-03 8:30 a.m.", "2026-03-03 20:00 Uhr"])
def test_a_clock_behind_the_date_is_no_part_of_the_day_in_words(read, cell):
    [row] = read(f"date,pain\n{cell},5\n")
    assert (row.reason, row.entries[0].note) == (None, "")
