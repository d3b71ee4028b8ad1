"""Sessions against the clock: the ice cycle, the rest after it, the quiet hours, and starting the app again."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import a_moment, a_session, an_entry
from tests.fakes import FakeClock, local
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.domain.entries import EndedBy, Session
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.due import QuietHours, Reminder
from tracker.domain.times import moment_now
from tracker.errors import Refused

QUIET = QuietHours()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def begun(tracker: Tracker) -> Iterator[Tracker]:
    """An episode that began at 09:00 today, 25 November; it is 13:05."""
    tracker.planner.start_episode(a_moment("2026-11-25T09:00"))
    return tracker


def _start(tracker: Tracker, kind: str = "ice", minutes: float | None = None) -> Session:
    change = tracker.timekeeper.start_session(kind, minutes)
    assert isinstance(change.entry, Session)
    assert change.touched == Touched.DIARY
    return change.entry


def _next(tracker: Tracker, at: str | None = None) -> Reminder | None:
    return tracker.timekeeper.status(QUIET, a_moment(at) if at else None).reminder


def _due(tracker: Tracker) -> Reminder | None:
    """The session that is raised now, if one is."""
    group = tracker.reminders.due(QUIET)
    found = [Reminder(raised.kind, raised.due_at) for raised in group.reminders if raised.kind in {"ice", "heat"}] if group else []
    assert len(found) <= 1
    return found[0] if found else None


def _ended(tracker: Tracker) -> Session:
    change = tracker.timekeeper.settle()
    assert isinstance(change.entry, Session)
    return change.entry


def test_within_one_reading_of_the_diary_there_is_one_status_until_something_is_written(tracker: Tracker, clock: FakeClock) -> None:
    with tracker.diary.reading():
        first = tracker.timekeeper.status(QuietHours())
        clock.advance(timedelta(seconds=1))
        assert tracker.timekeeper.status(QuietHours()) is first
        assert tracker.timekeeper.status(QuietHours(), moment_now(clock)).at != first.at
        tracker.timekeeper.start_session("ice", 20)
        assert tracker.timekeeper.status(QuietHours()).session is not None
    with tracker.diary.reading():
        assert tracker.timekeeper.status(QuietHours()) is not first


def test_an_ice_session_runs_twenty_minutes_and_counts_down(begun: Tracker, clock: FakeClock) -> None:
    session = _start(begun)
    assert session.planned == 20 * MINUTE
    clock.advance(minutes=19, seconds=59)
    assert begun.timekeeper.running_session() == begun.journal.entries()[0]
    assert begun.timekeeper.settle().entry is None
    clock.advance(seconds=1)
    assert begun.timekeeper.running_session() is None


def test_it_ends_as_planned_where_the_end_is_seen_and_presumably_where_it_is_not(begun: Tracker, clock: FakeClock) -> None:
    first = _start(begun)
    clock.advance(minutes=21)
    seen = _ended(begun)
    assert (seen.ended_at, seen.ended_by) == (first.planned_end, EndedBy.PLANNED)
    second = _start(begun)
    clock.advance(minutes=21, seconds=1)
    late = _ended(begun)
    assert (late.ended_at, late.ended_by) == (second.planned_end, EndedBy.PRESUMED)
    assert begun.timekeeper.settle().entry is None


def test_the_button_ends_it_now_and_not_after_its_planned_end(begun: Tracker, clock: FakeClock) -> None:
    _start(begun)
    clock.advance(minutes=7)
    change = begun.timekeeper.stop_session()
    assert isinstance(change.entry, Session)
    assert (change.entry.ended_at, change.entry.ended_by) == (clock.now(), EndedBy.BUTTON)
    assert begun.timekeeper.stop_session().touched == Touched.NONE


def test_a_second_session_is_refused_while_one_runs(begun: Tracker) -> None:
    _start(begun)
    with pytest.raises(Refused, match="running already"):
        begun.timekeeper.start_session("heat")
    assert len(begun.journal.entries()) == 1


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_a_length_that_makes_no_sense_is_refused(begun: Tracker, minutes: float) -> None:
    with pytest.raises(Refused):
        begun.timekeeper.start_session("ice", minutes)
    assert begun.journal.entries() == []


def test_the_plan_gives_the_length_of_ice_and_heat_and_of_nothing_else(begun: Tracker, clock: FakeClock) -> None:
    assert _start(begun, "heat").planned == 15 * MINUTE
    clock.advance(minutes=15)
    with pytest.raises(Refused):
        begun.timekeeper.start_session("massage")
    assert _start(begun, "massage", 30).planned == 30 * MINUTE


def test_the_rest_of_ninety_minutes_counts_from_the_end_and_is_raised_once(begun: Tracker, clock: FakeClock) -> None:
    _start(begun)
    clock.advance(minutes=10)
    begun.timekeeper.stop_session()
    due = clock.now() + 90 * MINUTE
    assert _next(begun) == Reminder("ice", due)
    clock.set(due - timedelta(seconds=1))
    assert _due(begun) is None
    clock.set(due)
    assert _due(begun) == Reminder("ice", due)
    for _tick in range(3):
        clock.advance(seconds=30)
        assert _due(begun) is None
    assert _next(begun) == Reminder("ice", clock.now())


def test_nothing_is_raised_while_a_session_runs_nor_before_the_first_one(begun: Tracker, clock: FakeClock) -> None:
    assert _due(begun) is None
    _start(begun, minutes=200)
    clock.advance(minutes=150)
    assert _due(begun) is None


def test_a_rest_that_ends_in_the_quiet_hours_waits_for_the_morning(begun: Tracker, clock: FakeClock) -> None:
    clock.set("2026-11-25T21:00")
    _start(begun)
    clock.advance(minutes=20)
    begun.timekeeper.settle()
    morning = local("2026-11-26T07:00")
    assert _next(begun) == Reminder("ice", morning)
    for wall in ("2026-11-25T22:50", "2026-11-25T23:59", "2026-11-26T06:59:59"):
        clock.set(wall)
        assert _due(begun) is None
    clock.set(morning)
    assert _due(begun) == Reminder("ice", morning)


def test_a_rest_over_just_before_the_quiet_hours_and_missed_is_raised_in_the_morning(begun: Tracker, clock: FakeClock) -> None:
    clock.set("2026-11-25T20:05")
    _start(begun)
    clock.set("2026-11-25T22:30")
    begun.timekeeper.settle()
    assert _due(begun) is None
    clock.set("2026-11-26T07:00")
    assert _due(begun) == Reminder("ice", local("2026-11-25T21:55"))


def test_after_the_seventy_two_hours_it_is_heat_at_nine_two_and_seven(begun: Tracker, clock: FakeClock) -> None:
    clock.set("2026-11-28T07:10")
    _start(begun)
    clock.advance(minutes=20)
    begun.timekeeper.settle()
    assert _next(begun) == Reminder("heat", local("2026-11-28T09:00"))
    clock.set("2026-11-28T09:00")
    assert begun.timekeeper.status(QUIET).state.phase is Phase.HEAT
    raised = []
    while clock.now() < local("2026-11-29T14:30"):
        if due := _due(begun):
            raised.append(due)
        clock.advance(minutes=10)
    walls = ("2026-11-28T09:00", "2026-11-28T14:00", "2026-11-28T19:00", "2026-11-29T09:00", "2026-11-29T14:00")
    assert raised == [Reminder("heat", local(wall)) for wall in walls]


def test_a_running_session_survives_starting_the_app_again(begun: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    session = _start(begun)
    begun.close()
    clock.advance(minutes=5)
    again = opened(tmp_path / "data", clock)
    running = again.timekeeper.running_session()
    assert running is not None
    assert running.planned_end - clock.now() == 15 * MINUTE
    again.close()
    clock.advance(hours=3)
    later = opened(tmp_path / "data", clock)
    assert later.timekeeper.running_session() is None
    ended = _ended(later)
    assert (ended.id, ended.ended_at, ended.ended_by) == (session.id, session.planned_end, EndedBy.PRESUMED)
    due = session.planned_end + 90 * MINUTE
    assert _due(later) == Reminder("ice", due)
    later.close()
    much_later = opened(tmp_path / "data", clock)
    assert _due(much_later) is None
    much_later.close()


def test_a_clock_set_back_raises_nothing_twice(begun: Tracker, clock: FakeClock) -> None:
    _start(begun)
    clock.advance(minutes=110)
    begun.timekeeper.settle()
    assert _due(begun) is not None
    clock.advance(days=-400)
    assert _due(begun) is None
    clock.advance(days=400)
    assert _due(begun) is None


def test_the_status_of_a_past_moment_is_what_it_was_then(begun: Tracker, clock: FakeClock) -> None:
    begun.journal.add(an_entry(7, "2026-11-25T10:00"))
    session = _start(begun)
    clock.advance(minutes=30)
    begun.timekeeper.settle()
    begun.journal.add(an_entry(2))
    during = begun.timekeeper.status(QUIET, a_moment(session.moment.at + 5 * MINUTE))
    assert during.session is not None
    assert (during.session.id, during.session.planned_end) == (session.id, session.planned_end)
    assert during.last_pain is not None
    assert begun.timekeeper.status(QUIET).session is None
    before = begun.timekeeper.status(QUIET, a_moment("2026-11-25T08:59"))
    assert (before.episode, before.state.phase, before.session, before.reminder, before.last_pain) == (None, Phase.NONE, None, None, None)


def test_a_session_of_the_past_logged_by_hand_sets_the_rest(begun: Tracker) -> None:
    begun.journal.add(a_session("ice", "2026-11-25T12:00", ended_by=EndedBy.BY_HAND))
    assert _next(begun) == Reminder("ice", local("2026-11-25T13:50"))
    assert [session.kind for session in begun.timekeeper.status(QUIET).sessions_today] == ["ice"]


def test_ice_again_begins_the_cycle_anew(begun: Tracker, clock: FakeClock) -> None:
    clock.set("2026-11-30T10:00")
    begun.planner.set_phase(Phase.ICE)
    assert _next(begun) == Reminder("ice", clock.now())
    assert isinstance(clock.now(), datetime)


def test_a_clock_set_back_an_hour_leaves_what_was_left(begun: Tracker, clock: FakeClock) -> None:
    session = _start(begun)
    clock.advance(minutes=5)
    clock.turn(hours=-1)
    assert begun.timekeeper.left(session) == 15 * MINUTE
    status = begun.timekeeper.status(QUIET)
    assert status.session == begun.timekeeper.running_session()
    assert status.session_ends_at == clock.now() + 15 * MINUTE
    with pytest.raises(Refused, match="running already"):
        begun.timekeeper.start_session("heat")
    clock.advance(minutes=15)
    ended = _ended(begun)
    assert (ended.length, ended.ended_by) == (20 * MINUTE, EndedBy.PLANNED)
    assert begun.timekeeper.status(QUIET).session is None


def test_what_ran_before_the_clock_was_set_back_and_after_it_is_kept(begun: Tracker, clock: FakeClock) -> None:
    _start(begun)
    clock.advance(minutes=5)
    clock.turn(hours=-1)
    clock.advance(minutes=4)
    stopped = begun.timekeeper.stop_session().entry
    assert isinstance(stopped, Session)
    assert stopped.length == 9 * MINUTE


def test_a_clock_set_forward_between_two_looks_and_back_again_gives_no_time_back(begun: Tracker, clock: FakeClock) -> None:
    session = _start(begun)
    clock.turn(minutes=10)
    assert begun.timekeeper.left(session) == 10 * MINUTE
    clock.turn(minutes=-10)
    assert begun.timekeeper.left(session) == 10 * MINUTE


@pytest.mark.parametrize("computer_too", [False, True])
def test_a_clock_set_back_while_the_app_is_closed_prolongs_nothing(begun: Tracker, clock: FakeClock, tmp_path: Path, computer_too: bool) -> None:
    session = _start(begun)
    clock.advance(minutes=5)
    begun.timekeeper.keep_elapsed()
    begun.close()
    clock.turn(hours=-1)
    if computer_too:
        clock.restart()
    else:
        clock.advance(minutes=2)
    again = opened(tmp_path / "data", clock)
    assert again.timekeeper.left(session) == (15 if computer_too else 13) * MINUTE
    clock.advance(minutes=13)
    assert again.timekeeper.left(session) == (2 if computer_too else 0) * MINUTE
    again.close()


HAPPENINGS = st.lists(st.tuples(st.integers(0, 400), st.integers(-90_000, 90_000), st.sampled_from(["", "app", "computer"])), max_size=5)


@settings(max_examples=20, deadline=None)
@given(HAPPENINGS)
@example([(300, -3600, "app"), (60, 0, "computer"), (60, -3600, "")])
def test_what_is_left_never_grows_however_clock_and_app_are_treated(happenings: list[tuple[int, int, str]]) -> None:
    clock = FakeClock.at()
    with TemporaryDirectory() as folder, ExitStack() as apps:
        tracker = apps.enter_context(closing(opened(Path(folder), clock)))
        tracker.planner.start_episode(a_moment("2026-11-25T09:00"))
        session, left, passed = _start(tracker), 20 * MINUTE, timedelta(0)
        for seconds, turned, restarted in happenings:
            clock.advance(seconds=seconds)
            passed += timedelta(seconds=seconds)
            tracker.timekeeper.keep_elapsed()
            clock.turn(seconds=turned)
            if restarted:
                apps.close()
                if restarted == "computer":
                    clock.restart(clock.boot + "'")
                tracker = apps.enter_context(closing(opened(Path(folder), clock)))
            assert tracker.timekeeper.left(session) <= min(left, max(timedelta(0), 20 * MINUTE - passed))
            left = tracker.timekeeper.left(session)
            assert (tracker.timekeeper.running_session() is None) == (left == timedelta(0))


def test_with_the_clock_set_back_the_rest_is_longer_and_nothing_is_raised_in_it(begun: Tracker, clock: FakeClock) -> None:
    session = _start(begun)
    clock.advance(minutes=5)
    clock.turn(hours=-1)
    clock.advance(minutes=15)
    _ended(begun)
    status = begun.timekeeper.status(QUIET)
    assert status.rests_until(clock.now()) == session.planned_end + 90 * MINUTE
    assert status.rests_until(clock.now()) == clock.now() + 150 * MINUTE
    clock.advance(minutes=149)
    assert _due(begun) is None
    clock.advance(minutes=1)
    assert begun.timekeeper.status(QUIET).rests_until(clock.now()) is None


class GoingClock(FakeClock):
    """A clock that goes on with each look at it, as a real one does."""

    def now(self) -> datetime:
        return self.advance(microseconds=1)


def test_with_the_clock_set_back_what_comes_next_waits_for_the_rest_though_the_clock_goes_on(tmp_path: Path) -> None:
    clock = GoingClock.at()
    tracker = opened(tmp_path / "going", clock)
    tracker.planner.start_episode(a_moment("2026-11-25T07:00"))
    session = _start(tracker)
    clock.advance(minutes=20)
    _ended(tracker)
    clock.turn(hours=-2)
    assert _next(tracker) == Reminder("ice", session.planned_end + 90 * MINUTE)
    assert _due(tracker) is None
    tracker.close()


def test_one_rests_after_ice_in_the_ice_phase_alone(begun: Tracker, clock: FakeClock) -> None:
    assert begun.timekeeper.status(QUIET).rests_until(clock.now()) is None
    _start(begun)
    assert begun.timekeeper.status(QUIET).rests_until(clock.now()) is None
    clock.advance(minutes=10)
    begun.timekeeper.stop_session()
    assert begun.timekeeper.status(QUIET).rests_until(clock.now()) == clock.now() + 90 * MINUTE
    begun.planner.set_phase(Phase.HEAT, reason="physio")
    assert begun.timekeeper.status(QUIET).rests_until(clock.now()) is None


def test_a_clock_set_back_to_before_the_onset_leaves_the_rest_after_ice(begun: Tracker, clock: FakeClock) -> None:
    _start(begun)
    clock.advance(minutes=20)
    over = _ended(begun).planned_end + 90 * MINUTE
    clock.turn(hours=-6)
    status = begun.timekeeper.status(QUIET)
    assert (status.begun_later, status.state.phase) == (begun.planner.open_episode(), Phase.NONE)
    assert status.ice_rests_until(clock.now()) == status.rests_until(clock.now()) == over
