"""An open diary in a folder of the test."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.diaries import open_in
from tracker.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty diary."""
    with closing(open_in(tmp_path)) as database:
        yield database
