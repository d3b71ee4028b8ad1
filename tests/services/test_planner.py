"""Episodes, their phases and gates, and what the person was shown."""

from datetime import timedelta

import pytest

from tests.builders import a_moment
from tests.fakes import FakeClock
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.domain.episodes import EventKind
from tracker.domain.plan.protocol import Phase
from tracker.errors import Refused

ONSET = a_moment("2026-11-23T14:10")


@pytest.fixture
def begun(tracker: Tracker) -> Tracker:
    assert tracker.planner.start_episode(ONSET, ("neck",), "lifting").touched == Touched.DIARY
    return tracker


def _phase(tracker: Tracker) -> Phase:
    return tracker.planner.state(tracker.clock.now()).phase


def test_an_episode_begins_in_the_ice_phase_with_the_default_plan_in_force_from_its_onset(begun: Tracker) -> None:
    episode = begun.planner.open_episode()
    assert episode is not None
    assert (episode.onset, episode.sites, episode.cause) == (ONSET, ("neck",), "lifting")
    assert _phase(begun) is Phase.ICE
    (version,) = begun.planner.versions()
    assert version.since == ONSET.at


def test_before_any_episode_there_is_no_phase_and_nothing_to_end_or_edit(tracker: Tracker) -> None:
    assert _phase(tracker) is Phase.NONE
    for change in (tracker.planner.end_episode, tracker.planner.reopen_episode, lambda: tracker.planner.edit_onset(ONSET), tracker.planner.tick):
        with pytest.raises(Refused):
            change()
    with pytest.raises(Refused, match="No episode was open"):
        tracker.planner.set_phase(Phase.ICE)


@pytest.mark.parametrize(
    ("onset", "sites", "cause"),
    [("2026-11-25T13:11", (), ""), ("2026-11-25T13:00", (" ",), ""), ("2026-11-25T13:00", (), "x" * 201), ("2026-11-25T13:00", (), "a\0b")],
)
def test_an_episode_that_makes_no_sense_is_refused(tracker: Tracker, onset: str, sites: tuple[str, ...], cause: str) -> None:
    with pytest.raises(Refused):
        tracker.planner.start_episode(a_moment(onset), sites, cause)
    assert tracker.planner.episodes() == []
    assert tracker.diary.episodes.plan_versions() == []


def test_a_second_open_episode_is_refused_and_so_is_an_overlap(begun: Tracker) -> None:
    with pytest.raises(Refused, match="already open"):
        begun.planner.start_episode(a_moment("2026-11-24T10:00"))
    begun.planner.end_episode(a_moment("2026-11-25T10:00"))
    with pytest.raises(Refused, match="overlap"):
        begun.planner.start_episode(a_moment("2026-11-25T09:59"))
    begun.planner.start_episode(a_moment("2026-11-25T10:00"))
    assert len(begun.planner.episodes()) == 2


def test_an_episode_ends_now_or_when_told_but_not_before_it_began_nor_in_the_future(begun: Tracker) -> None:
    for when in ("2026-11-23T14:10", "2026-11-23T10:00", "2026-11-25T13:11"):
        with pytest.raises(Refused):
            begun.planner.end_episode(a_moment(when))
    begun.planner.end_episode()
    assert begun.planner.open_episode() is None
    assert _phase(begun) is Phase.WELL


def test_an_ended_episode_is_reopened_once(begun: Tracker) -> None:
    with pytest.raises(Refused, match="so already"):
        begun.planner.reopen_episode()
    begun.planner.end_episode()
    begun.planner.reopen_episode()
    assert _phase(begun) is Phase.ICE


def test_the_onset_moves_and_the_switches_follow(begun: Tracker) -> None:
    begun.planner.edit_onset(a_moment("2026-11-22T13:05"))
    assert _phase(begun) is Phase.HEAT
    with pytest.raises(Refused):
        begun.planner.edit_onset(a_moment("2026-11-25T13:11"))


def test_an_onset_after_an_event_is_refused(begun: Tracker) -> None:
    begun.planner.set_phase(Phase.ICE, a_moment("2026-11-24T10:00"))
    with pytest.raises(Refused, match="begin before and end after each change"):
        begun.planner.edit_onset(a_moment("2026-11-24T10:01"))
    begun.planner.edit_onset(a_moment("2026-11-24T09:00"))
    with pytest.raises(Refused, match="begin before and end after each change"):
        begun.planner.end_episode(a_moment("2026-11-24T09:59:59"))


def test_heat_before_the_hours_of_ice_needs_a_reason(begun: Tracker) -> None:
    with pytest.raises(Refused, match="give a reason"):
        begun.planner.set_phase(Phase.HEAT)
    with pytest.raises(Refused, match="give a reason"):
        begun.planner.set_phase(Phase.HEAT, reason="  ")
    begun.planner.set_phase(Phase.HEAT, reason=" felt better ")
    assert (_phase(begun), begun.planner.state(begun.clock.now()).reason) == (Phase.HEAT, "felt better")


@pytest.mark.parametrize("reason", ["x" * 201, "half \udcff", "nul \0"])
def test_a_reason_no_file_could_keep_is_refused(begun: Tracker, reason: str) -> None:
    with pytest.raises(Refused):
        begun.planner.set_phase(Phase.HEAT, reason=reason)
    assert _phase(begun) is Phase.ICE


