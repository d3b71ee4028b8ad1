"""Whatever lost in a merge can be read in words."""

import pytest

from tests.builders import a_day_note, a_moment, a_session, an_entry, an_episode, an_event
from tracker.domain.entries import Amount
from tracker.domain.medicines import Bound, Limit, Medicine
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.visits import Appointment, OwnActivity, Question
from tracker.services.sync.conflict_words import side_words

THINGS = {
    "Pain 6, 25 Nov 2026, 13:05: Neck. as typed": an_entry(6, sites=("neck",), note="as\ntyped"),
    "Ice, 25 Nov 2026, 13:05: 20 min, pain 7 before": a_session(before=7),
    "Day note, 25 Nov 2026, 13:05: A quiet day.": a_day_note(),
    "Episode, began 23 Nov 2026, 14:10: it goes on, neck, lifting": an_episode(sites=("neck",), cause="lifting"),
    "Episode, began 23 Nov 2026, 14:10: over since 28 Nov 2026, 10:00": an_episode(ended="2026-11-28T10:00"),
    "Damp heat, 25 Nov 2026, 13:05: felt better": an_event("heat", reason="felt better"),
    "Mix: paracetamol 500 mg, ibuprofen": Medicine(name="Mix", amounts=(Amount("paracetamol", 500), Amount("ibuprofen", None))),
    "Limit on paracetamol: 4 h between doses": Limit("paracetamol", gap_hours=Bound(4, "you")),
    "Question: May I swim? (asked)": Question(text="May I swim?", asked_at=a_moment().at),
    "the physio, 25 Nov 2026, 13:05: bring the report": Appointment(moment=a_moment(), whom="the physio", note="bring the report"),
    "Stand up: 13:05; off": Rule(kind=ReminderKind.OWN, times=(a_moment().local.time(),), text="Stand up", is_on=False),
    "What you can do: put on socks, drive": (OwnActivity(text="put on socks"), OwnActivity(text="drive")),
}


@pytest.mark.parametrize("words", THINGS)
def test_a_thing_is_told_with_its_kind_its_time_its_values_and_its_note(words: str) -> None:
    assert side_words(THINGS[words]).sentence == words
