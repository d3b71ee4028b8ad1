"""The words of the session card."""

import pytest

from tests.builders import a_moment, a_session
from tests.fakes import FakeClock
from tracker.app import Tracker
from tracker.domain.entries import EndedBy
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.wording.sessions import done_words, ready_words, running_words, session_heading


@pytest.mark.parametrize(("minutes", "words"), [(9, "Ice"), (10, "Ice, number 2 today"), (20, "Ice, number 2 today")])
def test_an_ice_stopped_before_half_its_length_is_not_counted(tracker: Tracker, clock: FakeClock, minutes: int, words: str) -> None:
    tracker.planner.start_episode(a_moment("2026-11-25T07:00"))
    tracker.timekeeper.start_session("ice", 20)
    clock.advance(minutes=minutes)
    tracker.timekeeper.stop_session()
    assert session_heading(tracker.timekeeper.status(QuietHours())) == words


def test_a_warm_bath_minds_what_heat_minds_and_to_no_treatment_does_the_plan_object(tracker: Tracker, clock: FakeClock) -> None:
    tracker.planner.start_episode(a_moment("2026-11-25T07:00"))
    told = {}
    for kind in ("heat", "warm-bath", "yoga", "relaxation"):
        tracker.timekeeper.start_session(kind, 10)
        status = tracker.timekeeper.status(QuietHours())
        told[kind] = running_words(status, status.session)
        clock.advance(minutes=11)
        tracker.timekeeper.settle()
    assert told["warm-bath"] == told["heat"] == ("The plan has ice now. Warm, not hot: try it on the forearm first.", "")
    assert told["yoga"] == told["relaxation"] == ("", "")


def test_what_to_mind_stands_before_what_comes_after(tracker: Tracker, clock: FakeClock) -> None:
    assert ready_words(tracker.timekeeper.status(QuietHours())) == ("", "")
    tracker.planner.start_episode(a_moment("2026-11-25T07:00"))
    both = ("Cloth between pack and skin.", "Then a break of 90 minutes.")
    assert ready_words(tracker.timekeeper.status(QuietHours())) == both
    tracker.timekeeper.start_session("ice", 20)
    status = tracker.timekeeper.status(QuietHours())
    assert running_words(status, status.session) == both
    tracker.timekeeper.stop_session()
    clock.advance(minutes=1)
    tracker.planner.set_phase(Phase.STRETCH, reason="physio")
    names, stop = ready_words(tracker.timekeeper.status(QuietHours()))
    assert names.startswith("Seated twist, ")
    assert stop == "Stop if it hurts more or a new pain starts."


def test_the_sessions_of_a_day_are_counted_from_the_second_on(tracker: Tracker) -> None:
    tracker.planner.start_episode(a_moment("2026-11-25T00:00"))
    for done in range(4):
        status = tracker.timekeeper.status(QuietHours())
        assert done_words(status, "ice") == f"{done} so far"
        running = status._replace(session=a_session("ice", "2026-11-25T13:00", running=True))
        assert session_heading(status) == session_heading(running) == ("Ice" if not done else f"Ice, number {done + 1} today")
        assert done_words(running, "ice") == ("running" if not done else f"{done} so far, one running")
        assert done_words(running, "heat") == "0 so far"
        tracker.journal.add(a_session("ice", f"2026-11-25T{done:02}:30", ended_by=EndedBy.BY_HAND))
