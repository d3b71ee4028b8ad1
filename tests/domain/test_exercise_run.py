"""What was done of a course: each exercise with its start and its length, and nothing that nobody did."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import LONDON
from tracker.domain.entries import EndedBy
from tracker.domain.exercise_run import Tally, contrast_course, exercises_course, pressure_course
from tracker.domain.exercise_steps import Pacing, begin, course_of, routine_of
from tracker.domain.exercises import Dosage, Exercise, Turn, Way
from tracker.domain.plan.protocol import PlannedExercise
from tracker.domain.sessions import counts_as_done
from tracker.domain.sourced_number import Figure

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PACE = Pacing(lead_in=timedelta(seconds=5), rest=timedelta(seconds=5))


def an_exercise(name="Side bend", way=Way.REPETITIONS, **fields):
    return Exercise(name.casefold(), name, "Stand.", ("Bend.",), is_sided=False, pictures=(), source="you", way=way, is_own=True, **fields)


def held(seconds=20, times=1):
    return Dosage(hold_seconds=Figure(seconds, "you"), repetitions=Figure(times, "you"))


def at_own_pace(times=1):
    return Dosage(repetitions=Figure(times, "you"))


class Doing:
    """A person who does a course, and a tally that is told of each step as a timer tells it."""

    def __init__(self, course):
        self.now, self.run, self.tally = NOON, begin(course, NOON), Tally()
        self.tell()

    def tell(self):
        self.tally.see(self.run, self.now)
        return self

    def wait(self, seconds):
        """Let time pass and be told of each step as it comes."""
        for _second in range(seconds):
            number = self.run.at(self.now).number
            self.now += timedelta(seconds=1)
            if self.run.at(self.now).number != number:
                self.tell()
        return self

    def sleep(self, **parts):
        self.now += timedelta(**parts)
        return self

    def next(self):
        self.run = self.run.next(self.now)
        return self.tell()

    def previous(self):
        self.run = self.run.previous(self.now)
        return self.tell()

    def pause(self):
        self.run = self.run.pause(self.now)
        return self.tell()

    def go_on(self):
        self.run = self.run.go_on(self.now)
        return self.tell()

    @property
    def sessions(self):
        return [
            (session.kind, (session.moment.at - NOON).total_seconds(), session.length.total_seconds(), session.ended_by)
            for session in (share.session(LONDON) for share in self.tally.shares if share.counts)
        ]

    @property
    def done(self):
        """The sessions that count as done."""
        return [session.kind for session in (share.session(LONDON) for share in self.tally.shares if share.counts) if counts_as_done(session)]


def two(first=None, second=None):
    return routine_of([(an_exercise("Bend"), first or held()), (an_exercise("Turn"), second or held())], PACE)


def test_an_exercise_begins_after_its_lead_in_and_lasts_with_the_rests_between():
    doing = Doing(course_of(an_exercise(), held(20, 3), PACE)).wait(5 + 20 + 5 + 20 + 5 + 20)
    assert doing.sessions == [("Side bend", 5, 70, EndedBy.PLANNED)]


def test_each_exercise_of_several_stands_for_itself():
    assert Doing(two()).wait(50).sessions == [("Bend", 5, 20, EndedBy.PLANNED), ("Turn", 30, 20, EndedBy.PLANNED)]


def test_one_that_is_stopped_is_kept_as_far_as_it_was_done():
    doing = Doing(two()).wait(30 + 12).tell()
    assert doing.sessions == [("Bend", 5, 20, EndedBy.PLANNED), ("Turn", 30, 12, EndedBy.BUTTON)]


@pytest.mark.parametrize(("seconds", "is_done"), [(29, False), (30, True)])
def test_a_hold_of_which_less_than_half_was_held_is_kept_and_not_done(seconds, is_done):
    doing = Doing(course_of(an_exercise(), held(60), PACE)).wait(5 + seconds).tell()
    assert doing.sessions == [("Side bend", 5, seconds, EndedBy.BUTTON)]
    assert bool(doing.done) is is_done


@pytest.mark.parametrize(("times", "is_done"), [(1, False), (2, False), (3, True), (5, True)])
def test_an_exercise_of_which_less_than_half_the_repetitions_were_done_is_kept_and_not_done(times, is_done):
    doing = Doing(course_of(an_exercise(), at_own_pace(5), PACE)).wait(5)
    for _repetition in range(times):
        doing.wait(4).next()
        # The rest between two of them.
        doing.wait(5)
    assert doing.tell().sessions[0][0] == "Side bend"
    assert bool(doing.done) is is_done


def test_of_holds_to_both_sides_one_is_half():
    doing = Doing(course_of(an_exercise()._replace(is_sided=True), held(20), PACE)).wait(5 + 20).tell()
    assert doing.done == ["Side bend"]


def test_what_goes_on_until_it_lets_go_counts_however_long():
    assert len(Doing(pressure_course(an_exercise(way=Way.OPEN))).wait(5 + 20).tell().done) == 1


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 500))
def test_of_timed_holds_those_count_as_done_of_which_half_the_time_was_held(seconds, times, waited):
    doing = Doing(course_of(an_exercise(), held(seconds, times), PACE)).wait(waited).tell()
    # Second by second: 5 to get ready, then each hold and 5 of rest.
    spent = sum((second - 5) % (seconds + 5) < seconds for second in range(5, min(waited, 5 + times * (seconds + 5))))
    if doing.sessions:
        assert bool(doing.done) is (2 * spent >= seconds * times)


def test_one_that_was_hardly_tried_is_no_session():
    assert Doing(two()).wait(5 + 9).tell().sessions == []
    assert len(Doing(two()).wait(5 + 10).tell().sessions) == 1


def test_one_step_gone_through_is_enough_however_short():
    doing = Doing(course_of(an_exercise(), at_own_pace(5), PACE)).wait(5 + 2).next().tell()
    assert doing.sessions == [("Side bend", 5, 2, EndedBy.BUTTON)]


def test_what_was_passed_over_at_once_was_not_done():
    doing = Doing(two(at_own_pace(2), held())).next().next().next()
    assert doing.sessions == []
    assert doing.wait(25).sessions == [("Turn", 5, 20, EndedBy.PLANNED)]


def test_a_pause_is_not_counted():
    doing = Doing(two()).wait(15).pause().sleep(minutes=7).go_on().wait(10)
    assert doing.sessions == [("Bend", 5, 20, EndedBy.PLANNED)]


def test_a_pause_that_ends_it_is_not_counted_either():
    assert Doing(two()).wait(17).pause().sleep(hours=2).tell().sessions == [("Bend", 5, 12, EndedBy.BUTTON)]


def test_going_back_goes_on_with_the_same_exercise():
    doing = Doing(two()).wait(25).previous().wait(20)
    assert doing.sessions == [("Bend", 5, 40, EndedBy.PLANNED)]


def test_one_that_was_gone_back_to_is_over_only_when_it_is_left_again():
    assert Doing(two()).wait(25).previous().wait(12).tell().sessions == [("Bend", 5, 32, EndedBy.BUTTON)]


def test_exercises_that_went_by_while_the_computer_slept_were_not_done():
    doing = Doing(two()).wait(15).sleep(hours=8).tell()
    assert doing.run.at(doing.now).is_over
    assert doing.sessions == [("Bend", 5, 20, EndedBy.PLANNED)]


def test_whoever_walked_away_from_a_step_at_their_own_pace_did_not_do_it_all_night():
    doing = Doing(course_of(an_exercise(), at_own_pace(), PACE)).wait(5).sleep(hours=8).next()
    assert doing.sessions == [("Side bend", 5, 600, EndedBy.PLANNED)]


def test_finger_pressure_is_ended_by_the_person_and_goes_by_the_name_of_its_kind():
    pressure = an_exercise("Pressure", Way.OPEN)
    assert Doing(pressure_course(pressure)).wait(5 + 40).next().sessions == [("pressure", 5, 40, EndedBy.BUTTON)]
    assert Doing(pressure_course(pressure)).wait(5 + 40).tell().sessions == [("pressure", 5, 40, EndedBy.BUTTON)]


def test_an_exercise_is_called_as_the_plan_calls_it():
    course = exercises_course([(PlannedExercise("side bend", "Bend as shown", held()), an_exercise())])
    assert Doing(course).wait(25).sessions[0][0] == "Bend as shown"


@pytest.mark.parametrize(("since", "first"), [(0, ("Warm", 30)), (29, ("Warm", 1)), (30, ("Cool", 30)), (75, ("Warm", 15)), (110, ("Cool", 5))])
def test_a_contrast_shower_goes_on_where_it_would_be(since, first):
    turns = (Turn("Warm", Figure(30, "you")), Turn("Cool", Figure(30, "you")))
    shower = an_exercise("Shower", Way.TURNS, turns=turns)
    course = contrast_course(shower, timedelta(seconds=115), timedelta(seconds=since))
    assert (turns[course.steps[0].turn].name, course.steps[0].seconds) == first
    assert course.total == timedelta(seconds=115 - since)


@given(st.lists(st.tuples(st.integers(0, 90), st.sampled_from(["next", "previous", "pause", "go_on", "tell"])), max_size=25))
def test_nothing_lasts_longer_than_one_was_at_it_and_nothing_begins_before_it_was_begun(deeds):
    doing = Doing(two(held(20, 2), at_own_pace(2)))
    for seconds, deed in deeds:
        getattr(doing.wait(seconds), deed)()
    sessions = [share.session(LONDON) for share in doing.tally.shares]
    assert sum((one.length for one in sessions), timedelta(0)) <= doing.now - NOON + timedelta(seconds=len(sessions))
    assert all(NOON <= one.moment.at <= doing.now for one in sessions)
