"""The page names the worst: the largest of every now, at any place, and of every entry's worst, with when and where."""

from hypothesis import given
from hypothesis import strategies as st

from tests import random_entries
from tests.builders import LEFT, RIGHT, an_entry
from tracker.domain.statistics.worst import Reached, highest_of, least_of, lowest_of, nows_of, pain_now, reached_at, worst_of

CALF = "calf left"
MONDAY, TUESDAY, WEDNESDAY = (f"2026-11-2{day}T08:00" for day in (3, 4, 5))


def test_a_calf_at_9_beside_a_back_at_4_is_the_worst_with_its_place_its_words_and_its_time():
    calf = an_entry(4, TUESDAY, sites={LEFT: 4, CALF: 9}, words=("numb", "pins and needles"))
    worst = worst_of([an_entry(8, MONDAY, sites=(LEFT,)), calf, an_entry(3, WEDNESDAY, sites=(LEFT,))])
    assert (worst.points, worst.site, worst.sites, worst.moment, worst.of_24_hours) == (9, CALF, (CALF,), calf.moment, False)
    assert worst.words == ("numb", "pins and needles")


def test_the_worst_of_24_hours_counts_though_the_entry_names_several_places_and_then_has_no_one_place():
    told = an_entry(3, TUESDAY, sites=(LEFT, RIGHT), worst=10, least=0)
    worst, least = (of([an_entry(8, MONDAY, sites=(LEFT,)), told]) for of in (worst_of, least_of))
    assert (worst.points, worst.site, worst.sites, worst.of_24_hours) == (10, None, (LEFT, RIGHT), True)
    assert (least.points, least.site, least.of_24_hours) == (0, None, True)


def test_told_of_one_place_alone_it_is_of_that_place():
    worst = worst_of([an_entry(3, sites=(LEFT,), worst=9)])
    assert (worst.site, worst.of_24_hours) == (LEFT, True)


def test_two_places_as_bad_as_each_other_are_both_named():
    worst = worst_of([an_entry(9, sites=(LEFT, CALF))])
    assert (worst.site, worst.sites) == (None, (LEFT, CALF))


def test_of_equal_values_a_now_goes_first_and_then_the_latest():
    entries = [an_entry(8, MONDAY), an_entry(8, TUESDAY), an_entry(2, WEDNESDAY, worst=8)]
    assert worst_of(entries).moment == entries[1].moment


def test_pain_now_is_the_highest_of_the_latest_entry():
    entries = [an_entry(2, WEDNESDAY, sites={LEFT: 2, CALF: 7}), an_entry(9, MONDAY)]
    assert (pain_now(entries).points, pain_now(entries).site) == (7, CALF)
    assert pain_now([]) is worst_of([]) is least_of([]) is None


def test_what_an_entry_says_of_a_place_has_its_range_only_where_it_names_that_place_alone():
    alone, both = an_entry(4, sites=(LEFT,), worst=9, least=1), an_entry(4, sites=(LEFT, RIGHT), worst=9, least=1)
    assert [reached.points for reached in reached_at(alone, LEFT)] == [4, 9, 1]
    assert [reached.points for reached in reached_at(both, LEFT)] == [4]
    assert [reached.points for reached in reached_at(an_entry(4, worst=9), None)] == [4, 9]
    assert reached_at(alone, None) == reached_at(alone, RIGHT) == ()


@given(st.lists(random_entries.pains, min_size=1, max_size=12))
def test_nothing_in_the_diary_is_above_the_worst_or_below_the_least(entries):
    highs = [value for entry in entries for value in (entry.pain, entry.worst, *(site.pain for site in entry.sites)) if value is not None]
    lows = [value for entry in entries for value in (entry.pain, entry.least, *(site.pain for site in entry.sites)) if value is not None]
    worst, least = worst_of(entries), least_of(entries)
    assert (worst.points, least.points) == (max(highs), min(lows))
    assert any(entry.moment == worst.moment and set(worst.sites) <= {site.name for site in entry.sites} for entry in entries)


@given(st.lists(random_entries.pains, max_size=12))
def test_what_reaches_the_worst_is_the_one_that_all_values_together_would_give(entries):
    told = [Reached(e.worst, e.moment, tuple(s.name for s in e.sites), of_24_hours=True, words=e.words) for e in entries if e.worst is not None]
    least = [Reached(e.least, e.moment, tuple(s.name for s in e.sites), of_24_hours=True, words=e.words) for e in entries if e.least is not None]
    nows = [reached for entry in entries for reached in nows_of(entry)]
    found, expected = (worst_of(entries), least_of(entries)), (highest_of([*nows, *told]), lowest_of([*nows, *least]))
    assert found == expected
