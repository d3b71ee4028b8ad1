"""Episodes, phase events and plan versions in and out of the diary file."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import a_plan, a_version, an_episode
from tests.storage.diaries import LATER, NOW, an_eventful_episode, open_in
from tracker.domain.plan.protocol import PlanVersion
from tracker.errors import Refused
from tracker.library.plans import default_plan
from tracker.storage.database import Database
from tracker.storage.episodes import EpisodeStore


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_in(tmp_path)) as database:
        yield database


@pytest.fixture
def store(database: Database) -> EpisodeStore:
    return EpisodeStore(database)


def test_an_episode_comes_back_with_its_sites_and_events(store: EpisodeStore) -> None:
    earlier, later = an_eventful_episode(), an_episode("2026-12-01T09:00")
    store.put(later, NOW)
    store.put(earlier, NOW)
    assert store.all() == [earlier, later]


def test_a_changed_episode_takes_the_place_of_the_old_one(store: EpisodeStore, database: Database) -> None:
    episode = an_eventful_episode()
    store.put(episode, NOW)
    changed = replace(episode, ended=None, sites=("neck",), cause="", events=episode.events[1:])
    store.put(changed, LATER)
    assert store.all() == [changed]
    assert database.conn.execute("SELECT created_at < updated_at FROM episodes").fetchone() == (1,)


def test_only_one_episode_can_be_open(store: EpisodeStore) -> None:
    store.put(an_episode("2026-11-23T14:10"), NOW)
    with pytest.raises(Refused):
        store.put(an_episode("2026-11-24T14:10"), NOW)
    assert len(store.all()) == 1


def test_the_plan_comes_back_in_its_versions(store: EpisodeStore) -> None:
    assert store.plan_versions() == []
    second = a_version("2026-11-24T10:00", 48)
    first = PlanVersion(second.since - timedelta(days=1), default_plan())
    store.add_plan_version(second, NOW)
    store.add_plan_version(first, NOW)
    assert store.plan_versions() == [first, second]
    assert store.plan_versions()[1].protocol == a_plan(48)
