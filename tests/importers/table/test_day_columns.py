"""A day in more than one column, or written once for the rows under it."""

from datetime import UTC, datetime

import pytest

from tracker.importers.recognition import ANY_TABLE, open_rows, read_file
from tracker.importers.table.contract import ReadContext
from tracker.importers.table.guessing import guess_mapping
from tracker.importers.table.mapping import mapping_of
from tracker.importers.table.mapping_text import mapping_text

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
COLUMNS = '[columns]\ndate = "date"\npain = "pain"\n'
WITH_TIME = '[columns]\ndate = "date"\ntime = "time"\npain = "pain"\n'


@pytest.fixture
def read(tmp_path):
    def read(text, mapping):
        path = tmp_path / "diary.csv"
        path.write_text(text, encoding="utf-8")
        if mapping is None:
            table = open_rows(path, ANY_TABLE)
            mapping = guess_mapping(table.header, [row.cells for row in table.rows()])
        else:
            mapping = mapping_of(mapping, "mine.toml")
        assert mapping_of(mapping_text(mapping), "kept.toml") == mapping
        rows = [row for row in read_file(path, ANY_TABLE, ReadContext(zone="UTC", now=NOW, mapping=mapping)) if row is not None]
        found = [(entry.moment.local.strftime("%Y-%m-%d %H:%M"), entry.pain) for row in rows for entry in row.entries]
        return found, [(row.line, row.reason) for row in rows if row.reason is not None]

    return read


DAY_ONCE = "date,time,pain\n2026-03-01,08:00,6\n,14:00,5\n,20:00,7\n,,\n2026-03-02,08:00,4\n"
READ = [("2026-03-01 08:00", 6), ("2026-03-01 14:00", 5), ("2026-03-01 20:00", 7), ("2026-03-02 08:00", 4)]


@pytest.mark.parametrize("mapping", [WITH_TIME + "[dates]\ncarry_down = true\n", None])
def test_a_day_written_once_is_that_of_the_rows_under_it(read, mapping):
    found, refused = read(DAY_ONCE, mapping)
    assert (found, [line for line, _reason in refused]) == (READ, [5] if refused else [])


def test_without_a_word_a_row_without_a_date_is_refused(read):
    found, refused = read(DAY_ONCE, WITH_TIME)
    assert (found, [line for line, _reason in refused]) == ([READ[0], READ[3]], [3, 4])


def test_under_a_day_that_cannot_be_read_no_row_gets_the_day_before(read):
    found, refused = read("date,time,pain\n2026-03-01,08:00,6\n2026-02-30,09:00,3\n,10:00,2\n", WITH_TIME + "[dates]\ncarry_down = true\n")
    assert (found, [line for line, _reason in refused]) == (READ[:1], [3, 4])


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        ("year,date,pain\n2026,March 5,3\n2026,5 April,4\n", COLUMNS + '[dates]\nbefore = ["year"]\n'),
        ("year,date,pain\n2026,March 5,3\n,5 April,4\n", COLUMNS + '[dates]\nbefore = ["year"]\ncarry_down = true\n'),
        ("year,month,date,pain\n2026,3,5,3\n2026,4,5,4\n", COLUMNS + '[dates]\nbefore = ["year", "month"]\n'),
        ("day,month,date,pain\n5,3,2026,3\n5,4,2026,4\n", COLUMNS + '[dates]\nbefore = ["day", "month"]\nformat = "%d %m %Y"\n'),
        ("Jahr,Monat,Tag,Schmerz\n2026,März,5,3\n2026,April,5,4\n", None),
        ("day,month,year,pain\n5,3,2026,3\n5,4,2026,4\n", None),
        ("year,date,weekday,pain\n2026,5 March,Thursday,3\n2026,5 April,Sunday,4\n", None),
    ],
)
def test_a_day_is_read_out_of_several_columns(read, text, mapping):
    assert read(text, mapping) == ([("2026-03-05 20:00", 3), ("2026-04-05 20:00", 4)], [])


def test_days_after_the_twelfth_tell_for_the_whole_table_whatever_the_mapping_leaves_open(read):
    assert read("date,pain\n05/03/2026,3\n31/03/2026,4\n", COLUMNS) == ([("2026-03-05 20:00", 3), ("2026-03-31 20:00", 4)], [])


@pytest.mark.parametrize("name", ["When", "Eintrag", "wann", "x"])
def test_a_column_of_dates_is_known_by_its_cells_whatever_it_is_called(read, name):
    assert read(f"count,{name},pain\n40000,5 March 2026,3\n45000,5 April 2026,4\n", None)[0][0] == ("2026-03-05 20:00", 3)


def test_two_columns_of_dates_are_told_apart_by_their_names_alone(tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("born,made,pain\n2026-03-05,2026-03-06,3\n", encoding="utf-8")
    table = open_rows(path, ANY_TABLE)
    assert guess_mapping(table.header, [row.cells for row in table.rows()]) is None


@pytest.mark.parametrize("beside", ["Latitude", "lon", "City", "GPS", "Straße", "pays"])
@pytest.mark.parametrize("name", ["Location", "Ort", "Place"])
def test_where_a_table_is_about_geography_its_locations_are_no_places_of_the_body(beside, name):
    cells = ["2026-03-05", "6", "Springfield, Oregon, US", "44.0"]
    assert guess_mapping(["Date", "Pain level", name, beside], [cells]).columns.site is None
    assert guess_mapping(["Date", "Pain level", name, "Weight"], [cells]).columns.site == name
    assert guess_mapping(["Date", "Pain level", "Body part", beside], [cells]).columns.site == "Body part"
