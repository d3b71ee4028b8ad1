from datetime import date

from tests.builders import LEFT, RIGHT, an_entry
from tracker.domain.statistics.worst import worst_of
from tracker.wording.worst import worst_words

TODAY = date(2026, 11, 28)


def said(*entries, today=TODAY):
    return worst_words(worst_of(entries), today)


def test_the_highest_has_its_place_its_words_and_its_day():
    calf = an_entry(4, "2026-11-27T21:10", sites={LEFT: 4, "calf left": 9}, words=("numb", "pins and needles"))
    assert said(calf) == "Highest in the period: 9, calf left (numb, pins and needles), on Fri 27 Nov."


def test_told_of_24_hours_and_of_several_places_it_says_so():
    entry = an_entry(4, "2026-11-27T21:10", sites=(LEFT, RIGHT), worst=10)
    assert said(entry) == "Highest in the period: 10, lower back left or lower back right, worst of the 24 hours before, on Fri 27 Nov."


def test_without_a_place_there_is_none_and_many_places_are_counted():
    assert said(an_entry(8, "2026-11-27T21:10")) == "Highest in the period: 8, on Fri 27 Nov."
    assert said(an_entry(8, "2026-11-27T21:10", words=("numb",))) == "Highest in the period: 8, numb, on Fri 27 Nov."
    assert "neck, sacrum, head, 2 more places" in said(an_entry(8, sites=("neck", "sacrum", "head", LEFT, RIGHT)))


def test_a_day_of_another_year_has_its_year():
    assert said(an_entry(8, "2026-11-27T21:10"), today=date(2027, 1, 3)).endswith("on Fri, 27 Nov 2026.")
