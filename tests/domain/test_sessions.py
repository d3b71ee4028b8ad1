"""How long a session has run: what is left never grows, however the wall clock is set and however often the app starts again."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import a_session
from tests.fakes import FakeClock
from tracker.domain.entries import EndedBy
from tracker.domain.reminders.silence import is_exercise
from tracker.domain.sessions import SESSION_KINDS, Elapsed, begun, elapsed_of, ended_by_clock, ends_at, kind_called, rest_over_at, time_left

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
ZERO = timedelta(0)
ICE = a_session("ice", "2026-11-25T13:05", running=True)


@dataclass(frozen=True)
class Happening:
    """Time passes (seconds), then somebody sets the wall clock (seconds), then perhaps the computer is started again."""

    passes: int
    turned: int = 0
    restarted: bool = False


DAY = 86_400
PASSING = st.integers(0, 1_500)
TURNED = st.one_of(st.just(0), st.integers(-DAY, DAY), st.integers(-400 * DAY, 400 * DAY))
HAPPENINGS = st.lists(st.builds(Happening, PASSING, TURNED, st.booleans()), max_size=12)


def live(happening: Happening, clock: FakeClock) -> None:
    clock.advance(seconds=happening.passes)
    clock.turn(seconds=happening.turned)
    if happening.restarted:
        clock.restart(clock.boot + "'")


def look(clock: FakeClock, last: Elapsed | None) -> Elapsed:
    return elapsed_of(ICE, last, clock.now(), clock.boot_time())


@given(HAPPENINGS)
@example([Happening(300, -3600)])
@example([Happening(300, -3600, restarted=True), Happening(60)])
def test_what_is_left_never_grows(happenings: list[Happening]) -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    left = time_left(ICE, elapsed)
    assert left == 20 * MINUTE
    for happening in happenings:
        live(happening, clock)
        elapsed = look(clock, elapsed)
        assert ZERO <= time_left(ICE, elapsed) <= left
        left = time_left(ICE, elapsed)


@given(st.lists(st.builds(Happening, PASSING, TURNED), max_size=12), st.integers(0, 11))
def test_it_never_runs_longer_than_it_was_planned_though_nobody_looked_meanwhile(happenings: list[Happening], looked_at: int) -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    passed = ZERO
    for number, happening in enumerate(happenings):
        live(happening, clock)
        passed += happening.passes * SECOND
        if number == looked_at:
            elapsed = look(clock, elapsed)
    assert time_left(ICE, look(clock, elapsed)) <= max(ZERO, 20 * MINUTE - passed)


@given(st.integers(0, 1_199), st.integers(1, DAY))
def test_a_clock_set_forward_ends_it_early_and_never_late(before: int, forward: int) -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    live(Happening(before, forward), clock)
    elapsed = look(clock, elapsed)
    assert time_left(ICE, elapsed) == max(ZERO, 20 * MINUTE - (before + forward) * SECOND)
    clock.turn(seconds=-forward)
    assert time_left(ICE, look(clock, elapsed)) <= time_left(ICE, elapsed)


@given(st.integers(0, 1_199), st.integers(-400 * DAY, 0))
def test_across_a_restart_it_goes_on_from_what_was_kept(before: int, back: int) -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    clock.advance(seconds=before)
    elapsed = look(clock, elapsed)
    live(Happening(0, back, restarted=True), clock)
    elapsed = look(clock, elapsed)
    assert time_left(ICE, elapsed) == (1_200 - before) * SECOND
    clock.advance(seconds=60)
    assert time_left(ICE, look(clock, elapsed)) == max(ZERO, (1_200 - before - 60) * SECOND)


@given(st.integers(0, 10**7))
def test_the_boot_clock_of_another_start_or_computer_says_nothing(since: int) -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    clock.restart("another computer")
    clock.since_boot = since * SECOND
    assert time_left(ICE, look(clock, elapsed)) == 20 * MINUTE


def test_a_session_nobody_looked_at_goes_by_the_wall_clock() -> None:
    clock = FakeClock.at()
    clock.advance(minutes=5)
    assert time_left(ICE, look(clock, None)) == 15 * MINUTE
    clock.turn(hours=-1)
    assert time_left(ICE, look(clock, None)) == 20 * MINUTE


@pytest.mark.parametrize(("drift", "end"), [(0, "13:25:00"), (1.5, "13:25:00"), (-1.5, "13:25:00"), (-3600, "12:25:00"), (-5, "13:24:55")])
def test_the_end_told_is_the_planned_one_but_where_the_clock_was_set(drift: float, end: str) -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    clock.advance(minutes=5)
    clock.turn(seconds=drift)
    assert f"{ends_at(ICE, clock.now(), time_left(ICE, look(clock, elapsed))):%H:%M:%S}" == end


def test_an_end_is_seen_where_it_comes_to_the_minute_and_presumed_where_nobody_looked() -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    clock.advance(minutes=21)
    seen = ended_by_clock(ICE, look(clock, elapsed))
    assert (seen.ended_at, seen.ended_by) == (ICE.planned_end, EndedBy.PLANNED)
    clock.advance(seconds=1)
    assert ended_by_clock(ICE, look(clock, elapsed)).ended_by is EndedBy.PRESUMED


@pytest.mark.parametrize("looked", [False, True])
def test_an_end_that_comes_of_a_clock_set_forward_is_told_since_the_ice_still_lies_there(looked: bool) -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    clock.advance(minutes=5)
    clock.turn(hours=1)
    if looked:
        elapsed = look(clock, elapsed)
    ended = ended_by_clock(ICE, look(clock, elapsed))
    assert (ended.ended_at, ended.ended_by) == (ICE.planned_end, EndedBy.PLANNED)


def test_a_computer_that_slept_past_the_end_presumes_it_though_the_clock_was_set_back() -> None:
    clock = FakeClock.at()
    elapsed = begun(clock.boot_time())
    clock.advance(minutes=5)
    elapsed = look(clock, elapsed)
    clock.advance(hours=3)
    clock.turn(hours=-3)
    elapsed = look(clock, elapsed)
    assert time_left(ICE, elapsed) == ZERO
    assert ended_by_clock(ICE, elapsed).ended_by is EndedBy.PRESUMED


@given(st.integers(0, 5_400), st.integers(0, DAY))
def test_a_clock_set_back_only_makes_a_rest_longer(passed: int, back: int) -> None:
    clock = FakeClock.at("2026-11-25T13:25")
    ice = a_session("ice", "2026-11-25T13:05")
    over = rest_over_at([ice], 90 * MINUTE, ice.moment.at)
    assert over is not None
    live(Happening(passed, -back), clock)
    assert over - clock.now() >= 90 * MINUTE - passed * SECOND


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((kind, kind) for kind in SESSION_KINDS),
        ("Warm bath", "warm-bath"),
        ("SELF-MASSAGE", "self-massage"),
        (" manual  therapy ", "manual-therapy"),
        ("Chiropractic", "manual-therapy"),
        ("osteopathy", "manual-therapy"),
        ("Chiropractic, osteopathy", "manual-therapy"),
        ("foam roller", "self-massage"),
        ("heating pad", "heat"),
        ("damp heat", "heat"),
        ("Cat-cow", "Cat-cow"),
        ("Child's pose", "Child's pose"),
        ("swim", "swim"),
    ],
)
def test_a_kind_is_known_by_what_people_call_it_and_any_other_name_stays(name: str, kind: str) -> None:
    assert kind_called(name) == kind


def test_of_the_kinds_the_stretches_alone_are_exercises() -> None:
    assert [kind for kind in SESSION_KINDS if is_exercise(kind)] == ["stretches"]
    assert is_exercise("downward dog")
