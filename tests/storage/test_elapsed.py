"""How far a session had come is kept with it, and goes with it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_session
from tests.storage.diaries import LATER, NOW, open_in
from tracker.domain.entries import EndedBy
from tracker.domain.sessions import Elapsed
from tracker.domain.times import BootTime
from tracker.storage.database import Database
from tracker.storage.elapsed import ElapsedStore
from tracker.storage.entries import EntryStore

LENGTHS = st.timedeltas(timedelta(0), timedelta(days=400))
ICE = a_session(running=True)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with closing(open_in(tmp_path_factory.mktemp("diary"))) as database:
        yield database


def some_elapsed(minutes: float = 5) -> Elapsed:
    length = timedelta(minutes=minutes)
    return Elapsed(length, length, BootTime("a start", timedelta(hours=1)))


@given(st.builds(Elapsed, LENGTHS, LENGTHS, st.builds(BootTime, st.text("abc-", min_size=1), LENGTHS)))
def test_it_comes_back_to_the_microsecond(database: Database, elapsed: Elapsed) -> None:
    EntryStore(database).put([ICE], NOW)
    store = ElapsedStore(database)
    store.put(ICE.id, elapsed, NOW)
    assert store.get(ICE.id) == elapsed


def test_it_stays_when_the_session_is_changed_and_goes_when_that_is_forgotten(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        entries, store = EntryStore(database), ElapsedStore(database)
        assert store.get(ICE.id) is None
        entries.put([ICE], NOW)
        store.put(ICE.id, some_elapsed(), NOW)
        entries.put([replace(ICE, note="cloth")], LATER)
        assert store.get(ICE.id) == some_elapsed()
        entries.put_in_bin([ICE.id], LATER)
        assert store.get(ICE.id) == some_elapsed()
        entries.purge(LATER + timedelta(days=1), LATER)
        assert store.get(ICE.id) is None


def test_that_of_sessions_that_are_over_is_forgotten_with_the_next(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        entries, store = EntryStore(database), ElapsedStore(database)
        entries.put([ICE], NOW)
        store.put(ICE.id, some_elapsed(), NOW)
        entries.put([replace(ICE, ended_at=ICE.planned_end, ended_by=EndedBy.PLANNED)], LATER)
        assert store.get(ICE.id) == some_elapsed()
        following = a_session("heat", LATER, running=True)
        entries.put([following], LATER)
        store.put(following.id, some_elapsed(0), LATER)
        assert store.get(ICE.id) is None
        assert store.get(following.id) == some_elapsed(0)
