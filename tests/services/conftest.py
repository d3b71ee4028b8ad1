"""A tracker for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker


@pytest.fixture
def tracker(tmp_path: Path, clock: FakeClock) -> Iterator[Tracker]:
    """An empty diary, just begun."""
    tracker = opened(tmp_path / "data", clock)
    yield tracker
    tracker.close()