def test_stretches_wait_for_all_three(begun: Tracker, clock: FakeClock) -> None:
    planner = begun.planner
    with pytest.raises(Refused, match="wait"):
        planner.set_phase(Phase.STRETCH, eased=True, checked=True)
    clock.set("2026-11-26T14:10")
    assert _phase(begun) is Phase.HEAT
    planner.tick(eased=True)
    with pytest.raises(Refused, match="wait"):
        planner.set_phase(Phase.STRETCH)
    planner.tick(checked=True)
    planner.set_phase(Phase.STRETCH)
    assert _phase(begun) is Phase.STRETCH
    clock.advance(days=30)
    assert _phase(begun) is Phase.STRETCH
    planner.set_phase(Phase.ICE)
    state = planner.state(clock.now())
    assert (state.phase, state.eased, state.checked) == (Phase.ICE, False, False)


def test_in_keeping_well_the_exercises_may_be_ticked_as_checked_and_the_tick_taken_back(begun: Tracker, clock: FakeClock) -> None:
    planner = begun.planner
    planner.end_episode()
    clock.advance(days=3)
    state = planner.state(clock.now())
    assert (state.phase, state.checked, state.waiting_for) == (Phase.WELL, False, ("checked",))
    with pytest.raises(Refused, match="No episode is open"):
        planner.tick(eased=True)
    with pytest.raises(Refused, match="No episode is open"):
        planner.tick(eased=True, checked=True)
    planner.tick(checked=True)
    state = planner.state(clock.now())
    assert (state.phase, state.checked, state.waiting_for) == (Phase.WELL, True, ())
    begun.history.undo()
    assert not planner.state(clock.now()).checked


def test_the_tick_of_keeping_well_goes_on_with_the_reopened_episode_and_goes_with_a_new_one(begun: Tracker, clock: FakeClock) -> None:
    planner = begun.planner
    planner.end_episode()
    clock.advance(days=3)
    planner.tick(checked=True)
    planner.reopen_episode()
    state = planner.state(clock.now())
    assert (state.phase, state.checked) == (Phase.HEAT, True)
    planner.end_episode()
    clock.advance(days=1)
    planner.start_episode(a_moment(clock.now()))
    assert (_phase(begun), planner.state(clock.now()).checked) == (Phase.ICE, False)
    clock.advance(days=1)
    planner.end_episode()
    assert (_phase(begun), planner.state(clock.now()).waiting_for) == (Phase.WELL, ("checked",))


def test_starting_again_with_ice_out_of_keeping_well_clears_its_tick(begun: Tracker, clock: FakeClock) -> None:
    begun.planner.end_episode()
    clock.advance(days=3)
    begun.planner.tick(checked=True)
    clock.advance(hours=1)
    begun.planner.start_again_with_ice()
    assert (_phase(begun), begun.planner.state(clock.now()).checked) == (Phase.ICE, False)


def test_stretches_open_early_with_a_reason(begun: Tracker) -> None:
    begun.planner.set_phase(Phase.STRETCH, reason="the physio said so")
    assert _phase(begun) is Phase.STRETCH


def test_the_phase_it_is_in_already_is_refused_without_a_reason(begun: Tracker, clock: FakeClock) -> None:
    clock.set("2026-11-27T10:00")
    with pytest.raises(Refused, match="already"):
        begun.planner.set_phase(Phase.HEAT)


def test_two_programs_that_change_the_plan_both_keep_their_events(begun: Tracker, clock: FakeClock) -> None:
    from tests.services.diaries import opened

    other = opened(begun.diary.paths.data, clock)
    begun.planner.tick(eased=True)
    other.planner.tick(checked=True)
    begun.planner.tick(eased=False)
    episode = other.planner.open_episode()
    assert episode is not None
    assert [(event.kind, event.eased, event.checked) for event in episode.events] == [
        (EventKind.TICKS, True, None),
        (EventKind.TICKS, None, True),
        (EventKind.TICKS, False, None),
    ]
    other.close()


def test_spans_tell_the_phases_until_now(begun: Tracker, clock: FakeClock) -> None:
    clock.set("2026-11-27T10:00")
    (episode,) = begun.planner.episodes()
    spans = begun.planner.spans(episode)
    assert [(span.phase, span.start, span.end) for span in spans] == [
        (Phase.ICE, ONSET.at, ONSET.at + timedelta(hours=72)),
        (Phase.HEAT, ONSET.at + timedelta(hours=72), None),
    ]


def test_help_and_cautions_are_remembered(tracker: Tracker, clock: FakeClock) -> None:
    assert tracker.planner.help_last_shown() is None
    tracker.planner.shown_help()
    shown = tracker.planner.help_last_shown()
    assert shown is not None
    assert shown.at == clock.now()
    assert tracker.planner.needs_cautions()
    tracker.planner.shown_cautions()
    assert not tracker.planner.needs_cautions()
    tracker.planner.start_episode(ONSET)
    assert tracker.planner.needs_cautions()
    tracker.planner.shown_cautions()
    assert not tracker.planner.needs_cautions()


BEHIND = "Your computer's clock is behind: this episode began on 23 Nov 2026, 14:10. Nothing was changed; set the clock right, or change when"


def test_a_clock_behind_the_onset_is_why_nothing_is_done_now(begun: Tracker, clock: FakeClock) -> None:
    planner, before = begun.planner, begun.planner.episodes()
    clock.set("2026-11-23T13:50")
    deeds = [
        lambda: planner.start_episode(a_moment("2026-11-23T13:50")),
        planner.end_episode,
        lambda: planner.set_phase(Phase.HEAT, reason="felt better"),
        planner.start_again_with_ice,
        lambda: planner.tick(eased=True),
    ]
    for deed in deeds:
        with pytest.raises(Refused) as refused:
            deed()
        assert str(refused.value).startswith(BEHIND)
        assert not refused.value.field
    assert planner.episodes() == before
    planner.edit_onset(a_moment("2026-11-23T13:30"))
    assert _phase(begun) is Phase.ICE
