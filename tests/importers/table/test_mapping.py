import re
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import Refused
from tracker.importers.table.mapping import (
    ActivityColumn,
    Columns,
    Dates,
    DayField,
    DayNoteColumn,
    Mapping,
    Unit,
    mapping_of,
    read_mapping,
)

WHOLE = """\
[columns]                  # ours = "theirs"
date = "date"
pain = "pain"
site = "site"
[pain]
scale = [0, 10]
[dates]
format = "%Y-%m-%d"
time = "20:00"
zone = "Europe/London"
[[activities]]
column = "driving_minutes"
kind = "driving"
unit = "minutes"
[[activities]]
column = "steps"
kind = "steps"
unit = "count"
missing = [0, "n/a"]
[[day_notes]]
column = "mood"
field = "mood"
scale = [0, 8]
missing = [0]
"""


def refusal(source):
    with pytest.raises(Refused) as caught:
        mapping_of(source, "mine.toml")
    return caught.value.sentence


def test_a_whole_mapping_is_read(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert read_mapping(path) == Mapping(
        columns=Columns(date="date", pain="pain", site="site"),
        scale=(0, 10),
        dates=Dates(format="%Y-%m-%d", time=time(20), zone="Europe/London"),
        activities=(
            ActivityColumn("driving_minutes", "driving", Unit.MINUTES),
            ActivityColumn("steps", "steps", Unit.COUNT, (0.0, "n/a")),
        ),
        day_notes=(DayNoteColumn("mood", DayField.MOOD, (0, 8), (0.0,)),),
    )


def test_a_mapping_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert read_mapping(path).columns.date == "date"


def test_all_that_is_optional_can_be_left_out():
    mapping = mapping_of('[columns]\ndatetime = "when"\npain = "p"\n', "mine.toml")
    assert (mapping.scale, mapping.dates, mapping.activities, mapping.day_notes) == ((0, 10), Dates(), (), ())


def test_the_columns_in_use_are_listed():
    assert list(mapping_of(WHOLE, "mine.toml").mapped()) == ["date", "pain", "site", "driving_minutes", "steps", "mood"]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "key"),
    [
        ('pain = "pain"', "pain = 3", 3, "pain"),
        ('site = "site"', 'place = "site"', 4, "place"),
        ('date = "date"', 'date = ""', 2, "date"),
        ("scale = [0, 10]", "scale = [10, 0]", 6, "scale"),
        ("scale = [0, 10]", "scale = [0, nan]", 6, "scale"),
        ("scale = [0, 10]", f"scale = [0, 1{'0' * 400}]", 6, "scale"),
        ("scale = [0, 10]", 'scale = "0-10"', 6, "scale"),
        ("scale = [0, 10]", "range = [0, 10]", 6, "range"),
        ('format = "%Y-%m-%d"', 'format = "%m-%d"', 8, "format"),
        ('format = "%Y-%m-%d"', 'format = "%Q"', 8, "format"),
        ('time = "20:00"', 'time = "25:00"', 9, "time"),
        ('time = "20:00"', "time = 20:00:00", 9, "time"),
        ('"Europe/London"', '"Europe/Camelot"', 10, "zone"),
        ('"Europe/London"', '"/etc/passwd"', 10, "zone"),
        ('unit = "minutes"', 'unit = "seconds"', 14, "unit"),
        ('unit = "minutes"', "", 11, "unit"),
        ('unit = "count"', 'unit = ["count"]', 18, "unit"),
        ('missing = [0, "n/a"]', "missing = 0", 19, "missing"),
        ('field = "mood"', 'field = "weather"', 22, "field"),
        ('field = "mood"', 'field = "fluids"', 23, "scale"),
        ("[[day_notes]]", "[[diary]]", 20, "diary"),
        ("[[day_notes]]", "[day_notes]", 20, "day_notes"),
        ('date = "date"', 'date = "date"\ndatetime = "date"', 2, "date"),
        ('date = "date"', "", 1, "datetime"),
        ('date = "date"', 'datetime = "date"\ntime = "t"', 3, "time"),
    ],
)
def test_a_mistake_is_named_by_its_key_and_its_line(right, wrong, line, key):
    assert right in WHOLE
    sentence = refusal(WHOLE.replace(right, wrong, 1))
    assert sentence.startswith(f"Line {line} of mine.toml: “{key}” ")
    assert sentence.endswith(". Nothing was changed.")


