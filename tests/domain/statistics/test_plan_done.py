from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_session, an_activity
from tracker.domain.reminders.day_plan import Planned
from tracker.domain.statistics.plan_done import PlannedDay, PlanTotal, plan_totals, planned_days

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)

some_days = st.lists(
    st.builds(
        PlannedDay,
        st.integers(0, 30).map(lambda number: MONDAY + number * DAY),
        st.sampled_from(("ice", "heat", "exercises")),
        st.none() | st.integers(1, 5),
        st.integers(0, 8),
    ),
    max_size=40,
)


def planned(kind, count, *done, text=""):
    return Planned(kind, count, (), tuple(a_session(session) for session in done), text=text)


def test_a_day_has_what_was_planned_beside_what_was_done_each_exercise_by_itself():
    exercises = [
        planned("exercises", 3, "pelvic tilt", "pelvic tilt", text="Pelvic tilt"),
        planned("exercises", 3, "cat-cow", text="Cat-cow"),
        planned("exercises", None, "my own", text="my own"),
    ]
    plans = [(MONDAY + DAY, [*exercises, planned("heat", None, "heat", "contrast")]), (MONDAY, [planned("ice", None, "ice", "ice")])]
    assert planned_days(plans) == (
        PlannedDay(MONDAY, "ice", None, 2),
        PlannedDay(MONDAY + DAY, "heat", None, 2),
        PlannedDay(MONDAY + DAY, "exercises", 3, 2, "Pelvic tilt"),
        PlannedDay(MONDAY + DAY, "exercises", 3, 1, "Cat-cow"),
        PlannedDay(MONDAY + DAY, "exercises", None, 1, "my own"),
    )


def test_an_exercise_done_often_does_not_stand_for_one_left_out():
    days = [
        PlannedDay(MONDAY + number * DAY, "exercises", 3, done, name) for number in range(9) for name, done in (("Pelvic tilt", 3), ("Cat-cow", 0))
    ]
    assert plan_totals(days) == (
        PlanTotal("exercises", days=9, planned=27, done=27, exercise="Pelvic tilt"),
        PlanTotal("exercises", days=9, planned=27, done=0, exercise="Cat-cow"),
    )


def test_walks_reminders_and_days_without_a_plan_are_no_part_of_it():
    walk = Planned("walking", None, (), (an_activity(),))
    assert planned_days([(MONDAY, [walk, Planned("pain", 1, (), ())]), (MONDAY + DAY, [])]) == ()


def test_more_on_one_day_does_not_make_up_for_less_on_another():
    days = [PlannedDay(MONDAY, "heat", 3, 5), PlannedDay(MONDAY + DAY, "heat", 3, 1), PlannedDay(MONDAY + 2 * DAY, "heat", 2, 0)]
    assert plan_totals(days) == (PlanTotal("heat", days=3, planned=8, done=4, beyond=2),)


def test_what_goes_by_its_cycle_is_counted_and_set_against_nothing():
    days = [PlannedDay(MONDAY, "ice", None, 4), PlannedDay(MONDAY + DAY, "ice", None, 0)]
    assert plan_totals(days) == (PlanTotal("ice", days=2, planned=None, done=4),)


def test_days_with_a_number_stand_apart_from_days_without():
    days = [PlannedDay(MONDAY, "heat", None, 4), PlannedDay(MONDAY + DAY, "heat", 2, 2)]
    assert plan_totals(days) == (PlanTotal("heat", 1, 2, 2), PlanTotal("heat", 1, None, 4))


@given(some_days, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_no_more_is_done_of_the_plan_than_was_planned_and_nothing_done_is_lost(days, chance):
    totals = plan_totals(days)
    shuffled = list(days)
    chance.shuffle(shuffled)
    assert plan_totals(shuffled) == totals
    assert all(total.planned is None or 0 <= total.done <= total.planned for total in totals)
    assert sum(total.done + total.beyond for total in totals) == sum(day.done for day in days)
    assert sum(total.days for total in totals) == len(days)
