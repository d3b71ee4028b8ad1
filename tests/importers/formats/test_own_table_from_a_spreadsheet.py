"""Our own table, opened and saved once in a spreadsheet: what it writes anew decides nothing, and the entries are what they were."""

from datetime import UTC, date, datetime

import pytest

from tests.builders import an_entry
from tracker.exporters.entries_csv import csv_bytes
from tracker.importers.recognition import read_file, recognise
from tracker.importers.table.contract import ReadContext

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)


@pytest.fixture
def read(tmp_path):
    def read(change):
        written = csv_bytes([an_entry(id="dfbd8706-218b-4a90-b947-ecf3913f3701", pain=3.5, note="stairs")]).decode("utf-8-sig")
        header, row = written.splitlines()[:2]
        cells = dict(zip(header.split(","), row.split(","), strict=True))
        delimiter = change.pop("delimiter", ",")
        encoding = change.pop("encoding", "utf-8")
        cells |= change
        path = tmp_path / "diary.csv"
        path.write_bytes(("\r\n".join((delimiter.join(cells), delimiter.join(cells.values()))) + "\r\n").encode(encoding))
        found = recognise(path)
        assert found.key == "own_csv"
        return [row for row in read_file(path, found, ReadContext(zone="Europe/London", now=NOW)) if row]

    return read


CHANGES = {
    "the day of Britain": {"day": "25/11/2026"},
    "the day of Germany, with semicolons and a comma": {"day": "25.11.2026", "delimiter": ";", "pain": "3,5"},
    "the day of the United States": {"day": "11/25/2026"},
    "the day with two digits": {"day": "25/11/26"},
    "a day in words": {"day": "25-Nov-26"},
    "no day": {"day": ""},
    "a serial number": {"day": "46351"},
    "the local time too": {"day": "25/11/2026", "local": "25/11/2026 13:05"},
    "the local time in words": {"local": "25 Nov 2026 13:05:00"},
    "a decimal comma in quotes": {"pain": '"3,5"'},
    "when it was written down": {"created_at": "25/11/2026 13:05", "updated_at": "25/11/2026 13:05"},
    "another encoding": {"day": "25/11/2026", "encoding": "cp1252"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_spreadsheet_writes_anew_decides_nothing(read, change):
    [before], [after] = read({}), read(dict(change))
    assert (before.reason, after.reason) == (None, None)
    [was], [is_now] = before.entries, after.entries
    assert (is_now.id, is_now.pain, is_now.note) == (was.id, 3.5, "stairs")
    assert (is_now.moment.at, is_now.moment.day, is_now.moment.zone) == (was.moment.at, was.moment.day, was.moment.zone)


def test_an_instant_that_lost_its_offset_is_taken_from_the_local_time(read):
    [row] = read({"at": "25/11/2026 12:05", "local": "25/11/2026 13:05", "day": "25/11/2026"})
    assert (row.reason, row.entries[0].moment.local, row.entries[0].moment.day) == (None, datetime(2026, 11, 25, 13, 5), date(2026, 11, 25))  # noqa: DTZ001 - a wall clock


def test_where_nothing_tells_the_instant_the_row_is_refused_with_what_is_expected(read):
    [row] = read({"at": "05/11/2026 12:05", "local": "05/11/2026 13:05"})
    assert row.reason == "The cell under “at” cannot be read."


@pytest.mark.parametrize(("count", "delimiter"), [('"7,512"', ","), ("7.512", ";"), ("7512", ";"), ("7512", ","), ("7512,0", ";")])
def test_thousands_that_a_spreadsheet_parts_are_thousands(read, count, delimiter):
    [row] = read({"kind": "activity", "pain": "", "activity": "steps", "count": count, "delimiter": delimiter})
    assert (row.reason, row.entries[0].count) == (None, 7512)


def test_a_length_that_may_be_one_of_thousands_or_of_decimals_is_refused_and_our_own_decimals_are_read(read):
    changes = {"kind": "activity", "pain": "", "activity": "walking"}
    assert [read({**changes, "minutes": minutes})[0].reason for minutes in ('"1,440"',)] == ["The cell under “minutes” cannot be read."]
    assert read({**changes, "minutes": "33.125"})[0].entries[0].minutes == 33.125
    assert read({"pain": '"6,125"'})[0].entries[0].pain == 6.125