def test_a_mistake_in_the_syntax_is_named_by_its_line():
    assert refusal('[columns]\ndate = "date\n').startswith("Line 2 of mine.toml: it has to be like date =")


@pytest.mark.parametrize("source", ["x = " + "[" * 1_900, "x = " + "[\n" * 40_000, "x = " + "9" * 90_000, "a." * 45_000 + "a = 1"])
def test_a_hostile_text_is_refused_with_a_sentence(source):
    assert re.search("Nothing was (imported|changed)", refusal(source))


def test_a_site_without_a_pain_column_is_a_mistake():
    assert refusal('[columns]\ndate = "d"\nsite = "s"\n').startswith("Line 3 of mine.toml: “site” has to be left out without pain")


def test_a_mapping_of_nothing_but_the_date_is_a_mistake():
    assert "a table with a column for pain, a medicine or a note" in refusal('[columns]\ndate = "d"\n')


def test_a_field_of_the_day_has_one_column_only():
    assert refusal(f'{WHOLE}[[day_notes]]\ncolumn = "m"\nfield = "mood"\n').startswith("Line 27 of mine.toml: “field” has to be there only once")


def test_a_mistake_in_an_inline_table_is_named_by_the_line_of_its_table():
    assert refusal('columns = {date = "d", pain = 3}\n').startswith("Line 1 of mine.toml: “pain” has to be a text in quotes, not 3.")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x89PNG\r\n"])
def test_a_mapping_that_is_not_utf8_is_refused(tmp_path, content):
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(Refused, match="not text in UTF-8"):
        read_mapping(path)


def test_a_mapping_far_too_large_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"#\n" * 50_001)
    with pytest.raises(Refused, match="too large"):
        read_mapping(path)


def test_a_folder_is_no_mapping(tmp_path):
    with pytest.raises(Refused, match="is not an ordinary file"):
        read_mapping(tmp_path)


keys = st.sampled_from(
    ["columns", "pain", "dates", "activities", "day_notes", "date", "scale", "time", "zone", "format", "unit", "column", "field", "x"]
)
things = st.sampled_from(
    ["3", '"a"', "[]", "[0, 10]", "{}", "true", "nan", "inf", "1979-05-27", "20:00:00", '"Europe"', '"../x"', '"%d"', '"%Y%Y"', '""']
)
lines = st.one_of(
    st.builds("{} = {}".format, keys, things),
    st.builds("[{}]".format, keys),
    st.builds("[[{}]]".format, keys),
    st.builds("{}.{} = {}".format, keys, keys, things),
    st.text(max_size=10),
)


@given(st.lists(lines, max_size=8))
def test_any_text_is_a_mapping_or_refused(written):
    try:
        mapping = mapping_of("\n".join(written), "mine.toml")
    except Refused:
        return
    assert isinstance(mapping, Mapping)


def test_words_have_to_lie_on_the_scale_and_an_amount_beside_its_medicine():
    day_note = '[columns]\ndate = "d"\n[[day_notes]]\ncolumn = "m"\nfield = "{field}"\n{more}\n'
    assert "has to be like" in refusal(day_note.format(field="mood", more="scale = [1, 5]\nwords = { good = 9 }"))
    assert "left out without field = “mood”" in refusal(day_note.format(field="note", more="words = { good = 4 }"))
    assert "left out without medicine" in refusal('[columns]\ndate = "d"\npain = "p"\nmedicine_amount = "a"\n')
