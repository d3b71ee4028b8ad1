"""Rows of records: an entry is made of those in the tables of its kind, wherever it is read."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_session, an_entry
from tests.storage.diaries import NOW, open_in
from tracker.domain.entries import Kind
from tracker.domain.sync.sections import Section
from tracker.storage.damage import damage_of
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore
from tracker.storage.record_rows import RecordRows


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_in(tmp_path)) as opened:
        EntryStore(opened).put([an_entry(4, sites=("neck",)), a_session()], NOW)
        yield opened


def test_a_row_of_another_kind_belongs_to_no_entry_wherever_it_is_read(database: Database) -> None:
    pain, session = (entry.id for entry in EntryStore(database).between())
    database.execute("UPDATE sessions SET entry_id = ? WHERE entry_id = ?", [pain, session])
    # The session has lost its row, and is told; the pain has gained one, which is none of it, and stands as it was written.
    assert [entry.id for entry in EntryStore(database).each(None, None, tuple(Kind))] == [pain]
    assert [record.id for record in RecordRows(database).read(Section.ENTRIES)] == [pain]
    assert [id_ for damaged in damage_of(database) for id_ in damaged.ids] == [session]
