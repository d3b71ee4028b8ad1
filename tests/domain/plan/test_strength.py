"""The strength set: its names, and the days on which all of it was done."""

from datetime import date

from tests.builders import a_moment, a_session
from tracker.domain.entries import EndedBy
from tracker.domain.plan.protocol import PhasePlan, PlannedExercise
from tracker.domain.plan.strength import set_days

SET = PhasePlan(exercises=(PlannedExercise("bridge", "Bridge"), PlannedExercise("own", "My own one")))


def test_a_set_is_done_on_a_day_on_which_each_exercise_was() -> None:
    sessions = [
        a_session("Bridge", "2026-11-23T10:00"),
        a_session("my own one", "2026-11-23T18:00"),
        a_session("Bridge", "2026-11-24T10:00"),
        a_session("Bridge", "2026-11-24T11:00"),
        a_session("My own one", "2026-11-25T10:00"),
    ]
    assert set_days(SET, sessions) == {date(2026, 11, 23)}


def test_what_was_stopped_early_does_not_make_a_set_and_no_exercises_make_none() -> None:
    stopped = a_session("Bridge", "2026-11-23T10:00", minutes=20, ended_at=a_moment("2026-11-23T10:01").at, ended_by=EndedBy.BUTTON)
    assert set_days(SET, [stopped, a_session("My own one", "2026-11-23T10:30")]) == frozenset()
    assert set_days(PhasePlan(), [a_session("Bridge", "2026-11-23T10:00")]) == frozenset()
