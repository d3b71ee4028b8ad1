"""Every entry we write into our own table is read back as it was: each field, each text, each number to its last bit."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_session, an_entry
from tests.random_entries import entries
from tracker.exporters.entries_csv import csv_bytes
from tracker.importers.formats.entries_csv import FORMAT, read_entries_csv
from tracker.importers.recognition import format_named, open_rows
from tracker.importers.table.contract import ReadContext

NOW = datetime(2031, 1, 1, tzinfo=UTC)


def read_back(folder, *written):
    file = folder / "diary.csv"
    content = csv_bytes(written)
    file.write_bytes(content)
    rows = list(read_entries_csv(open_rows(file, format_named(FORMAT)), ReadContext(zone="Europe/London", now=NOW)))
    assert [row.reason for row in rows] == [None] * len(written)
    read = [entry for row in rows for entry in row.entries]
    assert csv_bytes(read) == content
    return read


@given(st.lists(entries, min_size=1, max_size=6))
@settings(max_examples=60)
def test_what_is_written_is_read_back_as_it_was(tmp_path_factory, written):
    assert read_back(tmp_path_factory.mktemp("csv"), *written) == written


def test_a_note_of_nothing_but_control_characters_is_a_note_all_the_same(tmp_path):
    (entry,) = read_back(tmp_path, an_entry(note="\x01\x02\x1b\x7f" * 2000))
    assert entry.note == "\x01\x02\x1b\x7f" * 2000


def test_a_running_session_still_runs_when_it_is_read_back(tmp_path):
    (session,) = read_back(tmp_path, a_session(running=True))
    assert (session.ended_at, session.ended_by) == (None, None)
