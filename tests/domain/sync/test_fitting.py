"""Merged episodes do not overlap, events lie in their episode, and the plan an app begins with comes before every chosen one."""

import json
from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.plan.protocol import FIRST_PLAN_ID
from tracker.domain.sync.fitting import fitted
from tracker.domain.sync.records import Record, copy_of, dumped, joined
from tracker.domain.sync.sections import Key, Section

HOURS = tuple(f"2026-11-23T{hour:02}:00:00.000000+00:00" for hour in range(8))
MADE = "2026-11-24T08:00:00.000000+00:00"


def a_moment_of(at: str | None, prefix: str = "") -> dict[str, object]:
    values = (None,) * 4 if at is None else (at, 0, "Europe/London", at[:10])
    return dict(zip((f"{prefix}{name}" for name in ("at", "offset_seconds", "zone", "day")), values, strict=True))


def an_episode(onset: int, end: int | None = None, number: int = 0, made: str = MADE) -> Record:
    ended = None if end is None else HOURS[end]
    return Record(Section.EPISODES, f"{number:036}", made, made, dumped({**a_moment_of(HOURS[onset]), **a_moment_of(ended, "ended_"), "cause": ""}))


def an_event(at: int, episode: int = 0, number: int = 100, kind: str = "heat") -> Record:
    content = {"episode_id": f"{episode:036}", **a_moment_of(HOURS[at]), "kind": kind, "reason": "felt better"}
    return Record(Section.EVENTS, f"{number:036}", MADE, MADE, dumped(content))


def shown(*records: Record) -> dict[Key, Record]:
    return fitted(copy_of(records).standing())


def spans(records: dict[Key, Record]) -> list[tuple[int, int | None]]:
    found = [json.loads(record.content) for key, record in records.items() if key[0] is Section.EPISODES]
    return sorted((HOURS.index(one["at"]), None if one["ended_at"] is None else HOURS.index(one["ended_at"])) for one in found)


def test_the_earlier_of_two_episodes_that_overlap_ends_at_the_laters_onset_open_or_not() -> None:
    assert spans(shown(an_episode(1), an_episode(3, number=1))) == [(1, 3), (3, None)]
    assert spans(shown(an_episode(1, 5), an_episode(3, 4, number=1))) == [(1, 3), (3, 4)]
    assert spans(shown(an_episode(1, 2), an_episode(3, number=1))) == [(1, 2), (3, None)]


def test_three_episodes_that_overlap_fit_alike_in_every_order_of_merging() -> None:
    three = [an_episode(1), an_episode(5, number=1), an_episode(3, 4, number=2)]
    results = []
    for one, other, third in permutations(three):
        both = joined(copy_of([one]), copy_of([other]))
        results.append(fitted(joined(both, copy_of([third])).standing()))
    assert all(result == results[0] for result in results)
    assert spans(results[0]) == [(1, 3), (3, 4), (5, None)]


def test_of_two_episodes_with_one_onset_the_one_changed_last_stands() -> None:
    later = an_episode(1, 2, number=1, made=MADE.replace("24T", "25T"))
    assert list(shown(an_episode(1), later).values()) == [later]


def test_an_event_stands_only_within_its_episode() -> None:
    kept, before, at_end, astray = an_event(2), an_event(0, number=101), an_event(3, number=102), an_event(2, episode=9, number=103)
    result = shown(an_episode(1), an_episode(3, number=1), kept, before, at_end, astray)
    assert [key[1] for key in result if key[0] is Section.EVENTS] == [kept.id]


def test_a_tick_stands_after_the_end_of_its_episode_too_but_not_before_its_onset() -> None:
    ticks = [an_event(at, number=100 + at, kind="ticks") for at in (1, 3, 6)]
    assert [record.id for record in shown(an_episode(2, 4), *ticks).values() if record.section is Section.EVENTS] == [ticks[1].id, ticks[2].id]


def test_a_notice_of_an_episode_that_does_not_stand_is_of_none() -> None:
    notices = [
        Record(Section.NOTICES, f"{number:036}", MADE, MADE, dumped({"kind": "help", "episode_id": f"{episode:036}"}))
        for number, episode in ((200, 0), (201, 9))
    ]
    result = shown(an_episode(1), *notices)
    assert [json.loads(result[notice.key].content)["episode_id"] for notice in notices] == [f"{0:036}", None]


def test_the_plan_an_app_begins_with_is_in_force_before_every_chosen_one() -> None:
    plans = [
        Record(Section.PLANS, id_, MADE, MADE, dumped({"since": since, "content": {}}))
        for id_, since in ((FIRST_PLAN_ID, HOURS[6]), (f"{1:036}", HOURS[3]), (f"{2:036}", HOURS[5]))
    ]
    since = {record.id: json.loads(record.content)["since"] for record in shown(*plans).values()}
    assert since == {FIRST_PLAN_ID: "2026-11-23T02:59:59.999999+00:00", f"{1:036}": HOURS[3], f"{2:036}": HOURS[5]}
    assert list(shown(plans[0]).values()) == plans[:1]


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 6), st.none() | st.integers(1, 7)), max_size=6))
def test_whatever_is_merged_episodes_do_not_overlap_and_at_most_one_is_open(wanted: list[tuple[int, int | None]]) -> None:
    records = [an_episode(onset, end, number) for number, (onset, end) in enumerate(wanted) if end is None or end > onset]
    result = spans(shown(*records))
    assert all(end is not None and onset < end <= following for (onset, end), (following, _end) in pairwise(result))
    assert {onset for onset, _end in result} == {HOURS.index(json.loads(record.content)["at"]) for record in records}
