from dataclasses import replace

import pytest

from tests.charts.diaries import ONSET, a_dose, a_flare, a_moment, a_pain_entry, a_session
from tracker.domain.entries import DayNote
from tracker.reports.choices import LeftOut, ReportChoices, kept

NOTED = replace(a_pain_entry(ONSET, 6), note="after lifting")
DOSE = replace(a_dose(ONSET), note="with food")
MOOD = DayNote(moment=a_moment(ONSET, 20), mood=3)
DAY_NOTE = DayNote(moment=a_moment(ONSET, 21), mood=3, sleep_minutes=400, note="bad night")
ENTRIES = [NOTED, DOSE, MOOD, DAY_NOTE, a_session(ONSET, "ice"), a_flare(ONSET)]


def test_with_nothing_left_out_every_entry_stays_as_it_is():
    assert kept(ENTRIES, ()) == ENTRIES


def test_without_notes_no_entry_has_one_and_none_is_missing():
    left = kept(ENTRIES, [LeftOut.NOTES])
    assert [entry.id for entry in left] == [entry.id for entry in ENTRIES]
    assert not any(entry.note for entry in left)


def test_without_medicines_there_is_no_dose():
    assert kept(ENTRIES, [LeftOut.MEDICINES]) == [entry for entry in ENTRIES if entry is not DOSE]


@pytest.mark.parametrize("rest", [{"sleep_quality": 4}, {"fluids": 0}, {"flare": True}, {"note": "calm"}, {"sleep_minutes": 0}])
def test_without_mood_a_day_note_keeps_the_rest_of_what_it_says(rest):
    said = replace(MOOD, **rest)
    assert kept([said, MOOD], [LeftOut.MOOD]) == [replace(said, mood=None)]


def test_all_may_be_left_out_at_once():
    left = kept(ENTRIES, LeftOut)
    assert not [entry for entry in left if entry.note or entry is DOSE or getattr(entry, "mood", None) is not None]
    assert len(left) == len(ENTRIES) - 2


def test_by_default_it_is_the_first_page_on_a4_with_nothing_left_out():
    choices = ReportChoices()
    assert (choices.parts, choices.paper, choices.leave_out) == (frozenset(), "a4", frozenset())
    assert choices.has_notes
    assert choices.has_medicines
