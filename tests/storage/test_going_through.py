"""Going through all of a diary: more of the file is kept in memory meanwhile, and no longer."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.storage.diaries import NOW, open_in
from tracker.domain.entries import Kind
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore
from tracker.storage.sync.archive import ArchiveStore


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_in(tmp_path)) as opened:
        EntryStore(opened).put([an_entry()], NOW)
        yield opened


def kept_in_memory(database: Database) -> int:
    (size,) = database.conn.execute("PRAGMA cache_size").fetchone()
    return int(size)


def test_more_is_kept_in_memory_while_all_is_read_and_no_longer(database: Database) -> None:
    before = kept_in_memory(database)
    for read in (EntryStore(database).each(None, None, tuple(Kind)), ArchiveStore(database).sections()):
        next(iter(read))
        assert abs(kept_in_memory(database)) > abs(before)
        read.close()
        assert kept_in_memory(database) == before
