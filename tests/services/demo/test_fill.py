import itertools
from datetime import timedelta

import pytest

from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.domain.entries import Activity, Dose, Function, PainEntry, Session
from tracker.domain.medicines import Intake
from tracker.domain.plan.phases import state_at
from tracker.domain.plan.protocol import Phase
from tracker.domain.statistics.dose_days import most_in_24_hours
from tracker.domain.statistics.figures import day_values, usual_site
from tracker.domain.statistics.function_course import function_course
from tracker.domain.statistics.hours import by_hour
from tracker.domain.statistics.places import by_place
from tracker.domain.statistics.plan_done import plan_totals, planned_days
from tracker.domain.statistics.recovery import episode_course, higher_days
from tracker.domain.statistics.relief import relief
from tracker.domain.times import moment_now
from tracker.services.demo.fill import DAYS, FLARE, Demonstration

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The made-up diary, opened once and only looked at."""
    clock = FakeClock.at()
    tracker = opened(tmp_path_factory.mktemp("demo"), clock)
    Demonstration(tracker.diary, clock).fill()
    yield tracker
    tracker.close()


@pytest.fixture(scope="module")
def today():
    return moment_now(FakeClock.at()).day


def entries_of(demo, type_, first=None):
    return [entry for entry in demo.journal.entries(first) if isinstance(entry, type_)]


def test_it_has_an_earlier_episode_the_six_weeks_and_one_in_its_forty_seventh_hour(demo):
    earlier, first, second = demo.planner.episodes()
    assert (earlier.ended is not None, first.ended is not None, second.is_open) == (True, True, True)
    state = state_at(demo.planner.versions(), demo.planner.episodes(), FakeClock.at().now())
    assert (state.phase, state.hour(FakeClock.at().now())) == (Phase.ICE, 47)


def test_both_episodes_that_are_over_came_to_half_and_the_new_one_is_too_young_to_say(demo, today):
    pain = entries_of(demo, PainEntry)
    halves = [episode_course(pain, episode, usual_site(pain), today).half for episode in demo.planner.episodes()]
    assert [half.enough for half in halves] == [True, True, False]
    assert all(half.reached for half in halves[:2])


def test_the_hours_of_the_day_fill_and_some_stay_empty(demo, today):
    pain = entries_of(demo, PainEntry, today - 41 * DAY)
    hours = by_hour((entry.moment.local, entry.pain) for entry in pain)
    assert 12 <= sum(hour.enough for hour in hours) < 24


def test_it_hurts_at_the_left_more_than_at_the_right_and_at_one_place_too_seldom_to_say(demo, today):
    places = {place.site: place for place in by_place(entries_of(demo, PainEntry, today - 41 * DAY))}
    assert places["lower back left"].days > places["lower back right"].days >= 3
    assert [place.enough for place in places.values()].count(False) == 1


def test_the_day_of_the_flare_is_higher_than_usual(demo, today):
    pain = entries_of(demo, PainEntry)
    flare = today - (DAYS - FLARE) * DAY
    assert flare in [higher.day for higher in higher_days(day_values(pain, usual_site(pain)), today - 41 * DAY, today).days]


def test_ice_heat_and_stretches_have_pairs_enough(demo):
    found = {one.kind: one for one in relief(entries_of(demo, Session))}
    assert [found[kind].enough for kind in ("ice", "heat", "stretch")] == [True] * 3
    assert all(len({pair.difference for pair in found[kind].pairs}) > 2 for kind in ("ice", "heat", "stretch"))


def test_ice_is_never_put_on_again_within_ninety_minutes(demo):
    ice = [session for session in entries_of(demo, Session) if session.kind == "ice"]
    assert all(later.moment.at - earlier.ended_at >= timedelta(minutes=90) for earlier, later in itertools.pairwise(ice))


def test_the_plan_was_followed_in_part(demo, today):
    days = [today - number * DAY for number in range(42)]
    totals = {total.what: total for total in plan_totals(planned_days((day, demo.reminders.day_plan(day)) for day in days))}
    assert [total.planned for total in totals.values() if total.kind in ("ice", "heat")] == [None, None]
    exercises = [total for total in totals.values() if total.kind == "exercises" and total.planned]
    assert sum(0 < total.done < total.planned for total in exercises) >= 2


def test_two_ingredients_were_taken_and_nothing_is_to_be_said_of_any_dose(demo, today):
    doses = entries_of(demo, Dose)
    intakes = [Intake(dose.moment, dose.name, dose.ingredients) for dose in doses]
    assert {most.name: most.mg for most in most_in_24_hours(intakes, today - 41 * DAY, today)} == {"ibuprofen": 800, "paracetamol": 3000}
    assert [demo.medicines.overview(dose).notices for dose in doses] == [()] * len(doses)


def test_the_own_activities_are_scored_week_by_week(demo):
    course = function_course(entries_of(demo, Function))
    assert {one.activity for one in course.activities} == {activity.text for activity in demo.visits.activities()}
    assert course.n >= 6
    assert all(one.n == course.n for one in course.activities)


def test_activities_vary_from_day_to_day(demo, today):
    found = entries_of(demo, Activity, today - 41 * DAY)
    for kind in ("walking", "sitting", "driving", "swimming"):
        amounts = [one.minutes for one in found if one.kind == kind]
        assert 5 <= len(amounts) <= 35
        assert len(set(amounts)) > 1


def test_a_visit_is_over_one_is_to_come_and_there_are_questions(demo):
    now = FakeClock.at().now()
    assert [one.moment.at < now for one in demo.visits.appointments()] == [True, False]
    assert {question.asked_at is not None for question in demo.visits.questions()} == {True, False}
    assert demo.visits.last_visit() is not None


@pytest.mark.parametrize(
    ("wall", "zone"), [("2027-03-28T03:30", "Europe/London"), ("2028-02-29T00:05", "Asia/Kathmandu"), ("2026-11-01T01:30", "America/New_York")]
)
def test_whenever_it_is_opened_it_ends_now_and_is_the_same(demo, tmp_path, wall, zone):
    clock = FakeClock.at(wall, zone)
    other = opened(tmp_path / "data", clock)
    Demonstration(other.diary, clock).fill()
    entries = other.journal.entries()
    assert max(entry.moment.at for entry in entries) <= clock.now()
    assert all(session.ended_at <= clock.now() for session in entries if isinstance(session, Session))
    assert sorted(entry.pain for entry in entries if isinstance(entry, PainEntry)) == sorted(entry.pain for entry in entries_of(demo, PainEntry))
    assert len(entries) == len(demo.journal.entries())
    other.close()
