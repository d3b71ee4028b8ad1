"""A tracker for each test, and a look at every diary that a test closes: whatever was done to it, it is whole."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.domain.damage import Unreadable
from tracker.storage.damage import damage_of
from tracker.storage.diary import Diary


@pytest.fixture
def tracker(tmp_path: Path, clock: FakeClock) -> Iterator[Tracker]:
    """An empty diary, just begun."""
    tracker = opened(tmp_path / "data", clock)
    yield tracker
    tracker.close()


@pytest.fixture(autouse=True)
def whole_diaries(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test whose deeds have left a record without its checksum, or one that no tally counts; not those marked `damaged`."""
    if request.node.get_closest_marker("damaged"):
        yield
        return
    found: list[Unreadable] = []
    close = Diary.close

    def looked_at_and_closed(diary: Diary) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # closed already
            found.extend(damage_of(diary._database))
        close(diary)

    monkeypatch.setattr(Diary, "close", looked_at_and_closed)
    yield
    assert found == []
