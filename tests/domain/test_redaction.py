"""What is left out is gone, and nothing else is."""

import pytest

from tests.builders import a_day_note, a_dose, a_function, a_session, an_activity, an_entry
from tracker.domain.redaction import LeftOut, leave_out

PAIN, DOSE = an_entry(6, note="after sitting", words=("dull",)), a_dose(note="at noon")
DAY = a_day_note(note="A quiet day.", mood=7, sleep_minutes=400)
WHOLE = [PAIN, DOSE, a_session(), an_activity(), DAY, a_function(note="slowly")]


def test_nothing_left_out_leaves_every_entry_as_it_is():
    entries = [*WHOLE, a_day_note(note="")]
    assert leave_out(entries, frozenset()) == entries


@pytest.mark.parametrize("part", LeftOut)
def test_the_order_and_the_ids_stay(part):
    ids = [entry.id for entry in leave_out(WHOLE, {part})]
    assert ids == [entry.id for entry in WHOLE if entry.id in ids]


def test_notes_go_from_every_kind_and_the_rest_stays():
    pain, dose, *_rest, day, function = leave_out(WHOLE, {LeftOut.NOTES})
    assert [entry.note for entry in leave_out(WHOLE, {LeftOut.NOTES})] == [""] * len(WHOLE)
    assert (pain.words, dose.name, day.mood, day.sleep_minutes, len(function.scores)) == (("dull",), "Panadol", 7, 400, 3)


def test_without_medicines_no_dose_is_left():
    assert leave_out(WHOLE, {LeftOut.MEDICINES}) == [entry for entry in WHOLE if entry is not DOSE]


def test_without_mood_the_rest_of_the_day_stays():
    (day,) = leave_out([DAY], {LeftOut.MOOD})
    assert (day.mood, day.sleep_minutes, day.note) == (None, 400, "A quiet day.")


@pytest.mark.parametrize(("day", "parts"), [(a_day_note(), {LeftOut.NOTES}), (a_day_note(note="", mood=3), {LeftOut.MOOD})])
def test_a_day_note_of_which_nothing_is_left_goes_with_it(day, parts):
    assert leave_out([day], parts) == []


def test_a_note_about_the_day_stays_where_notes_are_not_left_out():
    (day,) = leave_out([a_day_note(mood=3)], {LeftOut.MOOD, LeftOut.MEDICINES})
    assert (day.note, day.mood) == ("A quiet day.", None)


def test_a_flare_and_nothing_slept_are_something_told():
    days = [a_day_note(flare=False), a_day_note(sleep_minutes=0)]
    assert len(leave_out(days, set(LeftOut))) == 2


def test_what_was_given_is_not_changed():
    leave_out(WHOLE, set(LeftOut))
    assert (PAIN.note, DAY.mood) == ("after sitting", 7)
