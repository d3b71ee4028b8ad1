"""Episodes: one open at most, none over another, half-open in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import an_episode, an_event
from tracker.domain.episodes import Episode, day_of_episode, episode_at, last_ended, overlap, refuse_overlap
from tracker.errors import Refused

START = datetime(2026, 11, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def lasting(first: int, last: int | None = None) -> Episode:
    """An episode from one day of the month up to another."""
    return an_episode(START + timedelta(days=first), None if last is None else START + timedelta(days=last))


EPISODES = st.tuples(st.integers(0, 20), st.none() | st.integers(1, 10)).map(
    lambda pair: lasting(pair[0], None if pair[1] is None else pair[0] + pair[1])
)
INSTANTS = st.integers(0, 40 * 24).map(lambda hours: START + timedelta(hours=hours))


def test_an_instant_belongs_to_an_episode_from_its_onset_up_to_but_not_at_its_end():
    episode = lasting(1, 3)
    begun, over = episode.onset.at, START + timedelta(days=3)
    assert [episode.holds(at) for at in (begun - SECOND, begun, over - SECOND, over)] == [False, True, True, False]


@pytest.mark.parametrize(("day", "number"), [("2026-11-22", None), ("2026-11-23", 1), ("2026-11-25", 3), ("2026-11-30", 1), ("2026-12-24", 25)])
def test_the_days_of_an_episode_are_counted_from_that_of_its_onset(day, number):
    first, second = an_episode("2026-11-23T14:10", ended="2026-11-30T09:00"), an_episode("2026-11-30T20:00")
    assert day_of_episode([first, second], date.fromisoformat(day)) == number


def test_an_open_episode_holds_every_later_instant():
    assert lasting(1).is_open
    assert lasting(1).holds(START + timedelta(days=10_000))


@pytest.mark.parametrize("days", [0, -1])
def test_an_episode_has_to_end_after_it_began(days):
    with pytest.raises(Refused, match="has to end after it begins"):
        lasting(5, 5 + days)


def test_an_onset_cannot_be_moved_behind_an_event():
    event = an_event("ice", START + timedelta(days=2))
    assert an_episode(START + timedelta(days=2), events=[event]).events == (event,)
    with pytest.raises(Refused, match="Nothing was changed"):
        an_episode(START + timedelta(days=2) + SECOND, events=[event])


def test_an_end_cannot_be_moved_before_an_event():
    event = an_event("ice", START + timedelta(days=2))
    assert an_episode(START, START + timedelta(days=2) + SECOND, events=[event])
    with pytest.raises(Refused, match="Nothing was changed"):
        an_episode(START, START + timedelta(days=2), events=[event])


def test_events_up_to_an_instant_include_the_one_at_it_and_come_in_order_of_time():
    late, early, later = (an_event("ticks", START + timedelta(days=day)) for day in (3, 1, 4))
    episode = an_episode(START, events=[late, early, later])
    assert episode.events_until(late.moment.at) == (early, late)
    assert episode.events_until(late.moment.at - SECOND) == (early,)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((1, 3), (3, 5), False),
        ((1, 4), (3, 5), True),
        ((1, 9), (3, 5), True),
        ((1, 3), (4, None), False),
        ((1, 3), (2, None), True),
        ((1, None), (5, None), True),
        ((5, None), (1, 5), False),
        ((1, 3), (1, 3), True),
    ],
)
def test_episodes_overlap_when_they_share_an_instant(one, other, shared):
    assert overlap(lasting(*one), lasting(*other)) is shared


@given(EPISODES, EPISODES)
def test_overlap_is_the_same_both_ways_and_means_a_shared_hour(one, other):
    shared = any(one.holds(at) and other.holds(at) for at in (START + timedelta(hours=12 * halves) for halves in range(80)))
    assert overlap(one, other) is overlap(other, one) is shared


def test_a_second_open_episode_is_refused_and_told_to_end_the_first():
    with pytest.raises(Refused, match=r"already open.*end it first"):
        refuse_overlap(lasting(5), [lasting(1)])


def test_an_overlapping_episode_is_refused_and_the_other_is_named_by_its_onset():
    with pytest.raises(Refused, match="2 Nov 2026, 00:00"):
        refuse_overlap(lasting(2, 4), [lasting(1, 3)])


def test_an_episode_does_not_stand_in_its_own_way():
    episode = lasting(1)
    refuse_overlap(episode, [episode, lasting(0, 1)])


@given(st.lists(EPISODES, max_size=6), INSTANTS)
def test_among_episodes_that_were_not_refused_an_instant_has_one_at_most(offered, at):
    kept: list[Episode] = []
    for episode in offered:
        try:
            refuse_overlap(episode, kept)
        except Refused:
            continue
        kept.append(episode)
    holding = [episode for episode in kept if episode.holds(at)]
    assert len(holding) <= 1
    assert episode_at(kept, at) == next(iter(holding), None)
    assert sum(episode.is_open for episode in kept) <= 1


def test_the_last_ended_is_the_one_whose_end_lies_closest_behind():
    first, second, third = lasting(1, 2), lasting(5, 6), lasting(8)
    some = [second, third, first]
    assert last_ended(some, START + timedelta(days=1)) is None
    assert last_ended(some, START + timedelta(days=2)) is first
    assert last_ended(some, START + timedelta(days=9)) is second
