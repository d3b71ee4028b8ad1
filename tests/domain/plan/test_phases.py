"""The phase engine against cases worked out by hand, and against rules that hold for every episode."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_moment, a_plan, a_version, an_episode, an_event
from tracker.domain.episodes import EventKind, PhaseEvent
from tracker.domain.plan.phases import PhaseState, courses, gate_is_open, phase_at, phase_spans, state_at
from tracker.domain.plan.protocol import Phase, PlanVersion
from tracker.errors import Refused

SECOND = timedelta(seconds=1)
ONSET = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)
PLAN = a_plan(72)
VERSIONS = [PlanVersion(ONSET, PLAN)]


def after(hours: float) -> datetime:
    """The instant so many real hours after the onset."""
    return ONSET + timedelta(hours=hours)


def deed(kind: str, hours: float, **fields: object) -> PhaseEvent:
    """A deed of the person so many hours after the onset."""
    return an_event(kind, after(hours), **fields)


def state(hours: float, *events: PhaseEvent, versions: list[PlanVersion] | None = None) -> PhaseState:
    """The state so many hours after the onset."""
    return phase_at(versions or VERSIONS, ONSET, events, after(hours))


# zone, onset on the wall the day before the clocks change, and what the wall shows 72 real hours later
CLOCK_CHANGES = [
    ("Europe/London", "2026-03-28T14:10", "2026-03-31T15:10"),
    ("Europe/London", "2026-10-24T14:10", "2026-10-27T13:10"),
    ("America/New_York", "2026-03-07T14:10", "2026-03-10T15:10"),
    ("America/New_York", "2026-10-31T14:10", "2026-11-03T13:10"),
    ("Australia/Lord_Howe", "2026-04-04T14:10", "2026-04-07T13:40"),
    ("Australia/Lord_Howe", "2026-10-03T14:10", "2026-10-06T14:40"),
    ("Asia/Kolkata", "2026-03-28T14:10", "2026-03-31T14:10"),
]


@pytest.mark.parametrize(("zone", "onset", "heat_from"), CLOCK_CHANGES)
def test_heat_begins_72_real_hours_after_the_onset_whatever_the_clocks_do(zone, onset, heat_from):
    began, switch = a_moment(onset, zone).at, a_moment(heat_from, zone).at
    versions = [PlanVersion(began, PLAN)]
    before = phase_at(versions, began, (), switch - SECOND)
    at = phase_at(versions, began, (), switch)
    later = phase_at(versions, began, (), switch + SECOND)
    assert [before.phase, at.phase, later.phase] == [Phase.ICE, Phase.HEAT, Phase.HEAT]
    assert before.next_at == at.since == later.since == switch


@pytest.mark.parametrize(
    ("hours", "hour"),
    [(0, 1), (1 - 1 / 3600, 1), (1, 2), (46.92, 47), (71, 72), (72 - 1 / 3600, 72), (72, 72), (72 + 1 / 3600, 72), (500, 72)],
)
def test_hour_n_of_72_is_the_running_hour_and_at_most_72(hours, hour):
    now = state(hours)
    assert (now.hour(after(hours)), now.hours) == (hour, 72)


def test_at_the_onset_it_is_ice_and_heat_is_next():
    now = state(0)
    assert (now.phase, now.since, now.anchor) == (Phase.ICE, ONSET, ONSET)
    assert (now.next_phase, now.next_at, now.waiting_for) == (Phase.HEAT, after(72), ())


@pytest.mark.parametrize(("hours", "phase"), [(49, Phase.ICE), (50, Phase.ICE), (121.99, Phase.ICE), (122, Phase.HEAT), (122.01, Phase.HEAT)])
def test_ice_again_at_hour_50_counts_the_72_hours_anew(hours, phase):
    assert state(hours, deed("ice", 50)).phase is phase


def test_ice_again_moves_the_anchor_and_the_running_hour():
    now = state(51.5, deed("ice", 50))
    assert (now.anchor, now.since, now.next_at, now.hour(after(51.5))) == (after(50), after(50), after(122), 2)


def test_ice_again_out_of_heat_and_out_of_stretches_begins_with_ice():
    assert state(100, deed("ice", 100)).phase is Phase.ICE
    assert state(101, deed("stretch", 90), deed("ice", 100)).phase is Phase.ICE
    assert state(101, deed("heat", 10), deed("ice", 100)).phase is Phase.ICE


def test_of_several_starts_with_ice_the_latest_counts():
    now = state(150, deed("ice", 90), deed("ice", 50))
    assert (now.anchor, now.next_at) == (after(90), after(162))


def test_ice_again_clears_both_ticks():
    ticked = deed("ticks", 80, eased=True, checked=True)
    assert (state(81, ticked).eased, state(81, ticked).checked) == (True, True)
    again = state(101, ticked, deed("ice", 100))
    assert (again.eased, again.checked) == (False, False)
    assert state(173, ticked, deed("ice", 100)).waiting_for == ("eased", "checked")


def test_an_onset_moved_earlier_moves_the_automatic_switch_with_it():
    onset = ONSET - timedelta(hours=30)
    assert phase_at(PLAN, onset, (), after(41.99)).phase is Phase.ICE
    now = phase_at(PLAN, onset, (), after(42))
    assert (now.phase, now.since) == (Phase.HEAT, after(42))


def test_an_onset_moved_later_moves_the_automatic_switch_with_it():
    onset = ONSET + timedelta(hours=5)
    now = phase_at(PLAN, onset, (), after(72))
    assert (now.phase, now.next_at, now.hour(after(72))) == (Phase.ICE, after(77), 68)


def test_an_edited_onset_leaves_the_count_of_a_later_start_with_ice_alone():
    assert phase_at(PLAN, ONSET - timedelta(hours=30), (deed("ice", 50),), after(60)).next_at == after(122)


def test_heat_may_begin_earlier_by_an_event():
    early = deed("heat", 20, reason="physio said heat is fine")
    assert state(19.99, early).phase is Phase.ICE
    now = state(20, early)
    assert (now.phase, now.since, now.anchor, now.reason) == (Phase.HEAT, after(20), ONSET, "physio said heat is fine")
    assert (now.next_phase, now.next_at, now.waiting_for) == (Phase.STRETCH, None, ("72h", "eased", "checked"))


def test_heat_begun_early_still_counts_its_72_hours_for_the_stretches():
    early = deed("heat", 20)
    assert "72h" in state(71.99, early).waiting_for
    assert "72h" not in state(72, early).waiting_for
    assert state(72, early).since == after(20)


def test_choosing_heat_again_does_not_move_its_beginning():
    assert state(60, deed("heat", 20), deed("heat", 50)).since == after(20)
    assert state(120, deed("heat", 100)).since == after(72)
    assert state(120, deed("stretch", 90), deed("heat", 100), deed("heat", 110)).since == after(100)


def test_choosing_stretches_again_does_not_move_their_beginning():
    assert state(120, deed("stretch", 90), deed("stretch", 110)).since == after(90)


def test_stretches_begin_only_by_an_event():
    ready = deed("ticks", 80, eased=True, checked=True)
    assert state(1000, ready).phase is Phase.HEAT
    assert state(1000, ready).waiting_for == ()
    now = state(1000, ready, deed("stretch", 90))
    assert (now.phase, now.since, now.next_phase, now.next_at) == (Phase.STRETCH, after(90), None, None)


def test_no_automatic_switch_leaves_the_stretches():
    early = deed("stretch", 40, reason="physio said so")
    assert [state(hours, early).phase for hours in (39.99, 40, 71.99, 72, 72.01, 900)] == [Phase.ICE, *[Phase.STRETCH] * 5]


def test_an_event_leads_from_stretches_back_to_heat_at_that_instant():
    now = state(95, deed("stretch", 80), deed("heat", 90))
    assert (now.phase, now.since) == (Phase.HEAT, after(90))


def test_back_from_stretches_before_hour_72_is_heat_and_stays_heat():
    events = (deed("stretch", 20), deed("heat", 30))
    assert [state(hours, *events).phase for hours in (25, 30, 71.99, 72)] == [Phase.STRETCH, Phase.HEAT, Phase.HEAT, Phase.HEAT]
    assert state(80, *events).since == after(30)


@pytest.mark.parametrize(
    ("hours", "eased", "checked", "waits"),
    [
        (71.99, True, True, ("72h",)),
        (72, True, True, ()),
        (72, True, None, ("checked",)),
        (72, None, True, ("eased",)),
        (72, None, None, ("eased", "checked")),
        (20, None, None, ("72h", "eased", "checked")),
    ],
)
def test_the_stretch_gate_asks_for_both_ticks_and_the_72_hours(hours, eased, checked, waits):
    now = state(hours, deed("heat", 5), deed("ticks", 10, eased=eased, checked=checked))
    assert now.waiting_for == waits
    assert gate_is_open(now, after(hours)) is (waits == ())


def test_a_tick_taken_back_closes_the_gate():
    now = state(90, deed("ticks", 80, eased=True, checked=True), deed("ticks", 85, eased=False))
    assert (now.eased, now.checked, now.waiting_for) == (False, True, ("eased",))


def test_ticks_alone_change_no_phase():
    assert state(10, deed("ticks", 5, eased=True, checked=True)).phase is Phase.ICE


def test_never_an_episode_is_none_and_after_the_last_one_is_well():
    first = an_episode(after(0), after(100))
    assert state_at(VERSIONS, [], after(0)).phase is Phase.NONE
    assert state_at(VERSIONS, [first], after(0) - SECOND).phase is Phase.NONE
    assert state_at(VERSIONS, [first], after(100) - SECOND).phase is Phase.HEAT
    over = state_at(VERSIONS, [first], after(100))
    assert (over.phase, over.since) == (Phase.WELL, after(100))


def test_between_two_episodes_a_person_is_well_and_the_second_begins_with_ice():
    two = [an_episode(after(300)), an_episode(after(0), after(100))]
    assert state_at(VERSIONS, two, after(300) - SECOND).since == after(100)
    now = state_at(VERSIONS, two, after(301))
    assert (now.phase, now.anchor) == (Phase.ICE, after(300))


# the events of an episode that ended at hour 100, and whether strength waits at hour 200
WELL_TICKS = [
    ([], False),
    ([deed("ticks", 80, checked=True)], True),
    ([deed("stretch", 80, checked=True)], True),
    ([deed("ticks", 80, eased=True)], False),
    ([deed("ticks", 80, checked=True), deed("ice", 90)], False),
    ([deed("ticks", 150, checked=True)], True),
    ([deed("ticks", 80, checked=True), deed("ticks", 150, checked=False)], False),
    ([deed("ticks", 201, checked=True)], False),
]


@pytest.mark.parametrize(("events", "checked"), WELL_TICKS)
def test_strength_waits_in_keeping_well_for_the_tick_of_the_last_episode_or_one_after_it(events, checked):
    now = state_at(VERSIONS, [an_episode(after(0), after(100), events=events)], after(200))
    assert (now.phase, now.since, now.checked) == (Phase.WELL, after(100), checked)
    assert now.waiting_for == (() if checked else ("checked",))
    assert (now.eased, now.next_phase, now.next_at) == (False, None, None)


def test_the_tick_of_an_episode_before_the_last_does_not_count():
    first = an_episode(after(0), after(100), events=[deed("ticks", 90, checked=True)])
    second = an_episode(after(200), after(300))
    assert state_at(VERSIONS, [first, second], after(150)).checked
    assert not state_at(VERSIONS, [first, second], after(250)).checked
    assert not state_at(VERSIONS, [first, second], after(350)).checked


def test_an_episode_takes_a_tick_after_its_end_and_no_other_event():
    assert an_episode(after(0), after(100), events=[deed("ticks", 150, checked=True)]).ended.at == after(100)
    with pytest.raises(Refused, match="end after each change of its plan"):
        an_episode(after(0), after(100), events=[deed("heat", 150)])


def test_keeping_well_follows_each_episode_up_to_the_next_onset():
    episodes = [an_episode(after(0), after(100)), an_episode(after(300), after(310)), an_episode(after(310), after(320))]
    found = [[(span.phase.value, span.start, span.end) for span in spans] for _episode, spans in courses(VERSIONS, episodes, after(400))]
    assert found == [
        [("ice", after(0), after(72)), ("heat", after(72), after(100)), ("well", after(100), after(300))],
        [("ice", after(300), after(310))],
        [("ice", after(310), after(320)), ("well", after(320), None)],
    ]
    # Later episodes are not known of yet.
    assert [span.end for _episode, spans in courses(VERSIONS, episodes, after(200)) for span in spans] == [after(72), after(100), None]


# what the plan says from when on (hours after the onset: hours of ice), and the hour at which ice is over
PLAN_CHANGES = [
    ([(0, 72)], 72),
    ([(-500, 72)], 72),
    ([(0, 72), (50, 96)], 96),
    ([(0, 72), (30, 48)], 48),
    ([(0, 72), (60, 48)], 60),
    ([(0, 72), (80, 96)], 72),
    ([(0, 72), (80, 24)], 72),
    ([(0, 72), (10, 24), (15, 48)], 48),
    ([(0, 72), (10, 24), (30, 96)], 24),
    ([(-500, 24), (-100, 48)], 48),
]


@pytest.mark.parametrize(("changes", "over"), PLAN_CHANGES)
def test_a_plan_changed_on_the_way_counts_from_the_change_on_and_not_in_the_past(changes, over):
    versions = [a_version(after(hours), ice_hours) for hours, ice_hours in changes]
    assert state(over - 0.01, versions=versions).phase is Phase.ICE
    now = state(over, versions=versions)
    assert (now.phase, now.since) == (Phase.HEAT, after(over))
    assert state(over + 400, versions=versions).since == after(over)


def test_a_plan_changed_later_does_not_change_what_an_ended_episode_was():
    episode = an_episode(after(0), after(100))
    before = phase_spans(VERSIONS, episode, after(500))
    assert phase_spans([*VERSIONS, a_version(after(200), 24)], episode, after(500)) == before


def spans(until: float, *events: PhaseEvent, ended: float | None = None) -> list[tuple[str, float, float | None]]:
    """The spans of an episode, with hours after the onset for instants."""
    episode = an_episode(ONSET, None if ended is None else after(ended), events=events)
    return [
        (span.phase.value, (span.start - ONSET) / timedelta(hours=1), None if span.end is None else (span.end - ONSET) / timedelta(hours=1))
        for span in phase_spans(VERSIONS, episode, after(until))
    ]


def test_spans_follow_each_other_without_gap_and_the_last_goes_on():
    assert spans(50) == [("ice", 0, None)]
    assert spans(72) == [("ice", 0, 72), ("heat", 72, None)]
    assert spans(300, deed("stretch", 100), deed("heat", 120), deed("ice", 200)) == [
        ("ice", 0, 72),
        ("heat", 72, 100),
        ("stretch", 100, 120),
        ("heat", 120, 200),
        ("ice", 200, 272),
        ("heat", 272, None),
    ]


def test_ice_again_during_ice_is_a_span_of_its_own():
    assert spans(130, deed("ice", 50)) == [("ice", 0, 50), ("ice", 50, 122), ("heat", 122, None)]


def test_heat_chosen_twice_is_one_span():
    assert spans(130, deed("heat", 20), deed("heat", 50)) == [("ice", 0, 20), ("heat", 20, None)]


def test_the_spans_of_an_ended_episode_end_with_it():
    assert spans(500, ended=100) == [("ice", 0, 72), ("heat", 72, 100)]
    assert spans(500, ended=30) == [("ice", 0, 30)]
    assert spans(80, ended=100) == [("ice", 0, 72), ("heat", 72, None)]


def test_an_episode_that_ended_at_exactly_hour_72_had_no_heat():
    assert spans(500, ended=72) == [("ice", 0, 72)]


def test_before_its_onset_an_episode_has_no_spans():
    assert spans(-1) == []


MINUTES = st.integers(min_value=0, max_value=14 * 24 * 60)
DEEDS = st.lists(
    st.builds(
        lambda kind, minutes, eased, checked: an_event(kind, ONSET + timedelta(minutes=minutes), eased=eased, checked=checked),
        st.sampled_from(EventKind),
        MINUTES,
        st.none() | st.booleans(),
        st.none() | st.booleans(),
    ),
    max_size=6,
    unique_by=lambda event: event.moment.at,
)


@given(DEEDS, MINUTES)
def test_what_comes_later_does_not_change_what_is(events, minutes):
    at = ONSET + timedelta(minutes=minutes)
    assert phase_at(PLAN, ONSET, events, at) == phase_at(PLAN, ONSET, [event for event in events if event.moment.at <= at], at)


@given(DEEDS, MINUTES)
def test_the_order_in_which_events_are_given_does_not_matter(events, minutes):
    at = ONSET + timedelta(minutes=minutes)
    assert phase_at(PLAN, ONSET, events, at) == phase_at(PLAN, ONSET, events[::-1], at)


@given(DEEDS, MINUTES)
def test_without_an_event_for_heat_or_stretches_the_72_hours_since_the_latest_ice_decide(events, minutes):
    at = ONSET + timedelta(minutes=minutes)
    quiet = [event for event in events if event.kind in {EventKind.ICE, EventKind.TICKS}]
    anchor = max([ONSET, *(event.moment.at for event in quiet if event.kind is EventKind.ICE and event.moment.at <= at)])
    expected = Phase.ICE if at - anchor < timedelta(hours=72) else Phase.HEAT
    assert phase_at(PLAN, ONSET, quiet, at).phase is expected


@given(DEEDS, MINUTES)
def test_stretches_are_the_phase_exactly_when_the_latest_choice_was_stretches(events, minutes):
    at = ONSET + timedelta(minutes=minutes)
    choices = [event for event in events if event.moment.at <= at and event.kind is not EventKind.TICKS]
    latest = max(choices, key=lambda event: event.moment.at, default=None)
    assert (phase_at(PLAN, ONSET, events, at).phase is Phase.STRETCH) == (latest is not None and latest.kind is EventKind.STRETCH)


@given(DEEDS, MINUTES)
def test_a_state_began_no_later_than_now_and_was_the_same_phase_ever_since(events, minutes):
    at = ONSET + timedelta(minutes=minutes)
    now = phase_at(PLAN, ONSET, events, at)
    assert now.since is not None
    assert ONSET <= now.since <= at
    assert phase_at(PLAN, ONSET, events, now.since).phase is now.phase
    if now.since > ONSET and now.since != now.anchor:
        assert phase_at(PLAN, ONSET, events, now.since - timedelta(microseconds=1)).phase is not now.phase


@given(DEEDS, MINUTES)
def test_the_running_hour_lies_between_1_and_72(events, minutes):
    at = ONSET + timedelta(minutes=minutes)
    assert 1 <= phase_at(PLAN, ONSET, events, at).hour(at) <= 72


@given(DEEDS, MINUTES, MINUTES)
def test_moving_a_whole_episode_in_time_moves_its_phases_and_nothing_else(events, minutes, by):
    shift, at = timedelta(minutes=by), ONSET + timedelta(minutes=minutes)
    moved = [an_event(event.kind, event.moment.at + shift, eased=event.eased, checked=event.checked) for event in events]
    here, there = phase_at(PLAN, ONSET, events, at), phase_at(PLAN, ONSET + shift, moved, at + shift)
    assert (here.phase, here.waiting_for) == (there.phase, there.waiting_for)
    assert here.since is not None
    assert there.since == here.since + shift


@given(DEEDS, MINUTES)
def test_spans_tile_the_episode_and_agree_with_the_phase_at_each_instant(events, minutes):
    until = ONSET + timedelta(minutes=minutes)
    found = phase_spans(VERSIONS, an_episode(ONSET, events=events), until)
    assert found[0].start == ONSET
    assert found[-1].end is None
    for one, following in pairwise(found):
        assert one.end == following.start
        assert one.start < following.start
    for span in found:
        last = until if span.end is None else span.end - timedelta(microseconds=1)
        for at in (span.start, span.start + (last - span.start) / 2, last):
            assert phase_at(VERSIONS, ONSET, events, at).phase is span.phase


@given(DEEDS, st.integers(min_value=1, max_value=72 * 60))
def test_shorter_ice_never_makes_heat_come_later(events, minutes):
    shorter = a_plan(minutes / 60)
    for hours in (1, 24, 48, 71, 72, 100):
        long, short = phase_at(PLAN, ONSET, events, after(hours)), phase_at(shorter, ONSET, events, after(hours))
        assert not (long.phase is Phase.HEAT and short.phase is Phase.ICE)


@st.composite
def diaries_of_episodes(draw):
    """Episodes one after the other, each with events within it, and ticks after it; the last may go on."""
    episodes, at = [], 0
    for number in range(draw(st.integers(1, 3))):
        onset = at + draw(st.integers(0, 200))
        length = draw(st.integers(1, 300))
        is_open = number == 2 and draw(st.booleans())
        within = draw(st.lists(st.tuples(st.sampled_from(["ice", "heat", "stretch", "ticks"]), st.integers(0, length - 1)), max_size=3))
        events = [deed(kind, onset + hours, checked=draw(st.none() | st.booleans())) for kind, hours in within]
        events += [deed("ticks", onset + length + hours, checked=True) for hours in draw(st.lists(st.integers(0, 50), max_size=1))]
        episodes.append(an_episode(after(onset), None if is_open else after(onset + length), events=events))
        at = onset + length
    return episodes


@given(diaries_of_episodes(), st.integers(0, 2_000))
def test_at_each_instant_there_is_exactly_one_phase_and_well_lies_between_episodes(episodes, hours):
    now = after(hours) + SECOND
    at_now = state_at(VERSIONS, episodes, now)
    spans = [span for _episode, own in courses(VERSIONS, episodes, now) for span in own]
    for span, following in pairwise(spans):
        assert span.start < span.end == following.start
    holding = [span.phase for span in spans if span.start <= now and (span.end is None or now < span.end)]
    assert holding == ([] if at_now.phase is Phase.NONE else [at_now.phase])
    is_in_episode = any(episode.holds(now) for episode in episodes)
    is_before_all = now < episodes[0].onset.at
    assert (at_now.phase is Phase.WELL) == (not is_in_episode and not is_before_all)
    assert at_now.waiting_for == () or at_now.phase in {Phase.HEAT, Phase.WELL}
