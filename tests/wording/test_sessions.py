"""The words of the session card."""

import pytest

from tests.builders import a_moment
from tests.fakes import FakeClock
from tracker.app import Tracker
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.wording.sessions import running_words, session_heading


@pytest.mark.parametrize(("minutes", "words"), [(9, "Ice, number 1 today"), (10, "Ice, number 2 today"), (20, "Ice, number 2 today")])
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
    assert told["warm-bath"] == told["heat"]
    assert told["heat"].startswith("The plan has ice now.")
    assert told["yoga"] == told["relaxation"] == ""
