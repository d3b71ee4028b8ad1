"""Questions, appointments and own activities."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import a_dose, a_function, a_moment
from tests.fakes import FakeClock
from tests.storage.diaries import HARD_TEXT
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.errors import Refused

A_MINUTE = timedelta(minutes=1)


def _texts(tracker: Tracker) -> list[str]:
    return [question.text for question in tracker.visits.questions()]


def test_a_question_is_kept_as_typed_but_for_the_blanks_around_it(tracker: Tracker) -> None:
    assert tracker.visits.ask(f"  May I swim? {HARD_TEXT} ").touched == Touched.DIARY
    (question,) = tracker.visits.questions()
    assert (question.text, question.asked_at) == (f"May I swim? {HARD_TEXT}", None)


def test_questions_still_to_be_asked_come_first_each_group_as_written(tracker: Tracker, clock: FakeClock) -> None:
    for text in ("one", "two", "three", "four"):
        tracker.visits.ask(text)
        clock.advance(A_MINUTE)
    for number in (0, 1):
        tracker.visits.tick_question(tracker.visits.questions()[number].id, asked=True)
    assert _texts(tracker) == ["two", "four", "one", "three"]
    assert [question.asked_at for question in tracker.visits.questions()] == [None, None, clock.now(), clock.now()]
    tracker.visits.tick_question(tracker.visits.questions()[2].id, asked=False)
    assert _texts(tracker) == ["one", "two", "four", "three"]


def test_a_question_is_put_in_other_words_and_keeps_its_place(tracker: Tracker, clock: FakeClock) -> None:
    tracker.visits.ask("one")
    clock.advance(A_MINUTE)
    tracker.visits.ask("two")
    tracker.visits.edit_question(tracker.visits.questions()[0].id, " uno ")
    assert _texts(tracker) == ["uno", "two"]


def test_a_deleted_question_comes_back_to_its_place(tracker: Tracker, clock: FakeClock) -> None:
    for text in ("one", "two", "three"):
        tracker.visits.ask(text)
        clock.advance(A_MINUTE)
    before = tracker.visits.questions()
    tracker.visits.delete_question(before[0].id)
    assert _texts(tracker) == ["two", "three"]
    clock.advance(A_MINUTE)
    undone = tracker.history.undo()
    assert undone is not None
    assert (undone.touched, undone.remark) == (Touched.DIARY, "Undone: Deleted (one)")
    assert tracker.visits.questions() == before


def test_an_empty_question_and_one_that_is_gone_are_refused(tracker: Tracker) -> None:
    tracker.visits.ask("one")
    kept = tracker.visits.questions()
    gone = a_dose().id
    visits = tracker.visits
    for change in (
        lambda: visits.ask("  "),
        lambda: visits.edit_question(kept[0].id, " "),
        lambda: visits.edit_question(gone, "two"),
        lambda: visits.tick_question(gone, asked=True),
        lambda: visits.delete_question(gone),
    ):
        with pytest.raises(Refused, match="Nothing was"):
            change()
    assert tracker.visits.questions() == kept
    tracker.history.undo()
    assert tracker.history.undo() is None


def test_appointments_are_in_order_of_time_and_the_next_is_the_first_to_come(tracker: Tracker, clock: FakeClock) -> None:
    for at in ("2026-12-02T09:00", "2026-11-20T09:00", "2026-11-26T09:00", "2026-11-10T09:00"):
        tracker.visits.arrange(a_moment(at), " the physio ", "bring the report")
    days = [one.moment.day.day for one in tracker.visits.appointments()]
    assert days == [10, 20, 26, 2]
    assert {(one.whom, one.note) for one in tracker.visits.appointments()} == {("the physio", "bring the report")}
    next_one = tracker.visits.next_appointment()
    assert next_one is not None
    assert (next_one.moment.day, tracker.visits.last_visit()) == (date(2026, 11, 26), date(2026, 11, 20))
    clock.set("2026-11-26T09:00")
    assert tracker.visits.next_appointment() == next_one
    clock.advance(seconds=1)
    assert tracker.visits.last_visit() == date(2026, 11, 26)
    clock.set("2026-12-02T09:01")
    assert tracker.visits.next_appointment() is None


def test_before_any_appointment_there_is_no_next_and_no_last(tracker: Tracker) -> None:
    assert (tracker.visits.next_appointment(), tracker.visits.last_visit()) == (None, None)


def test_an_appointment_is_moved_and_deleted_and_both_are_taken_back(tracker: Tracker) -> None:
    tracker.visits.arrange(a_moment("2026-12-02T09:00"), "the physio")
    (first,) = tracker.visits.appointments()
    moved = replace(first, moment=a_moment("2026-12-03T10:00"), note=HARD_TEXT)
    assert tracker.visits.change_appointment(moved).touched == Touched.DIARY
    assert tracker.visits.appointments() == [moved]
    tracker.visits.delete_appointment(first.id)
    assert tracker.visits.appointments() == []
    for kept in ([moved], [first], []):
        tracker.history.undo()
        assert tracker.visits.appointments() == kept
    for change in (lambda: tracker.visits.change_appointment(first), lambda: tracker.visits.delete_appointment(first.id)):
        with pytest.raises(Refused, match="gone already"):
            change()
    with pytest.raises(Refused):
        tracker.visits.arrange(a_moment(), " ")


def test_an_activity_of_the_same_words_stays_the_same(tracker: Tracker) -> None:
    assert tracker.visits.set_activities(["put on socks", " lift my child ", "", "drive to work"]).touched == Touched.DIARY
    socks, child, drive = tracker.visits.activities()
    assert [one.text for one in (socks, child, drive)] == ["put on socks", "lift my child", "drive to work"]
    tracker.visits.set_activities(["drive to work", "sleep through", "put on socks"])
    after = tracker.visits.activities()
    assert (after[0], after[1].text, after[2]) == (drive, "sleep through", socks)
    tracker.history.undo()
    assert tracker.visits.activities() == [socks, child, drive]
    tracker.history.redo()
    assert tracker.visits.activities() == after


@pytest.mark.parametrize("texts", [["a", "b", "c", "d", "e", "f"], ["a", "b", " a "], ["a", "x" * 201], ["a\0b"]])
def test_too_many_activities_two_alike_and_what_cannot_be_kept_are_refused(tracker: Tracker, texts: list[str]) -> None:
    tracker.visits.set_activities(["put on socks"])
    with pytest.raises(Refused, match="Nothing was"):
        tracker.visits.set_activities(texts)
    assert [one.text for one in tracker.visits.activities()] == ["put on socks"]


def test_scores_are_due_a_week_after_the_last_by_the_day_lived(tracker: Tracker, clock: FakeClock) -> None:
    assert not tracker.visits.scores_due()
    tracker.visits.set_activities(["put on socks"])
    assert (tracker.visits.scores_due(), tracker.visits.last_scores()) == (True, None)
    scores = a_function({"put on socks": 4}, "2026-11-25T13:05")
    tracker.journal.add(scores)
    last = tracker.visits.last_scores()
    assert last is not None
    assert (last.id, tracker.visits.scores_due()) == (scores.id, False)
    clock.set("2026-12-01T23:59")
    assert not tracker.visits.scores_due()
    clock.set("2026-12-02T00:01")
    assert tracker.visits.scores_due()
