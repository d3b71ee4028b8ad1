"""What a question, an appointment and an own activity refuse to be."""

import pytest

from tests.builders import a_moment
from tests.fakes import utc
from tracker.domain.entries import NAME_LIMIT, NOTE_LIMIT
from tracker.domain.visits import LEAST_ACTIVITIES, MOST_ACTIVITIES, Appointment, OwnActivity, Question
from tracker.errors import Refused

UNKEEPABLE = ["a\0b", "\ud800"]


@pytest.mark.parametrize("text", ["", "x" * (NOTE_LIMIT + 1), *UNKEEPABLE])
def test_a_question_that_is_empty_too_long_or_cannot_be_kept_is_refused(text):
    with pytest.raises(Refused, match="Nothing was saved"):
        Question(text=text)


@pytest.mark.parametrize("text", ["May I swim?", "x" * NOTE_LIMIT, "\N{GRINNING FACE} <b>שלום</b>\n$x$"])
def test_any_other_question_is_kept_as_typed_and_not_asked_yet(text):
    question = Question(text=text)
    assert (question.text, question.asked_at) == (text, None)


def test_a_question_ticked_off_tells_when():
    assert Question(text="May I swim?", asked_at=utc("2026-11-25T13:05")).asked_at == utc("2026-11-25T13:05")


@pytest.mark.parametrize(
    "fields",
    [{"whom": ""}, {"whom": "  "}, {"whom": "x" * (NAME_LIMIT + 1)}, {"note": "x" * (NOTE_LIMIT + 1)}, *({"note": text} for text in UNKEEPABLE)],
)
def test_an_appointment_with_nobody_or_a_note_no_file_could_keep_is_refused(fields):
    with pytest.raises(Refused, match="Nothing was saved"):
        Appointment(**{"moment": a_moment(), "whom": "the physio", **fields})


def test_an_appointment_may_be_to_come():
    moment = a_moment("2030-01-01T09:00")
    assert Appointment(moment=moment, whom="the physio").moment == moment


@pytest.mark.parametrize("text", ["", " ", "x" * (NAME_LIMIT + 1), *UNKEEPABLE])
def test_an_activity_without_words_or_too_long_is_refused(text):
    with pytest.raises(Refused, match="Nothing was saved"):
        OwnActivity(text=text)


def test_each_has_an_identity_of_its_own():
    made = [
        *(Question(text="x") for _ in range(2)),
        *(OwnActivity(text="x") for _ in range(2)),
        *(Appointment(moment=a_moment(), whom="x") for _ in range(2)),
    ]
    assert len({one.id for one in made}) == 6


def test_three_to_five_activities_are_scored():
    assert (LEAST_ACTIVITIES, MOST_ACTIVITIES) == (3, 5)
