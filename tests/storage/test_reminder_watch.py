"""The pause from reminders, and since when somebody looks for them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import LONDON
from tests.storage.diaries import LATER, NOW, open_in
from tracker.domain.reminders.quiet_hours import Pause
from tracker.storage.reminder_watch import WatchStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WatchStore]:
    with closing(open_in(tmp_path)) as database:
        yield WatchStore(database)


def test_the_pause_is_kept_and_ended(store: WatchStore) -> None:
    assert store.pause() is None
    store.set_pause(Pause(NOW, LATER), NOW)
    store.set_pause(Pause(NOW, LATER + timedelta(hours=1)), NOW)
    assert store.pause() == Pause(NOW, LATER + timedelta(hours=1))
    store.set_pause(None, LATER)
    assert store.pause() is None


def test_somebody_looks_since_the_first_look_until_the_zone_changes_or_the_clock_goes_back(store: WatchStore) -> None:
    assert store.watched_since(LONDON, NOW) == NOW
    assert store.watched_since(LONDON, LATER) == NOW
    assert store.watched_since("America/New_York", LATER) == LATER
    assert store.watched_since("America/New_York", NOW) == NOW
    assert store.watched_since("America/New_York", LATER) == NOW
