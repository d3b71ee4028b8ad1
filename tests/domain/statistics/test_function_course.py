from datetime import date

import pytest

from tests.builders import a_function
from tracker.domain.statistics.function_course import FunctionScore, function_course

FIRST, SECOND, THIRD = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 23)


def scored(day, **points):
    return a_function({activity.replace("_", " "): value for activity, value in points.items()}, f"{day}T19:00")


def test_each_activity_has_its_scores_in_order_of_time_and_a_week_left_out_is_not_filled_in():
    course = function_course([scored(THIRD, socks=7, drive=8), scored(FIRST, socks=2, drive=3), scored(SECOND, socks=5, drive=4)])
    socks, drive = course.activities
    assert (socks.activity, socks.n, socks.first, socks.latest, socks.change) == ("socks", 3, FunctionScore(FIRST, 2), FunctionScore(THIRD, 7), 5)
    assert [score.points for score in drive.scores] == [3, 4, 8]
    assert [(mean.day, mean.points) for mean in course.means] == [(FIRST, 2.5), (SECOND, 4.5), (THIRD, 7.5)]
    assert (course.n, course.change) == (3, 5)


def test_means_of_different_activities_are_not_set_against_each_other():
    course = function_course([scored(FIRST, socks=2, drive=4), scored(SECOND, socks=2, drive=4, lift=9)])
    assert [mean.points for mean in course.means] == [3, 5]
    assert course.change is None


def test_an_activity_scored_once_has_no_change_and_one_given_up_stands_last():
    course = function_course([scored(FIRST, garden=1, socks=2), scored(SECOND, socks=4)])
    assert [(one.activity, one.n, one.change) for one in course.activities] == [("socks", 2, 2), ("garden", 1, None)]


def test_two_scorings_of_one_day_are_two():
    early, late = a_function({"socks": 3}, "2026-11-02T08:00"), a_function({"socks": 6}, "2026-11-02T20:00")
    course = function_course([late, early])
    assert [score.points for score in course.activities[0].scores] == [3, 6]
    assert course.n == 2


@pytest.mark.parametrize(("scorings", "n"), [([], 0), ([scored(FIRST, socks=2)], 1)])
def test_less_than_two_scorings_make_no_change(scorings, n):
    course = function_course(scorings)
    assert (course.n, course.change) == (n, None)


def test_the_lowest_and_the_highest_are_known_besides_the_ends():
    course = function_course([scored(FIRST, socks=2, drive=3), scored(SECOND, socks=9, drive=1), scored(THIRD, socks=3, drive=3)])
    socks, drive = course.activities
    assert (socks.lowest, socks.highest) == (FunctionScore(FIRST, 2), FunctionScore(SECOND, 9))
    assert (drive.lowest.points, drive.highest) == (1, FunctionScore(THIRD, 3))
    assert [mean.day for mean in course.like_the_latest] == [FIRST, SECOND, THIRD]
