"""A filled diary in a folder of the test, open."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.diaries import a_filled_diary, open_in
from tracker.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A diary with entries of each kind."""
    a_filled_diary(tmp_path)
    with closing(open_in(tmp_path)) as database:
        yield database
